"""A text with gaps to fill; the answer is what stands in each gap, by its name: a place in the bank, or a word."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Meta

from customer_value.assessment.chance import above_chance
from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.markdown import GAP, to_html, to_text
from customer_value.assessment.messages import say
from customer_value.assessment.parts import Name, Outcome, Path
from customer_value.assessment.questions.choice import arranged
from customer_value.assessment.questions.gap import Gap, can_stand
from customer_value.assessment.questions.places import MOST_SENTENCES, is_place
from customer_value.assessment.questions.question import LONGEST_ANSWER, Key, Paper, Question, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Facts, Variant


class Cloze(Question, frozen=True, kw_only=True, tag="cloze"):
    """A text with gaps, each to be chosen from options or typed; the stem says what to do.

    The score is the share of right gaps above chance, at least 0: the chance at a gap with options is one in their
    number, and at one that is typed 0.
    """

    text: Annotated[str, Meta(description="Markdown; a gap is written [[name]].")]
    gaps: Annotated[dict[Name, Gap], Meta(min_length=1, description="What belongs into each gap, by its name.")]

    @property
    def names(self) -> tuple[str, ...]:
        """The gaps in the order of the text; the browser knows them by their number, as a name may give them away."""
        return tuple(dict.fromkeys(name for name in GAP.findall(self.text) if name in self.gaps))

    @property
    def chance(self) -> float:
        return prod(self.gaps[name].chance for name in self.names)

    def complete(self, variant: Variant, facts: Facts | None) -> Variant:
        return msgspec.structs.replace(variant, answer={name: self.gaps[name].right for name in self.names})

    def _said(self, variant: Variant) -> Callable[[str], str]:
        return lambda text: self.said(variant, text)

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if open_gaps := self._open(answer):
            return Outcome.malformed(say("gaps_open", open=open_gaps, all=len(self.names)))
        wrong = [(number, each) for number, each in enumerate(self._errors(variant, answer), 1) if each]
        if not wrong:
            return Outcome.right(self.said(variant, self.feedback))
        says = [self._told(variant, number, each.text) for number, each in wrong[:MOST_SENTENCES]]
        return Outcome.scored(self._score(len(wrong)), says, (each.misconception for _, each in wrong))

    def _open(self, answer: Any) -> int:
        """Count the gaps that are not filled; all, if this is no map of the gaps alone."""
        if type(answer) is not dict or len(answer) > len(self.names):
            return len(self.names)
        return sum(not self.gaps[name].takes(answer.get(name)) for name in self.names)

    def _errors(self, variant: Variant, answer: Any) -> list[Sentence | None]:
        said = self._said(variant)
        return [self.gaps[name].error(answer[name], said) for name in self.names]

    def _told(self, variant: Variant, number: int, says: str) -> str:
        """Return what a wrong filling is told; where there are several gaps it names the gap."""
        told = self.said(variant, says)
        return say("gap_says", n=number, says=told) if len(self.names) > 1 else told

    def _score(self, wrong: int) -> float:
        parts = len(self.names)
        return above_chance(parts - wrong, parts, chance=sum(self.gaps[name].chance for name in self.names) / parts)

    def right_answer(self, variant: Variant) -> str:
        words = [self.gaps[name].shown(value, self._said(variant)) for name, value in variant.answer.items()]
        return words[0] if len(words) == 1 else "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))

    def examples(self, variant: Variant) -> Iterator[Example]:
        right, said = variant.answer, self._said(variant)
        yield Example(right, "correct", score=1.0)
        score = self._score(1)
        for number, name in enumerate(self.names, 1):
            for value, says in self.gaps[name].examples(said):
                filled = {**right, name: value}
                if says is None:
                    yield Example(filled, "correct", score=1.0)
                else:
                    yield Example(filled, "partial" if score else "wrong", self._told(variant, number, says), score)
            for odd in self.gaps[name].impossible():
                yield Example({**right, name: odd}, "malformed")
        for thing in ({}, {**right, "another": 0}, [*right.values()], "0", 0, AlwaysEqual()):
            yield Example(thing, "malformed")

    def sentences(self) -> Iterator[Sentence]:
        for name, gap in self.gaps.items():
            for each in gap.sentences():
                yield Sentence(("gaps", name, *each.at), each.text, each.misconception)

    def texts(self) -> Iterator[tuple[Path, str]]:
        yield from super().texts()
        yield ("text",), self.text
        for name, gap in self.gaps.items():
            yield from ((("gaps", name, *at), text) for at, text in gap.texts())

    def alternatives(self) -> Iterator[tuple[Path, tuple[str, ...]]]:
        for name, gap in self.gaps.items():
            yield ("gaps", name), tuple(option.text for option in gap.options)

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import gaps

        yield from gaps.check(self)

    def keys(self, variant: Variant) -> Sequence[Key]:
        said = self._said(variant)
        gaps = [key for number, name in enumerate(self.names, 1) for key in self.gaps[name].keys(number, said)]
        return [Key("", self._put(said(self.text), lambda number: f"**({number})**")), *gaps]

    def _put(self, text: str, what: Callable[[int], str]) -> str:
        """Return a text with something in the place of each gap, by the gap's number."""
        names = self.names
        return GAP.sub(lambda found: what(names.index(found[1]) + 1) if found[1] in names else found[0], text)

    # ---- on the screen ----

    def parts(self, variant: Variant) -> dict[str, Any]:
        text = self._put(self.said(variant, self.text), lambda number: f"[[{_numbered(number)}]]")
        return {"text": text, "gaps": [self._choices(variant, name) for name in self.names]}

    @classmethod
    def drawn(cls, parts: Mapping[str, Any]) -> dict[str, Any]:
        gaps = parts["gaps"]
        text = to_html(parts["text"], {_numbered(number): _host(number - 1) for number in range(1, len(gaps) + 1)})
        return {"text": text, "gaps": [options and [*map(to_text, options)] for options in gaps]}

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:
        gaps = parts["gaps"]
        given = shown if type(shown) is list and len(shown) == len(gaps) else [None] * len(gaps)
        open_gaps = sum(not can_stand(each, len(options or ())) for each, options in zip(given, gaps, strict=True))
        return say("gaps_open", open=open_gaps, all=len(gaps)) if open_gaps else ""

    @property
    def unseen(self) -> tuple[str, ...]:
        """The gaps that a learner does not see, as they stand in code, in a formula or in the address of a link."""
        html = to_html(self.text, {name: _host(number) for number, name in enumerate(self.names)})
        return tuple(name for number, name in enumerate(self.names) if _host(number) not in html)

    def _choices(self, variant: Variant, name: str) -> list[str] | None:
        """Return the options of a gap as they are shown; None where a word is typed."""
        options = [self.said(variant, each.text) for each in self.gaps[name].options]
        return [options[place] for place in self.arranged(variant, name)] if options else None

    def arranged(self, variant: Variant, name: str) -> tuple[int, ...]:
        """Return the places of a gap's options as they are shown."""
        options = [self.said(variant, each.text) for each in self.gaps[name].options]
        return arranged(self.id, variant.seed, options, f"{name} option")

    def from_screen(self, variant: Variant, shown: Any) -> dict[str, int | str | None] | None:
        if type(shown) is not list or len(shown) != len(self.names):
            return None
        return {name: self._known(variant, name, each) for name, each in zip(self.names, shown, strict=True)}

    def _known(self, variant: Variant, name: str, shown: Any) -> int | str | None:
        if not self.gaps[name].options:
            return shown[:LONGEST_ANSWER] if type(shown) is str else None
        order = self.arranged(variant, name)
        return order[shown] if is_place(shown, len(order)) else None

    def to_screen(self, variant: Variant, answer: Any) -> list[int | str | None] | None:
        if self._open(answer) == len(self.names):
            return None
        given = [(name, answer.get(name)) for name in self.names]
        return [self._shown(variant, name, each) if self.gaps[name].takes(each) else None for name, each in given]

    def _shown(self, variant: Variant, name: str, given: Any) -> int | str:
        return self.arranged(variant, name).index(given) if self.gaps[name].options else str(given)

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        if self._open(answer):
            return []
        return ["wrong" if each else "correct" for each in self._errors(variant, answer)]

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:
        choices = cls.drawn(parts)["gaps"]
        written = {f"[[{_numbered(number)}]]": f"({number}) ____" for number in range(1, len(choices) + 1)}
        text = GAP.sub(lambda found: written.get(found[0], found[0]), parts["text"]).strip()
        lines = [f"({number}) {' · '.join(each)}" for number, each in enumerate(choices, 1) if each]
        return Paper((text, *lines))


def _numbered(number: int) -> str:
    """Return what a gap is called where its own name may not be seen."""
    return f"gap{number}"


def _host(number: int) -> str:
    """Return the element that the browser puts a gap's field into."""
    return f'<span data-gap="{number}"></span>'
