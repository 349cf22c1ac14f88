"""The tables of marketing: campaigns, contacts, coupons and prospects, with the truth about each."""

from __future__ import annotations

from functools import partial

from .columns import CUSTOMER, euro, share
from .model import Column, ForeignKey, Table
from .trade import AGE_BANDS, AREAS
from .truth import NEED_SEGMENTS

CAMPAIGN_TYPES = ("acquisition", "cross-sell", "retention")
ASSIGNMENTS = ("randomised", "targeted", "planned")
CAMPAIGN_CHANNELS = ("mail", "app", "post", "till", "call")
ARMS = ("treated", "control")
SOURCES = ("website", "store", "competition", "friend")
RESPONSE_TYPES = ("persuadable", "sure_thing", "lost_cause", "sleeping_dog")

_campaign = ForeignKey(columns=("campaign_id",), table="campaigns", to=("campaign_id",))


def _number(name: str, meaning: str, made: str, *, missing: str | None = None, minimum: int = 1) -> Column:
    return Column(name=name, type="integer", meaning=meaning, made=made, minimum=minimum, missing=missing, lesson="05")


_euro = partial(euro, lesson="05")


def _percent(name: str, meaning: str, made: str, *, missing: str | None = None) -> Column:
    return Column(
        name=name,
        type="integer",
        meaning=meaning,
        made=made,
        unit="% of the price",
        minimum=0,
        maximum=50,
        missing=missing,
        lesson="05",
    )


def _words(name: str, meaning: str, made: str, values: tuple[str, ...], *, missing: str | None = None) -> Column:
    return Column(name=name, type="string", meaning=meaning, made=made, values=values, missing=missing, lesson="05")


def _text(name: str, meaning: str, made: str) -> Column:
    return Column(name=name, type="string", meaning=meaning, made=made, lesson="05")


def _day(name: str, meaning: str, made: str, *, missing: str | None = None) -> Column:
    return Column(name=name, type="date", meaning=meaning, made=made, missing=missing, lesson="05")


def _flag(name: str, meaning: str, made: str) -> Column:
    return Column(name=name, type="boolean", meaning=meaning, made=made, lesson="05")


_share = partial(share, lesson="05")


def _outcome(name: str, meaning: str) -> Column:
    return Column(
        name=name,
        type="integer",
        meaning=meaning,
        made="By response type; orders agree with the outcome of the real arm.",
        minimum=0,
        maximum=1,
        lesson="05",
    )


CAMPAIGNS = Table(
    name="campaigns",
    row="one campaign",
    primary_key=("campaign_id",),
    lesson="05",
    columns=(
        _number("campaign_id", "Number of the campaign.", "Counted in time."),
        _text("campaign_name", "Name of the campaign.", "Chosen."),
        _words("campaign_type", "What the campaign is for.", "Chosen.", CAMPAIGN_TYPES),
        _words(
            "assignment",
            "How it was decided who is contacted: by a draw, by a rule, or not yet.",
            "Chosen. Randomised: the halves (leaflet: 80 to 20) are drawn, the best balanced of 32 draws is taken. "
            "Targeted: 85 % of customers with three orders or more since 2023, 6 % of the others.",
            ASSIGNMENTS,
        ),
        _text("audience", "Who may be contacted; never one who has opted out.", "Chosen."),
        Column(
            name="treated_share",
            type="number",
            meaning="Share of the audience that a draw gives a contact, or an offer; the rest is held out.",
            made="Chosen.",
            unit="share (0 to 1)",
            decimals=4,
            minimum=0,
            maximum=1,
            missing="Missing when nothing is drawn: for the targeted and the planned campaign.",
            lesson="05",
        ),
        _day("starts_on", "First day of the campaign; contacts go out on this day and the three after it.", "Chosen."),
        _day("ends_on", "Last day on which a purchase counts as a result.", "Start plus horizon."),
        Column(
            name="horizon_days",
            type="integer",
            meaning="Length of the time in which a purchase counts as a result.",
            made="Chosen.",
            unit="days",
            minimum=1,
            lesson="05",
        ),
        _words("channel", "Channel of the first contact.", "Chosen.", CAMPAIGN_CHANNELS),
        _number("offer_id", "Number of the offer.", "Counted."),
        _number("message_id", "Number of the message.", "Counted."),
        _percent(
            "offer_percent",
            "Depth of the offer; a coupon's face value is this share of €60.",
            "Chosen.",
            missing="Missing for the welcome offer, whose depth was drawn for each prospect.",
        ),
        _euro("coupon_eur", "Face value of the coupon that comes with a contact; 0 without coupon.", "Chosen."),
        _euro("cost_per_contact_eur", "Cost of one contact by the first channel.", "Chosen."),
    ),
)

