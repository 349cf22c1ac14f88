"""Tools side by side: each measured in processes of its own that take turns, and one row of a table for each.

A tool is a command that prints one line of JSON: {"seconds": …, "peak": MB, "answer": [numbers]}.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

OURS = "ours"
ENOUGH, MOST_ROUNDS, LONG = 1.0, 15, 20.0  # seconds of rounds in a turn, rounds, and seconds after which one will do
Judged = tuple[str, str, str]
"""The ratio, the bar and the verdict, in words."""
LINE = "{:<34}{:<19}{:>9}{:>8}   {:<43}{:<9}{:<8}{}"


@dataclass(frozen=True)
class Bar:
    """What the ratio to a tool must reach: so many times faster, or at most so many times as long."""

    faster: float = 0.0
    longer: float = 0.0

    def verdict(self, ratio: float) -> str:
        """Judge how many times faster ours is."""
        met = ratio >= self.faster and (not self.longer or 1 / ratio <= self.longer)
        return ("met" if met else "MISSED") if self else ""

    def shown(self, ours: str, ratio: float) -> tuple[str, str]:
        """Write the ratio and the bar in the same way."""
        if self.longer:
            return f"{ours} takes {1 / ratio:.2f} times as long", f"<= {self.longer:g}"
        return f"{ours} is {ratio:.{1 if ratio < 100 else 0}f} times faster", f">= {self.faster:g}" if self else ""

    def __bool__(self) -> bool:
        """Tell whether there is a bar at all."""
        return bool(self.faster or self.longer)


@dataclass
class Board:
    """Prints the table row by row and remembers what was missed."""

    missed: list[str] = field(default_factory=list)

    def open(self, title: str) -> None:
        """Say what is measured, on what, and how busy the machine is."""
        load = " ".join(f"{each:.1f}" for each in os.getloadavg())
        print(f"{title}\n{os.cpu_count()} processors, load {load} (over 1, 5 and 15 minutes); ", end="")
        print(f"Python {platform.python_version()}, numpy {np.__version__}")
        print("seconds: the best; MB: peak of the process, with its packages and its data; ratio: median of the turns")
        print(LINE.format("what", "tool", "seconds", "MB", "ratio", "bar", "", "answers apart"), flush=True)

    def row(self, what: str, tool: str, cost: tuple[float, float], judged: Judged, apart: str = "") -> None:
        """Print one row; a cost of (0, 0) stands in the row above."""
        seconds, peak = cost
        told = (f"{seconds:.4f}" if seconds < 1 else f"{seconds:.2f}", f"{peak:,.0f}") if seconds else ("", "")
        print(LINE.format(what, tool, *told, *judged, apart).rstrip(), flush=True)
        if "MISSED" in judged[2] + apart:
            self.missed.append(f"{what}: {judged[0] or tool}")

    def note(self, what: str, tool: str, reason: str) -> None:
        """Print a row of a tool that is not measured, and why."""
        print(f"{what:<34}{tool:<19}{reason}", flush=True)

    def close(self) -> int:
        """Print what was missed; 1 if anything was."""
        print("MISSED: " + "; ".join(self.missed) if self.missed else "all bars met")
        return int(bool(self.missed))


def elsewhere(work: Callable[..., Any], *given: Any) -> None:
    """Do it in a process of its own: Linux counts the peak of a parent as memory of its children."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{work.__name__}{given} failed")


def take_turns(commands: Mapping[str, Sequence[str]], turns: int) -> list[dict[str, Any]]:
    """Run each command in turn, several times over, so that a slow minute of the machine hits all."""
    return [{tool: _run(command) for tool, command in commands.items()} for _ in range(turns)]


def _run(command: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def compare(
    board: Board,
    what: str,
    taken: list[dict[str, Any]],
    bars: Mapping[tuple[str, str], Bar],
    *,
    same: Mapping[str, float],
) -> None:
    """Print a row for each tool, and judge every pair (ours, other) with a bar in the row of the other."""
    for tool in taken[0]:
        costs = [(turn[tool]["seconds"], turn[tool]["peak"]) for turn in taken]
        cost = min(seconds for seconds, _ in costs), max(peak for _, peak in costs)
        pairs = [_judged(taken, ours, tool, bar) for (ours, other), bar in bars.items() if other == tool]
        apart = _apart(taken[0], tool, same)
        for judged in pairs or [("", "", "")]:
            board.row(what, tool, cost, judged, apart)
            cost, apart = (0.0, 0.0), ""


def _judged(taken: list[dict[str, Any]], ours: str, other: str, bar: Bar) -> Judged:
    """Take the ratio within each turn, and the median of these."""
    ratio = statistics.median(turn[other]["seconds"] / turn[ours]["seconds"] for turn in taken)
    return (*bar.shown(ours, ratio), bar.verdict(ratio))


def _apart(turn: dict[str, Any], tool: str, same: Mapping[str, float]) -> str:
    """Compare a tool's answer with that of the first."""
    first = next(iter(turn))
    if tool == first:
        return ""
    apart = float(np.abs(np.divide(turn[tool]["answer"], turn[first]["answer"]) - 1).max())
    return f"{apart:.0e}" + (f" MISSED {same[tool]:.0e}" if apart > same.get(tool, np.inf) else "")


def timed(job: Callable[[], Any], answer: Callable[[Any], Iterable[float]] = list) -> None:
    """Time a job in this process and print the line of JSON; `answer` turns what it gives into numbers to compare."""
    seconds: list[float] = []
    while len(seconds) < MOST_ROUNDS and (len(seconds) < 2 or sum(seconds) < ENOUGH) and sum(seconds) < LONG:
        start = time.perf_counter()
        found = job()
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": min(seconds), "peak": peak, "answer": [float(each) for each in answer(found)]}))
