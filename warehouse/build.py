"""Builds a fresh warehouse file from Parquet and seeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

import duckdb
import polars as pl

from schemas.generate import comment, ddl, quoted
from schemas.tables import tables
from schemas.validate import split_valid
from seeds.own import park_rows
from seeds.read import seed_rows
from sql.read import sql_files
from warehouse.connect import together
from warehouse.corrections import Correction, apply_corrections
from warehouse.derived import create_derived
from warehouse.reprints import link_reprints
from warehouse.same_events import link_same_events
from warehouse.store import FACT_TABLES, Store, fact_schema
from warehouse.versions import link_versions, standing_refusals
from warehouse.view_comments import comment_columns

TABLE_ORDER = {
    "park": "park_key", "period": "period_key", "metric": "metric_key", "metric_bound": "metric_key, unit, subject_type", "document": "document_key",
    "article": "document_key, start_offset", "observation": "document_key, start_offset, end_offset",
    "event": "document_key, start_offset, end_offset", "leftover": "document_key, start_offset, end_offset",
    "sentence": "document_key, start_offset, end_offset", "reading": "document_key, start_offset, end_offset, table_name, reader, reading_key",
    "pipeline_run": "run_key", "rejected": "run_key, rejected_key", "quality_result": "run_key, check_name",
    "correction": "origin", "change_log": "run_key, change_key", "expected_rows": "document_key",
    "document_page": "document_key, start_offset", "source_status": "source", "forgotten": "document_key, place",
}  # fmt: skip
"""By what the rows of each table are ordered, on the disk of a fresh build and in exports."""


_SEED_FILES = {"park": "parks.csv", "metric": "metrics.csv", "metric_bound": "magnitude.csv", "expected_rows": "expected_rows.csv"}


class SeedError(ValueError):
    """A seed table that breaks its own model; the message names table, row and check."""


def seed_frame(table: str) -> pl.DataFrame:
    """Seeds as rows of their tables: parks, metrics, plausible ranges, expected row counts.

    Raises SeedError where a row is refused: a warehouse must not be built on broken reference data.
    """
    rows: list[dict[str, object]]
    if table == "park":
        rows = [
            {**row, "aliases": [a for a in row["aliases"].split("|") if a], "is_registered": True,
             "level": row["level"] or None, "province": row["province"] or None, "city": row["city"] or None}
            for row in park_rows()
        ]  # fmt: skip
    elif table == "metric_bound":
        rows = [{**row, "lowest": float(row["lowest"]), "highest": float(row["highest"])} for row in seed_rows("magnitude.csv")]
    elif table == "expected_rows":
        rows = [
            {key: int(value) if key in ("observations", "events", "leftovers") else value for key, value in row.items()}
            for row in seed_rows("expected_rows.csv")
        ]
    else:
        rows = [{**row, "additive": row["additive"] == "true", "unit": row["unit"] or None} for row in seed_rows("metrics.csv")]
    frame, refused = split_valid(table, rows)
    if refused:
        first = refused[0]
        raise SeedError(f"seeds/{_SEED_FILES[table]}, row {first.place + 2}: {first.reason}")
    return frame


def insert_query(connection: duckdb.DuckDBPyConnection, table: str, query: str, parameters: Sequence[object] = ()) -> None:
    """Adds the rows of a query to a table of the build, in the table's order."""
    names = ", ".join(f'"{name}"' for name in tables()[table].names)
    connection.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM ({query}) ORDER BY {TABLE_ORDER[table]}', list(parameters))


