"""Each check finds the fault that it is there for, and that one only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

import warehouse.audit
from schemas.columns import Column
from schemas.tables import tables
from sql.read import SqlFile, sql_files
from tests.schemas.rows import valid_row
from tests.support import derive
from warehouse.audit import CheckError, audit, blocking
from warehouse.audit_queries import EXAMPLES
from warehouse.build import insert_rows
from warehouse.layout import Home

FIRST = "(SELECT min(observation_key) FROM observation)"
NO_EVENTS = ["UPDATE observation SET event_key = NULL", "DELETE FROM event"]
OF_ONE_DOCUMENT = "document_key = (SELECT min(document_key) FROM observation)"

# The check that must fail -> the statements that plant its fault in a good build.
FAULTS: dict[str, list[str]] = {
    "evidence_observation": [f"UPDATE observation SET start_offset = start_offset + 1, end_offset = end_offset + 1 WHERE observation_key = {FIRST}"],
    "evidence_event": ["UPDATE event SET text = text || '。' WHERE event_key = (SELECT min(event_key) FROM event)"],
    "page_of_fact": [f"UPDATE observation SET page = 3 WHERE observation_key = {FIRST}"],
    "unique_keys": [f"INSERT INTO observation SELECT * FROM observation WHERE observation_key = {FIRST}"],
    "references": [f"UPDATE observation SET park_key = '无此园区' WHERE observation_key = {FIRST}"],
    "date_order": [
        "INSERT INTO period SELECT * REPLACE ('2020-12-31/2020-01-01' AS period_key, DATE '2020-12-31' AS start_date, DATE '2020-01-01' AS end_date) FROM period LIMIT 1"
    ],
    "value_within_bounds": ["UPDATE observation SET value = value_high + 1 WHERE qualifier <> 'exact' AND value_high IS NOT NULL"],
    "unit_fits_metric": ["UPDATE observation SET unit = '人' WHERE metric_key = 'contracted_investment' AND measure = 'level'"],
    "not_empty": ["UPDATE observation SET event_key = NULL", "DELETE FROM event"],
    "nothing_lost": ["UPDATE event SET same_as = NULL"]
    + [f"DELETE FROM {table} WHERE {OF_ONE_DOCUMENT}" for table in ("event", "leftover", "sentence", "article", "document", "observation")],
}
MORE: list[tuple[str, str]] = [
    ("references", f"UPDATE observation SET period_key = '1900-01-01/1900-01-02' WHERE observation_key = {FIRST}"),
    ("references", "DELETE FROM metric WHERE metric_key = 'contracted_investment'"),
    ("evidence_observation", f"UPDATE observation SET end_offset = 100000000 WHERE observation_key = {FIRST}"),
    ("evidence_observation", f"UPDATE observation SET text = '' WHERE observation_key = {FIRST}"),
    ("date_order", "UPDATE period SET end_date = end_date + 1 WHERE grain = 'month'"),
    ("date_order", "UPDATE period SET start_date = NULL WHERE grain = 'year'"),
    ("value_within_bounds", f"UPDATE observation SET qualifier = 'exact', value_low = value - 1, value_high = value WHERE observation_key = {FIRST}"),
    (
        "value_within_bounds",
        f"UPDATE observation SET value = 'nan'::DOUBLE, value_low = NULL, value_high = NULL, qualifier = 'about' WHERE observation_key = {FIRST}",
    ),
    ("value_within_bounds", f"UPDATE observation SET qualifier = 'range', value = 5, value_low = 9, value_high = 1 WHERE observation_key = {FIRST}"),
    ("unit_fits_metric", "UPDATE observation SET unit = '元' WHERE measure = 'yoy'"),
    ("not_empty", "DELETE FROM observation"),
]


@pytest.fixture(scope="module")
def last(sample: Home) -> Path:
    """The last published warehouse."""
    return sample.warehouse


@pytest.fixture
def build(last: Path, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A good build, open for spoiling."""
    path = tmp_path / "build.duckdb"
    shutil.copyfile(last, path)
    connection = duckdb.connect(str(path))
    yield connection
    connection.close()


