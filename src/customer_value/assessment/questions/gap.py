"""One gap of a text: what belongs into it, and what is told about anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from msgspec import Meta

from customer_value.assessment.examples import AlwaysEqual
from customer_value.assessment.parts import MisconceptionId, Option, Part, Path, Says
from customer_value.assessment.questions.places import is_place
from customer_value.assessment.questions.question import LONGEST_ANSWER, Key, Sentence
from customer_value.assessment.spelling import plain, same_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Said = Callable[[str], str]  # puts a version's numbers into a text

_OTHER_WORD = "something else"


class Word(Part, frozen=True, kw_only=True):
    """A wrong word that learners really write, and what it tells."""

    text: Annotated[str, Meta(description="The wrong word.")]
    says: Says
    misconception: MisconceptionId | None = None


def can_stand(given: object, options: int) -> bool:
    """Tell whether this can stand in a gap: the place of one of its options; if it has none, a word."""
    if options:
        return is_place(given, options)
    return type(given) is str and len(given) <= LONGEST_ANSWER and plain(given) != ""


class Gap(Part, frozen=True, kw_only=True):
    """Either `options` to choose from, or words to `accept` when one is typed."""

    options: Annotated[tuple[Option, ...], Meta(description="Two to five, one of them right; plain text.")] = ()
    accept: Annotated[tuple[str, ...], Meta(description="Right words; the first is shown as the answer.")] = ()
    mistakes: tuple[Word, ...] = ()
    says: Annotated[str, Meta(description="What any other typed word earns: 4 to 40 words.")] = ""

    @property
    def right(self) -> int | str | None:
        """What belongs into the gap: the place of the right option, or the first accepted word."""
        if self.options:
            return next((place for place, each in enumerate(self.options) if each.correct), None)
        return self.accept[0] if self.accept else None

    @property
    def chance(self) -> float:
        """The chance that a guess is right."""
        return 1 / len(self.options) if self.options else 0.0

    def takes(self, given: object) -> bool:
        """Tell whether this can stand in the gap: the place of an option, or a text with a letter or a digit."""
        return can_stand(given, len(self.options))

    def error(self, given: Any, said: Said) -> Sentence | None:
        """Return what is told about something that the gap takes; None if it is right."""
        if self.options:
            option = self.options[given]
            return None if option.correct else Sentence(("options", given), option.says, option.misconception)
        if any(same_word(given, said(word)) for word in self.accept):
            return None
        named = [place for place, each in enumerate(self.mistakes) if same_word(given, said(each.text))]
        if not named:
            return Sentence(("says",), self.says)
        mistake = self.mistakes[named[0]]
        return Sentence(("mistakes", named[0]), mistake.says, mistake.misconception)

    def shown(self, value: int | str | None, said: Said) -> str:
        """Return as Markdown what stands in the gap; nothing does where the bank names nothing right."""
        return said(self.options[value].text if isinstance(value, int) else value or "")

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence that a wrong filling earns."""
        for place, option in enumerate(self.options):
            if not option.correct:
                yield Sentence(("options", place), option.says, option.misconception)
        for place, mistake in enumerate(self.mistakes):
            yield Sentence(("mistakes", place), mistake.says, mistake.misconception)
        if not self.options:
            yield Sentence(("says",), self.says)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield what may stand in the gap, right or wrong."""
        yield from ((("options", place), each.text) for place, each in enumerate(self.options))
        yield from ((("accept", place), each) for place, each in enumerate(self.accept))
        yield from ((("mistakes", place), each.text) for place, each in enumerate(self.mistakes))

    def examples(self, said: Said) -> Iterator[tuple[Any, str | None]]:
        """Yield fillings, each with what it is told: None for a right one."""
        for place, option in enumerate(self.options):
            yield place, None if option.correct else option.says
        for word in self.accept:
            yield f"  {said(word).upper()}. ", None
        for mistake in self.mistakes:
            yield said(mistake.text), mistake.says
        if not self.options:
            yield _OTHER_WORD, self.says

    def impossible(self) -> tuple[Any, ...]:
        """Return what cannot stand in the gap."""
        either: tuple[Any, ...] = (None, True, 0.0, [0], {}, AlwaysEqual())
        return (*either, -1, len(self.options), "A") if self.options else (*either, "", " … ", 0, "x" * 300)

    def keys(self, number: int, said: Said) -> Iterator[Key]:
        """Yield what the gap knows, for its author."""
        for option in self.options:
            yield Key("✓" if option.correct else "✗", f"({number}) {said(option.text)}", said(option.says))
        if self.accept:
            yield Key("✓", f"({number}) {' / '.join(map(said, self.accept))}")
        for mistake in self.mistakes:
            yield Key("✗", f"({number}) {said(mistake.text)}", said(mistake.says))
        if not self.options:
            yield Key("✗", f"({number}) any other word", said(self.says))
