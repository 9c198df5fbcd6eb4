"""Runs a golden case of owners: a headline and a text against whose each figure is, or that it is nobody's."""

from __future__ import annotations

import datetime as dt
from typing import Any

from transforms.reader import read_document


def differences(case: dict[str, Any]) -> list[str]:
    """Which figures of a case the reader gives to another owner; empty where it agrees. 未具名 stands for a park without a name."""
    document = f"{case['headline']}\n\n{case['text']}" if case["headline"] else case["text"]
    facts = read_document("0" * 64, document, dt.date.fromisoformat(case["published_on"]))
    position = len(document) - len(case["text"])
    problems = []
    for wanted in case["owners"]:
        start = document.index(wanted["text"], position)
        end = position = start + len(wanted["text"])
        found = next((o for o in facts.observations if o.start_offset < end and o.end_offset > start), None)
        if "out" in wanted:
            left = next((f.reason for f in facts.leftovers if f.start_offset < end and f.end_offset > start), "")
            if found is not None:
                problems.append(f"{wanted['text']} given to {found.park_key}")
            elif wanted["out"] is not True and left != wanted["out"]:
                problems.append(f"{wanted['text']} left out as {left!r}, not {wanted['out']!r}")
        elif found is None:
            problems.append(f"{wanted['text']} missed")
        else:
            park = found.park_key.split("·")[0]
            for slot, have in (("park", park), ("type", found.subject_type), ("subject", found.subject)):
                if slot in wanted and have != wanted[slot]:
                    problems.append(f"{wanted['text']}: {slot} {have!r} for {wanted[slot]!r}")
    return problems
