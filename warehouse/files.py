"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

# A query needs no frames, and their import takes longer than it.
if TYPE_CHECKING:
    import polars as pl

if sys.platform != "win32":
    import fcntl

TEMPORARY = ".part"


def sync_folder(folder: Path) -> None:
    """Makes a rename in a folder last through a power cut; does nothing where the system cannot."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Writes a file's data through to the disk."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def make_folder(folder: Path) -> None:
    """Makes a folder and those above it, each lasting through a power cut: its name stands in the one above."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


@contextlib.contextmanager
def appearing(path: Path, lasting: bool = True) -> Iterator[Path]:
    """A path to write to; on leaving without error it is synced and renamed to `path`, else removed.

    Without `lasting` the caller must sync the folder before anything that counts on the file is written.
    """
    make_folder(path.parent)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}{TEMPORARY}")
    try:
        yield temporary
        sync_file(temporary)
        os.replace(temporary, path)
        if lasting:
            sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _in_use(path: Path) -> Iterator[None]:
    """Marks a half-written file as somebody's work for as long as this process lives."""
    if sys.platform == "win32":  # pragma: no cover - nobody can remove a file that is open there
        yield
        return
    with path.open("ab") as stream:
        with contextlib.suppress(OSError):
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def _is_in_use(path: Path) -> bool:
    if sys.platform == "win32":  # pragma: no cover
        return False
    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        # Gone meanwhile, or a file system without locks.
        return False
    return False


def write_bytes(path: Path, content: bytes, lasting: bool = True) -> None:
    """Writes a whole file atomically; see `appearing`."""
    with contextlib.ExitStack() as marked, appearing(path, lasting) as temporary:
        # A report is written when the next run may have begun already, which clears away what killed runs left.
        marked.enter_context(_in_use(temporary))
        temporary.write_bytes(content)


def write_parquet(path: Path, frame: pl.DataFrame) -> None:
    """Writes a frame as Parquet atomically."""
    with appearing(path) as temporary:
        frame.write_parquet(temporary, compression="zstd", statistics=True)


def half_written(paths: Iterable[Path]) -> Iterator[Path]:
    """Those of the paths that are half-written files on which nobody is at work any more."""
    for path in paths:
        if path.name.startswith(".") and path.name.endswith(TEMPORARY) and not _is_in_use(path):
            yield path


def remove_leftovers(folder: Path, deep: bool = True) -> int:
    """Removes half-written files that a killed run left in a folder, and with `deep` in those below; returns how many."""
    count = 0
    for path in half_written(list(folder.rglob(f".*{TEMPORARY}") if deep else folder.glob(f".*{TEMPORARY}"))):
        path.unlink(missing_ok=True)
        count += 1
    return count