def failed(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> set[str]:
    """Names of the blocking checks that fail."""
    derive(connection)
    return {result.name for result in blocking(audit(connection, previous))}


def test_a_good_build_passes(build: duckdb.DuckDBPyConnection, last: Path) -> None:
    results = audit(build, last)
    assert blocking(results) == []
    assert [result.name for result in results] == [file.name for file in sql_files("checks")]
    assert build.execute("SELECT database_name FROM duckdb_databases() WHERE NOT internal").fetchall() == [("build",)], "the last warehouse is let go"


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_is_found_by_its_check_alone(build: duckdb.DuckDBPyConnection, last: Path, check: str) -> None:
    for statement in FAULTS[check]:
        changed = build.execute(statement).fetchone()
        assert changed is not None
        assert changed[0] > 0 or len(FAULTS[check]) > 1, "the test's own ground: something was spoilt"
    assert failed(build, last) == {check}


@pytest.mark.parametrize(("check", "statement"), MORE)
def test_more_faults_of_each_kind(build: duckdb.DuckDBPyConnection, last: Path, check: str, statement: str) -> None:
    changed = build.execute(statement).fetchone()
    assert changed is not None
    assert changed[0] > 0
    assert failed(build, last) == {check}


def fill(build: duckdb.DuckDBPyConnection, table: str) -> None:
    """A row for a table that the sample leaves empty, whose references lead to rows."""
    if build.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
        return
    insert_rows(build, table, [valid_row(table)])
    for column in tables()[table].columns:
        if column.references:
            (key,) = tables()[column.references].key
            build.execute(f"UPDATE {table} SET {column.name} = (SELECT min({key}) FROM {column.references})")


@pytest.mark.parametrize(("table", "column"), [pytest.param(t.name, c, id=f"{t.name}.{c.name}") for t in tables().values() for c in t.columns if c.references])
def test_every_reference_is_watched(build: duckdb.DuckDBPyConnection, table: str, column: Column) -> None:
    wrong = "gen_random_uuid()" if column.type == "UUID" else "'nowhere'"
    fill(build, table)
    build.execute(f"UPDATE {table} SET {column.name} = {wrong}")
    assert "references" in failed(build, None)


@pytest.mark.parametrize("table", tables())
def test_every_key_is_watched(build: duckdb.DuckDBPyConnection, table: str) -> None:
    fill(build, table)
    build.execute(f"INSERT INTO {table} SELECT * FROM {table} LIMIT 1")
    assert failed(build, None) == {"unique_keys"}


def test_every_blocking_check_has_a_fault_planted_here() -> None:
    """A new check comes with a fault that shows it at work."""
    assert {file.name for file in sql_files("checks") if file.meta.get("severity") == "block"} == set(FAULTS)


@pytest.mark.parametrize(
    ("check", "statement"),
    [
        (
            "magnitude",
            "UPDATE observation SET metric_key = 'gdp', measure = 'level', unit = '元', subject_type = 'park', status = 'actual', value = 5, value_low = 5, value_high = 5",
        ),
        ("plausible_years", "UPDATE document SET published_on = DATE '1950-01-01'"),
    ],
)
def test_a_warning_is_counted_and_blocks_nothing(build: duckdb.DuckDBPyConnection, check: str, statement: str) -> None:
    build.execute(statement)
    derive(build)
    (found,) = (result for result in audit(build, None) if result.name == check)
    assert (found.severity, found.passed) == ("warn", False)
    assert found.failing_rows > EXAMPLES
    assert len(found.examples) == EXAMPLES
    assert check not in failed(build, None)


def test_a_document_that_was_refused_since_is_not_lost(build: duckdb.DuckDBPyConnection, last: Path) -> None:
    (key,) = build.execute("SELECT min(document_key) FROM observation").fetchone() or ("",)
    build.execute(
        "INSERT INTO rejected BY NAME SELECT gen_random_uuid() AS rejected_key, '1' AS run_key, 'extract' AS stage, ? AS document_key, "
        "'document' AS table_name, '{}' AS row, 'the reader failed' AS reason, 'reader' AS check_name",
        [key],
    )
    for statement in FAULTS["nothing_lost"]:
        build.execute(statement)
    assert failed(build, last) == set()


@pytest.mark.parametrize("state", ["none", "missing", "damaged"])
def test_without_a_readable_predecessor_the_comparison_is_left_out(build: duckdb.DuckDBPyConnection, tmp_path: Path, state: str) -> None:
    previous = tmp_path / "previous.duckdb"
    if state == "damaged":
        previous.write_bytes(b"not a database")
    build.execute("UPDATE observation SET event_key = NULL; DELETE FROM event")
    assert failed(build, None if state == "none" else previous) == set()


@pytest.mark.parametrize("factor", [1e4, 1e-4])
def test_a_lost_or_doubled_ten_thousand_is_flagged(build: duckdb.DuckDBPyConnection, factor: float) -> None:
    build.execute(
        f"UPDATE observation SET value = value * {factor}, value_low = value_low * {factor}, value_high = value_high * {factor} "
        "WHERE metric_key IN ('gdp', 'industrial_output', 'fixed_asset_investment', 'high_tech_enterprises') AND measure = 'level'"
    )
    derive(build)
    (found,) = [result for result in audit(build, None) if result.name == "magnitude"]
    assert (found.severity, found.passed) == ("warn", False)
    assert found.failing_rows >= 3


def test_a_path_with_a_quote_is_attached(build: duckdb.DuckDBPyConnection, last: Path, tmp_path: Path) -> None:
    previous = tmp_path / "it's here.duckdb"
    shutil.copyfile(last, previous)
    build.execute("UPDATE observation SET event_key = NULL; DELETE FROM event")
    assert failed(build, previous) == {"not_empty"}


@pytest.fixture
def with_check(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, dict[str, str]], None]:
    def add(sql: str, meta: dict[str, str]) -> None:
        monkeypatch.setattr(warehouse.audit, "sql_files", lambda folder: (SqlFile("mine", sql, meta),))

    return add


