"""The visible tables of trade: who buys, what, where, and what it earns."""

from __future__ import annotations

from .columns import CUSTOMER, euro
from .model import Column, ForeignKey, Table

ACQUISITION_CHANNELS = ("walk_in", "search", "social", "referral", "deep_discount")
AREAS = ("city", "suburb", "country")
REGIONS = ("north", "east", "south", "west")
CHANNELS = ("store", "web", "app")
CATEGORIES = ("food", "beauty", "home", "clothing", "shoes", "toys", "electronics", "gifts")
BRAND_TIERS = ("value", "core", "premium")
AGE_BANDS = ("18-29", "30-44", "45-59", "60-74", "75+")
REASONS = ("does not fit", "not as expected", "faulty", "changed my mind", "unwanted gift")


def _customer_id(made: str = "The customer of the row.") -> Column:
    return Column(name="customer_id", type="integer", meaning="Number of the customer.", made=made, minimum=1)


CUSTOMERS = Table(
    name="customers",
    row="one customer who ever bought at Larkspur with an account, from 2021 to 2025",
    primary_key=("customer_id",),
    foreign_keys=(ForeignKey(columns=("home_store_id",), table="stores", to=("store_id",)),),
    columns=(
        _customer_id("Counted from 1; the first 300 are the tiny edition."),
        Column(
            name="first_order_on",
            type="date",
            meaning="Day of the customer's first order ever.",
            made="45 % fall in the two years before the window, 55 % inside it; more in the busy months.",
        ),
        Column(
            name="orders_before",
            type="integer",
            meaning="Orders placed before 2023-01-01, the first day of the books.",
            made="Counted from the same purchase process, which runs since the first order.",
            unit="orders",
            minimum=0,
        ),
        Column(
            name="acquisition_channel",
            type="string",
            meaning="How the customer was won.",
            made="Drawn by need segment: shares differ, and so does the later value.",
            values=ACQUISITION_CHANNELS,
            lesson="04",
        ),
        euro(
            "acquisition_cost_eur",
            "What it cost to win this customer.",
            "Mean of the channel times a random factor (log-normal).",
            lesson="04",
        ),
        Column(
            name="home_store_id",
            type="integer",
            meaning="Number of the store that is nearest to the customer.",
            made="Drawn by the floor space of the stores.",
            minimum=1,
        ),
        Column(
            name="area",
            type="string",
            meaning="Kind of place where the customer lives.",
            made="Drawn independently of needs and value.",
            values=AREAS,
            lesson="03",
        ),
        Column(
            name="distance_km",
            type="number",
            meaning="Distance from home to the nearest store.",
            made="Log-normal, with a median that depends on the area; who lives near is easier to win over.",
            unit="km",
            decimals=1,
            minimum=0.1,
            maximum=120,
            lesson="03",
        ),
        Column(
            name="household_size",
            type="integer",
            meaning="Persons who live in the household.",
            made="Drawn independently of needs and actual value; what is spent elsewhere rises with it.",
            unit="persons",
            minimum=1,
            maximum=6,
            lesson="03",
        ),
        Column(
            name="age_band",
            type="string",
            meaning="Age of the account holder, as a band.",
            made="Drawn independently of needs and value.",
            values=AGE_BANDS,
            missing="Missing when the customer did not say it (about 8 %, at random).",
            lesson="03",
        ),
        Column(
            name="has_email_consent",
            type="boolean",
            meaning="Whether the customer allows Larkspur to send e-mail.",
            made="True for about 68 %, at random.",
            lesson="03",
        ),
    ),
)

PRODUCTS = Table(
    name="products",
    row="one article on sale",
    primary_key=("product_id",),
    columns=(
        Column(name="product_id", type="integer", meaning="Number of the article.", made="Counted.", minimum=1),
        Column(name="product_name", type="string", meaning="Name of the article.", made="Put together from words."),
        Column(
            name="category",
            type="string",
            meaning="Department of the store that sells it.",
            made="The same number of articles in each.",
            values=CATEGORIES,
        ),
        Column(
            name="brand_tier",
            type="string",
            meaning="Level of the brand.",
            made="The same number of articles in each; the tier sets the margin.",
            values=BRAND_TIERS,
        ),
        euro("list_price_eur", "Price on the label, the same all the time.", "Ten price bands in each category."),
        euro("unit_cost_eur", "What Larkspur pays for one piece.", "List price times one minus the margin."),
    ),
)

STORES = Table(
    name="stores",
    row="one department store",
    primary_key=("store_id",),
    columns=(
        Column(name="store_id", type="integer", meaning="Number of the store.", made="Counted.", minimum=1),
        Column(name="store_name", type="string", meaning="Name of the store.", made="A fictional town."),
        Column(name="region", type="string", meaning="Region of the store.", made="In turn.", values=REGIONS),
        Column(
            name="area_m2",
            type="integer",
            meaning="Floor space for sale.",
            made="Log-normal around 2,400 square metres.",
            unit="m²",
            minimum=300,
            lesson="01",
        ),
        Column(
            name="opened_on",
            type="date",
            meaning="Day on which the store opened.",
            made="A random day before the customers of the books came.",
            lesson="01",
        ),
    ),
)

