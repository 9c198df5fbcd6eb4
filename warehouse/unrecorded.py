"""The records of a run that was killed after its publish, taken from the published file back into the store."""

from __future__ import annotations

import duckdb
import polars as pl

from schemas.generate import polars_schema
from schemas.tables import tables
from warehouse.store import Store


def record_killed_runs(connection: duckdb.DuckDBPyConnection, store: Store) -> list[str]:
    """Adds runs and check results that only the file attached as `previous` holds to the build and to the store; returns the keys of the runs."""
    found: set[str] = set()
    for table in ("pipeline_run", "quality_result"):
        rows = _missing(connection, table)
        schema = polars_schema(tables()[table])
        for (run_key,), frame in rows.group_by("run_key"):
            known = frame.select(name for name in frame.columns if name in schema)
            store.add_operation(table, str(run_key), known.to_dicts())
            connection.register("record", store.operations(table).filter(pl.col("run_key") == run_key).to_arrow())
            connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM record')
            connection.unregister("record")
            found.add(str(run_key))
    return sorted(found)


def _missing(connection: duckdb.DuckDBPyConnection, table: str) -> pl.DataFrame:
    try:
        return connection.execute(f'SELECT * FROM previous.main."{table}" WHERE run_key NOT IN (SELECT run_key FROM main."{table}")').pl()
    except duckdb.CatalogException:
        # A file of a version that did not have the table yet.
        return pl.DataFrame(schema=polars_schema(tables()[table]))
