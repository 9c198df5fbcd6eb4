"""Commands that answer at once import nothing heavy; told by what was imported, not by the clock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import REPOSITORY, SAMPLE, clean_environment
from warehouse.layout import Home

HEAVY = {"prefect", "polars", "pandera", "pyarrow", "trafilatura", "jieba", "httpx", "lxml", "pydantic_settings", "transforms"}
SCRIPT = """
import sys
from flows.cli import main
try:
    main(sys.argv[1:])
except SystemExit as stop:
    print(stop.code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def imported_by(*arguments: str, cwd: Path) -> tuple[int, set[str]]:
    """How a command ended, and the packages that it imported."""
    environment = clean_environment(PYTHONPATH=str(REPOSITORY))
    done = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    status, *names = done.stderr.splitlines()[-1].split()
    return int(status), set(names)


@pytest.mark.parametrize("arguments", [("--help",), ("run", "--help"), ("query", "--help")])
def test_help(arguments: tuple[str, ...], tmp_path: Path) -> None:
    status, names = imported_by(*arguments, cwd=tmp_path)
    assert (status, names & (HEAVY | {"duckdb"})) == (0, set())


def test_a_query(sample: Home, tmp_path: Path) -> None:
    status, names = imported_by("query", "--home", str(sample.root), "SELECT count(*) FROM observation", cwd=tmp_path)
    assert (status, names & HEAVY) == (0, set())


def test_a_query_where_there_is_no_warehouse(tmp_path: Path) -> None:
    status, names = imported_by("query", "--home", str(tmp_path / "none"), "SELECT 1", cwd=tmp_path)
    assert (status, names & HEAVY) == (1, set())


def test_a_wrong_setting_is_still_told(tmp_path: Path) -> None:
    (tmp_path / "parkhouse.toml").write_text("workrs = 2\n", encoding="utf-8")
    assert imported_by("query", "SELECT 1", cwd=tmp_path)[0] == 2


def test_a_run_with_nothing_new(sample_copy: Home, tmp_path: Path) -> None:
    """Neither what reads, nor what fetches, nor what builds."""
    status, names = imported_by("run", "--direct", "--home", str(sample_copy.root), str(SAMPLE), cwd=tmp_path)
    assert status == 0
    status, names = imported_by("run", "--direct", "--home", str(sample_copy.root), str(SAMPLE), cwd=tmp_path)
    assert (status, names & {"prefect", "pandera", "trafilatura", "rjieba", "jieba", "httpx", "lxml", "jinja2", "cn2an"}) == (0, set())
