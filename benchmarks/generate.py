"""Orders and their lines: ours against a plain Python loop and a loop over Faker, and books of any size, in one run.

Run it on a machine that does nothing else: `python benchmarks/generate.py`. Faker gets an environment of its own from
faker.lock. All take turns, so that a slow minute of the machine hits all. The loop draws the same process without
loyalty and campaigns ("process" is ours without them); Faker draws the same columns from weights (benchmarks/rivals/).
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

RIVALS = Path(__file__).with_name("rivals")
CUSTOMERS = {"ours": 50_000, "process": 50_000, "loop": 10_000, "faker": 3_000}  # a sample of each, some seconds long
TURNS = 5
TABLES = ("orders", "order_lines")
BARS = {("memory", "loop"): 20, ("memory", "faker"): 200, ("files", "loop"): 15, ("files", "faker"): 80}
BYTES_A_LINE, MEGABYTES = 6, 300
Turn = dict[str, Any]


def ours(customers: str, folder: str = "") -> None:
    """Make both tables in this process and print what it cost."""
    from customer_value.data.generate import any_size
    from customer_value.data.generate.config import Config
    from customer_value.data.generate.recipes import make_block

    config = Config(seed=1, customers=int(customers))
    if folder:
        books = any_size.plan(config, Path(folder), TABLES)
        start = time.process_time()
        list(any_size.make(books))
        rows = any_size.finish(books)["tables"]["order_lines"]["rows"]
    else:
        start = time.process_time()
        blocks = [make_block(config, number, TABLES) for number in range(-(-config.customers // 5_000))]
        rows = sum(len(block["order_lines"]["line_no"]) for block in blocks)
    print(json.dumps({"lines": rows, "cpu": time.process_time() - start}))


def process(customers: str) -> None:
    """Make both tables without loyalty and campaigns, which is what the loop draws."""
    from customer_value.data.generate import block, streams
    from customer_value.data.generate.trade import baskets
    from customer_value.data.generate.trade import tables as trade

    class Plain(block.Block):
        @property
        def orders(self) -> Any:
            return self.usual_orders

        @cached_property
        def lines(self) -> Any:
            rng = streams.stream(self.seed, streams.Family.BASKETS, self.number)
            return baskets.draw_lines(rng, self.people, self.orders)

    start = time.process_time()
    made = [Plain(1, number) for number in range(-(-int(customers) // 5_000))]
    tables = [(trade.orders(each), trade.order_lines(each)) for each in made]
    rows = sum(len(lines["line_no"]) for _, lines in tables)
    print(json.dumps({"lines": rows, "cpu": time.process_time() - start}))


def parameters() -> dict[str, Any]:
    """Collect what the rivals need to know of our world."""
    from customer_value.data.generate import clock, config
    from customer_value.data.generate.trade import baskets, shops

    return {
        "segments": [asdict(segment) for segment in config.SEGMENTS],
        "acquisitions": [asdict(channel) for channel in config.ACQUISITIONS],
        "share_before": config.SHARE_BEFORE_WINDOW,
        "sigma_between": config.BASKET_SIGMA_BETWEEN,
        "sigma_within": config.BASKET_SIGMA_WITHIN,
        "basket_factor": config.BASKET_FACTOR,
        "lines_base": config.LINES_BASE,
        "lines_per_euro": config.LINES_PER_EURO,
        "lines_most": config.LINES_MOST,
        "offer_depths": config.OFFER_DEPTHS.tolist(),
        "offer_depth_shares": config.OFFER_DEPTH_SHARES.tolist(),
        "category_shares": baskets.CATEGORY_SHARES.tolist(),
        "popularity": shops.POPULARITY.tolist(),
        "band_edges": shops.BAND_EDGES.tolist(),
        "prices": shops.shelf().price.tolist(),
        "costs": shops.shelf().cost.tolist(),
        "stores": len(shops.TOWNS),
        "clock": clock.ticks(buys_gifts=False).tolist(),
        "gift_clock": clock.ticks(buys_gifts=True).tolist(),
        "store_hours": clock.STORE_HOURS.tolist(),
        "online_hours": clock.ONLINE_HOURS.tolist(),
        "first_second": clock.seconds(clock.FIRST_DAY),
        "window_start": 2.0,
        "today": 5.0,
    }


def commands(work: Path) -> dict[str, list[str]]:
    """How each tool is called, but for the number of customers and the folder."""
    from side_by_side.environments import rival_python

    known = work / "parameters.json"
    known.write_text(json.dumps(parameters()))
    return {
        "ours": [sys.executable, __file__, "ours"],
        "process": [sys.executable, __file__, "process"],
        "loop": [sys.executable, str(RIVALS / "loop.py"), str(known)],
        "faker": [rival_python("faker"), str(RIVALS / "faker_loop.py"), str(known)],
    }


def turn(command: list[str], customers: int, folder: Path | None) -> Turn:
    """Let one tool take its turn in a fresh process."""
    words = [*command, str(customers), *([str(folder)] if folder else [])]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    result: Turn = json.loads(done.stdout)
    if folder:
        written = [file for file in folder.rglob("*") if file.is_file() and "order_lines" in str(file)]
        result["bytes"] = sum(file.stat().st_size for file in written) / result["lines"]
    return result


def compare(work: Path, place: str, tools: dict[str, list[str]]) -> bool:
    """Print the tools side by side; True if a bar is missed."""
    tools = {tool: tools[tool] for tool in tools if place == "memory" or tool != "process"}
    turns: dict[str, list[Turn]] = {tool: [] for tool in tools}
    for number in range(TURNS):
        for tool, command in tools.items():
            folder = work / f"{tool}-{number}" if place == "files" else None
            if folder:
                folder.mkdir()
            turns[tool].append(turn(command, CUSTOMERS[tool], folder))
    missed = False
    for tool, taken in turns.items():
        rate = statistics.median(each["lines"] / each["cpu"] for each in taken)
        ratio = statistics.median(
            (us["lines"] / us["cpu"]) / (them["lines"] / them["cpu"])
            for us, them in zip(turns["ours"], taken, strict=True)
        )
        size = f"{taken[0]['bytes']:.1f}" if place == "files" else ""
        bar = BARS.get((place, tool), 0)
        late = ratio < bar or (tool == "ours" and place == "files" and taken[0]["bytes"] > BYTES_A_LINE)
        missed |= late
        told = f"{ratio:.1f} times (bar {bar})" if bar else ""
        print(f"{place:<9}{tool:<9}{rate:>14,.0f}{size:>14}   {told}{'  MISSED' if late else ''}")
    return missed


def any_size(work: Path) -> bool:
    """Print time and memory of whole books; True if a worker needs too much."""
    missed = False
    print(f"\n{'all tables':<12}{'workers':>8}{'seconds':>9}{'CPU s':>8}{'MB a process':>14}")
    for customers, workers in ((100_000, 1), (100_000, 2), (1_000_000, 2)):
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        code = [sys.executable, __file__, "books", str(customers), str(workers), str(work / f"{customers}-{workers}")]
        peak = json.loads(subprocess.run(code, check=True, capture_output=True, text=True).stdout)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        missed |= peak > MEGABYTES
        print(f"{customers:<12,}{workers:>8}{time.perf_counter() - start:>9.1f}{cpu:>8.1f}{peak:>14.0f}")
    return missed


def books(customers: str, workers: str, folder: str) -> None:
    """Make whole books as `cvm data generate` does, and print the peak memory of the largest process in MB."""
    command = [sys.executable, "-m", "customer_value.cli", "data", "generate", "--customers", customers]
    command += ["--seed", "1", "--workers", workers, "--out", folder]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)


def main() -> int:
    """Print all tables; 1 if a bar is missed."""
    print(f"load average {os.getloadavg()[0]:.1f}; median of {TURNS} turns; order lines a second of the processor")
    print(f"{'where':<9}{'tool':<9}{'lines / CPU s':>14}{'bytes a line':>14}   ours is faster by")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        tools = commands(work)
        missed = [compare(work, place, tools) for place in ("memory", "files")]
        missed.append(any_size(work))
    print("MISSED" if any(missed) else "all bars met")
    return int(any(missed))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        {"ours": ours, "process": process, "books": books}[sys.argv[1]](*sys.argv[2:])
    else:
        sys.exit(main())
