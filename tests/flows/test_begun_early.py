"""Reading processes that begin while documents are still taken in read what others would, and end with the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.steps import direct
from flows.steps.extract.workers import Workers
from flows.steps.ingest.stage import Intake
from tests.support import run, select
from warehouse.layout import Home

TEXT = "赣州经开区快报\n\n2021年5月{day}日，赣州经开区新引进项目{day}个，税收收入{day}.4亿元。\n"
ROWS = "SELECT document_key, metric_key, value FROM observation ORDER BY ALL"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Workers]:
    """The processes that were begun."""
    found: list[Workers] = []

    class Noted(Workers):
        def __init__(self, count: int, state: Path | None = None) -> None:
            super().__init__(count, state)
            found.append(self)

    monkeypatch.setattr(direct, "Workers", Noted)
    monkeypatch.setattr(direct, "MANY", 2)
    return found


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for day in range(1, 7):
        (folder / f"{day:02d}.txt").write_text(TEXT.format(day=day), encoding="utf-8")
    return folder


def test_they_read_what_one_process_reads(home: Home, tmp_path: Path, pages: Path, begun: list[Workers]) -> None:
    other = Home(tmp_path / "other")
    assert run(other, pages).new == 6
    assert not begun, "one process reads by itself"
    assert run(home, pages, workers=2, batch_size=2).extracted == 6
    assert len(begun) == 1
    assert not begun[0]._all, "ended with the extraction"
    assert select(home, ROWS) == select(other, ROWS)
    assert run(home, pages, workers=2).status == "unchanged"
    assert len(begun) == 1, "nothing new is read by nobody"


def test_they_end_with_a_run_that_fails(home: Home, pages: Path, begun: list[Workers], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Intake) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Intake, "end", broken)
    with pytest.raises(OSError, match="full"):
        run(home, pages, workers=2, batch_size=2)
    assert len(begun) == 1
    assert not begun[0]._all
