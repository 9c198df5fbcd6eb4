"""From the layout of earlier versions, a file a document, to packs: a step at a time, and nothing is removed before it lies elsewhere."""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from warehouse.layout import Home
from warehouse.packs import Packs

STEP = 2_000
"""Documents of one step: what a killed migration does again at most."""
_FOLDER, _KEY = re.compile(r"[0-9a-f]{2}"), re.compile(r"[0-9a-f]{64}")


def migrate(home: Home, packs: Packs, run_key: str) -> int:
    """Moves documents that lie one a file into packs; returns how many. A file that is not what its name says stays where it is."""
    moved = 0
    files = _files(home)
    for number in range(1_000_000):
        step = list(islice(files, STEP))
        if not step:
            break
        done = [path for path in step if _packed(packs, run_key, path)]
        packs.settle(f"{run_key}-old{number:05d}")
        for path in done:
            path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                path.parent.rmdir()
        moved += len(done)
    return moved


def _files(home: Home) -> Iterator[Path]:
    if home.raw.is_dir():
        for folder in sorted(path for path in home.raw.iterdir() if _FOLDER.fullmatch(path.name) and path.is_dir()):
            yield from sorted(path for path in folder.iterdir() if _KEY.fullmatch(path.name))
            with contextlib.suppress(OSError):
                folder.rmdir()


def _packed(packs: Packs, run_key: str, path: Path) -> bool:
    if packs.place(path.name) is not None and path.name not in packs.lost():
        return True
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != path.name:
        packs.mark_damaged(path.name)
        return False
    packs.keep(run_key, path.name, content)
    return True
