"""A run over a home in a store: the lock, the copy brought up to date, what is new sent, the manifest replaced."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from warehouse.layout import Home
from warehouse.lock import Holder
from warehouse.publish import digest_of
from warehouse.remote.errors import Changed, RemoteError, TakenOver
from warehouse.remote.fetching import AT_A_TIME, BRING_BACK, Fetching, Gone, everything
from warehouse.remote.lease import CLOCK, Lease
from warehouse.remote.lease import KEY as LOCK
from warehouse.remote.manifest import FILES, KEY, Entry, Manifest, object_key, read_manifest
from warehouse.remote.objects import Objects, Version
from warehouse.remote.record import NAME, Known, read_record, write_record
from warehouse.remote.rooms import OF_PEOPLE, REPLIES, WAREHOUSE, as_tar, mark_of, marks

log = logging.getLogger("parkhouse.store")
_TRIES = 5
_IN_MEMORY = 4_000_000
"""Bytes up to which a file is read once, so that what is hashed is what is sent."""
REPORT = "reports/latest.html"
_OURS = (KEY, LOCK, CLOCK, WAREHOUSE, REPORT)


class RemoteHome:
    """The store's side of one home, for one run or one reading; this machine's own lock on the copy is held by whoever uses it."""

    def __init__(self, home: Home, objects: Objects) -> None:
        self._home, self.objects = home, objects
        self._record = read_record(home)
        self._lease = Lease(objects, self._record.copy)
        self._version: Version | None = None
        self._manifest = Manifest()
        self._tried: list[str] = []
        """Manifests of this run of which it is not known whether they were put."""
        self._news: list[str] = []

    def news(self) -> list[str]:
        """What the operator should know of it, and was not told yet."""
        found, self._news = self._news, []
        return found

    # A run

    def begin(self, wait: float = 0, waiting: Callable[[str], None] = lambda text: None) -> None:
        """Takes the lock, brings the copy up to date and makes sure that no earlier run can send any more.

        Raises Busy where another run is at work, RemoteError where the store cannot be used or is damaged.
        """
        # The lock names this copy: a run that is killed at once must find the name again.
        write_record(self._home, self._record)
        self._lease.take(wait, waiting)
        if self._lease.died is not None:
            log.warning("the run before (%s) did not give its lock back; what it has not sent does not count", self._lease.died)
        try:
            for _ in range(_TRIES):
                if self._took_over():
                    break
            else:
                raise RemoteError(f"{self.objects.address}: the manifest is replaced again and again, by a run that does not heed the lock")
            self._sweep()
        except BaseException:
            self.end()
            raise

    def _took_over(self) -> bool:
        """Makes the copy what the manifest says and puts one in its place that only this run knows; False where another run was quicker."""
        self._read()
        fetching = Fetching(self._home, self.objects, self._manifest, self._record)
        if self._version is None:
            # Nothing is there yet: a copy that holds anything is a home that goes into the store.
            self._check_foreign()
        elif not self._is_ahead():
            self._follow()
            try:
                fetching.fetch(everything, whole=True)
            except Gone as gone:
                if self._is_replaced():
                    return False
                raise RemoteError(f"{gone}; {BRING_BACK}") from None
            finally:
                write_record(self._home, self._record)
        if not self._replace(Manifest(dict(self._manifest.files))):
            return False
        self._news += fetching.told
        return True

    def _is_ahead(self) -> bool:
        """Whether the copy went on from the manifest that was read."""
        return self._record.ahead and self._manifest.id in self._record.ids

    def _follow(self) -> None:
        """Notes, before anything is fetched, that the copy is to be what the manifest says, and holds nothing that a run may send."""
        self._record.ids, self._record.ahead = [self._manifest.id], False
        write_record(self._home, self._record)

    def _read(self) -> None:
        found = self.objects.read(KEY)
        self._manifest, self._version = (Manifest(id=""), None) if found is None else (read_manifest(found[0], self.objects.address), found[1])
        if found is None and self._record.ids and "" not in self._record.ids:
            raise RemoteError(
                f"{self.objects.address}/{KEY} is gone, from which this machine's copy came: bring it back; if the home is to begin anew, remove {self._home.root / NAME}"
            )

    def _is_replaced(self) -> bool:
        found = self.objects.read(KEY)
        return found is None or read_manifest(found[0], self.objects.address).id != self._manifest.id

    def _check_foreign(self) -> None:
        """Raises RemoteError where things lie under the address that parkhouse did not put there."""
        if (self._home.state / "adopted").exists():
            return
        found = next((key for key in self.objects.names() if key not in _OURS), None)
        if found is not None:
            raise RemoteError(
                f"{self.objects.address} is no home of parkhouse and holds other things ({found[:100]}): name an empty prefix, or run once with --adopt to use it as it is"
            )

    def _replace(self, manifest: Manifest) -> bool:
        """Puts a manifest in the place of the one that was read; False where another run has put one there meanwhile."""
        # Noted first: whether it was put is not known where the answer is lost, and then any of these may be what the copy went on from.
        self._tried.append(manifest.id)
        self._record.ids, self._record.ahead = [self._manifest.id, *self._tried], True
        write_record(self._home, self._record)
        while True:
            try:
                self._version = self.objects.put_if(KEY, manifest.written(), self._version)
                break
            except Changed:
                found = self.objects.read(KEY)
                there = None if found is None else read_manifest(found[0], self.objects.address)
                if found is None or there is None or there.id not in self._tried:
                    return False
                # One of this run's own, put by a try whose answer was lost.
                self._manifest, self._version = there, found[1]
                if there.id == manifest.id:
                    break
        self._manifest, self._tried = manifest, []
        self._record.ids = [manifest.id]
        return True

    def _sweep(self) -> None:
        """Deletes what runs put that came to no end; none of them can make it count any more."""
        used = self._manifest.keys()
        self.objects.delete(key for key in self.objects.names(FILES) if key not in used)

    def send(self, ended: bool = False) -> None:
        """Sends what is new and makes it count; `ended`: the run is over, and nothing writes any more.

        Raises RemoteError where the store fails or another run took over; the copy stays as it is, and the next run sends it.
        """
        told = self._record.files
        files = self._manifest.files
        present = marks(self._home)
        if not ended:
            # A database at work is no file to copy.
            present.pop(REPLIES, None)
        found: dict[str, Entry] = {path: files[path] for path in (REPLIES,) if not ended and path in files}
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            for path, entry in zip(present, threads.map(lambda path: self._sent(path, present[path], told.get(path)), present), strict=True):
                found[path] = entry
        manifest = Manifest(found)
        before = self._manifest.keys()
        if found == files and not self._tried:
            manifest = self._manifest
        elif not self._replace(manifest):
            raise TakenOver(f"{self.objects.address}: another run took over while this one was at work; what this one did was not sent")
        self._record.files = {path: Known(present[path], entry.sha256) for path, entry in found.items() if path in present} | {
            path: told[path] for path in (REPLIES,) if path not in present and path in told
        }
        if ended:
            self._record.ahead = False
        write_record(self._home, self._record)
        self._tidy(before - manifest.keys())

    def _sent(self, path: str, mark: str, known: Known | None) -> Entry:
        """The file's entry, its bytes sent where the store has not got them."""
        file, before = self._home.root / path, self._manifest.files.get(path)
        if before is not None and known is not None and known == Known(mark, before.sha256):
            return before
        content = self._content(path, file)
        sha256 = digest_of(file) if content is None else hashlib.sha256(content).hexdigest()
        size = file.stat().st_size if content is None else len(content)
        if before is None or before.sha256 != sha256:
            self.objects.put(object_key(path, sha256), file if content is None else content)
            if content is None and mark_of(file) != mark:
                raise RemoteError(f"{file} was changed while it was sent: nothing is lost, run again")
        return Entry(size, sha256, 0 if path.endswith("/") else int(mark.partition(":")[2]))

    @staticmethod
    def _content(path: str, file: Path) -> bytes | None:
        if path.endswith("/"):
            return as_tar(file)
        return file.read_bytes() if file.stat().st_size <= _IN_MEMORY else None

    def _tidy(self, dropped: set[str]) -> None:
        """Deletes what counts no more and puts the published file where clients look for it; what goes wrong with that is told."""
        try:
            self.objects.delete(dropped)
            entry = self._manifest.files.get(WAREHOUSE)
            if entry is not None and self._record.published != entry.sha256:
                self._show(entry)
        except (RemoteError, FileNotFoundError) as error:
            log.warning("%s", error)
            self._news.append(f"the store could not be tidied: {error}")

    def _show(self, entry: Entry) -> None:
        try:
            self.objects.copy(object_key(WAREHOUSE, entry.sha256), WAREHOUSE)
        except RemoteError:
            # Stores copy no file above some size within themselves.
            self.objects.put(WAREHOUSE, self._home.warehouse)
        self._record.published = entry.sha256
        write_record(self._home, self._record)

    def end(self) -> None:
        """Gives the lock back."""
        self._lease.release()

    # Reading

    def bring(self, wanted: Callable[[str], bool]) -> None:
        """Brings some files of the copy up to date; does nothing where the copy is ahead of the store. Raises RemoteError."""
        for _ in range(_TRIES):
            self._read()
            if self._version is None or self._is_ahead():
                return
            if self._record.ahead:
                # Another machine went on: what is here would be no state of the home, part of it one, part another.
                wanted = everything
            self._follow()
            fetching = Fetching(self._home, self.objects, self._manifest, self._record)
            try:
                fetching.fetch(wanted, whole=False)
                self._news += fetching.told
                return
            except Gone as gone:
                if not self._is_replaced():
                    raise RemoteError(f"{gone}; a run makes good what it can") from None
            finally:
                write_record(self._home, self._record)
        raise RemoteError(f"{self.objects.address}: the manifest is replaced again and again; try again")

    def send_people(self) -> None:
        """Sends what people wrote in the home directory, and nothing else. Raises Busy where a run is at work, RemoteError."""
        self._lease.take()
        try:
            self._read()
            if self._version is None or self._record.ahead:
                # The next run here sends it with all the rest.
                return
            fetching = Fetching(self._home, self.objects, self._manifest, self._record)
            fetching.fetch(OF_PEOPLE.__contains__, whole=False)
            files = {path: entry for path, entry in self._manifest.files.items() if path not in OF_PEOPLE}
            here = marks(self._home, OF_PEOPLE.__contains__)
            files |= {path: self._sent(path, mark, self._record.files.get(path)) for path, mark in here.items()}
            if files != self._manifest.files:
                self.objects.put_if(KEY, Manifest(files).written(), self._version)
            for path in OF_PEOPLE:
                self._record.files.pop(path, None)
            self._record.files |= {path: Known(mark, files[path].sha256) for path, mark in here.items()}
            write_record(self._home, self._record)
        except (Changed, Gone) as error:
            raise RemoteError(f"{self.objects.address}: the home has changed meanwhile ({type(error).__name__}); try again") from None
        finally:
            self.end()

    def unsent(self) -> bool:
        """Whether this machine's copy may hold what was not sent."""
        return self._record.ahead

    def holder(self) -> tuple[Holder | None, bool]:
        """Who is at work in the home, on whatever machine, and whether that one has died; None where nobody is."""
        return self._lease.holder(), self._lease.looks_old()
