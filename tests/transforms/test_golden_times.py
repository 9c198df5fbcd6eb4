"""Time expressions to days, and texts to the periods and modes of their figures, as data."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.transforms.golden_parameters import golden_cases, golden_parameters
from transforms.reader import read_document
from transforms.text.width import normalise
from transforms.times.calendar import Span, parts_of
from transforms.times.times import Resolver, find_timexes


def _written(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("case", golden_parameters(golden_cases("times", "expressions")))
def test_which_days_an_expression_means(case: dict[str, Any]) -> None:
    text, today = case["text"], dt.date.fromisoformat(case["published_on"])
    found = [t for t in find_timexes(normalise(text), 0, len(text), Resolver(today)) if t.kind in ("period", "same")]
    read = [(text[t.start : t.end], _written(t.span.begin), _written(t.span.finish)) for t in found]
    assert read == [(w["text"], w["start"], w["end"]) for w in case["expected"]]


@pytest.mark.parametrize("case", golden_parameters(golden_cases("times", "periods")))
def test_which_period_and_mode_a_figure_has(case: dict[str, Any]) -> None:
    text, today = case["text"], dt.date.fromisoformat(case["published_on"])
    facts = read_document("0" * 64, text, today).observations
    position, wrong = 0, []
    for wanted in case["expected"]:
        start = position = text.index(wanted["text"], position)
        position += len(wanted["text"])
        fact = next((o for o in facts if o.start_offset < position and o.end_offset > start), None)
        read = fact and (_written(fact.start_date), _written(fact.end_date), fact.status)
        if read != (wanted["start"], wanted["end"], wanted.get("status", fact and fact.status)):
            wrong.append(f"{wanted['text']}: {read} [{fact and fact.rule}]")
    assert wrong == []


def test_a_stretch_falls_into_its_years_quarters_or_months() -> None:
    def span(first: str, last: str) -> Span:
        return Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))

    assert parts_of(span("2019-01-01", "2021-12-31"), 3)[1] == span("2020-01-01", "2020-12-31")
    assert parts_of(span("2021-01-01", "2021-09-30"), 3)[2] == span("2021-07-01", "2021-09-30")
    assert parts_of(span("2020-01-01", "2020-02-29"), 2)[1] == span("2020-02-01", "2020-02-29")
    assert parts_of(span("2019-01-01", "2021-12-31"), 2) == []
    assert parts_of(span("2021-01-10", "2021-03-31"), 3) == []
