"""A run as one process holds it: its lock, its number and its record. It is never handed to a task.

What can be done elsewhere is planned as plain data (plan.py) and told back as plain data, which the session adds up.
"""

from __future__ import annotations

import datetime as dt
import itertools
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from flows.steps.damage import lost_facts, tell_damaged
from flows.steps.ingest.stage import Intake
from flows.steps.load.corrections import read_corrections
from flows.steps.load.seed_check import seeds_hold
from flows.steps.load.stage import LoadStage
from flows.steps.options import Progress, RunOptions
from flows.steps.outcome import RunResult
from flows.steps.own_parks import keep_for_run, read_own_parks
from flows.steps.plan import BatchOutcome, ExtractTask, Plan, clear_plans, plan_extraction
from flows.steps.run_record import run_row
from flows.steps.web.batches import without_logins
from seeds.own import use_own_parks
from warehouse.compaction import compact
from warehouse.files import write_bytes
from warehouse.forget import remove_forgotten
from warehouse.home_lock import HomeLock
from warehouse.layout import Home
from warehouse.leftovers import clear_leftovers
from warehouse.publish import check_place, take_away_log
from warehouse.published_record import recorded_of
from warehouse.remote.errors import RemoteError, TakenOver
from warehouse.store import Store, StoreError

if TYPE_CHECKING:
    from flows.steps.second.stage import SecondStage

log = logging.getLogger("parkhouse.run")
SENT_EVERY_SECONDS = 300
"""How often a run sends what it has read, where the home is in an object store."""
HASHED_EVERY_SECONDS = 82_800
"""A day less an hour, for a schedule does not strike to the second."""


def now() -> dt.datetime:
    """The present moment, UTC."""
    return dt.datetime.now(dt.UTC)


