"""Whether a folder may serve as home directory: one that is a home already, a new one, an empty one, or one that a person has said to take."""

from __future__ import annotations

from pathlib import Path

from warehouse.files import write_bytes
from warehouse.layout import Home

_OPERATORS = {"corrections.csv", "parks.csv", "parkhouse.toml", "serve.token", "lost+found", "second_reader", "logs", "prefect", "state"}
"""What may lie in a home before its first run: what operators put there, and what a scheduler writes while it waits."""
DRY_REPORT = "dry-run.html"
"""The report of the last dry run, among the reports; where nothing was ever taken in it is all that there is."""
_OURS = {"raw", "facts", "operations", "build", "reports", "quarantine"}


class ForeignHome(ValueError):
    """A folder that holds what parkhouse did not make."""


def check_home(home: Home) -> None:
    """Raises ForeignHome, naming what lies there, where a folder holds unknown things and was never a home."""
    root = home.root
    if root.is_file():
        raise ForeignHome(f"{root} is a file: name a folder as home directory")
    if not root.is_dir() or home.catalogue.is_dir() or (home.state / "last_run").exists() or _adopted(home).exists():
        return
    unknown = []
    for entry in sorted(root.iterdir()):
        if entry.name.startswith(".") or entry.name in _OPERATORS:
            continue
        # A folder of one of our names is ours where it is empty: a first run may have been killed there.
        if entry.name in _OURS and entry.is_dir() and not any(path.is_file() and path.name != DRY_REPORT for path in entry.rglob("*")):
            continue
        unknown.append(entry.name)
    if unknown:
        shown = ", ".join(unknown[:3]) + (f" and {len(unknown) - 3} more" if len(unknown) > 3 else "")
        raise ForeignHome(
            f"{root} is no home of parkhouse and holds other things ({shown}): name an empty or new folder, or run once with --adopt to use it as it is"
        )


def adopt(home: Home) -> None:
    """Takes a folder as home whatever lies in it."""
    write_bytes(_adopted(home), b"")


def _adopted(home: Home) -> Path:
    return home.state / "adopted"
