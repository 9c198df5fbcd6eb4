"""`parkhouse export`: files that other programs open right, and that carry no formula."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pytest

from schemas.tables import tables
from sql.read import sql_files
from tests.flows.conftest import Command
from tests.support import scalar, select
from warehouse.export import ExportError, export
from warehouse.layout import Home
from warehouse.workbook import CONTENTS, CUT, EXCEL_CHARACTERS, EXCEL_ROWS, GLOSSARY, Workbook, excel_text, number_format

RELATIONS = {*tables(), *(file.name for file in sql_files("views"))}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_everything_is_written_where_nothing_is_named(cli: Command, sample: Home, tmp_path: Path, form: str) -> None:
    done = cli("export", "--home", sample.root, "--format", form, "--out", tmp_path / "out", "--json")
    assert (done.status, done.err) == (0, "")
    written = {row["name"]: row["rows"] for row in json.loads(done.out)}
    assert set(written) == RELATIONS
    assert {path.name for path in (tmp_path / "out").iterdir()} == {f"{name}.{form}" for name in RELATIONS}
    assert written["v_observation"] == scalar(sample, "SELECT count(*) FROM observation")


def test_a_workbook_has_a_sheet_a_view_and_a_glossary(cli: Command, sample: Home, tmp_path: Path) -> None:
    done = cli("export", "--home", sample.root, "--format", "xlsx", "--out", tmp_path / "out", "--json")
    views = sorted(file.name for file in sql_files("views"))
    assert (done.status, [row["name"] for row in json.loads(done.out)]) == (0, views)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["parkhouse.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "out" / "parkhouse.xlsx")
    assert book.sheetnames == [CONTENTS, *views, GLOSSARY]
    listed = {row[0]: row[1:] for row in book[CONTENTS].iter_rows(min_row=2, values_only=True)}
    told = {row[:2] for row in book[GLOSSARY].iter_rows(min_row=2, values_only=True) if row[3] and row[4]}
    for name in views:
        sheet = book[name]
        assert sheet.max_row - 1 == listed[name][0]
        assert listed[name][1]
        assert listed[name][2]
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert {(name, cell.value) for cell in sheet[1]} <= told
    assert book["v_event"].column_dimensions["F"].width > 20, "titles need room"


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [("year", 2019, "0"), ("value", 205e9, "#,##0"), ("growth_percent", 9.04, "#,##0.00"), ("confidence", 0.8312, "0.00"), ("amount", 0.000_12, "0.00####")],
)
def test_numbers_are_shown_as_people_write_them(column: str, value: float, shown: str) -> None:
    assert number_format(column, value) == shown


def test_long_names_of_sheets_stay_apart(tmp_path: Path) -> None:
    with Workbook(tmp_path / "long.xlsx") as book:
        for name in ("v_" + "a" * 31, "v_" + "a" * 32, "V_" + "A" * 33):
            book.add(name, ["x"], [(1,)])
    names = openpyxl.load_workbook(tmp_path / "long.xlsx").sheetnames
    assert len({name.lower() for name in names}) == 3
    assert max(map(len, names)) <= 31


def test_parquet_holds_the_same_rows_with_their_types(cli: Command, sample: Home, tmp_path: Path) -> None:
    assert cli("export", "--home", sample.root, "--format", "parquet", "--view", "v_event", "--table", "document", "--out", tmp_path).status == 0
    frame = pl.read_parquet(tmp_path / "v_event.parquet")
    assert frame.schema["published_on"] == pl.Date()
    assert frame.schema["participants"] == pl.List(pl.String())
    assert len(frame) == scalar(sample, "SELECT count(*) FROM v_event")


def test_csv_begins_with_the_mark_that_excel_needs(cli: Command, sample: Home, tmp_path: Path) -> None:
    assert cli("export", "--home", sample.root, "--view", "v_event", "--out", tmp_path).status == 0
    content = (tmp_path / "v_event.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfpark_key,")
    with (tmp_path / "v_event.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert sorted(row["title"] for row in rows) == sorted(row[0] for row in select(sample, "SELECT title FROM v_event"))
    assert all(dt.date.fromisoformat(row["published_on"]) for row in rows if row["published_on"])


def test_excel_cells_have_their_types(cli: Command, sample: Home, tmp_path: Path) -> None:
    assert cli("export", "--home", sample.root, "--format", "xlsx", "--view", "v_observation", "--out", tmp_path).status == 0
    head, *rows = openpyxl.load_workbook(tmp_path / "v_observation.xlsx").active.iter_rows(values_only=True)
    assert len(rows) == scalar(sample, "SELECT count(*) FROM observation")
    first = dict(zip(head, rows[0], strict=True))
    assert isinstance(first["value"], (int, float))
    assert isinstance(first["published_on"], dt.datetime)
    assert isinstance(first["is_part"], bool)


@pytest.fixture
def odd() -> Iterator[duckdb.DuckDBPyConnection]:
    """A table of what spreadsheets trip over."""
    connection = duckdb.connect()
    connection.execute("CREATE TABLE odd (n BIGINT, t VARCHAR, x DOUBLE, d DATE, m TIMESTAMPTZ, l VARCHAR[], b BOOLEAN, u UUID, h HUGEINT)")
    for number, text in enumerate(ODD):
        connection.execute(
            "INSERT INTO odd VALUES (?, ?, ?, ?, ?, ?, true, uuid(), 123456789012345678901234567890)",
            [number - 100, text, -1.5, dt.date(1850, 1, 1) if number == 0 else dt.date(2021, 1, 30), dt.datetime(2021, 1, 30, 6, tzinfo=dt.UTC), [text, "乙"]],
        )
    yield connection
    connection.close()


ODD = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1",
    "甲\n乙",
    'a"b',
    "a,b",
    "a\rb",
    "\x1b[31m",
    "",
    "-5",
    "https://example.org/甲",
]


def test_no_csv_cell_is_a_formula_and_numbers_stay_numbers(odd: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export(odd, "csv", ["odd"], tmp_path)
    with (tmp_path / "odd.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for text, row in zip(ODD, rows, strict=True):
        assert row["t"] in (text, "'" + text), "nothing is lost"
        assert row["l"].endswith(text + "；乙")
        for cell in (row["t"], row["l"]):
            assert cell.lstrip()[:1] not in ("=", "@", "＝")
            assert cell[:1] not in ("\t", "\r")
            assert cell[:1] not in ("+", "-") or cell == "-5" or float(cell)
    assert [row["n"] for row in rows] == [str(number - 100) for number in range(len(ODD))]
    assert {row["x"] for row in rows} == {"-1.5"}
    assert rows[0]["h"] == "123456789012345678901234567890"


def test_no_excel_cell_is_a_formula_or_a_link(odd: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    export(odd, "xlsx", ["odd"], tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "odd.xlsx").active
    head, *rows = sheet.iter_rows()
    names = [cell.value for cell in head]
    for text, row in zip(ODD, rows, strict=True):
        cells = dict(zip(names, row, strict=True))
        assert cells["t"].data_type in ("s", "inlineStr", "n")
        assert cells["t"].hyperlink is None
        assert (cells["t"].value or "").replace("_x000D_", "\r") == text.replace("\x1b", "")
        assert cells["x"].value == -1.5
    assert rows[1][names.index("m")].value == dt.datetime(2021, 1, 30, 6)
    assert rows[0][names.index("d")].value == "1850-01-01", "Excel knows no day before 1900"


def test_excel_refuses_too_many_rows_and_touches_nothing(tmp_path: Path) -> None:
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW long AS SELECT range AS n FROM range({EXCEL_ROWS})")
    connection.execute("CREATE TABLE short AS SELECT 1 AS n")
    out = tmp_path / "out"
    out.mkdir()
    (out / "parkhouse.xlsx").write_bytes(b"old")
    with pytest.raises(ExportError, match=r"long has 1,048,576 rows.*csv or parquet"):
        export(connection, "xlsx", ["short", "long"], out)
    assert [path.read_bytes() for path in out.iterdir()] == [b"old"]


@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_an_export_that_fails_midway_changes_no_file(tmp_path: Path, form: str) -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TABLE good AS SELECT 1 AS n")
    connection.execute("CREATE VIEW bad AS SELECT CASE WHEN range > 20000 THEN error('spoilt') ELSE 'x' END AS n FROM range(30000)")
    out = tmp_path / "out"
    out.mkdir()
    file = "parkhouse.xlsx" if form == "xlsx" else f"good.{form}"
    (out / file).write_bytes(b"old")
    with pytest.raises(duckdb.Error, match="spoilt"):
        export(connection, form, ["good", "bad"], out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {file: b"old"}


@pytest.mark.parametrize("text", ["字" * 40_000, "🦆" * 20_000])
def test_a_long_text_is_cut_with_a_mark(text: str) -> None:
    cut = excel_text(text)
    assert cut.endswith(CUT)
    assert len(cut.encode("utf-16-le")) // 2 <= EXCEL_CHARACTERS
    assert text.startswith(cut.removesuffix(CUT))
    assert excel_text("字" * EXCEL_CHARACTERS) == "字" * EXCEL_CHARACTERS


@pytest.mark.parametrize(
    "arguments",
    [["--format", "ods"], ["--table", "nowhere"], ["--view", "observation; DROP TABLE park"], ["--view", '"'], ["--table", "../../etc/passwd"]],
)
def test_wrong_usage_is_one_clear_line(cli: Command, sample: Home, tmp_path: Path, arguments: list[str]) -> None:
    done = cli("export", "--home", sample.root, "--out", tmp_path / "out", *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert not (tmp_path / "out").exists()
