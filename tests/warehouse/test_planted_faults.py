"""Faults of content are planted in a good build, and the check that is there for each must speak."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from sql.read import sql_files
from tests.support import derive
from warehouse.audit import CheckResult, audit
from warehouse.layout import Home
from warehouse.reprints import link_reprints

PARK_LEVEL = "measure = 'level' AND status = 'actual' AND subject_type = 'park' AND NOT is_part"
ONE = f"(SELECT min(observation_key) FROM observation WHERE {PARK_LEVEL} AND metric_key = 'industrial_output' AND unit = '元' AND period_key <> 'unknown')"
# The copies come behind every other row, so that ONE stays the row that it was.
COPY = (
    "INSERT INTO observation SELECT * REPLACE (CAST('ffffffff' || substr(CAST(gen_random_uuid() AS VARCHAR), 9) AS UUID) AS observation_key, {changes}) FROM observation WHERE observation_key = "
    + ONE
)
YEARS = (
    "INSERT INTO period BY NAME SELECT y || '-01-01/' || y || '-12-31' AS period_key, make_date(y, 1, 1) AS start_date, make_date(y, 12, 31) AS end_date, "
    "'year' AS grain, 'annual' AS period_kind, y AS year, y || '年' AS label FROM (SELECT unnest([1997, 1998]) AS y)"
)

# The check that must speak -> statements that plant its fault.
FAULTS: dict[str, list[str]] = {
    "magnitude": [
        f"UPDATE observation SET value = value / 100000000, value_low = value_low / 100000000, value_high = value_high / 100000000 WHERE observation_key = {ONE}"
    ],
    "plausible_years": [
        "INSERT INTO period VALUES ('2099-01-01/2099-12-31', DATE '2099-01-01', DATE '2099-12-31', 'year', 'annual', 2099, '2099年')",
        f"UPDATE observation SET period_key = '2099-01-01/2099-12-31', status = 'target' WHERE observation_key = {ONE}",
    ],
    "actual_after_publication": [
        "INSERT INTO period VALUES ('2030-01-01/2030-12-31', DATE '2030-01-01', DATE '2030-12-31', 'year', 'annual', 2030, '2030年')",
        f"UPDATE observation SET period_key = '2030-01-01/2030-12-31' WHERE observation_key = {ONE}",
    ],
    "actual_too_early": [
        "DELETE FROM period WHERE period_key = '2021-01-01/2021-12-31'",
        "INSERT INTO period VALUES ('2021-01-01/2021-12-31', DATE '2021-01-01', DATE '2021-12-31', 'year', 'annual', 2021, '2021年')",
        "UPDATE document SET published_on = DATE '2021-03-01'",
        f"UPDATE observation SET period_key = '2021-01-01/2021-12-31' WHERE observation_key = {ONE}",
    ],
    "jump_in_series": [
        "INSERT INTO period BY NAME SELECT y || '-01-01/' || y || '-12-31' AS period_key, make_date(y, 1, 1) AS start_date, make_date(y, 12, 31) AS end_date, "
        "'year' AS grain, 'annual' AS period_kind, y AS year, y || '年' AS label FROM range(1990, 1993) t(y)",
        COPY.format(changes="'1990-01-01/1990-12-31' AS period_key, '工业总产值' AS metric_text"),
        COPY.format(changes="'1991-01-01/1991-12-31' AS period_key, '工业总产值' AS metric_text, value / 10000 AS value"),
        COPY.format(changes="'1992-01-01/1992-12-31' AS period_key, '工业总产值' AS metric_text"),
    ],
    "duplicate_article": [
        "INSERT INTO article SELECT * REPLACE (gen_random_uuid() AS article_key) FROM article WHERE end_offset - start_offset > 200 ORDER BY article_key LIMIT 1",
        "LINK",
    ],
    "park_misspelled": ["INSERT INTO park VALUES ('宝机高新区', '宝机高新区', '高新区', NULL, NULL, NULL, [], false)"],
    "part_above_whole": [
        COPY.format(changes="value * 3 AS value, value_low * 3 AS value_low, value_high * 3 AS value_high, true AS is_part, start_offset + 1 AS start_offset")
    ],
    "total_below_part_of_year": [
        YEARS,
        "INSERT INTO period VALUES ('1998-01-01/1998-06-30', DATE '1998-01-01', DATE '1998-06-30', 'half', 'year_to_date', 1998, '1998年上半年')",
        COPY.format(changes="'1998-01-01/1998-12-31' AS period_key"),
        COPY.format(changes="'1998-01-01/1998-06-30' AS period_key, value * 1.2 AS value, value_low * 1.2 AS value_low, value_high * 1.2 AS value_high"),
    ],
    "growth_against_levels": [
        YEARS,
        COPY.format(changes="'1998-01-01/1998-12-31' AS period_key, 'exact' AS qualifier"),
        COPY.format(changes="'1997-01-01/1997-12-31' AS period_key, 'exact' AS qualifier, value / 2 AS value"),
        COPY.format(changes="'1998-01-01/1998-12-31' AS period_key, 'exact' AS qualifier, 'yoy' AS measure, '%' AS unit, 9.0 AS value"),
    ],
    "expected_rows": ["DELETE FROM leftover WHERE document_key = (SELECT min(document_key) FROM leftover)"],
    "corrections_hold": [
        "INSERT INTO correction BY NAME SELECT 'x' AS origin, 'observation' AS table_name, 'drop' AS action, 'value' AS field, '1' AS expect, 'r' AS reason, "
        "'w' AS who, DATE '2021-01-01' AS date, 'stale' AS outcome"
    ],
    "changes_explained": [
        "INSERT INTO change_log BY NAME SELECT gen_random_uuid() AS change_key, '9' AS run_key, 'changed' AS change, 'unexplained' AS reason, "
        "'observation' AS table_name, 'x' AS fact_key, 1 AS facts"
    ],
    "sources_give": [
        "INSERT INTO source_status BY NAME SELECT 'http://example.org/feed' AS source, 'address' AS kind, 'empty' AS state, 'alarm' AS level, 0 AS documents, 0 AS refused, "
        "12 AS documents_before, now() AS since, 1 AS runs, now() AS checked_at, '1' AS run_key, 'gave 12 documents before, now none' AS detail"
    ],
    "freshness": ["UPDATE document SET ingested_at = TIMESTAMPTZ '2020-01-01 00:00:00+00'"],
    "sudden_change": [
        "UPDATE document SET ingested_at = TIMESTAMPTZ '2020-01-01 00:00:00+00'",
        "UPDATE document SET ingested_at = now() WHERE document_key = (SELECT document_key FROM observation GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1)",
        "UPDATE observation SET metric_key = 'other' WHERE document_key = (SELECT document_key FROM observation GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1)",
    ],
    "refused:observation.value.type": [
        "INSERT INTO rejected BY NAME SELECT gen_random_uuid() AS rejected_key, '1' AS run_key, 'extract' AS stage, document_key, 'observation' AS table_name, "
        "'{}' AS row, 'value: many is no DOUBLE' AS reason, 'observation.value.type' AS check_name FROM document LIMIT 1"
    ],
}


@pytest.fixture
def build(sample: Home, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A good build, open for spoiling."""
    path = tmp_path / "build.duckdb"
    shutil.copyfile(sample.warehouse, path)
    connection = duckdb.connect(str(path))
    connection.execute("SET TimeZone = 'UTC'")
    yield connection
    connection.close()


