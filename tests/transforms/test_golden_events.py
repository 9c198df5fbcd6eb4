"""Happenings and what only looks like one, as a careful person tells them apart; as data files."""

from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.event_cases import differences
from tests.transforms.golden_parameters import golden_cases, golden_parameters
from transforms.events import events

# What the reader cannot do yet, and why.
KNOWN_GAPS = {
    "people_export-013": "the value of goods is not taken for the event's money",
    "service_finance-012": "登陆 a stock market is no shipment",
    "signing-004": "an occasion named before the park it is at",
    "visitors-005": "a visit told in two clauses",
}


@pytest.mark.parametrize("case", golden_parameters(golden_cases("events"), KNOWN_GAPS))
def test_finds_the_happenings_that_a_careful_person_finds(case: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    # What the rules read; how sure a happening has to be to be told is asked in test_event_confidence.py.
    monkeypatch.setattr(events, "LEAST", 0.0)
    assert differences(case) == []
