"""A few sentences in the learner's own words, scored with a rubric; the answer is the text and the points met.

In practice the learner scores it. The first answer holds the text alone: it is kept, and the model answer and the
rubric are shown. The second names the places in the rubric that the text meets: `{"text": "...", "met": [0, 2]}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from msgspec import Meta

from customer_value.assessment.examples import AlwaysEqual, Example
from customer_value.assessment.markdown import to_html
from customer_value.assessment.messages import say
from customer_value.assessment.parts import MisconceptionId, Outcome, Part, Path, Says
from customer_value.assessment.questions.question import Key, Paper, Question, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import TypeGuard

    from customer_value.assessment.rules.item import Finding, Known
    from customer_value.assessment.variants import Variant

SHORTEST, LONGEST = 20, 2000  # characters of an answer
MOST_SAID = 3  # points that the feedback names; more would not be read


class Point(Part, frozen=True, kw_only=True):
    """One thing that a good answer says; `says` is told to whoever finds it missing."""

    text: Annotated[str, Meta(description="What the answer says, as the end of: my answer says that ...")]
    points: Annotated[int, Meta(ge=1, le=10, description="Its weight in the score.")] = 1
    says: Says
    misconception: MisconceptionId | None = None


class Short(Question, frozen=True, kw_only=True, tag="short"):
    """Two or three sentences of the learner's own, held against a model answer, point by point."""

    rubric: Annotated[
        tuple[Point, ...], Meta(min_length=1, description="Two to five points, told apart by what they are about.")
    ]
    model: Annotated[str, Meta(description="A model answer that meets every point, shown after the learner's own.")]

    self_scored: ClassVar[bool] = True

    def grade(self, variant: Variant, answer: object) -> Outcome:
        if told := self.unreadable({}, answer):
            return Outcome.malformed(told)
        met = answer.get("met") if type(answer) is dict else None
        if met is None:
            return Outcome(status="not_attempted", feedback=(say("compare_yourself"),))
        if not self._are_places(met):
            return Outcome.malformed(say("tick_points"))
        return self._scored(variant, set(met))

    def _are_places(self, met: object) -> TypeGuard[list[int]]:
        if type(met) is not list or len(met) > len(self.rubric):
            return False
        return all(type(each) is int and 0 <= each < len(self.rubric) for each in met) and len(set(met)) == len(met)

    def _scored(self, variant: Variant, met: set[int]) -> Outcome:
        missing = [each for place, each in enumerate(self.rubric) if place not in met]
        every, reached = (sum(each.points for each in points) for points in (self.rubric, self._those(met)))
        told = [self.said(variant, each.says) for each in missing[:MOST_SAID]] or [self.said(variant, self.feedback)]
        feedback = [say("own_score", met=reached, all=every), *filter(None, told)]
        return Outcome.scored(reached / every, feedback, [each.misconception for each in missing])

    def _those(self, met: set[int]) -> list[Point]:
        return [each for place, each in enumerate(self.rubric) if place in met]

    def right_answer(self, variant: Variant) -> str:
        return f"{say('model_answer')}\n\n{self.said(variant, self.model).strip()}"

    def examples(self, variant: Variant) -> Iterator[Example]:
        text, places = self.said(variant, self.model)[:LONGEST], range(len(self.rubric))
        yield Example({"text": text}, "not_attempted", say("compare_yourself"))
        yield Example({"text": text, "met": list(places)}, "correct", score=1.0)
        yield Example({"text": text, "met": []}, "wrong", self.said(variant, self.rubric[0].says), 0.0)
        for place in places if len(places) > 1 else ():
            others = [each for each in places if each != place]
            yield Example({"text": text, "met": others}, "partial", self.said(variant, self.rubric[place].says))
        texts: tuple[Any, ...] = ({"text": "Too short."}, {"text": AlwaysEqual()}, {"met": [0]}, {}, "Too short.", True)
        mets: tuple[Any, ...] = ([len(places)], [0, 0], [-1], [True], [0.0], "0", {0: True}, [AlwaysEqual()], 1)
        for odd in (*texts, *({"text": text, "met": met} for met in mets)):
            yield Example(odd, "malformed")

    def sentences(self) -> Iterator[Sentence]:
        for place, point in enumerate(self.rubric):
            yield Sentence(("rubric", place), point.says, point.misconception)

    def texts(self) -> Iterator[tuple[Path, str]]:
        yield from super().texts()
        yield ("model",), self.model
        yield from ((("rubric", place, "text"), point.text) for place, point in enumerate(self.rubric))

    def problems(self, known: Known) -> Iterator[Finding]:
        from customer_value.assessment.rules import rubric

        yield from rubric.check(self)

    def keys(self, variant: Variant) -> Sequence[Key]:
        points = [Key("☐", self._point(variant, each), self.said(variant, each.says)) for each in self.rubric]
        return [Key("✓", self.said(variant, self.model)), *points]

    def _point(self, variant: Variant, point: Point) -> str:
        weight = f" ({say('points', points=point.points)})" if point.points > 1 else ""
        return f"{self.said(variant, point.text)}{weight}"

    def parts(self, variant: Variant) -> dict[str, Any]:
        return {"longest": LONGEST, "button": "compare"}

    @classmethod
    def unreadable(cls, parts: Mapping[str, Any], shown: Any) -> str:  # noqa: ARG003  other types need both
        text = shown.get("text") if type(shown) is dict else None
        fits = type(text) is str and len(text.strip()) >= SHORTEST
        return "" if fits else say("write_sentences", least=SHORTEST)

    def once_kept(self, variant: Variant) -> dict[str, Any]:
        rubric = [to_html(self._point(variant, each)) for each in self.rubric]
        return {"model": to_html(self.said(variant, self.model)), "rubric": rubric, "button": "check"}

    def from_screen(self, variant: Variant, shown: Any) -> dict[str, Any] | None:
        text = shown.get("text") if type(shown) is dict else None
        if type(text) is not str:
            return None
        met = shown.get("met")
        return {"text": text[:LONGEST], "met": sorted(met)} if self._are_places(met) else {"text": text[:LONGEST]}

    def marks(self, variant: Variant, answer: Any, *, closed: bool) -> list[str]:
        met = answer.get("met") if type(answer) is dict else None
        if not self._are_places(met):
            return [""] * len(self.rubric)
        return ["correct" if place in met else "" for place in range(len(self.rubric))]

    @classmethod
    def paper(cls, parts: Mapping[str, Any]) -> Paper:  # noqa: ARG003  other types need the parts
        return Paper((say("answer_place"),))
