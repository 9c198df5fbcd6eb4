"""Swaps a finished build in as the published warehouse."""

from __future__ import annotations

import os
from pathlib import Path

from warehouse.files import sync_file, sync_folder


def publish(build: Path, target: Path) -> None:
    """Replaces the published file atomically; readers that have the old one open keep it.

    The order (file synced, rename, folder synced) holds through a power cut. A write-ahead log that a read-write client
    left beside the old file would not fit the new one and is removed.
    """
    sync_file(build)
    log = target.with_name(target.name + ".wal")
    log.unlink(missing_ok=True)
    os.replace(build, target)
    log.unlink(missing_ok=True)
    sync_folder(target.parent)
