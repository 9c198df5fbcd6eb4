"""Applies corrections by hand to a build, and records what came of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from schemas.tables import tables
from schemas.validate import as_json


@dataclass(slots=True, frozen=True)
class Correction:
    """One row of `correction` with its outcome still open, and the period that it may introduce."""

    record: dict[str, Any]
    period: dict[str, object] | None = None


def apply_corrections(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> list[dict[str, Any]]:
    """Drops facts and sets fields; returns the rows of `correction` with their outcomes.

    A correction is applied only where exactly one fact stands at its place and the field there equals `expect`.
    """
    rows = []
    for correction in corrections:
        record = dict(correction.record)
        facts = _facts(connection, record)
        if not facts:
            record["outcome"] = "missing" if _document_is_here(connection, record) else "waiting"
        elif len(facts) > 1:
            record["outcome"] = "ambiguous"
        else:
            fact = facts[0]
            record["found"] = _text(fact[record["field"]])
            record["outcome"] = "applied" if _equal(fact[record["field"]], record["expect"]) else "stale"
            if record["outcome"] == "applied":
                record["original"] = as_json(fact)
                record["fact_key"] = str(fact[_key(record)])
                _apply(connection, record, correction.period)
        rows.append(record)
    return rows


def _key(record: dict[str, Any]) -> str:
    return tables()[record["table_name"]].key[0]


def _facts(connection: duckdb.DuckDBPyConnection, record: dict[str, Any]) -> list[dict[str, Any]]:
    if record["fact_key"]:
        where, values = f"{_key(record)} = ?", [record["fact_key"]]
    else:
        where, values = "document_key = ? AND start_offset = ? AND end_offset = ?", [record["document_key"], record["start_offset"], record["end_offset"]]
    cursor = connection.execute(f"SELECT * FROM {record['table_name']} WHERE {where}", values)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchmany(2)]


def _document_is_here(connection: duckdb.DuckDBPyConnection, record: dict[str, Any]) -> bool:
    """Whether the fact ought to be here; a fact named by its key alone always ought to."""
    if not record["document_key"]:
        return True
    return connection.execute("SELECT 1 FROM document WHERE document_key = ?", [record["document_key"]]).fetchone() is not None


def _equal(found: object, expect: str) -> bool:
    if isinstance(found, float):
        try:
            return abs(found - float(expect)) <= 1e-9 * max(abs(found), 1.0)
        except ValueError:
            return False
    return _text(found) == expect


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


def _apply(connection: duckdb.DuckDBPyConnection, record: dict[str, Any], period: dict[str, object] | None) -> None:
    table, key, fact = record["table_name"], _key(record), record["fact_key"]
    if record["action"] == "drop":
        connection.execute(f"DELETE FROM {table} WHERE {key} = ?", [fact])
        if table == "event":
            connection.execute("UPDATE observation SET event_key = NULL WHERE event_key = ?", [fact])
        return
    if period is not None:
        names = ", ".join(period)
        holes = ", ".join("?" for _ in period)
        # Registered once, however many corrections name it.
        connection.execute(
            f"INSERT INTO period ({names}) SELECT {holes} WHERE ? NOT IN (SELECT period_key FROM period)", [*period.values(), period["period_key"]]
        )
    kind = tables()[table].column(record["field"]).type
    sets = f"{record['field']} = CAST(? AS {kind})"
    values = [record["value"]]
    if table == "observation" and record["field"] == "value":
        # An exact figure is its own bound; a bound that the text states stays as stated.
        sets += ", value_low = CASE WHEN qualifier = 'exact' THEN CAST(? AS DOUBLE) ELSE value_low END"
        sets += ", value_high = CASE WHEN qualifier = 'exact' THEN CAST(? AS DOUBLE) ELSE value_high END"
        values += [record["value"], record["value"]]
    connection.execute(f"UPDATE {table} SET {sets} WHERE {key} = ?", [*values, fact])
