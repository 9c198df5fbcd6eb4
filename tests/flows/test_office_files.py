"""Spreadsheets, Word files, tables of text and ZIP archives of them, through a run into a warehouse."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.support import run, scalar, select
from warehouse.layout import Home

FOLDER = Path(__file__).parents[1] / "goldens" / "tables" / "corpus"
TEXT = "2023年，宁乡高新区实现税收23.9亿元。\n"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["宁乡高新区2022年主要指标"],
        ["单位：亿元"],
        ["指标", "2021年", "2022年", "同比增长"],
        ["税收", 22.3, 23.9, 0.072],
        ["营业收入", 310, 356.5, 0.15],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    for row in ("D4", "D5"):
        sheet[row].number_format = "0.0%"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_heading("浏阳高新区2022年运行情况", 0)
    document.add_paragraph("2022年，浏阳高新区实现税收12.6亿元。主要指标见下表。")
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (("指标", "单位", "2022年"), ("规模以上工业总产值", "亿元", "512.4")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def archive(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return stream.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A run over files of all these kinds, good and hostile ones."""
    folder = tmp_path_factory.mktemp("office")
    book = workbook()
    (folder / "a.xlsx").write_bytes(book)
    (folder / "b.docx").write_bytes(word())
    (folder / "c.csv").write_text("岳阳经开区2022年指标\n指标,单位,2022年\n税收,亿元,29.61\n", encoding="gb18030")
    (folder / "d.zip").write_bytes(
        archive(**{
            "资料/e.txt": TEXT.encode(), "../../f.txt": "2023年，湘阴高新区实现税收8.7亿元。\n".encode(), "g.xlsx": book, "readme.exe": b"MZ",
            "bomb.txt": b"0" * 9_000_000, "h.zip": archive(x=b"y"), "inner.docx": archive(x=b"y"), "__MACOSX/e.txt": b"x",
        })
    )  # fmt: skip
    broken = word()
    (folder / "i.docx").write_bytes(broken[: len(broken) // 2])
    (folder / "j.xlsx").write_bytes(archive(**{"xl/workbook.xml": b"<workbook/>"}))
    (folder / "k.docx").write_bytes(archive(**{"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}))
    (folder / "l.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"))
    encrypted = bytearray(archive(**{"m.txt": TEXT.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = encrypted.find(mark) + offset
        struct.pack_into("<H", encrypted, at, struct.unpack_from("<H", encrypted, at)[0] | 1)
    (folder / "m.zip").write_bytes(bytes(encrypted))
    home = Home(tmp_path_factory.mktemp("home"))
    run(home, folder)
    return home


def test_cells_and_sentences_of_all_kinds_become_facts(home: Home) -> None:
    found = select(
        home, "SELECT file_name, park_key, metric_key, measure, value, observation.text FROM observation JOIN document USING (document_key) ORDER BY ALL"
    )
    assert ("a.xlsx", "宁乡高新区", "tax", "level", 2.39e9, "23.9") in found
    assert ("a.xlsx", "宁乡高新区", "revenue", "yoy", 15.0, "15.0%") in found
    assert ("b.docx", "浏阳高新区", "tax", "level", 1.26e9, "12.6亿元") in found
    assert ("b.docx", "浏阳高新区", "industrial_output", "level", 5.124e10, "512.4") in found
    assert ("c.csv", "岳阳经开区", "tax", "level", 2.961e9, "29.61") in found
    assert ("e.txt", "宁乡高新区", "tax", "level", 2.39e9, "23.9亿元") in found
    assert ("f.txt", "湘阴高新区", "tax", "level", 8.7e8, "8.7亿元") in found


def test_members_are_told_by_archive_and_name_and_leave_it_for_no_path(home: Home) -> None:
    sources = {source.rpartition("/d.zip!/")[2] for (source,) in select(home, "SELECT source FROM document WHERE source LIKE '%d.zip%'")}
    assert sources == {"资料/e.txt", "../../f.txt"}


def test_what_cannot_be_read_is_refused_with_its_reason(home: Home) -> None:
    refused = dict(select(home, "SELECT json_extract_string(row, '$.file_name'), reason FROM rejected WHERE stage = 'ingest'"))
    assert "broken" in refused["i.docx"]
    assert "cannot be read" in refused["j.xlsx"]
    assert refused["k.docx"]
    assert "old Word file" in refused["l.xls"]
    assert "encrypted" in refused["m.txt"]
    assert "more than the limit" in refused["bomb.txt"]
    assert "archive" in refused["inner.docx"]
    assert scalar(home, "SELECT count(*) FROM document") == 5
