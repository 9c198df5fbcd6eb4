"""Splits rows at a border into those a table's pandera model accepts and those it refuses, with the failing check."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandera.errors
import polars as pl

from schemas.generate import pandera_model, polars_schema
from schemas.tables import tables

VALUE_LIMIT = 2_000
ROW_LIMIT = 20_000
"""Characters of a refused row that are kept."""


IN_ORDER = (
    ("start_date", "end_date"), ("value_low", "value"), ("value", "value_high"), ("value_low", "value_high"), ("start_offset", "end_offset"),
)  # fmt: skip
"""Columns of which the first may not exceed the second, in every table that has both."""


class Refusal(NamedTuple):
    """A refused row: its place in the input, the row as JSON, the check and the reason in plain words."""

    place: int
    row: str
    check: str
    reason: str


def as_json(row: Mapping[str, Any]) -> str:
    """A row as JSON that any parser takes: dates in ISO form, long texts and lists cut, no NaN."""
    text = json.dumps({key: _plain(value) for key, value in row.items()}, ensure_ascii=False, default=str)
    if len(text) > ROW_LIMIT:
        short = {key: _plain(value, VALUE_LIMIT // 10) for key, value in list(row.items())[:60]}
        text = json.dumps(short | {"_cut": True}, ensure_ascii=False, default=str)
    return text.encode("utf-8", "backslashreplace").decode()


def _plain(value: Any, limit: int = VALUE_LIMIT) -> Any:
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value[:200].hex()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, str):
        return value[:limit]
    if isinstance(value, (list, tuple)):
        return [_plain(item, limit // 10) for item in value[:20]]
    if isinstance(value, dict):
        return {str(key)[:100]: _plain(item, limit // 10) for key, item in list(value.items())[:20]}
    return value if isinstance(value, (int, float, bool, type(None))) and len(str(value)) < limit else str(value)[:limit]


def _fits(value: Any, kind: str) -> bool:
    """Whether a value is of a column's type, so that nothing is cast in silence."""
    if kind in ("VARCHAR", "UUID", "JSON"):
        return isinstance(value, str) and _encodable(value)
    if kind == "DOUBLE":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if kind == "BIGINT":
        return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63
    if kind == "BOOLEAN":
        return isinstance(value, bool)
    if kind == "DATE":
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    if kind == "TIMESTAMPTZ":
        return isinstance(value, dt.datetime) and value.tzinfo is not None
    return isinstance(value, list) and all(isinstance(item, str) and _encodable(item) for item in value)


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(value: Any) -> str:
    """A value as an error message can carry it."""
    return repr(value)[:200].encode("utf-8", "backslashreplace").decode()


def split_valid(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[pl.DataFrame, list[Refusal]]:
    """(accepted rows as a frame, refusals). The accepted rows are validated once more and are valid.

    Every row of the input is in exactly one of the two.
    """
    table = tables()[name]
    schema = polars_schema(table)
    refused: dict[int, tuple[str, str]] = {}
    for index, row in enumerate(rows):
        for column in table.columns:
            value = row.get(column.name)
            if value is not None and not _fits(value, column.type):
                refused.setdefault(index, (f"{name}.{column.name}.type", f"{column.name}: {_shown(value)} is no {column.type}"))
    # Row numbers lead from the frame back to the input, past the rows left out already.
    places = [index for index in range(len(rows)) if index not in refused]
    frame = pl.DataFrame([{c: rows[i].get(c) for c in schema} for i in places], schema=schema, orient="row")
    model = pandera_model(name)
    try:
        model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.iter_rows(named=True):
            if case["index"] is None:
                raise
            index = places[case["index"]]
            check = "not_null" if case["check"] == "not_nullable" else str(case["check"])
            refused.setdefault(index, (f"{name}.{case['column']}.{check.split('(')[0]}", f"{case['column']}: {case['failure_case']} fails {check}"[:500]))
    ordered = [pair for pair in IN_ORDER if set(pair) <= set(schema)]
    for index, row in enumerate(rows):
        for low, high in ordered if index not in refused else ():
            if row.get(low) is not None and row.get(high) is not None and row[low] > row[high]:
                refused.setdefault(index, (f"{name}.{low}.order", f"{low}: {_shown(row[low])} lies above {high}: {_shown(row[high])}"))
    accepted = frame
    if refused:
        accepted = frame.filter(pl.Series([index not in refused for index in places], dtype=pl.Boolean))
        model.validate(accepted, lazy=True)
    return accepted, [Refusal(i, as_json(rows[i]), check, reason) for i, (check, reason) in sorted(refused.items())]
