"""Several hundred readings by a careful person, as data files; the reader must give the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.golden_parameters import golden_parameters
from tests.transforms.reading_cases import cases, differences

# What the reader cannot do yet, and why.
KNOWN_GAPS = {
    "metrics-031": "a list after a colon whose items name only branches of industry",
}


@pytest.mark.parametrize("case", golden_parameters(cases(), KNOWN_GAPS))
def test_reads_as_a_careful_person_reads(case: dict[str, Any]) -> None:
    assert differences(case) == []