CONTACTS = Table(
    name="contacts",
    row="one contact with one customer in 2025, or one customer held out of a campaign; routine newsletters are there "
    "from January to April 2025 only",
    primary_key=("contact_id",),
    foreign_keys=(CUSTOMER, _campaign),
    lesson="05",
    columns=(
        _number("contact_id", "Number of the contact: 100 times the customer plus its place.", "Counted by customer."),
        _number("customer_id", "Number of the customer.", "The customer of the row."),
        Column(
            name="contacted_at",
            type="datetime",
            meaning="Time of the contact; for a customer held out, the start of the campaign.",
            made="Newsletters leave at nine on set days; campaigns spread over four days.",
            lesson="05",
        ),
        _words("channel", "Channel of the contact, or the one that was held back.", "By campaign.", CAMPAIGN_CHANNELS),
        _number(
            "campaign_id",
            "Number of the campaign.",
            "By campaign.",
            missing="Missing for routine newsletters, of which each customer of 2024 with consent got 0, 1, 2, 4 or 8 "
            "a month, by a draw.",
        ),
        _words(
            "arm",
            "Whether the customer was contacted or held out for comparison.",
            "Drawn evenly over customers of all kinds; by a rule in the targeted campaign.",
            ARMS,
            missing="Missing for routine newsletters.",
        ),
        _number(
            "message_id",
            "Number of the message.",
            "One for each campaign and each newsletter.",
            missing="Missing for customers held out.",
        ),
        _number(
            "offer_id",
            "Number of the offer.",
            "One for each campaign.",
            missing="Missing for newsletters, which carry no offer, and for customers held out.",
        ),
        _percent(
            "offer_percent",
            "Terms of the offer as this contact states them.",
            "Those of the campaign; in campaign 3 the app tells a part of the customers 25 instead of 15.",
            missing="Missing for newsletters, which carry no offer, and for customers held out.",
        ),
        _euro("cost_eur", "Cost of the contact; 0 for customers held out.", "Set by channel."),
        _flag("is_opened", "Whether the customer opened it; only mails can show it.", "Falls with mails a month."),
        _flag("is_clicked", "Whether the customer clicked in it; only mails can show it.", "Falls with mails a month."),
        _flag(
            "has_opted_out",
            "Whether the customer answered that Larkspur should not write again; no contact follows.",
            "Its chance rises with each mail a month beyond what the customer bears.",
        ),
    ),
)

COUPONS = Table(
    name="coupons",
    row="one coupon that a customer got with a campaign",
    primary_key=("coupon_id",),
    foreign_keys=(
        CUSTOMER,
        _campaign,
        ForeignKey(columns=("redeemed_order_id",), table="orders", to=("order_id",)),
    ),
    lesson="05",
    columns=(
        _number("coupon_id", "Number of the coupon.", "Ten times the customer plus the campaign."),
        _number("customer_id", "Number of the customer.", "Who was contacted in the campaign."),
        _number("campaign_id", "Number of the campaign.", "The campaign of the row."),
        _day("issued_on", "Day on which the coupon was sent.", "Day of the contact."),
        _day("expires_on", "Last day on which it is valid.", "End of the campaign's horizon."),
        _euro(
            "face_value_eur",
            "Value of the coupon. It is booked as a cost of marketing, not as a discount in orders.",
            "Set by campaign.",
        ),
        _day(
            "redeemed_on",
            "Day on which the coupon was redeemed.",
            "Day of the customer's first order in the horizon.",
            missing="Missing when the coupon was not redeemed.",
        ),
        _number(
            "redeemed_order_id",
            "Number of the order that it was redeemed with.",
            "The customer's first order in the horizon: of a persuaded customer in most cases, of one who would have "
            "bought anyway more often with more liking for discounts.",
            missing="Missing when the coupon was not redeemed.",
        ),
    ),
)

