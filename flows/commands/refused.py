"""A run that its command line does not let begin: whoever had a schedule start it sees no terminal."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence

from flows.commands.run import failed_before
from flows.settings.lenient import understood
from flows.settings.origin import SettingsError
from warehouse.remote.address import folder_of


def is_run(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for a run that publishes."""
    return next((a for a in arguments if not a.startswith("-")), "") == "run" and "--dry-run" not in arguments


def record_refused(arguments: Sequence[str], reason: str, of_value: bool) -> None:
    """Makes a failed run of one that was refused for its command line: record, report, message, metrics.

    `of_value`: the value of an option was refused. An unknown option, or anything where no home is yet, is told at a terminal alone if
    there is one: that is a slip of the hand, and the person has read of it.
    """
    named = _home_of(arguments)
    if named is not None and (not named.strip() or not _is_home(named)):
        return
    settings, _ = understood(named)
    if _at_terminal() and not (of_value and settings.home.is_dir()):
        return
    # It raises what it is given, of which the terminal has been told.
    with contextlib.suppress(SettingsError):
        failed_before(folder_of(named) if named else None, SettingsError(reason), "--json" in arguments)


def _is_home(named: str) -> bool:
    """Whether a home is named as one can be: of an address that is none nobody can tell whose run it was."""
    try:
        folder_of(named)
    except ValueError:
        return False
    return True


def _home_of(arguments: Sequence[str]) -> str | None:
    """What the last --home names."""
    found = None
    for option, value in zip(arguments, [*arguments[1:], ""], strict=True):
        if option == "--":
            break
        if option == "--home":
            found = value
        elif option.startswith("--home="):
            found = option.partition("=")[2]
    return found


def _at_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
