"""What every type of question has, and what each says for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta, Struct, field

from customer_value.assessment.numerals import fill
from customer_value.assessment.parts import Bloom, Expression, ItemId, Name, ObjectiveId, Part, Path, Source, Variable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from customer_value.assessment.drawings import Charts, Drawn
    from customer_value.assessment.examples import Example
    from customer_value.assessment.parts import Outcome
    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Variant

LONGEST_ANSWER = 200  # characters that are kept of a text


class Sentence(Struct, frozen=True):
    """What a wrong answer is told, where that stands in the item, and the misconception that the answer reveals."""

    at: Path
    text: str
    misconception: str | None = None


class Key(Struct, frozen=True):
    """An answer as the author sees it: right (✓), wrong (✗) or neither, its text, and what it is told."""

    sign: str
    text: str
    says: str = ""


class Paper(Struct, frozen=True):
    """Where a learner would write without a kernel: lines of Markdown, with a box before each if there is a choice.

    `above` is said before them, such as what cannot be shown here.
    """

    lines: tuple[str, ...] = ()
    box: str = ""
    above: str = ""


class Question(Part, frozen=True, kw_only=True, tag_field="type"):
    """What every type has. The methods below `enemies` are what a type says for itself.

    An answer has one form in the log and in grading, which does not depend on how the options were shuffled, and
    another on the screen; `from_screen` and `to_screen` translate.
    """

    id: ItemId
    objective: ObjectiveId
    bloom: Bloom
    stem: Annotated[str, Meta(description="One complete question or task: 5 to 45 words, ending in ? or .")]
    variables: Annotated[dict[Name, Variable], Meta(description="Drawn for each learner; written {{name}}.")] = field(
        default_factory=dict
    )
    feedback: Annotated[str, Meta(description="Said when the answer is right: why it is.")] = ""
    hints: Annotated[tuple[str, ...], Meta(description="Shown one by one; the last may nearly give it away.")] = ()
    source: Source | None = None
    tags: Annotated[
        tuple[str, ...], Meta(description="Words to find items by; go-further and in-lesson keep one out of the quiz.")
    ] = ()
    enemies: Annotated[tuple[ItemId, ...], Meta(description="Never drawn together with this.")] = ()

    self_scored: ClassVar[bool] = False  # whether the learner, not the course, says what an answer is worth

    def __hash__(self) -> int:
        """Return a hash, which the variables, being a dict, have not."""
        return hash(self.id)

    @property
    def names_answer(self) -> bool:
        """Whether feedback may say {{answer}}."""
        return False

    @property
    def chance(self) -> float:
        """The chance, 0 to 1, that a blind guess is right in all its parts; 0 where something has to be typed."""
        return 0.0

    # ---- one learner's version ----

    def laid_out(self, variant: Variant) -> Variant:
        """Return the version with what this type shows, such as options in their order, and without an answer."""
        return variant

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        """Return the version with all that this type adds: what it shows, and the right answer."""
        return self.laid_out(variant)

    @property
    def places(self) -> dict[str, int | None]:
        """How many decimals each variable is shown with."""
        return {name: variable.decimals for name, variable in self.variables.items()}

    def said(self, variant: Variant, text: str) -> str:
        """Return a text of the bank with the version's numbers in it."""
        return fill(text, variant.numbers, self.places)

    # ---- grading ----

    def grade(self, variant: Variant, answer: object) -> Outcome:
        """Grade an answer that is not blank."""
        raise NotImplementedError

    def right_answer(self, variant: Variant) -> str:
        """Return the right answer as Markdown, for a summary or after giving up."""
        raise NotImplementedError

    def examples(self, variant: Variant) -> Iterator[Example]:
        """Yield answers of every kind for the item's own test, each with the status that it must get."""
        raise NotImplementedError

    # ---- for its author ----

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence that a wrong answer is told."""
        yield from ()

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield every text that a learner reads."""
        yield ("stem",), self.stem
        yield ("feedback",), self.feedback
        yield from ((("hints", place), hint) for place, hint in enumerate(self.hints))
        yield from ((each.at, each.text) for each in self.sentences())

    def alternatives(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        """Yield the texts among which an answer chooses, and where they stand; they must differ in every version."""
        yield from ()

    def expressions(self) -> Iterator[tuple[Path, Expression, set[str]]]:
        """Yield every expression with its place and the names that it may use."""
        above: set[str] = set()
        for name, variable in self.variables.items():
            if variable.value is not None:
                yield ("variables", name), variable.value, set(above)
            above.add(name)

    def facts(self) -> Iterator[tuple[Path, str, dict[str, Any]]]:
        """Yield every fact that is asked for: its place, name and arguments."""
        for name, variable in self.variables.items():
            if variable.fact is not None:
                yield ("variables", name), variable.fact, variable.arguments

    def drawings(self) -> Iterator[tuple[Path, str, dict[str, Any]]]:
        """Yield every figure that is asked for: its place, name and arguments."""
        yield from ()

    def problems(self, known: Known) -> Iterator[Finding]:
        """Yield what this type finds wrong with the item, beyond the rules for all."""
        yield from ()

    def keys(self, variant: Variant) -> Sequence[Key]:
        """Return the answers that the item knows, for its author."""
        raise NotImplementedError

    # ---- on the screen and on paper ----

    def handed_out(self, variant: Variant) -> Variant:
        """Return the version as an assignment shows it: in an order that does not depend on what is right."""
        return variant

    def parts(self, variant: Variant) -> dict[str, Any]:
        """Return what a learner is shown beside the stem, without a key: Markdown, as JSON can hold it."""
        return {}

    @classmethod
    def drawn(cls, parts: Mapping[str, Any]) -> dict[str, Any]:
        """Return parts as the browser draws them: HTML where there was Markdown."""
        return dict(parts)

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        """Return what is wrong with the form of an answer on the screen, or ""; this needs no key."""
        raise NotImplementedError

    def screen(self, variant: Variant) -> dict[str, Any]:
        """Return what the browser draws beside the stem, without a key."""
        return self.drawn(self.parts(variant))

    def once_kept(self, variant: Variant) -> dict[str, Any]:
        """Return what the browser draws besides once an answer was kept, such as what to compare it with."""
        return {}

    def draw(self, variant: Variant, charts: Charts | None) -> Drawn | None:
        """Return the figure that the question is about; most have none."""
        return None

    def from_screen(self, variant: Variant, shown: Any) -> Any:
        """Translate what the browser reports, which may be anything, to an answer; None for what cannot be one."""
        if isinstance(shown, str):
            return shown[:LONGEST_ANSWER]
        return shown if type(shown) in (int, float) else None

    def to_screen(self, variant: Variant, answer: Any) -> Any:
        """Translate an answer to what the browser knows; the reverse of `from_screen`."""
        return answer

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        """Return a status or "" for each part on the screen: for those answered, and once it is closed, the right ones.

        `answer` is None as long as no attempt counts.
        """
        return []

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        """Return what stands below the stem where no kernel runs, from the parts."""
        raise NotImplementedError

    def on_paper(self, variant: Variant) -> Paper:
        """Return what stands below the stem where no kernel runs."""
        return self.paper(self.parts(variant))


def renewable(question: Question) -> bool:
    """Tell whether a question can be asked again with other numbers."""
    return any(each.choices for each in question.variables.values())
