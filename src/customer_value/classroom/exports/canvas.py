"""Banks as a package of QTI 1.2 for Canvas: a quiz for each lesson, of which Canvas makes a question bank, too.

Written from what Canvas itself exports and from what its importer, whose source is public, makes of it. Of a question
in several versions, which are a group of the quiz, Canvas asks each student one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import indent

from customer_value.assessment.markdown import to_html
from customer_value.classroom.exports import asking
from customer_value.classroom.exports.canvas_item import field
from customer_value.classroom.exports.canvas_items import item
from customer_value.classroom.exports.categories import collect, told
from customer_value.classroom.exports.packing import element, pack, xml
from customer_value.classroom.exports.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from customer_value.classroom.exports.asked import Answer, Asked
    from customer_value.classroom.exports.material import Material, Written
    from customer_value.classroom.exports.sections import Section

NO_HINTS = "Canvas has no hints; Moodle XML carries them (--to moodle)"
NO_TAGS = "Canvas has no place for its objective, Bloom level and tags; its name begins with its id"
NO_UNIT = "the unit is said in the question, but not read behind a number; Moodle XML carries it (--to moodle)"
WRONG_TICKS = "a wrong tick takes off as much as a right one brings; the course takes off a share of the wrong ones"
ALL_TYPED = (
    "its gaps with options are typed like the others, with the options behind them: Canvas has no text with both"
)
_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_META = "http://canvas.instructure.com/xsd/cccv1p0"
_RESOURCE = "associatedcontent/imscc_xmlv1p1/learning-application-resource"


def write(material: Material, out: Path) -> Written:
    """Write a package and say what is in it."""
    categories, written = collect(material, lambda _: "", _differs, to_html)
    files: dict[str, bytes] = {}
    resources: list[Element] = []
    for title, parts in sections(categories).items():
        name = re.sub(r"\W+", "_", f"customer value {title}").lower()
        files[f"{name}/{name}.xml"] = _file(_quiz(name, title, parts))
        files[f"{name}/assessment_meta.xml"] = _file(_settings(name, title, parts))
        resources += _resources(name)
    pack(out, {"imsmanifest.xml": _file(_manifest(resources)), **files}, material.when)
    written.what = told(categories)
    return written


def _differs(asked: Asked) -> Iterator[str]:
    yield from asked.otherwise
    yield NO_TAGS
    if asked.hints:
        yield NO_HINTS
    if asked.unit:
        yield NO_UNIT
    if asked.kind == "multiple" and 2 * sum(each.worth > 0 for each in asked.answers) != len(asked.answers):
        yield WRONG_TICKS
    if len({each.is_typed for _, each in asked.fields}) > 1:
        yield ALL_TYPED
    if any(each.says for each in _told_of_all(asked) if not each.worth):
        yield asking.TOLD_AFTERWARDS


def _told_of_all(asked: Asked) -> list[Answer]:
    """Return the answers whose sentences Canvas cannot say to whoever gives them."""
    numbers = asked.answers if asked.kind == "numeric" else ()
    return [*numbers, *(each for _, gap in asked.fields for each in gap.answers)]


def _file(root: Element) -> bytes:
    indent(root, " ")  # all HTML in it is escaped, so that no word of it moves
    return xml(root)


def _quiz(name: str, title: str, parts: Sequence[Section]) -> Element:
    asked = [_group(f"{name}_{part.title}", part) if part.title else _items(part) for part in parts]
    section = element("section", *(each for some in asked for each in some), ident="root_section")
    attempts = element("qtimetadata", field("cc_maxattempts", "1"))
    return element("questestinterop", element("assessment", attempts, section, ident=name, title=title), xmlns=_QTI)


def _items(part: Section) -> list[Element]:
    return [item(f"cv_{key}", each) for key, each in part.questions.items()]


def _group(name: str, part: Section) -> list[Element]:
    """Return versions of a question as a group, of which one is asked."""
    points = element("selection_extension", element("points_per_item", "1"))
    selection = element("selection", element("selection_number", "1"), points)
    return [element("section", element("selection_ordering", selection), *_items(part), ident=name, title=part.title)]


def _settings(name: str, title: str, parts: Sequence[Section]) -> Element:
    """Return how the quiz is given: for practice, with the options where they stand."""
    points = sum(1 if part.title else len(part.questions) for part in parts)
    said = {
        "title": title,
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "practice_quiz",
        "points_possible": f"{points}.0",
        "allowed_attempts": "1",
        "available": "false",
    }
    return element("quiz", *(element(key, value) for key, value in said.items()), identifier=name, xmlns=_META)


def _resources(name: str) -> list[Element]:
    quiz, meta = f"{name}/{name}.xml", f"{name}/assessment_meta.xml"
    parts = element("file", href=quiz), element("dependency", identifierref=f"{name}_meta")
    return [
        element("resource", *parts, identifier=name, type="imsqti_xmlv1p2"),
        element("resource", element("file", href=meta), identifier=f"{name}_meta", type=_RESOURCE, href=meta),
    ]


def _manifest(resources: Sequence[Element]) -> Element:
    metadata = element("metadata", element("schema", "IMS Content"), element("schemaversion", "1.1.3"))
    parts = metadata, element("organizations"), element("resources", *resources)
    return element("manifest", *parts, identifier="customer_value", xmlns=_MANIFEST)
