"""What people decide of quantities that were left out although one of the readers takes them for facts: `restore` makes one a fact, `leave` holds that it is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from schemas.generate import polars_schema
from schemas.tables import tables
from schemas.validate import as_json

RESTORE, LEAVE = "restore", "leave"
LEFT_OUT = (RESTORE, LEAVE)
"""Actions that speak of a quantity that was left out; their `value` is the row that it would be, as JSON. An article is left out too: it is about no park."""
Place = tuple[object, object, object]


def place_of(record: Mapping[str, Any]) -> Place:
    """Where a correction finds its fact."""
    return record["document_key"], record["start_offset"], record["end_offset"]


def settle_left_out(connection: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, Any]], facts: Mapping[int, dict[str, Any]]) -> None:
    """Applies such decisions and notes the outcome of each in `rows`; `facts`: the row of each decision by its place among them.

    One is stale where the quantity is no longer left out for the reason that `expect` names, or its characters, article or document are others now.
    """
    wanted = sorted(facts)
    if not wanted:
        return
    taken_back = _taken_back(rows)
    left = _left_over(connection, [rows[number] for number in wanted])
    restored: list[dict[str, Any]] = []
    for number in wanted:
        row, fact = rows[number], facts[number]
        quantity = left.get(place_of(row))
        if number in taken_back:
            row["outcome"] = "retracted"
        elif quantity is None:
            row["outcome"] = "stale" if _is_here(connection, row["document_key"]) else "waiting"
        elif (
            (row["expect"] and row["expect"] != quantity["reason"])
            or fact["text"] != quantity["text"]
            or str(fact["article_key"]) != str(quantity["article_key"])
        ):
            row["outcome"], row["found"] = "stale", quantity["reason"]
        else:
            row |= {"outcome": "applied", "found": quantity["reason"], "original": as_json(quantity), "fact_key": str(fact["observation_key"])}
            if row["action"] == RESTORE:
                restored.append(fact | {"sentence": quantity["sentence"], "event_key": None, "leftover_key": str(quantity["leftover_key"])})
            # A quantity is decided once.
            del left[place_of(row)]
    if restored:
        _restore(connection, restored)


def settle_articles(connection: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Notes which articles that a person has found to be about no park are here."""
    named = [row for row in rows if row["table_name"] == "article"]
    if not named:
        return
    here = {
        str(key)
        for (key,) in connection.execute(
            "SELECT article_key FROM article WHERE article_key IN (SELECT TRY_CAST(unnest($keys) AS UUID))", {"keys": [row["fact_key"] for row in named]}
        ).fetchall()
    }
    for row in named:
        row["outcome"] = "applied" if row["fact_key"] in here else "waiting"


def _taken_back(rows: Sequence[dict[str, Any]]) -> set[int]:
    """Which rows a later one takes back."""
    retracted: set[Place] = set()
    found = set()
    for number in reversed(range(len(rows))):
        if rows[number]["action"] == "retract" and rows[number]["document_key"]:
            retracted.add(place_of(rows[number]))
        elif place_of(rows[number]) in retracted:
            found.add(number)
    return found


def _left_over(connection: duckdb.DuckDBPyConnection, rows: Sequence[dict[str, Any]]) -> dict[Place, dict[str, Any]]:
    """The quantities left out that are decided upon, by their place."""
    schema = {"document_key": pl.String, "start_offset": pl.Int64, "end_offset": pl.Int64}
    connection.register("named_place", pl.DataFrame(sorted({place_of(row) for row in rows}, key=str), schema=schema, orient="row").to_arrow())
    cursor = connection.execute("SELECT l.* FROM leftover l SEMI JOIN named_place n USING (document_key, start_offset, end_offset) ORDER BY leftover_key DESC")
    names = [column[0] for column in cursor.description or []]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    connection.unregister("named_place")
    return {place_of(row): row for row in found}


def _is_here(connection: duckdb.DuckDBPyConnection, document: object) -> bool:
    return connection.execute("SELECT 1 FROM document WHERE document_key = ?", [document]).fetchone() is not None


def _restore(connection: duckdb.DuckDBPyConnection, facts: Sequence[dict[str, Any]]) -> None:
    table = tables()["observation"]
    frame = pl.DataFrame(facts, schema=polars_schema(table) | {"leftover_key": pl.String}, orient="row")
    connection.register("restored_fact", frame.to_arrow())
    connection.execute(
        "INSERT INTO park (park_key, name, kind, aliases, is_registered) "
        "SELECT DISTINCT park_key, park_key, '园区', [], false FROM restored_fact WHERE park_key NOT IN (SELECT park_key FROM park)"
    )
    names = ", ".join(f'"{name}"' for name in table.names)
    connection.execute(
        f"INSERT INTO observation ({names}) SELECT {names} FROM restored_fact WHERE observation_key NOT IN (SELECT CAST(observation_key AS VARCHAR) FROM observation)"
    )
    connection.execute("DELETE FROM leftover WHERE CAST(leftover_key AS VARCHAR) IN (SELECT leftover_key FROM restored_fact)")
    connection.unregister("restored_fact")
