"""What killed runs and earlier versions leave behind, cleared away when the next run begins."""

from __future__ import annotations

import re
import shutil
import time

from warehouse.compaction import remove_spare_packs
from warehouse.files import remove_leftovers
from warehouse.migration import migrate
from warehouse.store import Store

_BUILT = re.compile(r"\d{6,}-\d{8}T\d{6}Z\.duckdb")
"""The file that a run builds is named by its key."""


_A_DAY = 86_400


def clear_leftovers(store: Store, run_key: str, thorough: bool = True) -> None:
    """Removes half-written files, half-built warehouses, spilled data and the facts of unfinished batches, and brings an older layout up to date.

    Only for the one run that holds the lock. Documents, their records and what was published are never touched. Packs that nothing points to, of
    which a merge that broke off leaves some, are looked for where it is `thorough`: the whole index is read for it.
    """
    home = store.home
    for folder in (home.raw, home.facts, home.operations, home.build, home.state, home.reports, home.quarantine):
        remove_leftovers(folder)
    # Beside the published file lies the copy that a run makes of it where a client holds it.
    remove_leftovers(home.root, deep=False)
    for old in home.build.glob("*.duckdb*"):
        # Others may lie there too: only what a run has named is a run's.
        if _BUILT.match(old.name) and old.is_file():
            old.unlink(missing_ok=True)
    for folder in home.root.glob(".dry-run-*"):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(home.build / "scratch", ignore_errors=True)
    for name in ("scratch-report", "scratch-export"):
        # A report or an export may be at work beside this run; none takes a day.
        folder = home.build / name
        if folder.is_dir() and time.time() - folder.stat().st_mtime > _A_DAY:
            shutil.rmtree(folder, ignore_errors=True)
    store.clear_unfinished()
    migrate(home, store.packs, run_key)
    if thorough:
        remove_spare_packs(store)
    store.parts.add_unrecorded()
