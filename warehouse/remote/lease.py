"""One run at a time over a home in a store, whatever machine it is on: an object that its holder puts anew as long as it lives.

A lock that has not been put anew for LEASE_SECONDS, by the store's own clock, is nobody's. That keeps runs apart and is not what keeps the
home whole: a run that lost its lock unawares (a machine that slept) finds another manifest than the one it knows and can send nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from warehouse.lock import Busy, Holder, holder_in, myself
from warehouse.remote.errors import NO_CONDITIONS, Changed, RemoteError
from warehouse.remote.objects import Objects, Version

log = logging.getLogger("parkhouse.store")
KEY, CLOCK = "run.lock", "run.clock"
LEASE_SECONDS = 300
RENEW_SECONDS = 60
_POLL_SECONDS = 2.0


class Lease:
    """The lock of a home in a store; `copy` names this machine's copy of it, whose own lock must be held before."""

    def __init__(self, objects: Objects, copy: str) -> None:
        self._objects, self._copy, self._token = objects, copy, uuid.uuid4().hex
        self._version: Version | None = None
        self._ended = threading.Event()
        self._renewing: threading.Thread | None = None
        self.died: Holder | None = None
        """Who held it before and did not give it back."""

    def take(self, wait: float = 0, waiting: Callable[[str], None] = lambda text: None) -> None:
        """Takes the lock, waiting up to `wait` seconds; raises Busy, naming the other run, RemoteError where the store fails."""
        deadline, told = time.monotonic() + wait, wait <= 0
        while not self._try():
            holder = self.holder()
            if time.monotonic() >= deadline:
                raise Busy(
                    f"another run ({holder or 'unknown'}) is at work in {self._objects.address}; wait for it to end, or run with --wait SECONDS; "
                    f"if its machine is no more, its lock ends {LEASE_SECONDS // 60} minutes after it"
                )
            if not told:
                waiting(f"Waiting for another run ({holder or 'unknown'}) in {self._objects.address} to end ...")
                told = True
            time.sleep(min(_POLL_SECONDS, max(0.0, deadline - time.monotonic())))
        self._renewing = threading.Thread(target=self._renew, name="lease", daemon=True)
        self._renewing.start()

    def _try(self) -> bool:
        with contextlib.suppress(Changed):
            self._version = self._objects.put_if(KEY, self._content(), None)
            with contextlib.suppress(Changed):
                self._objects.put_if(KEY, self._content(), None)
                # Put twice though it was there: every run would believe that the lock is its own.
                self._objects.delete([KEY])
                raise RemoteError(NO_CONDITIONS.format(self._objects.address))
            return True
        found = self._objects.read(KEY)
        if found is None:
            return False
        content, version = found
        # This machine's own copy is in nobody else's hands: whoever took the lock from here before is dead.
        if _values(content).get("copy") != self._copy and not self._is_old():
            return False
        with contextlib.suppress(Changed):
            self._version = self._objects.put_if(KEY, self._content(), version)
            self.died = holder_in(content.decode("utf-8", "replace"))
            return True
        return False

    def _is_old(self) -> bool:
        """Whether the lock was put longer ago than it holds, both times by the clock of the store."""
        self._objects.put(CLOCK, self._token.encode())
        try:
            return (self._objects.modified(CLOCK) - self._objects.modified(KEY)).total_seconds() > LEASE_SECONDS
        except FileNotFoundError:
            return False

    def _content(self) -> bytes:
        return json.dumps(asdict(myself()) | {"copy": self._copy, "token": self._token, "beat": time.time()}).encode()

    def _renew(self) -> None:
        while not self._ended.wait(RENEW_SECONDS):
            try:
                self._version = self._objects.put_if(KEY, self._content(), self._version)
            except Changed:
                if self._is_mine():
                    # The answer to the last renewal was lost, and it had been done.
                    continue
                log.warning("another run has taken the lock of %s: what this one does will not be sent", self._objects.address)
                return
            except Exception as error:  # noqa: BLE001 - a store that fails for a while may answer again
                log.warning("the lock could not be renewed: %s", error)

    def _is_mine(self) -> bool:
        try:
            found = self._objects.read(KEY)
        except RemoteError:
            return True
        if found is not None and _values(found[0]).get("token") == self._token:
            self._version = found[1]
            return True
        return False

    def holder(self) -> Holder | None:
        """Who holds the lock, or did not give it back."""
        found = self._objects.read(KEY)
        return None if found is None else holder_in(found[0].decode("utf-8", "replace"))

    def looks_old(self) -> bool:
        """Whether the lock is nobody's any more, by the clock of this machine: for telling of it, which writes nothing."""
        try:
            return (dt.datetime.now(dt.UTC) - self._objects.modified(KEY)).total_seconds() > LEASE_SECONDS
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Gives the lock back, if it is still this one's. A store that fails leaves it to end by itself."""
        self._ended.set()
        if self._renewing is None:
            return
        self._renewing.join()
        self._renewing = None
        try:
            if self._is_mine():
                self._objects.delete([KEY])
        except RemoteError as error:
            log.warning("the lock could not be given back: %s", error)


def _values(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
