"""No view, derived table or check works more than in proportion to the facts, spread out or all of one park, metric and period.

Work is counted in rows that DuckDB's operators hand on, by its own profile: the same on every machine.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from sql.read import SqlFile, sql_files
from tests.support import derive
from warehouse.audit import prepare_checks
from warehouse.build import create_tables, create_views, seed_frame

SIZES = (1_000, 10_000)
LARGEST = 100_000
MOST = 13.0
"""Times the work for ten times the facts."""

_FACTS = """
INSERT INTO observation BY NAME
SELECT md5('o' || i)::UUID AS observation_key, park_key, y || '-01-01/' || y || '-12-31' AS period_key, metric_key, document_key, article_key, measure, status,
    park_key AS subject, 'park' AS subject_type, words AS metric_text, i % 5 = 0 AS is_part, value, CASE measure WHEN 'level' THEN '元' ELSE '%' END AS unit, 'exact' AS qualifier,
    y || '年' AS period_text, value || '元' AS text, place * 20 AS start_offset, place * 20 + 5 AS end_offset, sentence, 0.5 + (i % 50) / 100 AS confidence, 'made' AS rule, [] AS signs, ['rules'] AS readers
FROM (
    SELECT *, md5('d' || d) || md5('e' || d) AS document_key, md5('a' || d)::UUID AS article_key, '第' || d || '-' || place % 10 || '句其中' AS sentence
    FROM (
        SELECT i, CASE {alike} WHEN true THEN i // 2000 ELSE i // 40 END AS d, CASE {alike} WHEN true THEN i % 2000 ELSE i % 40 END AS place,
            CASE {alike} WHEN true THEN '甲园区' ELSE '园区' || (i // 100) END AS park_key, CASE {alike} WHEN true THEN 2020 - i % 2 ELSE 2000 + i % 20 END AS y,
            CASE {alike} WHEN true THEN 'tax' ELSE (SELECT list(metric_key ORDER BY metric_key) FROM metric WHERE unit = '元')[1 + i % 12] END AS metric_key,
            CASE i % 3 WHEN 2 THEN 'yoy' ELSE 'level' END AS measure, CASE WHEN i % 7 = 0 THEN 'target' ELSE 'actual' END AS status,
            -- All alike in everything but the words of every second one, which differ.
            CASE WHEN i % 2 = 0 THEN '税收' ELSE '税收' || i END AS words, i::DOUBLE AS value
        FROM range({facts}) t(i)
    )
)
"""


def made(path: Path, facts: int, alike: bool) -> duckdb.DuckDBPyConnection:
    """A warehouse of so many facts."""
    connection = duckdb.connect(str(path))
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET threads = 1")
    create_tables(connection)
    connection.register("seed", seed_frame("metric").to_arrow())
    connection.execute("INSERT INTO metric BY NAME SELECT * FROM seed")
    connection.execute(
        "INSERT INTO period BY NAME SELECT y || '-01-01/' || y || '-12-31' AS period_key, make_date(y, 1, 1) AS start_date, make_date(y, 12, 31) AS end_date, "
        "'year' AS grain, 'annual' AS period_kind, y AS year, y || '年' AS label FROM range(2000, 2025) t(y)"
    )
    connection.execute(_FACTS.format(facts=facts, alike=str(alike).lower()))
    connection.execute(
        "INSERT INTO park BY NAME SELECT DISTINCT park_key, park_key AS name, '园区' AS kind, [] AS aliases, hash(park_key) % 2 = 0 AS is_registered FROM observation"
    )
    connection.execute(
        "INSERT INTO document BY NAME SELECT document_key, document_key AS source, document_key || '.txt' AS file_name, '题' AS title, DATE '2021-03-01' AS published_on, "
        "'stated' AS published_on_basis, TIMESTAMPTZ '2021-03-01 00:00:00+00' AS ingested_at, repeat('某园区税收增长，', 20) AS text, 'text/plain' AS media_type, 'utf-8' AS encoding, "
        "'0' AS rule_set FROM observation GROUP BY document_key"
    )
    connection.execute(
        "INSERT INTO article BY NAME SELECT article_key, document_key, '题' AS headline, '' AS byline, min(park_key) AS park_key, 0 AS start_offset, 160 AS end_offset, [] AS sketch "
        "FROM observation GROUP BY article_key, document_key"
    )
    connection.execute(
        "INSERT INTO event BY NAME SELECT md5('v' || observation_key)::UUID AS event_key, park_key, period_key, document_key, article_key, 'signing' AS event_type, '某项目签约' AS title, "
        "'actual' AS status, ['某公司'] AS participants, value AS amount, '签约' AS text, start_offset, end_offset, sentence, 0.9 AS confidence, 'made' AS rule, ['rules'] AS readers "
        "FROM observation WHERE hash(observation_key) % 4 = 0"
    )
    connection.execute(
        "INSERT INTO leftover BY NAME SELECT md5('l' || observation_key)::UUID AS leftover_key, document_key, article_key, park_key, 'idiom' AS reason, text, start_offset, "
        "end_offset, sentence FROM observation WHERE hash(observation_key) % 4 = 1"
    )
    derive(connection)
    create_views(connection)
    prepare_checks(connection, {"now": dt.datetime(2021, 3, 2, tzinfo=dt.UTC), "freshness_days": 7})
    return connection


PAIRWISE = ("BLOCKWISE_NL_JOIN", "NESTED_LOOP_JOIN", "CROSS_PRODUCT")
"""Joins that look at every pair, however few of them they hand on."""


def handed_on(node: Mapping[str, Any]) -> int:
    """Rows that an operator and those below it hand on, and pairs that it looks at."""
    children = node.get("children", ())
    pairs = math.prod(int(child.get("operator_cardinality") or 0) for child in children) if node.get("operator_name") in PAIRWISE else 0
    return int(node.get("operator_cardinality") or 0) + pairs + sum(handed_on(child) for child in children)


def work(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """Rows handed on while a query runs, its own result included."""
    connection.execute("PRAGMA enable_profiling = 'no_output'")
    connection.execute(sql).fetchall()
    found = handed_on(json.loads(connection.get_profiling_information(format="json")))
    connection.execute("PRAGMA disable_profiling")
    return found


def queries() -> list[SqlFile]:
    """Every view and every check that needs no other warehouse."""
    checks = [file for file in sql_files("checks") if file.meta.get("needs") != "previous"]
    return [*(SqlFile(file.name, f"SELECT * FROM {file.name}", file.meta) for file in sql_files("views")), *checks]


@pytest.fixture(scope="module")
def sized(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("growth")

    @cache
    def of(facts: int, alike: bool) -> duckdb.DuckDBPyConnection:
        return made(folder / f"{facts}-{alike}.duckdb", facts, alike)

    return of


@pytest.mark.parametrize("alike", [False, True], ids=["spread", "alike"])
@pytest.mark.parametrize("file", queries(), ids=lambda file: file.name)
def test_ten_times_the_facts_are_about_ten_times_the_work(sized: Any, file: SqlFile, alike: bool) -> None:
    small, large = (work(sized(size, alike), file.sql) for size in SIZES)
    assert large <= MOST * max(small, SIZES[0])


@pytest.mark.parametrize("alike", [False, True], ids=["spread", "alike"])
@pytest.mark.parametrize("file", sql_files("derived"), ids=lambda file: file.name)
def test_derived_tables_grow_with_the_facts(sized: Any, file: SqlFile, alike: bool) -> None:
    small, large = (work(sized(size, alike), file.sql) for size in SIZES)
    assert large <= MOST * max(small, SIZES[0])


def test_a_hundred_thousand_statements_of_one_thing_are_read_by_every_view_and_check(sized: Any) -> None:
    connection = sized(LARGEST, True)
    for file in queries():
        assert work(connection, file.sql) <= 60 * LARGEST, file.name


def test_a_view_of_one_park_reads_that_park_only(sized: Any) -> None:
    """A filter reaches into the views that analysts ask most."""
    connection = sized(LARGEST, False)
    views = (
        "v_metric_trend",
        "v_park_year",
        "v_park_year_long",
        "v_event",
        "v_event_report",
        "v_event_timeline",
        "v_conflict",
        "v_coverage",
        "v_park_rank",
        "v_target_vs_actual",
        "v_approval_reform",
        "v_enterprise_service",
    )
    for view in (*views, "v_signing_year"):
        whole, one = work(connection, f"SELECT * FROM {view}"), work(connection, f"SELECT * FROM {view} WHERE park_key = '园区7'")
        assert one <= whole / 10, view
