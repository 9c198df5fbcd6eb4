"""Rows of a query as dicts, and which columns a relation has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

Row = dict[str, Any]


def rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] | dict[str, object] = ()) -> list[Row]:
    """The rows of a query."""
    cursor = connection.execute(sql, parameters if isinstance(parameters, dict) else list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def one(connection: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()) -> Row:
    """The first row of a query; empty where there is none."""
    found = rows(connection, sql, parameters)
    return found[0] if found else {}


def columns_of(connection: duckdb.DuckDBPyConnection, relation: str) -> list[str]:
    """The columns of a table or view, in order; empty where there is no such relation."""
    sql = "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = ? AND NOT internal ORDER BY column_index"
    return [str(row["column_name"]) for row in rows(connection, sql, [relation])]
