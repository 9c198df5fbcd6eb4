"""What changed since the warehouse before, and why."""

from __future__ import annotations

from typing import Any

import duckdb

from warehouse.report.labels import label, table_label
from warehouse.report.rows import columns_of, one, rows

SHOWN = 100


def changes(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The last entries of `change_log`: counts by kind and reason, and the first rows; empty where there is none."""
    there = columns_of(connection, "change_log")
    if not {"run_key", "change", "reason"} <= set(there):
        return {"total": 0, "groups": [], "rows": []}
    last = one(connection, "SELECT max(run_key) AS run_key FROM change_log")["run_key"]
    groups = rows(connection, "SELECT change, reason, count(*) AS n FROM change_log WHERE run_key = ? GROUP BY ALL ORDER BY n DESC, change, reason", [last])
    for group in groups:
        group |= {"change_label": label("change", group["change"]), "reason_label": label("change", group["reason"])}
    shown = [name for name in ("change", "reason", "table_name", "park_key", "metric_key", "period_key", "old_value", "new_value") if name in there]
    values = "old_value" in there and "new_value" in there
    first = "ORDER BY (old_value IS NOT NULL AND new_value IS NOT NULL) DESC, park_key, metric_key" if values else ""
    listed = rows(
        connection,
        f"SELECT {', '.join(shown)} FROM change_log WHERE run_key = ? {first if 'park_key' in there and 'metric_key' in there else ''} LIMIT {SHOWN}",
        [last],
    )
    for row in listed:
        row["change"] = label("change", row["change"])
        row["reason"] = label("change", row["reason"])
        if row.get("table_name"):
            row["table_name"] = table_label(row["table_name"])
    return {"run_key": last, "total": sum(group["n"] for group in groups), "groups": groups, "rows": listed, "columns": shown}
