"""Tables: figures stand under their row, their column and what is written above the table."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.golden_parameters import golden_cases
from transforms.facts import DocumentFacts
from transforms.reader import read_document
from transforms.tables.find import find_tables
from transforms.tables.plain import Span, TableTooLarge, spread, table_text

CASES = golden_cases("tables", "cells")
CELLS = st.text(alphabet="税收亿元园区合计12.3-%| \t、（）", max_size=8)


def read(text: str, date: str = "2023-02-01") -> DocumentFacts:
    return read_document("0" * 64, text, dt.date.fromisoformat(date))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_reads_the_cells_as_a_statistician_does(case: dict[str, Any]) -> None:
    facts = read(case["text"], case["date"])
    found = [
        [
            o.text, o.start_offset, o.park_key, o.metric_key, o.measure, o.status, o.value, o.unit,
            f"{o.start_date or '..'}/{o.end_date or '..'}", o.subject_type,
        ]
        for o in sorted(facts.observations, key=lambda o: o.start_offset)
    ]  # fmt: skip
    assert found == case["expected"]
    assert [[x.text, x.start_offset, x.reason] for x in sorted(facts.leftovers, key=lambda x: x.start_offset)] == case["left"]


def test_the_sentence_of_a_cell_is_its_row_with_the_headers_above() -> None:
    text = "长沙高新区2022年指标\n\n| 指标 | 单位 | 2022年 |\n| --- | --- | --- |\n| 税收 | 亿元 | 20.1 |\n| 营业收入 | 亿元 | 300 |\n"
    facts = read(text)
    assert [o.sentence for o in facts.observations] == [
        "指标 | 单位 | 2022年\n税收 | 亿元 | 20.1",
        "指标 | 单位 | 2022年\n营业收入 | 亿元 | 300",
    ]
    assert all(text[o.start_offset : o.end_offset] == o.text for o in facts.observations)
    assert all(o.rule.startswith("table+") for o in facts.observations)


def test_merged_cells_stand_in_every_place_and_numbers_only_once() -> None:
    rows = [[Span("园区", rows=2), Span("税收", columns=2)], [Span("总额"), Span("同比")], [Span("甲园区"), Span("4.7", columns=2)]]
    assert table_text(spread(rows), 2) == "| 园区 | 税收 | 税收 |\n| 园区 | 总额 | 同比 |\n| --- | --- | --- |\n| 甲园区 | 4.7 |  |"


def test_a_table_beyond_all_measure_is_refused() -> None:
    with pytest.raises(TableTooLarge):
        spread([[Span("税收", rows=1, columns=10**9)]])
    with pytest.raises(TableTooLarge):
        spread([[Span("税收", rows=60_000, columns=40)]] * 60_000)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6), st.integers(0, 3))
def test_whatever_a_table_holds_it_is_read_and_its_offsets_hold(rows: list[list[str]], headers: int) -> None:
    width = max(map(len, rows))
    text = "长沙高新区2022年指标\n\n" + table_text([[*row, *[""] * (width - len(row))] for row in rows], headers) + "\n"
    facts = read(text)
    for fact in facts.all():
        assert text[fact.start_offset : fact.end_offset] == fact.text
    for table in find_tables(text):
        assert all(len(row) == table.width for row in table.rows)
        assert all(text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)


def test_cells_that_stand_one_below_the_other() -> None:
    """As some collectors write tables: nothing tells where a row ends but what the cells hold."""
    lines = ["园区 |", "税收(万元) |", "增幅(%) |", "甲园区 |", "91620 |", "28.16 |", "乙园区 |", "68354 |", "-6.55 |"]
    (table,) = find_tables("\n".join(["1—4月税收情况", *lines, "", "来源：区投促中心"]))
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["园区", "税收(万元)", "增幅(%)"],
        ["甲园区", "91620", "28.16"],
        ["乙园区", "68354", "-6.55"],
    ]


def test_lines_that_a_bar_closes_are_no_table_without_rows_of_one_kind() -> None:
    """A menu, or prose cut up by bars."""
    assert find_tables("\n".join(["首页 |", "概况 |", "新闻 |", "公告 |", "招商 |", "联系 |", "地图 |"])) == []
