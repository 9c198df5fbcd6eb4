"""The load stage: a fresh warehouse file, audited and published."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.steps.load.corrections import correction_texts
from flows.steps.load.version import code_version
from flows.steps.options import Progress, RunOptions
from flows.steps.outcome import ChecksFailed, RunResult
from seeds.read import seed_text
from transforms.text.search_words import folding
from transforms.version import rule_set_version
from warehouse.audit import audit, blocking, recheck
from warehouse.build import build, insert_rows, row_counts
from warehouse.changes import log_changes
from warehouse.connect import opened
from warehouse.corrections import Correction
from warehouse.files import write_bytes
from warehouse.previous import attached
from warehouse.publish import publish
from warehouse.quarantine import tried_again
from warehouse.search import build_search
from warehouse.store import Store
from warehouse.unrecorded import record_killed_runs
from warehouse.versions import versions_mark

log = logging.getLogger("parkhouse.run")


def _mark(path: Path) -> list[int]:
    """Size and time of a file, by which a change behind our back shows."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


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

    def load(self) -> str:
        """Builds a fresh file, audits it and publishes it; returns the status that the run ends with.

        Raises ChecksFailed where a blocking check fails; the last good warehouse stays then.
        """
        home, run_key = self.store.home, self.result.run_key
        fingerprint = self.fingerprint()
        if not self.options.dry_run and self.unchanged(fingerprint):
            self.result.checks = recheck(home.warehouse, self._check_settings())
            return "unchanged"
        path = home.build / f"{run_key}.duckdb"
        try:
            changes = self._build(path)
            if self.options.dry_run:
                return "dry_run"
            publish(path, home.warehouse)
            # Not before: the changes of a run that never published would be told again by the next.
            self.store.add_operation("change_log", run_key, changes)
        finally:
            for leftover in home.build.glob(f"{run_key}.duckdb*"):
                leftover.unlink(missing_ok=True)
        published = {"fingerprint": fingerprint, "run_key": run_key, "file": _mark(home.warehouse)}
        write_bytes(home.state / "published.json", json.dumps(published).encode())
        self.progress("load", 3, 3)
        return "published"

    def _build(self, path: Path) -> list[dict[str, Any]]:
        """Makes and audits the file; returns the changes that the store has yet to record."""
        with opened(path, path.parent / "scratch") as connection:
            self.progress("load", 0, 3)
            build(connection, self.store, self.corrections, folding())
            build_search(connection, folding())
            changes = self._log_changes(connection)
            self.progress("load", 1, 3)
            self.result.checks = audit(connection, self.store.home.warehouse, self._check_settings())
            self.result.counts = row_counts(connection)
            self.progress("load", 2, 3)
            failed = blocking(self.result.checks)
            if failed:
                raise ChecksFailed(failed)
            insert_rows(connection, "pipeline_run", [self.run_row("dry_run" if self.options.dry_run else "published")])
            insert_rows(connection, "quality_result", [c.row(self.result.run_key) for c in self.result.checks])
            connection.execute("CHECKPOINT")
        return changes

    def fingerprint(self) -> str:
        """A hash of everything that a build is made from."""
        digest = hashlib.sha256()
        for row in self.store.extractions().sort("document_key").iter_rows():
            digest.update(repr(row).encode())
        digest.update(repr(sorted(self.store.rejected()["rejected_key"].to_list())).encode())
        digest.update(versions_mark(self.store).encode())
        digest.update((rule_set_version() + code_version() + seed_text("expected_rows.csv")).encode())
        for name, text in correction_texts(self.store.home):
            digest.update(f"{name}\n{text}".encode())
        return digest.hexdigest()

    def unchanged(self, fingerprint: str) -> bool:
        """Whether the published warehouse already holds what a build of this fingerprint would give."""
        home = self.store.home
        path = home.state / "published.json"
        if not path.is_file() or not home.warehouse.is_file():
            return False
        try:
            recorded = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            return False
        # A published file that something else has overwritten or damaged is built anew.
        return bool(recorded.get("fingerprint") == fingerprint and recorded.get("file") == _mark(home.warehouse))

    def _log_changes(self, connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        """Fills change_log; returns the rows that the store lacks: those of this run, and of one that was killed between publishing and recording them."""
        known = self.store.operations("change_log").select("change_key")
        with attached(connection, self.store.home.warehouse) as compares:
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
