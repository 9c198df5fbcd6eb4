"""What a run notes of the file that it published, by which a change behind its back shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from warehouse.layout import Home


def mark_of(path: Path) -> list[int]:
    """Size and time of a file; raises OSError where there is none."""
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def recorded_of(home: Home) -> dict[str, Any]:
    """What was noted at the last publish; nothing where there is no note, or none that can be read."""
    try:
        recorded = json.loads((home.state / "published.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return recorded if isinstance(recorded, dict) else {}


def changed_since(home: Home) -> bool:
    """Whether the published file is, by size or time, no longer the one that the last publish noted."""
    recorded = recorded_of(home)
    try:
        return bool(recorded) and recorded.get("file") != mark_of(home.warehouse)
    except OSError:
        return False
