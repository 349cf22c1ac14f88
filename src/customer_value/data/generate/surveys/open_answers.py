"""What the open answers speak of: so many sentences of the schema on each topic, in its order."""

from __future__ import annotations

import numpy as np

# Price, convenience, quality, service, and nothing that we asked about. Some sentences name one topic's word and
# speak of another: a learner who only looks for the word "price" miscodes them.
SENTENCES_BY_TOPIC = np.array([10, 10, 10, 10, 8])


def topic_of_sentence() -> np.ndarray:
    """Topic of each sentence."""
    return np.repeat(np.arange(len(SENTENCES_BY_TOPIC)), SENTENCES_BY_TOPIC)
