from .grouping import cells
from .handed_in import PlanGrade, grade
from .memos import memo
from .rivals import directors_plan
from .year import game

__all__ = ["PlanGrade", "cells", "directors_plan", "game", "grade", "memo"]
