"""Rows that a table accepts, made from its own description."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import Any

from schemas.columns import Column
from schemas.tables import tables

_BY_TYPE: dict[str, Any] = {
    "VARCHAR": "文字",
    "UUID": str(uuid.UUID(int=7, version=5)),
    "JSON": "{}",
    "DOUBLE": 0.5,
    "BIGINT": 2000,
    "BOOLEAN": True,
    "DATE": dt.date(2020, 2, 29),
    "TIMESTAMPTZ": dt.datetime(2020, 2, 29, 12, tzinfo=dt.UTC),
    "VARCHAR[]": ["甲", "乙"],
}
_FORMS = ("0" * 64, _BY_TYPE["UUID"], "2020-01-01/2020-12-31", _BY_TYPE["VARCHAR"])


def value(column: Column) -> Any:
    """A value that the column accepts."""
    if column.one_of:
        return column.one_of[0]
    if column.pattern:
        return next(form for form in _FORMS if re.match(column.pattern, form))
    return _BY_TYPE[column.type]


def valid_row(table: str) -> dict[str, Any]:
    """A row that the table accepts, with nothing null."""
    return {column.name: value(column) for column in tables()[table].columns}