PROSPECTS = Table(
    name="prospects",
    row="one person who had given an address but not bought by 2024-03-01, when the test of welcome offers began",
    primary_key=("prospect_id",),
    foreign_keys=(ForeignKey(columns=("won_customer_id",), table="customers", to=("customer_id",)),),
    lesson="05",
    columns=(
        _number("prospect_id", "Number of the prospect.", "Counted."),
        _words("source", "Where the address comes from.", "Drawn by how customers of each channel come.", SOURCES),
        _words("area", "Kind of place where the prospect lives.", "Drawn as for customers.", AREAS),
        Column(
            name="distance_km",
            type="number",
            meaning="Distance from home to the nearest store.",
            made="Drawn as for customers.",
            unit="km",
            decimals=1,
            minimum=0.1,
            maximum=120,
            lesson="05",
        ),
        Column(
            name="household_size",
            type="integer",
            meaning="Persons who live in the household.",
            made="Drawn as for customers.",
            unit="persons",
            minimum=1,
            maximum=6,
            lesson="05",
        ),
        _words(
            "age_band",
            "Age, as a band.",
            "Drawn as for customers.",
            AGE_BANDS,
            missing="Missing when the prospect did not say it.",
        ),
        _flag("has_email_consent", "Whether the prospect allows Larkspur to send e-mail.", "Drawn as for customers."),
        _percent(
            "offer_percent",
            "Welcome offer that the prospect got by post (€0.60): off the first order, paid back after it and booked "
            "as a cost of marketing. 0: a letter without offer.",
            "Drawn; the same number of prospects, of each source, for each depth.",
        ),
        _number(
            "won_customer_id",
            "Number of the customer that the prospect has become within 120 days.",
            "A customer won in that time by another channel than the public deep discount, who would have come at this "
            "depth or a lower one.",
            missing="Missing when the prospect did not buy.",
        ),
    ),
)

CAMPAIGN_EFFECTS = Table(
    name="campaign_effects",
    row="one customer who might be contacted in a campaign, with the outcome under both arms",
    primary_key=("campaign_id", "customer_id"),
    foreign_keys=(CUSTOMER, _campaign),
    lesson="05",
    hidden=True,
    columns=(
        _number("campaign_id", "Number of the campaign.", "The campaign of the row."),
        _number("customer_id", "Number of the customer.", "Who may be contacted in the campaign."),
        _words(
            "response_type",
            "What the customer does when contacted and when left alone.",
            "Sure things buy in the horizon by the purchase process; persuadables and sleeping dogs are drawn among "
            "the active others, to set shares of groups that the shop can see; the rest are lost causes.",
            RESPONSE_TYPES,
        ),
        _words(
            "arm",
            "What really happened.",
            "As in contacts.",
            ARMS,
            missing="Missing for the campaign that is only planned; nobody is contacted in it.",
        ),
        _outcome("outcome_treated", "1 when the customer buys in the horizon if contacted, else 0."),
        _outcome("outcome_control", "1 when the customer buys in the horizon if left alone, else 0."),
        _euro(
            "effect_eur",
            "What contacting the customer changes in contribution, after the contact and the coupon; in expectation.",
            "Difference of the outcomes times the expected contribution of an order, minus contact, minus coupon times "
            "the chance to redeem it. The contact is counted at the cost of the first channel; the cost of an account "
            "in a year without other orders is left out.",
            minimum=None,
        ),
    ),
)

CONTACT_HABITS = Table(
    name="contact_habits",
    row="what drives one customer's answers to contacts and offers",
    primary_key=("customer_id",),
    foreign_keys=(CUSTOMER,),
    lesson="05",
    hidden=True,
    columns=(
        _number("customer_id", "Number of the customer.", "The customer of the row."),
        Column(
            name="contact_tolerance_per_month",
            type="integer",
            meaning="Newsletters a month that the customer bears; more of them drive to opting out.",
            made="1 plus a gamma with mean 3.6, cut to whole numbers.",
            unit="contacts per month",
            minimum=1,
            maximum=15,
            lesson="05",
        ),
        _share("discount_affinity_share", "Liking for discounts.", "Chance of buying on offer plus noise."),
        Column(
            name="newsletters_per_month",
            type="integer",
            meaning="Newsletters a month that the customer was to get from January to April 2025.",
            made="Drawn evenly over the customers of 2024 with consent; 0 for all others.",
            unit="contacts per month",
            minimum=0,
            maximum=8,
            lesson="05",
        ),
    ),
)

TRUE_PROSPECTS = Table(
    name="prospects",
    row="the hidden truth about one prospect",
    primary_key=("prospect_id",),
    foreign_keys=(ForeignKey(columns=("prospect_id",), table="prospects", to=("prospect_id",)),),
    lesson="05",
    hidden=True,
    columns=(
        _number("prospect_id", "Number of the prospect.", "Counted."),
        _words("need_segment", "What the prospect looks for above all.", "That of a customer alike.", NEED_SEGMENTS),
        _percent(
            "comes_from_percent",
            "Least depth of the welcome offer at which the prospect comes.",
            "Who needs less of an offer tends to be worth more.",
            missing="Missing for who would not come at 50 % either.",
        ),
        Column(
            name="lifetime_value_eur",
            type="number",
            meaning="Lifetime value that the prospect has or would have when won, before acquisition cost and offer.",
            made="The lifetime value of the customer won, or of one alike.",
            unit="€",
            decimals=2,
            lesson="05",
        ),
        _euro(
            "expected_basket_eur",
            "Net sales of an order on average; the welcome offer costs its depth times that.",
            "As in truth/customers, of the customer won or of one alike.",
        ),
    ),
)
