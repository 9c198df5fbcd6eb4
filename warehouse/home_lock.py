"""The lock of a run over a home: this machine's, and, of a home in an object store, the one that holds for all machines."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from warehouse.layout import Home
from warehouse.lock import RunLock
from warehouse.remote.address import address_of
from warehouse.remote.reading import COPY_LOCK, remote_home

if TYPE_CHECKING:
    from warehouse.remote.home import RemoteHome

_WAIT_SECONDS = 3_600


class HomeLock(RunLock):
    """Held for a run; of a home in a store, taking it brings the copy up to date, and `send` makes what was done count."""

    def __init__(self, home: Home) -> None:
        super().__init__(home.state / "run.lock")
        self._home = home
        self._copy = RunLock(home.state / COPY_LOCK, "a command that fetches the home")
        self._remote: RemoteHome | None = None

    def take(self, wait: float = 0, waiting: Callable[[str], None] = lambda text: None) -> None:
        """Takes the lock, waiting up to `wait` seconds; raises Busy, naming the other run, RemoteError where the store cannot be used."""
        began = time.monotonic()
        super().take(wait, waiting)
        if address_of(self._home.root) is None:
            return
        try:
            # Whoever only reads soon ends.
            self._copy.take(_WAIT_SECONDS, waiting)
            remote = remote_home(self._home.root)
            assert remote is not None
            remote.begin(max(0.0, wait - (time.monotonic() - began)), waiting)
        except BaseException:
            self.release()
            raise
        self._remote = remote

    def news(self) -> list[str]:
        """What the operator should know of the store, and was not told yet."""
        return self._remote.news() if self._remote is not None else []

    def send(self, ended: bool = False) -> None:
        """Sends what is new to the store, if the home is in one; see RemoteHome.send."""
        if self._remote is not None:
            self._remote.send(ended)

    def release(self, unfinished: bool = False) -> None:
        """Gives the lock back; does nothing where it is not held."""
        remote, self._remote = self._remote, None
        if remote is not None:
            remote.end()
        self._copy.release()
        super().release(unfinished)
