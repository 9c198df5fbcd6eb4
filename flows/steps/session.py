"""The whole pipeline as plain functions; the Prefect flows call the same steps."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import duckdb

from flows.steps.extract.batch import ExtractResult, batches, extract_all, now, pending
from flows.steps.ingest.files import IngestResult, ingest_files
from flows.steps.ingest.quarantine import refused_batches
from flows.steps.ingest.withdrawals import sightings_of, withdraw_vanished
from flows.steps.load.corrections import correction_texts, read_corrections
from flows.steps.load.seed_check import check_seeds
from flows.steps.sources import FRESHNESS_DAYS, MAX_DOCUMENT_BYTES, WITHDRAW_MAX_SHARE, SourceFile
from flows.steps.web.batches import Logins, web_batches, without_logins
from flows.steps.web.options import WebOptions
from schemas.generate import ddl
from schemas.tables import tables
from seeds.read import seed_text
from sql.read import sql_files
from transforms.text.search_words import folding
from transforms.version import rule_set_version
from warehouse.audit import CheckResult, audit, blocking, recheck
from warehouse.build import build, insert_rows, row_counts
from warehouse.changes import log_changes
from warehouse.connect import opened
from warehouse.files import write_bytes
from warehouse.layout import Home
from warehouse.leftovers import clear_leftovers
from warehouse.lock import RunLock
from warehouse.previous import attached
from warehouse.publish import publish
from warehouse.quarantine import tried_again
from warehouse.search import build_search
from warehouse.store import Store
from warehouse.unrecorded import record_killed_runs
from warehouse.versions import versions_mark

Progress = Callable[[str, int, int], None]
log = logging.getLogger("parkhouse.run")


class ChecksFailed(RuntimeError):
    """Blocking checks failed: nothing was published, the last good warehouse stays."""

    def __init__(self, failed: Sequence[CheckResult]) -> None:
        self.failed = list(failed)
        first = self.failed[0]
        more = f" and {len(self.failed) - 1} more" if len(self.failed) > 1 else ""
        super().__init__(
            f"check {first.name} failed on {first.failing_rows} rows{more}; nothing published. First row: {json.dumps(first.examples[:1], ensure_ascii=False, default=str)}"
        )


@dataclass(slots=True)
class RunOptions:
    """What one run is to do."""

    sources: list[str]
    files: list[SourceFile] = field(default_factory=list)
    workers: int = 1
    batch_size: int = 100
    full: bool = False
    dry_run: bool = False
    published_on: dt.date | None = None
    max_document_bytes: int = MAX_DOCUMENT_BYTES
    freshness_days: int = FRESHNESS_DAYS
    web: WebOptions = field(default_factory=WebOptions)
    withdraw_max_share: float = WITHDRAW_MAX_SHARE
    wait: float = 0.0
    """Seconds to wait for another run to end."""
    waiting: Callable[[str], None] = log.warning
    """Told whom the run waits for."""


@dataclass(slots=True)
class RunResult:
    """What one run did."""

    run_key: str
    status: str
    seen: int = 0
    new: int = 0
    skipped: int = 0
    failed: int = 0
    extracted: int = 0
    rejected: int = 0
    # Rows that waited in quarantine before, and how many of them now pass.
    waited: int = 0
    now_pass: int = 0
    withdrawn: int = 0
    # What the operator should look at although the run goes on.
    warnings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    checks: list[CheckResult] = field(default_factory=list)
    seconds: float = 0.0
    message: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For --json and artifacts."""
        return {
            "run_key": self.run_key, "status": self.status, "documents_seen": self.seen, "documents_new": self.new,
            "documents_skipped": self.skipped, "documents_failed": self.failed, "documents_extracted": self.extracted,
            "rows_rejected": self.rejected, "rows": self.counts, "seconds": round(self.seconds, 2), "message": self.message,
            "quarantined_before": self.waited, "quarantined_now_pass": self.now_pass,
            "checks_failed": [c.name for c in self.checks if not c.passed],
            "documents_withdrawn": self.withdrawn, "warnings": self.warnings,
        }  # fmt: skip


