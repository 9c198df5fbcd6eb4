"""What survives a power cut: the order in which files and folders are written through to the disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support import SAMPLE, run
from warehouse.layout import Home


class Call(NamedTuple):
    """One call to the system: sync, replace or mkdir, and the path it made last."""

    what: str
    path: Path
    source: Path | None = None


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """The real calls, written down in order."""
    made: list[Call] = []
    fsync, replace, mkdir = os.fsync, os.replace, os.mkdir

    def note_sync(descriptor: int) -> None:
        fsync(descriptor)
        made.append(Call("sync", Path(os.readlink(f"/proc/self/fd/{descriptor}"))))

    def note_replace(source: Path, target: Path) -> None:
        replace(source, target)
        made.append(Call("replace", Path(target), Path(source)))

    def note_mkdir(path: Path, *arguments: int) -> None:
        mkdir(path, *arguments)
        made.append(Call("mkdir", Path(path)))

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_replace)
    monkeypatch.setattr(os, "mkdir", note_mkdir)
    return made


def unsynced(calls: list[Call], until: int) -> set[Path]:
    """Files and folders whose names had not reached the disk before the call of a number."""
    waiting: set[Path] = set()
    for call in calls[:until]:
        if call.what == "sync":
            waiting = {path for path in waiting if path.parent != call.path}
        else:
            waiting.add(call.path)
    return waiting


def replaced(calls: list[Call], folder: Path) -> list[int]:
    """The numbers of the calls by which files came to stand in a folder or below it."""
    return [number for number, call in enumerate(calls) if call.what == "replace" and folder in call.path.parents]


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells which file a descriptor is")
def test_nothing_is_recorded_before_what_it_counts_on_has_reached_the_disk(home: Home, tmp_path: Path, calls: list[Call]) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\x00\x01" * 100)
    run(home, SAMPLE, broken, batch_size=5)

    renames = [(number, call) for number, call in enumerate(calls) if call.what == "replace"]
    for number, call in renames:
        assert Call("sync", call.source or call.path) in calls[:number], f"{call.path}: its content before its name"
    assert {call.path for _, call in renames} >= {home.warehouse, *home.raw_index.iterdir(), *home.catalogue.iterdir(), *home.facts.glob("*/*")}
    for number in replaced(calls, home.raw_index):
        synced = {call.path for call in calls[:number] if call.what == "sync"}
        assert {home.packs, *home.packs.iterdir()} <= synced, "a pack, and its name, before the index that points into it"

    for folder, what in (
        (home.catalogue, home.raw),
        (home.facts / "extraction", home.facts / "part"),
        (home.facts / "extraction", home.facts),
        (home.quarantine, home.quarantine),
        (home.state, home.root),
    ):
        for number in replaced(calls, folder):
            if folder == home.quarantine and calls[number].path.name != "refused.json":
                continue
            assert not {path for path in unsynced(calls, number) if what in path.parents}, calls[number].path
    (publish,) = [number for number, call in renames if call.path == home.warehouse]
    assert {path for path in unsynced(calls, publish) if home.root in path.parents} == set(), "all that it was made from"
    assert calls[publish + 1] == Call("sync", home.root)
    assert {path for path in unsynced(calls, len(calls)) if home.root in path.parents} == set(), "when the run has ended nothing is left to chance"
