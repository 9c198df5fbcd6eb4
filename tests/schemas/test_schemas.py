"""Bad rows are split off with the check and the value; good rows pass; nothing is lost between the two."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.columns import Column
from schemas.generate import pandera_model
from schemas.tables import tables
from schemas.validate import Refusal, as_json, split_valid
from tests.schemas.rows import valid_row

every_table = pytest.mark.parametrize("table", list(tables()))
NAN = float("nan")


def refusals(table: str, faults: list[tuple[str, Any]]) -> list[Refusal]:
    """What becomes of bad rows, each with one fault, between good ones: every one is split off, with its check and value."""
    good = valid_row(table)
    rows = [good]
    for column, value in faults:
        rows += [good | {column: value}, good]
    accepted, found = split_valid(table, rows)
    let_through = {2 * i + 1 for i in range(len(faults))} - {refusal.place for refusal in found}
    assert not let_through, [faults[place // 2] for place in sorted(let_through)]
    assert [refusal.place for refusal in found] == [2 * i + 1 for i in range(len(faults))], "no good row is refused"
    assert len(accepted) == len(faults) + 1
    pandera_model(table).validate(accepted, lazy=True)
    for refusal, (column, _) in zip(found, faults, strict=True):
        assert refusal.check.startswith(f"{table}.{column}.")
        assert refusal.reason.startswith(f"{column}: ")
        assert set(json.loads(refusal.row)) == set(good)
    return found


def columns(table: str) -> Iterator[Column]:
    yield from tables()[table].columns


@every_table
def test_good_rows_pass(table: str) -> None:
    accepted, refused = split_valid(table, [valid_row(table)] * 3)
    assert (len(accepted), refused) == (3, [])
    bare = valid_row(table) | {column.name: None for column in columns(table) if column.nullable}
    accepted, refused = split_valid(table, [bare])
    assert (len(accepted), refused) == (1, [])
    accepted, refused = split_valid(table, [])
    assert (len(accepted), refused, accepted.columns) == (0, [], tables()[table].names)


@every_table
def test_null_where_none_may_be(table: str) -> None:
    names = [column.name for column in columns(table) if not column.nullable]
    assert [refusal.check for refusal in refusals(table, [(name, None) for name in names])] == [f"{table}.{name}.not_null" for name in names]


@every_table
def test_a_missing_column_counts_as_null(table: str) -> None:
    row = valid_row(table)
    name = next(column.name for column in columns(table) if not column.nullable)
    del row[name]
    accepted, refused = split_valid(table, [row])
    assert len(accepted) == 0
    assert refused[0].check == f"{table}.{name}.not_null"


@every_table
def test_a_value_that_is_on_no_list(table: str) -> None:
    found = refusals(table, [(column.name, "无此值") for column in columns(table) if column.one_of])
    assert all("无此值" in refusal.reason for refusal in found)
    refusals(table, [(column.name, column.one_of[0] + " ") for column in columns(table) if column.one_of])


def beyond(column: Column) -> Iterator[tuple[str, Any]]:
    """Values just outside a column's bounds."""
    for bound, step in ((column.at_least, -1), (column.at_most, 1)):
        if bound is not None:
            yield column.name, int(bound) + step if column.type == "BIGINT" else bound + step * max(0.001, abs(bound) / 1000)


@every_table
def test_a_value_out_of_bounds(table: str) -> None:
    refusals(table, [fault for column in columns(table) for fault in beyond(column)])


@every_table
def test_no_number_at_all(table: str) -> None:
    refusals(table, [(column.name, value) for column in columns(table) if column.type == "DOUBLE" for value in (NAN, float("inf"), float("-inf"))])


@every_table
def test_a_value_without_its_form(table: str) -> None:
    refusals(table, [(column.name, value) for column in columns(table) if column.pattern for value in ("", "！" * 41)])


def test_a_line_end_is_no_part_of_a_key() -> None:
    key = valid_row("document")["document_key"]
    refusals("document", [("document_key", key + "\n")])


def test_a_text_where_a_list_belongs() -> None:
    assert "'abc'" in refusals("park", [("aliases", "abc")])[0].reason


WRONG: dict[str, list[Any]] = {
    "VARCHAR": [b"x", ["a"], {"a": 1}, dt.date(2020, 1, 1), "\ud800"],
    "DOUBLE": ["abc", b"x", [1.0], {"a": 1}],
    "BIGINT": ["abc", NAN, 2**70, [1]],
    "BOOLEAN": ["yes", "", [True]],
    "DATE": ["2020-01-01", "abc", True],
    "TIMESTAMPTZ": ["2020-01-01T00:00:00Z", True],
    "VARCHAR[]": ["\ud800"],
}