def test_examples_are_few_and_short_but_every_row_counts(build: duckdb.DuckDBPyConnection, with_check: Callable[[str, dict[str, str]], None]) -> None:
    with_check("SELECT repeat('长', 5000) AS text, i FROM range(25000) r(i)", {"severity": "warn", "en": "x", "zh": "x"})
    (found,) = audit(build, None)
    assert (found.failing_rows, len(found.examples)) == (25000, EXAMPLES)
    assert max(len(example["text"]) for example in found.examples) <= 300


@pytest.mark.parametrize(
    ("sql", "meta"),
    [
        ("SELECT nope", {"severity": "block", "en": "x", "zh": "x"}),
        ("SELECT 1", {"severity": "blocking", "en": "x", "zh": "x"}),
        ("SELECT 1", {"severity": "block", "en": "x"}),
        ("SELECT 1", {}),
    ],
)
def test_a_broken_check_is_named_and_never_passes(
    build: duckdb.DuckDBPyConnection, with_check: Callable[[str, dict[str, str]], None], sql: str, meta: dict[str, str]
) -> None:
    with_check(sql, meta)
    with pytest.raises(CheckError, match=r"sql/checks/mine\.sql"):
        audit(build, None)


def test_what_was_proven_and_not_touched_since_is_not_proven_again(build: duckdb.DuckDBPyConnection) -> None:
    def found() -> int:
        derive(build)
        return {result.name: result.failing_rows for result in audit(build, None, refreshed=True)}["evidence_event"]

    build.execute("CREATE TEMP TABLE changed_document AS SELECT document_key FROM document WHERE false")
    build.execute(FAULTS["evidence_event"][0])
    assert found() == 0
    build.execute("INSERT INTO changed_document SELECT document_key FROM event ORDER BY event_key LIMIT 1")
    assert found() == 1
    build.execute("DELETE FROM changed_document")
    build.execute("""UPDATE quality_result SET examples = '[{"not_ended": "it took too long"}]' WHERE check_name = 'evidence_event'""")
    assert found() == 1, "what was published unproven is proven with the next run"
