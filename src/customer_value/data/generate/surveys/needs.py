"""The survey of needs: twelve statements, stated importance, ratings, recommendation, and one open answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import SHARE, alike
from customer_value.data.schema.surveys import ITEMS, NEEDS, RATINGS, REVERSE_KEYED, STATED

from .open_answers import SENTENCES_BY_TOPIC

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block

# A statement's answer: level, rise with the weight of the need, yea-saying, noise (points of a 1-to-5 scale).
ITEM_LEVEL, ITEM_SLOPE, ITEM_YES, ITEM_NOISE = 1.75, 4.5, 0.22, 0.62
ITEM_EASE = np.array([0.15, -0.15, 0.0] * 4)

# Asked directly, nearly everybody calls price important: levels by need, and hardly any rise with the true weight.
STATED_LEVEL = np.array([83, 63, 73, 54])
STATED_SLOPE, STATED_YES, STATED_NOISE = 15, 6, 9
STATED_IN_TENS = 0.4  # of the respondents answer in tens, the others in fives

# What a rating of one need adds to overall satisfaction: this impact times the customer's own weight, scaled to 1.
IMPACT = np.array([0.35, 1.35, 1.0, 1.6])
RATING_LEVEL = np.array([4.6, 4.8, 5.2, 4.9])
RATING_MOOD, RATING_NOISE = 0.75, 0.95
OVERALL_LEVEL, OVERALL_NOISE = 5.0, 0.45
# Frequent buyers are more content, those who left less.
MOOD_OF_FREQUENT, MOOD_OF_WHO_LEFT = 1.6, -0.5
RECOMMEND_LEVEL, RECOMMEND_SLOPE, RECOMMEND_NOISE = 8.1, 1.45, 1.0

OPEN_SHARE = 0.62
NOTHING_SHARE = 0.15  # of the open answers
TOPIC_POWER = 1.6  # an open answer speaks of what matters most


def _rounded(values: np.ndarray, least: int, most: int) -> np.ndarray:
    return np.clip(np.floor(values + 0.5).astype(np.int64), least, most)


def _items(rng: np.random.Generator, weight: np.ndarray, yes: np.ndarray) -> np.ndarray:
    """Answers to the statements (customers x 12), as they were ticked."""
    level = ITEM_LEVEL + ITEM_SLOPE * np.repeat(weight, 3, axis=1) + ITEM_EASE
    felt = level + ITEM_NOISE * rng.standard_normal(level.shape)
    ticked = np.where([item in REVERSE_KEYED for item in ITEMS], 6 - felt, felt)
    return _rounded(ticked + ITEM_YES * yes[:, None], 1, 5)


def _stated(rng: np.random.Generator, weight: np.ndarray, yes: np.ndarray) -> np.ndarray:
    """Draw stated importance (customers x 4), in fives or tens."""
    felt = STATED_LEVEL + STATED_SLOPE * (weight - 0.25) + STATED_YES * yes[:, None]
    felt = felt + STATED_NOISE * rng.standard_normal(weight.shape)
    step = np.where(rng.random(len(weight)) < STATED_IN_TENS, 10, 5)[:, None]
    return np.asarray(_rounded(felt / step, 0, 20) * step).clip(0, 100)


def _ratings(rng: np.random.Generator, weight: np.ndarray, mood: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ratings of our shops (customers x 4) and overall satisfaction, before it is rounded."""
    felt = RATING_LEVEL + RATING_MOOD * mood[:, None] + RATING_NOISE * rng.standard_normal(weight.shape)
    rating = _rounded(felt, 1, 7)
    impact = IMPACT * weight
    impact = impact / impact.sum(axis=1, keepdims=True)
    overall = OVERALL_LEVEL + (impact * (rating - RATING_LEVEL)).sum(axis=1)
    return rating, overall + OVERALL_NOISE * rng.standard_normal(len(weight))


def _mood(rng: np.random.Generator, rate: np.ndarray, had_left: np.ndarray) -> np.ndarray:
    """Draw how content the customers are with us."""
    frequent = MOOD_OF_FREQUENT * (rate / (rate + 3) - 0.3)
    return np.asarray(rng.standard_normal(len(rate)) + frequent + MOOD_OF_WHO_LEFT * had_left)


def _topics(rng: np.random.Generator, segment: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Return what the open answer speaks of: the index of a topic."""
    power = weight**TOPIC_POWER
    shares = power / power.sum(axis=1, keepdims=True) * (1 - NOTHING_SHARE)
    limits = np.cumsum(shares, axis=1)
    uniform = alike(rng, segment, weight[:, 0])
    return np.asarray((uniform[:, None] >= limits).sum(axis=1))


def _sentences(rng: np.random.Generator, topic: np.ndarray) -> np.ndarray:
    """Index of a sentence on the topic; MISSING for those who write nothing."""
    count = SENTENCES_BY_TOPIC
    first = np.cumsum(count) - count
    sentence = first[topic] + (rng.random(len(topic)) * count[topic]).astype(np.int64)
    return np.where(rng.random(len(topic)) < OPEN_SHARE, sentence, MISSING)


def answers(block: Block) -> Raw:
    """Return what every customer of the block would answer, if asked."""
    rng = stream(block.seed, Family.SURVEY_NEEDS, block.number)
    people = block.people
    weight = people.needs / SHARE
    yes = rng.standard_normal(len(weight))
    mood = _mood(rng, people.rate / SHARE, block.respondents.had_left)
    items, stated = _items(rng, weight, yes), _stated(rng, weight, yes)
    rating, overall = _ratings(rng, weight, mood)
    recommends = RECOMMEND_LEVEL + RECOMMEND_SLOPE * (overall - OVERALL_LEVEL)
    topic = _topics(rng, people.segment, weight)
    return {
        **dict(zip(ITEMS, items.T, strict=True)),
        **dict(zip(STATED, stated.T, strict=True)),
        **dict(zip(RATINGS, rating.T, strict=True)),
        "overall_satisfaction": _rounded(overall, 1, 7),
        "likely_to_recommend": _rounded(recommends + RECOMMEND_NOISE * rng.standard_normal(len(weight)), 0, 10),
        "open_answer": _sentences(rng, topic),
        "open_topic": topic,
    }


def survey_needs(block: Block) -> Raw:
    """Return one row for each customer who was invited; answers only of those who gave them."""
    respondents, given = block.respondents, answers(block)
    del given["open_topic"]
    answered = respondents.is_answered
    everyone = {
        "customer_id": block.ids,
        "is_answered": answered.astype(np.int64),
        "answered_on": respondents.answered_on,
        **{name: np.where(answered, values, MISSING) for name, values in given.items()},
    }
    return {name: values[respondents.is_invited] for name, values in everyone.items()}


def true_answers(block: Block) -> Raw:
    """Return how likely each invited customer was to answer, and what they would have said."""
    respondents, given = block.respondents, answers(block)
    scores = {}
    for need in NEEDS:
        items = [6 - given[item] if item in REVERSE_KEYED else given[item] for item in ITEMS if item.startswith(need)]
        scores[f"would_score_{need}"] = (200 * np.sum(items, axis=0) + 3) // 6
    everyone = {
        "customer_id": block.ids,
        "answer_chance": np.floor(respondents.chance * 1_000 + 0.5).astype(np.int64),
        **scores,
        "would_satisfaction": given["overall_satisfaction"],
        "would_recommend": given["likely_to_recommend"],
        "open_topic": given["open_topic"],
    }
    return {name: values[respondents.is_invited] for name, values in everyone.items()}
