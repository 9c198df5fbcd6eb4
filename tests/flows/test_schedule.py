"""The schedule as an operator has it: served by a process of its own, killed, started again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.listeners import webhook
from tests.support import SAMPLE, clean_environment, command, scalar
from warehouse.layout import Home
from warehouse.lock import RunLock
from warehouse.store import Store

pytestmark = pytest.mark.prefect
PATIENCE = 180.0
"""Seconds after which something is taken never to happen; no test waits so long unless it fails."""


class Scheduler:
    """`parkhouse schedule` in a process of its own."""

    def __init__(self, home: Home, environment: dict[str, str]) -> None:
        self.home = home
        self.log = home.root.parent / f"schedule-{time.monotonic_ns()}.log"
        with self.log.open("wb") as stream:
            self.process = subprocess.Popen(
                command("schedule", "--home", home.root, "--every", "10"), cwd=home.root.parent, env=environment, stdout=stream, stderr=subprocess.STDOUT
            )

    @property
    def text(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait(self, what: str, happened: Callable[[], Any]) -> Any:
        """What `happened` returns once it is true."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := happened():
                return found
            assert self.process.poll() is None, f"the schedule ended while waiting for: {what}\n{self.text}"
            time.sleep(0.05)
        pytest.fail(f"never: {what}\n{self.text}")


def run_at_work(home: Home) -> int | None:
    lock = RunLock(home.state / "run.lock")
    holder = lock.holder()
    return holder.pid if holder and lock.held() else None


def good_runs(home: Home) -> int:
    runs = Store(home).operations("pipeline_run")
    return len(runs.filter(runs["status"].is_in(["published", "unchanged"])))


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def history(home: Home, sql: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(home.root / "prefect" / "prefect.db")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


@pytest.fixture
def schedulers() -> Iterator[list[Scheduler]]:
    started: list[Scheduler] = []
    yield started
    for scheduler in started:
        scheduler.process.kill()
        scheduler.process.wait()


def test_the_schedule_outlives_what_kills_it_and_its_runs(home: Home, tmp_path: Path, schedulers: list[Scheduler]) -> None:
    with webhook() as received:
        environment = clean_environment(
            PARKHOUSE_SOURCES=str(SAMPLE),
            PARKHOUSE_NOTIFY=f"json://127.0.0.1:{received.port}/",
            PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS="8",
            PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS="4",
        )
        # The scheduler is killed in the middle of a run.
        first = Scheduler(home, environment)
        schedulers.append(first)
        run = first.wait("a first run", lambda: run_at_work(home))
        first.process.kill()
        first.process.wait()
        end = time.monotonic() + PATIENCE
        while not gone(run) and time.monotonic() < end:
            time.sleep(0.05)
        assert gone(run), "a run ends with its scheduler"

        # Started again it goes on, once for all that was missed.
        second = Scheduler(home, environment)
        schedulers.append(second)
        second.wait("a good run", lambda: good_runs(home))
        assert "of a killed process ended" in second.text
        assert "one run starts now for what was missed" in second.text

        # A run that is killed is told of, and so is the next good one.
        run = second.wait("another run", lambda: run_at_work(home))
        os.kill(run, signal.SIGKILL)
        second.wait("a message of the failure", lambda: len(received.bodies) >= 1)
        second.wait("a message of the recovery", lambda: len(received.bodies) >= 2)
        second.process.send_signal(signal.SIGTERM)
        assert second.process.wait(60) == 0
        assert [value["title"] for value in received.values[:2]] == ["parkhouse 运行失败", "parkhouse 已恢复正常"]
        assert "Traceback" not in second.text

    assert scalar(home, "SELECT count(*) > 0 FROM observation") is True
    runs = Store(home).operations("pipeline_run").sort("run_key")
    ends = runs["finished_at"].to_list()
    assert all(begin >= end for begin, end in zip(runs["started_at"].to_list()[1:], ends, strict=False)), "no two runs at once"
    completed = history(home, "SELECT count(*) FROM flow_run r JOIN flow f ON f.id = r.flow_id WHERE f.name = 'parkhouse' AND r.state_type = 'COMPLETED'")
    assert completed[0][0] == good_runs(home), "each run of the schedule is a run of the pipeline"
    paused, active = history(home, "SELECT d.paused, s.active FROM deployment d JOIN deployment_schedule s ON s.deployment_id = d.id")[0]
    assert (paused, active) == (0, 1), "stopping does not pause the schedule"
