"""What changed since the warehouse before, and why."""

from __future__ import annotations

import contextlib
import re
from typing import Any

import duckdb

from seeds.read import seed_rows
from warehouse.report.labels import Label, column_label, label, period_label, value_label
from warehouse.report.numbers import grouped, readable
from warehouse.report.rows import columns_of, one, rows

SHOWN = 100
_FIELDS = re.compile(r"; (?=[a-z_]+=)")
"""Between the fields of an old or new value: `value=6000000000.0; unit=元`."""


def changes(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The last entries of `change_log`: counts by kind and reason, and the first rows; empty where there is none."""
    there = columns_of(connection, "change_log")
    if not {"run_key", "change", "reason"} <= set(there):
        return {"total": 0, "groups": [], "rows": []}
    last = one(connection, "SELECT max(run_key) AS run_key FROM change_log")["run_key"]
    groups = rows(connection, "SELECT change, reason, count(*) AS n FROM change_log WHERE run_key = ? GROUP BY ALL ORDER BY n DESC, change, reason", [last])
    for group in groups:
        group |= {"change_label": label("change", group["change"]), "reason_label": label("reason_of_change", group["reason"])}
    shown = [name for name in ("park_key", "metric_key", "period_key", "old_value", "new_value", "change", "reason", "table_name") if name in there]
    values = "old_value" in there and "new_value" in there
    first = "ORDER BY (old_value IS NOT NULL AND new_value IS NOT NULL) DESC, park_key, metric_key" if values else ""
    listed = rows(
        connection,
        f"SELECT {', '.join(shown)} FROM change_log WHERE run_key = ? {first if 'park_key' in there and 'metric_key' in there else ''} LIMIT {SHOWN}",
        [last],
    )
    metrics = {row["metric_key"]: Label(row["name"], row["name_en"]) for row in rows(connection, "SELECT metric_key, name, name_en FROM metric")}
    metrics |= {row["event_type"]: Label(row["name"], row["name_en"]) for row in seed_rows("event_types.csv")}
    periods = {
        row["period_key"]: period_label(row["label"], row["grain"], row["start_date"], row["end_date"])
        for row in rows(
            connection,
            "SELECT period_key, label, grain, start_date, end_date FROM period WHERE period_key IN (SELECT unnest(?::VARCHAR[]))",
            [list({str(row["period_key"]) for row in listed if row.get("period_key")})],
        )
    }
    for row in listed:
        period = str(row.get("period_key") or "")
        row["period_key"] = periods.get(period) or Label(period, period)
        row["change"] = label("change", row["change"])
        row["reason"] = label("reason_of_change", row["reason"])
        row["table_name"] = label("changed_table", row["table_name"])
        key = row.get("metric_key")
        # Of an event it is the type that stands here.
        row["metric_key"] = metrics.get(str(key)) or Label(key or "", key or "")
        for side in ("old_value", "new_value"):
            row[side] = _fields(row.get(side))
    return {"run_key": last, "total": sum(group["n"] for group in groups), "groups": groups, "rows": listed, "columns": shown}


def _fields(text: str | None) -> Label:
    """The fields of an old or new value by their names, numbers with their thousands set apart."""
    chinese, english = [], []
    fields = dict(part.split("=", 1) for part in _FIELDS.split(text or "") if "=" in part)
    with contextlib.suppress(ValueError, KeyError):
        # A level reads as it does everywhere else: 超263.5亿元.
        said = readable(float(fields["value"]), fields["unit"], fields.get("measure", "level"), fields.get("qualifier", "exact"))
        chinese.append(said.zh)
        english.append(said.en)
        fields = {name: value for name, value in fields.items() if name not in ("value", "unit", "qualifier", "measure")}
    for name, value in fields.items():
        shown = value_label(name, value)
        with contextlib.suppress(ValueError):
            shown = Label(*[grouped(float(value))] * 2)
        words = label("field", name)
        words = column_label(name) if words.zh == name else words
        chinese.append(f"{words.zh} {shown.zh}")
        english.append(f"{words.en} {shown.en}")
    return Label("；".join(chinese), "; ".join(english))
