"""How sure an event is: what a page tells with its day and its people is surer than what statistics add up, and what hardly anything tells is left out."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from tests.support import REPOSITORY
from tests.tools.event_readings import judged
from transforms.events import events
from transforms.events.confidence import EVENT, LEAST, confidence
from transforms.facts import EventFact
from transforms.reader import read_document
from transforms.weights.seed import seed_weights

PAGES = REPOSITORY / "tests" / "goldens" / "pages"
CEREMONY = "6月18日上午，镇江高新区举行集中开工仪式，泰和新材、恒远电子等5个项目开工，总投资31亿元。"
ADDED_UP = "镇江高新区今年以来税收增长9%，为31户企业放款1.86亿元，户均600万元；累计帮扶企业400家次。"


def _events(text: str) -> list[EventFact]:
    return read_document("0" * 64, text, dt.date(2023, 6, 20)).events


def test_a_ceremony_with_its_day_is_surer_than_a_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "LEAST", 0.0)
    told, summed = _events(CEREMONY), _events(ADDED_UP)
    assert [e.event_type for e in told] == ["construction_start"]
    assert summed
    assert min(e.confidence for e in told) > 0.6 > 0.4 > max(e.confidence for e in summed)


def test_what_hardly_anything_tells_is_no_event() -> None:
    assert [e.event_type for e in _events(ADDED_UP)] == []


def test_the_confidence_is_reckoned_from_the_signs_kept_with_the_event() -> None:
    for event in _events(CEREMONY):
        assert event.confidence == confidence(event.signs) >= LEAST


def test_the_weights_know_every_type_of_event() -> None:
    weights = seed_weights()[EVENT]
    assert {f"type={kind}" for kind in ("signing", "construction_start", "completion", "inauguration", "settlement", "award")} <= set(weights)
    # A sign that says nothing by itself has no weight of its own: production_start has one only together with other signs.
    with (REPOSITORY / "seeds" / "event_types.csv").open(encoding="utf-8") as file:
        kinds = [row["event_type"] for row in csv.DictReader(file)]
    assert {f"type&counted={kind}|no" for kind in kinds} <= set(weights)


def test_sure_events_of_the_pages_are_right() -> None:
    right = sure = 0
    for path in sorted((PAGES / "gold").glob("*.events.jsonl")):
        for event, is_right in judged(PAGES, PAGES / "gold", path.name.removesuffix(".events.jsonl")):
            if event.confidence >= 0.9:
                sure += 1
                right += is_right
    assert sure >= 100, "a reader that is never sure helps nobody"
    assert right / sure >= 0.85
