"""How much memory and time the questions that parkhouse asks by itself may take: checks, views of the report, exports.

One page can hold so many statements about one thing that a comparison of all with all never ends. A question that does not end
is given up and told by its name; the run goes on.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

MEMORY = "1000MB"
"""DuckDB's share: with what the program itself holds (about 500 MB with 100,000 documents, some hundred more with a million) a run stays below 2 GB. The build of 100,000 documents needs 200 MB."""
SECONDS = 60.0
"""The slowest check takes 2 s on a warehouse of 5,000 documents."""
_AGAIN_SECONDS = 0.2


@dataclass(slots=True, frozen=True)
class Limits:
    """What one question may take."""

    memory: str = MEMORY
    """Of the whole connection, as DuckDB writes it; what needs more goes to the disk where it can."""
    seconds: float = SECONDS
    """Of each question."""


class NoEnd(RuntimeError):
    """A question that took more time or memory than it may; the message says which, and the setting."""


@contextlib.contextmanager
def within(connection: duckdb.DuckDBPyConnection, limits: Limits) -> Iterator[None]:
    """Breaks off what the connection is asked inside, one statement or many, once the time is up.

    Raises NoEnd then, and where the memory does not suffice; other errors pass.
    """
    done, late = threading.Event(), threading.Event()

    def watch() -> None:
        if done.wait(limits.seconds):
            return
        late.set()
        # Again and again: an interrupt that falls between two statements has no effect.
        while not done.wait(_AGAIN_SECONDS):
            connection.interrupt()

    def interrupting() -> None:
        with contextlib.suppress(duckdb.Error):
            watch()

    watcher = threading.Thread(target=interrupting, daemon=True)
    watcher.start()
    try:
        yield
    except duckdb.InterruptException:
        if late.is_set():
            raise NoEnd(f"it took more than {limits.seconds:g} s (setting query_timeout_seconds)") from None
        raise
    except (duckdb.OutOfMemoryException, MemoryError):
        raise NoEnd(f"it took more memory than {limits.memory} (setting memory_limit)") from None
    finally:
        done.set()
        watcher.join()