def warnings(connection: duckdb.DuckDBPyConnection, previous: Path) -> dict[str, CheckResult]:
    derive(connection)
    settings = {"now": dt.datetime.now(dt.UTC), "freshness_days": 7}
    return {result.name: result for result in audit(connection, previous, settings) if not result.passed}


def test_the_sample_gives_no_warning(build: duckdb.DuckDBPyConnection, sample: Home) -> None:
    # One plan of the sample (今年再引进…) is read as done, which the check rightly tells.
    assert set(warnings(build, sample.warehouse)) <= {"actual_too_early"}


@pytest.mark.parametrize("check", FAULTS)
def test_the_fault_is_reported_with_an_example(build: duckdb.DuckDBPyConnection, sample: Home, check: str) -> None:
    for statement in FAULTS[check]:
        if statement == "LINK":
            link_reprints(build)
        else:
            build.execute(statement)
    found = warnings(build, sample.warehouse)
    assert check in found
    assert found[check].severity == "warn"
    assert found[check].failing_rows >= 1
    assert found[check].examples
    assert found[check].description
    assert found[check].description_zh


def test_every_warning_has_a_fault_planted_here() -> None:
    """A new check comes with a fault that shows it at work."""
    named = {file.name for file in sql_files("checks") if file.meta.get("severity") == "warn"}
    assert named == {name for name in FAULTS if not name.startswith("refused:")}


@pytest.mark.parametrize(
    "statement",
    [
        # A real place that differs by one character from that of a registered park.
        "INSERT INTO park VALUES ('宿州高新区', '宿州高新区', '高新区', NULL, NULL, NULL, [], false)",
        # A headline of a few words may stand in many papers.
        "INSERT INTO article SELECT * REPLACE (gen_random_uuid() AS article_key, start_offset + 20 AS end_offset) FROM article LIMIT 2",
        # Rounding: a part may exceed its whole by the last digit.
        COPY.format(
            changes="value * 1.001 AS value, value_low * 1.001 AS value_low, value_high * 1.001 AS value_high, true AS is_part, start_offset + 1 AS start_offset"
        ),
    ],
)
def test_what_only_looks_like_a_fault_is_let_be(build: duckdb.DuckDBPyConnection, sample: Home, statement: str) -> None:
    build.execute(statement)
    assert not {"park_misspelled", "duplicate_article", "part_above_whole"} & set(warnings(build, sample.warehouse))
