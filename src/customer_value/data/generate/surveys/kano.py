"""Kano's two questions on ten features: how it feels when a feature is there, and when it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.people import alike, pick
from customer_value.data.schema.survey_truth import KANO_CATEGORIES as CATEGORIES
from customer_value.data.schema.surveys import FEATURES

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw
    from customer_value.data.generate.block import Block

# How a need segment splits over the categories, in per cent, by what the feature mostly is to it.
PATTERNS = {
    #            A   O   M   I   R  Q
    "A":        (55, 15, 5, 20, 3, 2),
    "O":        (15, 52, 15, 13, 3, 2),
    "M":        (5, 17, 55, 18, 3, 2),
    "I":        (17, 8, 10, 56, 7, 2),
    "R":        (7, 3, 3, 27, 58, 2),
    "M or O":   (2, 40, 53, 3, 0, 2),
    "A or O":   (53, 40, 2, 3, 0, 2),
}  # fmt: skip

# By need segment: price, convenience, quality, service, gift. Pooled, free returns look one-dimensional, which they
# are to no segment; advice is a must to one segment, a delight to two, and a nuisance to another.
FEATURE_PATTERNS = {
    "click and collect":  ("I", "O", "I", "I", "A"),
    "free returns":       ("M or O", "M or O", "A or O", "A or O", "A or O"),
    "price match":        ("M", "I", "I", "I", "I"),
    "personal advice":    ("I", "R", "A", "M", "A"),
    "self-checkout":      ("I", "A", "I", "R", "I"),
    "gift wrapping":      ("I", "I", "I", "A", "M"),
    "parcel tracking":    ("O", "M", "O", "O", "O"),
    "tested materials":   ("I", "I", "M", "O", "A"),
    "short queues":       ("O", "M", "O", "M", "O"),
    "evening opening":    ("A", "O", "I", "I", "A"),
}  # fmt: skip

# Answers: 1 like, 2 must be, 3 neutral, 4 live with, 5 dislike. Pairs (there, not there) of each category, and how
# often they are given.
_I_PAIRS = [(there, absent) for there in (2, 3, 4) for absent in (2, 3, 4)]
PAIRS: dict[str, dict[tuple[int, int], float]] = {
    "attractive": {(1, 2): 0.15, (1, 3): 0.50, (1, 4): 0.35},
    "one_dimensional": {(1, 5): 1.0},
    "must_be": {(2, 5): 0.65, (3, 5): 0.25, (4, 5): 0.10},
    "indifferent": {pair: 0.44 if pair == (3, 3) else 0.07 for pair in _I_PAIRS},
    "reverse": {(2, 1): 0.05, (3, 1): 0.15, (4, 1): 0.15, (5, 1): 0.25, (5, 2): 0.10, (5, 3): 0.20, (5, 4): 0.10},
    "questionable": {(1, 1): 0.8, (5, 5): 0.2},
}


def pattern_shares() -> np.ndarray:
    """Shares of the categories: features x need segments x categories."""
    return np.array([[PATTERNS[name] for name in FEATURE_PATTERNS[feature]] for feature in FEATURES]) / 100


def _pairs(rng: np.random.Generator, category: np.ndarray) -> np.ndarray:
    """Draw the two answers (rows x 2) that give a category."""
    answers = np.empty((len(category), 2), dtype=np.int64)
    uniform = rng.random(len(category))
    for number, name in enumerate(CATEGORIES):
        rows = category == number
        pairs = PAIRS[name]
        answers[rows] = np.array(list(pairs))[pick(uniform[rows], np.array(list(pairs.values())))]
    return answers


def survey_kano(block: Block) -> Raw:
    """Return the answers of the block's respondents: ten rows for each."""
    rng = stream(block.seed, Family.SURVEY_KANO, block.number)
    rows = block.respondents.kano
    segment = block.people.segment[rows]
    category = np.stack(
        [pick(alike(rng, segment, rng.random(len(rows))), shares[segment]) for shares in pattern_shares()], axis=1
    )
    answers = _pairs(rng, category.ravel())
    return {
        "customer_id": np.repeat(block.ids[rows], len(FEATURES)),
        "feature": np.tile(np.arange(len(FEATURES)), len(rows)),
        "functional_answer": answers[:, 0],
        "dysfunctional_answer": answers[:, 1],
    }


def true_kano() -> Raw:
    """Return the shares of the categories that the answers are drawn from."""
    shares = np.round(pattern_shares() * 100).astype(np.int64)
    features, segments, _ = shares.shape
    return {
        "feature": np.repeat(np.arange(features), segments),
        "need_segment": np.tile(np.arange(segments), features),
        **{f"{name}_share": shares[:, :, number].ravel() for number, name in enumerate(CATEGORIES)},
    }
