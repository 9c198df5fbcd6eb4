"""Fits the weights of the confidence on readings whose rightness is known.

Pages are left out whole, so that what is learnt of one page is not tried on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from transforms.figures.confidence import COMBINED, QUESTIONS, TOGETHER, Weights, answers, combined, together
from transforms.figures.logistic import Case, fit

RIDGE = 6.0
RIDGE_OF_ALL = 0.1
FOLDS = 6
SEEN = 0.5
"""How much a page counts beside which rules were written: it tells less of pages to come."""


class Reading(NamedTuple):
    """One figure as read: its page, its signs, and which questions were answered right (None: not asked, for it is out of scope)."""

    page: str
    signs: tuple[str, ...]
    right: Mapping[str, bool | None]
    # Read before the rules knew its page.
    first: bool = False
    weight: float = 1.0

    @property
    def strict(self) -> bool:
        """Whether everything is right."""
        return all(self.right.values())


def learn(rows: Sequence[Reading]) -> Weights:
    """Weights of every question, and of their combination on rows whose page each question's weights have not seen."""
    inner = folds(rows, 3)
    apart: list[Case] = []
    for held in inner:
        rest = [row for other in inner if other is not held for row in other]
        weights = by_question(rest)
        apart += [Case({TOGETHER: together(answers(weights, row.signs))}, row.strict, row.weight) for row in held]
    return {**by_question(rows), COMBINED: fit(apart, RIDGE_OF_ALL)}


def by_question(rows: Sequence[Reading]) -> dict[str, dict[str, float]]:
    """Weights of each question alone."""
    return {
        question: fit([Case(dict.fromkeys(row.signs, 1.0), bool(row.right[question]), row.weight) for row in rows if row.right[question] is not None], RIDGE)
        for question in QUESTIONS
    }


def folds(rows: Sequence[Reading], number: int) -> list[list[Reading]]:
    """Rows in so many parts; a page stands in one part whole."""
    pages = sorted({row.page for row in rows})
    place = {page: i % number for i, page in enumerate(pages)}
    return [[row for row in rows if place[row.page] == i] for i in range(number)]


def left_out(rows: Sequence[Reading], number: int = FOLDS) -> list[tuple[Reading, float]]:
    """Each reading with the confidence that weights give it which have not seen its page."""
    parts = folds(rows, number)
    found = []
    for held in parts:
        weights = learn([row for other in parts if other is not held for row in other])
        found += [(row, combined(weights, answers(weights, row.signs))) for row in held]
    return found
