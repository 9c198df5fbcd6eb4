"""Documents that change or vanish at their source: the history stays, the present is told apart from it."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.steps.direct import extract
from flows.steps.listing import find_files
from flows.steps.options import RunOptions
from flows.steps.outcome import RunResult
from flows.steps.session import Session
from tests.flows.conftest import Command
from tests.support import run, scalar, select
from warehouse.layout import Home
from warehouse.store import SIGHTING_SCHEMA, Store
from warehouse.versions import versions

DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def text(number: int) -> str:
    return f"湘潭高新区前八月引进项目{number}个\n\n今年1—8月，湘潭高新区新引进项目{number}个，合同投资额{number}.5亿元。\n"


def put(folder: Path, **numbers: int) -> None:
    """Files by name, each with a text of its number."""
    folder.mkdir(exist_ok=True)
    for name, number in numbers.items():
        (folder / f"{name}.txt").write_text(text(number), encoding="utf-8")


def links(home: Home) -> dict[int, tuple[int | None, int | None, bool]]:
    """For each document's number: what it replaces, what replaced it, and whether it was withdrawn."""
    rows = select(home, "SELECT document_key, text, replaces, replaced_by, withdrawn_on FROM document")
    number = {key: int(body.partition("项目")[2].partition("个")[0]) for key, body, *_ in rows}
    return {number[key]: (number.get(replaces), number.get(by), day is not None) for key, _, replaces, by, day in rows}


