"""One run at a time over a home directory."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
"""What a file system says that knows no locks."""
RUN = "another run"
_POLL_SECONDS = 0.2
_GRACE_SECONDS = 0.3
"""`status` holds the lock for a moment to see whether it is free; no run gives up for that."""


class Busy(RuntimeError):
    """Another run is at work in the same home directory."""


@dataclass(slots=True, frozen=True)
class Holder:
    """Who holds a lock, or held it when it died."""

    pid: int
    host: str
    since: str
    born: str = ""

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}"


def myself() -> Holder:
    """This process, as a lock names it."""
    now = dt.datetime.now(dt.UTC)
    return Holder(os.getpid(), socket.gethostname(), f"{now:%Y-%m-%d %H:%M:%S} UTC", _born(os.getpid()))


def _born(pid: int) -> str:
    """When a process began, in ticks since its machine's start, by which a reused number shows; empty where the system does not tell."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _alive(holder: Holder) -> bool:
    """Whether a process of this machine still lives; one of another machine counts as alive, for nobody here can tell."""
    if holder.host != socket.gethostname() or sys.platform == "win32":
        return True
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return not holder.born or _born(holder.pid) in ("", holder.born)


def holder_in(text: str) -> Holder | None:
    """Who is named in the text of a lock; None where nobody is."""
    try:
        values = json.loads(text)
        return Holder(int(values["pid"]), str(values["host"])[:200], str(values["since"])[:40], str(values.get("born", ""))[:40])
    except (ValueError, KeyError, TypeError):
        return None


def _read(path: Path) -> Holder | None:
    try:
        with path.open(encoding="utf-8", errors="replace") as stream:
            return holder_in(stream.read(1000))
    except OSError:
        return None


def _system_lock(stream: IO[str], shared: bool = False) -> bool:
    """Tries the system's lock on an open file. Raises OSError where the file system knows none."""
    try:
        if sys.platform == "win32":  # pragma: no cover
            stream.seek(1 << 30)  # beyond the text, which others may read
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(stream, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise
        return False
    return True


class RunLock:
    """A lock that the operating system takes back when its process dies, however it dies.

    On a file system without such locks (some network shares) a file beside it stands for the lock: that of a dead process of this
    machine is taken over, that of another machine only ends when its process ends or a person removes the file.
    """

    def __init__(self, path: Path, what: str = RUN) -> None:
        self._path = path
        self._what = what
        self._stream: IO[str] | None = None
        self._file = path.with_name(path.name + ".held")
        self._holds_file = False
        self.died: Holder | None = None
        """Who held the lock before and died with it."""

    def take(self, wait: float = 0, waiting: Callable[[str], None] = lambda text: None) -> None:
        """Takes the lock, waiting up to `wait` seconds for another process to end; `waiting` is told once whom for.

        Raises Busy, naming the other process.
        """
        deadline = time.monotonic() + max(wait, _GRACE_SECONDS)
        told = wait <= 0
        while not self._try():
            if time.monotonic() >= deadline:
                raise Busy(self._busy())
            if not told:
                waiting(f"Waiting for {self._what} ({self.holder() or 'unknown'}) to end ...")
                told = True
            time.sleep(_POLL_SECONDS)

    def _try(self) -> bool:
        stream = self._path.open("a+", encoding="utf-8", errors="replace")
        try:
            if not _system_lock(stream):
                stream.close()
                return False
        except OSError:
            if not self._take_file():
                stream.close()
                return False
        self._stream = stream
        try:
            stream.seek(0)
            # Whoever ends in good order leaves the file empty.
            self.died = holder_in(stream.read(1000)) or self.died
            stream.seek(0)
            stream.truncate()
            stream.write(json.dumps(asdict(myself())) + "\n")
            stream.flush()
        except OSError as error:
            self.release()
            raise OSError(error.errno, error.strerror, str(self._path)) from None
        return True

    def _take_file(self) -> bool:
        try:
            self._write_file()
        except FileExistsError:
            return self._take_over()
        return True

    def _write_file(self) -> None:
        with self._file.open("x", encoding="utf-8") as stream:
            json.dump(asdict(myself()), stream)
        self._holds_file = True

    def _take_over(self) -> bool:
        holder = _read(self._file)
        if holder is None or _alive(holder):
            return False
        aside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            os.replace(self._file, aside)
            if _read(aside) != holder:
                # Another process was quicker, and this is its lock: back with it.
                os.replace(aside, self._file)
                return False
            self.died = holder
            self._write_file()
        except (FileNotFoundError, FileExistsError):
            return False
        finally:
            aside.unlink(missing_ok=True)
        return True

    def _busy(self) -> str:
        home = self._path.parent.parent
        holder = self.holder()
        if holder is not None and self._file.exists() and holder.host != socket.gethostname():
            mend = f"wait for it to end; if that machine is no longer at work, remove {self._file}"
        else:
            mend = "wait for it to end, or run with --wait SECONDS" if self._what == RUN else "stop it first"
        return f"{self._what} ({holder or 'unknown'}) is at work in {home}; {mend}"

    def holder(self) -> Holder | None:
        """Who wrote the lock last: its holder, where it is held."""
        return _read(self._file) or _read(self._path)

    def held(self) -> bool:
        """Whether some process holds the lock now."""
        held_by_file = _read(self._file)
        if held_by_file is not None:
            return _alive(held_by_file)
        try:
            with self._path.open(encoding="utf-8") as stream:
                return not _system_lock(stream, shared=True)
        except OSError:
            return False

    def release(self, unfinished: bool = False) -> None:
        """Gives the lock back; does nothing where it is not held.

        An `unfinished` run, of which no record could be written, leaves its name behind as a killed one does.
        """
        stream, self._stream = self._stream, None
        if stream is None:
            return
        try:
            if not unfinished:
                stream.seek(0)
                stream.truncate()
            stream.close()
        except OSError:
            # A full disk refuses even this; the lock goes with the open file all the same.
            stream.close()
        finally:
            if self._holds_file:
                self._file.unlink(missing_ok=True)
                self._holds_file = False
