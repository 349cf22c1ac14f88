"""Figures for questions, from the learner's own books, once; they show and do not tell, and list their numbers."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from customer_value import charts, facts
from customer_value.charts import Chart, Charts
from customer_value.errors import DataError, UnknownNameError

NAMES = list(charts.of(None))


@pytest.fixture(scope="module")
def own() -> Charts:
    return charts.of(1)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_says_what_it_shows_and_has_its_numbers(own: Charts, name: str) -> None:
    drawn = own[name]()
    assert isinstance(drawn, Chart)
    assert drawn.png.startswith(b"\x89PNG")
    assert len(drawn.png) < 60_000
    assert drawn.alt.endswith("The table below has the numbers.")
    assert not any(sign in drawn.alt.partition(".")[0] for sign in "%€")  # the title holds no finding
    assert len(drawn.rows) >= 2
    assert {len(row) for row in drawn.rows} == {len(drawn.head)}
    assert repr(drawn) == drawn.alt
    assert drawn.alt in drawn._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize("name", NAMES)
def test_another_shop_has_another_figure_and_each_is_drawn_once(own: Charts, name: str) -> None:
    assert own[name]() is own[name]() is charts.of(1)[name]()
    assert own[name]().rows != charts.of(2)[name]().rows


def test_every_figure_is_in_the_documentation(project: Path) -> None:
    """In this order; when it fails, paste the rows that it prints."""
    rows = []
    for name, draw in charts.of(None).items():
        told = inspect.signature(draw).parameters.items()
        arguments = ", ".join(f"`{k}`" if p.default is p.empty else f"`{k}={p.default!r}`" for k, p in told)
        rows.append(" ".join(f"| `{name}` | {arguments} | {draw.__doc__} |".split()))
    table = "\n".join(["| figure | arguments | what it shows |", "| --- | --- | --- |", *rows])
    assert table in (project / "docs" / "question-bank.md").read_text(encoding="utf-8"), f"\n{table}"


def test_the_table_of_a_curve_is_the_facts(own: Charts) -> None:
    shares = dict(own["lifetime.survival"](year=2024).rows)
    assert list(shares) == ["0", "1", "2", "3"]
    for quarters, shown in shares.items():
        fact = facts.of(1)["lifetime.survival"](year=2024, quarters=int(quarters))
        assert float(shown.rstrip(" %")) == pytest.approx(100 * fact, abs=0.051)
    kept = facts.of(1)["lifetime.retention_rate_year"]()
    assert f"{100 * kept:.1f} %" in dict(own["lifetime.margin_multiple"]().rows)
    share = facts.of(1)["segments.pareto_share"](months=24)
    assert dict(own["segments.lorenz"](months=24).rows)["20 %"] == f"{100 * share:.1f} %"


@pytest.mark.parametrize("seed", [None, *range(1, 5), pytest.param(9999, marks=pytest.mark.all)])
def test_the_longer_silence_is_the_better_sign(seed: int | None) -> None:
    ana, ben = (row[1:] for row in charts.of(seed)["btyd.silence"]().rows)
    bought, gap, silent, chance = ([int(each[place].split()[0]) for each in (ana, ben)] for place in range(4))
    assert silent[0] < silent[1]
    assert chance[0] <= 25
    assert chance[1] > 50
    assert bought[0] > bought[1]
    assert silent[0] > 4 * gap[0]
    assert silent[1] < 2 * gap[1]


def test_the_highest_forecasts_do_buy_most(own: Charts) -> None:
    rows = own["btyd.forecast"]().rows
    forecast, came = ([float(row[place]) for row in rows[:10]] for place in (1, 2))
    assert forecast == sorted(forecast)
    assert came[9] == max(came)
    assert rows[10][0] == "All together"


def test_bars_and_lines_of_the_spread_are_all_customers(own: Charts) -> None:
    buyers = facts.of(1).books["customer_summary"].query("order_count > 0")["contribution_eur"]
    rows = own["lifetime.contribution_spread"]().rows
    assert sum(int(count.replace(",", "")) for _, count in rows[:-2]) == len(buyers)
    assert rows[-2][1] == f"€{buyers.mean():,.0f}"


def test_wrong_names_words_and_kinds(own: Charts) -> None:
    with pytest.raises(UnknownNameError, match=r"no figure 'lifetime\.survivals'; figures: orientation"):
        own["lifetime.survivals"]
    with pytest.raises(UnknownNameError, match="no argument 'month'; arguments: year"):
        own["lifetime.survival"](month=3)
    with pytest.raises(UnknownNameError, match="no year 2025; years: 2023, 2024"):
        own["lifetime.survival"](year=2025)
    with pytest.raises(DataError, match=r"year must be a number or a word, not \[2023\]"):
        own["lifetime.survival"](year=[2023])
    with pytest.raises(DataError, match="months must be 1 to 36"):
        own["segments.lorenz"](months=0)


def test_quarters_of_a_cohort_have_an_end() -> None:
    with pytest.raises(DataError, match="quarters must be 0 to 3 for the cohort of 2024, not 4"):
        facts.of(1)["lifetime.survival"](quarters=4, year=2024)


def test_books_without_such_customers_say_so() -> None:
    import pandas as pd

    from customer_value.charts.lifetime import OFTEN, _pick

    with pytest.raises(DataError, match="no customer of these books"):
        _pick(pd.DataFrame({"x": [1], "silence": [2.0], "alive": [0.5], "customer_id": [1]}), OFTEN, (13, 40))


def test_nothing_heavy_is_loaded_before_a_figure_is_drawn() -> None:
    heavy = "{'numpy', 'pandas', 'matplotlib'}"
    code = f"import sys; from customer_value import charts; charts.of(1); print({heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
