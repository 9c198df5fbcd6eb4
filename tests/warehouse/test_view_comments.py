"""Every column of every table and view says in both languages what it holds."""

from __future__ import annotations

import pytest

from sql.read import SqlFile, sql_files
from tests.support import select
from warehouse.layout import Home
from warehouse.view_comments import column_comment


def test_every_column_of_every_table_and_view_has_a_comment_in_both_languages(sample: Home) -> None:
    rows = select(sample, "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal")
    assert len({row[0] for row in rows}) > 20
    assert [row[:2] for row in rows if " | " not in (row[2] or "")] == []


def test_every_table_view_and_search_has_a_comment_in_both_languages(sample: Home) -> None:
    rows = select(
        sample,
        "SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal "
        "UNION ALL SELECT function_name, comment FROM duckdb_functions() WHERE NOT internal AND schema_name = 'main'",
    )
    assert "v_search" in {name for name, _ in rows}
    assert [name for name, comment in rows if " | " not in (comment or "")] == []


@pytest.mark.parametrize(
    ("view", "column", "said"),
    [
        ("v_event", "title", "标题（不超过 40 字）"),
        ("v_observation", "title", "标题 |"),
        ("v_event", "participants", "参与方"),
        ("v_park_year", "tax_growth", "税收增速"),
        ("v_park_year", "tax", "税收 |"),
        ("v_coverage", "year", "文档发布年份"),
        ("v_metric_trend", "year", "所属年份"),
    ],
)
def test_a_column_means_what_its_view_is_about(view: str, column: str, said: str) -> None:
    assert column_comment(view, column).startswith(said)


@pytest.mark.parametrize("file", [*sql_files("views"), *sql_files("derived")], ids=lambda file: file.name)
def test_every_view_says_what_it_must_not_be_used_for(sample: Home, file: SqlFile) -> None:
    ((comment,),) = select(
        sample,
        "SELECT comment FROM duckdb_views() WHERE view_name = $1 UNION ALL SELECT comment FROM duckdb_tables() WHERE table_name = $1",
        [file.name],
    )
    chinese, english = comment.split(" | ")
    assert "勿用于：" in chinese
    assert "Not for: " in english


def test_columns_that_mislead_warn_too() -> None:
    for view, column in (("v_signing_year", "investment_cumulative"), ("v_park_rank", "share_of_known"), ("v_metric_trend", "value"), ("v_event", "amount")):
        assert any(word in column_comment(view, column) for word in ("勿", "为空")), (view, column)
