"""Brings a copy of the published warehouse up to date: the rows of changed documents are replaced, what hangs on all is computed anew.

Gives the same rows as a fresh build, in another order on the disk. Only for a file that the same program built with the same
rules and seeds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import duckdb
import polars as pl

from warehouse.build import (
    Reckon,
    fill_dimensions,
    fill_present,
    fill_rejected,
    insert_frame,
    insert_query,
    insert_rows,
    load_current,
)
from warehouse.corrections import Correction, apply_corrections
from warehouse.derived import note_derived, renew_derived
from warehouse.reprints import link_reprints, note_reprints
from warehouse.same_events import link_same_events, note_same_events
from warehouse.search import count_words
from warehouse.store import Store
from warehouse.versions import link_versions

FACTS = ("document", "article", "observation", "event", "leftover", "reading", "sentence", "document_page")
"""Tables whose every row belongs to one document."""
MOST_CHANGED = 0.2
"""Share of the documents beyond which a fresh build is cheaper."""


def changed_share(store: Store, since: str) -> float:
    """The share of all documents that were read after a run."""
    current = store.extractions()
    return current.filter(pl.col("run_key") > since).height / len(current) if len(current) else 1.0


def refresh(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    corrections: Sequence[Correction],
    since: str,
    folding: Mapping[int, int] | None = None,
    reckon: Reckon | None = None,
) -> None:
    """Does for the copy of a file that the run `since` published what `build` does for an empty one; leaves the keys of the changed documents in the temporary table `changed_document`."""
    _note_changed(connection, store, corrections, since)
    changed = {key for (key,) in connection.execute("SELECT document_key FROM changed_document").fetchall()}
    load_current(connection, store, changed, reckon)
    note_reprints(connection)
    note_same_events(connection)
    note_derived(connection)
    mine = "document_key IN (SELECT document_key FROM changed_document)"
    if connection.execute(f"SELECT 1 FROM document WHERE {mine} LIMIT 1").fetchone() is not None:
        # Of documents that are new, as most days' are, nothing stands there that would have to be looked for.
        count_words(connection, "sentence", mine, -1)
        for table in FACTS:
            connection.execute(f'DELETE FROM "{table}" WHERE {mine}')
    for table in FACTS:
        insert_query(connection, table, f"SELECT * FROM current_{table} WHERE {mine}")
    count_words(connection, "current_sentence", mine, 1)
    for table in ("park", "period", "correction", "rejected"):
        connection.execute(f'DELETE FROM "{table}"')
    fill_dimensions(connection)
    insert_rows(connection, "correction", apply_corrections(connection, corrections))
    link_versions(connection, store)
    link_reprints(connection, noted=True)
    link_same_events(connection, noted=True)
    fill_rejected(connection, store)
    for table in ("pipeline_run", "quality_result", "change_log"):
        _add_operations(connection, store, table, since)
    fill_present(connection, store)
    # Views and macros are those of the same program and stay.
    renew_derived(connection, folding or {})


def _note_changed(connection: duckdb.DuckDBPyConnection, store: Store, corrections: Sequence[Correction], since: str) -> None:
    """The documents whose rows are to be replaced: read since, gone, or touched by a correction then or now."""
    connection.register("extraction_frame", store.extractions().select("document_key", "run_key").to_arrow())
    keys = [str(c.record["fact_key"]) for c in corrections if c.record["fact_key"]]
    documents = [str(c.record["document_key"]) for c in corrections if c.record["document_key"]]
    facts = " UNION ALL ".join(
        f"SELECT document_key FROM {table} WHERE CAST({table}_key AS VARCHAR) IN (SELECT unnest($keys))" for table in ("observation", "event")
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE changed_document AS SELECT DISTINCT document_key FROM ("
        "SELECT document_key FROM extraction_frame WHERE run_key > $since "
        "UNION ALL SELECT document_key FROM document WHERE document_key NOT IN (SELECT document_key FROM extraction_frame) "
        "UNION ALL SELECT coalesce(document_key, original ->> '$.document_key') FROM correction WHERE outcome = 'applied' "
        f"UNION ALL SELECT unnest($documents) UNION ALL {facts}) WHERE document_key IS NOT NULL",
        {"since": since, "documents": documents, "keys": keys},
    )
    connection.unregister("extraction_frame")


def _add_operations(connection: duckdb.DuckDBPyConnection, store: Store, table: str, since: str) -> None:
    """Records of runs that the file lacks, and those of the run that published it, which ended only afterwards."""
    if table == "change_log":
        known = connection.execute("SELECT CAST(change_key AS VARCHAR) AS change_key FROM change_log").pl()
        insert_frame(connection, table, store.operations(table).join(known, on="change_key", how="anti"))
        return
    connection.execute(f'DELETE FROM "{table}" WHERE run_key >= ?', [since])
    known = connection.execute(f'SELECT DISTINCT run_key FROM "{table}"').pl()
    frame = store.operations(table)
    missing = frame.join(known, on="run_key", how="anti") if len(known) else frame
    insert_frame(connection, table, missing.filter(pl.col("run_key").is_not_null()))
