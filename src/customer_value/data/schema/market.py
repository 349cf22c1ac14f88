"""The tables of the market: stores by month, rivals, the calendar, and what staff say of their store."""

from __future__ import annotations

from functools import partial

from .columns import euro
from .model import Column, ForeignKey, Table, Type
from .trade import AREAS

RIVALS = ("Brimlow", "Ferncastle", "Ostrel")
DEPARTMENTS = ("marketing", "sales floor", "buying", "logistics", "finance", "service")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOLIDAYS = ("New Year's Day", "Easter Monday", "1 May", "Christmas Day", "day after Christmas")
LOWEST, HIGHEST = 1, 7
COMPONENTS = ("customer", "competitor", "coordination")
# Own words for what the three components ask: what people in the store do, not what they believe.
STATEMENTS = {
    "customer": (
        "We check how satisfied our customers are, and act on it.",
        "Our aims start from what is of use to customers.",
        "We know what our customers need, also where they do not say it.",
        "We look for ways to give customers more for their money and time.",
        "We take care of customers after the sale.",
        "We hear of complaints the same week.",
    ),
    "competitor": (
        "Staff tell each other what rivals do.",
        "We answer quickly when a rival's move matters to our customers.",
        "Managers talk about the strengths of rivals.",
        "We choose customers for whom we can be better than rivals.",
    ),
    "coordination": (
        "All departments meet customers.",
        "What we know of customers is shared between departments.",
        "Departments plan together.",
        "Every department knows what it adds for the customer.",
        "Departments lend each other people and means.",
    ),
}
ITEMS = {f"{part}_{number}": text for part in COMPONENTS for number, text in enumerate(STATEMENTS[part], start=1)}

_store = ForeignKey(columns=("store_id",), table="stores", to=("store_id",))


def _store_id() -> Column:
    return Column(name="store_id", type="integer", meaning="Number of the store.", made="All stores.", minimum=1)


def _month_on() -> Column:
    return Column(name="month_on", type="date", meaning="First day of the month.", made="All months of the books.")


_euro = partial(euro, lesson="01")


def _count(name: str, type_: Type, meaning: str, made: str, unit: str) -> Column:
    return Column(name=name, type=type_, meaning=meaning, made=made, unit=unit, minimum=0, lesson="01")


STORE_MONTHS = Table(
    name="store_months",
    row="one store in one month",
    primary_key=("store_id", "month_on"),
    foreign_keys=(_store,),
    lesson="01",
    columns=(
        _store_id(),
        _month_on(),
        _euro(
            "sales_eur",
            "Net sales of the store to all shoppers, of whom the customers with an account are a small sample.",
            "Floor space times the store's own sales per square metre, times season and noise; less in months in "
            "which a rival has a campaign. Rounded to euros.",
        ),
        _euro(
            "account_net_eur",
            "Net sales of the store to the customers in `customers`: the part that stands in `orders`.",
            "Sum of the net sales of its orders, to the cent.",
        ),
        _count("visitors", "integer", "People who entered the store.", "Sales by the store's own takings.", "persons"),
        _count(
            "staff_hours",
            "integer",
            "Hours worked by the staff.",
            "By the sales of a usual month, and a little by those of this one.",
            "hours",
        ),
        _euro(
            "profit_eur",
            "Operating profit of the store; a year's profit is the sum of its twelve months.",
            "31 % of sales, minus €19.50 for each staff hour, minus the store's fixed cost, the same each month. "
            "Over the 36 months it comes to the profit per square metre in the hidden truth.",
            minimum=None,
        ),
    ),
)


def _index(name: str, what: str, made: str) -> Column:
    return Column(
        name=name,
        type="number",
        meaning=f"{what} in the eyes of shoppers: 100 is Larkspur.",
        made=made,
        unit="points (Larkspur = 100)",
        decimals=1,
        minimum=50,
        maximum=150,
        lesson="01",
    )


RIVAL_MONTHS = Table(
    name="rivals",
    row="one rival chain in one month",
    primary_key=("month_on", "rival"),
    lesson="01",
    columns=(
        _month_on(),
        Column(name="rival", type="string", meaning="Name of the rival; fictional.", made="All three.", values=RIVALS),
        _index(
            "price_index",
            "Price level",
            "The rival's own level with a slow drift; 6 points lower while it has a campaign.",
        ),
        _index("range_index", "Range of goods", "The rival's own level with a slow drift."),
        _index("service_index", "Service", "The rival's own level with a slow drift; Brimlow catches up on purpose."),
        Column(
            name="has_campaign",
            type="boolean",
            meaning="Whether the rival ran a large campaign in the month.",
            made="Five months a year, never two rivals at once: always November and December, and three others.",
            lesson="01",
        ),
        *(
            Column(
                name=f"{area}_distance_km",
                type="number",
                meaning=f"Usual distance from a customer's home to the rival's nearest store ({area}).",
                made="Fixed for each rival.",
                unit="km",
                decimals=1,
                minimum=0,
                lesson="03",
            )
            for area in AREAS
        ),
    ),
)

