"""The class report as one page: how the class did, what it misunderstands, which items to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.classroom.report import class_sections, item_sections, markup
from customer_value.classroom.report.class_sections import HEARD, convictions, ideas
from customer_value.classroom.report.flags import ENOUGH
from customer_value.classroom.report.in_words import percent
from customer_value.classroom.report.markup import Html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from customer_value.classroom.report.findings import Findings

_CONTENTS = (
    ("class", "How did the class do?"),
    ("ideas", "What do they misunderstand?"),
    ("mend", "Which items to mend?"),
    ("objectives", "What can they do by now?"),
    ("confidence", "Do they know what they know?"),
    ("items", "All items"),
    ("answers", "Item by item"),
    ("words", "What the words mean"),
)


def page(found: Findings) -> str:
    """Return the report as HTML: one file, without script and network, for the teacher alone.

    Parameters
    ----------
    found
        As `findings` gives it.
    """
    titles = dict(_CONTENTS)
    parts = [
        Html(f"<h1>{markup.as_html(found.answers.title)}</h1>"),
        markup.paragraph(_lead(found), kind="lead"),
        Html(f"<div class='first'><h2>To do first</h2>{markup.items(_first(found))}</div>"),
        Html(f"<nav aria-label='Contents'>{markup.items(markup.link(*each) for each in _CONTENTS)}</nav>"),
        markup.section("class", titles["class"], *class_sections.scores(found)),
        markup.section("ideas", titles["ideas"], *class_sections.misunderstood(found)),
        markup.section("mend", titles["mend"], *item_sections.to_mend(found)),
        markup.section("objectives", titles["objectives"], *class_sections.objectives(found)),
        markup.section("confidence", titles["confidence"], *class_sections.certainty(found)),
        markup.section("items", titles["items"], *item_sections.all_items(found)),
        markup.section("answers", titles["answers"], *item_sections.one_by_one(found)),
        markup.section("words", titles["words"], _words()),
    ]
    return markup.document(f"{found.answers.title} – class report", "".join(parts))


def _lead(found: Findings) -> str:
    students, marked = len(found.shares), found.shares.dropna()
    mean = f" On average they reached {percent(float(marked.mean()))} of the points." if len(marked) else ""
    counts = f"{_count(students, 'student')}, {_count(len(found.items), 'item')}"
    return f"Class report: {counts}.{mean} The page names no student."


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"


def _first(found: Findings) -> Iterator[str]:
    """Yield what to do first: the idea to discuss, the items to mend, the objective to teach again."""
    names = ideas(found)
    for key in convictions(found).index[:1]:
        share = percent(float(found.misconceptions["share"][key]))
        yield Html(f"{markup.link(f'idea-{key}', 'Discuss')}: {share} {markup.as_html(names[str(key)])}.")
    mend = list(dict.fromkeys(each.item for each in found.flags))
    if mend:
        listed = ", ".join(markup.link(f"mend-{each}", each) for each in mend[:5])
        more = f" and {len(mend) - 5} more" if len(mend) > 5 else ""
        yield Html(f"{markup.link('mend', 'Mend')}: {listed}{more}.")
    marked, is_class = found.objectives.dropna(subset=["all"]), found.shares.notna().sum() >= HEARD
    if len(marked) > 1 and is_class:
        row = marked.sort_values("all", kind="stable").iloc[0]
        text = markup.as_html(f"{row.name} {row['text']}".strip())
        yield Html(f"{markup.link('objectives', 'Teach again')}: {text} ({percent(row['all'])} of its points).")
    if not is_class:
        yield f"What the class believes, or cannot do yet, is not said of fewer than {HEARD} students with a mark."
    if not mend and found.items["marked"].max() < ENOUGH:
        yield f"No item is judged yet: that takes {ENOUGH} marked answers."


def _words() -> Html:
    meanings = {
        "Mean score": "the share of an item's points that those who were asked reached; high is easy.",
        "95 % interval": (
            "with classes like this one, and the same questions, 95 of 100 such intervals hold the true value; "
            "a short one comes from many answers."
        ),
        "Item-rest correlation": (
            "whether those who do well in all other items do well in this one: .15 and more is wanted, below 0 is an "
            "alarm. Students who drew other items are compared by how far they lie above each item's mean."
        ),
        "Alpha, KR-20": (
            "from 0 to 1, how far the totals would come again with other questions of the kind; KR-20 is its name "
            "where every answer is right or wrong. It is high with many items, whatever they measure."
        ),
        "Standard error of measurement": "how far one student's total would typically move with other such questions.",
        "Upper and lower third": "of the class, by the other items (by all items where objectives are meant).",
        "Showed an idea": "gave, at least once, an answer that reveals it; a blind guess may hit it, too.",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{markup.as_html(meaning)}</dd>" for name, meaning in meanings.items())
    return Html(f"<dl>{rows}</dl>")
