"""From key press to painted chart: `ipywidgets.interact` redrawing a figure, against our explorable of the same figure.

One JupyterLab, one Chromium, one notebook; both move a slider with the arrow key, and the median of 20 presses counts.
The clock starts with the key's event and stops after the frame in which the last change of the picture was painted.

    python benchmarks/explorable_latency.py      prints the table; exit status 1 when a bar is missed
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

PRESSES, WARM_UP = 20, 3
PAUSE_MS = 700  # between two presses: time to fetch the neighbours
BARS = {"new frame": 2.0, "fetched ahead": 5.0}

SEABORN = """
import ipywidgets, matplotlib.pyplot as plt, numpy as np, seaborn as sns
import customer_value as cv
from customer_value.figures import theme

random = np.random.default_rng(4)
kept, margins = random.uniform(0.4, 0.95, 500), random.gamma(2, 30, 500)
rates = np.linspace(0.4, 0.95, 100)

def build(fig):
    ax = fig.subplots()
    sns.scatterplot(x=kept, y=margins * kept / (1.1 - kept), ax=ax, color=theme.FAINT, s=20, linewidth=0)
    ax.set(xlabel="Retention rate", ylabel="Lifetime value", ylim=(0, 800))
    (line,) = ax.plot(rates, rates, color=theme.INDIGO)
    return ax, cv.explore.moving(line), cv.explore.moving(ax.text(0.42, 740, ""))

def draw(fig, margin):
    ax, line, text = cv.explore.once(fig, build)
    line.set_ydata(margin * rates / (1.1 - rates))
    text.set_text(f"yearly margin {margin}")
    return f"With a yearly margin of {margin} the curve passes {margin * 0.8 / 0.3:.0f} at 80 % retention."

def redraw(margin):
    fig, ax = plt.subplots(figsize=(7, 4))
    sns.scatterplot(x=kept, y=margins * kept / (1.1 - kept), ax=ax, color=theme.FAINT, s=20, linewidth=0)
    ax.set(xlabel="Retention rate", ylabel="Lifetime value", ylim=(0, 800))
    ax.plot(rates, margin * rates / (1.1 - rates), color=theme.INDIGO)
    ax.text(0.42, 740, f"yearly margin {margin}")
    plt.show()
"""
LESSON = """
from matplotlib.figure import Figure
from customer_value.explore.l04_lifetime_value.value import draw_lifetime_value
start = dict(margin=120, discount_rate=0.1, acquisition_cost=45, first_margin="in a year")

def redraw_lesson(retention_rate):
    fig = plt.figure(figsize=(7, 4))
    with theme.style():
        draw_lifetime_value(fig, retention_rate=retention_rate, **start)
        for artist in fig.findobj(lambda artist: artist.get_animated()):
            artist.set_animated(False)
        plt.show()

def explore_lesson(ahead):
    return cv.explore.make(
        lambda fig, retention_rate: draw_lifetime_value(fig, retention_rate=retention_rate, **start),
        retention_rate=(0.4, 0.95, 0.01, 0.5), ahead=ahead)
"""
CELLS = {
    "set-up": SEABORN + LESSON,
    "seaborn: interact": "ipywidgets.interact(redraw, margin=(20, 120, 1))",
    "seaborn: new frame": "cv.explore.make(draw, margin=(20, 120, 1), ahead=False)",
    "seaborn: fetched ahead": "cv.explore.make(draw, margin=(20, 120, 1))",
    "lesson 4: interact": "ipywidgets.interact(redraw_lesson, retention_rate=(0.4, 0.95, 0.01))",
    "lesson 4: new frame": "explore_lesson(ahead=False)",
    "lesson 4: fetched ahead": "explore_lesson(ahead=True)",
}
CLOCK = """
(cell) => {
  const picture = cell.querySelector('.cv-frame') ?? cell.querySelector('.widget-output');
  let begun = 0, painted = 0, quiet = null;
  window.measured = new Promise((resolve) => {
    const seen = () => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        painted = performance.now();
        clearTimeout(quiet);
        quiet = setTimeout(() => { observer.disconnect(); resolve(painted - begun); }, 300);
      };
      channel.port2.postMessage(null);
    });
    const observer = new MutationObserver(seen);
    observer.observe(picture, { subtree: true, childList: true, attributes: true, characterData: true });
    picture.addEventListener('load', seen, true);
    document.addEventListener('keydown', (event) => { begun = event.timeStamp; }, { capture: true, once: true });
  });
}
"""


class Row(NamedTuple):
    """What was measured in one cell, milliseconds."""

    name: str
    median: float
    p90: float


def main() -> int:
    """Measure all cells in one run, print the table, and return the exit status."""
    conftest = _browser_tests()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("CVM_HOME", folder)
        rows = _measure(conftest, Path(folder))
    print(f"{'':28}{'median ms':>10}{'p90 ms':>9}{'times faster':>14}")
    missed = []
    for row in rows:
        figure, way = row.name.split(": ")
        rival = next(each.median for each in rows if each.name == f"{figure}: interact")
        print(f"{row.name:28}{row.median:10.1f}{row.p90:9.1f}{rival / row.median:14.1f}")
        if rival / row.median < BARS.get(way, 0):
            missed.append(f"{row.name}: {rival / row.median:.1f} times, the bar is {BARS[way]:.0f}")
    print(f"load average {os.getloadavg()[0]:.1f}; bars: " + ", ".join(f"{k} {v:.0f} times" for k, v in BARS.items()))
    print("\n".join(f"MISSED {line}" for line in missed) or "both bars are met")
    return bool(missed)


def _browser_tests() -> ModuleType:
    """Load what the browser tests know: how to start JupyterLab, and how to wait for it."""
    path = Path(__file__).parents[1] / "tests" / "browser" / "conftest.py"
    spec = importlib.util.spec_from_file_location("browser_conftest", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _measure(conftest: ModuleType, folder: Path) -> list[Row]:
    lab_of, browser_of = conftest.lab.__wrapped__, conftest.chromium.__wrapped__
    labs, browsers = lab_of(_Folders(folder)), browser_of()
    lab, browser = next(labs), next(browsers)
    try:
        page = browser.new_page(viewport={"width": 1200, "height": 1000})
        conftest.open_notebook(page, lab, lab.write("latency.ipynb", list(CELLS.values())))
        conftest.run_all(page)
        return [_row(page, at, name) for at, name in enumerate(CELLS) if at]
    finally:
        next(browsers, None)
        next(labs, None)


class _Folders:
    """Stands in for pytest's factory of temporary folders."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def mktemp(self, name: str) -> Path:
        (self.root / name).mkdir()
        return self.root / name


def _row(page: Any, at: int, name: str) -> Row:
    cell = page.locator(".jp-CodeCell").nth(at)
    slider = cell.get_by_role("slider").first
    slider.scroll_into_view_if_needed()
    cell.locator("img").first.scroll_into_view_if_needed()
    slider.focus()
    times = []
    for _ in range(WARM_UP + PRESSES):
        page.wait_for_timeout(PAUSE_MS)
        before = cell.locator("img").first.get_attribute("src")
        cell.evaluate(CLOCK)
        page.keyboard.press("ArrowRight")
        times.append(page.evaluate("() => window.measured"))
        if cell.locator("img").first.get_attribute("src") == before:
            raise RuntimeError(f"{name}: the key press did not change the picture")
    counted = sorted(times[WARM_UP:])
    return Row(name, statistics.median(counted), counted[int(0.9 * len(counted))])


if __name__ == "__main__":
    sys.exit(main())
