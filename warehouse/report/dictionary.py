"""The data dictionary, from the tables' one description and the views' own comments."""

from __future__ import annotations

from typing import Any

import duckdb

from schemas.tables import tables
from warehouse.report.labels import Label, from_comment, label, value_label
from warehouse.report.rows import rows

MOST_VALUES = 16


def dictionary(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Every table with its columns, and every view with the names and types of its columns, by group."""
    found: dict[str, list[dict[str, Any]]] = {"fact": [], "dimension": [], "operations": []}
    for table in tables().values():
        columns = [
            {
                "name": c.name, "type": c.type, "key": c.name in table.key, "nullable": c.nullable, "references": c.references, "unit": c.unit,
                "about": Label(c.comment_zh, c.comment_en), "one_of": _listed(c.name, c.one_of),
            }
            for c in table.columns
        ]  # fmt: skip
        found.setdefault(table.group, []).append({"name": table.name, "about": Label(table.comment_zh, table.comment_en), "columns": columns})
    found["derived"] = _described(
        connection,
        "SELECT table_name AS name, comment, table_oid AS oid, database_oid FROM duckdb_tables() WHERE NOT internal AND NOT temporary",
        set(tables()),
    )
    found["view"] = _described(
        connection, "SELECT view_name AS name, comment, view_oid AS oid, database_oid FROM duckdb_views() WHERE NOT internal AND NOT temporary", set()
    )
    return [{"group": name, "label": label("group", name), "tables": listed} for name, listed in found.items() if listed]


def _described(connection: duckdb.DuckDBPyConnection, source: str, but: set[str]) -> list[dict[str, Any]]:
    """Views, or tables that are no table of the schema, with the types and comments of their columns."""
    listed = rows(
        connection,
        "SELECT v.name, v.comment, list({'name': c.column_name, 'type': c.data_type, 'comment': coalesce(c.comment, '')} ORDER BY c.column_index) AS columns "
        f"FROM ({source} AND schema_name = 'main' AND database_name = current_database()) v "
        "JOIN duckdb_columns() c ON c.table_oid = v.oid AND c.database_oid = v.database_oid GROUP BY ALL ORDER BY v.name",
    )
    plain = {"key": False, "nullable": False, "references": "", "unit": "", "one_of": ()}
    return [
        {
            "name": one["name"], "about": from_comment(one["comment"]),
            "columns": [{**plain, "name": c["name"], "type": c["type"], "about": from_comment(c["comment"])} for c in one["columns"]],
        }
        for one in listed
        if one["name"] not in but
    ]  # fmt: skip


def _listed(column: str, values: tuple[str, ...]) -> list[Label]:
    """A short closed list, each value with its Chinese name."""
    if len(values) > MOST_VALUES:
        return []
    names = [(value, value_label(column, value).zh) for value in values]
    return [Label(value if name == value else f"{value} {name}", value) for value, name in names]


def metric_list(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Every metric with how many observations it has."""
    return rows(
        connection,
        "SELECT m.*, count(o.metric_key) AS n FROM metric m LEFT JOIN observation o ON o.metric_key = m.metric_key GROUP BY ALL ORDER BY n DESC, m.metric_key",
    )
