"""What the tags of an item say about when it is asked: the same for quizzes, practice, warm-ups and flashcards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from customer_value.assessment.model import AnyQuestion

OPTIONAL = "go-further"  # on what may be skipped
IN_LESSON = "in-lesson"  # the text of a lesson asks it
MEMO = "memo"  # on the learner's own memo, which is written and rewritten, not remembered


def is_drawn(item: AnyQuestion) -> bool:
    """Tell whether an item that was not answered yet may be drawn."""
    return not {OPTIONAL, IN_LESSON} & set(item.tags)


def comes_back(item: AnyQuestion) -> bool:
    """Tell whether an item that was answered may be asked again; nobody writes their memo anew to remember it."""
    return MEMO not in item.tags
