"""`parkhouse diff OLD NEW`: what differs between two warehouses, and why."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import duckdb

from schemas.vocabularies import REASONS_OF_CHANGE
from warehouse.changes import find_changes
from warehouse.connect import WarehouseError, opened
from warehouse.previous import attached

SHOWN = 50


def diff_warehouses(old: Path, new: Path) -> list[dict[str, Any]]:
    """The changes from one warehouse file to another, as rows of change_log without keys.

    Raises WarehouseError where a file is missing or no warehouse.
    """
    for path in (old, new):
        if not path.is_file():
            raise WarehouseError(f"{path}: no such file; name two warehouse.duckdb files, the older one first")
    if old.samefile(new):
        return []
    try:
        with opened(new, read_only=True) as connection, attached(connection, old) as compares:
            if not compares:
                raise WarehouseError(f"{old} cannot be opened as a DuckDB file")
            find_changes(connection, "diff")
            return (
                connection.execute(
                    "SELECT c.* EXCLUDE (change_key, run_key, previous_run_key), coalesce(n.file_name, o.file_name) AS file_name, coalesce(n.title, o.title) AS title "
                    "FROM change_row c LEFT JOIN document n USING (document_key) LEFT JOIN previous.main.document o USING (document_key) ORDER BY ALL"
                )
                .pl()
                .to_dicts()
            )
    except duckdb.CatalogException as error:
        raise WarehouseError(f"{old} or {new} is no warehouse of parkhouse: {str(error).splitlines()[0]}") from None
    except duckdb.Error as error:
        raise WarehouseError(f"{new} cannot be compared: {str(error).splitlines()[0]}") from None


def diff_text(changes: list[dict[str, Any]]) -> str:
    """Changes for a person: how many of each kind and why, then the values that a reader of the views sees change."""
    if not changes:
        return "No difference."
    counts = Counter((c["table_name"], c["change"], c["reason"]) for c in changes)
    lines = [f"{count:>7}  {table:15} {change:8} {REASONS_OF_CHANGE[reason]}" for (table, change, reason), count in sorted(counts.items())]
    values = [c for c in changes if c["table_name"] == "v_metric_trend" and c["change"] != "added"]
    facts = [c for c in changes if c["table_name"] in ("observation", "event")]
    for title, rows in (("Best values that changed or went:", values), ("Facts:", facts)):
        if rows:
            lines += ["", title, *map(_line, rows[:SHOWN])]
            if len(rows) > SHOWN:
                lines.append(f"  ... and {len(rows) - SHOWN} more (--json prints all)")
    return "\n".join(lines)


def _line(change: dict[str, Any]) -> str:
    what = " · ".join(str(change[key]) for key in ("park_key", "metric_key", "period_key") if change[key])
    return f"  {what}: {change['old_value'] or 'nothing'} → {change['new_value'] or 'nothing'} ({change['reason']})"


def documents_text(changes: list[dict[str, Any]]) -> str:
    """Changes document by document: each with what came, went and changed in it, none left out."""
    if not changes:
        return "No difference."
    of: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        if change["document_key"]:
            of.setdefault(change["document_key"], []).append(change)
    lines = []
    for key, rows in sorted(of.items(), key=lambda item: (str(item[1][0]["file_name"]), item[0])):
        counts = Counter((row["change"], row["table_name"]) for row in rows)
        told = ", ".join(f"{count} {table} {change}" for (change, table), count in sorted(counts.items()))
        lines += [f"{rows[0]['file_name']}  {key[:12]}  {rows[0]['title'] or ''}".rstrip(), f"  {told}", *(f"  {_change_line(row)}" for row in rows)]
    rest = len(changes) - sum(map(len, of.values()))
    lines.append(f"{len(of)} documents with changes" + (f"; {rest} changes belong to no one document" if rest else ""))
    return "\n".join(lines)


def _change_line(change: dict[str, Any]) -> str:
    field = f" {change['field']}" if change["field"] else ""
    return f"{change['change']} {change['table_name']}{field} {_line(change).strip()}"
