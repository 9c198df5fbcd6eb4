"""Nothing that a document holds can steer the terminal that shows it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.operations.terminal_text import one_line, printable
from tests.flows.conftest import Command
from warehouse.layout import Home

STEERING = ["\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\u202e", "\u2066", "\x7f", "\x08", "\u200f", "\ufeff", "\u2028"]


@pytest.mark.parametrize("text", STEERING)
def test_controls_are_written_out(text: str) -> None:
    shown = printable(f"甲{text}乙")
    assert shown.startswith("甲\\")
    assert shown.isprintable()
    assert one_line(f"甲{text}\r\n乙").isprintable()


def test_what_can_be_read_stays() -> None:
    text = "园区　“招商”—100％，é 🦆 𠮷"
    assert printable(text) == text


@pytest.mark.parametrize("form", ["table", "markdown", "vertical"])
@pytest.mark.parametrize("text", ["\x1b[31m", "\u202e", "\x9b"])
def test_a_query_for_people_shows_them(cli: Command, sample: Home, form: str, text: str) -> None:
    code = ord(text[0])
    done = cli("query", "--home", sample.root, "--format", form, f"SELECT 'a' || chr({code}) || 'b' AS \"n{text}\"")
    assert done.status == 0
    assert text[0] not in done.out
    assert done.out.count("\\") == 2


def test_a_query_for_machines_keeps_them(cli: Command, sample: Home) -> None:
    assert "a\x1bb" in cli("query", "--home", sample.root, "--format", "csv", "SELECT 'a' || chr(27) || 'b' AS t").out


def test_an_error_shows_them(cli: Command, sample: Home) -> None:
    assert "\x1b" not in cli("query", "--home", sample.root, 'SELECT "\x1b[31m" FROM park').err


def test_a_broad_result_is_shown_one_column_a_line(cli: Command, sample: Home) -> None:
    done = cli("query", "--home", sample.root, "SELECT * FROM v_observation LIMIT 2")
    lines = done.out.splitlines()
    assert lines[0].startswith("── 1 ─")
    assert sum(line.startswith("park_key ") for line in lines) == 2
    assert lines[-1] == "2 rows"


def test_a_narrow_result_is_a_table(cli: Command, sample: Home) -> None:
    assert "┃ park_key" in cli("query", "--home", sample.root, "SELECT park_key, name FROM park LIMIT 2").out
    many = ", ".join(f"{number} AS c{number}" for number in range(20))
    assert "┃ c19" in cli("query", "--home", sample.root, f"SELECT {many}").out, "short values fit, however many"


# explain


def test_explain_shows_controls_of_a_document(cli: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("某某高新区\n\u202e某某高新区2020年完成税收\u200f5亿元。\x9b31m\n", encoding="utf-8")
    done = cli("explain", page)
    assert done.status == 0
    assert "\\u202e" in done.out
    assert "\u202e" not in done.out
    assert "\x9b" not in done.out


def test_explain_refuses_what_a_run_would_refuse_for_its_size(cli: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARKHOUSE_MAX_DOCUMENT_BYTES", "1000")
    page = tmp_path / "page.txt"
    page.write_text("园" * 1000, encoding="utf-8")
    done = cli("explain", page)
    assert (done.status, done.out) == (2, "")
    assert "limit of 1,000 bytes" in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_explain_waits_for_no_pipe(cli: Command, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    done = cli("explain", pipe)
    assert (done.status, done.out) == (2, "")
    assert "not a file" in done.err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_explain_reads_no_device(cli: Command) -> None:
    assert cli("explain", "/dev/zero").status == 2
