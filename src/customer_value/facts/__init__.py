"""Facts about Larkspur's books by name, computed when they are asked for.

A question that says `fact: lifetime.customer_equity` gets its answer from here, from the learner's own edition, so
that every learner has a number of their own and none is typed into a question bank. One module for each lesson; a
fact's first line says its unit, its range and what it is, and docs/question-bank.md lists them all.
"""

from .by_name import Facts, of

__all__ = ["Facts", "of"]
