"""Quantities: a number with its multiplier, qualifier and unit, found on the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from transforms.numbers.ambiguous_units import counts_firms, is_score
from transforms.numbers.bare_scales import CLAUSE_ENDS, GROWTH_ENDS, unit_left_out
from transforms.numbers.broken import broken_number, without_gaps
from transforms.numbers.no_quantity import no_quantity
from transforms.numbers.numerals import Numeral, parse_numeral
from transforms.numbers.qualifiers import AFTER, AFTER_STARTS, qualifier_before
from transforms.numbers.quantity import Quantity
from transforms.numbers.units import Unit, UnitTable

__all__ = ["Quantity", "QuantityFinder"]

_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d{1,18}(?:\.\d{1,12})?"
# 分别增长12、15和18%, 高于全省、全市0.7和0.4个百分点: the last unit counts for all of a list.
_LISTED = r"\d{1,6}(?:\.[ ]?\d{1,4})?"
_SHARED = re.compile(
    rf"(?P<each>(?:分别|各)[\u4e00-\u9fa5]{{0,8}}?)?(?<![\d.年月])(?P<list>{_LISTED}(?:[、，,和及与]{{1,2}}{_LISTED}){{0,8}}[、，,和及与]{{1,2}})(?P<last>{_LISTED})(?![\d.])"
)
# The joint stands first, so that the search is fast.
_SIDE_BY_SIDE = re.compile(r"[、，,和及与](?<=\d[、，,和及与])[、，,和及与]?\d")
_SCALED_LIST = re.compile(r"(?:[、和及与]\d{1,6}(?:\.\d{1,4})?[万亿]){1,8}")
_LIST_JOINTS = frozenset("、和及与")
_POINTS_LISTED = re.compile(rf"(?:[、，,和及与]{{1,2}}{_LISTED}个){{0,8}}[、，,和及与]{{1,2}}{_LISTED}个百分点")
_LISTED_NUMBER = re.compile(_LISTED)
# Kinds of which a bare number in front is surely one: 3、5万吨; 3、5家 may be an item's number and a count.
_MEASURED = frozenset({"percent", "points", "money", "money_rate", "area", "weight", "volume", "power", "energy", "length", "multiple"})
# 5万2345, 12万8600, 1亿零500: what stands behind the scale counts ones.
_TAIL = r"(?:(?<=万)(?:\d{3,4}|零\d{1,3})(?![\d.])|(?<=亿)(?:\d{4,8}|零\d{1,7})(?![\d.])|(?<=千)(?:\d{3}|零\d{1,2})(?![\d.]))?"
_DIGITS = "零一二两三四五六七八九十百千"
# Every repeat below runs over characters that what follows it cannot start with, or is bounded.
_NUMERAL_STARTS = re.compile("[0-9几数零一二两三四五六七八九十百千万亿半]")
_NUMERAL = re.compile(
    rf"""
    (?=[0-9几数零一二两三四五六七八九十百千万亿半])
    (?P<ratio>(?:百|千|万|[二两三四五六七八九十])分之)?
    (?P<number>
        (?:{_ARABIC})(?:[ ]?[多余几]?[十百千万亿兆]{{1,3}}(?:零?(?:{_ARABIC})[十百千万亿]{{1,3}}){{0,4}}{_TAIL})?
      | [几数]?[{_DIGITS}万亿半]{{1,16}}(?:[多余来](?=[万亿千百]{{1,2}}[^分])[万亿千百]{{1,2}})?(?:点[零一二三四五六七八九]{{1,8}}[万亿]{{0,2}})?
      | 几(?=[个家项名位件次])
    )
    """,
    re.VERBOSE,
)
_MORE = re.compile(r"\s{0,2}[多余几来]")
_GAP = re.compile(r"[ ]?(?:\r?\n[ ]{0,2})?")
_COUNTABLE = frozenset("一二两三四五六七八九十")
# 328个亿; but 2个万亩平台, 3个千亿元产业集群 are two and three.
_COUNTED_SCALE = re.compile(r"个多?(?=[百千万]?亿(?!级|元(?:级|以上|产业|企业|项目|集群|园)|产业|园|集群|平台|主导|特色|新兴))")
_DASH = re.compile(r"\s?(?:-{1,2}|[—–―─－]{1,2}|~|至|到)\s?")
# First (or last) characters that the patterns above can have: most numbers need none of them tried.
_MORE_STARTS = frozenset("多余几来 \r\n\t")
_GAP_STARTS = frozenset(" \r\n")
_DASH_STARTS = frozenset("-—–―─－~至到 ")
_RISES_FROM = re.compile(r"[从由][^，。；,;到至]{0,40}\Z")
_BROKEN_BEHIND = frozenset(" \r\n.")
_INDIRECT_STARTS = _MORE_STARTS | _GAP_STARTS | {"个"}
_BEFORE_ENDS = frozenset("近过于到足满多少了逾超破出上约为占有达合概致右")
_WITHIN = re.compile(r"内(?![外部容资需在])")
_AND_A_HALF = re.compile(r"个半(月|小时)")
_IMPLIES_MONEY = re.compile(r"[千万亿]")
# 1.8兆元: in Taiwan 兆 is a million millions, elsewhere a million (兆瓦).
_TRILLIONS = re.compile(r"(?:新?[台臺][币幣]|[美日欧港]|韩)?[元圆]")
# 123元5角, 3元2角5分
_SMALL_MONEY = re.compile(r"(?:零|(?P<jiao>[\d一二两三四五六七八九])角)?(?:(?P<fen>[\d一二两三四五六七八九])分(?![之钟别]))?")
_JIAO = re.compile(r"角(?:(?P<fen>\d)分)?(?![落度色逐])")
_TENTH = Decimal(10)
"""成, a tenth, in per cent."""
_PARTS = {"百": 100, "千": 1000, "万": 10000, "两": 2, **{c: n for n, c in enumerate("零一二三四五六七八九十") if n > 1}}
_TENTHS = "零一二三四五六七八九半"
_ENDS = frozenset("，。；、,;：:！!")
_CUBIC = re.compile(r"土方|石方|土石|砂石|[水沙气油料]|混凝土|库容|淤泥")
_POINTS = Unit("分", Decimal(1), "count")
_FIRM = Unit("家", Decimal(1), "count")
_FULL_LINE = 24
"""Characters of a line that was filled before it broke."""
_DONE_BEFORE = frozenset({"提前", "目前", "当前", "日前", "此前", "之前", "眼前", "工前", "产前", "验前", "业前", "办前", "审前", "批前", "会前", "期前"})
_TIMES = re.compile(r"(?<![\dA-Za-z.])(\d{1,3})[×xX*]\Z")


class Written(NamedTuple):
    """A number as it is written: where, its characters, and the 百分之 before it."""

    start: int
    end: int
    number: str
    ratio: str | None


def _written(text: str, match: re.Match[str]) -> Written:
    """A number found, without the scale that belongs to its unit: 34万千瓦 is 34万 of 千瓦, 500兆瓦 500 of 兆瓦."""
    number, end = match["number"], match.end()
    following = text[end : end + 1]
    if len(number) > 1 and (
        (number[-1] == "千" and following and following in "瓦克米伏安卡焦赫升") or (number[-1] == "兆" and not _TRILLIONS.match(text, end))
    ):
        number, end = number[:-1], end - 1
    return Written(match.start(), end, number, match["ratio"])


def _may_grow(text: str, start: int, following: str) -> bool:
    """Whether a number stands where a growth may that has lost its sign: 同比增长|26.1，."""
    return following in CLAUSE_ENDS and text[start - 1 : start] in GROWTH_ENDS


class QuantityFinder:
    """Finds the quantities of a text, with a table of units."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        # Behind any other character than these a number has a unit only where the scale itself implies money (300万).
        self._may_follow = units.first_characters | _MORE_STARTS | _GAP_STARTS | _DASH_STARTS | {"个", "角", "千", "分"}

    def find(self, text: str, start: int, end: int, masks: Sequence[tuple[int, int]] = ()) -> Iterator[Quantity]:
        """Quantities in text[start:end] in order, none of which touches a mask (dates, clock times)."""
        position, mask_index = start, 0
        if _NUMERAL_STARTS.search(text, start, end) is None:
            return
        shared = self._shared_units(text, start, end)
        while first := _NUMERAL_STARTS.search(text, position, end):
            match = _NUMERAL.match(text, first.start(), end)
            if match is None:
                position = first.end()
                continue
            following = text[match.end() : match.end() + 1]
            if not (masks or shared or following == "." or self._may_count(text, match.start(), match["number"], match["ratio"], following)):
                # Most numerals have nothing behind them that could be a unit.
                position = match.end()
                continue
            if match.start() in shared:
                yield shared[match.start()]
                position = shared[match.start()].end
                continue
            broken = broken_number(text, match.start(), match.end(), end) if following in _BROKEN_BEHIND else None
            found = self._joined(text, broken, start, end) if broken is not None else None
            if found is not None:
                yield found
                position = found.end
                continue
            while mask_index < len(masks) and masks[mask_index][1] <= match.start():
                mask_index += 1
            limit = end
            if mask_index < len(masks):
                limit = min(end, masks[mask_index][0])
                if limit < match.end():
                    # 投资5亿2021年: what stands before the date is a number of its own.
                    match = _NUMERAL.match(text, match.start(), limit) if limit > match.start() and text[limit - 1] in "万亿" else None
                    if match is None:
                        position = masks[mask_index][1]
                        continue
            found = self._read(text, _written(text, match), start, limit)
            if found is None:
                position = match.end()
                continue
            position = found.end
            if found.unit == "个" and _POINTS_LISTED.match(text, found.end, end):
                # 分别提高1.2个、3.4个和0.6个百分点: the last unit is that of all.
                found = replace(found, unit="个百分点", kind="points")
            if not no_quantity(text, found, start, end):
                yield found

    def _may_count(self, text: str, start: int, number: str, ratio: str | None, following: str) -> bool:
        """Whether a number may state a quantity, by the character behind it: the cheap question before all others."""
        return bool(ratio) or following in self._may_follow or _IMPLIES_MONEY.search(number) is not None or _may_grow(text, start, following)

    def _shared_units(self, text: str, start: int, end: int) -> dict[int, Quantity]:
        """The numbers of a list whose unit stands only at the list's end, by their places."""
        found: dict[int, Quantity] = {}
        if _SIDE_BY_SIDE.search(text, start, end) is None:
            return found
        for match in _SHARED.finditer(text, start, end):
            first = _NUMERAL.match(text, match.start("last"), end)
            last = self._read(text, _written(text, first), match.start("last"), end) if first else None
            plain = parse_numeral(match["last"].replace(" ", ""))
            if last is None or last.unit_implied or last.kind == "duration" or plain is None or not plain.value or first is None:
                continue
            before = text[max(start, match.start("list") - 2) : match.start("list")].rstrip(" ")[-1:]
            joints = match["list"]
            if not match["each"] and (
                "，" in joints or "," in joints or not ("\u4e00" <= before <= "\u9fa5") or before == "第" or (last.kind not in _MEASURED and "." not in joints)
            ):
                continue
            factor = Decimal(str(last.value)) / plain.value
            for number in _LISTED_NUMBER.finditer(joints):
                numeral = parse_numeral(number[0].replace(" ", ""))
                if numeral is None:
                    continue
                value = float(numeral.value * factor)
                at = match.start("list") + number.start()
                found[at] = replace(
                    last, start=at, end=at + len(number[0]), text=number[0], number_start=at, number=number[0],
                    value=value, low=value, high=value, qualifier="exact",
                )  # fmt: skip
        return found

    def _joined(self, text: str, broken: re.Match[str], floor: int, limit: int) -> Quantity | None:
        """Reads a number that a scanner broke: the gaps are left out, the offsets stay those of the text."""
        whole = without_gaps(broken[0])
        rest = text[broken.end() : min(limit, broken.end() + 24)]
        joined = whole + rest
        first = _NUMERAL.match(joined)
        found = self._read(joined, _written(joined, first), 0, len(joined)) if first else None
        if found is None or found.end <= len(whole):
            return None
        shift = broken.end() - len(whole)
        head = qualifier_before(text, broken.start(), floor)
        start, end = head[0] if head else broken.start(), found.end + shift
        qualifier = head[1] if head else found.qualifier
        low = None if qualifier == "under" else found.low
        high = None if qualifier == "over" else found.high
        return replace(found, start=start, end=end, text=text[start:end], number_start=broken.start(), qualifier=qualifier, low=low, high=high)

    def _read(self, text: str, written: Written, floor: int, limit: int) -> Quantity | None:
        number_start, number = written.start, written.number
        if not self._may_count(text, number_start, number, written.ratio, text[written.end : written.end + 1]):
            return None
        before = text[number_start - 1] if number_start > floor else ""
        if before == "第":
            return None
        # A12, 5G, v2.0: a number inside a code has no unit behind it; GDP500亿元 has, and is read.
        in_code = bool(before) and before.isascii() and (before.isalnum() or before in "-._#/@") and number[0].isdigit()
        if (
            in_code
            and before in "-."
            and number_start - floor > 1
            and ("\u4e00" <= text[number_start - 2] <= "\u9fff" or text[number_start - 2] in "、，,；;：:（(")
        ):
            # 增长9.1%、12.3%、-4.5%
            in_code = False
        # 数百, 几十 were read whole; 企业数38家 is a number behind a noun.
        if before in "几数" and before and not number[0].isdigit():
            return None
        if before == "前" and number[0] not in "半几数" and text[max(floor, number_start - 2) : number_start] not in _DONE_BEFORE:
            # 前三名, 前10个月; but 开工前9个工作日
            return None
        numeral = parse_numeral(number)
        if numeral is None:
            return None
        if written.ratio:
            # 三分之二 is two thirds of a hundred per cent.
            factor = Decimal(100) / _PARTS[written.ratio[0]]
            unit: Unit | None = Unit("%", factor, "percent")
            end, more = written.end, False
        else:
            unit, end, more, numeral = self._unit_after(text, written, numeral, limit)
        if unit is not None and unit.unit == "间" and counts_firms(text, number_start, end, floor, limit):
            unit = _FIRM
        if unit is not None and unit.kind == "money" and unit.factor == 1 and text[end - 1] == "元" and (small := _SMALL_MONEY.match(text, end, limit)):
            numeral, end = _with_small_money(numeral, small), small.end()
        qualifier_start, qualifier = number_start, "over" if more else "exact"
        if unit is not None and not more and "多" in text[written.end : end]:
            # 8个多百分点, 3个多月
            qualifier = "over"
        if more and "来" in text[number_start:end]:
            # 十来家, 二十来万套: about so many.
            qualifier = "about"
        second = self._range(text, written, numeral, unit, end, limit)
        if second is not None:
            numeral, unit, end = second
        if unit is None or (in_code and (unit.kind == "implied" or not before.isalpha() or _is_code(text, number_start, unit))):
            return None
        times = _TIMES.search(text, max(floor, number_start - 6), number_start) if before in "×xX*" else None
        if times and unit.kind != "implied":
            # 2×34万千瓦
            count = Decimal(times[1])
            number_start = qualifier_start = times.start()
            numeral = Numeral(numeral.value * count, numeral.low * count, numeral.high * count)
        head = qualifier_before(text, number_start, floor)
        if head is not None:
            qualifier_start = head[0]
            # 近500余名 says both less and more: about.
            qualifier = "about" if more and head[1] == "under" else head[1]
        tail = AFTER.match(text, end, limit) if text[end : end + 1] in AFTER_STARTS else None
        if tail is not None and unit.kind != "multiple_word":
            end = tail.end()
            qualifier = "about" if head and head[1] == "under" and tail.lastgroup == "over" else str(tail.lastgroup)
        elif text[end : end + 1] == "内" and unit.kind in ("duration", "percent") and _WITHIN.match(text, end, limit):
            end, qualifier = end + 1, "under"
        if qualifier == "exact" and numeral.low != numeral.high:
            qualifier = "range"
        factor = unit.factor
        value = float(numeral.value * factor)
        low, high = value, value
        if numeral.low is not numeral.high:
            low, high = float(numeral.low * factor), float(numeral.high * factor)
        return Quantity(
            qualifier_start,
            end,
            text[qualifier_start:end],
            number_start,
            number,
            value,
            # Bounds by the qualifier, as the annotation guideline defines them.
            None if qualifier == "under" else low,
            None if qualifier == "over" else high,
            unit.unit,
            unit.kind,
            qualifier,
            numeral.vague,
            unit.kind == "implied",
        )

    def _unit_after(self, text: str, written: Written, numeral: Numeral, limit: int) -> tuple[Unit | None, int, bool, Numeral]:
        """The unit behind a number, past 多, 余 and a line end: (unit, end, whether 多 or 余 stood there, numeral)."""
        number, position = written.number, written.end
        more = number[-1] in "多余几" or "多" in number or "余" in number or "来" in number
        following = text[position : position + 1]
        if following not in _INDIRECT_STARTS and number[-1] != "千":
            # The common case: the unit stands right behind the number.
            found = self._units.match(text, position, limit)
            if found is not None and found[0].factor != _TENTH and not (number[0].isdigit() and number[-1] in "万亿" and text.startswith("项目", found[1] - 1)):
                # 1—10亿项目 is money, and no count.
                return found[0], found[1], more, numeral
        step = _MORE.match(text, position, limit) if following in _MORE_STARTS else None
        if step:
            position, more = step.end(), True
        following = text[position : position + 1]
        scale = _COUNTED_SCALE.match(text, position, limit) if following == "个" else None
        if scale and (number[-1].isdigit() or set(number) <= _COUNTABLE):
            # 328个亿, 六个多亿, 二十多个亿
            more = more or scale[0].endswith("多")
            position = scale.end()
            extent = position
            while extent < limit and text[extent] in "百千万亿":
                extent += 1
            number += text[position:extent]
            numeral, position = parse_numeral(number) or numeral, extent
        gap = _GAP.match(text, position, limit) if following in " \r\n" else None
        after = gap.end() if gap else position
        if after > position and text[after : after + 1] in "亿万" and number[-1].isdigit():
            # 12.4, then 亿元 on the next line.
            extent = after
            while extent < limit and text[extent] in "万亿":
                extent += 1
            scaled = parse_numeral(number + text[after:extent])
            unit = self._units.match(text, extent, limit)
            if scaled and unit:
                return unit[0], unit[1], more, scaled
        half = _AND_A_HALF.match(text, position, limit) if following == "个" else None
        found = (
            None if half or (number[0].isdigit() and number[-1] in "万亿" and text.startswith("项目", position)) else self._units.match(text, position, limit)
        )
        if found is not None and found[0].factor == _TENTH and found[1] < len(text) and text[found[1]] in _TENTHS:
            # 七成五 is 75 %.
            tenths = Decimal(_TENTHS.index(text[found[1]])) / 10 if text[found[1]] != "半" else Decimal("0.5")
            plus = numeral.value + tenths
            return found[0], found[1] + 1, more, Numeral(plus, plus, plus)
        if found is None and not half and after > position:
            found = self._units.match(text, after, limit)
            if (
                found
                and "\n" in text[position:after]
                and "." not in number
                and found[0].kind not in ("money", "percent")
                and not _is_wrapped(text, written, found[1])
            ):
                # A number that ends a line and a counter that begins the next are no pair.
                found = None
        if found is not None:
            return found[0], found[1], more, numeral
        if following == "方" and number[-1] == "万" and (position + 1 >= len(text) or text[position + 1] in _ENDS):
            # 拆旧建新80万方: floors; of water, earth and gas it is a volume.
            cubic = _CUBIC.search(text, max(0, written.start - 14), written.start)
            return (Unit("立方米", Decimal(1), "volume") if cubic else Unit("平方米", Decimal(1), "area")), position + 1, more, numeral
        if following == "角" and number[-1].isdigit() and (jiao := _JIAO.match(text, position, limit)):
            # 每度3角5分; 长三角 is no money.
            tenths = (numeral.value + Decimal(jiao["fen"] or 0) / 10) / 10
            return Unit("元", Decimal(1), "money"), jiao.end(), more, Numeral(tenths, tenths, tenths)
        if following == "分" and number[-1].isdigit() and is_score(text, written.start, position):
            return _POINTS, position + 1, more, numeral
        if half:
            # 两个半月
            plus = numeral.value + Decimal("0.5")
            return Unit("个月" if half[1] == "月" else "小时", Decimal(1), "duration"), half.end(), more, Numeral(plus, plus, plus)
        shared = _SCALED_LIST.match(text, position, limit) if number[-1] in "万亿" and following in _LIST_JOINTS else None
        if shared is not None and (unit := self._units.match(text, shared.end(), limit)) is not None and unit[0].kind not in ("money", "money_rate", "percent"):
            # 分别为8万、12万和20万平方米: the last unit counts for all.
            return unit[0], position, more, numeral
        return unit_left_out(text, written.start, number, position, limit), position, more, numeral

    def _range(self, text: str, written: Written, first: Numeral, unit: Unit | None, end: int, limit: int) -> tuple[Numeral, Unit, int] | None:
        """6-8亿元, 15%—20%, 1亿元至3亿元: the second number lends its scale and unit to a bare first one."""
        start = end if unit else written.end
        dash = _DASH.match(text, start, limit) if text[start : start + 1] in _DASH_STARTS else None
        if dash is None:
            return None
        second = _NUMERAL.match(text, dash.end(), limit)
        if second is None:
            return None
        other = _written(text, second)
        high = parse_numeral(other.number)
        if high is None:
            return None
        second_unit, second_end, _, high = self._unit_after(text, other, high, limit)
        if second_unit is None or (unit is not None and unit.kind != "implied" and unit.unit != second_unit.unit):
            return None
        low = first
        if unit is None or unit.kind == "implied":
            bare = written.number
            scale = other.number[len(other.number.rstrip("十百千万亿")) :]
            if bare[-1].isdigit() and other.number[0].isdigit() and scale:
                low = parse_numeral(bare + scale) or first
        if low.value >= high.value:
            return None
        if (
            unit is not None
            and dash[0].strip() == "到"
            and _RISES_FROM.search(text, max(0, written.start - 40), written.start)
            and not text.startswith("不等", second_end)
        ):
            # 从10亿、100亿、1000亿到2500亿: what it was and what it came to, and no range.
            return None
        return Numeral((low.value + high.value) / 2, low.value, high.value), second_unit, second_end


