"""The lines that may open a document: what they tell of it, and where its text begins."""

from __future__ import annotations

import pytest

from transforms.text.articles import read_header

BODY = "上半年，岚州高新区实现进出口总额3.2亿元。\n"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("title: 岚州半年账\ndate: 2022-08-10\n", {"title": "岚州半年账", "date": "2022-08-10"}),
        (
            "url: https://news.example/1.html\ndate: 2022-08-10\n",
            {"url": "https://news.example/1.html", "source": "https://news.example/1.html", "date": "2022-08-10"},
        ),
        (
            "author: 林禾\nsource: 岚州日报\ntitle: 半年账\ndate: 2022-08-10\n",
            {"author": "林禾", "source": "岚州日报", "title": "半年账", "date": "2022-08-10"},
        ),
        ("日期：2022-08-10\n标题：半年账\n", {"date": "2022-08-10", "title": "半年账"}),
    ],
)
def test_a_header_is_read_whatever_its_order(header: str, expected: dict[str, str]) -> None:
    values, begins = read_header(header + BODY)
    assert values == expected
    assert (header + BODY)[begins:].lstrip("\n") == BODY


@pytest.mark.parametrize("opening", ["来源：岚州日报\n", "author: 林禾\n", "link: 岚州\n", ""])
def test_what_only_opens_the_text_belongs_to_it(opening: str) -> None:
    assert read_header(opening + BODY) == ({}, 0)


def test_a_line_told_again_is_the_text_s() -> None:
    header = "title: 半年账\ndate: 2022-08-10\n"
    values, begins = read_header(header + "日期：2022-08-11\n" + BODY)
    assert values == {"title": "半年账", "date": "2022-08-10"}
    assert (header + "日期：2022-08-11\n" + BODY)[begins:].startswith("\n日期")
