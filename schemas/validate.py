"""Splits rows at a border into those a table's pandera model accepts and those it refuses, with the failing check."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

import polars as pl
import pyarrow as arrow

from schemas.generate import holds, pandera_model, polars_schema
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


_MOST = 1 << 1023
"""No whole number beyond it is a DOUBLE."""
_PLAIN: dict[str, set[type]] = {
    "VARCHAR": {str}, "UUID": {str}, "JSON": {str}, "TEXT": {str}, "DOUBLE": {float}, "BIGINT": {int}, "BOOLEAN": {bool}, "DATE": {dt.date}, "TIMESTAMPTZ": set(),
}  # fmt: skip
"""The Python types of values that need no closer look; TEXT is what stands in a list."""


def _fits(value: Any, kind: str) -> bool:
    """Whether a value is of a column's type, so that nothing is cast in silence."""
    if kind in ("VARCHAR", "UUID", "JSON"):
        return isinstance(value, str) and _encodable(value)
    if kind == "DOUBLE":
        return isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST)
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

    Every row of the input is in exactly one of the two. Its cost is by the call as much as by the row: some thousands of
    rows at a time are cheap, a few are not.
    """
    table = tables()[name]
    refused: dict[int, tuple[str, str]] = {}
    columns = {column.name: _column(rows, column.name) for column in table.columns}
    for column in table.columns:
        for index in misfits(columns[column.name], column.type):
            value = columns[column.name][index]
            refused.setdefault(index, (f"{name}.{column.name}.type", f"{column.name}: {_shown(value)} is no {column.type}"))
    # Row numbers lead from the frame back to the input, past the rows left out already.
    places: Sequence[int] = range(len(rows))
    if refused:
        places = [index for index in places if index not in refused]
        columns = {key: [values[index] for index in places] for key, values in columns.items()}
    frame = pl.DataFrame([_series(key, columns[key], dtype) for key, dtype in polars_schema(table).items()])
    if not frame.select(holds(name)).item():
        _refuse_by_model(name, frame, places, refused)
    for low, high in IN_ORDER:
        if low in columns and high in columns:
            for at in frame.select(_above(frame.schema, low, high).arg_true()).to_series():
                message = f"{low}: {_shown(columns[low][at])} lies above {high}: {_shown(columns[high][at])}"
                refused.setdefault(places[at], (f"{name}.{low}.order", message))
    accepted = frame
    if refused:
        accepted = frame.filter(pl.Series([index not in refused for index in places], dtype=pl.Boolean))
        pandera_model(name).validate(accepted, lazy=True)
    return accepted, [Refusal(i, as_json(rows[i]), check, reason) for i, (check, reason) in sorted(refused.items())]


def _refuse_by_model(name: str, frame: pl.DataFrame, places: Sequence[int], refused: dict[int, tuple[str, str]]) -> None:
    """Adds the rows that the table's pandera model refuses, each with its check and reason."""
    import pandera.errors

    try:
        pandera_model(name).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.iter_rows(named=True):
            if case["index"] is None:
                raise
            index = places[case["index"]]
            check = "not_null" if case["check"] == "not_nullable" else str(case["check"])
            refused.setdefault(index, (f"{name}.{case['column']}.{check.split('(')[0]}", f"{case['column']}: {case['failure_case']} fails {check}"[:500]))


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    """One column of the rows; None where a row lacks it."""
    try:
        return list(map(itemgetter(name), rows))
    except KeyError:
        return [row.get(name) for row in rows]


def misfits(values: Sequence[Any], kind: str) -> list[int]:
    """Places of the values that are not of a column's type; whole columns of plain values are looked over at once."""
    if _plainly_fit(values, kind):
        return []
    return [index for index, value in enumerate(values) if value is not None and not _fits(value, kind)]


def _plainly_fit(values: Sequence[Any], kind: str) -> bool:
    """Whether all values are of the column's own Python type and within its bounds; False where each must be looked at."""
    types = set(map(type, values)) - {type(None)}
    if kind == "VARCHAR[]":
        return bool(types <= {list}) and _plainly_fit(list(chain.from_iterable(filter(None, values))), "TEXT")
    if not types <= _PLAIN[kind]:
        return False
    if not types:
        return kind != "TEXT" or None not in values
    if kind in ("VARCHAR", "UUID", "JSON"):
        return _encodable("".join(filter(None, values)))
    if kind == "TEXT":
        # Within a list nothing may be missing.
        return None not in values and _encodable("".join(values))
    if kind == "BIGINT":
        present = [value for value in values if value is not None]
        return bool(min(present) >= -(2**63) and max(present) < 2**63)
    return True


def _series(name: str, values: Sequence[Any], dtype: pl.DataType) -> pl.Series:
    if dtype == pl.Float64():
        values = [float(value) if type(value) is int else value for value in values]
    if dtype == pl.List(pl.String()):
        # By way of Arrow, which takes lists of lists in one go.
        return pl.Series(name, arrow.array(values, type=arrow.large_list(arrow.large_string())))
    return pl.Series(name, values, dtype=dtype)


def _above(schema: Mapping[str, pl.DataType], low: str, high: str) -> pl.Expr:
    """Whether the first exceeds the second; what is no number exceeds nothing."""
    above = (pl.col(low) > pl.col(high)).fill_null(False)
    if schema[low] == pl.Float64:
        above = above & ~pl.col(low).is_nan().fill_null(False)
    return above
