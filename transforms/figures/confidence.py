"""How sure a reading is: the probability that it is strictly right, reckoned from the signs of how it was found.

Each question is asked by itself, with the weights of seeds/confidence.csv: is the figure in scope, whose is it, when, what does it measure, in
which mode. The answers are combined by a last model (`all`), for readings go wrong together. The weights are fitted on annotated pages by
`python -m tests.tools.fit_confidence`, which tells how well they do on pages left out of the fit.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Mapping

from transforms.weights.logistic import INTERCEPT, probability, score, sigmoid
from transforms.weights.seed import Weights, seed_weights

QUESTIONS = ("in_scope", "whose", "when", "what", "mode")
COMBINED = "all"
TOGETHER = "together"
NUMBER_IN_DOUBT = "number_in_doubt"
RECOGNISED = "recognised"
RECOGNISED_POORLY = "recognised_poorly"
POOR = 0.85
"""Below so sure characters, figures are recognised poorly."""
DOUBT = 0.6
"""What is left of the confidence where the number itself is in doubt: marks of direction inside it, a separator that may be a point."""
PICTURE, POOR_PICTURE = 0.9, 0.6
"""What is left of it where the characters were recognised in a picture: one in some hundred wrong, or more."""
_LEAVES = {NUMBER_IN_DOUBT: DOUBT, RECOGNISED: PICTURE, RECOGNISED_POORLY: POOR_PICTURE}
_NONE = itertools.repeat(0.0)
"""What a sign without a weight adds."""


def answers(weights: Weights, signs: Iterable[str]) -> dict[str, float]:
    """The log-odds that each question is answered right, kept between -6 and 6."""
    standing = list(signs)
    return {question: max(-6.0, min(6.0, score(weights.get(question, {}), standing))) for question in QUESTIONS}


def together(odds: Mapping[str, float]) -> float:
    """The log-odds that all questions are answered right, were they answered independently."""
    chance = math.prod(sigmoid(value) for value in odds.values())
    return math.log(chance / (1.0 - chance))


def combined(weights: Weights, odds: float) -> float:
    """The probability that all questions are answered right, where these would be the log-odds were they independent (`together`)."""
    last = weights.get(COMBINED, {})
    return probability(last.get(INTERCEPT, 0.0) + last.get(TOGETHER, 0.0) * odds)


@functools.cache
def _seed_questions() -> list[dict[str, float]]:
    """The weights of seeds/confidence.csv, one table a question."""
    return [dict(seed_weights().get(question, {})) for question in QUESTIONS]


def confidence(signs: Iterable[str]) -> float:
    """Confidence, 0 to 1, of a reading with these signs: as `confidence_by` with the weights of the package, but without tables in between."""
    standing = [INTERCEPT, *signs]
    chance = 1.0
    for weights in _seed_questions():
        total = sum(map(weights.get, standing, _NONE))
        chance *= sigmoid(-6.0 if total < -6.0 else 6.0 if total > 6.0 else total)
    found = combined(seed_weights(), math.log(chance / (1.0 - chance)))
    return found if _LEAVES.keys().isdisjoint(standing) else in_doubt(found, standing)


def confidence_by(weights: Weights, signs: tuple[str, ...]) -> float:
    """The confidence that a reading with these signs has by these weights."""
    return in_doubt(combined(weights, together(answers(weights, signs))), signs)


def in_doubt(value: float, signs: Iterable[str]) -> float:
    """A confidence less what stands against the characters themselves."""
    for sign in signs:
        if sign in _LEAVES:
            value = round(value * _LEAVES[sign], 3)
    return value
