"""Workbooks, Word files, tables, mails and archives: the text of each, and what each is refused for."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest

from transforms.formats.archive import members
from transforms.formats.delimited import read_delimited
from transforms.formats.limits import LIMITS
from transforms.formats.mail import is_mail, read_mail
from transforms.formats.reading import Unreadable
from transforms.formats.registry import ARCHIVE, MAIL, OLD_OFFICE, OLD_WORKBOOK, TABLE, WORD, WORKBOOK, format_of, text_type
from transforms.formats.sheets import read_workbook
from transforms.formats.word import read_word

FOLDER = Path(__file__).parents[2] / "goldens" / "formats" / "office"


def workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = (), formats: dict[str, str] | None = None, name: str = "Sheet1") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for cell, pattern in (formats or {}).items():
        sheet[cell].number_format = pattern
    return saved(book)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def packed(files: dict[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def replaced(content: bytes, name: str, new: bytes | str) -> bytes:
    """A ZIP file with one member's content replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files: dict[str, bytes | str] = {entry: archive.read(entry) for entry in archive.namelist()}
    return packed(files | {name: new})


def test_a_sheet_is_written_as_it_is_shown() -> None:
    content = workbook(
        [
            ["云栖经济技术开发区主要指标"],
            [None, None, None, "单位：亿元"],
            ["指标", dt.datetime(2023, 9, 1), None, "同比增长"],
            ["", "数值", "累计", ""],
            ["工业总产值", 352.1, 0.1 + 0.2, 0.0843],
            ["从业人员", 1234567, 2022, "…"],
            [],
            ["注：数据为快报数。"],
        ],
        ["A1:D1", "A3:A4", "B3:C3", "D3:D4"],
        {"D5": "0.0%", "B3": 'yyyy"年"m"月"', "C6": '0"年"'},
    )
    found = read_workbook(content)
    assert found.title == "云栖经济技术开发区主要指标"
    assert found.text.splitlines() == [
        "云栖经济技术开发区主要指标",
        "单位：亿元",
        "| 指标 | 2023年9月 | 2023年9月 | 同比增长 |",
        "| 指标 | 数值 | 累计 | 同比增长 |",
        "| 工业总产值 | 352.1 | 0.3 | 8.4% |",
        "| 从业人员 | 1234567 | 2022年 | … |",
        "",
        "注：数据为快报数。",
    ]


def test_each_visible_sheet_is_a_table_of_its_own() -> None:
    book = openpyxl.Workbook()
    book.active.title = "税收"
    book.active.append(["园区", "万元"])
    book.active.append(["云栖高新区", 12])
    hidden = book.create_sheet("底稿")
    hidden.append(["不看", 1])
    hidden.sheet_state = "hidden"
    other = book.create_sheet("Sheet3")
    other["C4"], other["D4"], other["C5"], other["D5"] = "园区", "人数", "云栖高新区", 34
    assert read_workbook(saved(book)).text == "税收\n| 园区 | 万元 |\n| 云栖高新区 | 12 |\n\n| 园区 | 人数 |\n| 云栖高新区 | 34 |\n"


def test_an_old_workbook_is_read_with_its_percentages_and_months() -> None:
    content = (FOLDER / "old.xls").read_bytes()
    assert format_of(content) is OLD_WORKBOOK
    assert read_workbook(content).text.splitlines() == [
        "南岭高新区主要指标", "单位：万元", "| 指标 | 金额 | 增长 |", "| 税收 | 1234.5 | 8.4% |", "| 出口 | 99 | 10.0% |", "| 截至 | 2023年9月 |  |",
    ]  # fmt: skip


SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
FAR = SHEET.format(
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
)
ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {x} "{f"&{y};" * 10}">' for y, x in zip("abcdefgh", "bcdefghi", strict=True)) + "]>"


