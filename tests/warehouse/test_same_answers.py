"""Views and exports give the same rows, exports in the same order, however the rows of the tables lie on the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.support import derive
from warehouse.export import relations, selection
from warehouse.layout import Home

ORDERS = 3


def with_ties(connection: duckdb.DuckDBPyConnection) -> None:
    """Every document once more under another key, half of its figures slightly different: ties wherever one row is chosen."""
    connection.execute(
        "CREATE TEMP TABLE twin AS SELECT document_key, md5(document_key) || md5(document_key || '2') AS twin_key FROM document;"
        "INSERT INTO document SELECT d.* REPLACE (twin_key AS document_key) FROM document d JOIN twin USING (document_key);"
    )
    for table, changed in (
        ("article", ""),
        ("event", ", md5(CAST(event_key AS VARCHAR))::UUID AS event_key, md5(CAST(article_key AS VARCHAR))::UUID AS article_key"),
        (
            "observation",
            ", md5(CAST(observation_key AS VARCHAR))::UUID AS observation_key, md5(CAST(article_key AS VARCHAR))::UUID AS article_key"
            ", CASE WHEN start_offset % 2 = 0 THEN value * 1.1000003 + 0.001 ELSE value END AS value",
        ),
    ):
        changed = changed or ", md5(CAST(article_key AS VARCHAR))::UUID AS article_key"
        connection.execute(f"INSERT INTO {table} SELECT f.* REPLACE (twin_key AS document_key{changed}) FROM {table} f JOIN twin USING (document_key)")


def shuffled(connection: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Puts the rows of every table in another order on the disk."""
    for (table,) in connection.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary").fetchall():
        connection.execute(f'CREATE OR REPLACE TEMP TABLE kept AS SELECT * FROM "{table}" ORDER BY hash(rowid, {seed})')
        connection.execute(f'DELETE FROM "{table}"')
        connection.execute(f'INSERT INTO "{table}" SELECT * FROM kept')
    derive(connection)


@pytest.fixture(scope="module")
def orders(sample: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """The same warehouse, its rows in several orders."""
    opened = []
    for seed in range(ORDERS):
        path = Path(tmp_path_factory.mktemp("orders")) / "warehouse.duckdb"
        shutil.copyfile(sample.warehouse, path)
        connection = duckdb.connect(str(path))
        with_ties(connection)
        shuffled(connection, seed)
        opened.append(connection)
    yield opened
    for connection in opened:
        connection.close()


def test_every_view_and_export(orders: list[duckdb.DuckDBPyConnection]) -> None:
    for name in relations(orders[0]):
        first, *others = [list(map(repr, connection.execute(selection(name)).fetchall())) for connection in orders]
        assert all(other == first for other in others), name
        assert sorted(map(repr, orders[-1].execute(f'SELECT * FROM "{name}"').fetchall())) == sorted(first), name
