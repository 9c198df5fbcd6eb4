"""How sure a happening is: the probability that an annotator would note it, of this kind and at this park, reckoned from the signs of how it was read.

The weights stand in seeds/confidence.csv under `event`; `python -m tests.tools.fit_confidence` fits them, pages left out whole.
"""

from __future__ import annotations

from collections.abc import Iterable

from transforms.weights.logistic import probability, score
from transforms.weights.seed import seed_weights

EVENT = "event"
"""The question in seeds/confidence.csv."""
LEAST = 0.2
"""What is less sure is not told: four of five such readings are no happening to an annotator. Found on pages left out of the fit, where events
gain from 0.15 on and lose right ones from 0.35 on."""


def confidence(signs: Iterable[str]) -> float:
    """Confidence, 0 to 1, of a happening with these signs."""
    return probability(score(seed_weights().get(EVENT, {}), signs))
