"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import polars as pl

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


@contextlib.contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """A path to write to; on leaving without error it is synced and renamed to `path`, else removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}{TEMPORARY}")
    try:
        yield temporary
        sync_file(temporary)
        os.replace(temporary, path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a whole file atomically."""
    with appearing(path) as temporary:
        temporary.write_bytes(content)


def write_parquet(path: Path, frame: pl.DataFrame) -> None:
    """Writes a frame as Parquet atomically."""
    with appearing(path) as temporary:
        frame.write_parquet(temporary, compression="zstd", statistics=True)


def remove_leftovers(folder: Path) -> int:
    """Removes half-written files that a killed run left behind; returns how many."""
    count = 0
    for path in folder.rglob(f".*{TEMPORARY}"):
        path.unlink(missing_ok=True)
        count += 1
    return count
