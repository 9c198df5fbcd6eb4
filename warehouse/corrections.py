"""Applies corrections by hand to a build, and records what came of each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from schemas.tables import tables
from schemas.validate import as_json
from warehouse.left_out import LEFT_OUT, place_of, settle_articles, settle_left_out


@dataclass(slots=True, frozen=True)
class Correction:
    """One row of `correction` with its outcome still open, the period that it may introduce, and the fact that it may restore."""

    record: dict[str, Any]
    period: dict[str, object] | None = None
    fact: dict[str, Any] | None = None


LABELS = {
    "observation": ("park_key", "subject_type", "metric_key", "measure", "status", "period_key", "value", "unit"),
    "event": ("park_key", "event_type", "status", "period_key", "title"),
}
"""What a person judges of a fact."""


def apply_corrections(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> list[dict[str, Any]]:
    """Drops facts and sets fields; returns the rows of `correction` with their outcomes.

    A correction is applied only where exactly one fact stands at its place and the field there equals `expect`, where that is given,
    and where no later row takes back what was decided of that fact. All facts are looked up at once, and written at once: a hundred thousand corrections take seconds. A fact that several
    corrections name is looked at anew for each, as the one before left it.
    """
    rows = [dict(correction.record) for correction in corrections]
    restoring = [correction.period for correction in corrections if correction.fact is not None and correction.period is not None]
    _add_periods(connection, restoring)
    # First, for what is restored may be corrected.
    settle_left_out(connection, rows, {place: correction.fact for place, correction in enumerate(corrections) if correction.fact is not None})
    settle_articles(connection, rows)
    left_out = {place_of(row) for row in rows if row["action"] in LEFT_OUT}
    facts, here = _all_facts(connection, corrections), _documents_here(connection, corrections)
    pending = Changes(connection)
    _mark_retracted(rows, facts)
    for place, (record, correction) in enumerate(zip(rows, corrections, strict=True)):
        if record["outcome"] == "retracted" or record["action"] in LEFT_OUT:
            continue
        found = facts.get(place, [])
        if any(pending.holds(record["table_name"], fact[_key(record)]) for fact in found):
            pending.write()
        if any(pending.wrote(record["table_name"], fact[_key(record)]) for fact in found):
            found = _facts(connection, record)
        if not found and record["action"] == "retract" and place_of(record) in left_out:
            record["outcome"] = "applied"
        elif not found:
            # A fact named by its key alone always ought to be here.
            record["outcome"] = "missing" if not record["document_key"] or record["document_key"] in here else "waiting"
        elif len(found) > 1:
            record["outcome"] = "ambiguous"
        elif record["action"] == "retract":
            record["outcome"], record["fact_key"] = "applied", str(found[0][_key(record)])
        elif _holds(record, found[0]):
            record["outcome"] = "applied"
            record["original"] = as_json(found[0])
            record["fact_key"] = str(found[0][_key(record)])
            if record["action"] != "confirm":
                pending.add(record, correction.period)
        else:
            record["outcome"] = "stale"
    pending.write()
    return rows


def _holds(record: dict[str, Any], fact: dict[str, Any]) -> bool:
    """Whether a fact is still what it was when it was decided; notes what it is now."""
    if record["action"] == "confirm":
        now = labels_of(record["table_name"], fact)
        record["found"] = json.dumps(now, ensure_ascii=False)
        return all(_equal(fact[name] if name in now else None, text) for name, text in json.loads(record["expect"]).items())
    record["found"] = field_text(fact[record["field"]]) if record["field"] else ""
    return not record["expect"] or not record["field"] or _equal(fact[record["field"]], record["expect"])


def labels_of(table: str, fact: dict[str, Any]) -> dict[str, str]:
    """What a person judges of a fact, as texts."""
    return {name: field_text(fact[name]) for name in LABELS[table]}


def _mark_retracted(rows: Sequence[dict[str, Any]], facts: dict[int, list[dict[str, Any]]]) -> None:
    """Takes out what a later row takes back."""
    taken_back: set[tuple[object, ...]] = set()
    for place in reversed(range(len(rows))):
        record = rows[place]
        names = _names(record, facts.get(place, []))
        if names & taken_back:
            record["outcome"] = "retracted"
        if record["action"] == "retract":
            taken_back |= names


def _names(record: dict[str, Any], facts: Sequence[dict[str, Any]]) -> set[tuple[object, ...]]:
    """By what a row names its fact: as it is written, and by the key of the one fact that stands there."""
    table = record["table_name"]
    names: set[tuple[object, ...]] = set()
    if record["document_key"]:
        names.add((table, record["document_key"], record["start_offset"], record["end_offset"]))
    key = record["fact_key"] or (str(facts[0][_key(record)]) if len(facts) == 1 else None)
    if key:
        names.add((table, key))
    return names


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


def _all_facts(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> dict[int, list[dict[str, Any]]]:
    """The facts that each correction names, by its place among them."""
    found: dict[int, list[dict[str, Any]]] = {}
    for table in dict.fromkeys(str(c.record["table_name"]) for c in corrections):
        named = [(place, c.record) for place, c in enumerate(corrections) if c.record["table_name"] == table]
        wanted = ("document_key", "start_offset", "end_offset", "fact_key")
        schema = {"place": pl.Int64, "document_key": pl.String, "start_offset": pl.Int64, "end_offset": pl.Int64, "fact_key": pl.String}
        frame = pl.DataFrame([(place, *(record[name] for name in wanted)) for place, record in named], schema=schema, orient="row")
        connection.register("named_fact", frame.to_arrow())
        key = tables()[table].key[0]
        cursor = connection.execute(
            f"SELECT n.place, f.* FROM {table} f JOIN named_fact n ON f.{key} = TRY_CAST(n.fact_key AS UUID) UNION ALL "
            f"SELECT n.place, f.* FROM {table} f JOIN named_fact n "
            "ON f.document_key = n.document_key AND f.start_offset = n.start_offset AND f.end_offset = n.end_offset WHERE n.fact_key IS NULL"
        )
        names = [column[0] for column in cursor.description or []]
        for row in cursor.fetchall():
            found.setdefault(row[0], []).append(dict(zip(names[1:], row[1:], strict=True)))
        connection.unregister("named_fact")
    return found


def _documents_here(connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]) -> set[str]:
    """Which of the documents that corrections name are in the warehouse."""
    keys = sorted({str(c.record["document_key"]) for c in corrections if c.record["document_key"]})
    rows = connection.execute("SELECT document_key FROM document WHERE document_key IN (SELECT unnest($keys))", {"keys": keys}).fetchall() if keys else []
    return {str(key) for (key,) in rows}


def _equal(found: object, expect: str) -> bool:
    if isinstance(found, float):
        try:
            return abs(found - float(expect)) <= 1e-9 * max(abs(found), 1.0)
        except ValueError:
            return False
    return field_text(found) == expect


def field_text(value: object) -> str:
    """A field as the texts of corrections have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)


