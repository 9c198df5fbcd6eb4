"""Golden cases as they lie in files, and as parameters of a test, the known gaps among them marked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

GOLDENS = Path(__file__).parent.parent / "goldens"


def golden_cases(kind: str, name: str = "*") -> list[dict[str, Any]]:
    """Every case of a kind (`reading`, `names` ...), or those of one file of it, in order of file and line."""
    lines = [line for path in sorted((GOLDENS / kind).glob(f"{name}.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def golden_parameters(cases: Iterable[dict[str, Any]], known_gaps: Mapping[str, str] = {}) -> list[Any]:
    """One parameter a case; a case that the reader cannot do yet must fail, and says why."""
    found = []
    for case in cases:
        reason = known_gaps.get(case["id"])
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        found.append(pytest.param(case, id=case["id"], marks=marks))
    return found
