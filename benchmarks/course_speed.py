"""What a learner waits for, against its bound: the import, a table, a whole lesson.

Run it on a machine that does nothing else: `python benchmarks/course_speed.py`.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import customer_value as cv
from customer_value import course, notebook
from customer_value.data import schema

IMPORT_S, LOAD_FILE_S, LOAD_WARM_S, LOAD_SEED_S, LOAD_ALL_S, LESSON_S = 0.1, 0.08, 0.05, 0.5, 4.0, 30.0


def seconds(work: Callable[[], Any], rounds: int = 9) -> float:
    """Return the median time of a few rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def python(code: str) -> Callable[[], Any]:
    """Return a function that runs the code in a fresh interpreter."""
    return lambda: subprocess.run([sys.executable, "-c", code], check=True)


def load_all(seed: int) -> None:
    """Load every table of a world, the hidden ones too."""
    for name in schema.TABLES:
        cv.load(name, seed=seed)
    for name in schema.TRUTH:
        cv.load_truth(name, seed=seed, quiet=True)


def main() -> int:
    """Print the table; 1 if a bound is missed."""
    cv.load("stores")  # pandas and pyarrow are there from now on
    files = {name: seconds(lambda name=name: cv.load(name), 1) for name in schema.TABLES if name != "stores"}
    slowest = max(files, key=lambda name: files[name])
    seeds = iter(range(1000, 2000))
    rows = [
        ("import customer_value, above bare Python",
         seconds(python("import customer_value")) - seconds(python("pass")), IMPORT_S),
        (f'load("{slowest}"), the slowest file', files[slowest], LOAD_FILE_S),
        ('load("orders") again', seconds(lambda: cv.load("orders")), LOAD_WARM_S),
        ('load("orders", seed=k), new seed', seconds(lambda: cv.load("orders", seed=next(seeds)), 5), LOAD_SEED_S),
        ("all tables, new seed", seconds(lambda: load_all(next(seeds)), 3), LOAD_ALL_S),
        ("lesson 4, all cells", seconds(lambda: notebook.run(course.lesson("04").notebook), 1), LESSON_S),
    ]  # fmt: skip
    print(f"{'what':<42}{'seconds':>9}{'bound':>8}")
    for what, measured, bound in rows:
        print(f"{what:<42}{measured:>9.3f}{bound:>8.2f}{'' if measured < bound else '  MISSED'}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, after 8 worlds")
    return int(any(measured >= bound for _, measured, bound in rows))


if __name__ == "__main__":
    sys.exit(main())
