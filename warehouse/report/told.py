"""What is told of parks beside their indicators: events, statements that disagree, promises and what came of them."""

from __future__ import annotations

import math
from typing import Any

from warehouse.report.labels import period_label
from warehouse.report.numbers import readable
from warehouse.report.pool import Pool
from warehouse.report.rows import Row


def event(row: Row, pool: Pool) -> dict[str, Any]:
    """A happening, once, with how many documents tell of it."""
    made: dict[str, Any] = {
        "k": row["park_key"], "ty": row["event_type"], "ti": row["title"][:160], "st": row["status"], "y": row["year"], "n": row["sources"],
        "p": period_label(row["period"] or "", row["grain"], row["start_date"], row["end_date"]), "day": row["end_date"] or row["start_date"],
    }  # fmt: skip
    if row["participants"]:
        made["with"] = [str(name)[:60] for name in row["participants"][:6]]
    if row["amount"] is not None and math.isfinite(row["amount"]):
        shown = readable(float(row["amount"]), "元")
        made |= {"x": row["amount"], "t": [shown.zh, shown.en], "e": shown.exact}
    place = pool.place(row["event_key"])
    if place is not None:
        made["ev"] = place
    return made


def conflict(row: Row, pool: Pool, metrics: dict[str, Row]) -> dict[str, Any] | None:
    """Two statements about the same thing; None where one of them is not to be found."""
    sides = [pool.place(row["observation_a"]), pool.place(row["observation_b"])]
    if None in sides:
        return None
    first = pool.statements[str(row["observation_a"])]
    difference = row["relative_difference"]
    return {
        "k": row["park_key"], "m": row["metric_key"] if row["metric_key"] in metrics else row["metric"],
        "p": period_label(row["period"], first["grain"], first["start_date"], first["end_date"]), "ms": row["measure"], "st": row["status"], "ev": sides, "n": row["told_by"],
        "diff": round(difference * 100, 1) if difference is not None and math.isfinite(difference) else None,
    }  # fmt: skip


def promise(row: Row, pool: Pool, metrics: dict[str, Row]) -> dict[str, Any] | None:
    """A forecast or target, and the report that answers it."""
    place = pool.place(row["observation_key"])
    if place is None or row["metric_key"] not in metrics:
        return None
    made: dict[str, Any] = {
        "k": row["park_key"], "m": row["metric_key"], "ind": row["indicator"], "ms": row["measure"], "st": row["status"], "out": row["outcome"], "y": row["year"],
        "p": period_label(row["period"], row["grain"], row["start_date"], row["end_date"]), "day": row["end_date"] or row["start_date"], "ev": place,
    }  # fmt: skip
    answer = pool.place(row["actual_observation_key"]) if row["actual_observation_key"] else None
    if answer is not None:
        made["by"] = answer
    return made