CURRENT = (None, None, False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "watched"


def test_a_changed_file_replaces_the_version_before(home: Home, folder: Path) -> None:
    put(folder, a=1, b=5)
    run(home, folder)
    assert links(home) == {1: CURRENT, 5: CURRENT}
    put(folder, a=2)
    result = run(home, folder)
    assert (result.status, result.new) == ("published", 1)
    assert links(home) == {1: (None, 2, False), 2: (1, None, False), 5: CURRENT}
    put(folder, a=3)
    run(home, folder / "a.txt")
    assert links(home) == {1: (None, 2, False), 2: (1, 3, False), 3: (2, None, False), 5: CURRENT}
    assert scalar(home, "SELECT count(DISTINCT document_key) FROM observation") == 4, "the history stays in the tables"


def test_a_version_that_comes_back_is_the_current_one(home: Home, folder: Path) -> None:
    for number in (1, 2, 1):
        put(folder, a=number)
        assert run(home, folder).status == "published"
    assert links(home) == {1: (2, None, False), 2: (None, 1, False)}
    assert run(home, folder).status == "unchanged"


def test_a_document_is_current_as_long_as_any_place_shows_it(home: Home, folder: Path) -> None:
    put(folder, a=1, b=1)
    run(home, folder)
    put(folder, a=2)
    run(home, folder)
    assert links(home) == {1: CURRENT, 2: CURRENT}
    put(folder, b=3)
    run(home, folder)
    assert links(home) == {1: (None, 3, False), 2: CURRENT, 3: (1, None, False)}


def test_another_file_and_another_folder_say_nothing(home: Home, folder: Path, tmp_path: Path) -> None:
    put(folder, a=1)
    run(home, folder)
    put(tmp_path / "other", a=2)
    (folder / "a.txt").unlink()
    run(home, tmp_path / "other")
    assert links(home) == {1: CURRENT, 2: CURRENT}


def test_the_way_a_file_is_named_does_not_matter(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, a=1)
    monkeypatch.chdir(folder)
    run(home, "a.txt")
    put(folder, a=2)
    run(home, f"{folder}/../{folder.name}/*.txt")
    assert links(home) == {1: (None, 2, False), 2: (1, None, False)}


def test_a_new_version_that_cannot_be_read_replaces_nothing(home: Home, folder: Path) -> None:
    put(folder, a=1)
    run(home, folder)
    (folder / "a.txt").write_bytes(b"\x00" * 500)
    assert run(home, folder).failed == 1
    assert links(home) == {1: CURRENT}
    assert scalar(home, "SELECT count(*) FROM rejected") == 1
    put(folder, a=2)
    run(home, folder)
    assert links(home) == {1: (None, 2, False), 2: (1, None, False)}
    assert scalar(home, "SELECT count(*) FROM rejected") == 0, "the file is readable again"


def test_files_gone_from_a_watched_folder_are_withdrawn_and_may_come_back(home: Home, folder: Path) -> None:
    put(folder, a=1, b=2, c=3, d=4)
    run(home, folder)
    (folder / "a.txt").unlink()
    (folder / "b.txt").rename(folder / "renamed.txt")
    result = run(home, folder)
    assert (result.status, result.withdrawn, result.warnings) == ("published", 2, [])
    assert links(home) == {1: (None, None, True), 2: CURRENT, 3: CURRENT, 4: CURRENT}, "a renamed file is still there"
    assert scalar(home, "SELECT withdrawn_on FROM document WHERE withdrawn_on IS NOT NULL") == dt.datetime.now(dt.UTC).date()
    assert run(home, folder).status == "unchanged"
    put(folder, a=1)
    assert run(home, folder).status == "published"
    assert links(home)[1] == CURRENT


def test_a_file_that_returns_changed_after_its_withdrawal_replaces_the_old_one(home: Home, folder: Path) -> None:
    put(folder, a=1, b=2, c=3)
    run(home, folder)
    (folder / "a.txt").unlink()
    run(home, folder)
    put(folder, a=9)
    run(home, folder)
    assert links(home)[1] == (None, 9, False)
    assert links(home)[9] == (1, None, False)


def gone_at_once(folder: Path) -> None:
    for name in "abc":
        (folder / f"{name}.txt").unlink()


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


@pytest.mark.parametrize("happens", [gone_at_once, emptied])
def test_a_folder_that_loses_most_of_its_documents_withdraws_none(home: Home, folder: Path, tmp_path: Path, happens: Any) -> None:
    put(folder, a=1, b=2, c=3, d=4)
    put(tmp_path / "other", x=7)
    run(home, folder, tmp_path / "other")
    before = links(home)
    happens(folder)
    put(tmp_path / "other", y=8)
    result = run(home, folder, tmp_path / "other")
    assert (result.status, result.withdrawn) == ("published", 0)
    assert links(home) == before | {8: CURRENT}
    # That none was withdrawn, and that the source has fallen.
    assert result.warnings
    assert all(str(folder) in warning for warning in result.warnings)
    assert scalar(home, "SELECT message FROM pipeline_run ORDER BY run_key DESC LIMIT 1") == "; ".join(result.warnings)


def test_new_files_do_not_hide_that_the_old_ones_are_gone(home: Home, folder: Path) -> None:
    """As in an inbox from which files are taken away once they are read."""
    put(folder, a=1, b=2)
    run(home, folder)
    emptied(folder)
    put(folder, **{f"n{number}": number for number in range(10, 20)})
    result = run(home, folder)
    assert result.withdrawn == 0
    assert "2 of 2" in result.warnings[0]


def test_an_operator_who_means_it_says_so(home: Home, folder: Path) -> None:
    put(folder, a=1, b=2, c=3, d=4)
    run(home, folder)
    gone_at_once(folder)
    assert run(home, folder, withdraw_max_share=1.0).withdrawn == 3
    assert links(home)[4] == CURRENT


def test_a_missing_folder_is_an_error_and_withdraws_nothing(home: Home, folder: Path, cli: Command) -> None:
    put(folder, a=1, b=2)
    run(home, folder)
    shutil.rmtree(folder)
    assert cli("run", "--direct", "--home", home.root, folder).status == 2
    assert links(home) == {1: CURRENT, 2: CURRENT}


def test_what_the_system_will_not_say_is_not_gone(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, a=1, b=2, c=3)
    put(folder / "sub", d=4)
    run(home, folder)
    real_scan, real_stat = os.scandir, os.lstat

    def scan(path: Any) -> Any:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return real_scan(path)

    def lstat(path: Any, **options: Any) -> Any:
        if "sub" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real_stat(path, **options)

    monkeypatch.setattr(os, "scandir", scan)
    monkeypatch.setattr(os, "lstat", lstat)
    result = run(home, folder)
    monkeypatch.undo()
    assert (result.withdrawn, result.failed) == (0, 1)
    assert links(home)[4] == CURRENT
    assert select(home, "SELECT row ->> 'source', reason FROM rejected") == [(str(folder / "sub"), "this folder cannot be listed: Permission denied")]


def test_a_file_that_vanishes_between_listing_and_reading_is_refused(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, a=1, b=2, c=3)
    import flows.steps.ingest.files as ingest

    real = ingest._read

    def vanishing(file: Any, max_bytes: int) -> bytes:
        if file.path.name == "b.txt":
            file.path.unlink(missing_ok=True)
        if file.path.name == "c.txt" and file.path.is_file():
            file.path.unlink()
            file.path.mkdir()
        return real(file, max_bytes)

    monkeypatch.setattr(ingest, "_read", vanishing)
    result = run(home, folder)
    assert (result.status, result.new, result.failed) == ("published", 1, 2)
    assert {reason for (reason,) in select(home, "SELECT reason FROM rejected")} == {"cannot be read: No such file or directory", "no plain file any more"}


def state(home: Home) -> list[tuple[Any, ...]]:
    return select(home, "SELECT title, source, published_on FROM document ORDER BY file_name")


def test_a_changed_sidecar_is_read_again(home: Home, folder: Path) -> None:
    put(folder, a=1, b=1)
    sidecar = folder / "a.json"
    sidecar.write_text(json.dumps({"title": "旧题", "date": "2016-09-22"}), encoding="utf-8")
    run(home, folder)
    assert state(home) == [("旧题", str(folder / "a.txt"), dt.date(2016, 9, 22))]
    assert run(home, folder).status == "unchanged"
    sidecar.write_text(json.dumps({"title": "新题", "date": "2017-01-02", "source": "某报"}), encoding="utf-8")
    result = run(home, folder)
    assert (result.status, result.new, result.extracted) == ("published", 0, 1)
    assert state(home) == [("新题", "某报", dt.date(2017, 1, 2))]
    assert run(home, folder).status == "unchanged", "the same document beside it, without a sidecar, changes nothing back"
    sidecar.unlink()
    run(home, folder)
    assert state(home)[0][0] == "湘潭高新区前八月引进项目1个"


def test_a_home_without_records_of_places_learns_them(home: Home, folder: Path) -> None:
    """As earlier versions left it."""
    put(folder, a=1, b=2)
    run(home, folder)
    shutil.rmtree(home.sightings)
    put(folder, a=3)
    run(home, folder)
    assert links(home) == {1: (None, 3, False), 2: CURRENT, 3: (1, None, False)}


def test_a_run_killed_between_its_records_is_mended_by_the_next(home: Home, folder: Path, tmp_path: Path) -> None:
    put(folder, a=1)
    run(home, folder)
    put(folder, a=2)
    run(home, folder)
    expected = links(home)
    # The places were written, the catalogue of the last run was not.
    sorted(home.catalogue.glob("*.parquet"))[-1].unlink()
    for path in home.facts.rglob("000002-*.parquet"):
        path.unlink()
    run(home, folder)
    assert links(home) == expected


def sightings(*rows: tuple[str, str, str]) -> pl.DataFrame:
    """(place, state, document) in order of time."""
    made = [
        {"place": place, "source": place, "state": state, "document_key": key, "sidecar": "", "seen_at": DAY + dt.timedelta(days=n), "run_key": f"{n:06d}"}
        for n, (place, state, key) in enumerate(rows)
    ]
    return pl.DataFrame(made, schema=SIGHTING_SCHEMA, orient="row")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("p", "seen", "A"), ("q", "seen", "B")], []),
        ([("p", "seen", "A"), ("p", "refused", "A"), ("p", "missing", "A")], []),
        ([("p", "seen", "A"), ("p", "withdrawn", "A")], [("A", None, None, 1)]),
        ([("p", "seen", "A"), ("p", "withdrawn", "A"), ("q", "seen", "A")], []),
        ([("p", "seen", "A"), ("q", "seen", "A"), ("p", "seen", "B"), ("q", "withdrawn", "A")], [("A", None, None, 3)]),
        ([("p", "seen", "A"), ("q", "seen", "A"), ("q", "withdrawn", "A"), ("p", "seen", "B")], [("A", None, "B", None), ("B", "A", None, None)]),
        ([("p", "seen", "A"), ("p", "seen", "X"), ("p", "seen", "B")], [("A", None, "B", None), ("B", "A", None, None)]),
        ([("p", "seen", "A"), ("p", "withdrawn", "A"), ("p", "seen", "A")], []),
        ([("p", "seen", "A"), ("q", "seen", "B"), ("p", "seen", "B"), ("q", "seen", "A")], []),
        ([("p", "seen", "A"), ("q", "seen", "B"), ("p", "seen", "C"), ("q", "seen", "C")], [("A", None, "C", None), ("B", None, "C", None), ("C", "B", None, None)]),
    ],
)  # fmt: skip
def test_versions_follow_from_what_was_seen(rows: list[tuple[str, str, str]], expected: list[tuple[str, str | None, str | None, int | None]]) -> None:
    found = versions(sightings(*rows), {"A", "B", "C"})
    assert found.rows() == [(k, b, a, None if n is None else (DAY + dt.timedelta(days=n)).date()) for k, b, a, n in expected]


