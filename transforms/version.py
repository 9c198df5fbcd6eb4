"""The version of rules and seeds: facts read with another one are read again."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from seeds.own import OwnPark, own_parks

_PACKAGES = ("transforms", "schemas", "seeds")
_NOT_READ = ("expected_rows.csv", "corrections.csv", "sample")
"""What lies beside the seeds and changes no reading: expected counts, corrections (applied when loading), the sample corpus."""


def rule_set_version() -> str:
    """A hash of every source file of `transforms` and `schemas`, sub-folders too, of every seed table that a reading rests on, and of the user's own register."""
    return _version(own_parks())


@functools.cache
def _version(own: tuple[OwnPark, ...]) -> str:
    package = _package_version()
    return hashlib.sha256(f"{package} {[tuple(park) for park in own]}".encode()).hexdigest()[:16] if own else package


@functools.cache
def _package_version() -> str:
    digest = hashlib.sha256()
    for name, entry in rule_files():
        digest.update(name.encode() + b"\0" + entry.read_bytes())
    return digest.hexdigest()[:16]


def rule_files() -> Iterator[tuple[str, Traversable]]:
    """Every file that the version stands for, by its path, in order."""
    for package in _PACKAGES:
        yield from _below(resources.files(package), package)


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name in _NOT_READ:
            continue
        if entry.is_dir():
            yield from _below(entry, f"{path}/{entry.name}")
        elif entry.name.endswith((".py", ".csv")):
            yield f"{path}/{entry.name}", entry
