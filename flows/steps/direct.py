"""The whole pipeline as plain functions; the Prefect flows call the same steps."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from flows.steps.extract.patterns import kept_patterns
from flows.steps.extract.workers import WorkerDied, Workers, warm, workers
from flows.steps.options import Progress, RunOptions
from flows.steps.outcome import RunResult
from flows.steps.plan import RETRIES, BatchOutcome, ExtractTask, Plan
from flows.steps.session import Session
from flows.steps.window import windowed
from warehouse.layout import Home

log = logging.getLogger("parkhouse.run")


def run_direct(home: Home, options: RunOptions, progress: Progress = lambda step, done, total: None) -> RunResult:
    """The whole pipeline without Prefect.

    Raises ChecksFailed where a blocking check fails.
    """
    if options.dry_run:
        from flows.steps.dry_run import dry_run

        return dry_run(home, replace(options, dry_run=False, wait=0.0), lambda likeness, same: run_direct(likeness, same, progress))
    session = Session(home, options, progress)
    try:
        for files in session.intake.batches():
            session.intake.take(files)
        session.intake.end()
        extract(session)
        return session.load()
    except BaseException as error:
        session.fail(error)
        raise
    finally:
        session.lock.release()


def extract(session: Session) -> BatchOutcome:
    """Reads whatever the present rule set has not read yet."""
    plan = session.plan()
    for outcome in read_all(plan, session.asked(plan.tasks())):
        session.record(outcome)
    return session.end_extraction()


def read_all(plan: Plan, tasks: Iterator[ExtractTask]) -> Iterator[BatchOutcome]:
    """Reads the batches of a plan, in this process or in several; the facts are the same."""
    if not plan.documents:
        return
    if plan.workers <= 1:
        # The reader is loaded where there is something to read.
        with kept_patterns(Home(Path(plan.root)).state):
            warm()
        from flows.steps.extract.batch import read_batch

        yield from map(read_batch, tasks)
        return
    with ThreadPoolExecutor(plan.workers) as threads, workers(plan.workers, Home(Path(plan.root)).state) as processes:
        yield from windowed(tasks, lambda task: threads.submit(_read, processes, task), 2 * plan.workers)


def _read(processes: Workers, task: ExtractTask) -> BatchOutcome:
    """Reads one batch, again where its process was killed."""
    for _ in range(RETRIES):
        try:
            return processes.read(task)
        except WorkerDied as died:
            log.warning("%s", died)
    return processes.read(task)
