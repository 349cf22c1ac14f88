"""Larkspur's orders and their lines by a loop over Faker's providers, as its documentation has it.

The same columns, and as many orders a customer and lines an order on average. The values are simpler than ours: they
follow weights, but neither a customer's needs nor a clock of seasons. Runs in an environment of its own (faker.lock):

    python faker_loop.py PARAMETERS CUSTOMERS [FOLDER]
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import OrderedDict
from datetime import datetime
from pathlib import Path

from faker import Faker

FIRST, LAST = datetime(2023, 1, 1), datetime(2025, 12, 31, 23, 59, 59)  # noqa: DTZ001  (the shop's local time)


def weighted(names: list, shares: list[float]) -> OrderedDict:
    """Words with their weights, as `random_element` takes them."""
    return OrderedDict(zip(names, shares, strict=True))


def main(parameters: str, customers: str, folder: str = "") -> None:
    """Make the tables, write them if a folder is named, and print what it cost."""
    p = json.loads(Path(parameters).read_text())
    fake = Faker(use_weighting=True)
    Faker.seed(1)
    channels = weighted(["store", "web", "app"], [0.79, 0.12, 0.09])
    counts = weighted(list(range(15)), [0.28, 0.25, 0.15, 0.09, 0.06, 0.04, 0.03, 0.02, 0.02, 0.01, *[0.01] * 5])
    sizes = weighted([1, 2, 3, 4, 5, 6, 7], [0.14, 0.27, 0.25, 0.17, 0.09, 0.05, 0.03])
    quantities = weighted([1, 2, 3], [0.84, 0.12, 0.04])
    percents = weighted([0, 10, 20, 30], [0.77, 0.09, 0.08, 0.06])
    orders, lines = [], []
    start = time.process_time()
    for customer in range(1, int(customers) + 1):
        home = fake.random_int(1, p["stores"])
        for number in range(1, fake.random_element(counts) + 1):
            channel = fake.random_element(channels)
            bought = []
            for line in range(1, fake.random_element(sizes) + 1):
                product = fake.random_int(1, len(p["prices"]))
                quantity = fake.random_element(quantities)
                price, cost = p["prices"][product - 1], p["costs"][product - 1]
                discount = (price * quantity * fake.random_element(percents) + 50) // 100
                net = price * quantity - discount
                bought.append((product, quantity, price, discount, net, net - cost * quantity))
                lines.append(
                    {
                        "order_id": customer * 1000 + number,
                        "line_no": line,
                        "product_id": product,
                        "quantity": quantity,
                        "unit_price_eur": price / 100,
                        "discount_eur": discount / 100,
                        "net_eur": net / 100,
                    }
                )
            _, items, _, discounts, nets, margins = map(sum, zip(*bought, strict=True))
            store = home if fake.boolean(90) else fake.random_int(1, p["stores"])
            orders.append(
                {
                    "order_id": customer * 1000 + number,
                    "customer_id": customer,
                    "ordered_at": fake.date_time_between(FIRST, LAST),
                    "channel": channel,
                    "store_id": store if channel == "store" else None,
                    "item_count": items,
                    "gross_eur": (nets + discounts) / 100,
                    "discount_eur": discounts / 100,
                    "net_eur": nets / 100,
                    "margin_eur": margins / 100,
                    "serving_cost_eur": 1.0 if channel == "store" else 4.5,
                }
            )
    for name, rows in (("orders", orders), ("order_lines", lines)) if folder else ():
        with (Path(folder) / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    print(json.dumps({"lines": len(lines), "orders": len(orders), "cpu": time.process_time() - start}))


if __name__ == "__main__":
    main(*sys.argv[1:])
