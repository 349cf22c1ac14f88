"""Banks as a package of QTI 3.0: an item for each question, a test for each lesson, and a manifest that lists them.

Written from the QTI 3.0 and content packaging specifications of 1EdTech. Of a question in several versions, which are a
section of the test, one is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from customer_value.assessment.markdown import to_html
from customer_value.classroom.exports import asking
from customer_value.classroom.exports.categories import TOP, collect, told
from customer_value.classroom.exports.packing import element, pack, xml
from customer_value.classroom.exports.qti_questions import item
from customer_value.classroom.exports.qti_rules import NAMESPACES, qti
from customer_value.classroom.exports.sections import sections

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from customer_value.classroom.exports.asked import Asked
    from customer_value.classroom.exports.material import Material, Written
    from customer_value.classroom.exports.sections import Section

NO_HINTS = "QTI has no hints; Moodle XML carries them (--to moodle)"
UNIT = "the unit is said in the question, but not read behind a number; Moodle XML carries it (--to moodle)"
# What most platforms cannot say, and QTI can.
_SAID = {asking.ROWS_ALIKE, asking.AS_PLACES, asking.GAPS_ALIKE, asking.TOLD_AFTERWARDS}
_MANIFEST = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_METADATA = "http://ltsc.ieee.org/xsd/LOM"


def write(material: Material, out: Path) -> Written:
    """Write a package and say what is in it."""
    categories, written = collect(material, lambda _: "", _differs, to_html)
    files, resources = {}, []
    for number, (title, parts) in enumerate(sections(categories).items(), 1):
        name = f"test-{number}"
        files[f"{name}.xml"] = xml(_test(name, title, parts))
        items = [(f"item-{key}", each) for part in parts for key, each in part.questions.items()]
        files |= {f"items/{key}.xml": xml(item(each).file(key, each.name)) for key, each in items}
        resources += [_resource(name, "test", f"{name}.xml", uses=[key for key, _ in items])]
        resources += [_resource(key, "item", f"items/{key}.xml", about=each) for key, each in items]
    pack(out, {"imsmanifest.xml": xml(_manifest(resources)), **files}, material.when)
    written.what = told(categories)
    return written


def _differs(asked: Asked) -> Iterator[str]:
    yield from (why for why in asked.otherwise if why not in _SAID)
    if asked.hints:
        yield NO_HINTS
    if asked.unit:
        yield UNIT


def _test(name: str, title: str, parts: Sequence[Section]) -> Element:
    score = qti("outcome-declaration", identifier="SCORE", cardinality="single", base_type="float")
    total = qti("set-outcome-value", qti("sum", qti("test-variables", variable_identifier="SCORE")), identifier="SCORE")
    listed = [_section(f"{name}-section-{number}", part) for number, part in enumerate(parts, 1)]
    part = qti(
        "test-part", *listed, identifier=f"{name}-part", navigation_mode="nonlinear", submission_mode="individual"
    )
    whole = qti("assessment-test", score, part, qti("outcome-processing", total), identifier=name, title=title)
    whole.attrib |= NAMESPACES
    return whole


def _section(name: str, part: Section) -> Element:
    refs = [
        qti("assessment-item-ref", identifier=f"item-{key}", href=f"items/item-{key}.xml") for key in part.questions
    ]
    one = [qti("selection", select="1")] if part.title else []
    return qti("assessment-section", *one, *refs, identifier=name, title=part.title or TOP, visible="false")


def _manifest(resources: Sequence[Element]) -> Element:
    metadata = element("metadata", element("schema", "QTI Package"), element("schemaversion", "3.0.0"))
    parts = metadata, element("organizations"), element("resources", *resources)
    return element("manifest", *parts, xmlns=_MANIFEST, identifier="customer-value")


def _resource(name: str, kind: str, file: str, *, about: Asked | None = None, uses: Sequence[str] = ()) -> Element:
    """Return an entry of the manifest, with the tags of a question as keywords."""
    metadata = [element("metadata", _lom(about))] if about else []
    needed = [element("dependency", identifierref=each) for each in uses]
    parts = *metadata, element("file", href=file), *needed
    return element("resource", *parts, identifier=name, type=f"imsqti_{kind}_xmlv3p0", href=file)


def _lom(asked: Asked) -> Element:
    """Return what a question is about, as learning object metadata."""

    def words(name: str, text: str) -> Element:
        return element(name, element("string", text))

    keywords = [words("keyword", each) for each in asked.tags]
    return element("lom", element("general", words("title", asked.name), *keywords), xmlns=_METADATA)
