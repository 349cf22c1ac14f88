"""What the report says of the class: its scores, its ideas, its objectives, its certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html
from customer_value.classroom.report import maps, markup, pictures
from customer_value.classroom.report.discussions import discussions
from customer_value.classroom.report.flags import ENOUGH
from customer_value.classroom.report.in_words import between, percent, short
from customer_value.classroom.report.markup import Html

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from customer_value.classroom.report.findings import Findings

WORTH_IT, MOST = 0.10, 5  # ideas that are discussed: shown by so many of the class, and at most so many
HEARD, SHOWED = 10, 3  # least numbers of students who could show such an idea, and who did
_DECIDES, _SERVES = 0.90, 0.70  # alphas, at the lower end of the interval


def scores(found: Findings) -> Iterator[Html]:
    """Yield how the class did, and how far its totals can be trusted."""
    marked = found.shares.dropna()
    if marked.empty:
        yield markup.paragraph("Nothing is marked yet.")
        return
    yield markup.figure(pictures.score_distribution(found.shares))
    rows = [
        ("Students with a mark", f"{len(marked):,}"),
        ("Mean", percent(float(marked.mean()))),
        ("Median", percent(float(marked.median()))),
        ("Lowest and highest", f"{percent(float(marked.min()))} to {percent(float(marked.max()))}"),
        ("Standard deviation", percent(float(marked.std()))),
    ]
    yield markup.table("Scores, in per cent of the points", ["of the class", "value"], rows)
    yield markup.paragraph(reliability_in_words(found))


def reliability_in_words(found: Findings) -> str:
    """Say how far the totals can be trusted, and for what."""
    known = found.reliability
    if known.why_not:
        return f"Alpha, how far the totals would come again with other such questions, is not given: {known.why_not}"
    name = "KR-20" if known.name == "KR-20" else "Alpha"
    alpha, students = known.alpha, int(found.shares.notna().sum())
    if students < ENOUGH:
        return (
            f"{name}, how far the totals would come again with other such questions, lies between "
            f"{short(alpha.low)} and {short(alpha.high)}. More is not said of fewer than {ENOUGH} students, and there "
            f"are {students}: a few others would make it another number."
        )
    is_marked = found.items["marked"] > 0
    total = float(found.items.loc[is_marked, "points"].sum())
    waits = ", ".join(found.items.index[~is_marked])
    return (
        f"{name} is {short(alpha.value)}, between {short(alpha.low)} and {short(alpha.high)}. Judged by the lower end, "
        f"it is {_use(alpha.low)}. With other questions of the kind, a student's total would typically move by "
        f"{known.error:.1f} of {total:g} points (standard error of measurement)."
        + (f" Without {waits}, of which nobody has a mark yet." if waits else "")
    )


def _use(alpha: float) -> str:
    """Say what an alpha of at least so much is good enough for."""
    if alpha >= _DECIDES:
        return "high enough to decide on single students, with other evidence beside it"
    if alpha >= _SERVES:
        return "usual for a good class test: it tells of the class, and less of one student"
    return "low: it tells something of the class and little of one student, so do not rank students by it"


def ideas(found: Findings) -> dict[str, str]:
    """Say by id what those do who have a misconception: a few words of a lesson, or else the bank's sentence."""
    known = discussions()
    sentences = found.misconceptions["sentence"]
    return {
        str(key): known[str(key)].they if key in known else f"show the idea “{sentence}”"
        for key, sentence in sentences.items()
    }


def convictions(found: Findings) -> pd.DataFrame:
    """Return the misconceptions that are worth three minutes of the class, at most five.

    They were shown by a tenth or more, by three students at least, of ten or more who could show them.
    """
    table = found.misconceptions
    is_heard = (table["students"] >= HEARD) & (table["showed"] >= SHOWED)
    return table[is_heard & (table["share"] >= WORTH_IT)].head(MOST)


def misunderstood(found: Findings) -> Iterator[Html]:
    """Yield the ideas to discuss, each with its sentence and its prompt, then the map and the table of all."""
    table, names = found.misconceptions, ideas(found)
    if table.empty:
        yield markup.paragraph("No item that was asked can reveal a misconception.")
        return
    discussed = convictions(found)
    if discussed.empty:
        yield markup.paragraph(
            f"No wrong idea was shown by more than {percent(WORTH_IT)} of those who could show it. Counted are ideas "
            f"that {HEARD} students or more could show, and {SHOWED} or more did; the table has all."
        )
    for key, row in discussed.iterrows():
        yield _discussion(str(key), row, names[str(key)])
    yield markup.figure(maps.misconception_map(table, names))
    rows = [
        (str(key), names[str(key)], f"{row['showed']} of {row['students']}", percent(row["share"]), between(row))
        for key, row in table.iterrows()
    ]
    head = ["id", "what they do", "showed it", "share", "95 % interval"]
    yield markup.table("Misconceptions, the most frequent first", head, rows, words=2)


def _discussion(key: str, row: pd.Series, name: str) -> Html:
    about = f"{key}: {row['showed']} of {row['students']} students, 95 % interval {between(row)}; can be shown in "
    where = ", ".join(markup.link(f"item-{each}", each) for each in row["items"])
    known = discussions().get(key)
    prompt = Html(f"<strong>Three minutes:</strong> {markup.as_html(known.prompt)}") if known else ""
    return markup.article(
        f"idea-{key}",
        f"{percent(row['share'])} {name}",
        markup.paragraph(Html(f"The idea: {to_html(row['sentence'])}")),
        markup.paragraph(prompt, kind="try") if prompt else "",
        markup.paragraph(Html(f"{markup.as_html(about)}{where}."), kind="quiet"),
    )


def objectives(found: Findings) -> Iterator[Html]:
    """Yield the heat map and the table of objectives."""
    table = found.objectives
    if table["all"].isna().all():
        yield markup.paragraph("Nothing is marked yet.")
        return
    yield markup.figure(maps.objective_map(table))
    rows = [
        [
            *(str(key), Html(to_html(row["text"])), f"{row['items']}", f"{row['answers']:,}"),
            *(percent(row[each]) for each in ("all", "lower", "middle", "upper")),
        ]
        for key, row in table.iterrows()
    ]
    head = ["id", "what a learner can do", "items", "answers", "class", "lower third", "middle third", "upper third"]
    yield markup.table("Mean score by objective", head, rows, words=2)


def certainty(found: Findings) -> Iterator[Html]:
    """Yield how often those were right who said that they were sure."""
    table = found.confidence
    if table.empty:
        yield markup.paragraph("Nobody said how sure they were.")
        return
    yield markup.figure(pictures.confidence(table))
    rows = [
        (str(level), f"{row['answers']:,.0f}", percent(row["right"]), between(row)) for level, row in table.iterrows()
    ]
    yield markup.table("Answers by what students said", ["they were", "answers", "right", "95 % interval"], rows)
    low, high = table["low"].to_dict(), table["high"].to_dict()
    if {"sure", "guess"} <= set(low) and low["sure"] <= high["guess"]:
        yield markup.paragraph("The intervals of “sure” and “guess” overlap: being sure says little here.")
