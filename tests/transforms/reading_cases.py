"""Runs a golden reading case: a headline and a piece of text against the facts that a careful reader finds."""

from __future__ import annotations

import datetime as dt
from typing import Any

from transforms.facts import ObservationFact
from transforms.reader import read_document

_SLOTS = {
    "value": "value", "unit": "unit", "qualifier": "qualifier", "metric": "metric_key", "measure": "measure",
    "status": "status", "park": "park_key", "subject_type": "subject_type", "subject": "subject", "low": "value_low", "high": "value_high",
}  # fmt: skip


def read_case(case: dict[str, Any]) -> tuple[str, list[ObservationFact]]:
    """The document made of a case, and its observations."""
    document = f"{case['headline']}\n\n{case['text']}"
    day = dt.date.fromisoformat(case["published_on"]) if case.get("published_on") else None
    return document, read_document("0" * 64, document, day).observations


def differences(case: dict[str, Any]) -> list[str]:
    """What the reader gets wrong in a case; empty where it reads it as the golden says."""
    document, observations = read_case(case)
    position = len(case["headline"]) + 2
    problems, used = [], set()
    for wanted in case["expected"]:
        start = document.index(wanted["text"], position)
        end = position = start + len(wanted["text"])
        found = next((o for o in observations if o.start_offset < end and o.end_offset > start and o.observation_key not in used), None)
        if found is None:
            problems.append(f"missed {wanted['text']}")
            continue
        used.add(found.observation_key)
        for slot, field in _SLOTS.items():
            if slot in wanted and not _same(getattr(found, field), wanted[slot]):
                problems.append(f"{wanted['text']}: {slot} {getattr(found, field)!r} for {wanted[slot]!r} [{found.rule}]")
        for slot, date in (("period_start", found.start_date), ("period_end", found.end_date)):
            if slot in wanted and (date.isoformat() if date else None) != wanted[slot]:
                problems.append(f"{wanted['text']}: {slot} {date} for {wanted[slot]} [{found.rule}]")
    problems += [
        f"extra {o.text} as {o.metric_key} [{o.rule}]" for o in observations if o.observation_key not in used and o.start_offset >= len(case["headline"])
    ]
    return problems


def _same(found: object, wanted: object) -> bool:
    if isinstance(found, (int, float)) and isinstance(wanted, (int, float)):
        return abs(found - wanted) <= 1e-6 * max(1.0, abs(wanted))
    return found == wanted
