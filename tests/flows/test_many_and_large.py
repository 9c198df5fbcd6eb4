"""Ten thousand small files, one of 200 MB, and a folder that changes while it is read."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.steps.plan import BATCH_BYTES, batch_counts
from flows.steps.session import now
from tests.flows.test_hostile import measured_run
from tests.support import run, scalar, select
from warehouse.layout import Home
from warehouse.store import Store

MANY = 10_000
MEMORY_MB = 700
"""The program itself takes about 300."""


def text(number: int) -> str:
    return f"赣州经开区晨报第{number}期\n\n今年1月，赣州经开区新引进项目{number + 1}个。\n"


def test_ten_thousand_small_files(home: Home, tmp_path: Path) -> None:
    """Most of them say nothing of a park, as in an archive that is not sorted yet."""
    source = tmp_path / "in"
    source.mkdir()
    for number in range(MANY):
        (source / f"{number:05}.txt").write_text(text(number) if number % 100 == 0 else f"来稿{number}", encoding="utf-8")
    status, said, peak = measured_run(home, source, PARKHOUSE_BATCH_SIZE="1000")
    assert status == 0, said
    assert 0 < peak < MEMORY_MB
    assert scalar(home, "SELECT count(*) FROM document") == MANY
    assert scalar(home, "SELECT count(*) FROM observation") == MANY // 100
    assert Store(home).packs.places().height == MANY
    assert sum(1 for path in home.root.rglob("*") if path.is_file()) < 200, "a few files a batch, not one a document"


def test_one_file_of_200_megabytes_is_refused_unread(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(text(1), encoding="utf-8")
    with (source / "large.txt").open("wb") as stream:
        stream.write("赣州经开区引进项目1个。".encode() * 1000)
        stream.truncate(200 * 1024 * 1024)
    status, said, peak = measured_run(home, source)
    assert (status, scalar(home, "SELECT count(*) FROM observation")) == (0, 1), said
    assert 0 < peak < MEMORY_MB
    ((reason, name),) = select(home, "SELECT reason, row ->> 'file_name' FROM rejected")
    assert (reason, name) == ("209,715,200 bytes, more than the limit of 5,000,000 (setting max_document_bytes)", "large.txt")


def test_large_documents_make_small_batches() -> None:
    sizes = [10, 10, 10, BATCH_BYTES, BATCH_BYTES * 3, 10, BATCH_BYTES - 10, 1]
    assert list(batch_counts(sizes, 2)) == [2, 1, 1, 1, 2, 1]
    assert list(batch_counts([], 2)) == []


@contextlib.contextmanager
def restless(folder: Path) -> Iterator[None]:
    """Somebody at work in a folder: files come, grow, are renamed and removed, folders too."""
    stop = threading.Event()

    def work() -> None:
        turn = 0
        while not stop.is_set():
            turn += 1
            with contextlib.suppress(OSError):
                (folder / f"{turn % 40}.txt").write_text(text(turn), encoding="utf-8")
                (folder / f"{(turn + 7) % 40}.txt").unlink()
                os.replace(folder / f"{(turn + 13) % 40}.txt", folder / f"{(turn + 21) % 40}.txt")
                os.truncate(folder / f"{(turn + 3) % 40}.txt", turn % 50)
            with contextlib.suppress(OSError):
                (folder / "sub").mkdir(exist_ok=True)
                (folder / "sub" / "a.txt").write_text(text(turn), encoding="utf-8")
                if turn % 3 == 0:
                    shutil.rmtree(folder / "sub")
                    (folder / "sub").write_text(text(turn), encoding="utf-8")
                    (folder / "sub").unlink()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_a_folder_that_changes_while_it_is_read(home: Home, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(40):
        (source / f"{number}.txt").write_text(text(number), encoding="utf-8")
    with restless(source):
        for _ in range(3):
            assert run(home, source, withdraw_max_share=1.0, batch_size=7).status in ("published", "unchanged")
    shutil.rmtree(source / "sub", ignore_errors=True)
    for number in range(40):
        (source / f"{number}.txt").write_text(text(1000 + number), encoding="utf-8")
    run(home, source, withdraw_max_share=1.0)
    current = "SELECT text FROM document WHERE replaced_by IS NULL AND withdrawn_on IS NULL ORDER BY text"
    assert select(home, current) == sorted((text(1000 + number),) for number in range(40)), "once all is quiet it holds what the folder holds"
    assert scalar(home, "SELECT count(*) FROM rejected") == 0, "and what was refused in between is history"


@pytest.mark.parametrize("back", [-400, 400])
def test_a_clock_that_jumps_between_two_runs(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, back: int) -> None:
    """The later run is the later one, whatever the clock says."""
    document = tmp_path / "a.txt"
    document.write_text(text(1), encoding="utf-8")
    run(home, document)
    monkeypatch.setattr("flows.steps.session.now", lambda: now() + dt.timedelta(days=back))
    document.write_text(text(2), encoding="utf-8")
    run(home, document)
    assert select(home, "SELECT text, replaced_by IS NULL FROM document ORDER BY text") == [(text(1), False), (text(2), True)]
    assert scalar(home, "SELECT count(*) FROM change_log WHERE reason = 'document_replaced'") > 0
    monkeypatch.undo()
    assert run(home, document).status == "unchanged"