def test_following_the_versions_never_leads_in_a_circle() -> None:
    import random

    chance = random.Random(3)
    for _ in range(300):
        rows = [(chance.choice("pqr"), chance.choice(["seen", "seen", "seen", "withdrawn"]), chance.choice("ABCD")) for _ in range(chance.randrange(1, 14))]
        found = {key: (before, after, day) for key, before, after, day in versions(sightings(*rows), set("ABCD")).rows()}
        for key, (before, after, day) in found.items():
            assert after is None or day is None
            assert before is None or found[before][1] == key
            steps, here = 0, key
            while here in found and found[here][1]:
                here, steps = found[here][1] or "", steps + 1
                assert steps < 5, rows


def test_a_store_with_nothing_seen_has_no_versions(home: Home) -> None:
    home.create()
    assert len(versions(Store(home).sightings(), set())) == 0


def test_an_empty_folder_is_said_and_nothing_published(home: Home, folder: Path, cli: Command) -> None:
    folder.mkdir()
    found = cli("run", "--direct", "--home", home.root, folder)
    assert (found.status, found.out) == (1, "")
    assert found.err.startswith(f"parkhouse: no documents found in {folder}")
    assert not home.warehouse.exists()
    put(folder, a=1)
    run(home, folder)
    emptied(folder)
    assert cli("run", "--direct", "--home", home.root, folder).status == 0, "where documents are known the run goes on"


