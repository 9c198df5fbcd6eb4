"""What is looked for before a pattern is tried, or in another order, finds all that the pattern itself would find."""

from __future__ import annotations

import random
import re

import pytest

from transforms.frames import wider
from transforms.names import bodies, trade_names
from transforms.names.classes import SUFFIX, WORD_CLASS, split_name
from transforms.text.alternatives import longest_of, openings_of

_ROUNDS = 4_000


def _texts(pieces: list[str], most: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choice(pieces) for _ in range(chance.randint(1, most))) for _ in range(_ROUNDS)]


@pytest.mark.parametrize("words", [list(WORD_CLASS), trade_names.TRADES, ["ab", "a", "abc", "b", "ca", "c.", "."]])
def test_the_longest_word_is_taken_wherever_it_begins(words: list[str]) -> None:
    plain = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    made, openings = re.compile(longest_of(words)), re.compile(openings_of(words))
    pieces = [*words, *{part for word in words for part in (word[:1], word[:2], word[-2:])}, "，", "区"]
    for text in _texts(pieces, 6, 3):
        assert [match.span() for match in made.finditer(text)] == [match.span() for match in plain.finditer(text)], text
        assert [match.start() for match in openings.finditer(text)] == [at for at in range(len(text)) if plain.match(text, at)], text


def test_a_name_ends_in_the_longest_class_word_that_it_can() -> None:
    plain = re.compile(rf"(.*?)({'|'.join(sorted(WORD_CLASS, key=len, reverse=True))})\Z", re.DOTALL)
    for text in _texts([*WORD_CLASS, "湘潭", "国家", "高新", "技术", "新", "园"], 4, 5):
        parts, found = split_name(text), plain.fullmatch(text)
        assert (parts is None) == (found is None), text
        assert parts is None or found is None or parts == (found[1], WORD_CLASS[found[2]]), text
    assert SUFFIX.fullmatch("高新技术产业开发区")


def test_a_clause_without_a_lead_begins_with_its_first_character() -> None:
    pieces = [
        *",其同此另而但不据数统记目当截近多今年日昨上本“”)—■●·，的自从到在去前下全一十月底末初以期开岁2 \n\u3000٣区园税湘潭",
        "其中", "同时", "此外", "据统计", "数据显示", "目前", "截至目前", "近年来", "今年以来", "2020年", "上半年", "前三季度", "“十四五”期间", "月底", "开年", "完成", "全市",
    ]  # fmt: skip
    led = 0
    for text in _texts(pieces, 8, 7):
        plain = wider._LEAD.match(text)
        assert plain is not None
        assert wider.lead_end(text, 0, len(text)) == plain.end(), text
        led += plain.end() > 0
    assert led > 1_000


def test_every_name_with_its_trade_is_found_behind_what_may_stand_before_it() -> None:
    places = frozenset({"湖南", "扬州"})
    for before in [*"，、的“在由与和及向给对 \n", "企业", "走进", "其中", "区内", ""]:
        for place in ("", "湖南", "扬州市"):
            for name in ("恒锐车桥", "汉芯机电", "金湘半导体"):
                text = f"{before}{place}{name}产值5亿元"
                spans = [text[slice(*span)] for span in trade_names.trade_names(text, 0, len(text), places)]
                assert spans == [place + name], text
    pieces = [*"，、的“在与 \n恒远金湘汉源产业园品", "企业", "走进", "其中", "集团", *trade_names.TRADES]
    for text in _texts(pieces, 10, 11):
        end = 0
        for start, stop in trade_names.trade_names(text, 0, len(text), places):
            assert end <= start < stop
            assert trade_names.TRADE_END.search(text[start:stop]), text
            end = stop


def test_a_heading_names_a_company_at_the_beginning_of_its_line() -> None:
    plain = re.compile(r"(?:^|(?<=\n))[ #]{0,4}(?P<name>[\u4e00-\u9fa5A-Za-z]{3,10})(?=[:：])")
    for text in _texts([*"\n #:：，", "恒远车桥", "金湘", "产线提速"], 9, 13):
        for start in (0, 1, 3):
            spans = [match.span("name") for match in plain.finditer(text, start)]
            assert [match.span("name") for match in bodies._headed(text, start, len(text))] == spans, (text, start)
