"""Bank text to safe HTML: Markdown, with formulas between dollar signs as MathML.

Markdown-it reads it, nh3 keeps only harmless tags, latex2mathml makes the formulas, which every browser draws itself:
no script and no font is fetched. Formulas and gaps are put in after the cleaning, each for a mark that is secret to the
call and written by their own rules alone: no text, whoever wrote it, can pass as one, and none comes into an attribute.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    _Env = dict[str, "_Places"]

GAP = re.compile(r"\[\[\s*([a-z][a-z0-9_]*)\s*\]\]")

_TAGS = {
    "a", "abbr", "blockquote", "br", "code", "del", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}}

# latex2mathml does not escape the words of \\text{...}, so its output is held to this list as well.
_MATH_TAGS = {
    "math", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt", "mstyle",
    "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
}  # fmt: skip
_MATH_ATTRIBUTES = {"display", "displaystyle", "fence", "form", "largeop", "mathvariant", "maxsize", "minsize"} | {
    "movablelimits", "separator", "stretchy", "width", "linethickness", "columnalign", "accent",
}  # fmt: skip

# What Markdown, or a formula, could begin or end with.
_MARKS = re.compile(r"[\\`*_\[\]<>&$~|!#]")
_SPOKEN = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"(\1) / (\2)"),
        (r"\\(?:cdot|times)\b", " × "),
        (r"\\(?:left|right|text)\b|[{}]", ""),
        (r"\\[,;:! ]", " "),
        (r"\\([A-Za-z]+)", r" \1 "),
        ("-", " − "),  # a hyphen is often not read out
    )
]
_FORMULA = re.compile(r"(\$\$?)(?!\s)((?:[^$\\]|\\.)+?)(?<!\s)\1")


@dataclass
class _Places:
    """What is put in after the cleaning, and the marks that keep its places in one call."""

    gaps: Mapping[str, str]
    formula: Callable[..., str]
    secret: str = field(default_factory=lambda: secrets.token_hex(8))
    made: list[str] = field(default_factory=list)

    def keep(self, html: str) -> str:
        """Return the mark for what is put in later."""
        self.made.append(html)
        return f"{self.secret}-{len(self.made) - 1}."

    def put(self, html: str) -> str:
        """Return the text with everything in its place."""
        return re.sub(rf"{self.secret}-(\d+)\.", lambda found: self.made[int(found[1])], html)


def to_html(text: str, gaps: Mapping[str, str] | None = None, *, formula: Callable[..., str] | None = None) -> str:
    r"""Render bank text as HTML that is safe to set as `innerHTML`.

    Parameters
    ----------
    text
        Markdown; formulas as `$r/(1+i-r)$`, on a line of their own as `$$...$$`.
    gaps
        Harmless HTML by name, for where `[[name]]` stands among the words: not in code, a formula or a link's address.
    formula
        Makes harmless HTML of a formula in LaTeX; by default MathML. It is called with `display=True` for one on a line
        of its own.

    Returns
    -------
    str
        HTML of a few harmless tags, with MathML for formulas; a single paragraph comes without `<p>`.

    Examples
    --------
    >>> to_html("Worth **€320**, not <script>alert(1)</script>")
    'Worth <strong>€320</strong>, not &lt;script&gt;alert(1)&lt;/script&gt;'
    >>> "<mfrac>" in to_html(r"The multiple is $\frac{r}{1+i-r}$.")
    True
    """
    import nh3

    places = _Places(gaps or {}, formula or _mathml)
    html = _parser().render(_together(text), {"places": places}).strip()
    clean = nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"https", "http"})
    return places.put(_without_single_paragraph(clean))


def as_written(text: str) -> str:
    """Return what a learner wrote for a place in a message: `to_html` and `to_text` show it to the letter, on one line.

    Examples
    --------
    >>> as_written("5*3*2"), to_html(as_written("5*3*2")), to_text(as_written("5*3*2"))
    ('5&#42;3&#42;2', '5*3*2', '5*3*2')
    """
    return _MARKS.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def to_text(text: str) -> str:
    r"""Return bank text on one line, as written but for line breaks, emphasis and signs by number (`&#42;`).

    Examples
    --------
    >>> to_text("What is **one** customer\nworth?")
    'What is one customer worth?'
    """
    bare = " ".join(re.sub(r"(\*\*|__)(.+?)\1", r"\2", text, flags=re.DOTALL).split())
    return re.sub(r"&#\d{2,7};", lambda found: unescape(found[0]), bare)


def to_speech(text: str) -> str:
    r"""Return bank text as the name of a control: browsers leave a formula in MathML out of what is spoken.

    Examples
    --------
    >>> to_speech(r"The **gap** $\frac{T-t_x}{x}$"), to_speech("A well-known word")
    ('The gap (T − t_x) / (x)', 'A well-known word')
    """
    return to_text(_FORMULA.sub(lambda found: _spoken(found[2]), text))


def _spoken(latex: str) -> str:
    for pattern, replacement in _SPOKEN:
        latex = pattern.sub(replacement, latex)
    return " ".join(latex.split())


def _together(text: str) -> str:
    # A number and its sign stay on one line: 10 %, 320 €.
    return re.sub(r"(?<=\d) (?=[%€])", "\u00a0", text)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("escape", "formula", _read_formula)
    parser.inline.ruler.before("escape", "gap", _read_gap)
    parser.add_render_rule("formula", _place_formula)
    parser.add_render_rule("gap", _place_gap)
    return parser


def _read_formula(state: StateInline, silent: bool) -> bool:
    found = _FORMULA.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.markup = found[2], found[1]
    state.pos = found.end()
    return True


def _place_formula(_renderer: object, tokens: Sequence[Token], index: int, _options: object, env: _Env) -> str:
    places, token = env["places"], tokens[index]
    return places.keep(places.formula(token.content, display=token.markup == "$$"))


def _read_gap(state: StateInline, silent: bool) -> bool:
    found = GAP.match(state.src, state.pos)
    if not found or found[1] not in state.env["places"].gaps:
        return False
    if not silent:
        state.push("gap", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _place_gap(_renderer: object, tokens: Sequence[Token], index: int, _options: object, env: _Env) -> str:
    return env["places"].keep(env["places"].gaps[tokens[index].content])


def _mathml(latex: str, *, display: bool) -> str:
    from latex2mathml.converter import convert

    try:
        made = convert(latex, xmlns="", display="block" if display else "inline")
        tree = ElementTree.fromstring(made)  # noqa: S314  no document type can stand in it
    except Exception:  # noqa: BLE001  many kinds come from broken TeX; the reader then sees the TeX
        return f"<code>{escape(latex)}</code>"
    if any(each.tag not in _MATH_TAGS for each in tree.iter()):
        return f"<code>{escape(latex)}</code>"
    if not display:
        del tree.attrib["display"]  # inline is what a formula is without
    for each in tree.iter():
        each.attrib = {name: value for name, value in each.attrib.items() if name in _MATH_ATTRIBUTES}
    if len(tree) == 1 and tree[0].tag == "mrow" and not tree[0].attrib:  # `math` is a row itself: fewer bytes to save
        tree[:] = list(tree[0])
    tree.set("aria-label", _spoken(latex))  # without it, the name of a legend or an option lacks its formulas
    return ElementTree.tostring(tree, encoding="unicode")


def _without_single_paragraph(html: str) -> str:
    inside = html.removeprefix("<p>").removesuffix("</p>")
    return inside if len(inside) == len(html) - len("<p></p>") and "<p>" not in inside else html
