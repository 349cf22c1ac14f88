"""The surveys of autumn 2025: needs, features (Kano), choices (conjoint) and wallets."""

from __future__ import annotations

from .columns import CUSTOMER
from .model import Column, Table
from .trade import CATEGORIES

NEEDS = ("price", "convenience", "quality", "service")

# The twelve statements, three for each need, as the customers read them.
STATEMENTS = {
    "price_1": "I compare prices before I buy.",
    "price_2": "I wait for a sale when I can.",
    "price_3": "A low price matters to me more than a well-known brand.",
    "convenience_1": "Shopping has to be quick.",
    "convenience_2": "I choose the shop that costs me the least effort.",
    "convenience_3": "I like to have things brought to my door.",
    "quality_1": "I look closely at how a thing is made.",
    "quality_2": "I would rather have one good thing than three cheap ones.",
    "quality_3": "What I buy has to last for years.",
    "service_1": "I value advice from someone who knows the goods.",
    "service_2": "I get along best in a shop when nobody attends to me.",
    "service_3": "I go back to shops where I am looked after.",
}
ITEMS = tuple(STATEMENTS)
REVERSE_KEYED = ("service_2",)
STATED = tuple(f"stated_{need}" for need in NEEDS)
RATINGS = tuple(f"rating_{need}" for need in NEEDS)

FEATURES = (
    "click and collect",
    "free returns",
    "price match",
    "personal advice",
    "self-checkout",
    "gift wrapping",
    "parcel tracking",
    "tested materials",
    "short queues",
    "evening opening",
)
VERSIONS = ("fee up to €10", "fee up to €20")
ASSORTMENTS = ("small", "medium", "large")

# What customers wrote when asked "What should we do better?".
OPEN_ANSWERS = (
    "Too expensive compared with the shop across the street.",
    "More offers, please.",
    "I found the same toaster for €15 less elsewhere.",
    "Your sales end before my pay day.",
    "Everything costs more than last year.",
    "Lower prices for large families.",
    "I only come when there is a discount.",
    "Cheaper basics would bring me back.",
    "Shipping fees eat up what I save.",
    "Good quality, but I cannot afford it.",
    "The queue at the till takes longer than my shopping.",
    "Open later in the evening.",
    "I never find a place to park.",
    "Delivery took nine days.",
    "Let me collect in the store what I order online.",
    "The app forgets my basket.",
    "Too many floors, I lose half an hour.",
    "I want to be in and out in ten minutes.",
    "There is no branch near me.",
    "Please show online what is in stock in my store.",
    "The seams of the shirt came apart after two washes.",
    "I miss brands that last.",
    "The pan lost its coating within a month.",
    "Less plastic, more solid wood.",
    "The fruit was not fresh.",
    "The colours faded in the sun.",
    "Give me one good coat instead of ten poor ones.",
    "Sizes run differently from one shirt to the next.",
    "I would pay a higher price for shoes that can be resoled.",
    "Your own label feels thin.",
    "Nobody was there to help me choose.",
    "Whoever runs the shoe counter is wonderful, more of that.",
    "The price tag was missing and no one could tell me the price.",
    "I was sent from one counter to the next.",
    "Please answer the telephone.",
    "Alterations should be done in the house again.",
    "Staff talk to each other instead of to customers.",
    "My complaint has been open for five weeks.",
    "Explain the machine before you sell it.",
    "They would not take it back without the box.",
    "All is well.",
    "Nothing comes to mind.",
    "I like to come here.",
    "Keep it as it is.",
    "Fewer surveys.",
    "The music is too loud.",
    "Bring back the café on the top floor.",
    "No idea.",
)

_NO_ANSWER = "Missing when the customer did not answer."


def _customer_id(made: str) -> Column:
    return Column(
        name="customer_id", type="integer", meaning="Number of the customer.", made=made, minimum=1, lesson="02"
    )


def _points(name: str, meaning: str, made: str, least: int, most: int, missing: str | None = None) -> Column:
    return Column(
        name=name,
        type="integer",
        meaning=meaning,
        made=made,
        unit="points",
        minimum=least,
        maximum=most,
        missing=missing,
        lesson="02",
    )


SURVEY_NEEDS = Table(
    name="survey_needs",
    row="one customer who was invited to the survey of October 2025, whether they answered or not",
    primary_key=("customer_id",),
    foreign_keys=(CUSTOMER,),
    lesson="02",
    columns=(
        _customer_id("Every customer who had bought before 2025-10-01 was invited."),
        Column(
            name="is_answered",
            type="boolean",
            meaning="Whether the customer answered.",
            made="The chance rises with orders and purchase rate, and falls when the customer has left.",
            lesson="02",
        ),
        Column(
            name="answered_on",
            type="date",
            meaning="Day of the answer.",
            made="Within two weeks of the invitation (2025-10-01) or of the reminder (2025-10-15).",
            missing=_NO_ANSWER,
            lesson="02",
        ),
        *(
            _points(
                name,
                f"“{statement}” 1 = strongly disagree, 5 = strongly agree.",
                f"Follows the true weight of {name[:-2]}, with noise and a liking for saying yes.",
                1,
                5,
                _NO_ANSWER,
            )
            for name, statement in STATEMENTS.items()
        ),
        *(
            _points(
                f"stated_{need}",
                f"“How important is {need} to you when you choose a shop?” 0 = not at all, 100 = extremely.",
                "A level of its own for each need, little of the true weight, noise; answered in fives or tens.",
                0,
                100,
                _NO_ANSWER,
            )
            for need in NEEDS
        ),
        *(
            _points(
                f"rating_{need}",
                f"“How satisfied are you with Larkspur's {need}?” 1 = not at all, 7 = completely.",
                "How content the customer is with us, more so the more often they buy, and noise.",
                1,
                7,
                _NO_ANSWER,
            )
            for need in NEEDS
        ),
        _points(
            "overall_satisfaction",
            "“How satisfied are you with Larkspur, all in all?” 1 = not at all, 7 = completely.",
            "Sum of the four ratings, weighted by the customer's true needs and each need's impact, with noise.",
            1,
            7,
            _NO_ANSWER,
        ),
        _points(
            "likely_to_recommend",
            "“How likely are you to recommend Larkspur to a friend?” 0 = not at all, 10 = extremely.",
            "Follows overall satisfaction, with noise.",
            0,
            10,
            _NO_ANSWER,
        ),
        Column(
            name="open_answer",
            type="string",
            meaning="“What should we do better?”, in the customer's words (fictional).",
            made="A sentence on a topic that is drawn by the true needs.",
            values=OPEN_ANSWERS,
            missing="Missing when the customer did not answer, or wrote nothing (38 % of those who answered).",
            lesson="02",
        ),
    ),
)

