"""The lines of docs/large-data.md run as they stand, and the cluster makes the rows of one process."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from customer_value.analysis import btyd
from customer_value.data.generate import any_size
from customer_value.data.generate.config import Config

CUSTOMERS = 10_001


def lines(project: Path, mark: str) -> str:
    """One piece of code of the page, with fewer customers."""
    page = (project / "docs" / "large-data.md").read_text("utf-8")
    (code,) = re.findall(rf"<!-- run: {mark} -->\n```python\n(.*?)```", page, flags=re.DOTALL)
    return code.replace("1_000_000", f"{CUSTOMERS:_}")


def test_pandas_polars_and_duckdb_read_the_folder(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan = any_size.plan(Config(seed=1, customers=CUSTOMERS), Path("larkspur-1m"), ["orders"])
    list(any_size.make(plan))
    any_size.finish(plan)
    names: dict[str, Any] = {}
    exec(lines(project, "read"), names)  # noqa: S102
    spend = pd.read_parquet("larkspur-1m/orders").groupby("customer_id")["net_eur"].sum()
    assert list(names["orders"].columns) == ["customer_id", "net_eur"]
    assert names["revenue"].item() == pytest.approx(spend.sum())
    assert names["top"].set_index("customer_id")["spend"].sort_index().to_numpy() == pytest.approx(spend.to_numpy())
    exec(lines(project, "count"), names)  # noqa: S102
    pd.testing.assert_frame_equal(
        names["customers"].df(), btyd.summary(pd.read_parquet("larkspur-1m/orders")), check_dtype=False
    )
    assert names["cohorts"].loc[names["cohorts"]["age"] == 0, "cohort_size"].sum() == len(spend)


@pytest.mark.all
def test_a_dask_cluster_makes_the_same_rows(project: Path, tmp_path: Path) -> None:
    code = f"{lines(project, 'files')}\n{lines(project, 'frame')}\nPath('revenue').write_text(str(revenue))\n"
    script = "\n".join(f"    {line}" for line in code.splitlines())
    (tmp_path / "recipe.py").write_text(f'if __name__ == "__main__":\n{script}\n')
    subprocess.run([sys.executable, "recipe.py"], cwd=tmp_path, check=True, timeout=300)
    plan = any_size.plan(Config(seed=1, customers=CUSTOMERS), tmp_path / "alone")
    list(any_size.make(plan))
    any_size.finish(plan)
    alone, cluster = (json.loads((tmp_path / out / "manifest.json").read_text()) for out in ("alone", "larkspur-dask"))
    assert cluster == alone
    revenue = pd.read_parquet(tmp_path / "alone" / "orders")["net_eur"].sum()
    assert float((tmp_path / "revenue").read_text()) == pytest.approx(revenue)
