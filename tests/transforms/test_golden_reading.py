"""Several hundred readings by a careful person, as data files; the reader must give the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from schemas.vocabularies import LEFTOVER_REASONS
from tests.transforms.golden_parameters import golden_cases, golden_parameters
from tests.transforms.reading_cases import differences
from transforms.reader import read_document

# What the reader cannot do yet, and why.
KNOWN_GAPS: dict[str, str] = {}


@pytest.mark.parametrize("case", golden_parameters(golden_cases("reading"), KNOWN_GAPS))
def test_reads_as_a_careful_person_reads(case: dict[str, Any]) -> None:
    assert differences(case) == []


def test_every_reason_for_leaving_a_figure_out_can_be_told() -> None:
    """The table of left-over figures and `explain` know each reason by its name."""
    told = {
        fact.reason
        for case in golden_cases("reading")
        for fact in read_document("0" * 64, f"{case['headline']}\n\n{case['text']}", dt.date(2022, 3, 1)).leftovers
    }
    assert told
    assert told <= set(LEFTOVER_REASONS)
