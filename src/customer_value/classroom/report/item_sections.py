"""What the report says of the items: which to mend, all of them in a table, and each with its answers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html
from customer_value.classroom.drawn_numbers import named
from customer_value.classroom.report import markup, pictures
from customer_value.classroom.report.flags import ENOUGH, judged
from customer_value.classroom.report.in_words import NONE, between, percent, seconds, short, with_interval
from customer_value.classroom.report.markup import Html
from customer_value.classroom.report.options import NO_ANSWER

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from customer_value.classroom.report.answers import Item
    from customer_value.classroom.report.findings import Findings

_LONGEST = 80  # characters of an answer that a student typed


def to_mend(found: Findings) -> Iterator[Html]:
    """Yield the items that need a look, the gravest first, each with what was seen and what to do."""
    if not found.flags and judged(found.items).any():
        yield markup.paragraph("No item needs a look.")
    for name, reasons in groupby(found.flags, key=lambda each: each.item):
        lines = [
            Html(f"<strong>{each.kind}</strong>: {markup.as_html(f'{each.seen} {each.advice}')}") for each in reasons
        ]
        stem = Html(f"<div>{bank_text(found.answers.item(name).stem)}</div>")
        more = markup.paragraph(markup.link(f"item-{name}", "Its answers"))
        yield markup.article(f"mend-{name}", name, stem, markup.items(lines), more)
    few = [str(name) for name, enough in judged(found.items).items() if not enough]
    if few:
        yield markup.paragraph(
            f"Not judged, because fewer than {ENOUGH} answers are marked: {', '.join(few)}.", kind="quiet"
        )


def all_items(found: Findings) -> Iterator[Html]:
    """Yield the picture of all items, and the table."""
    table = found.items
    flagged = {each.item for each in found.flags}
    if table["item_rest"].notna().any():
        yield markup.figure(pictures.items_by_difficulty(table, flagged))
    rows = [_row(str(name), row, is_flagged=name in flagged) for name, row in table.iterrows()]
    head = ["item", "type", "objective", "key", "asked", "mean score (interval)", "item-rest (interval)"]
    head += ["median time", "left out", "unreadable"]
    yield markup.table("Items; those with a star need a look", head, rows, words=4)


def _row(name: str, row: pd.Series, *, is_flagged: bool) -> list[str]:
    return [
        Html(f"{markup.link(f'item-{name}', name)}{'&nbsp;★' if is_flagged else ''}"),
        row["type"].replace("_", "/"),
        row["objective"],
        "public" if row["is_public"] else "private",
        f"{row['asked']:,}" if row["asked"] == row["marked"] else f"{row['asked']:,}, {row['marked']:,} marked",
        with_interval(row["difficulty"], row, "low", "high", percent),
        with_interval(row["item_rest"], row, "item_rest_low", "item_rest_high", short),
        seconds(row["median_seconds"]),
        percent(row["not_attempted"]),
        percent(row["malformed"]),
    ]


def one_by_one(found: Findings) -> Iterator[Html]:
    """Yield each item with its stem and the table of its answers."""
    for item in found.answers.items:
        row = found.items.loc[item.id]
        about = f"{item.objective}, {item.bloom}, {item.points:g} point{'s' * (item.points != 1)}"
        time = f"half took {between(row, 'quartile_1_seconds', 'quartile_3_seconds', write=seconds)}"
        numbers = "; numbers differ from student to student" if item.has_own_numbers else ""
        stem = Html(f"<div>{bank_text(item.stem)}</div>")
        told = markup.paragraph(f"{about}; {time}{numbers}.", kind="quiet")
        yield markup.article(f"item-{item.id}", item.id, stem, told, _answers(found, item))


def _answers(found: Findings, item: Item) -> Html:
    table = found.options[item.id]
    if set(table["answer"]) <= {NO_ANSWER}:
        return Html()
    rows = [
        [
            _answer(item, row),
            Html("✓&nbsp;right") if row["is_key"] else "",
            f"{row['students']:,}",
            *(percent(row[each]) for each in ("share", "lower", "upper")),
            ", ".join(row["misconceptions"]) or NONE,
        ]
        for _, row in table.iterrows()
    ]
    head = ["answer", "key", "students", "of all", "lower third", "upper third", "reveals"]
    return markup.table(f"Answers to {item.id}", head, rows, words=2)


def _answer(item: Item, row: pd.Series) -> str:
    """Return an option as the bank writes it, and what a student typed to the letter, kept short."""
    if item.options and row["answer"] != NO_ANSWER:
        return bank_text(row["answer"])
    text = row["answer"]
    return Html(f"<bdi>{markup.as_html(text if len(text) <= _LONGEST else f'{text[:_LONGEST]} …')}</bdi>")


def bank_text(text: str) -> Html:
    """Render a text of a bank; a number that differs from student to student stands as its name.

    Examples
    --------
    >>> bank_text("A margin of €{{margin}} a year **now**.")
    'A margin of €‹margin› a year <strong>now</strong>.'
    """
    return Html(to_html(named(text)))
