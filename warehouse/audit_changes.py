"""Checks of a published file of which some documents were replaced: only what may have changed is looked at again.

A check that says so (`-- by: document`, `-- by: series` or `-- by: key` in its front matter) gives rows each of which hangs on one document, on one metric of
one park, or on the rows of one key, and on nothing else. Of these the rows that were on record stand, less those that the documents or series that are due gave
before, and with those that they give now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from schemas.tables import tables
from sql.read import SqlFile, sql_files
from warehouse.audit_queries import EXAMPLES, all_ended, shortened
from warehouse.limits import Limits, NoEnd, within
from warehouse.refresh import FACTS

Found = tuple[int, list[dict[str, Any]]]
"""How many rows a check selects, and the first of them."""
_TABLES = ("document", "article", "observation", "event", "leftover", "document_page", "period", "statement", "metric_trend")
_DUE_DOCUMENTS = "document_key IN (SELECT document_key FROM due_document)"
_BY = {
    "document": dict.fromkeys(_TABLES, "true") | dict.fromkeys(("document", "article", "observation", "event", "leftover", "document_page"), _DUE_DOCUMENTS),
    "series": dict.fromkeys(_TABLES, "true") | dict.fromkeys(("statement", "metric_trend"), "is_due(park_key, metric_key)"),
    "key": {
        name: f'({", ".join(tables()[name].key)}) IN (SELECT ({", ".join(tables()[name].key)}) FROM "{{database}}".main.{name} WHERE {_DUE_DOCUMENTS})'
        for name in FACTS
    },
}
"""What stands in the place of each table while a check is asked about what is due."""


def changed_counts(connection: duckdb.DuckDBPyConnection, limits: Limits) -> dict[str, Found]:
    """The results of the checks that can be told from those of the file attached as `previous`; of no check where one of its run did not end.

    `due_document` and `is_due` say what may have changed (`warehouse.derived.renew_derived`). A check that has no end now is left out.
    """
    if not all_ended(connection):
        return {}
    before = _on_record(connection)
    here = str(connection.execute("SELECT current_database()").fetchall()[0][0])
    found: dict[str, Found] = {}
    for by, shadows in _BY.items():
        files = [file for file in sql_files("checks") if file.meta.get("by") == by and file.name in before]
        with _standing_in(connection, "previous", shadows):
            # Nothing is published of which a blocking check gave a row, and of none on record none is taken away.
            old = {file.name: _asked(connection, file, limits) if before[file.name][0] else (0, []) for file in files}
        with _standing_in(connection, here, shadows):
            new = {file.name: _asked(connection, file, limits) for file in files}
        for file in files:
            was, gone, come = before[file.name], old[file.name], new[file.name]
            if gone is not None and come is not None and was[0] >= gone[0]:
                found[file.name] = _together(was, gone, come)
    return found


def _on_record(connection: duckdb.DuckDBPyConnection) -> dict[str, Found]:
    rows = connection.execute(
        "SELECT check_name, failing_rows, examples FROM quality_result WHERE run_key = (SELECT max(run_key) FROM pipeline_run WHERE status = 'published')"
    ).fetchall()
    return {name: (count, json.loads(examples)) for name, count, examples in rows}


@contextmanager
def _standing_in(connection: duckdb.DuckDBPyConnection, database: str, shadows: Mapping[str, str]) -> Iterator[None]:
    """Lets temporary views stand before tables, each with the rows of a condition; the other tables are the build's."""
    for table, condition in shadows.items():
        connection.execute(f'CREATE OR REPLACE TEMP VIEW "{table}" AS SELECT * FROM "{database}".main."{table}" WHERE {condition.format(database=database)}')
    try:
        yield
    finally:
        for table in shadows:
            connection.execute(f'DROP VIEW temp."{table}"')


def _asked(connection: duckdb.DuckDBPyConnection, file: SqlFile, limits: Limits) -> Found | None:
    """What a check gives of what is due, all rows; None where it has no end or cannot be asked, which the whole of it will tell."""
    try:
        with within(connection, limits):
            found = shortened(connection.execute(file.sql))
    except (NoEnd, duckdb.Error):
        return None
    return len(found), found


def _together(was: Found, gone: Found, come: Found) -> Found:
    """What was on record without what is gone and with what has come."""
    taken = [_as_recorded(example) for example in gone[1]]
    stays = [example for example in was[1] if example not in taken]
    return was[0] - gone[0] + come[0], [*stays, *come[1]][:EXAMPLES]


def _as_recorded(example: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(example, ensure_ascii=False, default=str))
    return found