@functools.cache
def code_version() -> str:
    """The installed version of parkhouse, and a hash of what builds the warehouse, so that a change between releases shows too."""
    try:
        release = version("parkhouse")
    except PackageNotFoundError:
        release = "0"
    digest = hashlib.sha256()
    for entry in sorted(resources.files("warehouse").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".py"):
            digest.update(entry.read_bytes())
    for folder in ("macros", "views", "checks"):
        for file in sql_files(folder):
            digest.update(file.sql.encode())
    for table in tables().values():
        digest.update(ddl(table).encode())
    return f"{release}+{digest.hexdigest()[:8]}"


def _mark(path: Path) -> list[int]:
    """Size and time of a file, by which a change behind our back shows."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


class Run:
    """One run over one home directory, step by step."""

    def __init__(self, home: Home, options: RunOptions, progress: Progress = lambda step, done, total: None) -> None:
        home.create()
        self.lock = RunLock(home.state / "run.lock")
        self.lock.take(options.wait, options.waiting)
        if self.lock.died is not None:
            log.warning("the run before (%s) came to no end; this one makes good what it left", self.lock.died)
        self.home = home
        try:
            self._begin(options, progress)
            try:
                self._open()
            except BaseException as error:
                # Broken seeds, corrections or a damaged store: a failed run like any other, which status and report must show.
                self.fail(error)
                raise
        except BaseException:
            self.lock.release()
            raise

    def _begin(self, options: RunOptions, progress: Progress) -> None:
        self.store = Store(self.home)
        names, logins = without_logins(options.sources)
        self.options = replace(options, sources=names)
        # In a function: Prefect keeps the attributes of what it is handed in its database.
        self._logins: Callable[[], Logins] = lambda: logins
        self.progress = progress
        self.started = now()
        self.clock = time.monotonic()
        self.result = RunResult(self.store.next_run_key(self.started), "failed")

    def _open(self) -> None:
        clear_leftovers(self.home)
        check_seeds()
        self.corrections = read_corrections(self.home)
        catalogue = self.store.catalogue()
        self._known = set(catalogue["document_key"].to_list())
        self._given = dict(catalogue.select("document_key", "given_date").iter_rows())
        self.sightings = sightings_of(self.store, catalogue, self.result.run_key, self.started)
        self._offered: set[str] = set()
        self._parts = 0

    # Ingest

    def file_batches(self) -> Iterator[list[SourceFile]]:
        """The documents to take in, in batches: the files, then what the web addresses lead to, as it comes, then what waits in quarantine."""
        o = self.options
        for i in range(0, len(o.files), o.batch_size):
            yield o.files[i : i + o.batch_size]
        # A day given for all documents must reach the known ones too: they are fetched whole.
        known = self._known if o.published_on is None else set()
        yield from web_batches(self.home, o.sources, self._logins(), o.web, o.max_document_bytes, o.batch_size, known, self.started, self.result.warnings)
        yield from refused_batches(self.home, self.sightings, rule_set_version(), self._offered, o.batch_size)

    def ingest(self, files: Sequence[SourceFile]) -> IngestResult:
        """Takes in one batch of files."""
        done = self.result.seen
        total = max(len(self.options.files), done + len(files))

        def step() -> None:
            nonlocal done
            done += 1
            self.progress("ingest", done, total)

        o = self.options
        self._offered.update(file.place for file in files)
        self.sightings.undo()
        found = ingest_files(
            self.store, self.result.run_key, files, self._known, self._given, o.published_on, o.max_document_bytes, self.started, self.sightings, step
        )
        # First, so that a refusal is on record whenever its place counts as refused.
        self.store.add_rejected(self.result.run_key, f"ingest-{self._parts:05d}", found.rejected)
        self.store.add_sightings(self.result.run_key, self._parts, self.sightings.new)
        self.store.add_to_catalogue(self.result.run_key, self._parts, found.rows)
        # Only now, so that a batch that is tried again after an I/O error finds its documents still to be recorded.
        self._known.update(found.new)
        self.sightings.settle(written=True)
        self._parts += 1
        self.result.seen += found.seen
        self.result.new += len(found.new)
        self.result.skipped += found.skipped
        self.result.withdrawn += found.withdrawn
        self.result.failed += len(found.rejected)
        self.result.rejected += len(found.rejected)
        return found

    def end_ingest(self) -> None:
        """Records what has vanished from the folders."""
        o = self.options
        self.result.withdrawn += withdraw_vanished(o.sources, o.files, self.sightings, o.withdraw_max_share, self.result.warnings)
        self.store.add_sightings(self.result.run_key, self._parts, self.sightings.new)
        self.sightings.settle(written=True)
        self._parts += 1
        r = self.result
        log.info("ingest %s: %d documents seen, %d new, %d known, %d unreadable", r.run_key, r.seen, r.new, r.skipped, r.failed)

    # Extract

    def extract_parts(self) -> list[Sequence[dict[str, Any]]]:
        """The documents still to be read with the present rule set, in batches."""
        entries = pending(self.store, self.options.full)
        size = min(self.options.batch_size, max(1, -(-len(entries) // max(1, self.options.workers))))
        return batches(entries, size)  # type: ignore[return-value]

    def extract(self, parts: Sequence[Sequence[dict[str, Any]]]) -> ExtractResult:
        """Reads documents and writes their facts."""
        done, total = 0, sum(map(len, parts))

        def step(count: int) -> None:
            nonlocal done
            done += count
            self.progress("extract", done, total)

        found = extract_all(str(self.home.root), self.result.run_key, parts, self.options.workers, step)
        self.result.extracted = found.documents
        self.result.rejected += found.rejected
        self.result.failed += len(found.failed)
        values = (self.result.run_key, found.documents, found.observations, found.events, found.rejected)
        log.info("extract %s: %d documents, %d observations, %d events, %d rows refused", *values)
        return found

    # Load

    def fingerprint(self) -> str:
        """A hash of everything that a build is made from."""
        digest = hashlib.sha256()
        for row in self.store.extractions().sort("document_key").iter_rows():
            digest.update(repr(row).encode())
        digest.update(repr(sorted(self.store.rejected()["rejected_key"].to_list())).encode())
        digest.update(versions_mark(self.store).encode())
        digest.update((rule_set_version() + code_version() + seed_text("expected_rows.csv")).encode())
        for name, text in correction_texts(self.home):
            digest.update(f"{name}\n{text}".encode())
        return digest.hexdigest()

    def unchanged(self, fingerprint: str) -> bool:
        """Whether the published warehouse already holds what a build of this fingerprint would give."""
        path = self.home.state / "published.json"
        if not path.is_file() or not self.home.warehouse.is_file():
            return False
        try:
            recorded = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            return False
        # A published file that something else has overwritten or damaged is built anew.
        return bool(recorded.get("fingerprint") == fingerprint and recorded.get("file") == _mark(self.home.warehouse))

    def load(self) -> RunResult:
        """Builds a fresh file, audits it and publishes it.

        Raises ChecksFailed where a blocking check fails; the last good warehouse stays then.
        """
        fingerprint = self.fingerprint()
        if not self.options.dry_run and self.unchanged(fingerprint):
            self.result.checks = recheck(self.home.warehouse, self._check_settings())
            self.finish("unchanged")
            return self.result
        path = self.home.build / f"{self.result.run_key}.duckdb"
        scratch = self.home.build / "scratch"
        try:
            with opened(path, scratch) as connection:
                self.progress("load", 0, 3)
                build(connection, self.store, self.corrections)
                build_search(connection, folding())
                changes = self._log_changes(connection)
                self.progress("load", 1, 3)
                self.result.checks = audit(connection, self.home.warehouse, self._check_settings())
                self.result.counts = row_counts(connection)
                self.progress("load", 2, 3)
                failed = blocking(self.result.checks)
                if failed:
                    raise ChecksFailed(failed)
                status = "dry_run" if self.options.dry_run else "published"
                insert_rows(connection, "pipeline_run", [self._run_row(status)])
                insert_rows(connection, "quality_result", [c.row(self.result.run_key) for c in self.result.checks])
                connection.execute("CHECKPOINT")
            if self.options.dry_run:
                self.finish("dry_run")
                return self.result
            publish(path, self.home.warehouse)
            # Not before: the changes of a run that never published would be told again by the next.
            self.store.add_operation("change_log", self.result.run_key, changes)
        finally:
            for leftover in self.home.build.glob(f"{self.result.run_key}.duckdb*"):
                leftover.unlink(missing_ok=True)
        write_bytes(
            self.home.state / "published.json",
            json.dumps({"fingerprint": fingerprint, "run_key": self.result.run_key, "file": _mark(self.home.warehouse)}).encode(),
        )
        self.progress("load", 3, 3)
        self.finish("published")
        return self.result

    def _log_changes(self, connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        """Fills change_log; returns the rows that the store lacks: those of this run, and of one that was killed between publishing and recording them."""
        known = self.store.operations("change_log").select("change_key")
        with attached(connection, self.home.warehouse) as compares:
            if not compares:
                return []
            for run_key in record_killed_runs(connection, self.store):
                log.warning("run %s published and came to no end; its record is taken from the warehouse", run_key)
            self.result.waited, self.result.now_pass = tried_again(connection)
            log_changes(connection, self.result.run_key, code_version())
        found = connection.execute("SELECT * FROM change_log").pl()
        return found.join(known, on="change_key", how="anti").to_dicts()

    def _check_settings(self) -> dict[str, object]:
        return {"now": self.started, "freshness_days": self.options.freshness_days}

    def _run_row(self, status: str) -> dict[str, object]:
        r = self.result
        return {
            "run_key": r.run_key, "started_at": self.started, "finished_at": now(), "status": status,
            "documents_seen": r.seen, "documents_new": r.new, "documents_skipped": r.skipped, "documents_failed": r.failed,
            "rows_loaded": r.counts.get("observation", 0) + r.counts.get("event", 0), "rows_rejected": r.rejected,
            "code_version": code_version(), "rule_set": rule_set_version(), "message": r.message or self._warning(),
        }  # fmt: skip

    def _warning(self) -> str:
        return "; ".join(self.result.warnings)[:2000]

    def fail(self, error: BaseException) -> RunResult:
        """Records that the run came to grief; a dry run that does so says nothing of the published warehouse."""
        return self.finish("dry_run" if self.options.dry_run else "failed", str(error)[:2000] or type(error).__name__)

    def finish(self, status: str, message: str = "") -> RunResult:
        """Records how the run ended, and lets the next one begin."""
        self.result.status = status
        self.result.message = message or self._warning()
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
        except OSError:
            # A full disk takes no record either; what made the run fail is the error to show.
            if status != "failed":
                raise
            log.exception("the failed run %s could not be recorded", self.result.run_key)
            self.lock.release(unfinished=True)
        finally:
            self.lock.release()
        return self.result


def run_direct(home: Home, options: RunOptions, progress: Progress = lambda step, done, total: None) -> RunResult:
    """The whole pipeline without Prefect.

    Raises ChecksFailed where a blocking check fails.
    """
    run = Run(home, options, progress)
    try:
        for files in run.file_batches():
            run.ingest(files)
        run.end_ingest()
        run.extract(run.extract_parts())
        return run.load()
    except BaseException as error:
        run.fail(error)
        raise
    finally:
        run.lock.release()
