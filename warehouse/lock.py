"""One run at a time over a home directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no flock; there the lock only warns by its file
    fcntl = None  # type: ignore[assignment]


class Busy(RuntimeError):
    """Another run is at work in the same home directory."""


class RunLock:
    """A lock that the operating system takes back when its process dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stream: IO[str] | None = None

    def take(self) -> None:
        """Takes the lock; raises Busy, naming the other process, where another holds it."""
        stream = self._path.open("a+", encoding="utf-8")
        if fcntl is not None:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                stream.seek(0)
                holder = stream.read(40).strip() or "unknown"
                stream.close()
                raise Busy(f"another run (process {holder}) is at work in {self._path.parent.parent}; wait for it to end") from None
        stream.seek(0)
        stream.truncate()
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        self._stream = stream

    def release(self) -> None:
        """Gives the lock back; does nothing where it is not held."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None