@pytest.mark.parametrize("source", ["", "  "])
def test_an_empty_source_is_wrong_usage(home: Home, cli: Command, source: str) -> None:
    found = cli("run", "--direct", "--home", home.root, source)
    assert (found.status, found.err.count("\n")) == (2, 1)
    assert "empty source" in found.err


def seen_and_new(result: RunResult) -> tuple[int, int]:
    return result.seen, result.new


def test_chinese_header_lines_and_utf16_of_traditional_pages(home: Home, tmp_path: Path) -> None:
    body = text(6)
    (tmp_path / "a.txt").write_text(f"标题：园区简报\n日期：2019年1月11日\n来源：武陵观察\n\n{body}", encoding="utf-8")
    traditional = "南京海峽兩岸科技工業園\r\n今年1至5月，園區實現工業總產值94.2億元，同比增長10.7%；進出口總額5.3億美元。\n"
    (tmp_path / "b.txt").write_bytes(traditional.encode("utf-16-le"))
    assert seen_and_new(run(home, tmp_path / "a.txt", tmp_path / "b.txt")) == (2, 2)
    assert select(home, "SELECT title, source, published_on FROM document WHERE file_name = 'a.txt'") == [("园区简报", "武陵观察", dt.date(2019, 1, 11))]
    assert select(home, "SELECT text, encoding FROM document WHERE file_name = 'b.txt'") == [(traditional, "utf-16-le")]


def test_a_batch_that_breaks_off_is_tried_again_whole(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a task does after a fault of the disk."""
    put(folder, a=1)
    (folder / "a.json").write_text('{"title": "旧题"}', encoding="utf-8")
    run(home, folder)
    (folder / "a.json").write_text('{"title": "新题"}', encoding="utf-8")
    at = Session(home, RunOptions([str(folder)], find_files([str(folder)])))
    (files,) = at.intake.batches()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "add_to_catalogue", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            at.intake.take(files)
    at.intake.take(files)
    at.intake.end()
    extract(at)
    at.load()
    assert state(home)[0][0] == "新题"


def test_a_full_disk_stops_the_run_and_refuses_no_document(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, a=1)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "keep_raw", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(OSError, match="No space"):
            run(home, folder)
    result = run(home, folder)
    assert (result.new, result.failed) == (1, 0)


SIGNED = "2024年3月5日\n\n湘潭高新区举行签约仪式\n\n本报讯 3月4日，湘潭高新区与华阳精工科技有限公司签订投资协议，项目总投资12.5亿元。{}\n"


def test_an_event_of_the_current_version_does_not_hang_on_the_one_before(home: Home, folder: Path) -> None:
    folder.mkdir()
    for more in ("", "现场气氛热烈。", "现场座无虚席。"):
        (folder / "a.txt").write_text(SIGNED.format(more), encoding="utf-8")
        run(home, folder)
    assert scalar(home, "SELECT count(*) FROM event") == 3
    assert scalar(home, "SELECT count(*) FROM event WHERE same_as IS NOT NULL") == 0
    (folder / "b.txt").write_text(SIGNED.format("另有报道。"), encoding="utf-8")
    run(home, folder)
    current = "SELECT e.same_as IS NULL FROM event e JOIN document d USING (document_key) WHERE d.replaced_by IS NULL ORDER BY 1"
    assert select(home, current) == [(False,), (True,)], "two documents report it, one of them first"


def test_a_refusal_goes_with_its_file(home: Home, folder: Path) -> None:
    put(folder, a=1)
    (folder / "broken.txt").write_bytes(b"\x00" * 500)
    run(home, folder)
    assert scalar(home, "SELECT count(*) FROM rejected") == 1
    (folder / "broken.txt").unlink()
    result = run(home, folder)
    assert (result.status, result.withdrawn) == ("published", 0)
    assert scalar(home, "SELECT count(*) FROM rejected") == 0