SURVEY_KANO = Table(
    name="survey_kano",
    row="what one respondent feels about one of ten features (Kano's pair of questions)",
    primary_key=("customer_id", "feature"),
    foreign_keys=(CUSTOMER,),
    lesson="02",
    columns=(
        _customer_id("40 % of those who answered the survey of needs, spread evenly over need segments."),
        Column(
            name="feature",
            type="string",
            meaning="The feature that the two questions are about.",
            made="All ten, in this order.",
            values=FEATURES,
            lesson="02",
        ),
        _points(
            "functional_answer",
            "How the customer feels if the feature is there: 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike.",
            "A Kano category is drawn by need segment, then a pair of answers that gives it.",
            1,
            5,
        ),
        _points(
            "dysfunctional_answer",
            "How the customer feels if it is not there: 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike.",
            "Drawn together with functional_answer.",
            1,
            5,
        ),
    ),
)

SURVEY_CHOICES = Table(
    name="survey_choices",
    row="one of the three ways to order that a respondent could choose from in one task",
    primary_key=("customer_id", "task", "profile"),
    foreign_keys=(CUSTOMER,),
    lesson="02",
    columns=(
        _customer_id("24 % of those who answered the survey of needs, spread evenly over need segments."),
        Column(
            name="version",
            type="string",
            meaning="Version of the questionnaire: the highest delivery fee that it shows.",
            made="Drawn at random, half of each need segment each.",
            values=VERSIONS,
            lesson="02",
        ),
        Column(
            name="task",
            type="integer",
            meaning="Number of the task.",
            made="Ten tasks for each respondent, from one of two sets.",
            minimum=1,
            maximum=10,
            lesson="02",
        ),
        Column(
            name="profile",
            type="integer",
            meaning="Number of the profile in its task.",
            made="Three in each task.",
            minimum=1,
            maximum=3,
            lesson="02",
        ),
        Column(
            name="delivery_days",
            type="integer",
            meaning="Days until the parcel comes.",
            made="2, 3 and 5 days occur once in each task.",
            unit="days",
            minimum=2,
            maximum=5,
            lesson="02",
        ),
        Column(
            name="returns_days",
            type="integer",
            meaning="Days within which goods can be sent back free of charge.",
            made="14, 30 and 60 days occur once in each task.",
            unit="days",
            minimum=14,
            maximum=60,
            lesson="02",
        ),
        Column(
            name="fee_eur",
            type="number",
            meaning="Delivery fee.",
            made="€0, 5 and 10, or €0, 10 and 20, occur once in each task.",
            unit="€",
            decimals=2,
            minimum=0,
            maximum=20,
            lesson="02",
        ),
        Column(
            name="assortment",
            type="string",
            meaning="How large the assortment is.",
            made="Each size occurs once in each task.",
            values=ASSORTMENTS,
            lesson="02",
        ),
        Column(
            name="is_chosen",
            type="boolean",
            meaning="Whether the respondent chose this profile.",
            made="Multinomial logit with part-worths by need segment.",
            lesson="02",
        ),
    ),
)

SURVEY_WALLET = Table(
    name="survey_wallet",
    row="what one respondent says about one category of goods",
    primary_key=("customer_id", "category"),
    foreign_keys=(CUSTOMER,),
    lesson="03",
    columns=(
        _customer_id("Half of those who answered the survey of needs, spread evenly over need segments."),
        Column(
            name="category",
            type="string",
            meaning="Category of goods.",
            made="All eight, in this order.",
            values=CATEGORIES,
            lesson="03",
        ),
        Column(
            name="brands_used",
            type="integer",
            meaning="Shops where the customer buys goods of this category, Larkspur included when it is one of them.",
            made="Two to six, one fewer when Larkspur is not among them.",
            unit="shops",
            minimum=1,
            maximum=6,
            lesson="03",
        ),
        Column(
            name="rank_of_us",
            type="integer",
            meaning="Place of Larkspur among these shops; 1 is the shop that the customer likes best.",
            made="The place whose share by the wallet allocation rule is closest to the true share, with noise.",
            minimum=1,
            maximum=6,
            missing="Missing when the customer does not buy this category at Larkspur.",
            lesson="03",
        ),
        Column(
            name="stated_spend_eur_per_year",
            type="number",
            meaning="What the customer says they spend on this category per year, at all shops.",
            made="True spending, of which 12 % is forgotten, with noise, rounded as people round.",
            unit="€ per year",
            decimals=2,
            minimum=10,
            lesson="03",
        ),
    ),
)
