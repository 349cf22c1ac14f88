"""Articles and stores: the same in every world, so that lessons can name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from customer_value.data.generate.clock import DAY, FIRST_DAY, seconds
from customer_value.data.generate.config import WORLD_SEED
from customer_value.data.generate.streams import Family, stream
from customer_value.data.schema.trade import BRAND_TIERS, CATEGORIES, REGIONS

BANDS = 10
VARIANTS = 4
BAND_EDGES = np.round(200 * 2.0 ** (0.7 * np.arange(BANDS + 1))).astype(np.int64)  # cents
TIER_MARGINS = np.array([0.28, 0.345, 0.42])
CATEGORY_MARGINS = np.array([-0.03, 0.03, 0.01, 0.03, 0.02, 0.00, -0.07, 0.01])
POPULARITY = np.array([0.50, 0.25, 0.15, 0.10])
TIER_WORDS = ("Everyday", "Classic", "Fine")
VARIANT_WORDS = {"food": ("mild", "dark", "sweet", "spiced")}
OTHER_VARIANTS = ("blue", "green", "grey", "red")
# One article for each price band, from cheap to dear.
NOUNS = {
    "food": "biscuits,jam,tea box,honey jar,coffee beans,olive oil,cheese board,wine box,hamper,feast basket",
    "beauty": "soap,hand cream,shampoo,lip balm set,face cream,bath set,perfume,razor set,hair dryer,care chest",
    "home": "candle,mug,tea towel set,picture frame,cushion,pan,bed linen,table lamp,duvet,rug",
    "clothing": "socks,vest,T-shirt,scarf,shirt,jumper,dress,trousers,jacket,winter coat",
    "shoes": "laces,insoles,flip-flops,slippers,plimsolls,sandals,trainers,loafers,boots,hiking boots",
    "toys": "balloon set,card game,puzzle,ball,soft toy,board game,building set,doll's house,railway,play kitchen",
    "electronics": "cable,battery pack,torch,kettle lead,desk clock,toaster,headphones,coffee grinder,radio,mixer",
    "gifts": "ribbon,greeting cards,notebook,photo album,vase,gift box,fountain pen,watch,silver bowl,globe",
}
TOWNS = [
    "Alderbrook",
    "Birchford",
    "Cawdale",
    "Dunmere",
    "Elmstead",
    "Farrowgate",
    "Glenhurst",
    "Hollin Cross",
    "Inverbeck",
    "Juniper Hill",
    "Kestrel Bay",
    "Lindenham",
    "Marlow Green",
    "Nettlebridge",
    "Oakhaven",
    "Pennyfold",
    "Quarryside",
    "Rookwell",
    "Silverdale",
    "Thornby",
    "Underwood",
    "Vale Market",
    "Westerly",
    "Yarrow Park",
    "Ashcombe",
    "Beckfield",
    "Coldharbour",
    "Dovecote",
    "Eastmere",
    "Foxley",
    "Greystone",
    "Hazelmoor",
    "Ivybridge Row",
    "Kingsbarrow",
    "Larchmont",
    "Millrace",
    "Northgate",
    "Orchard End",
    "Primrose Hill",
    "Redcliff",
]


@dataclass(frozen=True)
class Shelf:
    """Articles as the basket needs them: price and cost in cents, by number of the article minus 1."""

    price: np.ndarray
    cost: np.ndarray
    category: np.ndarray
    margin: np.ndarray  # by category and tier, weighted by popularity


def cell(category: np.ndarray, tier: np.ndarray, band: np.ndarray) -> np.ndarray:
    """Index of the first of the articles in a category, tier and price band."""
    return np.asarray(((category * len(BRAND_TIERS) + tier) * BANDS + band) * VARIANTS)


def _axes() -> tuple[np.ndarray, ...]:
    shape = (len(CATEGORIES), len(BRAND_TIERS), BANDS, VARIANTS)
    return tuple(axis.ravel() for axis in np.indices(shape))


@cache
def shelf() -> Shelf:
    """Draw prices and costs of all articles."""
    rng = stream(WORLD_SEED, Family.PRODUCTS, 0)
    category, tier, band, variant = _axes()
    low, high = BAND_EDGES[band], BAND_EDGES[band + 1]
    # The most popular article of a cell may be its cheapest or its dearest.
    rank = rng.permuted(variant.reshape(-1, VARIANTS), axis=1).ravel()
    place = (rank + rng.random(len(band))) / VARIANTS
    price = np.round(low * (high / low) ** place).astype(np.int64)
    step = np.where(price < 1_000, 10, 50)
    price = price // step * step + step - 1
    margin = TIER_MARGINS[tier] + CATEGORY_MARGINS[category] + rng.normal(0, 0.025, len(band))
    cost = np.round(price * (1 - margin)).astype(np.int64)
    by_cell = ((price - cost) / price).reshape(len(CATEGORIES), len(BRAND_TIERS), BANDS, VARIANTS)
    return Shelf(price, cost, category, (by_cell @ POPULARITY).mean(axis=2))


def products() -> dict[str, np.ndarray]:
    """Return the raw columns of products."""
    category, tier, band, variant = _axes()
    names = [
        f"{TIER_WORDS[t]} {NOUNS[CATEGORIES[c]].split(',')[b]}, {VARIANT_WORDS.get(CATEGORIES[c], OTHER_VARIANTS)[v]}"
        for c, t, b, v in zip(category, tier, band, variant, strict=True)
    ]
    return {
        "product_id": np.arange(1, len(names) + 1),
        "product_name": np.array(names),
        "category": category,
        "brand_tier": tier,
        "list_price_eur": shelf().price,
        "unit_cost_eur": shelf().cost,
    }


@cache
def _floor_space() -> np.ndarray:
    rng = stream(WORLD_SEED, Family.STORES, 0)
    return np.asarray(np.round(2_400 * np.exp(0.45 * rng.standard_normal(len(TOWNS))) / 10).astype(np.int64) * 10)


def store_shares() -> np.ndarray:
    """Share of the customers that live nearest to each store, in 1/10,000, as running sum."""
    area = np.cumsum(_floor_space())
    return np.asarray(area * 10_000 // area[-1])


def stores() -> dict[str, np.ndarray]:
    """Return the raw columns of stores."""
    rng = stream(WORLD_SEED, Family.STORES, 1)
    number = np.arange(len(TOWNS))
    return {
        "store_id": number + 1,
        "store_name": np.array(TOWNS),
        "region": number % len(REGIONS),
        "area_m2": _floor_space(),
        "opened_on": seconds(FIRST_DAY) - rng.integers(400, 14_000, len(TOWNS)) * DAY,
    }
