"""A small logistic model over named signs: a probability is the sigmoid of the sum of the weights of the signs that stand.

Plain Python, so that reading needs no learning library; the fit takes seconds for some thousand rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

INTERCEPT = ""
"""The sign that always stands."""
LOWEST, HIGHEST = 0.02, 0.99
"""No reading is certain, and none that was kept is hopeless."""


class Case(NamedTuple):
    """One row to learn from: its signs with their strength (1 for a sign that simply stands), and whether it was right."""

    signs: Mapping[str, float]
    right: bool
    weight: float = 1.0


def sigmoid(x: float) -> float:
    """The logistic function, safe for any argument."""
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-min(x, 700.0)))
    z = math.exp(max(x, -700.0))
    return z / (1.0 + z)


def score(weights: Mapping[str, float], signs: Iterable[str]) -> float:
    """The log-odds of signs that simply stand; a sign without a weight says nothing."""
    return weights.get(INTERCEPT, 0.0) + sum(weights.get(sign, 0.0) for sign in signs)


def probability(odds: float) -> float:
    """What is told of log-odds: their probability to three places, between LOWEST and HIGHEST."""
    return round(max(LOWEST, min(HIGHEST, sigmoid(odds))), 3)


def fit(cases: Sequence[Case], ridge: float = 1.0, rounds: int = 25) -> dict[str, float]:
    """Weights that make the cases most likely, each drawn towards 0 by `ridge` (the intercept hardly).

    Newton's method, one weight at a time; the order of the cases makes no difference beyond rounding.
    """
    columns: dict[str, list[tuple[int, float]]] = {INTERCEPT: [(i, 1.0) for i in range(len(cases))]}
    for i, case in enumerate(cases):
        for sign, strength in sorted(case.signs.items()):
            columns.setdefault(sign, []).append((i, strength))
    weights = dict.fromkeys(sorted(columns), 0.0)
    odds = [0.0] * len(cases)
    for _ in range(rounds):
        largest = 0.0
        for sign in weights:
            pull = ridge if sign != INTERCEPT else 1e-3
            slope, bend = -pull * weights[sign], pull
            for i, strength in columns[sign]:
                case = cases[i]
                p = sigmoid(odds[i])
                slope += case.weight * strength * ((1.0 if case.right else 0.0) - p)
                bend += case.weight * strength * strength * max(p * (1.0 - p), 1e-6)
            step = max(-2.0, min(2.0, slope / bend))
            weights[sign] += step
            for i, strength in columns[sign]:
                odds[i] += step * strength
            largest = max(largest, abs(step))
        if largest < 0.02:
            break
    return weights