class Session:
    """One run over one home directory, stage by stage."""

    def __init__(self, home: Home, options: RunOptions, progress: Progress = lambda step, done, total: None) -> None:
        home.create()
        self.lock = HomeLock(home)
        self.lock.take(options.wait, options.waiting)
        if self.lock.died is not None:
            log.warning("the run before (%s) came to no end; this one makes good what it left", self.lock.died)
        self.home = home
        try:
            self.store = Store(home)
            names, logins = without_logins(options.sources)
            self.options = replace(options, sources=names)
            self.progress = progress
            self.started = now()
            self.clock = time.monotonic()
            self.result = RunResult(self.store.next_run_key(self.started), "failed")
            self.result.warnings += self.lock.news()
            self._sent, self._can_send = self.clock, True
            self._second: SecondStage | None = None
            self.ended = False
            """Whether it is recorded how the run ended."""
            try:
                check_place(home.warehouse, bool(recorded_of(home)) or self.store.has_published())
                if not options.dry_run:
                    self.result.warnings += take_away_log(home.warehouse)
                clear_leftovers(self.store, self.run_key, thorough=self._looks_deep or self.lock.died is not None)
                clear_plans(home)
                use_own_parks(())
                seeds_hold(home)
                self._forget()
                self.own_parks = read_own_parks(home)
                use_own_parks(self.own_parks)
                self.corrections = read_corrections(home)
                self.intake = Intake(self.store, self.options, logins, self.started, self.result, progress)
            except BaseException as error:
                # Broken seeds, corrections or a damaged store: a failed run like any other, which status and report must show.
                self.fail(error)
                raise
        except BaseException:
            self.lock.release()
            raise

    def _forget(self) -> None:
        """Notes what is to be forgotten, and takes out whatever the store still holds of it."""
        if self.options.forget:
            rows = [row | {"forgotten_at": self.started, "run_key": self.run_key} for row in self.options.forget]
            self.store.add_operation("forgotten", self.run_key, rows)
        if count := remove_forgotten(self.store, self.run_key):
            log.info("forget %s: %d documents taken out", self.run_key, count)

    @property
    def run_key(self) -> str:
        """The run's number and time, by which its parts in the store are named."""
        return self.result.run_key

    def plan(self) -> Plan:
        """The documents still to be read with the present rule set."""
        o = self.options
        self._send()
        lost = lost_facts(self.store, self.result.warnings, deep=self._looks_deep)
        self._planned = plan_extraction(self.store, self.run_key, o.full, o.batch_size, o.workers, lost, o.second.task() if o.second else None)
        self._planned = replace(self._planned, formats=o.formats)
        keep_for_run(self.home, self.run_key, self.own_parks)
        self._read = BatchOutcome()
        self._recorded = 0
        if o.second is not None and self._planned.documents:
            self._begin_second()
        return self._planned

    @cached_property
    def _looks_deep(self) -> bool:
        """Whether every file of ours is read and hashed: once a day, and where everything is to be looked at; a flipped bit changes neither size nor time."""
        o = self.options
        try:
            due = self.started.timestamp() - self._hashed.stat().st_mtime >= HASHED_EVERY_SECONDS
        except OSError:
            due = True
        return due or o.verify or o.full or o.rebuild

    @property
    def _hashed(self) -> Path:
        """The file whose time is that of the last deep look."""
        return self.home.state / "facts_hashed"

    def _begin_second(self) -> None:
        """Gets the second reader ready; nothing of it is imported where none is set."""
        from flows.steps.second.stage import SecondStage

        assert self.options.second is not None
        done = 0

        def step(count: int) -> None:
            nonlocal done
            done += count
            self.progress("second", done, self._planned.documents)

        self._second = SecondStage(self.home, self.options.second, step)

    @property
    def asks(self) -> bool:
        """Whether a second reader is asked in this run."""
        return self._second is not None

    def ask(self, task: ExtractTask) -> int:
        """Asks the second reader about a batch that is about to be read; returns how many answers came. Its troubles are counted, not raised."""
        return self._second.ask_batch(task) if self._second is not None else 0

    def asked(self, tasks: Iterator[ExtractTask]) -> Iterator[ExtractTask]:
        """The tasks, each once the second reader has been asked about it: the next is asked about while this one is read."""
        for task in tasks:
            self.ask(task)
            yield task

    def unread(self) -> Iterator[ExtractTask]:
        """The batches of the plan of which nothing has been recorded yet; outcomes are recorded in the plan's order."""
        return itertools.islice(self._planned.tasks(), self._recorded, None)

    def record(self, outcome: BatchOutcome) -> None:
        """Adds up what came of the next batch."""
        self._recorded += 1
        self._read.add(outcome)
        self.result.extracted += outcome.documents
        self.result.rejected += outcome.rejected
        self.result.failed += len(outcome.failed)
        self.progress("extract", self._read.documents, self._planned.documents)
        if time.monotonic() - self._sent > SENT_EVERY_SECONDS:
            self._send()

    def end_extraction(self) -> BatchOutcome:
        """What came of all batches; the plan has had its day."""
        clear_plans(self.home)
        tell_damaged(self.store, self.result.warnings)
        r = self._read
        self._end_second()
        log.info("extract %s: %d documents, %d observations, %d events, %d rows refused", self.run_key, r.documents, r.observations, r.events, r.rejected)
        return r

    def _end_second(self) -> None:
        stage, self._second = self._second, None
        if stage is None:
            return
        stage.close()
        if self._read.second is not None:
            stage.counts = self._read.second
        self.result.second = stage.summary()
        self.result.warnings += [line for line in (*stage.warnings, stage.warning()) if line]
        log.info("second reader %s: %s", self.run_key, self.result.second)

    def load(self) -> RunResult:
        """Builds, audits and publishes, and records how the run ended.

        Raises ChecksFailed where a blocking check fails; the last good warehouse stays then.
        """
        stage = LoadStage(self.store, self.options, self.started, self.corrections, self.result, self.progress, self._run_row, self._looks_deep)
        status = stage.load()
        if self._looks_deep:
            write_bytes(self._hashed, b"")
        self._compact()
        return self.finish(status)

    def _compact(self) -> None:
        """Keeps the store in few files; what goes wrong with that fails no run."""
        try:
            compact(self.store, self.run_key)
        except (OSError, StoreError) as error:
            log.exception("the store could not be compacted")
            self.result.warnings.append(f"the store could not be compacted: {error}")

    def _send(self) -> None:
        """Sends what was done so far, where the home is in an object store; one that does not answer now may do so later."""
        try:
            self.lock.send()
        except TakenOver:
            self._can_send = False
            raise
        except (RemoteError, OSError) as error:
            log.warning("%s", error)
        self._sent = time.monotonic()

    def _send_all(self, status: str) -> None:
        """Makes the run count in the store. Raises RemoteError; of a run that failed already that is the error to show."""
        if not self._can_send:
            return
        try:
            self._can_send = False
            self.lock.send(ended=True)
            self.result.warnings += self.lock.news()
        except RemoteError:
            if status != "failed":
                raise
            log.exception("the failed run %s could not be sent", self.result.run_key)

    def _run_row(self, status: str) -> dict[str, object]:
        return run_row(self.result, self.started, now(), status, self.result.message or self._warning())

    def _warning(self) -> str:
        return "; ".join(self.result.warnings)[:2000]

    def fail(self, error: BaseException) -> RunResult:
        """Records that the run came to grief."""
        return self.finish("failed", str(error)[:2000] or type(error).__name__)

    def finish(self, status: str, message: str = "") -> RunResult:
        """Records how the run ended, and lets the next one begin."""
        if self._second is not None:
            self._second.close()
        self.result.status = status
        self.result.message = message or self._warning()
        self.ended = True
        self.result.seconds = time.monotonic() - self.clock
        rows, failed = sum(self.result.counts.values()), [c.name for c in self.result.checks if not c.passed]
        log.info(
            "%s %s: %d rows, %d checks failed%s, %.1f s",
            status,
            self.result.run_key,
            rows,
            len(failed),
            f" ({', '.join(failed)})" * bool(failed),
            self.result.seconds,
        )
        try:
            if self.result.checks:
                self.store.add_operation("quality_result", self.result.run_key, [c.row(self.result.run_key) for c in self.result.checks])
            self.store.add_operation("pipeline_run", self.result.run_key, [self._run_row(status)])
            self._send_all(status)
        except OSError:
            # A full disk takes no record either; what made the run fail is the error to show.
            if status != "failed":
                raise
            log.exception("the failed run %s could not be recorded", self.result.run_key)
            self.lock.release(unfinished=True)
        finally:
            self.lock.release()
        return self.result
