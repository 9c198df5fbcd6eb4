"""Names that no register and no grammar knows, told by a text's own use of them."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.reader import read_document


@pytest.mark.parametrize(
    ("text", "park"),
    [
        ("福和工业园位于县城以东。福和工业园今年签约项目12个。", "福和工业园"),
        ("西海老船厂创意产业园去年开园。目前，西海老船厂创意产业园入驻企业43家。", "西海老船厂创意产业园"),
    ],
)
def test_words_before_a_class_word_that_recur_are_a_name(text: str, park: str) -> None:
    facts = read_document("0" * 64, text, dt.date(2022, 5, 5))
    assert [fact.park_key for fact in facts.observations] == [park]


@pytest.mark.parametrize("words", ["建设产业园", "标准化产业园", "该产业园", "三个产业园", "黄沙深处起新城"])
def test_verbs_descriptions_and_counts_that_recur_are_none(words: str) -> None:
    facts = read_document("0" * 64, f"昆山高新区动作不停。{words}，今年签约项目12个。{words}，引进企业9家。", dt.date(2022, 5, 5))
    assert {fact.park_key for fact in facts.observations} <= {"昆山高新区"}
