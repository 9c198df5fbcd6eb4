"""Between two warehouses every change is found, and explained by what brought it about."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.support import derive
from warehouse.changes import find_changes, log_changes
from warehouse.layout import Home
from warehouse.previous import attached

TREND = "(SELECT observation_key FROM v_metric_trend WHERE value IS NOT NULL ORDER BY observation_key LIMIT 1)"
OF_ONE = "document_key = (SELECT document_key FROM observation GROUP BY ALL ORDER BY count(*) DESC, document_key LIMIT 1)"


@pytest.fixture
def newer(sample: Home, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the sample's warehouse, to be changed, with the sample's own as `previous`."""
    path = tmp_path / "newer.duckdb"
    shutil.copyfile(sample.warehouse, path)
    connection = duckdb.connect(str(path))
    with attached(connection, sample.warehouse) as compares:
        assert compares
        yield connection
    connection.close()


def rows(connection: duckdb.DuckDBPyConnection, columns: str = "table_name, change, reason", again: bool = True) -> list[tuple[object, ...]]:
    if again:
        derive(connection)
    find_changes(connection, "run")
    return connection.execute(f"SELECT {columns} FROM change_row ORDER BY ALL").fetchall()


def test_the_same_warehouse_has_no_changes(newer: duckdb.DuckDBPyConnection) -> None:
    assert rows(newer) == []


def test_a_new_document_is_one_row_with_its_facts(newer: duckdb.DuckDBPyConnection) -> None:
    (count,) = newer.execute(f"SELECT (SELECT count(*) FROM observation WHERE {OF_ONE}) + (SELECT count(*) FROM event WHERE {OF_ONE})").fetchone() or (0,)
    (key,) = newer.execute(f"SELECT any_value(document_key) FROM observation WHERE {OF_ONE}").fetchone() or ("",)
    newer.execute(f"UPDATE observation SET document_key = md5('x') || md5('x') WHERE document_key = '{key}'")
    newer.execute(f"UPDATE event SET document_key = md5('x') || md5('x') WHERE document_key = '{key}'")
    newer.execute(f"UPDATE document SET document_key = md5('x') || md5('x') WHERE document_key = '{key}'")
    found = [row for row in rows(newer, "table_name, change, reason, facts") if row[0] == "document"]
    # The new one is explained; that the old one is simply gone is not.
    assert found == [("document", "added", "new_document", count), ("document", "removed", "unexplained", count)]


def test_a_value_set_by_hand_is_a_correction_in_the_fact_and_in_the_best_value(newer: duckdb.DuckDBPyConnection) -> None:
    newer.execute(
        f"INSERT INTO correction BY NAME SELECT 'x' AS origin, observation_key AS fact_key, 'observation' AS table_name, 'override' AS action, 'value' AS field, "
        f"'1' AS value, '2' AS expect, 'r' AS reason, 'w' AS who, DATE '2021-01-01' AS date, 'applied' AS outcome FROM observation WHERE observation_key = {TREND}"
    )
    newer.execute(f"UPDATE observation SET value = value + 1, value_low = value_low + 1, value_high = value_high + 1 WHERE observation_key = {TREND}")
    assert rows(newer) == [("observation", "changed", "correction"), ("v_metric_trend", "changed", "correction")]
    ((field, old, new),) = newer.execute("SELECT field, old_value, new_value FROM change_row WHERE table_name = 'v_metric_trend'").fetchall()
    assert field == "value"
    assert old != new


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE document SET rule_set = 'another'", "rule_set"),
        ("UPDATE document SET published_on = published_on + 1", "document_date"),
        ("UPDATE pipeline_run SET code_version = 'another'", "code"),
        ("SELECT 1", "unexplained"),
    ],
)
def test_another_reading_is_explained_by_what_else_is_new(newer: duckdb.DuckDBPyConnection, statement: str, reason: str) -> None:
    newer.execute(statement)
    newer.execute(f"UPDATE observation SET value = value + 1, value_low = value_low + 1, value_high = value_high + 1 WHERE observation_key = {TREND}")
    assert set(rows(newer)) == {("observation", "changed", reason), ("v_metric_trend", "changed", reason)}


def test_a_figure_with_another_key_at_the_same_place_is_one_change(newer: duckdb.DuckDBPyConnection) -> None:
    newer.execute("UPDATE document SET rule_set = 'another'")
    newer.execute(f"UPDATE observation SET observation_key = gen_random_uuid(), metric_key = 'other' WHERE observation_key = {TREND}")
    assert ("observation", "changed", "rule_set", "metric_key") in rows(newer, "table_name, change, reason, field")
    assert not [row for row in rows(newer) if row[0] == "observation" and row[1] != "changed"]


def test_a_refused_document_says_so(newer: duckdb.DuckDBPyConnection) -> None:
    newer.execute(
        "INSERT INTO rejected BY NAME SELECT gen_random_uuid() AS rejected_key, '1' AS run_key, 'extract' AS stage, document_key, 'document' AS table_name, "
        f"'{{}}' AS row, 'x' AS reason, 'reader' AS check_name FROM document WHERE {OF_ONE}"
    )
    newer.execute("DELETE FROM document WHERE document_key IN (SELECT document_key FROM rejected)")
    assert ("document", "removed", "document_refused") in rows(newer)


def test_what_was_logged_before_is_kept(newer: duckdb.DuckDBPyConnection) -> None:
    newer.execute(
        "INSERT INTO change_log BY NAME SELECT gen_random_uuid() AS change_key, '000000' AS run_key, 'added' AS change, 'new_document' AS reason, "
        "'document' AS table_name, 'x' AS fact_key, 0 AS facts"
    )
    newer.execute(f"UPDATE observation SET value = value + 1, value_low = value_low + 1, value_high = value_high + 1 WHERE observation_key = {TREND}")
    derive(newer)
    log_changes(newer, "000009", "another version")
    assert newer.execute("SELECT run_key, table_name, reason FROM change_log ORDER BY ALL").fetchall() == [
        ("000000", "document", "new_document"),
        ("000009", "observation", "code"),
        ("000009", "v_metric_trend", "code"),
    ]


def test_an_older_warehouse_without_these_tables_is_compared_all_the_same(sample: Home, tmp_path: Path) -> None:
    old = tmp_path / "old.duckdb"
    shutil.copyfile(sample.warehouse, old)
    connection = duckdb.connect(str(old))
    for statement in ("DROP TABLE change_log", "DROP VIEW v_observation", "DROP VIEW v_event", "DROP TABLE correction"):
        connection.execute(statement)
    connection.close()
    connection = duckdb.connect(str(sample.warehouse), read_only=True)
    with attached(connection, old) as compares:
        assert compares
        assert rows(connection, again=False) == []
    connection.close()