CALENDAR = Table(
    name="calendar",
    row="one day",
    primary_key=("day_on",),
    lesson="00",
    columns=(
        Column(name="day_on", type="date", meaning="The day.", made="All days of the books."),
        Column(
            name="year", type="integer", meaning="Year of the day.", made="From the day.", minimum=2023, maximum=2025
        ),
        Column(name="month", type="integer", meaning="Month of the day.", made="From the day.", minimum=1, maximum=12),
        Column(name="weekday", type="string", meaning="Day of the week.", made="From the day.", values=WEEKDAYS),
        Column(
            name="is_public_holiday",
            type="boolean",
            meaning="Whether the day is a public holiday; Larkspur's shops are open all the same.",
            made="From the rule of each holiday. Orders do not know of it: a holiday sells like any other such day.",
        ),
        Column(
            name="holiday",
            type="string",
            meaning="Name of the public holiday.",
            made="New Year's Day, Easter Monday by the rule of the Gregorian calendar, 1 May, 25 and 26 December.",
            values=HOLIDAYS,
            missing="Missing on all other days.",
        ),
        Column(
            name="seasonal_factor",
            type="number",
            meaning="How busy such a day usually is: 1 is the mean day of the year.",
            made="The clock that orders follow: a factor of the month times one of the weekday, scaled to a mean of 1 "
            "in each year. Gift buyers have a busier December than this.",
            unit="1 = mean day of the year",
            decimals=4,
            minimum=0,
            maximum=4,
        ),
    ),
)

SURVEY_ORIENTATION = Table(
    name="survey_orientation",
    row="one employee who answered the staff survey of autumn 2025",
    primary_key=("employee_id",),
    foreign_keys=(_store,),
    lesson="01",
    columns=(
        Column(name="employee_id", type="integer", meaning="Number of the employee.", made="Counted.", minimum=1),
        _store_id(),
        Column(
            name="department",
            type="string",
            meaning="Department in which the employee works.",
            made="8 to 12 employees in each store, two of them in marketing, at least one in every other department.",
            values=DEPARTMENTS,
            lesson="01",
        ),
        *(
            Column(
                name=item,
                type="integer",
                meaning=f"How far it holds: “{text}” From 1 (not at all) to 7 (to a very great extent).",
                made="True score of the store, plus views of the employee (one for all items, one for the component), "
                "plus noise, rounded; marketing answers 0.8 points higher.",
                unit="points (1 to 7)",
                minimum=LOWEST,
                maximum=HIGHEST,
                missing="Missing when not answered: about 2 %, and 8 % of the competitor items in finance and "
                "logistics."
                if item.startswith("competitor")
                else "Missing when not answered: about 2 %.",
                lesson="01",
            )
            for item, text in ITEMS.items()
        ),
    ),
)


def _points(name: str, meaning: str, made: str) -> Column:
    return Column(
        name=name,
        type="number",
        meaning=meaning,
        made=made,
        unit="points (1 to 7)",
        decimals=2,
        minimum=LOWEST,
        maximum=HIGHEST,
        lesson="01",
    )


def _per_m2(name: str, meaning: str, made: str, unit: str = "€ per m² and year") -> Column:
    return Column(name=name, type="number", meaning=meaning, made=made, unit=unit, decimals=2, lesson="01")


TRUE_STORES = Table(
    name="stores",
    row="the hidden truth about one store",
    primary_key=("store_id",),
    foreign_keys=(_store,),
    lesson="01",
    hidden=True,
    columns=(
        _store_id(),
        *(
            _points(f"true_{part}", f"True {part} score of the store.", "True orientation plus a part of its own.")
            for part in COMPONENTS
        ),
        _points(
            "true_orientation",
            "True market orientation: mean over all 15 items, so the components weigh 6, 4 and 5.",
            "Rises with the logarithm of floor space (correlation .53 in every world); the rest is the store's own "
            "and, by design, has nothing to do with size.",
        ),
        _per_m2(
            "effect_per_point",
            "What one more point of market orientation truly adds to profit, the same for every store.",
            "Set.",
            "€ per m² and year for each point",
        ),
        _per_m2("profit_from_orientation", "Part of profit that comes from orientation.", "Effect times points."),
        _per_m2(
            "profit_from_size",
            "Part of profit that comes from floor space, against a store of usual size.",
            "Proportional to the logarithm of floor space.",
        ),
        _per_m2(
            "profit_from_elsewhere",
            "Part of profit that comes from all else, such as the town.",
            "Random, then made to have, in every world, nothing to do with size or with orientation, neither over "
            "all stores nor within classes of size.",
        ),
        _per_m2("profit", "Mean operating profit of 2023 to 2025.", "A constant plus the three parts."),
    ),
)

TRUE_RIVALS = Table(
    name="rivals",
    row="the hidden truth about one rival",
    primary_key=("rival",),
    lesson="01",
    hidden=True,
    columns=(
        Column(name="rival", type="string", meaning="Name of the rival.", made="All three.", values=RIVALS),
        Column(
            name="campaign_loss_share",
            type="number",
            meaning="Share of its monthly sales that every store of Larkspur loses while this rival has a campaign.",
            made="Set.",
            unit="share (0 to 1)",
            decimals=4,
            minimum=0,
            maximum=1,
            lesson="01",
        ),
    ),
)
