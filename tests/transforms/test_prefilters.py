"""What is looked for before a pattern is tried, or in another order, finds all that the pattern itself would find."""

from __future__ import annotations

import random
import re
import zlib

import pytest

from transforms.events import rules
from transforms.frames import anchors, projects, wider
from transforms.names import bodies, trade_names
from transforms.names.classes import SUFFIX, WORD_CLASS, split_name
from transforms.numbers import quantities
from transforms.text import likeness, spacing, wrapped
from transforms.text.alternatives import longest_of, openings_of
from transforms.text.said import Said

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


@pytest.mark.parametrize(("pattern", "starts"), [(anchors._BOUNDARY, anchors._SIDES), (rules._SINCE, rules._SINCE_STARTS)])
def test_what_begins_with_one_of_few_characters(pattern: re.Pattern[str], starts: frozenset[str]) -> None:
    pieces = [*"东南西北四起至到抵临以来今那天之日，,年5区", "至今年", "那一天起", "之日起", "起，", "东起", "西至"]
    matched = 0
    for text in _texts(pieces, 4, 17):
        if pattern.match(text):
            matched += 1
            assert text[0] in starts, text
    assert matched > 20


def test_phases_and_works_are_found_where_their_words_stand() -> None:
    words = "一期 二期 三期 四期 五期 园 区 的 ， 总 占地 厂房 工程 项目 正 已 恒锐车桥 大厦 标准厂房 开工 竣工 120亩 规模 设计 日处理 也 将".split()
    found = {"phase": 0, "work": 0}
    for text in _texts(words, 8, 19):
        said = Said(text).within(0, len(text))
        if projects._PHASE.search(text) or projects._PHASE_OF_PARK.search(text):
            found["phase"] += 1
            assert said & projects._PHASE_SAID, text
        if projects._WORK_STANDS.search(text):
            found["work"] += 1
            assert said & projects._STANDS_SAID, text
            assert said & projects._WORK_SAID, text
    assert min(found.values()) > 50


def test_spaces_around_numbers_are_found_from_the_space() -> None:
    space, han, units = spacing._SPACE, spacing._HAN, spacing._UNITS
    plain = re.compile(rf"\d[年月日]?{space}[{units}\d]|[{han}]{space}\d")
    for text in _texts([*"12年月亿家区， 　\u00a0\u2009a"], 6, 23):
        assert spacing.has_spacing(text) == (plain.search(text) is not None), text


def test_texts_with_too_few_wide_lines_are_not_broken_at_one_width() -> None:
    chance = random.Random(29)
    for _ in range(500):
        lines = ["".join(chance.choice("园区a5 ") for _ in range(chance.choice([3, 8, 30, 31, 32, 60]))) + "区" for _ in range(chance.randint(6, 10))]
        widths = [wrapped._width(line) for line in lines]
        at_width = sum(width >= max(widths) - wrapped._PLAY for width in widths)
        wide = wrapped._width(max(lines, key=len)) - wrapped._PLAY
        assert at_width <= sum(2 * len(line) >= wide for line in lines)


def test_a_sketch_has_the_smallest_hashes_of_all_runs() -> None:
    chance = random.Random(31)
    for length in (60, 61, 65, 200, 999):
        text = "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(length))
        hashes = {zlib.crc32(text[at : at + likeness.RUN].encode("utf-32-le")) for at in range(length - likeness.RUN + 1)}
        assert likeness.sketch(text) == [f"{value:08x}" for value in sorted(hashes)[: likeness.SIZE]]


def test_numbers_side_by_side_are_found_from_what_joins_them() -> None:
    plain = re.compile(r"\d[、，,和及与]{1,2}\d")
    for text in _texts([*"12、，和a区"], 7, 37):
        assert (quantities._SIDE_BY_SIDE.search(text) is None) == (plain.search(text) is None), text
