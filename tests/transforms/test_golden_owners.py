"""Whose each figure is, as data: the park, its zone, a company, a project, or nobody's."""

from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.golden_parameters import golden_cases, golden_parameters
from tests.transforms.owner_cases import differences

# What the reader cannot do yet, and why.
KNOWN_GAPS: dict[str, str] = {}


@pytest.mark.parametrize("case", golden_parameters(golden_cases("owners"), KNOWN_GAPS))
def test_every_figure_goes_to_its_owner(case: dict[str, Any]) -> None:
    assert differences(case) == []
