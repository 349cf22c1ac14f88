"""The types of questions, a module for each: what a teacher writes, and all that is done with it.

A new type is a struct with the methods of `question.Question` in a module of its own, its name in `model.AnyQuestion`,
its controls in `browser/controls`, and an example of each field in `tests/assessment/example.yaml`.
"""
