"""Texts, as data: which metric each figure measures, in which way, and which words say so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.transforms.golden_parameters import golden_cases
from transforms.reader import read_document

CASES = golden_cases("metrics")
TODAY = dt.date(2023, 1, 20)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_names_what_is_measured(case: dict[str, Any]) -> None:
    text = f"date: {TODAY}\n\n{case['text']}"
    found = read_document("0" * 64, text, TODAY).observations
    position = 0
    for wanted in case["expected"]:
        start = text.index(wanted["text"], position)
        position = start + len(wanted["text"])
        row = next((o for o in found if o.start_offset < position and o.end_offset > start), None)
        assert row is not None, f"missed {wanted['text']}"
        assert (row.metric_key, row.measure) == (wanted["metric"], wanted["measure"]), f"{wanted['text']} [{row.rule}]"
        assert wanted.get("metric_text", row.metric_text) == row.metric_text, wanted["text"]