ORDERS = Table(
    name="orders",
    row="one order: what a customer paid for in one go",
    primary_key=("order_id",),
    foreign_keys=(CUSTOMER, ForeignKey(columns=("store_id",), table="stores", to=("store_id",))),
    columns=(
        Column(
            name="order_id",
            type="integer",
            meaning="Number of the order: customer 17's third order ever is 17003.",
            made="Counted for each customer from the first order ever.",
            minimum=1,
        ),
        _customer_id(),
        Column(
            name="ordered_at",
            type="datetime",
            meaning="Time of the order, in the shop's local time.",
            made="Constant rate of the customer, on a clock that runs faster before Christmas and on Saturdays.",
        ),
        Column(
            name="channel",
            type="string",
            meaning="Where the order was placed.",
            made="Online with the customer's own chance; the app's part of it grows over the years.",
            values=CHANNELS,
        ),
        Column(
            name="store_id",
            type="integer",
            meaning="Number of the store.",
            made="Nine in ten orders at the home store, else any store.",
            minimum=1,
            missing="Missing for orders on the web and in the app.",
        ),
        Column(
            name="item_count",
            type="integer",
            meaning="Pieces in the order.",
            made="Sum of the quantities of its lines.",
            unit="pieces",
            minimum=1,
        ),
        euro("gross_eur", "Value at list prices.", "Sum of quantity times unit price of its lines."),
        euro("discount_eur", "Discount given.", "Sum of the discounts of its lines."),
        euro("net_eur", "Net sales: what the customer paid, before any return.", "Gross minus discount."),
        euro(
            "margin_eur",
            "Gross margin: net sales minus what Larkspur paid for the goods, before any return.",
            "Net sales minus quantity times unit cost of its lines.",
            minimum=None,
        ),
        euro(
            "serving_cost_eur",
            "What it cost to handle and deliver the order.",
            "€1.00 for each order, and €3.50 more when it was placed online.",
        ),
    ),
)

ORDER_LINES = Table(
    name="order_lines",
    row="one article in one order",
    primary_key=("order_id", "line_no"),
    foreign_keys=(
        ForeignKey(columns=("order_id",), table="orders", to=("order_id",)),
        ForeignKey(columns=("product_id",), table="products", to=("product_id",)),
    ),
    lesson="03",
    columns=(
        Column(name="order_id", type="integer", meaning="Number of the order.", made="The order.", minimum=1),
        Column(
            name="line_no",
            type="integer",
            meaning="Number of the line in its order.",
            made="Counted from 1; the lines that a loyalty card adds stand last.",
            minimum=1,
            lesson="03",
        ),
        Column(
            name="product_id",
            type="integer",
            meaning="Number of the article.",
            made="By popularity within the category, brand tier and price band that the customer's needs suggest.",
            minimum=1,
            lesson="03",
        ),
        Column(
            name="quantity",
            type="integer",
            meaning="Pieces bought.",
            made="One in most lines, at times two or three.",
            unit="pieces",
            minimum=1,
            lesson="03",
        ),
        euro("unit_price_eur", "List price of one piece.", "Copied from products.", lesson="03"),
        euro(
            "discount_eur",
            "Discount on the whole line.",
            "10, 20 or 30 % of the line when it is on offer; 35 % for a first order won by a deep discount.",
            lesson="03",
        ),
        euro(
            "net_eur",
            "What the customer paid for the line.",
            "Quantity times unit price, minus discount.",
            lesson="03",
        ),
    ),
)

RETURNS = Table(
    name="returns",
    row="one line of an order that was brought or sent back as a whole",
    primary_key=("order_id", "line_no"),
    foreign_keys=(
        ForeignKey(columns=("order_id", "line_no"), table="order_lines", to=("order_id", "line_no")),
        CUSTOMER,
    ),
    columns=(
        Column(name="order_id", type="integer", meaning="Number of the order.", made="The order.", minimum=1),
        Column(name="line_no", type="integer", meaning="Number of the line.", made="The line.", minimum=1),
        _customer_id(),
        Column(
            name="returned_on",
            type="date",
            meaning="Day on which the goods came back, often in a later month than the order.",
            made="A log-normal delay with a median of 9 days, at most 60; what comes back in 2026 is not yet here.",
        ),
        euro("refund_eur", "Money paid back.", "The net sales of the line."),
        euro(
            "lost_margin_eur",
            "Gross margin of the line, which is lost with the return; the goods can be sold again.",
            "Net sales of the line minus cost of its goods.",
            minimum=None,
        ),
        euro("handling_cost_eur", "What the return cost to handle.", "€4.00 in the store, €6.00 by post."),
        Column(
            name="reason",
            type="string",
            meaning="Why the customer returned it.",
            made="Drawn at random; only clothing and shoes fail to fit.",
            values=REASONS,
            lesson="03",
        ),
    ),
)

ACQUISITION_SPEND = Table(
    name="acquisition_spend",
    row="one month of one channel that wins customers",
    primary_key=("month_on", "acquisition_channel"),
    lesson="04",
    columns=(
        Column(
            name="month_on",
            type="date",
            meaning="First day of the month.",
            made="All months of the books.",
            lesson="04",
        ),
        Column(
            name="acquisition_channel",
            type="string",
            meaning="How the customers were won.",
            made="All channels.",
            values=ACQUISITION_CHANNELS,
            lesson="04",
        ),
        Column(
            name="new_customers",
            type="integer",
            meaning="Customers whose first order fell in the month.",
            made="Counted from customers.",
            unit="customers",
            minimum=0,
            lesson="04",
        ),
        euro(
            "spend_eur",
            "Money spent to win them.",
            "Sum of their acquisition costs in customers.",
            lesson="04",
        ),
    ),
)
