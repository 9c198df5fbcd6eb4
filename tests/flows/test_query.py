"""`parkhouse query`: four formats, and nothing but reading."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.flows.conftest import Command
from tests.support import clean_environment, command
from warehouse.layout import Home

VALUES = (
    "SELECT * FROM (VALUES (1, '甲|乙', 1.5::DOUBLE, DATE '2021-01-30', ['a', 'b']), (2, NULL, -263500000000.0::DOUBLE, NULL, [])) v(n, t, x, d, l) ORDER BY n"
)


def test_table(cli: Command, sample: Home) -> None:
    found = cli("query", "--home", sample.root, VALUES)
    assert (found.status, found.err) == (0, "")
    assert "甲|乙" in found.out
    assert "-263500000000" in found.out
    assert found.out.endswith("2 rows\n")


def test_csv(cli: Command, sample: Home) -> None:
    found = cli("query", "--home", sample.root, "--format", "csv", VALUES)
    head, first, second = csv.reader(io.StringIO(found.out))
    assert head == ["n", "t", "x", "d", "l"]
    assert first == ["1", "甲|乙", "1.5", "2021-01-30", "a; b"]
    assert (second[:2], float(second[2]), second[3:]) == (["2", ""], -263500000000.0, ["", ""])


@pytest.mark.parametrize("value", [263500000000.0, 0.1 + 0.2, 1e-7, 123456789.123456789, 1e16])
def test_csv_and_json_lose_no_digit(cli: Command, sample: Home, value: float) -> None:
    sql = f"SELECT {value!r}::DOUBLE AS x"
    assert float(cli("query", "--home", sample.root, "--format", "csv", sql).out.splitlines()[1]) == value
    assert json.loads(cli("query", "--home", sample.root, "--format", "json", sql).out) == [{"x": value}]


def test_json(cli: Command, sample: Home) -> None:
    found = cli("query", "--home", sample.root, "--format", "json", VALUES)
    assert "甲" in found.out
    assert json.loads(found.out) == [
        {"n": 1, "t": "甲|乙", "x": 1.5, "d": "2021-01-30", "l": ["a", "b"]},
        {"n": 2, "t": None, "x": -263500000000.0, "d": None, "l": []},
    ]


def test_markdown(cli: Command, sample: Home) -> None:
    found = cli("query", "--home", sample.root, "--format", "markdown", "SELECT '甲|乙' AS t, 'a' || chr(13) || chr(10) || 'b' AS u")
    lines = found.out.splitlines()
    assert lines == ["| t | u |", "| --- | --- |", "| 甲\\|乙 | a  b |"]


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown"])
def test_every_format_shows_evidence_whole(cli: Command, sample: Home, form: str) -> None:
    found = cli("query", "--home", sample.root, "--format", form, "SELECT * FROM v_observation LIMIT 3")
    assert (found.status, found.err) == (0, "")
    empty = cli("query", "--home", sample.root, "--format", form, "SELECT park_key FROM park WHERE false")
    assert empty.status == 0
    assert empty.out.strip()


DANGEROUS = ["=1+1", "+1+cmd|' /C calc'!A0", "-1+cmd", "@SUM(A1)", "\t=1+1", "\n=1+1", " =1+1", "　=1+1", "+", "-"]


@pytest.mark.parametrize("cell", DANGEROUS)
def test_csv_holds_no_formula(cli: Command, sample: Home, cell: str) -> None:
    quoted = "'" + cell.replace("'", "''") + "'"
    out = cli("query", "--home", sample.root, "--format", "csv", f"SELECT {quoted} AS t, [{quoted}] AS l").out
    _, row = csv.reader(io.StringIO(out, newline=""))
    for shown in row:
        assert shown == "'" + cell


@pytest.mark.parametrize("cell", ["a\r=1+1", "a\rb", "\r=1+1"])
def test_csv_keeps_a_carriage_return_in_its_cell(cli: Command, sample: Home, cell: str) -> None:
    out = cli("query", "--home", sample.root, "--format", "csv", f"SELECT '{cell}' AS t, 1 AS n").out
    assert list(csv.reader(io.StringIO(out, newline="")))[1:] == [[cell if cell[0] == "a" else "'" + cell, "1"]]


def test_csv_leaves_numbers_alone(cli: Command, sample: Home) -> None:
    out = cli("query", "--home", sample.root, "--format", "csv", "SELECT -5, -5.25::DOUBLE, '-5', '+8.4', '-1e3'").out
    assert out.splitlines()[1] == "-5,-5.25,-5,+8.4,-1e3"


FORBIDDEN = [
    "INSERT INTO park SELECT * FROM park",
    "UPDATE observation SET value = 0",
    "DELETE FROM document",
    "DROP TABLE observation",
    "CREATE TABLE mine AS SELECT 1 AS x",
    "CREATE OR REPLACE VIEW v_event AS SELECT 1 AS x",
    "COMMENT ON TABLE park IS 'x'",
    "COPY park TO 'out.csv'",
    "COPY (SELECT 1) TO 'out.parquet' (FORMAT parquet)",
    "EXPORT DATABASE 'out'",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_blob('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "ATTACH 'other.duckdb' AS other",
    "INSTALL httpfs",
    "LOAD '/tmp/evil.duckdb_extension'",
    "SET enable_external_access = true",
    "SELECT 1; SET enable_external_access = true; SELECT * FROM read_text('/etc/passwd')",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_query_only_reads_the_warehouse(cli: Command, sample: Home, sql: str) -> None:
    before = sample.warehouse.read_bytes()
    found = cli("query", "--home", sample.root, sql)
    assert (found.status, found.out) == (1, "")
    assert found.err.startswith("parkhouse: ")
    assert "Traceback" not in found.err
    assert "root:" not in found.err
    assert sample.warehouse.read_bytes() == before
    assert list(Path.cwd().iterdir()) == []


def test_a_refused_write_is_one_clear_line(cli: Command, sample: Home) -> None:
    found = cli("query", "--home", sample.root, "INSERT INTO park SELECT * FROM park")
    assert "read-only" in found.err
    assert found.err.count("\n") == 1


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT * FROM nope", "SELECT nope FROM park", "SELECT * FROM read_text('/etc/passwd')"])
def test_wrong_sql_is_one_clear_line(cli: Command, sample: Home, sql: str) -> None:
    found = cli("query", "--home", sample.root, sql)
    assert (found.status, found.out) == (1, "")
    assert found.err.count("\n") == 1


@pytest.mark.parametrize("sql", ["", "  ", ";", "/* nothing */"])
def test_an_empty_query_is_a_clear_error(cli: Command, sample: Home, sql: str) -> None:
    found = cli("query", "--home", sample.root, sql)
    assert found.status in (1, 2)
    assert "AttributeError" not in found.err


@pytest.mark.parametrize("value", ["'nan'::DOUBLE", "1.0 / 0"])
def test_json_is_json(cli: Command, sample: Home, value: str) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    json.loads(cli("query", "--home", sample.root, "--format", "json", f"SELECT {value} AS x").out, parse_constant=refuse)


# From a file, from standard input, with a comment first


ASKED = "-- 问题：多少？\n-- Question: how many?\nSELECT count(*) AS n FROM document;\n"


def test_a_query_may_begin_with_a_comment(cli: Command, sample: Home) -> None:
    for place in (0, 1):
        arguments = ["--home", str(sample.root), "--format", "json"]
        arguments.insert(place * 4, ASKED)
        found = cli("query", *arguments)
        assert (found.status, found.err) == (0, "")
        assert json.loads(found.out)[0]["n"] > 0


def test_a_query_from_a_file_and_from_standard_input(cli: Command, sample: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "question.sql"
    file.write_text("\ufeff" + ASKED, encoding="utf-8")
    expected = cli("query", "--home", sample.root, "SELECT count(*) AS n FROM document").out
    assert cli("query", "--home", sample.root, "-f", file).out == expected
    for arguments in ([], ["-"], ["-f", "-"]):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ASKED.encode())))
        assert cli("query", "--home", sample.root, *arguments).out == expected


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["-f", "missing.sql"], "missing.sql"),
        (["-f", "latin.sql"], "not UTF-8"),
        (["-f", "latin.sql", "SELECT 1"], "not both"),
        (["--formt", "csv", "SELECT 1"], ""),
        (["--formt"], "no such option: --formt"),
        (["SELECT 1", "SELECT 2"], ""),
    ],
)
def test_wrong_usage_of_a_query_is_one_clear_error(cli: Command, sample: Home, arguments: list[str], named: str) -> None:
    Path("latin.sql").write_bytes(b"SELECT '\xe9'")
    found = cli("query", "--home", sample.root, *arguments)
    assert (found.status, found.out) == (2, "")
    assert named in found.err
    assert "Traceback" not in found.err


REFUSED_LIKE_SERVE = [
    "SELECT * FROM enable_logging(storage = 'file')",
    "CALL enable_logging(storage = 'file')",
    "SELECT * FROM (SELECT * FROM enable_logging(storage = 'file'))",
    "SELECT (SELECT count(*) FROM duckdb_settings())",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT sleep_ms(10000000)",
    "SELECT write_log('x')",
    "PRAGMA version",
    "CHECKPOINT",
    "SET memory_limit = '1TB'",
    "SELECT 1; SELECT 2",
]


@pytest.mark.parametrize("sql", REFUSED_LIKE_SERVE)
def test_a_query_may_what_a_client_of_the_server_may(cli: Command, sample: Home, sql: str) -> None:
    """Some of these end the process where they are let through: the test's own would be gone."""
    found = cli("query", "--home", sample.root, sql)
    assert (found.status, found.out, found.err.count("\n")) == (1, "", 1)
    assert re.search("read-only|not for queries|one statement", found.err)


@pytest.mark.parametrize("sql", ["SHOW TABLES", "DESCRIBE v_observation", "SUMMARIZE park", "FROM park LIMIT 1", "VALUES (1)", "FROM v_search('税收') LIMIT 1"])
def test_every_way_to_read_is_let_through(cli: Command, sample: Home, sql: str) -> None:
    assert cli("query", "--home", sample.root, sql).status == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_one_clear_line(sample: Home, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("query", "--home", sample.root, "SELECT * FROM park"),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=clean_environment(),
            cwd=tmp_path,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "parkhouse: standard output: No space left on device; what was printed is not complete\n")
