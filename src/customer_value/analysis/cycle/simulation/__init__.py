"""The year that is played: one module for each thing that can be changed.

`rules` (cap, costs, what is assumed), `plans` (what is spent), `years` (what comes out), `tables` (what the frames
must hold), `truth` (what a plan brings on average), `futures` (and by luck), `marginal_rule` (the best division of a
budget), `estimates` (a plan without the truth), `baselines` (plans without analysis), `allocation` (who gets what),
`simulator` (the face of it all).
"""
