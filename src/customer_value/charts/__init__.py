"""Figures of Larkspur's books by name, for questions that ask what a figure shows.

They are drawn from the learner's own edition, and their titles say what is shown, not what is found: that is the
question. One module for each lesson; docs/question-bank.md lists them all.
"""

from .by_name import Charts, of
from .chart import Chart

__all__ = ["Chart", "Charts", "of"]
