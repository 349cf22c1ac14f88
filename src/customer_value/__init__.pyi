from . import capstone, explore, figures
from .analysis import btyd, cycle, lifetime, needs, orientation, segments
from .analysis.money import money_line
from .assessment.exercise import exercise
from .assessment.guess import guess
from .audit.comparison import reveal
from .data.load import load, load_truth, tables
from .study.contents import contents
from .study.flashcards.show import cards
from .study.progress import progress
from .study.quiz import quiz

__all__ = [
    "btyd",
    "cards",
    "capstone",
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
    "progress",
    "quiz",
    "reveal",
    "segments",
    "tables",
]
