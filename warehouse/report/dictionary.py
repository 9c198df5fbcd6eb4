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
    found: dict[str, list[dict[str, Any]]] = {"fact": [], "dimension": [], "operations": [], "view": []}
    for table in tables().values():
        columns = [
            {
                "name": c.name, "type": c.type, "key": c.name in table.key, "nullable": c.nullable, "references": c.references, "unit": c.unit,
                "about": Label(c.comment_zh, c.comment_en), "one_of": _listed(c.name, c.one_of),
            }
            for c in table.columns
        ]  # fmt: skip
        found.setdefault(table.group, []).append({"name": table.name, "about": Label(table.comment_zh, table.comment_en), "columns": columns})
    views = rows(
        connection,
        "SELECT v.view_name AS name, v.comment, list({'name': c.column_name, 'type': c.data_type} ORDER BY c.column_index) AS columns "
        "FROM duckdb_views() v JOIN duckdb_columns() c ON c.table_oid = v.view_oid AND c.database_oid = v.database_oid "
        "WHERE NOT v.internal AND v.schema_name = 'main' AND NOT v.temporary GROUP BY ALL ORDER BY name",
    )
    known = {c.name: Label(c.comment_zh, c.comment_en) for table in tables().values() for c in table.columns}
    for view in views:
        columns = [
            {**column, "key": False, "nullable": False, "references": "", "unit": "", "one_of": (), "about": known.get(column["name"], Label("", ""))}
            for column in view["columns"]
        ]
        found["view"].append({"name": view["name"], "about": from_comment(view["comment"]), "columns": columns})
    return [{"group": name, "label": label("group", name), "tables": listed} for name, listed in found.items() if listed]


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
