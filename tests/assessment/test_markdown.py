r"""Bank text becomes HTML that can do no harm, with formulas that the browser draws itself."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customer_value.assessment.markdown import to_html, to_speech, to_text

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[a](javascript:alert(1))",
    r"$\text{<script>alert(1)</script>}$",
    r"$\href{javascript:alert(1)}{x}$",
    "```\n</code><script>alert(1)</script>\n```",
    '<a href="x" onclick="alert(1)">a</a>',
    "<style>*{display:none}</style>",
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


@given(
    st.lists(st.sampled_from([*HOSTILE, "$", "$$", "`", "\n\n", "\ue0000\ue001", "x", "\\"]), max_size=6).map("".join)
)
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
