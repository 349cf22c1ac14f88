"""Purchase models, Gamma-Gamma and 12-month value: ours against lifetimes, clvkit and pymc-marketing, in one run.

Run it on a machine that does nothing else: `python benchmarks/btyd_fit.py`. Each tool has an environment of its own,
made once from its lock file, and measures each part in a process of its own; all take turns, so that a slow minute of
the machine hits all. CDNOW's 2,357 customers come from the file that lifetimes carries; the larger bases are drawn
from BG/NBD and Gamma-Gamma at the published estimates for CDNOW.

pymc-marketing needs Python 3.12 or newer; without one here it is left out, and the table says so. Its default priors
move the estimates of small bases, so its answers are shown, not judged.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from importlib.metadata import files
from pathlib import Path

import numpy as np
from side_by_side.contest import OURS, Bar, Board, compare, elsewhere, take_turns
from side_by_side.environments import NoPythonError, rival_python

JOBS = Path(__file__).with_name("rivals") / "models.py"
CDNOW = 2_357
SIZES = (CDNOW, 100_000, 1_000_000)
PARTS = ("BG/NBD", "Gamma-Gamma", "LTV", "MBG/NBD", "Pareto/NBD")
FASTER = {  # than lifetimes, by part and number of customers
    "BG/NBD": (10, 20, 40),
    "Gamma-Gamma": (15, 25, 35),
    "LTV": (0, 10, 20),
    "MBG/NBD": (10,),
    "Pareto/NBD": (10,),
}
FASTER_THAN_CLVKIT = {("BG/NBD", 1_000_000): 300}
RIVALS = {
    "lifetimes": PARTS,
    "clvkit": ("BG/NBD", "Gamma-Gamma"),
    "pymc-marketing": ("BG/NBD", "Gamma-Gamma", "LTV"),
}
SAME = {"lifetimes": 1e-4}  # relative difference that counts as the same answer; lifetimes stops early
TURNS = 3
IMPORT_BAR, IMPORTS = 0.1, 15  # seconds above numpy, turns


def write_customers(size: int, path: Path) -> None:
    """Write x, t_x, T and mean value of so many customers."""
    columns = cdnow() if size == CDNOW else drawn(size)
    np.savez(path, **dict(zip(("x", "t_x", "T", "mean_value"), columns, strict=True)))


def cdnow() -> list[np.ndarray]:
    """Read the 2,357 customers from the file that lifetimes carries."""
    name = "cdnow_customers_summary_with_transactions.csv"
    (found,) = [file for file in files("lifetimes") or [] if file.name == name]
    return list(np.loadtxt(str(found.locate()), delimiter=",", skiprows=1, unpack=True))[1:]


def drawn(size: int) -> list[np.ndarray]:
    """Draw customers purchase by purchase, by the day, observed for 27 to 39 weeks."""
    rng = np.random.default_rng(1)
    rate, chance = np.maximum(rng.gamma(0.243, 1 / 4.414, size), 1e-12), rng.beta(0.793, 2.426, size)
    T = rng.integers(27 * 7, 39 * 7, size) / 7
    x, t_x, clock, active = np.zeros(size), np.zeros(size), np.zeros(size), np.ones(size, dtype=bool)
    while active.any():
        clock += rng.exponential(1 / rate)
        active &= clock <= T
        x, t_x = x + active, np.where(active, np.ceil(clock * 7) / 7, t_x)
        active &= rng.random(size) >= chance
    scale = np.maximum(rng.gamma(3.74, 1 / 15.44, size), 1e-9)
    spent = np.maximum(rng.gamma(6.25 * np.maximum(x, 1)) / scale / np.maximum(x, 1), 0.01)
    return [x, t_x, T, np.where(x > 0, spent, 0.0)]


def pythons(board: Board) -> dict[str, str]:
    """Make the environments; a rival without a Python is told and left out."""
    found = {OURS: sys.executable}
    for rival in RIVALS:
        try:
            found[rival] = rival_python(rival)
        except NoPythonError as error:
            board.note("left out", rival, str(error))
    return found


def bars(part: str, size: int, tools: list[str]) -> dict[tuple[str, str], Bar]:
    """Say what each rival's ratio must reach."""
    of_size = dict(zip(SIZES, FASTER[part], strict=False))
    faster = {"lifetimes": of_size.get(size, 0), "clvkit": FASTER_THAN_CLVKIT.get((part, size), 0)}
    return {(OURS, tool): Bar(faster=faster.get(tool, 0)) for tool in tools}


def imports(board: Board) -> None:
    """Time `import customer_value.analysis` after numpy, and with its models, beside the rivals'."""
    lines = {"numpy": "pass", OURS: "import customer_value.analysis"}
    best = dict.fromkeys(lines, np.inf)
    for _ in range(IMPORTS):
        for tool, line in lines.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", f"import numpy; {line}"], check=True)
            best[tool] = min(best[tool], time.perf_counter() - start)
    above = best[OURS] - best["numpy"]
    verdict = "met" if above <= IMPORT_BAR else "MISSED"
    board.row("import, with numpy", "numpy", (best["numpy"], peak("import numpy")), ("", "", ""))
    told = f"{above:.3f} s above numpy", f"<= {IMPORT_BAR:g}", verdict
    board.row("import, with numpy", OURS, (best[OURS], peak(f"import numpy; {lines[OURS]}")), told)


def peak(line: str) -> float:
    """Ask a process for its peak memory in MB, after a line of code."""
    asked = f"{line}; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    return float(subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True).stdout)


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--quick", action="store_true", help="one turn each, and no million of customers")
    parser.add_argument("--only", choices=[*PARTS, "import"], action="append", help="this part (several times: these)")
    parser.add_argument("--clvkit-up-to", type=int, default=100_000, metavar="N", help="customers (a million: minutes)")
    return parser.parse_args()


def main() -> int:
    """Print all tools side by side; 1 if a bar is missed."""
    asked, board = options(), Board()
    board.open("Purchase models: fits, and the value of the next 12 months discounted by 10 % a year")
    parts = asked.only or [*PARTS, "import"]
    found = pythons(board) if set(parts) - {"import"} else {}
    with tempfile.TemporaryDirectory() as folder:
        for part in [each for each in PARTS if each in parts]:
            for size in SIZES[: min(len(FASTER[part]), 2 if asked.quick else 3)]:
                tools = [tool for tool in found if part in RIVALS.get(tool, PARTS)]
                tools = [tool for tool in tools if tool != "clvkit" or size <= asked.clvkit_up_to]
                file = Path(folder) / f"{size}.npz"
                if not file.exists():
                    elsewhere(write_customers, size, file)
                commands = {tool: [found[tool], "-W", "ignore", str(JOBS), tool, part, str(file)] for tool in tools}
                taken = take_turns(commands, 1 if asked.quick else TURNS)
                compare(board, f"{part}, {size:,} customers", taken, bars(part, size, tools[1:]), same=SAME)
    if "import" in parts:
        imports(board)
    return board.close()


if __name__ == "__main__":
    sys.exit(main())
