"""A run that is killed leaves the last warehouse whole, and the next run makes good."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.conftest import Command
from tests.support import SAMPLE, clean_environment, command, content, copied, leftovers, run, scalar
from warehouse.layout import Home

FIRST = SAMPLE / "01_mixed_page.txt"
PATIENCE = 60.0
"""Seconds after which a run is killed that never comes to the stage waited for."""


@pytest.fixture(scope="module")
def one_document(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that holds a published warehouse already."""
    made = Home(tmp_path_factory.mktemp("first") / "home")
    run(made, FIRST)
    return made


def some(folder: Path, pattern: str) -> bool:
    return any(True for _ in folder.glob(pattern))


STAGES: dict[str, Callable[[Home], bool]] = {
    "documents are taken in": lambda home: some(home.packs, "000002-*.tar"),
    "the catalogue stands": lambda home: some(home.catalogue, "000002-*.parquet"),
    "facts are written": lambda home: some(home.facts / "document", "000002-*.parquet"),
    "the warehouse is built": lambda home: some(home.build, "*.duckdb"),
}


def kill_a_run(home: Home, when: Callable[[], bool]) -> bool:
    """Starts a run on the sample corpus and kills it as soon as `when` holds; False where it had ended by itself."""
    arguments = command("run", "--direct", "--home", home.root, SAMPLE)
    with subprocess.Popen(arguments, cwd=home.root.parent, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and not when() and time.monotonic() < deadline:
            time.sleep(0.0005)
        process.send_signal(signal.SIGKILL)
    return process.returncode == -signal.SIGKILL


def whole(home: Home, *states: Home) -> bool:
    """Whether the published file holds exactly what one of the states holds."""
    found = content(home)
    return any(found == content(state) for state in states)


def made_good(home: Home, sample: Home) -> bool:
    """Whether one more run ends where a run that nobody disturbed ends."""
    return run(home, SAMPLE).status in ("published", "unchanged") and content(home) == content(sample)


@pytest.mark.parametrize("stage", STAGES)
def test_killed_when(stage: str, one_document: Home, sample: Home, tmp_path: Path) -> None:
    home = copied(one_document, tmp_path / "home")
    assert kill_a_run(home, lambda: STAGES[stage](home)), "the test's own ground: killed in time"
    assert whole(home, one_document, sample)
    assert made_good(home, sample)
    assert leftovers(home) == []


def test_killed_just_after_the_publish(one_document: Home, sample: Home, tmp_path: Path) -> None:
    home = copied(one_document, tmp_path / "home")
    old = home.warehouse.stat().st_ino
    kill_a_run(home, lambda: home.warehouse.stat().st_ino != old)
    assert whole(home, sample)
    assert made_good(home, sample)
    assert leftovers(home) == []


def test_killed_again_and_again(sample: Home, home: Home) -> None:
    """At random moments, in a home in which nothing was published before."""
    moments = [random.uniform(0.5, 3.0) for _ in range(4)]
    for moment in moments:
        end = time.monotonic() + moment
        kill_a_run(home, lambda: time.monotonic() > end)  # noqa: B023 - called within the loop only
        assert not home.warehouse.exists() or whole(home, sample), moments
    assert made_good(home, sample), moments
    assert leftovers(home) == [], moments


def test_what_a_killed_run_left_is_removed_where_there_is_nothing_new(sample_copy: Home) -> None:
    for folder in (sample_copy.raw / "ab", sample_copy.facts / "event", sample_copy.operations, sample_copy.state):
        folder.mkdir(exist_ok=True)
        (folder / ".half.1234abcd.part").write_bytes(b"half")
    assert run(sample_copy, SAMPLE).status == "unchanged"
    assert leftovers(sample_copy) == []


def test_half_a_build_and_half_a_report_are_removed_too(sample_copy: Home) -> None:
    (sample_copy.build / "000009-20260101T000000Z.duckdb").write_bytes(b"half")
    (sample_copy.reports / ".latest.html.1234abcd.part").write_bytes(b"half")
    assert run(sample_copy, SAMPLE).status == "unchanged"
    assert leftovers(sample_copy) == []


def test_a_report_that_was_not_written_is_written_by_the_next_run(one_document: Home, tmp_path: Path, cli: Command) -> None:
    home = copied(one_document, tmp_path / "home")
    assert cli("report", "--home", home.root).status == 0
    assert run(home, SAMPLE).status == "published", "and killed before it could write its report"
    assert cli("run", "--direct", "--home", home.root, SAMPLE).status == 0
    assert scalar(home, "SELECT max(run_key) FROM pipeline_run") in (home.reports / "latest.html").read_text(encoding="utf-8")
