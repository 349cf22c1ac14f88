"""The formats of `cvm export`, each named here once: what it is, how its files end, and what writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from customer_value.errors import SetupError
from customer_value.whole import whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from customer_value.classroom.exports.material import Material, Written


@dataclass(frozen=True)
class Format:
    """A format of another program.

    Attributes
    ----------
    about
        What it is and what it takes, in a few words.
    suffix
        How its files end.
    write
        Writes a file from the material and says what is in it.
    has_versions
        Whether a question can be in it several times, with other numbers.
    """

    about: str
    suffix: str
    write: Callable[[Material, Path], Written]
    has_versions: bool = True


def _anki(material: Material, out: Path) -> Written:
    from customer_value.classroom.exports import anki

    return anki.write(material, out)


def _moodle(material: Material, out: Path) -> Written:
    from customer_value.classroom.exports import moodle

    return moodle.write(material, out)


def _gift(material: Material, out: Path) -> Written:
    from customer_value.classroom.exports import gift

    return gift.write(material, out)


def _html(material: Material, out: Path) -> Written:
    from customer_value.classroom.exports import practice_page

    return practice_page.write(material, out)


def _canvas(material: Material, out: Path) -> Written:
    from customer_value.classroom.exports import canvas

    return canvas.write(material, out)


def _qti(material: Material, out: Path) -> Written:
    from customer_value.classroom.exports import qti

    return qti.write(material, out)


def _paper(material: Material, out: Path) -> Written:
    from customer_value.classroom.exports import paper

    return paper.write(material, out)


FORMATS: dict[str, Format] = {
    "anki": Format("a deck of flashcards for Anki, from banks and the glossary", ".apkg", _anki, has_versions=False),
    "moodle": Format("questions for Moodle, with hints, tags and gaps", ".xml", _moodle),
    "gift": Format("questions as GIFT text, for Moodle and other platforms", ".gift", _gift),
    "canvas": Format("quizzes for Canvas, as QTI 1.2", ".zip", _canvas),
    "qti": Format("questions as QTI 3.0, scored and told as in the course", ".zip", _qti),
    "html": Format("a page to practise on, which grades without JupyterLab", ".html", _html),
    "paper": Format("a paper to print, in two forms with a key beside them", ".html", _paper, has_versions=False),
}


def export(material: Material, to: str, out: Path) -> Written:
    """Write banks and terms in a format, whole or not at all; what belongs beside the file is there before it.

    Raises
    ------
    SetupError
        If the file's name does not end as the format's do, if the format has no versions of a question and some are
        wanted, or if the file cannot be written.
    """
    chosen = FORMATS[to]
    if material.versions > 1 and not chosen.has_versions:
        others = " or ".join(name for name, each in FORMATS.items() if each.has_versions)
        raise SetupError(f"{to} has one version of each question. Leave --versions out, or choose {others}.")
    if out.suffix != chosen.suffix:
        raise SetupError(f"{out.name}: files for {to} end in {chosen.suffix}. Name it {out.stem}{chosen.suffix}.")
    try:
        with whole(out) as part:
            written = chosen.write(material, part)
            for ending, text in written.beside.items():
                beside = out.with_name(f"{out.stem}{ending}")
                with whole(beside) as other:
                    other.write_text(text, encoding="utf-8")
                written.what += f"; beside it {beside.name}"
            return written
    except OSError as error:
        raise SetupError(f"{out} cannot be written: {error.strerror}. Choose another place.") from error