def test_a_workbook_beyond_the_limits_is_refused() -> None:
    book = workbook([["园区", 1]])
    with pytest.raises(Unreadable, match="cells"):
        read_workbook(replaced(book, "xl/worksheets/sheet1.xml", FAR))
    nameless = SHEET.format("<sheetData>" + f"<row>{'<c><v>1</v></c>' * 40}</row>" * 40 + "</sheetData>")
    with pytest.raises(Unreadable, match=r"reach over|more than"):
        read_workbook(replaced(book, "xl/worksheets/sheet1.xml", nameless), replace(LIMITS, cells=1_000))
    with pytest.raises(Unreadable, match="cells"):
        read_workbook(workbook([[1] * 30] * 40), replace(LIMITS, cells=1_000))
    with pytest.raises(Unreadable, match="200-fold"):
        read_workbook(replaced(book, "xl/worksheets/sheet1.xml", SHEET.format(" " * 3_000_000)))
    with pytest.raises(Unreadable, match="unpacked"):
        read_workbook(book, replace(LIMITS, unpacked_bytes=2_000))
    with pytest.raises(Unreadable):
        read_workbook(book[: len(book) // 2])


def test_claims_of_a_dimension_alone_cost_nothing() -> None:
    claimed = SHEET.format('<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>')
    assert read_workbook(replaced(workbook([["园区", 1]]), "xl/worksheets/sheet1.xml", claimed)).text == "| 1 | 2 |\n"


def word() -> docx.document.Document:
    document = docx.Document()
    document.add_heading("云栖经济技术开发区2023年运行情况", 0)
    document.add_paragraph("2023年，全区完成工业总产值352.1亿元。")
    document.add_paragraph("表1 主要指标")
    document.add_paragraph("单位：亿元")
    table = document.add_table(3, 3)
    for row, cells in enumerate([["指标", "数值", ""], ["税收", "3.2", "同比\n增长"], ["", "8", "5.0"]]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("以上为快报数。")
    return document


def test_a_word_file_is_read_in_its_order() -> None:
    found = read_word(saved(word()))
    assert found.title == "云栖经济技术开发区2023年运行情况"
    assert found.text.splitlines() == [
        "云栖经济技术开发区2023年运行情况",
        "2023年，全区完成工业总产值352.1亿元。",
        "",
        "表1 主要指标",
        "单位：亿元",
        "| 指标 | 数值 | 数值 |",
        "| 税收 | 3.2 | 同比增长 |",
        "| 税收 | 8 | 5.0 |",
        "",
        "以上为快报数。",
    ]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = '<?xml version="1.0"?>{}<w:document xmlns:w="' + W + '"><w:body>{}</w:body></w:document>'


def part(body: str, doctype: str = "") -> bytes:
    return replaced(saved(docx.Document()), "word/document.xml", BODY.format(doctype, body))


def test_words_struck_out_are_left_and_words_put_in_are_read() -> None:
    body = "<w:p><w:r><w:t>税收</w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del><w:ins><w:r><w:t>5亿元</w:t></w:r></w:ins></w:p>"
    assert read_word(part(body)).text == "税收5亿元\n"


def test_text_boxes_and_controls_are_read() -> None:
    box = "<w:p><w:r><w:t>外</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框中</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    control = "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert read_word(part(box + control)).text == "外\n框中\n控件\n"


def test_entities_of_a_word_file_are_neither_fetched_nor_unfolded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    outside = part("<w:p><w:r><w:t>文&x;</w:t></w:r></w:p>", f'<!DOCTYPE w [<!ENTITY x SYSTEM "file://{secret}">]>')
    assert "机密" not in read_word(outside).text
    with contextlib.suppress(Unreadable):
        assert len(read_word(part("<w:p><w:r><w:t>文&i;</w:t></w:r></w:p>", ENTITIES)).text) < 100


def test_what_is_no_whole_word_file_is_refused() -> None:
    for content in (saved(word())[:3000], part(""), replaced(saved(word()), "word/document.xml", "<a>"), packed({"word/document.xml": "<a/>"})):
        with pytest.raises(Unreadable):
            read_word(content)
    deep = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    with pytest.raises(Unreadable, match="deep"):
        read_word(part(deep))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_of_text_is_read_in_any_encoding(encoding: str) -> None:
    text = '园区;税收（亿元）\r\n"云栖\r\n高新区";"1,234.5"\r\n'
    assert read_delimited(text.encode(encoding)).text == "| 园区 | 税收（亿元） |\n| 云栖高新区 | 1,234.5 |\n"


def test_the_sign_between_cells_is_found() -> None:
    assert read_delimited("园区\t税收\n云栖高新区\t1,2\n".encode()).text == "| 园区 | 税收 |\n| 云栖高新区 | 1,2 |\n"
    with pytest.raises(Unreadable, match="cells"):
        read_delimited(b"a,b\n" * 100, replace(LIMITS, cells=100))


MAIL_BYTES = "Received: by a\r\nMIME-Version: 1.0\r\nSubject: =?utf-8?b?5LqR5qCW?=\r\nDate: Mon, 02 Jan 2024 10:00:00 +0800\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n税收3亿元。\r\n".encode()
KEPT = (
    'From: <Saved by Blink>\nSubject: x\nDate: Mon, 02 Jan 2024 10:00:00 +0800\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    '--b\nContent-Type: text/html; charset="utf-8"\n\n<html><body><article><p>云栖高新区2023年税收收入3亿元，比上年增长5%，工业总产值352.1亿元。</p></article></body></html>\n--b--\n'
).encode()


def test_mails_and_kept_pages() -> None:
    found = read_mail(MAIL_BYTES)
    assert (found.title, found.date, found.text.split()) == ("云栖", "2024-01-02", ["云栖", "税收3亿元。"])
    kept = read_mail(KEPT)
    assert kept.date == ""
    assert "云栖高新区2023年税收收入3亿元" in kept.text
    assert not is_mail("标题：一\n日期：2024-01-02\n\n正文".encode())
    with pytest.raises(Unreadable):
        read_mail(b"MIME-Version: 1.0\nContent-Type: image/png\n\nx")


def test_formats_are_told_by_their_content_whatever_they_are_called() -> None:
    assert format_of(workbook([["一"]])) is WORKBOOK
    assert format_of(saved(word())) is WORD
    assert format_of(packed({"a.txt": "一"})) is ARCHIVE
    assert format_of(packed({"a.docx": saved(word())}), "text/csv") is ARCHIVE
    assert format_of(MAIL_BYTES) is MAIL
    assert format_of("园区,税收\n".encode(), "text/csv") is TABLE
    assert format_of("园区,税收\n".encode()) is None
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert format_of(old) is OLD_OFFICE
    assert format_of(rb"{\rtf1\ansi \u20892?}") is OLD_OFFICE
    with pytest.raises(Unreadable, match="password"):
        OLD_OFFICE.read(old + "EncryptedPackage".encode("utf-16-le"), LIMITS)
    with pytest.raises(Unreadable, match=r"\.docx"):
        OLD_OFFICE.read(old, LIMITS)


def test_text_is_read_as_what_it_is_whatever_it_is_called() -> None:
    excel = OLD_WORKBOOK.media_type
    assert format_of("园区\t税收\n云栖高新区\t3\n".encode("gb18030"), excel) is TABLE
    assert format_of(b"<table><tr><td>1</td></tr></table>", excel) is None
    assert text_type(excel, b"<table><tr><td>1</td></tr></table>") == "text/html"
    assert text_type("application/pdf", "云栖高新区".encode()) == "text/plain"
    assert text_type("text/markdown", b"# a") == "text/markdown"


def found_in(content: bytes, **limits: int) -> dict[str, str]:
    """The members of an archive: text or problem."""
    found = members(
        content, lambda name: name.endswith((".txt", ".zip")), lambda name: 1_000_000, lambda data: format_of(data) is ARCHIVE, replace(LIMITS, **limits)
    )
    return {member.name: member.problem or member.content.decode() for member in found}


def test_the_members_of_an_archive() -> None:
    inner = packed({"c.txt": "三", "d.bin": b"\0"})
    files: dict[str, bytes | str] = {"b/里.txt": "二", "a.txt": "一", "z.zip": inner, "__MACOSX/a.txt": "x", ".x.txt": "x", "p.png": b"\x89PNG"}
    assert found_in(packed(files)) == {"a.txt": "一", "b/里.txt": "二", "z.zip!/c.txt": "三"}


def test_names_written_by_chinese_windows_are_read() -> None:
    content = packed({"aabb.txt": "一"}).replace(b"aabb", "开发".encode("gb18030"))
    assert found_in(content) == {"开发.txt": "一"}


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "a/../../b.txt", "C:/a.txt", "..\\..\\a.txt"])
def test_no_path_leaves_an_archive(name: str) -> None:
    assert found_in(packed({name: "一", "good.txt": "好"})) == {name.replace("\\", "/"): "its name leads out of the archive", "good.txt": "好"}


def test_bombs_are_refused() -> None:
    zeros = "0" * 3_000_000
    flat = packed({"bomb.txt": zeros, "good.txt": "好"})
    assert "200-fold" in found_in(flat)["bomb.txt"]
    assert found_in(flat)["good.txt"] == "好"
    assert "limit of 1,000,000" in found_in(flat, ratio=10_000)["bomb.txt"]
    with pytest.raises(Unreadable, match="unpacked_bytes"):
        found_in(packed({f"{i}.txt": "0" * 900 for i in range(20)}), unpacked_bytes=10_000)
    nested = packed({"a.txt": "底"})
    for _ in range(4):
        nested = packed({"n.zip": nested})
    assert found_in(nested) == {"n.zip!/n.zip!/n.zip": "an archive more than 2 deep in others (setting formats.nesting)"}
    with pytest.raises(Unreadable, match="files"):
        found_in(packed({f"{i}.txt": "" for i in range(50)}), members=20)
    # Together too: each archive within is small.
    inner = packed({f"{i}.txt": "一" for i in range(15)})
    assert any("members" in problem for problem in found_in(packed({"a.zip": inner, "b.zip": inner}), members=20).values())


def test_members_that_share_their_bytes_are_refused() -> None:
    content = bytearray(packed({"a.txt": "一" * 100, "b.txt": "一" * 100}))
    first, second = content.index(b"PK\x01\x02"), content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    with pytest.raises(Unreadable, match="overlap"):
        found_in(bytes(content))


def test_a_member_that_claims_less_than_it_holds_is_refused() -> None:
    content = bytearray(packed({"a.txt": "0" * 2_000_000}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert "broken" in found_in(bytes(content))["a.txt"] or found_in(bytes(content))["a.txt"] == "0" * 10


def test_protected_and_broken_members_are_told() -> None:
    content = bytearray(packed({"a.txt": "一", "b.txt": "二" * 50}))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    found = found_in(bytes(content))
    assert found["a.txt"] == "protected by a password"
    assert found["b.txt"] == "二" * 50
    for cut in (10, 40, len(content) - 10):
        with pytest.raises(Unreadable, match="broken"):
            found_in(bytes(content[:cut]))
