from . import capstone, explore, figures
from .analysis import btyd, cycle, lifetime, needs, orientation, segments
from .analysis.money import money_line
from .assessment.exercise import exercise
from .assessment.guess import guess
from .audit.comparison import reveal
from .classroom.assignments.show import assignment
from .data.load import load, load_truth, tables
from .study.contents import contents
from .study.flashcards.show import cards
from .study.practice import practice
from .study.progress import progress
from .study.quiz import quiz
from .study.warm_up import warm_up

__all__ = [
    "assignment",
    "btyd",
    "capstone",
    "cards",
    "contents",
    "cycle",
    "exercise",
    "explore",
    "figures",
    "guess",
    "lifetime",
    "load",
    "load_truth",
    "money_line",
    "needs",
    "orientation",
    "practice",
    "progress",
    "quiz",
    "reveal",
    "segments",
    "tables",
    "warm_up",
]
