"""The public surface: tables, columns, comments and views that users and SQL clients rely on."""

from __future__ import annotations

import pytest

from tests.support import scalar, select
from warehouse.layout import Home

# The names of WAREHOUSE.md: a column may be added here, none may be renamed or dropped.
TABLES = {
    "park": "park_key name kind level province city aliases is_registered",
    "period": "period_key start_date end_date grain year label",
    "metric": "metric_key name name_en category unit additive",
    "document": "document_key source file_name title published_on published_on_basis ingested_at text",
    "article": "article_key document_key headline byline park_key start_offset end_offset",
    "observation": "observation_key park_key period_key metric_key document_key article_key measure status subject subject_type metric_text "
    "value value_low value_high unit qualifier period_text text start_offset end_offset sentence confidence rule",
    "event": "event_key park_key period_key document_key article_key event_type title status participants amount text start_offset end_offset "
    "sentence confidence rule",
    "pipeline_run": "run_key started_at finished_at status",
    "rejected": "run_key stage document_key table_name row reason check_name",
    "quality_result": "run_key check_name severity passed failing_rows examples",
}
TYPES = {
    ("park", "aliases"): "VARCHAR[]",
    ("period", "start_date"): "DATE",
    ("document", "published_on"): "DATE",
    ("document", "document_key"): "VARCHAR",
    ("observation", "observation_key"): "UUID",
    ("observation", "value"): "DOUBLE",
    ("event", "event_key"): "UUID",
    ("event", "participants"): "VARCHAR[]",
    ("event", "amount"): "DOUBLE",
    ("rejected", "row"): "JSON",
    ("quality_result", "examples"): "JSON",
}
VIEWS = (
    "v_observation",
    "v_event",
    "v_park_year",
    "v_metric_trend",
    "v_target_vs_actual",
    "v_investment",
    "v_approval_reform",
    "v_enterprise_service",
    "v_event_timeline",
    "v_conflict",
    "v_coverage",
)


@pytest.mark.parametrize("table", TABLES)
def test_tables_and_columns_stand_and_say_what_they_are(sample: Home, table: str) -> None:
    columns = {row[0]: row[1:] for row in select(sample, "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ?", [table])}
    assert set(TABLES[table].split()) <= set(columns)
    assert not [name for name, (_, comment) in columns.items() if not comment]
    assert {name: columns[name][0] for owner, name in TYPES if owner == table} == {name: kind for (owner, name), kind in TYPES.items() if owner == table}
    assert scalar(sample, "SELECT comment FROM duckdb_tables() WHERE table_name = ?", [table])


def test_every_other_table_is_described_too(sample: Home) -> None:
    assert select(sample, "SELECT table_name FROM duckdb_tables() WHERE NOT internal AND coalesce(comment, '') = ''") == []
    nameless = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = '' AND table_name NOT LIKE 'v_%'"
    assert select(sample, nameless) == []


@pytest.mark.parametrize("view", VIEWS)
def test_views_answer(sample: Home, view: str) -> None:
    assert scalar(sample, "SELECT comment FROM duckdb_views() WHERE view_name = ?", [view])
    assert len(select(sample, f"SELECT * FROM {view}")) == scalar(sample, f"SELECT count(*) FROM {view}")


@pytest.mark.parametrize("view", ["v_observation", "v_event", "v_park_year", "v_metric_trend", "v_investment", "v_event_timeline", "v_coverage"])
def test_the_sample_has_something_to_show(sample: Home, view: str) -> None:
    assert scalar(sample, f"SELECT count(*) FROM {view}") > 0


def test_no_fact_is_lost_on_the_way_into_its_view(sample: Home) -> None:
    for fact, views in {"observation": ["v_observation"], "event": ["v_event", "v_event_timeline"]}.items():
        for view in views:
            assert select(sample, f"SELECT {fact}_key FROM {fact} EXCEPT ALL SELECT {fact}_key FROM {view}") == []
            assert scalar(sample, f"SELECT count(*) FROM {view}") == scalar(sample, f"SELECT count(*) FROM {fact}")


def test_one_row_a_park_and_year(sample: Home) -> None:
    assert select(sample, "SELECT park_key, year, count(*) FROM v_park_year GROUP BY ALL HAVING count(*) > 1") == []


def test_coverage_counts_every_quantity_once(sample: Home) -> None:
    read = scalar(sample, "SELECT (SELECT count(*) FROM observation) + (SELECT count(*) FROM leftover)")
    assert scalar(sample, "SELECT sum(quantities_read) FROM v_coverage") == read


def test_values_keep_to_the_lists_of_the_contract(sample: Home) -> None:
    kinds = {row[0] for row in select(sample, "SELECT DISTINCT published_on_basis FROM document")}
    assert kinds <= {"stated", "given", "inferred", "unknown"}
    grains = {row[0] for row in select(sample, "SELECT DISTINCT grain FROM period")}
    assert grains <= {"day", "month", "quarter", "half", "year", "year_to_date", "range", "open", "unknown"}
    assert (
        select(
            sample,
            "SELECT confidence FROM observation WHERE confidence NOT BETWEEN 0 AND 1 UNION ALL SELECT confidence FROM event WHERE confidence NOT BETWEEN 0 AND 1",
        )
        == []
    )
    odd = r"SELECT period_key FROM period WHERE NOT regexp_full_match(period_key, 'unknown|(\d{4}-\d\d-\d\d|\.\.)/(\d{4}-\d\d-\d\d|\.\.)')"
    assert select(sample, odd) == []
