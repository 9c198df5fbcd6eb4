"""Pages as archives keep them: mastheads, stamps, kickers, breadcrumbs and bylines around a text, and the many ways in which a page names its park.

A new layout is a line in tests/goldens/layouts: the page, its day, and of its figures whose they are and of when.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.golden_parameters import golden_cases
from transforms.reader import read_document
from transforms.text.articles import read_header
from transforms.times.document_date import document_date

CASES = golden_cases("layouts")


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_finds_day_park_and_figures_in_any_layout(case: dict[str, Any]) -> None:
    header, _ = read_header(case["text"])
    published = document_date(case["text"], header.get("date", ""), None, header.get("source", ""))
    if "date" in case:
        assert (published.date.isoformat() if published.date else None) == case["date"]
    facts = read_document("0" * 64, case["text"], published.date, basis=published.basis)
    read = {
        fact.text: {
            "park": fact.park_key,
            "subject_type": fact.subject_type,
            "metric": fact.metric_key,
            "period_start": fact.start_date.isoformat() if fact.start_date else None,
            "period_end": fact.end_date.isoformat() if fact.end_date else None,
        }
        for fact in facts.observations
    }
    for wanted in case["figures"]:
        if wanted.get("out"):
            assert wanted["text"] not in read
            continue
        slots = {name: value for name, value in wanted.items() if name != "text"}
        assert {name: read.get(wanted["text"], {}).get(name) for name in slots} == slots, wanted["text"]
