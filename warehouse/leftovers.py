"""What killed runs leave behind, cleared away when the next run begins."""

from __future__ import annotations

import shutil

from warehouse.files import remove_leftovers
from warehouse.layout import Home
from warehouse.store import Store


def clear_leftovers(home: Home) -> None:
    """Removes half-written files, half-built warehouses, spilled data and the facts of unfinished batches.

    Only for the one run that holds the lock. Documents, their records and what was published are never touched.
    """
    for folder in (home.raw, home.facts, home.operations, home.build, home.state, home.reports, home.quarantine):
        remove_leftovers(folder)
    # Beside the published file lies the copy that a run makes of it where a client holds it.
    remove_leftovers(home.root, deep=False)
    for old in home.build.glob("*.duckdb*"):
        old.unlink(missing_ok=True)
    shutil.rmtree(home.build / "scratch", ignore_errors=True)
    Store(home).clear_unfinished()
