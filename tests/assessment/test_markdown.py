r"""Bank text becomes HTML that can do no harm, with formulas that the browser draws itself."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.markdown import as_written, to_html, to_speech, to_text

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[a](javascript:alert(1))",
    r"$\text{<script>alert(1)</script>}$",
    r"$\href{javascript:alert(1)}{x}$",
    "```\n</code><script>alert(1)</script>\n```",
    '<a href="x" onclick="alert(1)">a</a>',
    "<style>*{display:none}</style>",
    '[a](https://example.org "&#xe000;0&#xe001;") and $x autofocus onfocus=alert(1) y$',
    '![$x$ onerror=alert(1)](https://example.org/x "$x$") [a](https://example.org/$x$ "$x onfocus=alert(1) y$")',
]


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        self.names.add(tag)
        self.attributes += attrs


class _Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += 1

    def handle_data(self, data: str) -> None:
        self.text += data


def _is_harmless(html: str) -> bool:
    tags = _Tags(html)
    dangerous = {"script", "style", "img", "iframe", "svg", "form", "input", "object", "embed", "link", "meta"}
    return (
        not tags.names & dangerous
        and not any(name.startswith("on") or name == "style" for name, _ in tags.attributes)
        and all(value.startswith(("http://", "https://")) for name, value in tags.attributes if name == "href")
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_nothing(text: str) -> None:
    assert _is_harmless(to_html(text))


PARTS = [*HOSTILE, "$", "$$", "`", "\n\n", "\ue0000\ue001", "&#xe000;0&#xe001;", "x", "\\"]


@given(st.lists(st.sampled_from(PARTS), max_size=6).map("".join))
def test_no_mixture_of_hostile_text_does_anything(text: str) -> None:
    assert _is_harmless(to_html(text))


def test_a_paragraph_stands_bare_and_several_do_not() -> None:
    assert to_html("**one**") == "<strong>one</strong>"
    assert to_html("one\n\ntwo") == "<p>one</p>\n<p>two</p>"
    assert to_html("- a\n- b").startswith("<ul>")
    assert "<table>" in to_html("| a |\n|---|\n| 1 |")


def test_formulas_are_mathml_and_broken_ones_stay_readable() -> None:
    assert "<mfrac>" in to_html(r"$\frac{r}{1+i-r}$")
    assert 'display="block"' in to_html("$$x$$")
    assert to_html(r"$\frac{$") == r"<code>\frac{</code>"
    assert to_html("`$x$`") == "<code>$x$</code>"
    assert to_html(r"\$5 and \$6") == "$5 and $6"
    assert "<math" not in to_html("5 $ and 6 $")
    assert to_html("[the $x$ of](https://example.org)").count("<math") == 1


def test_a_formula_has_a_name_that_controls_take_on() -> None:
    named = dict(_Tags(to_html(r"At $\,r=.80$ and $\frac{m\,r}{1+i-r}$")).attributes)
    assert named["aria-label"] == "(m r) / (1+i − r)"
    assert 'aria-label="r=.80"' in to_html(r"At $\,r=.80$")
    assert 'aria-label="a&lt;b"' in to_html("$a<b$")


@pytest.mark.parametrize("text", ["\ue0005\ue001", "&#xe000;5&#xe001;", "`\ue0000\ue001` $x$", "0-0. [[a]]"])
def test_nothing_written_is_the_place_of_a_formula(text: str) -> None:
    assert _Tags(to_html(text, {"b": "<b>gap</b>"})).names <= {"code", "math", "mi"}
    assert "gap" not in to_html(text, {"b": "<b>gap</b>"})


def test_gaps_come_among_words_and_never_into_attributes() -> None:
    gaps = {"a": "<i></i>"}
    assert to_html("**[[a]]** and [[b]]", gaps) == "<strong><i></i></strong> and [[b]]"
    for text in ('[x](https://example.org "[[a]]")', '[x][1]\n\n[1]: https://example.org/[[a]] "[[a]]"', "`[[a]]`"):
        assert "<i>" not in to_html(text, gaps)


@given(st.text(max_size=30) | st.text("5*_`$[]()<>&#;\\!~| \n", max_size=30))
def test_what_a_learner_wrote_is_shown_to_the_letter(text: str) -> None:
    """Markdown takes U+0000, and it alone, for another character."""
    text = text.replace("\0", "")
    wanted = " ".join(f"“{text}” is".split())
    assert to_text(f"{as_written(f'“{text}” is')}") == wanted
    shown = _Words(to_html(as_written(f"“{text}” is")))
    assert shown.tags == 0
    assert " ".join(shown.text.replace("\u00a0", " ").split()) == wanted


def test_a_number_stays_with_its_sign() -> None:
    assert to_html("10 % of 320 €") == "10&nbsp;% of 320&nbsp;€"


def test_text_is_one_line() -> None:
    assert to_text("What is **one**\n  customer worth?") == "What is one customer worth?"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Hazard $1-r_t$", "Hazard 1 − r_t"),
        (r"$m\,r\cdot\alpha$", "m r × alpha"),
        (r"$\dfrac{r}{1+i-r}$ is the **multiple**", "(r) / (1+i − r) is the multiple"),
        ("a well-known $5 price", "a well-known $5 price"),
    ],
)
def test_a_formula_is_spoken_by_its_signs(text: str, spoken: str) -> None:
    assert to_speech(text) == spoken
