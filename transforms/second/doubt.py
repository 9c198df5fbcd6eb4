"""Which articles are worth a second reading: those whose figures the rules are not sure of."""

from __future__ import annotations

from transforms.facts import ObservationFact
from transforms.second.marks import MarkedArticle

UNSURE = 0.7
"""A row below this confidence is in doubt: about every second was wrong on pages read at first sight."""
MANY = 5
"""So many figures in an article without a park are a sign that its park was missed."""


def in_doubt(marked: MarkedArticle) -> bool:
    """Whether an article holds a row in doubt, or many figures and no park."""
    if not marked.article.park_key:
        ownerless = sum(not isinstance(mark.fact, ObservationFact) and mark.fact.reason in ("no_park", "park_unknown") for mark in marked.marks)
        if ownerless >= MANY:
            return True
    return any(isinstance(mark.fact, ObservationFact) and mark.fact.confidence < UNSURE for mark in marked.marks)
