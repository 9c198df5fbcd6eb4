"""Pages of the web as they are: what of their mark-up becomes text, and what stands around the article stays out."""

from __future__ import annotations

import datetime as dt
import json
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from transforms.reader import read_document
from transforms.text.decode import decode
from transforms.text.hollow import hollow
from transforms.text.markup import is_page, main_text
from transforms.times.document_date import document_date
from transforms.times.page_date import page_date

GOLDENS = Path(__file__).parent.parent / "goldens" / "web"


def _cases(name: str) -> list[Any]:
    lines = (GOLDENS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("case", _cases("tables"))
def test_data_tables_stand_as_lines_between_bars(case: dict[str, str]) -> None:
    assert case["expected"] in main_text(case["page"]).text


@pytest.mark.parametrize("case", _cases("surroundings"))
def test_what_stands_around_an_article_is_not_its_text(case: dict[str, Any]) -> None:
    text = main_text(case["page"]).text
    assert [words for words in case["keeps"] if words not in text] == []
    assert [words for words in case["leaves_out"] if words in text] == []


@pytest.mark.parametrize("case", _cases("portals"))
def test_pages_as_portals_build_them(case: dict[str, Any]) -> None:
    text = main_text(case["page"]).text
    assert [words for words in case["keeps"] if words not in text] == []
    assert [words for words in case["leaves_out"] if words in text] == []
    stated = page_date(case["page"])
    assert str(document_date(text, stated.isoformat() if stated else "").date) == case["date"]


@pytest.mark.parametrize("case", _cases("lists"))
def test_lists_without_stops_are_read_under_the_headlines_park(case: dict[str, Any]) -> None:
    text = main_text(case["text"]).text if is_page("", case["text"]) else case["text"]
    facts = read_document("a" * 64, text, dt.date(2021, 7, 20))
    assert [[fact.text, fact.park_key, fact.metric_key] for fact in facts.observations] == case["expected"]


@pytest.mark.parametrize("case", _cases("inline"))
def test_tags_within_a_line_part_no_words(case: dict[str, Any]) -> None:
    lines = main_text(case["page"]).text.split("\n")
    assert [line for line in case["lines"] if line not in lines] == []


@pytest.mark.parametrize("case", _cases("hollow"))
def test_a_page_without_a_text_of_its_own_is_told(case: dict[str, Any]) -> None:
    assert bool(hollow(case["page"])) is case["hollow"]


_NEWS = "<p>9月，霍山经开区签约项目7个，总投资19亿元，新增用工320人。</p>"
_TRADITIONAL = "九月，霍山經開區簽約項目7個，總投資19億元，新增用工320人。"


@pytest.mark.parametrize("text", [_NEWS, _TRADITIONAL])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_bad_byte_is_one_replacement_character(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    for place in range(8, len(content) - 8):
        for broken in (content[:place] + b"\xff" + content[place + 1 :], content[:place] + b"\xff" + content[place:]):
            found = decode(broken)
            assert found.encoding == encoding
            assert found.text.count("\ufffd") <= 1
            # At most the character itself and the one whose half was taken for it.
            assert SequenceMatcher(None, text, found.text, autojunk=False).ratio() > 0.9
