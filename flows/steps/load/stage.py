"""The load stage: a fresh warehouse file, audited and published."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
import os
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows.steps.load.own_confidence import own_confidence, reckoner
from flows.steps.load.version import code_version
from flows.steps.options import Progress, RunOptions
from flows.steps.outcome import ChecksFailed, RunResult
from seeds.read import seed_text
from transforms.version import rule_set_version
from warehouse.audit import CheckError, audit, blocking, not_ended, recheck
from warehouse.build import Reckon, build, insert_rows, row_counts
from warehouse.changes import log_changes
from warehouse.connect import WarehouseError, opened
from warehouse.corrections import Correction
from warehouse.files import write_bytes
from warehouse.parts import rows_mark
from warehouse.previous import attached, readable
from warehouse.publish import digest_of, log_of, publish
from warehouse.published_record import mark_of, recorded_of
from warehouse.quarantine import tried_again
from warehouse.refresh import MOST_CHANGED, changed_share, refresh
from warehouse.search import build_search
from warehouse.store import Store
from warehouse.unrecorded import record_killed_runs
from warehouse.versions import versions_mark

log = logging.getLogger("parkhouse.run")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _load_page() -> None:
    from warehouse.report.page import prepare

    prepare()


@dataclass(slots=True)
class LoadStage:
    """The load stage of one run."""

    store: Store
    options: RunOptions
    started: dt.datetime
    corrections: Sequence[Correction]
    result: RunResult
    progress: Progress
    run_row: Callable[[str], dict[str, object]]
    """The run's own record, for a status."""
    looks_deep: bool = True
    """Whether the published file is hashed though nothing has changed; one from which a build begins always is."""
    _confidence: str = field(default="", init=False)
    """The user's own weights of the confidence, as they stood when the stage began; empty where there are none."""
    _reckon: Reckon | None = field(default=None, init=False)
    _before: dict[str, Any] = field(default_factory=dict, init=False)
    """What was recorded of the published file when the stage began."""
    _previous: Path | None = field(default=None, init=False)
    """The published file, where it can be read to its end: what a build is compared with."""
    _fresh: bool = field(default=True, init=False)

    def load(self) -> str:
        """Builds a fresh file, audits it and publishes it; returns the status that the run ends with.

        Raises ChecksFailed where a blocking check fails; the last good warehouse stays then.
        """
        home, run_key = self.store.home, self.result.run_key
        self._confidence = own_confidence(home)
        self._reckon = reckoner(self._confidence)
        fingerprint = self.fingerprint()
        self._before = self._published(fingerprint)
        self._previous = home.warehouse if self._before or readable(home.warehouse) else None
        if self.unchanged(fingerprint):
            self.result.checks = recheck(home.warehouse, self._check_settings(), self.options.limits)
            return "unchanged"
        path = home.build / f"{run_key}.duckdb"
        try:
            try:
                changes = self._build_or_refresh(path)
            except duckdb.OutOfMemoryException as error:
                limit = self.options.limits.memory
                raise WarehouseError(
                    f"building the warehouse takes more memory than {limit}: raise the setting memory_limit ({str(error).splitlines()[0]})"
                ) from error
            self.result.warnings += publish(path, home.warehouse, self.options.writable)
            # Not before: the changes of a run that never published would be told again by the next.
            self.store.add_operation("change_log", run_key, changes)
        finally:
            for leftover in home.build.glob(f"{run_key}.duckdb*"):
                leftover.unlink(missing_ok=True)
        self._note_published(fingerprint)
        self.progress("load", 3, 3)
        return "published"

    def _build_or_refresh(self, path: Path) -> list[dict[str, Any]]:
        """Makes and audits the file, from the published one where that serves; returns the changes that the store has yet to record."""
        self._fresh = True
        since = self._published_run()
        if since is None:
            return self._build(path, None)
        try:
            shutil.copyfile(self.store.home.warehouse, path)
            self._fresh = False
            return self._build(path, since)
        except (duckdb.Error, CheckError, ChecksFailed) as error:
            # What was damaged behind our back is no ground to build on; whether the fault lies in the facts a fresh build tells.
            log.warning("the published warehouse could not be brought up to date (%s); it is built anew", str(error).splitlines()[0])
            for leftover in path.parent.glob(f"{path.name}*"):
                leftover.unlink(missing_ok=True)
            self._fresh = True
            return self._build(path, None)

    def _build(self, path: Path, since: str | None) -> list[dict[str, Any]]:
        # What cuts words is loaded where there is something to build.
        from transforms.text.search_words import folding

        # While the database works, Python has time for what writes the report.
        threading.Thread(target=_load_page, name="page", daemon=True).start()
        with opened(path, path.parent / "scratch", memory=self.options.limits.memory) as connection:
            self.progress("load", 0, 3)
            if since is None:
                build(connection, self.store, self.corrections, folding(), self._reckon)
            else:
                refresh(connection, self.store, self.corrections, since, folding(), self._reckon)
                log.info("load %s: the file that run %s published is brought up to date", self.result.run_key, since)
            build_search(connection, folding())
            changes = self._log_changes(connection, since is not None)
            self.progress("load", 1, 3)
            self.result.checks = audit(connection, self._previous, self._check_settings(), limits=self.options.limits, refreshed=since is not None)
            self.result.counts = row_counts(connection)
            self.progress("load", 2, 3)
            failed = blocking(self.result.checks)
            if failed:
                raise ChecksFailed(failed)
            self.result.warnings += not_ended(self.result.checks)
            insert_rows(connection, "pipeline_run", [self.run_row("published")])
            insert_rows(connection, "quality_result", [c.row(self.result.run_key) for c in self.result.checks])
            connection.execute("CHECKPOINT")
        return changes

    def fingerprint(self) -> str:
        """A hash of everything that a build is made from."""
        digest = hashlib.sha256()
        digest.update(rows_mark(self.store.extractions().drop("part")))
        digest.update(repr(sorted(self.store.rejected()["rejected_key"].to_list())).encode())
        digest.update(versions_mark(self.store).encode())
        # A source that falls silent is news, and so is one that speaks again.
        amiss = self.store.source_status().filter(pl.col("level") != "good")
        digest.update(amiss.select("source", "state", "level").sort("source").write_csv().encode())
        digest.update(self.store.forgotten().select("document_key", "place").sort("document_key", "place").write_csv().encode())
        digest.update(self._ground().encode())
        # Those that this run applies: what a reviewer adds meanwhile is the next run's.
        for correction in self.corrections:
            digest.update(repr(sorted(correction.record.items(), key=lambda pair: pair[0])).encode())
        return digest.hexdigest()

    def unchanged(self, fingerprint: str) -> bool:
        """Whether the published warehouse already holds what a build of this fingerprint would give."""
        return bool(self._before.get("fingerprint") == fingerprint)

    def _ground(self) -> str:
        """The program, rules and seeds that a build rests on."""
        return f"{rule_set_version()} {code_version()} {duckdb.__version__} {seed_text('expected_rows.csv')}{self._confidence}"

    def _published(self, fingerprint: str) -> dict[str, Any]:
        """What is recorded of the published file; nothing where something else has overwritten or damaged it since."""
        home = self.store.home
        recorded = recorded_of(home)
        sha256 = recorded.get("sha256", "") if self.looks_deep or recorded.get("fingerprint") != fingerprint else ""
        try:
            same = not recorded or (recorded.get("file") == mark_of(home.warehouse) and (not sha256 or sha256 == digest_of(home.warehouse)))
        except OSError:
            same = not recorded
        if not same and os.path.lexists(home.warehouse):
            self.result.warnings.append(
                f"{home.warehouse.name} is no longer what run {recorded.get('run_key')} published (changed or damaged since): it is built anew"
            )
        return recorded if same else {}

    def _published_run(self) -> str | None:
        """The run whose published file can be brought up to date; None where a fresh build is asked for, due, needed or cheaper."""
        found, log_of_a_client = self._before, log_of(self.store.home.warehouse)
        if self.options.rebuild or found.get("ground") != _sha256(self._ground()) or log_of_a_client.exists():
            return None
        try:
            built, run_key = dt.datetime.fromisoformat(found["built_at"]), str(found["run_key"])
        except (KeyError, TypeError, ValueError):
            return None
        if self.started - built >= dt.timedelta(days=self.options.rebuild_days):
            return None
        return run_key if changed_share(self.store, run_key) <= MOST_CHANGED else None

    def _note_published(self, fingerprint: str) -> None:
        home = self.store.home
        built = self.started.isoformat() if self._fresh else self._before["built_at"]
        published = {
            "fingerprint": fingerprint, "run_key": self.result.run_key, "file": mark_of(home.warehouse), "built_at": built,
            "sha256": digest_of(home.warehouse),
            "ground": _sha256(self._ground()),
        }  # fmt: skip
        write_bytes(home.state / "published.json", json.dumps(published).encode())

    def _log_changes(self, connection: duckdb.DuckDBPyConnection, refreshed: bool) -> list[dict[str, Any]]:
        """Fills change_log; returns the rows that the store lacks: those of this run, and of one that was killed between publishing and recording them."""
        known = self.store.operations("change_log").select("change_key")
        with attached(connection, self._previous) as compares:
            if not compares:
                return []
            for run_key in record_killed_runs(connection, self.store):
                log.warning("run %s published and came to no end; its record is taken from the warehouse", run_key)
            self.result.waited, self.result.now_pass = tried_again(connection)
            log_changes(connection, self.result.run_key, code_version(), refreshed)
        found = connection.execute("SELECT * FROM change_log").pl()
        return found.join(known, on="change_key", how="anti").to_dicts()

    def _check_settings(self) -> dict[str, object]:
        return {"now": self.started, "freshness_days": self.options.freshness_days}
