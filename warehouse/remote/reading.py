"""Commands that only read a home: of a home in a store, what they need is fetched first."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.remote.address import address_of

if TYPE_CHECKING:
    from warehouse.remote.home import RemoteHome

WAREHOUSE = ("warehouse.duckdb", "state/published.json")
"""What a query needs."""
RECORDS = (*WAREHOUSE, "operations/", "facts/extraction/", "raw/catalogue/", "raw/sightings/", "corrections.csv", "parks.csv", "confidence.csv")
"""What tells how things are."""
INDEX = ("raw/index/", "raw/damaged/")
"""What tells in which pack a document lies."""
EVERYTHING: tuple[str, ...] = ()
"""No room named: all."""
COPY_LOCK = "copy.lock"
_WAIT_SECONDS = 3_600
_here = threading.Lock()


def remote_home(root: Path) -> RemoteHome | None:
    """The store's side of a home; None where the home is a folder alone. Raises RemoteError where the store cannot be used."""
    address = address_of(root)
    if address is None:
        return None
    from warehouse.layout import Home
    from warehouse.remote.home import RemoteHome
    from warehouse.remote.objects import open_objects

    return RemoteHome(Home(root), open_objects(address))


def bring_up_to_date(root: Path, *rooms: str) -> list[str]:
    """Fetches what is new in some rooms of a home, or in all; returns what the operator should know.

    Nothing is done for a home that is a folder alone, and while a run works on the copy: then it is newer than the store.
    Raises RemoteError where the store cannot be used.
    """
    if address_of(root) is None:
        return []
    with copy_held(root) as free:
        if not free:
            return []
        from warehouse.remote.fetching import everything, some

        home = remote_home(root)
        assert home is not None
        home.bring(some(*rooms) if rooms else everything)
        return home.news()


def send_decisions(root: Path) -> str:
    """Sends what people wrote in a home directory where the home is in a store; returns why it was not sent, or nothing."""
    if address_of(root) is None:
        return ""
    from warehouse.lock import Busy
    from warehouse.remote.errors import RemoteError

    with copy_held(root) as free:
        if free:
            try:
                home = remote_home(root)
                assert home is not None
                home.send_people()
            except (Busy, RemoteError) as error:
                return f"what was decided is not sent yet, the next run or review on this machine sends it ({error})"
    return ""


def show_report(root: Path) -> None:
    """Puts the report where people look for it, if the home is in a store. Raises RemoteError."""
    home = remote_home(root)
    if home is not None:
        from warehouse.remote.home import REPORT

        home.objects.put(REPORT, root / REPORT)


@contextlib.contextmanager
def copy_held(root: Path) -> Iterator[bool]:
    """Keeps others from changing the copy; False where a run is at work on it."""
    from warehouse.files import make_folder
    from warehouse.layout import Home
    from warehouse.lock import Busy, RunLock

    state = Home(root).state
    make_folder(state)
    run, lock = RunLock(state / "run.lock"), RunLock(state / COPY_LOCK, "another command")
    with _here:
        for _ in range(_WAIT_SECONDS):
            if run.held():
                yield False
                return
            with contextlib.suppress(Busy):
                lock.take(1)
                break
        else:
            lock.take()
        try:
            yield True
        finally:
            lock.release()
