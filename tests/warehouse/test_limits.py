"""A question that does not end is given up and told by its name; what asked it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import warehouse.audit
from flows.commands.status import status_of
from flows.settings.model import load_settings
from sql.read import SqlFile, sql_files
from tests.support import SAMPLE, run, select
from warehouse.audit import audit
from warehouse.audit_queries import EXAMPLES
from warehouse.connect import WarehouseError, opened
from warehouse.export import export
from warehouse.layout import Home
from warehouse.limits import Limits, NoEnd, within
from warehouse.report.labels import Label
from warehouse.report.runs import verdict
from warehouse.report.sections import Sections
from warehouse.store import Store

ENDLESS = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE (a.range * 7 + b.range) % 13 = 99"
GREEDY = "SELECT len(list(x)) AS n FROM (SELECT repeat('a', 1000) AS x FROM range(10000000))"
SHORT = Limits("200MB", 0.3)


def check(sql: str, severity: str = "warn") -> SqlFile:
    """A check as sql/checks holds them."""
    return SqlFile("the_one", sql, {"severity": severity, "en": "one", "zh": "一"})


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with room to spill and no rows to refuse."""
    with opened(tmp_path / "some.duckdb", tmp_path / "scratch", memory=SHORT.memory) as made:
        made.execute("CREATE TABLE document (document_key VARCHAR, file_name VARCHAR)")
        made.execute("CREATE TABLE rejected (check_name VARCHAR)")
        yield made


@pytest.mark.parametrize(("sql", "setting"), [(ENDLESS, "query_timeout_seconds"), (GREEDY, "memory_limit")])
@pytest.mark.parametrize("severity", ["warn", "block"])
def test_a_check_without_end_has_failed(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, sql: str, setting: str, severity: str) -> None:
    monkeypatch.setattr(warehouse.audit, "sql_files", lambda folder: (check(sql, severity), check("SELECT 1 WHERE false")))
    late, good = audit(connection, None, limits=SHORT if sql == ENDLESS else Limits(SHORT.memory))
    assert (late.name, late.severity, late.passed, late.failing_rows) == ("the_one", severity, False, 0)
    assert setting in late.examples[0]["not_ended"]
    assert good.passed


def test_a_count_and_ten_examples_are_kept(connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouse.audit, "sql_files", lambda folder: (check("SELECT range AS n FROM range(3000000) -- all of them"),))
    (result,) = audit(connection, None)
    assert (result.failing_rows, [row["n"] for row in result.examples]) == (3_000_000, list(range(EXAMPLES)))
    assert EXAMPLES == 10


@pytest.mark.parametrize(("severity", "healthy", "state"), [("warn", True, "warn"), ("block", False, "warn")])
def test_a_run_goes_on_past_it_and_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, severity: str, healthy: bool, state: str) -> None:
    """A blocking check too: one page on which it never ends would keep every later run from publishing."""
    home = Home(tmp_path / "home")
    files = (*sql_files("checks"), check(ENDLESS, severity))
    monkeypatch.setattr(warehouse.audit, "sql_files", lambda folder: files)
    result = run(home, SAMPLE / "13_events.md", SAMPLE / "03_gxq_half_year.txt", limits=Limits(seconds=2))
    assert result.status == "published"
    assert select(home, "SELECT severity, passed FROM quality_result WHERE check_name = 'the_one'") == [(severity, False)]
    assert any("the_one did not end" in line for line in result.warnings) is not healthy
    found = status_of(load_settings(home=home.root))
    assert found["healthy"] is healthy
    assert [check["ended"] for check in found["failed_checks"] if check["check"] == "the_one"] == [False]
    checks = Store(home).operations("quality_result").to_dicts()
    assert verdict(Store(home).operations("pipeline_run").to_dicts(), result.run_key, checks)["state"] == state


def test_many_statements_share_one_limit(connection: duckdb.DuckDBPyConnection) -> None:
    def many() -> None:
        with within(connection, SHORT):
            while True:
                connection.execute("SELECT sum(range) FROM range(1000)").fetchall()

    with pytest.raises(NoEnd, match="query_timeout_seconds"):
        many()
    assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_an_export_without_end_names_the_view_and_leaves_no_file(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    connection.execute(f"CREATE VIEW v_endless AS {ENDLESS}")
    for form in ("csv", "parquet", "xlsx"):
        with pytest.raises(WarehouseError, match="v_endless could not be exported"):
            export(connection, form, ["rejected", "v_endless"], tmp_path / "out", SHORT)
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file()]


def test_a_section_of_the_report_without_end_stays_empty_and_is_named(connection: duckdb.DuckDBPyConnection) -> None:
    sections = Sections(connection, lambda empty: None, SHORT)
    shown = sections.of(Label("园区", "parks"), lambda c: c.execute(ENDLESS if c is connection else "SELECT 0").fetchall())
    assert (shown, sections.left_out) == ([(0,)], [Label("园区", "parks")])


def test_a_run_with_too_little_memory_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="memory_limit"):
        run(Home(tmp_path / "home"), SAMPLE / "13_events.md", limits=Limits("1MB"))


def test_a_report_and_an_export_may_spill(sample_copy: Home, tmp_path: Path) -> None:
    """Into folders that DuckDB can make: it makes none above them."""
    for name in ("scratch-report", "scratch-export"):
        with opened(sample_copy.warehouse, sample_copy.build / name, read_only=True, memory="60MB") as reading:
            reading.execute("SELECT range, repeat('x', 100) AS x FROM range(1500000) ORDER BY hash(range)").fetchone()
