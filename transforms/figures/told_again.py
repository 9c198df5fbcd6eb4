"""A headline's figure that the text tells again: 某区27个项目集中签约 / 2月22日，…27个项目签约. The text says of when it is, and of what."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.facts import ObservationFact
from transforms.text.articles import Article

_DIGITS = 2
"""Digits of a number that is no coincidence where it stands twice."""
_OWN_TIME = ("+period_of_figure", "+period_sentence", "+period_clause")


def tell_again(facts: Sequence[ObservationFact], article: Article) -> None:
    """Gives a headline's figures the period that they have in the text, where the headline names none, and their metric."""
    opening = article.opening
    if opening is None:
        return
    below: dict[tuple[str, float, str, str, str], ObservationFact] = {}
    for fact in facts:
        if fact.start_offset >= opening.start:
            below.setdefault(_figure(fact), fact)
    for fact in facts:
        if fact.start_offset >= opening.start or len(f"{fact.value:g}".strip("-0.").replace(".", "").split("e")[0]) < _DIGITS:
            continue
        told = below.get(_figure(fact))
        if told is None:
            continue
        if not fact.rule.endswith(_OWN_TIME) and (told.start_date or told.end_date):
            fact.start_date, fact.end_date, fact.period_text = told.start_date, told.end_date, told.period_text
        if fact.metric_key == "other":
            fact.metric_key = told.metric_key


def _figure(fact: ObservationFact) -> tuple[str, float, str, str, str]:
    return fact.park_key, fact.value, fact.unit, fact.measure, fact.status
