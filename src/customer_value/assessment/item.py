"""One question on a learner's screen: its version, the latest answer to it, and what may be shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from customer_value.assessment import variants
from customer_value.assessment.attempts import COUNTED
from customer_value.assessment.grading import grade
from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.assessment.placeholder import is_blank
from customer_value.assessment.questions.question import renewable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from customer_value.assessment.attempts import Attempt, Confidence
    from customer_value.assessment.parts import Outcome
    from customer_value.assessment.questions.question import Question
    from customer_value.assessment.variants import Facts, Variant

TRIES_BEFORE_SOLUTION = 2
# New numbers come from seeds this far apart: an answer in the log then tells which quiz it belongs to.
SEED_STEP = 100_000
NEW = "not_attempted"  # in the log: from here on the question was asked anew, with this seed
SHOWN = "solution"  # in the log: the solution was shown, so that the question stays closed
KEPT = "kept"  # in the log, and as a status: an answer that is still to be scored, by the learner or a teacher
_TELLING = (*COUNTED, KEPT, NEW, SHOWN)


@dataclass
class Item:
    """The state of one question; `tries` counts answers to this version that were not malformed."""

    question: Question
    variant: Variant
    outcome: Outcome | None = None
    answer: Any = None  # as the bank counts: a place, True or False, or what was typed
    confidence: Confidence | None = None
    tries: int = 0
    right_at_once: bool = False
    hints: int = 0
    gave_up: bool = False
    compared: bool = False  # whether an answer was kept, so that it can be compared with the model answer
    why: str = ""  # why it is asked, in a sentence

    @property
    def right(self) -> bool:
        """Whether the latest answer is right."""
        return self.outcome is not None and self.outcome.status == "correct"

    @property
    def kept(self) -> bool:
        """Whether the latest answer is one that is still to be scored."""
        return self.outcome is not None and self.outcome.status == NEW and not is_blank(self.answer)

    @property
    def closed(self) -> bool:
        """Whether there is nothing left to answer: it is right, or the solution was shown."""
        return self.right or self.gave_up

    @property
    def version(self) -> str:
        """Which wording and which numbers are shown."""
        return f"{self.variant.revision}-{self.variant.seed}"

    @property
    def renewable(self) -> bool:
        """Whether the question can be asked again with other numbers."""
        return renewable(self.question)

    def take(self, answer: Any, confidence: Confidence | None) -> Outcome:
        """Grade an answer and remember it."""
        outcome = grade(self.question, self.variant, answer)
        self.outcome, self.answer, self.confidence = outcome, answer, confidence
        if outcome.status in COUNTED:
            self.tries += 1
            self.right_at_once |= self.right and self.tries == 1
        self.compared |= self.kept or self.tries > 0
        return outcome

    def from_screen(self, shown: Any) -> Any:
        """Translate what the browser reports: options are known there by the place where they stand."""
        answer = self.question.from_screen(self.variant, shown)
        if self.question.self_scored and not self.compared and isinstance(answer, dict):
            answer.pop("met", None)  # nobody can score what was not compared yet
        return answer

    def to_screen(self, answer: Any) -> Any:
        """Translate an answer to what the browser knows; the reverse of `from_screen`."""
        return None if answer is None else self.question.to_screen(self.variant, answer)

    def view(self, *, unsaved: str) -> dict[str, Any]:
        """Describe the question for the browser; what is right is in it only once the question is closed."""
        question, outcome = self.question, self.outcome
        return {
            "id": question.id,
            "type": question.__struct_config__.tag,
            "variant": self.version,
            "why": self.why,
            "stem": to_html(self.variant.stem),
            **question.screen(self.variant),
            **(question.once_kept(self.variant) if self.compared else {}),
            "self_scored": question.self_scored,
            "answer": self.to_screen(self.answer),
            "confidence": self.confidence,
            "status": KEPT if self.kept else outcome.status if outcome else None,
            "feedback": [to_html(each) for each in outcome.feedback] if outcome else [],
            "tries": self.tries,
            "counted": self.tries > 0,
            "closed": self.closed,
            "marks": question.marks(self.variant, self.answer if outcome else None, closed=self.closed),
            "hints": [to_html(each) for each in self.variant.hints[: self.hints]],
            "hints_left": len(self.variant.hints) - self.hints,
            "solution": to_html(solution(question, self.variant)) if self.gave_up else "",
            "can_show_solution": self.tries >= TRIES_BEFORE_SOLUTION and not self.closed,
            "can_change_numbers": self.renewable and self.tries > 0,
            "unsaved": unsaved,
        }


def solution(question: Question, variant: Variant) -> str:
    """Return the right answer to a version of a question, and why it is right, as Markdown."""
    explained = grade(question, variant, variant.answer).feedback
    answer = question.right_answer(variant)
    single = say("right_answer", answer=f"**{answer}**")
    told = f"{say('right_answers')}\n\n{answer}" if "\n" in answer else single
    return "\n\n".join([told, *explained])


def restore(question: Question, earlier: Iterable[Attempt], seed: int, facts: Facts | None) -> Item:
    """Bring a question back as the learner left it.

    Parameters
    ----------
    question
        An item of the bank; answers to an earlier wording of it are left out.
    earlier
        The learner's answers to it, oldest first.
    seed
        The quiz's seed: answers to another quiz's numbers are left out.
    facts
        Facts of the learner's own data by name.
    """
    first = variants.make(question, seed, facts)
    mine = [
        each
        for each in earlier
        if each.revision == first.revision and each.status in _TELLING and _same_quiz(each.seed, seed)
    ]
    if not mine:
        return Item(question, first)
    last_seed = mine[-1].seed
    item = Item(question, first if last_seed == seed else variants.make(question, last_seed, facts))
    for each in mine:
        if each.seed != last_seed or each.status == NEW:
            continue
        if each.status == SHOWN:
            item.gave_up = True
        else:
            item.take(each.answer, each.confidence)
    return item


def renew(item: Item, facts: Facts | None) -> Item:
    """Ask the question again from the start; with other numbers, where it draws any."""
    for step in range(1, 50):
        variant = variants.make(item.question, item.variant.seed + step * SEED_STEP, facts)
        if not item.renewable or variant.numbers != item.variant.numbers:
            break
    return Item(item.question, variant, why=item.why)


def _same_quiz(seed: int, quiz_seed: int) -> bool:
    return seed >= quiz_seed and (seed - quiz_seed) % SEED_STEP == 0