@pytest.mark.parametrize(("kind", "value"), [(kind, value) for kind, values in WRONG.items() for value in values], ids=lambda v: ascii(v)[:30])
def test_a_value_of_a_wrong_type(kind: str, value: Any) -> None:
    for table in tables():
        refusals(table, [(column.name, value) for column in columns(table) if column.type == kind and not column.one_of and not column.pattern])


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("article", "start_offset", 2.7),
        ("article", "start_offset", dt.date(2020, 1, 1)),
        ("document", "published_on", 5),
        ("document", "ingested_at", 2.7),
        ("park", "is_registered", 2.7),
        ("observation", "confidence", True),
    ],
)
def test_no_value_is_changed_in_silence(table: str, column: str, value: Any) -> None:
    refusals(table, [(column, value)])


def test_equal_rows_are_told_apart() -> None:
    """A split by index loses good rows when the index repeats."""
    good, bad = valid_row("observation"), valid_row("observation") | {"unit": "无此单位"}
    accepted, refused = split_valid("observation", [bad, good, good, bad, bad, good])
    assert len(accepted) == 3
    assert [refusal.place for refusal in refused] == [0, 3, 4]


def test_a_row_with_several_faults_is_refused_once() -> None:
    bad = valid_row("observation") | {"unit": "无此单位", "confidence": 7.0, "value": NAN, "text": None}
    accepted, refused = split_valid("observation", [bad, valid_row("observation")])
    assert (len(accepted), [refusal.place for refusal in refused]) == (1, [0])


BREAKS: dict[str, list[Any]] = {
    "park_key": [None],
    "metric_key": [None, "", "tax ", "无此指标"],
    "document_key": [None, "", "0" * 63, "G" * 64],
    "article_key": [None, "no-uuid"],
    "value": [None, NAN, float("inf"), 1e300, -1e300],
    "value_low": [NAN, float("-inf"), 1e18],
    "unit": [None, "万元", "無"],
    "measure": [None, "Level"],
    "start_offset": [None, -1],
    "end_offset": [0, -5],
    "confidence": [None, -0.1, 1.1, NAN],
    "text": [None],
}
some_fault = st.sampled_from([(column, value) for column, values in BREAKS.items() for value in values])
some_row = st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), st.lists(some_fault, max_size=3))


@settings(database=None, deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(some_row, max_size=25))
def test_accepted_and_refused_make_up_the_input(made: list[tuple[str, list[tuple[str, Any]]]]) -> None:
    rows = [valid_row("observation") | dict(faults) | {"sentence": f"{i}{text}"} for i, (text, faults) in enumerate(made)]
    accepted, refused = split_valid("observation", rows)
    places = {refusal.place for refusal in refused}
    assert places == {i for i, (_, faults) in enumerate(made) if faults}, "the bad ones and only they"
    assert len(places) == len(refused)
    assert accepted["sentence"].to_list() == [row["sentence"] for i, row in enumerate(rows) if i not in places], "whole, in order"
    assert [json.loads(refusal.row)["sentence"] for refusal in refused] == [rows[refusal.place]["sentence"] for refusal in refused]
    pandera_model("observation").validate(accepted, lazy=True)


def test_a_refused_row_is_kept_as_json() -> None:
    row = {
        "day": dt.date(2020, 1, 1),
        "moment": dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
        "value": NAN,
        "bytes": b"\xff",
        "list": ["甲"],
        "none": None,
        "text": "x" * 5000,
    }
    kept = json.loads(as_json(row))
    assert kept == {"day": "2020-01-01", "moment": "2020-01-01T00:00:00+00:00", "value": "nan", "bytes": "ff", "list": ["甲"], "none": None, "text": "x" * 2000}


@pytest.mark.parametrize(
    "row", [{"participants": ["某公司" * 20] * 1000}, {f"c{i}": "长" * 2000 for i in range(12)}, {"values": [NAN]}], ids=["list", "texts", "nan"]
)
def test_a_long_refused_row_is_still_json(row: dict[str, Any]) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    json.loads(as_json(row), parse_constant=refuse)


@pytest.mark.parametrize(
    ("table", "low", "high", "values"),
    [
        ("period", "start_date", "end_date", (dt.date(2020, 5, 1), dt.date(2020, 4, 1))),
        ("observation", "value_low", "value_high", (5.0, 4.0)),
        ("event", "start_offset", "end_offset", (9, 3)),
    ],
)
def test_what_ends_before_it_begins_is_refused(table: str, low: str, high: str, values: tuple[Any, Any]) -> None:
    good = valid_row(table)
    bad = good | {low: values[0], high: values[1]}
    accepted, found = split_valid(table, [good, bad])
    assert len(accepted) == 1
    assert [(refusal.place, refusal.check.endswith(".order")) for refusal in found] == [(1, True)]
