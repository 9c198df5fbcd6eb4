"""Runs a golden event case: a headline and a piece of text against the happenings that a careful reader finds."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from transforms.reader import read_document

REACH = 40


def differences(case: dict[str, Any]) -> list[str]:
    """What the reader gets wrong in a case; empty where it finds just the happenings that the golden names."""
    document = f"{case['headline']}\n\n{case['text']}"
    day = dt.date.fromisoformat(case["published_on"]) if case.get("published_on") else None
    events = read_document("0" * 64, document, day).events
    problems, used = [], set()
    for wanted in case["expected"]:
        # A happening told twice may be recorded at either mention.
        places = [m.start() for m in re.finditer(re.escape(wanted["trigger"]), document)]
        near = [e for e in events if e.event_key not in used and any(abs(e.start_offset - place) < REACH for place in places)]
        near.sort(key=lambda e: (e.event_type != wanted["event_type"], min(abs(e.start_offset - place) for place in places)))
        if not near or near[0].event_type != wanted["event_type"]:
            problems.append(f"missed {wanted['event_type']} {wanted['trigger']}")
            continue
        found = near[0]
        used.add(found.event_key)
        dates = (("date_start", found.start_date), ("date_end", found.end_date))
        problems += [
            f"{wanted['trigger']}: {slot} {date} for {wanted[slot]}" for slot, date in dates if slot in wanted and (date and date.isoformat()) != wanted[slot]
        ]
        for slot, value in (("park", found.park_key), ("status", found.status), ("amount", found.amount)):
            if slot in wanted and value != wanted[slot]:
                problems.append(f"{wanted['trigger']}: {slot} {value!r} for {wanted[slot]!r}")
    problems += [f"extra {e.event_type} {e.text}: {e.title}" for e in events if e.event_key not in used]
    return problems