def insert_frame(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Adds the rows of a frame to a table of the build."""
    connection.register("frame", frame.to_arrow())
    insert_query(connection, table, "SELECT * FROM frame")
    connection.unregister("frame")


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """All tables with their comments, empty."""
    with together(connection):
        for table in tables().values():
            connection.execute(ddl(table))


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """All views of sql/views with their comments, in the order that their front matter asks for."""
    with together(connection):
        for file in sorted(sql_files("views"), key=lambda f: (int(f.meta.get("order", "50")), f.name)):
            connection.execute(file.sql)
            connection.execute(f"COMMENT ON VIEW {file.name} IS {quoted(comment(file.said('zh'), file.said('en')))}")
            comment_columns(connection, file.name)


def build(
    connection: duckdb.DuckDBPyConnection,
    store: Store,
    corrections: Sequence[Correction] = (),
    folding: Mapping[int, int] | None = None,
    reckon: Reckon | None = None,
) -> None:
    """Fills a new database with everything but the run's own record, its check results and its changes.

    `folding` maps characters to those in which words are compared (see `create_derived`); `reckon` gives figures another confidence than
    they were read with.
    """
    create_tables(connection)
    load_current(connection, store, reckon=reckon)
    for table in ("metric", "metric_bound", "expected_rows"):
        insert_frame(connection, table, seed_frame(table))
    fill_dimensions(connection)
    for table in ("document", "article", "observation", "event", "leftover", "reading", "sentence", "document_page"):
        insert_query(connection, table, f"SELECT * FROM current_{table}")
    insert_rows(connection, "correction", apply_corrections(connection, corrections))
    link_versions(connection, store)
    link_reprints(connection)
    link_same_events(connection)
    fill_rejected(connection, store)
    for table in ("pipeline_run", "quality_result", "change_log"):
        insert_frame(connection, table, store.operations(table))
    fill_present(connection, store)
    create_derived(connection, folding or {})
    create_views(connection)


def fill_dimensions(connection: duckdb.DuckDBPyConnection) -> None:
    """Fills parks and periods: those of the register, and those that the facts of `load_current` name."""
    connection.register("seed_park", seed_frame("park").to_arrow())
    insert_query(
        connection, "park",
        "SELECT * FROM seed_park UNION ALL BY NAME SELECT DISTINCT ON (park_key) * EXCLUDE (document_key, run_key) FROM current_park "
        "WHERE park_key NOT IN (SELECT park_key FROM seed_park)",
    )  # fmt: skip
    insert_query(connection, "period", "SELECT DISTINCT ON (period_key) * EXCLUDE (document_key, run_key) FROM current_period")


def fill_rejected(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Fills `rejected`: what the reading refused, and the refusals of the other stages that still hold."""
    connection.register("ingest_rejected", standing_refusals(store).to_arrow())
    insert_query(
        connection, "rejected",
        "SELECT * FROM current_rejected UNION ALL BY NAME SELECT * FROM ingest_rejected "
        "WHERE coalesce(document_key NOT IN (SELECT document_key FROM document), true)",
    )  # fmt: skip


def fill_present(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Fills what tells the present state and no history: the sources as they are, the documents that were forgotten."""
    for table, frame in (("source_status", store.source_status()), ("forgotten", store.forgotten())):
        connection.execute(f'DELETE FROM "{table}"')
        insert_frame(connection, table, frame)


Reckon = Callable[[tuple[str, ...]], float]
"""The confidence of a figure by its signs, among which is how two readers agree on it."""


def load_current(connection: duckdb.DuckDBPyConnection, store: Store, changed: Collection[str] | None = None, reckon: Reckon | None = None) -> None:
    """Views `current_TABLE` over the fact files that keep only the extraction that counts for each document.

    Where `changed` names documents, those of tables whose rows belong to one document each hold (at least) the rows of these alone.
    """
    extractions = store.extractions()
    connection.register("extraction_frame", extractions.select("document_key", "run_key").to_arrow())
    connection.execute("CREATE OR REPLACE TEMP TABLE current_extraction AS SELECT document_key, run_key FROM extraction_frame")
    connection.unregister("extraction_frame")
    # From here on DuckDB holds them.
    store.parts.let_go()
    parts = set(extractions["part"].unique())
    few = parts if changed is None else set(extractions.filter(pl.col("document_key").is_in(list(changed)))["part"].unique())
    del extractions
    for table in FACT_TABLES:
        # Files of superseded runs may have other columns; none of their rows counts.
        files = store.parts.files(table, parts if table in ("park", "period", "rejected") else few)
        connection.register(f"empty_{table}", pl.DataFrame(schema=fact_schema(table)).to_arrow())
        if files:
            listed = ", ".join(quoted(str(path)) for path in files)
            # Facts written before a column came in are read with nulls there.
            source = f"(SELECT * FROM empty_{table} UNION ALL BY NAME SELECT * FROM read_parquet([{listed}], union_by_name = true))"
        else:
            source = f"empty_{table}"
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW current_{table} AS SELECT f.* FROM {source} f SEMI JOIN current_extraction e USING (document_key, run_key)"
        )
    if reckon is not None:
        _reckon_anew(connection, reckon)


def _reckon_anew(connection: duckdb.DuckDBPyConnection, reckon: Reckon) -> None:
    """Gives the figures of `load_current` the confidence that their signs have now."""
    rows = connection.execute("SELECT DISTINCT signs FROM current_observation WHERE len(signs) > 0").fetchall()
    frame = pl.DataFrame(
        [(signs, reckon(tuple(signs))) for (signs,) in rows],
        schema={"signs": pl.List(pl.String), "reckoned": pl.Float64}, orient="row",
    )  # fmt: skip
    connection.register("reckoned_frame", frame.to_arrow())
    connection.execute("CREATE OR REPLACE TEMP TABLE reckoned AS SELECT * FROM reckoned_frame")
    connection.unregister("reckoned_frame")
    connection.execute("CREATE OR REPLACE TEMP TABLE read_observation AS SELECT * FROM current_observation")
    connection.execute(
        "CREATE OR REPLACE TEMP VIEW current_observation AS SELECT o.* REPLACE (coalesce(r.reckoned, o.confidence) AS confidence) "
        "FROM read_observation o LEFT JOIN reckoned r ON r.signs = o.signs"
    )


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[dict[str, object]]) -> None:
    """Adds rows to an operations table of the build."""
    frame, refused = split_valid(table, rows)
    if refused:
        raise ValueError(f"{table}: {refused[0].reason}")
    insert_frame(connection, table, frame)


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of every table."""
    counts = {}
    for table in tables():
        found = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
        counts[table] = int(found[0]) if found else 0
    return counts