class Changes:
    """Corrections that are still to be written, each fact at most once."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._waiting: list[tuple[dict[str, Any], dict[str, object] | None]] = []
        self._keys: set[tuple[str, str]] = set()
        self._written: set[tuple[str, str]] = set()

    def holds(self, table: str, key: object) -> bool:
        """Whether a change of this fact waits to be written."""
        return (table, str(key)) in self._keys

    def wrote(self, table: str, key: object) -> bool:
        """Whether this fact has been changed."""
        return (table, str(key)) in self._written

    def add(self, record: dict[str, Any], period: dict[str, object] | None) -> None:
        """Notes a change; `record` names the fact by its key."""
        self._waiting.append((record, period))
        self._keys.add((record["table_name"], record["fact_key"]))

    def write(self) -> None:
        """Writes what waits: per table the dropped facts, per field the new values."""
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
        for record, _ in self._waiting:
            field = "" if record["action"] == "drop" else record["field"]
            groups.setdefault((record["table_name"], record["action"], field), []).append(record)
        _add_periods(self._connection, [period for _, period in self._waiting if period is not None])
        for (table, action, field), records in groups.items():
            frame = pl.DataFrame([(r["fact_key"], r["value"]) for r in records], schema={"fact_key": pl.String, "value": pl.String}, orient="row")
            self._connection.register("changed_fact", frame.to_arrow())
            if action == "drop":
                _drop(self._connection, table)
            else:
                _set(self._connection, table, field)
            self._connection.unregister("changed_fact")
        self._written |= self._keys
        self._waiting, self._keys = [], set()


def _add_periods(connection: duckdb.DuckDBPyConnection, periods: Sequence[dict[str, object]]) -> None:
    """Registers each period once, however many corrections name it."""
    for period in {str(period["period_key"]): period for period in periods}.values():
        names, holes = ", ".join(period), ", ".join("?" for _ in period)
        connection.execute(
            f"INSERT INTO period ({names}) SELECT {holes} WHERE ? NOT IN (SELECT period_key FROM period)", [*period.values(), period["period_key"]]
        )


def _drop(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    key = tables()[table].key[0]
    connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT CAST(fact_key AS UUID) FROM changed_fact)")
    if table == "event":
        connection.execute("UPDATE observation SET event_key = NULL WHERE event_key IN (SELECT CAST(fact_key AS UUID) FROM changed_fact)")


def _set(connection: duckdb.DuckDBPyConnection, table: str, field: str) -> None:
    if field == "park_key":
        # A park that no page names any more stays a park as long as a decision says so.
        connection.execute(
            "INSERT INTO park (park_key, name, kind, aliases, is_registered) "
            "SELECT DISTINCT value, value, '园区', [], false FROM changed_fact WHERE value NOT IN (SELECT park_key FROM park)"
        )
    key, kind = tables()[table].key[0], tables()[table].column(field).type
    sets = f"{field} = CAST(c.value AS {kind})"
    if table == "observation" and field == "value":
        # An exact figure is its own bound; a bound that the text states stays as stated.
        sets += ", value_low = CASE WHEN qualifier = 'exact' THEN CAST(c.value AS DOUBLE) ELSE value_low END"
        sets += ", value_high = CASE WHEN qualifier = 'exact' THEN CAST(c.value AS DOUBLE) ELSE value_high END"
    connection.execute(f"UPDATE {table} SET {sets} FROM changed_fact c WHERE {table}.{key} = CAST(c.fact_key AS UUID)")
