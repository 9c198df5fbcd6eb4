"""Fits the weights of the confidence on readings whose rightness is known.

Pages are left out whole, so that what is learnt of one page is not tried on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from transforms.figures.confidence import COMBINED, QUESTIONS, TOGETHER, answers, combined, together
from transforms.weights.logistic import Case, fit
from transforms.weights.seed import Weights

RIDGE = 5.0
RIDGE_OF_ALL = 0.1
FOLDS = 6
SEEN = 0.5
"""How much a page counts beside which rules were written: it tells less of pages to come."""
_TABLE = "table table_role table_metric table_time named subject measure status number"
HEEDED: Mapping[str, frozenset[str]] = {
    question: frozenset(f"{signs} {_TABLE}".split())
    for question, signs in {
        "in_scope": """
            frame metric how place distance qualifier growth not_the_park ended&nature park_near park_sentence park_weight
            park_named places clause words_before number_in_words few wider left_out cue_length
            """,
        "whose": "frame nature unregistered other_park park_near park_known park_class park_length park_rows",
        "when": """
            reach&nature reach&status reach&measure nature period span time year distance inherited long_sentence place times
            ended ended&status ended&reach ended&nature said said&status topic reported nature&most time_rows park_rows dated dated&year dated&reach
            """,
        "what": "metric how nature growth list money_unnamed cue_near cue_length metric_before round key&unit how&unit metric&unit",
        "mode": "reach&nature reach&status reach&measure reach mode how distance qualifier span year ended ended&status ended&nature cues",
    }.items()
}
"""Which signs each question heeds, by what stands before their `=`. Of a sign that has nothing to do with a question it would learn chance alone:
each was kept for what it tells of pages left out."""


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
    return {**by_question(rows), COMBINED: fit([case for _, case in apart(rows, 3)], RIDGE_OF_ALL)}


def by_question(rows: Sequence[Reading]) -> dict[str, dict[str, float]]:
    """Weights of each question alone."""
    return {
        question: fit(
            [Case(dict.fromkeys(heeded(question, row.signs), 1.0), bool(row.right[question]), row.weight) for row in rows if row.right[question] is not None],
            RIDGE,
        )
        for question in QUESTIONS
    }


def heeded(question: str, signs: Sequence[str]) -> list[str]:
    """The signs that a question heeds."""
    kinds = HEEDED[question]
    return [sign for sign in signs if sign.partition("=")[0] in kinds]


class _OfPage(Protocol):
    @property
    def page(self) -> str: ...


_Row = TypeVar("_Row", bound=_OfPage)


def folds(rows: Sequence[_Row], number: int) -> list[list[_Row]]:
    """Rows in so many parts; a page stands in one part whole."""
    pages = sorted({row.page for row in rows})
    place = {page: i % number for i, page in enumerate(pages)}
    return [[row for row in rows if place[row.page] == i] for i in range(number)]


def apart(rows: Sequence[Reading], number: int) -> list[tuple[Reading, Case]]:
    """Each reading with what weights that have not seen its page say of it, as a case of the combination."""
    found = []
    parts = folds(rows, number)
    for held in parts:
        weights = by_question([row for other in parts if other is not held for row in other])
        found += [(row, Case({TOGETHER: together(answers(weights, row.signs))}, row.strict, row.weight)) for row in held]
    return found


def left_out(rows: Sequence[Reading], number: int = FOLDS) -> list[tuple[Reading, float]]:
    """Each reading with the confidence that weights give it which have not seen its page."""
    cases = apart(rows, number)
    found = []
    for held in folds(rows, number):
        pages = {row.page for row in held}
        weights = {COMBINED: fit([case for row, case in cases if row.page not in pages], RIDGE_OF_ALL)}
        found += [(row, combined(weights, case.signs[TOGETHER])) for row, case in cases if row.page in pages]
    return found
