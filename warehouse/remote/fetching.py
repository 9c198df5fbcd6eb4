"""Makes the copy of a home what the manifest says, file by file; a file that is so already stays."""

from __future__ import annotations

import logging
import os
import stat
import tarfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from warehouse.files import TEMPORARY, appearing, make_folder
from warehouse.layout import Home
from warehouse.publish import digest_of
from warehouse.remote.address import UNSENT
from warehouse.remote.errors import RemoteError
from warehouse.remote.manifest import Entry, Manifest, object_key
from warehouse.remote.objects import Objects
from warehouse.remote.record import CopyRecord, Known
from warehouse.remote.rooms import OF_PEOPLE, PACKS, WAREHOUSE, from_tar, is_known, is_record, mark_of, marks, remove

log = logging.getLogger("parkhouse.store")
AT_A_TIME = 8
"""Files fetched or sent at the same time."""
BRING_BACK = "bring it back (bucket versioning, or the copy of a machine that has it)"
_BOTH = "{} was changed here and on another machine too: put into it what {}, beside it, has more, remove that file and run again"


class Gone(RuntimeError):
    """An object that the manifest names is not there: the manifest has been replaced meanwhile, or somebody took it away."""


class Fetching:
    """One bringing-up-to-date of a copy."""

    def __init__(self, home: Home, objects: Objects, manifest: Manifest, record: CopyRecord) -> None:
        self._home, self._objects, self._manifest, self._record = home, objects, manifest, record
        self.told: list[str] = []
        """What the operator should know of it."""

    def fetch(self, wanted: Callable[[str], bool], whole: bool) -> None:
        """Fetches the wanted files and takes away what the manifest has no more.

        `whole`: a run goes on from here, which can make good damaged facts, bytes and the published file; else any damage is an error.
        Raises RemoteError, Gone.
        """
        here = marks(self._home, wanted)
        there = {path: entry for path, entry in self._manifest.files.items() if is_known(path) and wanted(path)}
        here, there = self._without_edited(here, there)
        for path in sorted(here.keys() - there.keys()):
            if path.startswith(PACKS):
                self._put_aside(path, here[path])
            remove(self._home.root / path)
            self._record.files.pop(path, None)
        needed = [path for path, entry in there.items() if not self._has(path, entry, here.get(path, ""))]
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            for path, damage in zip(needed, threads.map(self._fetched, needed), strict=True):
                self._judge(path, damage, whole)

    def _without_edited(self, here: dict[str, str], there: dict[str, Entry]) -> tuple[dict[str, str], dict[str, Entry]]:
        """Without the files of people that were changed here, which the next run sends. Raises RemoteError where they were changed elsewhere too."""
        for path in (path for path in OF_PEOPLE if path in here or path in there):
            known, mark, entry = self._record.files.get(path), here.get(path, ""), there.get(path)
            file = self._home.root / path
            other = file.with_name(f"{path}.of-the-store")
            if other.exists():
                raise RemoteError(_BOTH.format(file, other.name))
            if mark == (known.mark if known else "") or (mark and known and digest_of(file) == known.sha256):
                continue
            if entry is not None and entry.sha256 != (known.sha256 if known else "") and not (mark and digest_of(file) == entry.sha256):
                self._objects.fetch(object_key(path, entry.sha256), other)
                # Once the other file is gone, what stands here has seen it.
                self._record.files[path] = Known("", entry.sha256)
                raise RemoteError(_BOTH.format(file, other.name))
            here = {name: one for name, one in here.items() if name != path}
            there = {name: one for name, one in there.items() if name != path}
        return here, there

    def _put_aside(self, path: str, mark: str) -> None:
        known = self._record.files.get(path)
        if known is not None and known.mark == mark:
            return
        source = self._home.root / path
        target = self._home.root / UNSENT / source.name
        make_folder(target.parent)
        os.replace(source, target)
        self.told.append(
            f"another machine went on while this one could not send: documents of {source.name} lie in {target}, and are taken in again where their sources still have them"
        )

    def _has(self, path: str, entry: Entry, mark: str) -> bool:
        """Whether the file here is the manifest's."""
        known = self._record.files.get(path)
        if not mark:
            return False
        if known is not None and known.mark == mark:
            return known.sha256 == entry.sha256
        file = self._home.root / path
        # Nobody noted it: fetched just before a run was killed, or brought here by hand.
        if file.is_file() and file.stat().st_size == entry.size and digest_of(file) == entry.sha256:
            self._dated(file, entry)
            return True
        if path.startswith(PACKS):
            self._put_aside(path, mark)
        return False

    def _fetched(self, path: str) -> str:
        """Fetches one file; returns what is wrong with it, or nothing."""
        entry = self._manifest.files[path]
        file = self._home.root / path
        key = object_key(path, entry.sha256)
        try:
            if path.endswith("/"):
                return self._fetched_folder(path, key, entry)
            with appearing(file) as temporary:
                wrong = "" if self._objects.fetch(key, temporary) == entry.sha256 else "is damaged: its SHA-256 is another"
                if wrong and not path.startswith(PACKS):
                    raise _Damaged(wrong)
            # Of a damaged pack the documents that are whole can be read; that it is the manifest's is not noted.
            if not wrong:
                self._dated(file, entry)
            return wrong
        except FileNotFoundError:
            return "is missing"
        except _Damaged as damage:
            return str(damage)

    def _fetched_folder(self, path: str, key: str, entry: Entry) -> str:
        folder = self._home.root / path
        make_folder(folder.parent)
        file = folder.with_name(f".{folder.name}.tar{TEMPORARY}")
        try:
            if self._objects.fetch(key, file) != entry.sha256:
                return "is damaged: its SHA-256 is another"
            from_tar(file, folder)
        except (tarfile.TarError, ValueError, EOFError):
            return "is damaged: it is no tar file of a home"
        finally:
            file.unlink(missing_ok=True)
        self._record.files[path] = Known(mark_of(folder), entry.sha256)
        return ""

    def _dated(self, file: Path, entry: Entry) -> None:
        """Gives a file the time it has in the manifest, by which it is known to be unchanged."""
        if file.name == WAREHOUSE:
            file.chmod(stat.S_IMODE(file.stat().st_mode) & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
        os.utime(file, ns=(entry.modified, entry.modified))
        self._record.files[file.relative_to(self._home.root).as_posix()] = Known(mark_of(file), entry.sha256)

    def _judge(self, path: str, damage: str, whole: bool) -> None:
        if not damage:
            return
        key = object_key(path, self._manifest.files[path].sha256)
        line = f"{self._objects.address}/{key} {damage}"
        if not whole or is_record(path):
            # Of what is missing whoever asked looks whether another manifest has come meanwhile.
            raise Gone(line) if damage == "is missing" else RemoteError(f"{line}; {BRING_BACK}")
        log.error("%s", line)
        self.told.append(f"{line}; the run makes good what it can")


class _Damaged(Exception):
    """Keeps a damaged file from appearing."""


def everything(path: str) -> bool:
    """All that the store holds of a home."""
    return True


def some(*heads: str) -> Callable[[str], bool]:
    """Files of some rooms, or single ones, and those without which a folder is no home."""
    names: Sequence[str] = (*heads, "state/last_run", "state/adopted")
    return lambda path: path.startswith(tuple(names))
