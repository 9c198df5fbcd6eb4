"""PDF pages of several builds give their text lines in reading order, and where each line stands."""

from __future__ import annotations

import contextlib
import difflib
import io
import random
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from transforms.formats.pdf import read_pdf
from transforms.formats.pdf.boxes import Block, Box, Glyph, Page, Rule
from transforms.formats.pdf.compose import Composer
from transforms.formats.pdf.layout import read_page
from transforms.formats.pdf.read import look_at, read
from transforms.formats.reading import Unreadable

GOLDENS = sorted((Path(__file__).parents[2] / "goldens" / "formats" / "pdf").glob("*.pdf"))
READABLE = [path for path in GOLDENS if path.stem != "scan"]


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_lines_stand_in_reading_order(path: Path) -> None:
    expected = lines_of(path.with_suffix(".txt").read_text(encoding="utf-8"))
    found = lines_of(read_pdf(path.read_bytes()).text)
    assert found == expected, "\n".join(difflib.unified_diff(expected, found, lineterm="", n=0))


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.stem)
def test_every_character_has_a_place_on_a_page(path: Path) -> None:
    reading = read_pdf(path.read_bytes())
    covered = 0
    for before, span in zip([None, *reading.pages], reading.pages, strict=False):
        assert before is None or before.end <= span.start
        assert 0 <= span.left <= span.right <= 1
        assert 0 <= span.top <= span.bottom <= 1
        covered += span.end - span.start
    assert covered == len(reading.text.replace("\n", ""))


def golden(name: str) -> bytes:
    return next(path for path in GOLDENS if path.stem == name).read_bytes()


def test_a_paragraph_over_two_pages_has_a_place_on_each() -> None:
    reading = read_pdf(golden("report_running_lines"))
    start = reading.text.index("单位工业增加值能耗")
    paragraph = next(line for line in reading.text.split("\n") if "116" in line or "高新技术企业达到" in line)
    assert paragraph.endswith("28.6亿元。")
    assert {span.page for span in reading.pages} == {1, 2}
    assert next(span for span in reading.pages if span.start <= start < span.end).page == 2


def test_caption_and_unit_stand_directly_above_the_table_and_its_note_below() -> None:
    text = read_pdf(golden("aligned_table")).text
    assert "\n\n表2 各园区2023年工业与投资\n单位：亿元\n| 园区 |" in text
    assert "| 11.4 |\n资料来源：各园区统计部门。\n\n规模以上" in text


def test_the_head_of_a_newspaper_tells_title_and_day() -> None:
    reading = read_pdf(golden("newspaper_three_columns"))
    assert (reading.title, reading.date) == ("青岚高新区工业连续七季两位数增长", "2023-10-12")


def test_a_scan_is_refused_with_the_name_of_the_extra() -> None:
    for reader in (read, look_at):
        with pytest.raises(Unreadable, match=r"parkhouse\[ocr\]"):
            reader(golden("scan"))


def test_a_scan_is_read_by_what_recognises_characters() -> None:
    # A picture is given to it as an array.
    pytest.importorskip("numpy")

    def recognise(picture: Any) -> tuple[list[Glyph], float]:
        height, width = picture.shape[:2]
        assert (width, height) == (800, 400)
        return [Glyph(100 + 20.0 * place, 50, 120 + 20.0 * place, 70, char, 20) for place, char in enumerate("云湖综保区二期通过验收")], 0.93

    reading = read(golden("scan"), recognise)
    assert (reading.text, reading.certainty) == ("云湖综保区二期通过验收", 0.93)
    assert (reading.pages[0].left, reading.pages[0].right) == (0.125, 0.4)


def test_the_extra_recognises_a_scan() -> None:
    pytest.importorskip("rapidocr")
    from transforms.formats.ocr import recognise

    reading = read(golden("scan"), recognise)
    assert "同比增长31.2%，其中跨境电商进出口12.7亿元" in reading.text
    assert 0.8 < reading.certainty < 1


@pytest.mark.parametrize("cut", [0, 5, 200, 2000, 4000])
def test_a_broken_file_is_refused_or_read_but_never_crashes(cut: int) -> None:
    data = golden("report_running_lines")
    with contextlib.suppress(Unreadable):
        assert read_pdf(data[:cut] + data[cut + 300 :]).text


def test_a_protected_file_is_refused() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen import canvas

    file = io.BytesIO()
    page = canvas.Canvas(file, encrypt=StandardEncryption("user", "owner"))
    page.drawString(100, 700, "secret")
    page.save()
    with pytest.raises(Unreadable, match="password"):
        read_pdf(file.getvalue())


def test_ten_thousand_pages_are_refused() -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(10_000):
        document.new_page(100, 100)
    file = io.BytesIO()
    document.save(file)
    with pytest.raises(Unreadable, match="10,000 pages"):
        read_pdf(file.getvalue())


def test_an_empty_page_is_refused() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    file = io.BytesIO()
    document.save(file)
    with pytest.raises(Unreadable, match="no text"):
        read_pdf(file.getvalue())


def test_hostile_pages_take_their_time_in_proportion() -> None:
    """Letters strewn over a page, tiny ones too, and lines without number: each is read at once, whatever comes of it."""
    chance = random.Random(7)

    def strewn(count: int, size: float) -> list[Glyph]:
        return [Glyph(x := chance.random() * 600, y := chance.random() * 800, x + size, y + size, chance.choice("一二3a"), size) for _ in range(count)]

    lines = [Rule(3.0 * place, 0, 3.0 * place, 800) for place in range(190)] + [Rule(0, 3.0 * place, 600, 3.0 * place) for place in range(250)]
    for glyphs, rules in ((strewn(20_000, 1.0), []), (strewn(5_000, 8.0), []), (strewn(2_000, 8.0), lines)):
        blocks = read_page(Page(1, 600, 800, glyphs, list(rules)))
        composer = Composer()
        composer.add_page(1, 600, 800, blocks)
        text, spans = composer.text()
        assert text
        assert len(spans) <= 20_000


def test_a_text_beyond_the_limit_is_refused() -> None:
    block = Block(0, 0, 100, 100, [], [["字" * 1000] * 1000 for _ in range(7)], 0, [Box(0, 0, 1, 1)] * 7, 10)
    with pytest.raises(Unreadable, match="more than 6,000,000 characters"):
        Composer().add_page(1, 100, 100, [block])
