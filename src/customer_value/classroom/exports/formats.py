"""The formats of `cvm export`, each named here once: what it is, how its files end, and what writes it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from customer_value.errors import SetupError
from customer_value.whole import whole

if TYPE_CHECKING:
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
    module
        The module beside this one whose `write` makes a file of the material and says what is in it.
    has_versions
        Whether a question can be in it several times, with other numbers.
    """

    about: str
    suffix: str
    module: str
    has_versions: bool = True


FORMATS: dict[str, Format] = {
    "anki": Format("a deck of flashcards for Anki, from banks and the glossary", ".apkg", "anki", has_versions=False),
    "moodle": Format("questions for Moodle, with hints, tags and gaps", ".xml", "moodle"),
    "gift": Format("questions as GIFT text, for Moodle and other platforms", ".gift", "gift"),
    "canvas": Format("quizzes for Canvas, as QTI 1.2", ".zip", "canvas"),
    "qti": Format("questions as QTI 3.0, scored and told as in the course", ".zip", "qti"),
    "html": Format("a page to practise on, which grades without JupyterLab", ".html", "practice_page"),
    "paper": Format("a paper to print, in two forms with a key beside them", ".html", "paper", has_versions=False),
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
            module = import_module(f"{__package__}.{chosen.module}")  # each is loaded when it is wanted
            written: Written = module.write(material, part)
            for ending, text in written.beside.items():
                beside = out.with_name(f"{out.stem}{ending}")
                with whole(beside) as other:
                    other.write_text(text, encoding="utf-8")
                written.what += f"; beside it {beside.name}"
            return written
    except OSError as error:
        raise SetupError(f"{out} cannot be written: {error.strerror}. Choose another place.") from error
