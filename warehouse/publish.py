"""Swaps a finished build in as the published warehouse, and looks after what others do to it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
from pathlib import Path

import duckdb

from warehouse.connect import WarehouseError, opened
from warehouse.files import sync_file, sync_folder


def publish(build: Path, target: Path, writable: bool = False) -> list[str]:
    """Replaces the published file atomically; readers that have the old one open keep it. Returns what the operator should know.

    The order (file synced, rename, folder synced) holds through a power cut. A write-ahead log that a read-write client
    left beside the old file would not fit the new one and is taken away. Unless `writable`, the file comes without write permission:
    a program that opened it for writing would keep all readers out, and could leave such a log beside the next file.
    """
    sync_file(build)
    if sys.platform != "win32":
        # There a file without write permission could not be replaced.
        mode = stat.S_IMODE(build.stat().st_mode)
        build.chmod(mode | stat.S_IWUSR if writable else mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    told = take_away_log(target)
    os.replace(build, target)
    told += take_away_log(target)
    sync_folder(target.parent)
    return told


def log_of(warehouse: Path) -> Path:
    """The write-ahead log that a program leaves which opened the published file for writing; runs write none there."""
    return warehouse.with_name(warehouse.name + ".wal")


def take_away_log(warehouse: Path) -> list[str]:
    """Removes a foreign write-ahead log, which changes or breaks what every reader sees; returns a line where there was one."""
    log = log_of(warehouse)
    if not os.path.lexists(log):
        return []
    if log.is_dir() and not log.is_symlink():
        raise WarehouseError(f"{log} is a folder and keeps everybody from opening the warehouse: move it away")
    log.unlink(missing_ok=True)
    return [f"{log.name} was taken away: a program had opened the published warehouse for writing, and what it wrote is gone; open it read-only"]


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def check_place(warehouse: Path, known: bool) -> None:
    """Raises WarehouseError where something stands in the published file's place that no run may replace.

    `known`: this home has published before, so that whatever stands there, damaged or not, is its own.
    """
    if warehouse.is_dir():
        raise WarehouseError(f"{warehouse} is a folder: move it away, or name another --home")
    if not os.path.lexists(warehouse) or known:
        return
    if not warehouse.is_file() or not _is_ours(warehouse):
        raise WarehouseError(f"{warehouse} is not a warehouse of parkhouse, and is left as it is: move it away, or name another --home")


def _is_ours(path: Path) -> bool:
    """Whether a file is a warehouse that some run of parkhouse has built."""
    with contextlib.suppress(duckdb.Error), opened(path, read_only=True) as connection:
        found = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name IN ('pipeline_run', 'observation', 'document')").fetchone()
        return found == (3,)
    return False
