"""Runs over Office files, tables, mails and archives, hostile ones among them: each is a document, or one row in `rejected`."""

from __future__ import annotations

import os
import signal
import zipfile
from pathlib import Path

import pytest

from flows.steps.formats import isolated
from tests.support import run, scalar, select
from tests.transforms.formats.test_office import ENTITIES, FAR, MAIL_BYTES, packed, part, replaced, saved, word, workbook
from transforms.formats.limits import FormatLimits
from warehouse.layout import Home

TABLE = "园区,税收（亿元）\n北京经济技术开发区,12\n苏州工业园区,5\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def refused(home: Home) -> dict[str, str]:
    return {str(name): str(reason) for name, reason in select(home, "SELECT row ->> 'file_name', reason FROM rejected ORDER BY 1")}


def test_files_of_all_formats_are_documents(source: Path, home: Home) -> None:
    (source / "表.csv").write_text(TABLE)
    (source / "书.xlsx").write_bytes(workbook([["苏州工业园区主要指标"], ["指标", "亿元"], ["工业总产值", 352.1]], ["A1:B1"]))
    # One document twice: what is saved at another time has other bytes.
    letter = saved(word())
    (source / "文.docx").write_bytes(letter)
    (source / "信.eml").write_bytes(MAIL_BYTES)
    (source / "页.xls").write_text(
        "<table><tr><th>园区</th><th>税收（亿元）</th></tr><tr><td>苏州工业园区</td><td>7</td></tr><tr><td>北京经济技术开发区</td><td>8</td></tr></table>"
    )
    (source / "文字.pdf").write_text("苏州工业园区2023年税收收入6亿元。")
    (source / "包.zip").write_bytes(packed({"一/甲.txt": "苏州工业园区2023年税收收入12亿元。", "乙.docx": letter, "丙.xyz": "x"}))
    assert run(home, source).new == 7
    found: dict[str, str] = dict(select(home, "SELECT file_name, media_type FROM document"))
    assert found["表.csv"] == "text/csv"
    assert (found["页.xls"], found["文字.pdf"]) == ("text/html", "text/plain")
    assert found["信.eml"] == "message/rfc822"
    assert found["甲.txt"] == "text/plain"
    assert select(home, "SELECT count(*) FROM document WHERE source LIKE '%/包.zip!/一/甲.txt'") == [(1,)]
    assert scalar(home, "SELECT count(*) FROM v_observation WHERE metric_key = 'tax' AND value = 1200000000") == 2
    again = run(home, source)
    assert (again.new, again.skipped, again.withdrawn, again.failed) == (0, 8, 0, 0)


def test_an_archive_follows_its_changes(source: Path, home: Home) -> None:
    archive = source / "a.zip"
    files: dict[str, bytes | str] = {f"{name}.txt": f"苏州工业园区2023年税收收入{number}亿元。" for number, name in enumerate("abcd", 1)}
    archive.write_bytes(packed(files))
    assert run(home, archive).new == 4
    del files["d.txt"]
    files["a.txt"] = "苏州工业园区2023年税收收入9亿元。"
    archive.write_bytes(packed(files))
    changed = run(home, archive)
    assert (changed.new, changed.withdrawn) == (1, 1)
    values = [value for (value,) in select(home, "SELECT value / 1e8 FROM v_observation ORDER BY 1")]
    assert 9 in values
    assert 4 not in values


@pytest.fixture
def attacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads a document whose bytes end with `dies` or `hangs` does so."""
    isolated.close_all()
    original = isolated._Child.ask

    def ask(child: isolated._Child, request: dict[str, object], content: bytes, seconds: float) -> dict[str, object] | None:
        if content.endswith(b"dies"):
            os.kill(child.process.pid, signal.SIGSEGV)
        elif content.endswith(b"hangs"):
            os.kill(child.process.pid, signal.SIGSTOP)
            seconds = 0.2
        return original(child, request, content, seconds)

    monkeypatch.setattr(isolated._Child, "ask", ask)


@pytest.mark.usefixtures("attacked")
def test_what_is_hostile_is_refused_and_nothing_else(source: Path, home: Home) -> None:
    book = workbook([["园区", 1]])
    nested = packed({"a.txt": "底"})
    for _ in range(4):
        nested = packed({"n.zip": nested})
    overlapping = bytearray(packed({"a.txt": "一" * 100, "b.txt": "一" * 100}))
    first, second = overlapping.index(b"PK\x01\x02"), overlapping.rindex(b"PK\x01\x02")
    overlapping[second + 42 : second + 46] = overlapping[first + 42 : first + 46]
    files: dict[str, bytes] = {
        "flat.zip": packed({"bomb.txt": "0" * 3_000_000}),
        "nested.zip": nested,
        "overlap.zip": bytes(overlapping),
        "paths.zip": packed({"../../outside.txt": "苏州工业园区2023年税收收入1亿元。"}),
        "cut.zip": packed({"a.txt": "一" * 100})[:60],
        "nothing.zip": packed({"a.bin": "x"}),
        "columns.xlsx": replaced(book, "xl/worksheets/sheet1.xml", FAR),
        "bomb.xlsx": replaced(book, "xl/worksheets/sheet1.xml", "<a>" + " " * 3_000_000 + "</a>"),
        "cut.xlsx": book[:2000],
        "entities.docx": part("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", ENTITIES),
        "protected.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "cut.xls": (Path(__file__).parents[1] / "goldens" / "formats" / "office" / "old.xls").read_bytes()[:3000],
    }
    files |= {f"{name}.docx": saved(word()) + name.encode() for name in ("dies", "hangs")}
    for name, content in files.items():
        (source / name).write_bytes(content)
    (source / "good.docx").write_bytes(saved(word()))
    found = run(home, source)
    assert (found.status, found.new) == ("published", 1)
    reasons = refused(home)
    assert len(reasons) == len(files)
    assert not any(word in reason for reason in reasons.values() for word in ("Traceback", "None", "0x", "failed:"))
    assert "crash" in reasons["dies.docx"]
    assert "seconds" in reasons["hangs.docx"]
    assert not (source.parent / "outside.txt").exists()


def test_the_limits_are_those_of_the_settings(source: Path, home: Home) -> None:
    (source / "a.xlsx").write_bytes(workbook([[1] * 10] * 10))
    (source / "b.csv").write_text("1,2,3\n" * 40)
    with zipfile.ZipFile(source / "c.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", "一")
    run(home, source, formats=FormatLimits(cells=50, members=20))
    assert all("setting formats." in reason for reason in refused(home).values())
    assert len(refused(home)) == 3
