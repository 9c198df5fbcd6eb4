"""The published file is for readers: no program locks them out or leaves rows of its own, and what befalls the file is noticed."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from flows.steps.options import RunOptions
from tests.flows.conftest import Command
from tests.support import SAMPLE, content, flip_bit, run
from warehouse.connect import WarehouseError
from warehouse.layout import Home
from warehouse.publish import log_of

PAGE = SAMPLE / "10_no_park.txt"
ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def test_it_has_no_write_permission_unless_asked_for(sample: Home, sample_copy: Home) -> None:
    assert sample.warehouse.stat().st_mode & ANY_WRITE == 0
    assert run(sample_copy, SAMPLE, rebuild=True, full=True, writable=True).status == "published"
    assert sample_copy.warehouse.stat().st_mode & stat.S_IWUSR
    assert RunOptions([]).writable is False


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs another user")
def test_another_program_reads_it_and_cannot_open_it_for_writing(sample: Home, tmp_path: Path) -> None:
    open_to_all = tmp_path / "warehouse.duckdb"
    open_to_all.write_bytes(sample.warehouse.read_bytes())
    open_to_all.chmod(stat.S_IMODE(sample.warehouse.stat().st_mode))
    script = (
        "import os, sys, duckdb\nos.chmod(os.path.dirname(sys.argv[1]), 0o755)\nos.setgid(65534); os.setuid(65534)\n"
        "print(duckdb.connect(sys.argv[1], read_only=True).execute('SELECT count(*) > 0 FROM v_observation').fetchone())\n"
        "try:\n    duckdb.connect(sys.argv[1].replace('warehouse', './warehouse'))\nexcept duckdb.Error as error:\n    print(error)\n"
    )
    import subprocess
    import sys
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        place = Path(folder) / "warehouse.duckdb"
        open_to_all.rename(place) if open_to_all.stat().st_dev == Path(folder).stat().st_dev else place.write_bytes(open_to_all.read_bytes())
        done = subprocess.run([sys.executable, "-c", script, str(place)], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("(True,)"), done.stderr
    assert "Permission denied" in done.stdout


@pytest.mark.parametrize("junk", [b"", b"junk"])
def test_a_foreign_log_is_taken_away_by_a_run_without_news_and_told(sample_copy: Home, sample: Home, cli: Command, junk: bytes) -> None:
    log = log_of(sample_copy.warehouse)
    log.write_bytes(junk)
    assert f"{log.name} lies beside the warehouse" in cli("status", "--home", sample_copy.root).out
    result = run(sample_copy, SAMPLE)
    assert result.status == "unchanged"
    assert not log.exists()
    assert any(log.name in line for line in result.warnings)
    assert log.name in cli("status", "--home", sample_copy.root).out, "the run's record tells of it"
    assert content(sample_copy) == content(sample)


def test_a_dry_run_leaves_a_foreign_log_where_it_is(sample_copy: Home) -> None:
    log_of(sample_copy.warehouse).write_bytes(b"")
    run(sample_copy, SAMPLE, dry_run=True)
    assert log_of(sample_copy.warehouse).exists()


def test_a_flipped_bit_is_noticed_within_a_day_though_nothing_is_new(sample_copy: Home, sample: Home) -> None:
    """Size and time are those of the publish: only the bytes tell, which are not read in every run of an hour."""
    flip_bit(sample_copy.warehouse)
    assert run(sample_copy, SAMPLE).status == "unchanged"
    os.utime(sample_copy.state / "facts_hashed", (0, 0))
    result = run(sample_copy, SAMPLE)
    assert result.status == "published"
    assert any("changed or damaged" in line for line in result.warnings)
    assert content(sample_copy) == content(sample)


def test_nothing_is_built_upon_a_file_with_a_flipped_bit(sample_copy: Home, tmp_path: Path) -> None:
    """However lately it was hashed: what a new document is added to is what was published."""
    flip_bit(sample_copy.warehouse)
    news = tmp_path / "news.txt"
    news.write_text("湘潭高新区2024年完成税收12亿元。", encoding="utf-8")
    result = run(sample_copy, SAMPLE, news)
    assert result.status == "published"
    assert any("changed or damaged" in line for line in result.warnings)


def test_status_tells_of_a_file_that_was_changed(sample_copy: Home, cli: Command) -> None:
    sample_copy.warehouse.write_bytes(b"not a database")
    assert "was changed or damaged after run" in cli("status", "--home", sample_copy.root).out


@pytest.mark.parametrize("text", ["[1, 2]", '"x"', "null", "{", "{}", "\x00", "[" * 100_000])
def test_a_note_of_the_publish_that_is_none_is_written_anew(sample_copy: Home, cli: Command, text: str) -> None:
    note = sample_copy.state / "published.json"
    note.write_text(text, encoding="utf-8")
    assert cli("status", "--home", sample_copy.root).status == 0
    if text == "[1, 2]":
        assert cli("run", "--direct", "--home", sample_copy.root, PAGE).status == 0
        assert json.loads(note.read_text(encoding="utf-8"))["run_key"]


def test_a_folder_in_its_place_is_one_clear_line(tmp_path: Path, cli: Command) -> None:
    home = Home(tmp_path / "home")
    home.warehouse.mkdir(parents=True)
    for command in (("run", "--direct", "--adopt", PAGE), ("status",), ("query", "SELECT 1"), ("export",)):
        done = cli(command[0], "--home", home.root, *command[1:])
        told = done.out + done.err
        assert done.status == 1, command
        assert "is a folder" in told, (command, told)
    assert home.warehouse.is_dir()


@pytest.mark.parametrize("text", [b"my own notes", b""])
def test_a_foreign_file_in_its_place_is_not_written_over(tmp_path: Path, text: bytes) -> None:
    home = Home(tmp_path / "home")
    home.root.mkdir()
    home.warehouse.write_bytes(text)
    with pytest.raises(WarehouseError, match="not a warehouse of parkhouse"):
        run(home, PAGE)
    assert home.warehouse.read_bytes() == text
