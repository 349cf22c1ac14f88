r"""HTML of other programs as the Markdown of banks: what means something in Markdown is kept from meaning it.

Nothing of it is run or fetched: scripts, styles, pictures and embedded things are left out, and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from customer_value.classroom.imports.refusals import NotReadError
from customer_value.classroom.imports.signs import FORMULA, FORMULA_OR_DOLLARS, as_formula, escape, no_names, one_space

LONGEST = 20_000  # characters of a text; what takes more than proportional time stays short
_DEEPEST = 5  # lists in lists
_MOST_MARKS = 20  # elements in each other that have marks
_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "tr", "section"}
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_LEFT_OUT = {
    "script": "a script", "style": "a style sheet", "iframe": "an embedded page", "object": "an embedded object",
    "video": "a video", "audio": "a sound", "svg": "a drawing", "math": "a formula",
    "form": "a form", "template": "a template", "textarea": "a form", "select": "a form",
}  # fmt: skip
_ALONE = {"img": "a picture", "input": "a form", "embed": "an embedded object"}
_LEVELS = {"sub": "_", "sup": "^"}
_ITEM = re.compile(r"\n *(?:\d+\.|-) ")  # how an entry of a list begins


class Words(NamedTuple):
    """Markdown, and what could not be kept of the HTML."""

    text: str
    lost: tuple[str, ...] = ()


def from_html(source: str, *, dollars: bool = False) -> Words:
    r"""Return HTML as Markdown.

    Parameters
    ----------
    source
        HTML with formulas between `\(` and `\)`, `\[` and `\]`, or two dollar signs.
    dollars
        Whether formulas stand between single dollar signs, too.

    Raises
    ------
    NotReadError
        If it is longer than a question can be.

    Examples
    --------
    >>> from_html(r"<p>Is <b>\(r &lt; 1\)</b>, at $5*3*2?</p><script>alert(1)</script>")
    Words(text='Is **$r < 1$**, at &#36;5&#42;3&#42;2?', lost=('a script',))
    """
    _refuse_endless(source)
    reader = _Reader(FORMULA_OR_DOLLARS if dollars else FORMULA)
    reader.feed(source)
    reader.close()
    return Words(reader.text(), tuple(dict.fromkeys(reader.lost)))


def from_plain(source: str) -> Words:
    """Return text without any mark-up as Markdown, its paragraphs kept.

    Examples
    --------
    >>> from_plain("2 * 3 < 7, `code` and *more*").text
    '2 * 3 < 7, &#96;code&#96; and &#42;more&#42;'
    """
    _refuse_endless(source)
    return Words("\n\n".join(escape(one_space(each).strip()) for each in re.split(r"\n\s*\n", source)).strip())


def from_markdown(source: str) -> Words:
    """Return Markdown of another program, in which nothing stands for a number that is drawn.

    Examples
    --------
    >>> from_markdown("Is **{{x}}** [[gap]]?").text
    'Is **{ {x}}** [[gap]]?'
    """
    _refuse_endless(source)
    return Words(no_names(source).strip())


def _refuse_endless(source: str) -> None:
    if len(source) > LONGEST:
        raise NotReadError(f"a text of it has more than {LONGEST:,} characters")


@dataclass
class _Open:
    """An element that is not closed yet, and where its content begins among the pieces."""

    tag: str
    start: int
    detail: str = ""


@dataclass
class _Reader(HTMLParser):
    formula: re.Pattern[str]
    pieces: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    hidden: str = ""  # the element whose content is left out
    data: str = ""  # words that came since the last tag: a parser gives them in pieces

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def text(self) -> str:
        """Return what was read, without the spaces that only HTML needs."""
        self._flush()
        text = "".join(self.pieces)
        text = "\n".join(line.rstrip() for line in text.split("\n"))
        return re.sub(r"\n{3,}", "\n\n", text).strip().removesuffix("\\").strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        if self.hidden:
            return
        if tag in _ALONE:
            self.lost.append(_ALONE[tag])
        elif tag in _LEFT_OUT:
            self.hidden = tag
            self.lost.append(_LEFT_OUT[tag])
        elif tag == "br":
            self.pieces.append("\\\n")
        elif tag in ("td", "th"):
            self._table()
        elif tag == "li":
            self._item()
        else:
            self._begin(tag, dict(attrs))

    def _begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else 0)
        if tag in _BLOCKS and not (tag == "p" and self.pieces and _ITEM.fullmatch(self.pieces[-1])):
            self._apart(tag)
        is_bare = len(self.opened) >= _MOST_MARKS or any(each.tag == "pre" for each in self.opened)
        if (tag in _AROUND or tag in _LEVELS or tag in ("code", "pre", "a")) and not is_bare:
            self.opened.append(_Open(tag, len(self.pieces), attributes.get("href") or ""))

    def _apart(self, tag: str) -> None:
        """Set a block apart; a list in a list is not, or its items would stand far apart."""
        if tag in ("ul", "ol"):
            self.pieces.append("\n\n" if len(self.lists) < 2 else "")
        else:
            self.pieces.append("\n" if self.lists else "\n\n")

    def _item(self) -> None:
        indent = "   " * min(len(self.lists) - 1, _DEEPEST)
        number = self.lists[-1] if self.lists else 0
        if number:
            self.lists[-1] += 1
        self.pieces.append(f"\n{indent}{f'{number}. ' if number else '- '}")

    def _table(self) -> None:
        self.lost.append("the lines of a table")
        if self.pieces and not self.pieces[-1].endswith("\n"):
            self.pieces.append(" · ")

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        if self.hidden:
            self.hidden = "" if tag == self.hidden else self.hidden
            return
        if self.opened and self.opened[-1].tag == tag:
            self._end(self.opened.pop())
        if tag in _BLOCKS:
            self._apart(tag)
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()

    def _end(self, element: _Open) -> None:
        """Put the marks around what an element holds; spaces at its ends stand outside of them."""
        inside = "".join(self.pieces[element.start :])
        del self.pieces[element.start :]
        bare = inside.strip("\n" if element.tag == "pre" else None)
        before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
        before, after = ("", "") if element.tag == "pre" else (before, after)
        self.pieces.append(f"{before}{self._marked(element, bare)}{after}" if bare else inside)

    def _marked(self, element: _Open, bare: str) -> str:
        if element.tag in _AROUND:
            return f"{_AROUND[element.tag]}{bare}{_AROUND[element.tag]}"
        if element.tag in _LEVELS:
            self.lost.append("a raised or lowered sign")
            return f"{_LEVELS[element.tag]}({bare})"
        if element.tag == "a":
            is_kept = re.fullmatch(r"https?://[^\s()<>]+", element.detail)
            self.lost += [] if is_kept else ["a link"]
            return f"[{bare}]({element.detail})" if is_kept else bare
        return f"`{one_space(bare)}`" if element.tag == "code" else f"\n\n```\n{bare}\n```\n\n"

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.data += data

    def _flush(self) -> None:
        """Take the words that stand between two tags."""
        data, self.data = self.data, ""
        if any(each.tag in ("code", "pre") for each in self.opened):
            self.lost += ["a backtick in code"] if "`" in data else []
            self.pieces.append(no_names(data.replace("`", "'")))
            return
        place = 0
        for found in self.formula.finditer(data):
            self._words(data[place : found.start()])
            self.pieces.append(as_formula(found))
            place = found.end()
        self._words(data[place:])

    def _words(self, data: str) -> None:
        at_start = not self.pieces or self.pieces[-1].endswith("\n")
        text = one_space(data).lstrip() if at_start else one_space(data)
        if text:
            self.pieces.append(escape(text, at_start=at_start))
