"""The purchase models and Gamma-Gamma on CDNOW: ours against the package lifetimes, in one run.

Run it on a machine that does nothing else: `python benchmarks/btyd_fit.py`. lifetimes gets an environment of its own
from lifetimes.lock, made once inside this one. The two take turns, so that a slow minute of the machine hits both.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import files
from pathlib import Path
from typing import Any

import numpy as np

BAR = 10.0  # times faster
SAME = 1e-4  # relative difference of parameters that counts as the same answer; lifetimes stops early
TURNS, FITS = 7, 15
PARAMETERS = {
    "BG/NBD": ("r", "alpha", "a", "b"),
    "MBG/NBD": ("r", "alpha", "a", "b"),
    "Pareto/NBD": ("r", "alpha", "s", "beta"),
    "Gamma-Gamma": ("p", "q", "v"),
}
Fits = dict[str, Callable[[], list[float]]]


def customers() -> np.ndarray:
    """Read id, x, t_x, T and mean value of the 2,357 customers, from the file that lifetimes carries."""
    name = "cdnow_customers_summary_with_transactions.csv"
    (found,) = [file for file in files("lifetimes") or [] if file.name == name]
    return np.loadtxt(str(found.locate()), delimiter=",", skiprows=1, unpack=True)


def ours(x: np.ndarray, t_x: np.ndarray, T: np.ndarray, mean_value: np.ndarray) -> Fits:
    """Prepare the course's own fits."""
    from customer_value.analysis import btyd  # the rival's environment has no such package

    def found(model: Any) -> list[float]:
        return [getattr(model, f"{name}_") for name in model.standard_errors_]

    return {
        "BG/NBD": lambda: found(btyd.BetaGeometric().fit(x, t_x, T)),
        "MBG/NBD": lambda: found(btyd.ModifiedBetaGeometric().fit(x, t_x, T)),
        "Pareto/NBD": lambda: found(btyd.ParetoNBD().fit(x, t_x, T)),
        "Gamma-Gamma": lambda: found(btyd.GammaGamma().fit(x, mean_value)),
    }


def lifetimes(x: np.ndarray, t_x: np.ndarray, T: np.ndarray, mean_value: np.ndarray) -> Fits:
    """Prepare the rival's fits, with its defaults; it wants repeat customers only for the second."""
    from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter

    def found(model: Any) -> list[float]:
        return model.params_.tolist()

    again = x > 0
    return {
        "BG/NBD": lambda: found(BetaGeoFitter().fit(x, t_x, T)),
        "MBG/NBD": lambda: found(ModifiedBetaGeoFitter().fit(x, t_x, T)),
        "Pareto/NBD": lambda: found(ParetoNBDFitter().fit(x, t_x, T)),
        "Gamma-Gamma": lambda: found(GammaGammaFitter().fit(x[again], mean_value[again])),
    }


def take_turn(tool: str) -> None:
    """Time each fit in this process and print seconds and parameters."""
    _, *columns = customers()
    results = {}
    for model, fit in {"ours": ours, "lifetimes": lifetimes}[tool](*columns).items():
        found = fit()
        times = []
        for _ in range(FITS):
            start = time.perf_counter()
            fit()
            times.append(time.perf_counter() - start)
        results[model] = {"seconds": statistics.median(times), "parameters": found}
    print(json.dumps(results))


def rival_python(name: str) -> str:
    """Make a rival's environment from its lock, once."""
    home = Path(sys.prefix) / "rivals" / name
    python, lock = home / "bin" / "python", Path(__file__).with_name(f"{name}.lock")
    if not (home / ".ready").exists():
        uv = str(Path(sys.executable).with_name("uv"))
        subprocess.run([uv, "venv", "-q", "--clear", "--python", sys.executable, str(home)], check=True)
        install = [uv, "pip", "install", "-q", "--require-hashes", "--python", str(python), "-r", str(lock)]
        subprocess.run(install, check=True)
        (home / ".ready").touch()
    return str(python)


def turn(python: str, tool: str) -> dict[str, Any]:
    """Let one tool take its turn in a fresh process."""
    done = subprocess.run([python, "-W", "ignore", __file__, tool], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main() -> int:
    """Print both tools side by side; 1 if ours is not fast enough or the answers differ."""
    pythons = {"ours": sys.executable, "lifetimes": rival_python("lifetimes")}
    turns = [{tool: turn(python, tool) for tool, python in pythons.items()} for _ in range(TURNS)]
    missed = False
    print(f"CDNOW, 2,357 customers; median of {TURNS} turns of {FITS} fits")
    for model, names in PARAMETERS.items():
        seconds = {tool: statistics.median(each[tool][model]["seconds"] for each in turns) for tool in pythons}
        found = {tool: np.array(turns[0][tool][model]["parameters"]) for tool in pythons}
        ratio = statistics.median(
            each["lifetimes"][model]["seconds"] / each["ours"][model]["seconds"] for each in turns
        )
        for tool in pythons:
            told = ", ".join(f"{name} {value:.7g}" for name, value in zip(names, found[tool], strict=True))
            print(f"{model:<13}{tool:<11}{seconds[tool] * 1000:>9.2f} ms   {told}")
        apart = float(np.abs(found["ours"] / found["lifetimes"] - 1).max())
        missed |= ratio < BAR or apart > SAME
        print(f"{model:<13}{ratio:.1f} times faster (bar {BAR:g}); parameters {apart:.1e} apart (bar {SAME:g})")
    print("MISSED" if missed else "all bars met")
    return int(missed)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        take_turn(sys.argv[1])
    else:
        sys.exit(main())
