"""What a run hands out is small, plain and safe to carry out elsewhere, or again."""

from __future__ import annotations

import datetime as dt
import math
import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from flows.steps.extract.batch import OtherRules, read_batch
from flows.steps.extract.workers import Closed, WorkerDied, Workers, workers
from flows.steps.plan import LEAST_BYTES, BatchOutcome, ExtractTask, Plan, pending, plan_extraction, plan_file
from flows.steps.window import windowed
from tests.support import REPOSITORY, SAMPLE, clean_environment, content, run
from transforms.version import rule_set_version
from warehouse.layout import Home
from warehouse.store import Store

MOST_BYTES = 1_000
ALONE = """
import sys, time
from flows.steps.extract.workers import Worker
if __name__ == "__main__":
    worker = Worker()
    print(worker._process.pid, flush=True)
    time.sleep(600)
"""


def planned(home: Home, batch_size: int = 5) -> Plan:
    """A plan to read everything in a home again."""
    return plan_extraction(Store(home), Store(home).next_run_key(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)), True, batch_size, 1)


def test_tasks_stay_small_however_many_documents_there_are() -> None:
    plan = Plan("/a/home", "000001-20260101T000000Z", "0" * 16, [300] * 50_000, 1_000, 1)
    tasks = list(plan.tasks())
    assert [(task.first, task.count) for task in tasks] == [(n * 1_000, 1_000) for n in range(50)]
    assert max(len(pickle.dumps(task)) for task in tasks) < MOST_BYTES


@pytest.mark.parametrize("workers", [2, 3, 8])
@pytest.mark.parametrize("sizes", [[1_600] * 3_000, [1_600] * 150, [700, 9_000] * 400, [40_000] * 100 + [500] * 900])
def test_workers_that_take_the_next_batch_when_idle_end_together(sizes: list[int], workers: int) -> None:
    tasks = list(Plan("/a/home", "000001-20260101T000000Z", "0" * 16, sizes, min(1_000, -(-len(sizes) // workers)), workers).tasks())
    assert [task.first for task in tasks] == [sum(before.count for before in tasks[:n]) for n in range(len(tasks))]
    assert sum(task.count for task in tasks) == len(sizes)
    busy = [0] * workers
    for task in tasks:
        busy[busy.index(min(busy))] += sum(sizes[task.first : task.first + task.count])
    assert max(busy) - sum(sizes) / workers <= max(LEAST_BYTES, sum(sizes) * 0.03)
    assert len(tasks) < 2 * workers * (1 + math.log(len(sizes))), "parts stay few"


def test_the_tasks_name_every_document_once(sample_copy: Home) -> None:
    plan = planned(sample_copy)
    entries = [entry for task in plan.tasks() for entry in task.entries()]
    assert pl.DataFrame(entries, schema=pl.read_parquet_schema(plan_file(sample_copy, plan.run_key))).equals(pending(Store(sample_copy), True))
    assert len(list(plan.tasks())) == -(-plan.documents // 5)


def test_a_process_with_other_rules_refuses(sample_copy: Home) -> None:
    task = replace(next(planned(sample_copy).tasks()), rule_set="an older one")
    with pytest.raises(OtherRules, match=f"reads with rule set {rule_set_version()}, the run was planned with an older one"):
        read_batch(task)


def test_a_batch_read_again_writes_the_same_part(sample_copy: Home) -> None:
    task = next(planned(sample_copy).tasks())

    def parts() -> dict[str, bytes]:
        # The record of the files holds their times, which change.
        return {str(path): path.read_bytes() for path in sample_copy.facts.glob(f"*/{task.run_key}-*") if path.parent.name != "part"}

    outcome, before = read_batch(task), parts()
    assert before
    assert (read_batch(task), parts()) == (outcome, before)


def test_no_more_tasks_are_out_than_the_window_has_room_for() -> None:
    out = most = 0

    class Later:
        def __init__(self, value: int) -> None:
            nonlocal out, most
            self.value = value
            out += 1
            most = max(most, out)

        def result(self) -> int:
            nonlocal out
            out -= 1
            return self.value

    assert list(windowed(iter(range(20)), Later, 4)) == list(range(20))
    assert most == 4


def _kill_a_reader(when: threading.Event) -> None:
    """Kills the first reading process that this one starts."""
    while not when.is_set():
        for process in multiprocessing.active_children():
            if process.name == "reader" and process.pid is not None:
                os.kill(process.pid, signal.SIGKILL)
                return
        time.sleep(0.01)


def test_a_reading_process_that_is_killed_costs_one_batch_which_is_tried_again(home: Home, sample: Home, caplog: pytest.LogCaptureFixture) -> None:
    done = threading.Event()
    killer = threading.Thread(target=_kill_a_reader, args=(done,))
    killer.start()
    try:
        run(home, SAMPLE, workers=2, batch_size=3)
    finally:
        done.set()
        killer.join()
    assert content(home) == content(sample)
    (said,) = [record.message for record in caplog.records if "was killed" in record.message]
    assert "the batch is tried again" in said


def test_what_a_batch_raised_elsewhere_is_raised_here(sample_copy: Home) -> None:
    task: ExtractTask = next(planned(sample_copy).tasks())
    with workers(1) as processes:
        with pytest.raises(OtherRules, match="an older one"):
            processes.read(replace(task, rule_set="an older one"))
        assert processes.read(task).documents == 5
        (process,) = [child for child in multiprocessing.active_children() if child.name == "reader"]
        process.kill()
        process.join()
        with pytest.raises(WorkerDied, match=r"batch 0 \(5 documents\)"):
            processes.read(task)
        assert processes.read(task).documents == 5
    assert [child for child in multiprocessing.active_children() if child.name == "reader"] == []


class ReadsUntilEnded:
    """A process that reads one endless batch; who waits for it sees its end before the others are told to end."""

    def __init__(self, state: Path | None = None) -> None:
        self.ended = threading.Event()

    def read(self, task: ExtractTask) -> BatchOutcome:
        self.ended.wait(60)
        raise WorkerDied(f"batch {task.number}")

    def end(self, at_once: bool) -> None:
        if not self.ended.is_set():
            self.ended.set()
            time.sleep(0.1)


def test_batches_that_are_still_read_where_a_run_ends_end_with_it(sample_copy: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.steps.extract.workers.Worker", ReadsUntilEnded)
    task: ExtractTask = next(planned(sample_copy).tasks())
    processes = Workers(4)
    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(processes.read, task) for _ in range(4)]
        time.sleep(0.05)
        processes.close(at_once=True)
        assert {type(batch.exception(60)) for batch in waiting} == {Closed}


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_reading_processes_end_with_their_parent(end: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "alone.py"
    script.write_text(ALONE, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], env=clean_environment(), cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        reader = int(process.stdout.readline())
        process.send_signal(end)
    deadline = time.monotonic() + 60
    while _lives(reader) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(reader)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
