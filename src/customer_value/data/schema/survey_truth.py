"""The hidden truth behind the surveys, and the parameters of the whole model."""

from __future__ import annotations

from .columns import CUSTOMER
from .model import Column, Table
from .surveys import FEATURES, NEEDS
from .truth import NEED_SEGMENTS

TOPICS = (*NEEDS, "nothing")
KANO_CATEGORIES = ("attractive", "one_dimensional", "must_be", "indifferent", "reverse", "questionable")


def _word(name: str, meaning: str, made: str, values: tuple[str, ...] = (), lesson: str = "02") -> Column:
    return Column(name=name, type="string", meaning=meaning, made=made, values=values, lesson=lesson)


def _points(name: str, meaning: str, made: str, least: int, most: int) -> Column:
    return Column(
        name=name,
        type="integer",
        meaning=meaning,
        made=made,
        unit="points",
        minimum=least,
        maximum=most,
        lesson="02",
    )


TRUE_SURVEY = Table(
    name="survey",
    row="the hidden truth about one customer who was invited to the survey: what they would have answered",
    primary_key=("customer_id",),
    foreign_keys=(CUSTOMER,),
    lesson="02",
    hidden=True,
    columns=(
        Column(
            name="customer_id",
            type="integer",
            meaning="Number of the customer.",
            made="Every customer who had bought before 2025-10-01.",
            minimum=1,
            lesson="02",
        ),
        Column(
            name="answer_chance",
            type="number",
            meaning="Chance that the customer answers.",
            made="Rises with orders since 2023 and purchase rate; 0.65 times as high when the customer has left.",
            unit="share (0 to 1)",
            decimals=3,
            minimum=0,
            maximum=1,
            lesson="02",
        ),
        *(
            Column(
                name=f"would_score_{need}",
                type="number",
                meaning=f"Mean of the three statements on {need}, the reversed one recoded, whether asked or not.",
                made="From the answers that everybody would have given.",
                unit="points",
                decimals=2,
                minimum=1,
                maximum=5,
                lesson="02",
            )
            for need in NEEDS
        ),
        _points("would_satisfaction", "Overall satisfaction that the customer would have stated.", "The same.", 1, 7),
        _points("would_recommend", "Likelihood to recommend that the customer would have stated.", "The same.", 0, 10),
        _word(
            "open_topic",
            "What the open answer speaks of, or would have spoken of.",
            "Drawn by the true need weights; 15 % speak of nothing that we ask about.",
            TOPICS,
        ),
    ),
)

TRUE_KANO = Table(
    name="survey_kano",
    row="how one need segment splits over the Kano categories for one feature",
    primary_key=("feature", "need_segment"),
    lesson="02",
    hidden=True,
    columns=(
        _word("feature", "The feature.", "All ten.", FEATURES),
        _word("need_segment", "The need segment.", "All five.", NEED_SEGMENTS),
        *(
            Column(
                name=f"{category}_share",
                type="number",
                meaning=f"Share of the segment to whom the feature is {category.replace('_', '-')}.",
                made="Set by hand.",
                unit="share (0 to 1)",
                decimals=2,
                minimum=0,
                maximum=1,
                lesson="02",
            )
            for category in KANO_CATEGORIES
        ),
    ),
)

PARAMETERS = Table(
    name="parameters",
    row="one parameter of the behavioural model that made the books",
    primary_key=("name",),
    lesson="04",
    hidden=True,
    columns=(
        _word("name", "Name of the parameter: what it belongs to, then what it is.", "Put together.", lesson="04"),
        Column(
            name="value",
            type="number",
            meaning="Value of the parameter.",
            made="As in the generator.",
            decimals=4,
            lesson="04",
        ),
        _word("unit", "Unit of the value.", "As in the generator.", lesson="04"),
        _word("meaning", "What the parameter does.", "As in the generator.", lesson="04"),
    ),
)
