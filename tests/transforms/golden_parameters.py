"""Golden cases as parameters of a test, the known gaps among them marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest


def golden_parameters(cases: Iterable[dict[str, Any]], known_gaps: Mapping[str, str]) -> list[Any]:
    """One parameter a case; a case that the reader cannot do yet must fail, and says why."""
    found = []
    for case in cases:
        reason = known_gaps.get(case["id"])
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(case, id=case["id"], marks=marks))
    return found
