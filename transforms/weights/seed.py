"""The weights of seeds/confidence.csv, by the question that they answer."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from seeds.read import seed_rows

Weights = Mapping[str, Mapping[str, float]]


@functools.cache
def seed_weights() -> Weights:
    """The weights of seeds/confidence.csv by question and sign."""
    return weights_of((row["question"], row["sign"], float(row["weight"])) for row in seed_rows("confidence.csv"))


def weights_of(rows: Iterable[tuple[str, str, float]]) -> Weights:
    """Weights by question from rows of a table."""
    found: dict[str, dict[str, float]] = {}
    for question, sign, weight in rows:
        found.setdefault(question, {})[sign] = weight
    return found
