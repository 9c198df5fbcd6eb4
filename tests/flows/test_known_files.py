"""What is known costs its listing: a file whose size and times are those of its last reading is not read again."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from flows.steps.listing import find_files
from tests.flows.conftest import Command
from tests.support import run, scalar
from warehouse.layout import Home
from warehouse.store import Store

LONG_AGO = 1_600_000_000


def text(number: int) -> str:
    return f"赣州经开区晨报\n\n今年1月，赣州经开区新引进项目{number}个。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five documents that were not changed just now."""
    monkeypatch.setattr("flows.steps.listing._SETTLED_NS", 0)
    made = tmp_path / "pages"
    made.mkdir()
    for number in range(5):
        (made / f"{number}.txt").write_text(text(number + 1), encoding="utf-8")
        os.utime(made / f"{number}.txt", (LONG_AGO, LONG_AGO))
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that runs open."""
    names: list[str] = []
    real = Path.open

    def noted(path: Path, *arguments: object, **options: object) -> object:
        if path.suffix == ".txt" and path.parent.name == "pages" and "r" in str(arguments):
            names.append(path.name)
        return real(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", noted)
    return names


def test_known_files_are_not_read_again(home: Home, folder: Path, opened: list[str]) -> None:
    run(home, folder)
    assert sorted(opened) == [f"{number}.txt" for number in range(5)]
    opened.clear()
    result = run(home, folder)
    assert (result.status, result.seen, result.skipped, opened) == ("unchanged", 5, 5, [])
    (folder / "new.txt").write_text(text(9), encoding="utf-8")
    result = run(home, folder)
    assert (result.new, result.skipped, opened) == (1, 5, ["new.txt"])
    opened.clear()
    assert run(home, folder, verify=True).seen == len(opened) == 6, "--verify reads all"


def test_any_change_is_seen(home: Home, folder: Path, opened: list[str]) -> None:
    run(home, folder)
    opened.clear()
    status = (folder / "0.txt").stat()
    (folder / "0.txt").write_text(text(8), encoding="utf-8")
    os.utime(folder / "0.txt", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (folder / "0.txt").stat().st_size == status.st_size, "the test's own ground: size and time of its content as before"
    os.utime(folder / "1.txt", (LONG_AGO + 1, LONG_AGO + 1))
    (folder / "2.json").write_text('{"date": "2020-05-06"}', encoding="utf-8")
    result = run(home, folder)
    assert sorted(opened) == ["0.txt", "1.txt", "2.txt"]
    assert (result.new, result.skipped) == (1, 4)
    assert scalar(home, "SELECT CAST(published_on AS VARCHAR) FROM document WHERE file_name = '2.txt'") == "2020-05-06"
    opened.clear()
    assert run(home, folder).status == "unchanged"
    assert opened == []


def test_a_file_that_may_still_be_changing_is_read_again(home: Home, folder: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.steps.listing._SETTLED_NS", 3600 * 10**9)
    run(home, folder)
    opened.clear()
    assert run(home, folder).status == "unchanged"
    assert len(opened) == 5


def test_what_the_store_has_lost_is_read_again(home: Home, folder: Path) -> None:
    run(home, folder)
    for pack in home.packs.iterdir():
        pack.unlink()
    assert run(home, folder).new == 5
    assert Store(home).packs.places().height == 5


def test_a_place_noted_by_a_run_that_was_killed_before_its_document_was_recorded(home: Home, folder: Path) -> None:
    run(home, folder)
    for path in home.catalogue.iterdir():
        path.unlink()
    assert run(home, folder).new == 5


def test_a_refused_file_is_refused_again(home: Home, folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\x01" * 50)
    run(home, folder)
    assert run(home, folder).failed == 1


def test_links_folders_and_odd_names(tmp_path: Path, folder: Path) -> None:
    (folder / "below").mkdir()
    (folder / "below" / "深.txt").write_text("x", encoding="utf-8")
    (folder / "link.txt").symlink_to(folder / "0.txt")
    (folder / "loop").symlink_to(folder)
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    odd = os.fsencode(folder) + b"/\xff.txt"
    with open(odd, "wb") as stream:
        stream.write(b"x")
    found = find_files([str(folder), str(folder / "below"), str(folder / "1.txt")])
    assert sorted(os.fsencode(file.path) for file in found if not file.problem) == sorted(
        [*(os.fsencode(folder / f"{n}.txt") for n in range(5)), os.fsencode(folder / "below" / "深.txt"), odd]
    )
    assert [(file.path.name, file.problem) for file in found if file.problem] == [("pipe.txt", "a pipe, which is not read")]
    assert list(pl.Series([file.place for file in found]).hash()) == list(found.hashes["place"])


def test_the_report_is_written_where_something_has_changed(home: Home, folder: Path, cli: Command) -> None:
    arguments = ("run", "--direct", "--home", home.root, folder)
    assert cli(*arguments).status == 0
    report = home.reports / "latest.html"
    first = report.stat().st_mtime_ns
    assert cli(*arguments).status == 0
    assert report.stat().st_mtime_ns == first, "nothing new"
    (folder / "new.txt").write_text(text(9), encoding="utf-8")
    assert cli(*arguments).status == 0
    second = report.stat().st_mtime_ns
    assert second != first
    (home.root / "corrections.csv").write_text("nonsense\n", encoding="utf-8")
    assert cli(*arguments).status == 1
    assert report.stat().st_mtime_ns != second, "a failed run has its page"
    third = report.stat().st_mtime_ns
    (home.root / "corrections.csv").unlink()
    assert cli(*arguments).status == 0
    assert report.stat().st_mtime_ns != third, "and so has the good one after it"
