"""The reader's patterns as Python compiled them before: there are two thousand, and to compile them takes a second of every process that reads.

Kept is what `re` hands to its engine, which looks it over before it takes it. What another version of Python made, or what is damaged, counts for nothing.
"""

from __future__ import annotations

import array
import base64
import contextlib
import hashlib
import json
import sys
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from warehouse.files import write_bytes

NAME = "patterns.json"
FEW = 100
"""New patterns for the sake of which the file is not written again: some libraries make theirs in another order each time."""
_Key = tuple[str, int]
_Given = tuple[int, bytes, int, dict[str, int], list[str | None]]
"""What the engine is given beside the pattern: flags, code, the number of its groups and their names, in two ways."""


@contextlib.contextmanager
def kept_patterns(folder: Path) -> Iterator[None]:
    """While this lasts patterns compiled by an earlier run are taken from a file in the folder, and those that are new are added to it."""
    path = folder / NAME
    compiler: Any = import_module("re._compiler")
    engine: Any = compiler._sre
    plain, kept, lock = compiler.compile, _read(path), threading.RLock()
    new: dict[_Key, _Given] = {}

    class Noting:
        """Stands before the engine and notes what it is given."""

        given: _Given

        def __getattr__(self, name: str) -> Any:
            return getattr(engine, name)

        def compile(self, pattern: object, flags: int, code: list[int], groups: int, names: dict[str, int], numbers: tuple[str | None, ...]) -> Any:
            self.given = int(flags), array.array("I", code).tobytes(), groups, names, list(numbers)
            return engine.compile(pattern, flags, code, groups, names, numbers)

    noting = Noting()

    def compiled(pattern: object, flags: int = 0) -> Any:
        if not isinstance(pattern, str):
            return plain(pattern, flags)
        key = pattern, int(flags)
        if (found := kept.get(key)) is not None:
            made, code, groups, names, numbers = found
            return engine.compile(pattern, made, array.array("I", code).tolist(), groups, names, tuple(numbers))
        with lock:
            result = plain(pattern, flags)
            new[key] = noting.given
        return result

    compiler.compile, compiler._sre = compiled, noting
    try:
        yield
    finally:
        compiler.compile, compiler._sre = plain, engine
        if len(new) > FEW:
            with contextlib.suppress(OSError):
                _write(path, kept | new)


def _maker() -> str:
    """Who made what is kept: another Python's engine reads other code."""
    return f"{sys.version} {sys.byteorder} {array.array('I').itemsize}"


def _read(path: Path) -> dict[_Key, _Given]:
    try:
        digest, _, rest = path.read_bytes().partition(b"\n")
    except OSError:
        return {}
    if hashlib.sha256(rest).hexdigest().encode() != digest:
        return {}
    found = json.loads(rest)
    if found["maker"] != _maker():
        return {}
    return {
        (pattern, flags): (made, base64.b64decode(code), groups, names, numbers) for pattern, flags, made, code, groups, names, numbers in found["patterns"]
    }


def _write(path: Path, kept: dict[_Key, _Given]) -> None:
    rows = [[*key, made, base64.b64encode(code).decode(), *rest] for key, (made, code, *rest) in kept.items()]
    rest = json.dumps({"maker": _maker(), "patterns": rows}).encode()
    write_bytes(path, hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest, lasting=False)
