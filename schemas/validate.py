"""Splits rows at a border into those a table's pandera model accepts and those it refuses, with the failing check."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandera.errors
import polars as pl

from schemas.generate import pandera_model, polars_schema
from schemas.tables import tables

ROW_LIMIT = 20_000
"""Characters of a refused row that are kept."""


class Refusal(NamedTuple):
    """A refused row: its place in the input, the row as JSON, the check and the reason in plain words."""

    place: int
    row: str
    check: str
    reason: str


def as_json(row: Mapping[str, Any]) -> str:
    """A row as JSON, with dates in ISO form; long texts are cut."""

    def plain(value: Any) -> Any:
        if isinstance(value, (dt.date, dt.datetime)):
            return value.isoformat()
        if isinstance(value, bytes):
            return value[:200].hex()
        if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
            return str(value)
        return value[:2000] if isinstance(value, str) else value

    return json.dumps({key: plain(value) for key, value in row.items()}, ensure_ascii=False, default=str)[:ROW_LIMIT]


def split_valid(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[pl.DataFrame, list[Refusal]]:
    """(accepted rows as a frame, refusals). The accepted rows are validated once more and are valid.

    Every row of the input is in exactly one of the two.
    """
    table = tables()[name]
    schema = polars_schema(table)
    frame = pl.DataFrame([{c: row.get(c) for c in schema} for row in rows], schema=schema, strict=False, orient="row")
    refused: dict[int, tuple[str, str]] = {}
    for column in schema:
        # A value that cannot become its column's type turns into null: caught here, by comparing with the input.
        for index in frame[column].is_null().arg_true().to_list():
            value = rows[index].get(column)
            if value is not None:
                refused.setdefault(index, (f"{name}.{column}.type", f"{column}: {value!r} is no {table.column(column).type}"[:500]))
    model = pandera_model(name)
    try:
        model.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.iter_rows(named=True):
            index = case["index"]
            if index is None:
                raise
            check = "not_null" if case["check"] == "not_nullable" else str(case["check"])
            refused.setdefault(index, (f"{name}.{case['column']}.{check.split('(')[0]}", f"{case['column']}: {case['failure_case']} fails {check}"[:500]))
    accepted = frame
    if refused:
        accepted = frame.with_row_index("__row").filter(~pl.col("__row").is_in(list(refused))).drop("__row")
        model.validate(accepted, lazy=True)
    return accepted, [Refusal(i, as_json(rows[i]), check, reason) for i, (check, reason) in sorted(refused.items())]
