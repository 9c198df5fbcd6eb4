"""Killed at forty-one random moments in a row (test_crash kills nine times more): nothing is lost, doubled or left lying about."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.killed import started
from tests.support import SAMPLE, clean_environment, content, copied, leftovers, run, scalar, select
from warehouse.layout import Home
from warehouse.store import FACT_TABLES, Store

KILLS = 41
PATIENCE = 60.0
_OF_A_DOCUMENT = ("document", "article", "observation", "event", "leftover")

AT_THE_PUBLISH = """
import os, signal, sys
import flows.steps.load.stage as steps
real = steps.publish
def killed(*arguments):
    if sys.argv[1] == "after":
        real(*arguments)
    os.kill(os.getpid(), signal.SIGKILL)
steps.publish = killed
from flows.cli import main
main(sys.argv[2:])
"""


def names(folder: Path, pattern: str) -> set[str]:
    return {str(path) for path in folder.glob(pattern)}


def _mark_of_the_published(home: Home) -> object:
    return home.warehouse.stat().st_mtime_ns if home.warehouse.exists() else None


STAGES: tuple[Callable[[Home], object], ...] = (
    lambda home: (home.state / "last_run").stat().st_mtime_ns if (home.state / "last_run").exists() else None,
    lambda home: names(home.packs, "*.tar"),
    lambda home: names(home.raw_index, "*.parquet"),
    lambda home: names(home.quarantine, "*/*/*"),
    lambda home: names(home.operations / "rejected", "*.parquet"),
    lambda home: names(home.catalogue, "*.parquet"),
    lambda home: names(home.facts, "*/*.parquet"),
    lambda home: names(home.facts / "extraction", "*.parquet"),
    lambda home: names(home.build, "*.duckdb"),
    _mark_of_the_published,
    lambda home: names(home.operations / "change_log", "*.parquet"),
    lambda home: names(home.operations / "pipeline_run", "*.parquet"),
    lambda home: names(home.reports, "*"),
)
"""What a run changes, in the order in which it does."""


def kill_a_run(home: Home, source: Path, stage: Callable[[Home], object] | None, later: float) -> bool:
    """Kills a run a moment after a stage has begun, or it itself; False where it had ended by itself."""
    before = stage(home) if stage else None
    process = started("run", "--direct", "--home", str(home.root), str(source))
    deadline = time.monotonic() + PATIENCE
    while stage and process.is_alive() and stage(home) == before and time.monotonic() < deadline:
        time.sleep(0.0005)
    process.join(later)
    process.kill()
    process.join()
    return process.exitcode == -signal.SIGKILL


def write(source: Path, number: int) -> None:
    """One more document to read, and every third time one that cannot be read."""
    text = f"赣州经开区晨报\n\n今年{number % 12 + 1}月，赣州经开区新引进项目{number + 3}个，合同投资额{number + 5}.5亿元。\n"
    (source / f"{number}.txt").write_text(text, encoding="utf-8")
    if number % 3 == 0:
        (source / f"broken {number}.txt").write_bytes(b"\x00\x01" * (number + 5))


def rows_of(found: dict[str, list[tuple[object, ...]]], documents: set[object]) -> dict[str, list[tuple[object, ...]]]:
    """The rows that belong to documents."""
    return {table: [row for row in found[table] if documents.intersection(map(str, row))] for table in _OF_A_DOCUMENT}


def half_written(home: Home) -> list[str]:
    """Everything that only a run at work may have."""
    finished = set(Store(home).extractions()["part"].to_list())
    unfinished = [str(path) for table in FACT_TABLES for path in (home.facts / table).glob("*.parquet") if path.stem not in finished]
    without_description = [str(path) for path in home.quarantine.glob("*/*") if not (path / "refused.json").is_file()]
    return [*leftovers(home), *map(str, home.build.iterdir()), *unfinished, *without_description, *map(str, home.spool.rglob("*"))]


def test_killed_forty_one_times_in_a_row(home: Home, tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)
    chance = random.Random(seed)
    source = tmp_path / "in"
    source.mkdir()
    kills = 0
    states: dict[object, dict[str, list[tuple[object, ...]]]] = {}
    for number in range(3 * KILLS):
        if kills == KILLS:
            break
        write(source, number)
        # Every other one at any moment, the rest just after each stage has begun in turn.
        stage, later = (None, chance.random()) if number % 2 else (STAGES[number // 2 % len(STAGES)], chance.choice((0, 0.01, 0.1)) * chance.random())
        kills += kill_a_run(home, source, stage, later)
        mark = _mark_of_the_published(home)
        if mark is not None and mark not in states:
            states[mark] = content(home)
    assert kills == KILLS, seed
    assert len(states) > 3, "the test's own ground: several of them came to publish"

    assert run(home, source).status in ("published", "unchanged"), seed
    undisturbed = Home(tmp_path / "undisturbed")
    run(undisturbed, source)
    expected = content(undisturbed)
    assert content(home) == expected, seed
    assert half_written(home) == [], seed
    for found in states.values():
        documents: set[object] = {row[0] for row in found["document"]}
        assert {table: found[table] for table in _OF_A_DOCUMENT} == rows_of(expected, documents), seed
    assert not select(home, "SELECT fact_key FROM change_log WHERE table_name = 'document' GROUP BY ALL HAVING count(*) > 1"), "no change is told twice"
    assert scalar(home, "SELECT count(DISTINCT left(run_key, 6)) = count(*) FROM pipeline_run"), "no number is given twice"
    assert set(select(home, "SELECT DISTINCT run_key FROM change_log")) <= set(select(home, "SELECT run_key FROM pipeline_run WHERE status = 'published'"))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_at_the_publish_every_change_and_every_run_counts_once(sample_copy: Home, tmp_path: Path, moment: str) -> None:
    source = tmp_path / "in"
    source.mkdir()
    write(source, 1)
    arguments = [sys.executable, "-c", AT_THE_PUBLISH, moment, "run", "--direct", "--home", str(sample_copy.root), str(source)]
    done = subprocess.run(arguments, cwd=tmp_path, env=clean_environment(), capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL
    published = scalar(sample_copy, "SELECT max(run_key) FROM pipeline_run")
    write(source, 2)
    run(sample_copy, source)
    assert select(
        sample_copy, "SELECT d.file_name, count(*) FROM change_log c JOIN document d USING (document_key) WHERE table_name = 'document' GROUP BY ALL ORDER BY 1"
    ) == [
        ("1.txt", 1),
        ("2.txt", 1),
    ]
    assert (published,) in select(sample_copy, "SELECT run_key FROM pipeline_run WHERE status = 'published'")
    # The warehouse is a product: without it the store alone tells the same.
    tables = ("change_log", "pipeline_run", "quality_result")
    before = [select(sample_copy, f"SELECT * FROM {table} WHERE run_key < (SELECT max(run_key) FROM pipeline_run)") for table in tables]
    sample_copy.warehouse.unlink()
    run(sample_copy, source)
    for table, rows in zip(tables, before, strict=True):
        assert set(map(repr, rows)) <= set(map(repr, select(sample_copy, f"SELECT * FROM {table}"))), table


def test_what_killed_runs_leave_anywhere_is_cleared_away(sample_copy: Home, tmp_path: Path) -> None:
    home = copied(sample_copy, tmp_path / "copy")
    half = [
        home.root / ".warehouse.duckdb.4711.part", home.build / "scratch" / "duckdb_temp_storage-0.tmp", home.quarantine / "ab" / "abcd" / "document.txt",
        home.quarantine / "ab" / "abcd" / ".refused.json.12345678.part", home.facts / "observation" / "000009-20260101T000000Z-00000.parquet",
        home.spool / "1.html",
    ]  # fmt: skip
    for path in half:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    assert run(home, SAMPLE).status == "unchanged"
    assert [str(path) for path in half if path.exists()] == []
    assert half_written(home) == []
