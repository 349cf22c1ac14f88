"""Market orientation: how oriented each store truly is, and what its staff say of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from customer_value.data.arrow import MISSING
from customer_value.data.generate.spread import classes, even, indicators, unrelated
from customer_value.data.generate.streams import Family, stream
from customer_value.data.generate.trade.shops import stores
from customer_value.data.schema.market import COMPONENTS, DEPARTMENTS, HIGHEST, LOWEST, STATEMENTS

if TYPE_CHECKING:
    from customer_value.data.arrow import Raw

ITEM_COUNTS = np.array([len(STATEMENTS[part]) for part in COMPONENTS])
COMPONENT_OF_ITEM = np.repeat(np.arange(len(COMPONENTS)), ITEM_COUNTS)
HUNDREDTHS = 100

MEANS = np.array([4.50, 3.75, 4.10])  # customer orientation is the strongest, competitor orientation the weakest
STORE_SPREAD = 0.50
COMPONENT_SPREAD = 0.25
SIZE_CORRELATION = 0.53
SIZE_CLASSES = (3, 4, 5)

MARKETING_BONUS = 0.86  # 0.8 after rounding and the end of the scale
# How the departments (rows) see the three components; about 0 over all but marketing.
VIEWS = np.array(
    [
        [0.00, 0.00, 0.00],
        [0.10, 0.00, 0.00],
        [-0.05, 0.25, 0.00],
        [-0.10, -0.10, -0.10],
        [-0.15, -0.05, 0.10],
        [0.15, -0.10, 0.00],
    ]
)
HALO = 0.62  # some employees rate everything high
OPINION = np.array([0.62, 0.42, 0.40])
ITEM_NOISE = np.array([1.06, 1.12, 1.20])
DIFFICULTY = np.array([0.2, 0.1, -0.4, -0.1, 0.3, -0.1, 0.3, -0.2, 0.1, -0.2, 0.0, -0.1, -0.2, 0.1, 0.2])
MISSING_SHARE = 0.02
UNSEEN_SHARE = 0.08
# Eight in every store, and further ones in this order.
CREW = (0, 0, 1, 1, 2, 3, 4, 5, 1, 5, 3, 2)
FEWEST = 8


@dataclass(frozen=True)
class Orientation:
    """True scores of the stores, in points."""

    components: np.ndarray  # store by component
    overall: np.ndarray
    own: np.ndarray  # the part that has nothing to do with size, standardised


def log_area() -> np.ndarray:
    """Logarithm of the stores' floor space, standardised."""
    return unrelated(np.log(stores()["area_m2"]))


def size_columns() -> list[np.ndarray]:
    """Columns that any way to hold size constant would use: the area, its logarithm, three to five classes."""
    area = stores()["area_m2"]
    return [area, log_area(), *(indicators(classes(area, number)) for number in SIZE_CLASSES)]


@lru_cache(maxsize=8)
def true_orientation(seed: int) -> Orientation:
    """Draw the true scores: larger stores score higher, and each store has something of its own."""
    rng = stream(seed, Family.ORIENTATION, 0)
    n = len(log_area())
    own = unrelated(rng.standard_normal(n), *size_columns())
    share = SIZE_CORRELATION
    overall = STORE_SPREAD * (share * log_area() + (1 - share**2) ** 0.5 * own)
    parts = [unrelated(rng.standard_normal(n), *size_columns()) for _ in COMPONENTS]
    special = COMPONENT_SPREAD * np.column_stack(parts)
    special -= (special @ ITEM_COUNTS / ITEM_COUNTS.sum())[:, None]
    components = np.round((MEANS + overall[:, None] + special) * HUNDREDTHS) / HUNDREDTHS
    return Orientation(components, components @ ITEM_COUNTS / ITEM_COUNTS.sum(), own)


@lru_cache(maxsize=8)
def survey(seed: int) -> Raw:
    """Ask 8 to 12 employees of each store, from all departments, for their answers to the 15 items."""
    rng = stream(seed, Family.ORIENTATION, 1)
    orientation = true_orientation(seed)
    n = len(orientation.overall)
    crew = FEWEST + rng.permutation(np.arange(n) % (len(CREW) - FEWEST + 1))
    store = np.repeat(np.arange(n), crew)
    department = np.concatenate([CREW[:size] for size in crew])
    answers = _answers(rng, orientation.components[store], store, department)
    return {
        "employee_id": np.arange(1, len(store) + 1),
        "store_id": store + 1,
        "department": department,
        **{name: answers[:, item] for item, name in enumerate(_names())},
    }


def _names() -> list[str]:
    return [f"{part}_{number + 1}" for part in COMPONENTS for number in range(len(STATEMENTS[part]))]


def _personal(rng: np.random.Generator, store: np.ndarray, department: np.ndarray) -> np.ndarray:
    """Draw what distinguishes employees, with mean 0 in each store and department and standard deviation 1."""
    values = even(rng.standard_normal(len(store)), store, department)
    return np.asarray(values / values.std())


def _answers(rng: np.random.Generator, truth: np.ndarray, store: np.ndarray, department: np.ndarray) -> np.ndarray:
    n, part = len(store), COMPONENT_OF_ITEM
    halo, *opinions = (_personal(rng, store, department) for _ in range(1 + len(OPINION)))
    opinion = OPINION * np.column_stack(opinions)
    bonus = MARKETING_BONUS * (department == DEPARTMENTS.index("marketing"))
    view = truth + VIEWS[department] + opinion + (HALO * halo + bonus)[:, None]
    # Neither larger stores nor marketing in them may look better by luck.
    size_class = classes(stores()["area_m2"], SIZE_CLASSES[-1])[store] * 2 + (bonus > 0)
    noise = np.column_stack([even(column, department, size_class) for column in rng.standard_normal((len(part), n))])
    answer = view[:, part] + DIFFICULTY + ITEM_NOISE[part] * noise
    whole = np.clip(np.round(answer), LOWEST, HIGHEST).astype(np.int64)
    unseen = np.isin(department, [DEPARTMENTS.index("finance"), DEPARTMENTS.index("logistics")])
    chance = np.where(unseen[:, None] & (part == COMPONENTS.index("competitor")), UNSEEN_SHARE, MISSING_SHARE)
    return np.where(rng.random(whole.shape) < chance, MISSING, whole)


def scores(seed: int) -> list[np.ndarray]:
    """Score the stores in the ways that a reader of the survey might: by items, by components, without marketing."""
    raw = survey(seed)
    answers = np.column_stack([raw[name] for name in _names()])
    everybody = np.ones(len(answers))
    others = (raw["department"] != DEPARTMENTS.index("marketing")).astype(float)
    parts = [part == COMPONENT_OF_ITEM for part in range(len(COMPONENTS))]
    return [
        score
        for weight in (everybody, others)
        for score in (
            _store_means(answers, raw["store_id"] - 1, weight),
            np.mean([_store_means(answers[:, part], raw["store_id"] - 1, weight) for part in parts], axis=0),
        )
    ]


def _store_means(answers: np.ndarray, store: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Mean of the employees' means in each store; who left out all items of a component does not count."""
    given = (answers != MISSING).sum(axis=1)
    mean = np.where(answers != MISSING, answers, 0).sum(axis=1) / np.maximum(given, 1)
    weight = weight * (given > 0)
    return np.asarray(np.bincount(store, weights=mean * weight) / np.bincount(store, weights=weight))