def _with_small_money(numeral: Numeral, small: re.Match[str]) -> Numeral:
    """The amount with its 角 and 分; the same one where neither stands."""
    extra = Decimal(0)
    for group, factor in (("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        digit = parse_numeral(small[group]) if small[group] else None
        extra += digit.value * factor if digit else 0
    if not extra:
        return numeral
    return Numeral(numeral.value + extra, numeral.low + extra, numeral.high + extra)


def _is_wrapped(text: str, written: Written, end: int) -> bool:
    """Whether a number and its counter were parted by the end of a full line: …电子信息项目 23/个，签约…."""
    line = text.rfind("\n", 0, written.start) + 1
    if written.start - line < _FULL_LINE or not "\u4e00" <= text[line : written.start].rstrip(" ")[-1:] <= "\u9fa5":
        return False
    return text[end : end + 1] in _ENDS or "\u4e00" <= text[end : end + 1] <= "\u9fa5"


def _is_code(text: str, number_start: int, unit: Unit) -> bool:
    """Whether one or two letters before a number make it a code (G1535次, A4张), as a word (GDP, LED) does not."""
    letters = 0
    while letters < 3 and number_start - letters > 0 and text[number_start - letters - 1].isascii() and text[number_start - letters - 1].isalpha():
        letters += 1
    return letters < 3 and unit.kind not in ("money", "percent")
