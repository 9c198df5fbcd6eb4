"""A dry run: the whole pipeline over a likeness of the home directory that is thrown away, so that nothing but its report stays.

The store's files are written once and never changed, so hard links to them are likeness enough; whatever a run writes anew,
it writes beside and renames, which leaves the linked file as it was.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator

from flows.steps.options import RunOptions
from flows.steps.outcome import RunResult
from warehouse.files import write_bytes
from warehouse.layout import Home
from warehouse.lock import RunLock
from warehouse.own_home import DRY_REPORT

LIKENESS = ".dry-run-"
"""How the folder of a dry run is named, before a part of its own; what a killed one leaves the next run clears away."""
_LEFT_OUT = {"logs", "reports", "build", "prefect"}


def dry_run(home: Home, options: RunOptions, run: Callable[[Home, RunOptions], RunResult]) -> RunResult:
    """Carries out `run` over a likeness of the home and writes its report; the result's status is `dry_run`.

    Raises what the run raises, Busy where another run is at work.
    """
    with _kept_still(home, options), _likeness(home) as likeness:
        try:
            result = run(likeness, options)
        finally:
            with contextlib.suppress(OSError):
                _keep_report(likeness, home)
    result.status = "dry_run"
    return result


@contextlib.contextmanager
def _kept_still(home: Home, options: RunOptions) -> Iterator[None]:
    """Keeps other runs away, and takes away the folders that only this needed."""
    new = [folder for folder in (home.state, home.root) if not folder.exists()]
    lock_path = home.state / "run.lock"
    new_lock = not lock_path.exists()
    home.state.mkdir(parents=True, exist_ok=True)
    lock = RunLock(lock_path)
    lock.take(options.wait, options.waiting)
    try:
        yield
    finally:
        lock.release()
        if new_lock:
            lock_path.unlink(missing_ok=True)
        for folder in new:
            with contextlib.suppress(OSError):
                folder.rmdir()


@contextlib.contextmanager
def _likeness(home: Home) -> Iterator[Home]:
    """A folder beside the store's own that looks like the home, for as long as the context lasts."""
    for old in home.root.glob(f"{LIKENESS}*"):
        shutil.rmtree(old, ignore_errors=True)
    made = home.root / f"{LIKENESS}{uuid.uuid4().hex[:8]}"
    made.mkdir()
    try:
        for entry in sorted(home.root.iterdir()):
            if entry.name in _LEFT_OUT or entry.name.startswith("."):
                continue
            if entry.is_dir():
                shutil.copytree(entry, made / entry.name, copy_function=_linked, ignore=shutil.ignore_patterns("run.lock*", "schedule.lock*", "*.part"))
            elif entry.is_file():
                _linked(str(entry), str(made / entry.name))
        yield Home(made)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _linked(source: str, target: str) -> None:
    """A second name for a file, or a copy where the file system gives it none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _keep_report(likeness: Home, home: Home) -> None:
    """Writes the report of what would have been."""
    from warehouse.report import write_report

    try:
        page = write_report(likeness).read_bytes()
    except Exception:  # noqa: BLE001 - where the run failed early there may be nothing to report
        return
    write_bytes(home.reports / DRY_REPORT, page)
