"""The page of a fact: from the pieces of a PDF to the rows that the warehouse keeps."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from flows.commands.explain import explain_file
from flows.steps.extract.pages import Pages
from flows.steps.extract.rows import document_rows, read_content
from transforms.formats.reading import PageSpan
from transforms.keys import document_key
from transforms.reader import read_document

FOLDER = Path(__file__).parents[1] / "goldens" / "formats" / "pdf"


def entry(content: bytes) -> dict[str, object]:
    return {
        "document_key": document_key(content), "source": "report.pdf", "file_name": "report.pdf", "media_type": "application/pdf", "encoding": "pdf",
        "header_date": "2024-03-01", "header_title": "", "header_source": "", "given_date": None, "ingested_at": dt.datetime(2024, 3, 2, tzinfo=dt.UTC),
    }  # fmt: skip


def test_facts_and_pieces_carry_their_page() -> None:
    content = (FOLDER / "report_running_lines.pdf").read_bytes()
    about = entry(content)
    rows = document_rows(about, read_content(about, content))
    pages = {row["text"]: row["page"] for row in rows["observation"]}
    assert pages["486.3亿元"] == 1
    assert pages["5400个"] == 2
    text = rows["document"][0]["text"]
    found = next(row for row in rows["document_page"] if "23台" in text[row["start_offset"] : row["end_offset"]])
    assert found["page"] == 2
    assert 0 < found["box_left"] < found["box_right"] < 1


def test_between_two_pieces_the_page_before_counts() -> None:
    pages = Pages([PageSpan(1, 0, 5), PageSpan(2, 7, 9)])
    assert [pages.at(offset) for offset in (0, 6, 7, 20)] == [1, 1, 2, 2]
    assert Pages().at(3) is None


def test_explain_names_the_page() -> None:
    assert "(page 2)" in explain_file(FOLDER / "report_running_lines.pdf", None)


def test_characters_from_a_picture_lower_the_confidence_and_say_so() -> None:
    text = "岚州高新区2023年实现工业总产值120亿元。"
    key = document_key(text.encode())
    sure, fair, poor = (read_document(key, text, None, certainty=certainty).observations[0] for certainty in (1.0, 0.97, 0.7))
    assert sure.confidence > fair.confidence > poor.confidence
    assert fair.signs[-1] == "recognised"
