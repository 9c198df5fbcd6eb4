"""A corpus of hostile documents in one run: each ends as facts or as a plain row in `rejected`, in bounded memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.hostile import CORPUS, EITHER, READ, REFUSED, documents
from tests.support import clean_environment, leftovers, scalar, select
from warehouse.layout import Home

MEASURED = """
import atexit, pathlib, re, resource, sys

def peak():
    # What getrusage tells goes on from the process that started this one; the kernel's own high-water mark begins anew.
    status = pathlib.Path("/proc/self/status")
    found = re.search(r"VmHWM:\\s*(\\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

atexit.register(lambda: print("peak", peak(), file=sys.stderr))
from flows.cli import main
main(sys.argv[1:])
"""
PATIENCE = 900
"""Seconds after which a run counts as hanging; it takes a small part of that."""
MEMORY_MB = 2_000


def measured_run(home: Home, source: Path, **settings: str) -> tuple[int, str, int]:
    """Exit status, what was said, and the peak of memory in MB of a run in a process of its own."""
    arguments = [sys.executable, "-c", MEASURED, "run", "--direct", "--home", str(home.root), str(source)]
    done = subprocess.run(arguments, cwd=source, env=clean_environment(**settings), capture_output=True, text=True, timeout=PATIENCE, check=False)
    *said, peak = done.stderr.splitlines() or ["peak 0"]
    return done.returncode, "\n".join(said), int(peak.removeprefix("peak ")) // 1024


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, tuple[int, str, int]]:
    """One run over the whole corpus, with a limit on documents above the usual one."""
    folder = tmp_path_factory.mktemp("hostile")
    source = folder / "in"
    source.mkdir()
    for name, content in documents():
        (source / name).write_bytes(content)
    (source / "loop.txt").symlink_to(source / "loop.txt")
    (source / "dangling.txt").symlink_to(source / "nowhere")
    (source / "folder.txt").mkdir()
    os.mkfifo(source / "pipe.txt")
    home = Home(folder / "home")
    return home, measured_run(home, source, PARKHOUSE_MAX_DOCUMENT_BYTES="12000000")


def test_the_run_ends_well_and_within_memory(read: tuple[Home, tuple[int, str, int]]) -> None:
    home, (status, said, peak) = read
    assert status == 0, said
    assert 0 < peak < MEMORY_MB
    assert "Traceback" not in said
    assert leftovers(home) == []


@pytest.mark.parametrize("name", CORPUS)
def test_each_ends_as_facts_or_as_one_plain_row(read: tuple[Home, tuple[int, str, int]], name: str) -> None:
    home, _ = read
    facts = scalar(home, "SELECT count(*) FROM observation JOIN document USING (document_key) WHERE file_name = ?", [name])
    refused = select(home, "SELECT reason FROM rejected WHERE row ->> 'file_name' = ?", [name])
    wanted, _ = CORPUS[name]
    assert (facts > 0, len(refused)) in {READ: [(True, 0)], REFUSED: [(False, 1)], EITHER: [(True, 0), (False, 1)]}[wanted]
    for (reason,) in refused:
        assert reason
        assert "\n" not in reason
        assert not any(word in reason for word in ("Error", "codec", "Traceback", "the reader failed"))


def test_what_is_read_leads_back_to_its_characters(read: tuple[Home, tuple[int, str, int]]) -> None:
    home, _ = read
    wrong = (
        "SELECT count(*) FROM observation o JOIN document d USING (document_key) WHERE substring(d.text, start_offset + 1, end_offset - start_offset) <> o.text"
    )
    small = " AND length(d.text) < 100000"
    assert scalar(home, wrong + small) == 0
    assert (
        scalar(home, "SELECT value FROM observation JOIN document USING (document_key) WHERE file_name = 'good.txt' AND metric_key = 'contracted_investment'")
        == 263.5e8
    )
    assert scalar(home, "SELECT count(*) FROM observation WHERE NOT isfinite(value)") == 0
