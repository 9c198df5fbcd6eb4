"""The whole pipeline as plain functions; the Prefect flows call the same steps."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
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
MANY = 200
"""New documents from which the reading processes begin while others are still taken in: each takes a second or two to load what it reads with."""


def run_direct(home: Home, options: RunOptions, progress: Progress = lambda step, done, total: None) -> RunResult:
    """The whole pipeline without Prefect.

    Raises ChecksFailed where a blocking check fails.
    """
    if options.dry_run:
        from flows.steps.dry_run import dry_run

        return dry_run(home, replace(options, dry_run=False, wait=0.0), lambda likeness, same: run_direct(likeness, same, progress))
    session = Session(home, options, progress)
    try:
        with ExitStack() as stack:
            begun: Workers | None = None
            for files in session.intake.batches():
                session.intake.take(files)
                if begun is None and options.workers > 1 and session.result.new >= MANY:
                    begun = Workers(options.workers, home.state)
                    stack.callback(begun.close, at_once=True)
            session.intake.end()
            extract(session, begun)
        return session.load()
    except BaseException as error:
        session.fail(error)
        raise
    finally:
        session.lock.release()


def extract(session: Session, begun: Workers | None = None) -> BatchOutcome:
    """Reads whatever the present rule set has not read yet; `begun`: reading processes that run already, if there are any."""
    plan = session.plan()
    for outcome in read_all(plan, session.asked(plan.tasks()), begun):
        session.record(outcome)
    return session.end_extraction()


def read_all(plan: Plan, tasks: Iterator[ExtractTask], begun: Workers | None = None) -> Iterator[BatchOutcome]:
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
    with ThreadPoolExecutor(plan.workers) as threads, workers(plan.workers, Home(Path(plan.root)).state, begun) as processes:
        yield from windowed(tasks, lambda task: threads.submit(_read, processes, task), 2 * plan.workers)


def _read(processes: Workers, task: ExtractTask) -> BatchOutcome:
    """Reads one batch, again where its process was killed."""
    for _ in range(RETRIES):
        try:
            return processes.read(task)
        except WorkerDied as died:
            log.warning("%s", died)
    return processes.read(task)
