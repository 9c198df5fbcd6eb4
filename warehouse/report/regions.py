"""Provinces: what is known of their parks, and whole-year sums over those."""

from __future__ import annotations

from typing import Any

from warehouse.report.numbers import readable
from warehouse.report.rows import Row


def provinces(sums: list[Row], known: list[Row], metrics: dict[str, Row], with_page: set[str]) -> dict[str, Any]:
    """The provinces with counts of parks and facts, and the sums by year, metric and unit; the largest parks are named where they have a page."""
    made = []
    for row in sums:
        if row["metric_key"] not in metrics:
            continue
        shown = readable(float(row["value"]), row["unit"])
        made.append(
            {
                "prov": row["province"], "y": row["year"], "m": row["metric_key"], "u": row["unit"], "x": row["value"], "t": [shown.zh, shown.en], "e": shown.exact, "n": row["parks"],
                "top": [name for name in row["largest_parks"] if name in with_page][:3],
            }
        )  # fmt: skip
    counts = [{"prov": row["province"], "reg": row["registered"], "n": row["known"], "o": row["observations"], "ev": row["events"]} for row in known]
    return {"known": counts, "sums": made}
