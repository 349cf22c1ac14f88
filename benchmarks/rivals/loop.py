"""Larkspur's orders and their lines by a plain Python loop: the same process, one customer after the other.

Standard library only; the parameters come as JSON. Prints the lines made and the seconds of the processor that they
took:

    python loop.py PARAMETERS CUSTOMERS [FOLDER]
"""

from __future__ import annotations

import csv
import json
import math
import random
import sys
import time
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

ORDER_COLUMNS = (
    "order_id", "customer_id", "ordered_at", "channel", "store_id", "item_count",
    "gross_eur", "discount_eur", "net_eur", "margin_eur", "serving_cost_eur",
)  # fmt: skip
LINE_COLUMNS = ("order_id", "line_no", "product_id", "quantity", "unit_price_eur", "discount_eur", "net_eur")
DAY = 86_400


def running(shares: list[float]) -> list[float]:
    """Sum the shares up, without the last, for bisect."""
    return list(accumulate(shares))[:-1]


class Customer(NamedTuple):
    """What an order needs to know of who places it."""

    number: int
    segment: int
    home: int
    basket: float
    offer: float
    online: float
    first_deal: bool
    clock: list[float]


class World:
    """The parameters, prepared once, and the two tables as lists of rows; money in cents."""

    def __init__(self, parameters: dict, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311  (no secret)
        self.p = parameters
        self.segments = parameters["segments"]
        self.segment_sums = running([segment["share"] for segment in self.segments])
        self.channels = parameters["acquisitions"]
        self.channel_sums = [running([each["share"][s] for each in self.channels]) for s in range(len(self.segments))]
        self.category_sums = [running(row) for row in parameters["category_shares"]]
        self.tier_sums = [running(segment["tiers"]) for segment in self.segments]
        self.depth_sums = running(parameters["offer_depth_shares"])
        self.popularity = running(parameters["popularity"])
        self.store_hours, self.online_hours = (
            list(accumulate(weight / sum(hours) for weight in hours))
            for hours in (parameters["store_hours"], parameters["online_hours"])
        )
        self.orders: list[tuple] = []
        self.lines: list[tuple] = []

    def customer(self, number: int) -> None:
        """Draw one customer, and the orders until the books are closed or the customer leaves."""
        r, p, rnd = self.random, self.p, self.random.random
        s = bisect_right(self.segment_sums, rnd())
        segment = self.segments[s]
        start = rnd() * 2 if rnd() < p["share_before"] else 2 + rnd() * 3
        rate = r.gammavariate(segment["rate_shape"], segment["rate_mean"] / segment["rate_shape"])
        leaves = r.betavariate(segment["dropout_a"], segment["dropout_b"])
        channel = self.channels[bisect_right(self.channel_sums[s], rnd())]
        odds = channel["leave_factor"] * leaves / (1 - leaves) if leaves < 1 else 99.0
        leaves = min(max(odds / (1 + odds), 0.001), 0.99)
        rate = min(max(rate * channel["rate_factor"], 0.01), 52.0)
        sigma = p["sigma_between"]
        basket = segment["basket_eur"] * 100 * math.exp(sigma * r.gauss(0, 1) - sigma * sigma / 2)
        offer_mean = segment["offer_mean"] * channel["offer_factor"]
        offer = r.betavariate(4 * offer_mean, 4 * (1 - offer_mean))
        online = r.betavariate(2 * segment["online_mean"], 2 * (1 - segment["online_mean"]))
        who = Customer(
            number, s, r.randint(1, p["stores"]), basket, offer, online, channel["name"] == "deep_discount",
            p["gift_clock" if segment["buys_gifts"] else "clock"],
        )  # fmt: skip
        position, order = start, 1
        while position < p["today"]:
            if position >= p["window_start"]:
                self.order(who, order, position)
            if order > 1 and rnd() < leaves:
                return
            position += r.expovariate(rate)
            order += 1

    def moment(self, position: float, clock: list[float], online: bool) -> int:
        """Turn a position on the seasonal clock into seconds since 1970."""
        day = bisect_right(clock, position) - 1
        part = (position - clock[day]) / (clock[day + 1] - clock[day])
        hours = self.online_hours if online else self.store_hours
        hour = bisect_right(hours, part)
        before = hours[hour - 1] if hour else 0.0
        seconds = (hour + (part - before) / (hours[hour] - before)) * 3600
        return self.p["first_second"] + day * DAY + int(seconds)

    def order(self, who: Customer, number: int, position: float) -> None:
        """Draw one order and its lines."""
        p, rnd = self.p, self.random.random
        customer, s, home, basket, offer = who[:5]
        online, deal = rnd() < who.online, who.first_deal and number == 1
        at = self.moment(position, who.clock, online)
        sigma = p["sigma_within"]
        wanted = basket * math.exp(sigma * self.random.gauss(0, 1) - sigma * sigma / 2) * p["basket_factor"]
        limit = math.exp(-min(p["lines_base"] + p["lines_per_euro"] / 100 * wanted, p["lines_most"]))
        count, product = 1, rnd()
        while product > limit:
            count += 1
            product *= rnd()
        weights = [250 + 1000 * rnd() for _ in range(count)]
        per_weight = wanted / sum(weights)
        order_id = customer * 1000 + number
        items = gross = discounts = cost = 0
        category_sums, tier_sums, edges, prices, costs = (
            self.category_sums[s], self.tier_sums[s], p["band_edges"], p["prices"], p["costs"],
        )  # fmt: skip
        for line, weight in enumerate(weights, 1):
            u = rnd()
            quantity = 1 if u < 0.84 else 2 if u < 0.96 else 3
            band = min(max(bisect_right(edges, weight * per_weight / quantity) - 1, 0), 9)
            cell = (bisect_right(category_sums, rnd()) * 3 + bisect_right(tier_sums, rnd())) * 10 + band
            article = cell * 4 + bisect_right(self.popularity, rnd())
            percent = 35 if deal else p["offer_depths"][bisect_right(self.depth_sums, rnd())] if rnd() < offer else 0
            price = prices[article]
            value = price * quantity
            discount = (value * percent + 50) // 100
            self.lines.append((order_id, line, article + 1, quantity, price, discount, value - discount))
            items += quantity
            gross += value
            discounts += discount
            cost += costs[article] * quantity
        if online:
            app = 0.2 + 0.35 * (at - p["first_second"]) / (6 * 365 * DAY)
            channel, store, serving = "app" if rnd() < app else "web", None, 450
        else:
            channel, serving = "store", 100
            store = home if rnd() < 0.9 else self.random.randint(1, p["stores"])
        net = gross - discounts
        row = (order_id, customer, at, channel, store, items, gross, discounts, net, net - cost, serving)
        self.orders.append(row)


def write(path: Path, columns: tuple[str, ...], rows: list[tuple]) -> None:
    """Write rows as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def main(parameters: str, customers: str, folder: str = "") -> None:
    """Make the tables, write them if a folder is named, and print what it cost."""
    world = World(json.loads(Path(parameters).read_text()), seed=1)
    start = time.process_time()
    for number in range(1, int(customers) + 1):
        world.customer(number)
    if folder:
        write(Path(folder) / "orders.csv", ORDER_COLUMNS, world.orders)
        write(Path(folder) / "order_lines.csv", LINE_COLUMNS, world.lines)
    print(json.dumps({"lines": len(world.lines), "orders": len(world.orders), "cpu": time.process_time() - start}))


if __name__ == "__main__":
    main(*sys.argv[1:])
