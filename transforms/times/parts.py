"""Parts of a year as they are written: 上半年, 一至三季度, 1、2月, 最后一个月."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.numbers.numerals import parse_numeral
from transforms.times.calendar import Span, months, whole_year

_SEASONS = {"春": 3, "夏": 6, "秋": 9}
_MONTHS = 12
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "首": 1, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMBERS = re.compile(r"\d+|[一二两三四五六七八九十]+|元")
_QUARTER_NUMBERS = re.compile(r"[一二三四1-4]")


def number_of(text: str | None) -> int:
    """A small number in digits or Chinese characters; 0 where it is none."""
    if not text:
        return 0
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    numeral = parse_numeral(text)
    return int(numeral.value) if numeral else 0


def year_number(text: str) -> int:
    """A year in digits or characters: 2019, 二零一九."""
    text = text.strip()
    return int(text) if text.isdigit() else int("".join("0" if c in "〇○" else str("零一二三四五六七八九".index(c)) for c in text))


def part_of_year(year: int, part: str) -> Span | None:
    """A named part of a year: 上半年, 前三季度, 年底."""
    if part in ("上半年", "上半年末", "上半年底", "半年"):
        return months(year, 1, 6)
    if part == "下半年":
        return months(year, 7, 12)
    if part.startswith(("前", "头")) and "季" in part and "一" not in part:
        return months(year, 1, 9 if "三" in part or "3" in part else 6)
    if part.endswith("季度") and part.startswith("最后"):
        return months(year, 10, 12)
    if part.endswith("季度") and part.startswith(("头", "第一个")):
        return months(year, 1, 3)
    if "季" in part:
        quarter = next((_QUARTER[c] for c in part if c in _QUARTER), 0)
        return months(year, quarter * 3 - 2, quarter * 3) if quarter else None
    if part.startswith(("前", "头")) and number_of(part.strip("前头个月 ")) > 1:
        return months(year, 1, number_of(part.strip("前头个月 ")))
    if part.startswith("后") and 0 < (count := number_of(part.strip("后个月 "))) <= _MONTHS:
        # 后5个月: the rest of the year.
        return months(year, _MONTHS + 1 - count, _MONTHS)
    if part.endswith("月"):
        # 最后一个月, 首月
        return months(year, 12, 12) if part.startswith("最后") else months(year, 1, 1)
    if part[:1] in _SEASONS:
        # 今年秋天, 去年春季; a winter lies in two years.
        return months(year, _SEASONS[part[0]], _SEASONS[part[0]] + 2)
    if part in ("年底", "年末", "底", "末"):
        return months(year, 10, 12)
    if part in ("年初", "初"):
        return months(year, 1, 3)
    return whole_year(year)


def _listed(numbers: Sequence[int]) -> tuple[int, int]:
    """First and last of a list of months or quarters that follow each other (1、2月); the last alone where they do not."""
    if list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))):
        return numbers[0], numbers[-1]
    return numbers[-1], numbers[-1]


def month_range(year: int, first: int, last: int) -> Span | None:
    """1—11月; 2019年12月—2月 runs into the next year."""
    if first <= last:
        return months(year, first, last)
    begins, ends = months(year, first, first), months(year + 1, last, last)
    return Span(begins.begin, ends.finish) if begins and ends else None


def months_in(text: str) -> list[int]:
    """The months of a list: 1、2月."""
    return [number_of(n) for n in _NUMBERS.findall(text)]


def month_list(year: int, text: str) -> Span | None:
    """1、2月, 一、二、三月."""
    return months(year, *_listed(months_in(text)))


def quarter_range(year: int, text: str) -> Span | None:
    """一至三季度, 1—3季度, 二、三季度."""
    numbers = [_QUARTER[c] for c in _QUARTER_NUMBERS.findall(text)]
    if any(joint in text for joint in "、和"):
        first, last = _listed(numbers)
    else:
        first, last = numbers[0], numbers[-1]
    return months(year, first * 3 - 2, last * 3)
