"""Quantities: a number with its multiplier, qualifier and unit, found on the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from transforms.numbers.numerals import Numeral, parse_numeral, scale_of
from transforms.numbers.units import Unit, UnitTable

_ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d{1,18}(?:\.\d{1,12})?"
# A scanner's gap inside a number: "1 23.6 亿", "18305" broken by a line end. In running Chinese two numbers never
# stand side by side with only one space between them.
_BROKEN = re.compile(
    r"(?<=[\u4e00-\u9fa5，。、 (])\d{1,3}(?:[ ](?=[.\d])|\r?\n(?=\d))(?:\d|\.(?=\d)|[ ](?=\.)|(?<=\.)[ ](?=\d)){1,12}(?=\s{0,2}[%％万亿元个家项人户吨平亩名台件条])"
)
# A gap behind the point: "60. 5 亿元". Where a single digit follows punctuation or begins a line, "1. 5个项目" is the first of a list.
_BROKEN_POINT = re.compile(
    r"(?:(?<=[\u4e00-\u9fa5、 (])\d{2,4}|(?<=[\u4e00-\u9fa5])\d|(?<=[\u4e00-\u9fa5] )\d|(?<=[\u4e00-\u9fa5]\n)\d{1,4})\.[ ]{1,2}\d{1,4}"
    r"(?=\s{0,2}[%％万亿元个家项人户吨平亩名台件条])"
)
_GAPS = re.compile(r"[ \r\n]")
# 分别增长12、15和18%: the last unit counts for all; the list is read from its first number that lacks one.
_SHARED_UNIT = re.compile(
    r"分别(?:[\u4e00-\u9fa5]{0,8}?)(?P<list>\d{1,6}(?:\.[ ]?\d{1,4})?(?:[、，,和及与]{1,2}\d{1,6}(?:\.[ ]?\d{1,4})?){1,9})(?P<unit>[%万亿千百]{1,2}(?:[\u4e00-\u9fa5]{1,2})?|[\u4e00-\u9fa5]{1,3})"
)
_LISTED = re.compile(r"\d{1,6}(?:\.[ ]?\d{1,4})?")
_DIGITS = "零一二两三四五六七八九十百千"
# Every repeat below runs over characters that what follows it cannot start with, or is bounded.
_NUMERAL = re.compile(
    rf"""
    (?=[0-9几数零一二两三四五六七八九十百千万亿半])
    (?P<ratio>(?:百|千|万|[二两三四五六七八九十])分之)?
    (?P<number>
        (?:{_ARABIC})(?:[ ]?[多余几]?[十百千万亿]{{1,3}}(?:(?:{_ARABIC})[十百千万亿]{{1,3}}){{0,3}})?
      | [几数]?[{_DIGITS}万亿半]{{1,16}}(?:[多余](?=[万亿千百]{{1,2}}[^分])[万亿千百]{{1,2}})?(?:点[零一二三四五六七八九]{{1,8}}[万亿]{{0,2}})?
      | 几(?=[个家项名位件次])
    )
    """,
    re.VERBOSE,
)
_OCR = re.compile(r"\$?\s*(?<![\d.])(\d(?:[\d. ]{0,12}\d)?)\s*(?:\\%\s*\$?|%\s*\$|\$(?P<unit>[万亿]{0,2}元))")
_MORE = re.compile(r"\s{0,2}[多余几来]")
_GAP = re.compile(r"[ ]?(?:\r?\n[ ]{0,2})?")
_COUNTABLE = frozenset("一二两三四五六七八九十")
# 328个亿; but 2个万亩平台, 3个千亿元产业集群 are two and three.
_COUNTED_SCALE = re.compile(r"个(?=[百千万]?亿(?!级|元(?:级|以上|产业|企业|项目|集群|园)|产业|园|集群|平台|主导|特色|新兴))")
_DASH = re.compile(r"\s?(?:-{1,2}|[—–―─－]{1,2}|~|至|到)\s?")
_BEFORE = re.compile(
    r"(?P<under>将近|接近|不超过|不高于|不多于|不到|不足|不满|少于|低于|最多|至多|(?<![最附邻远靠亲])近)"
    r"|(?P<over>不少于|不低于|不小于|至少|最少|超过了?|突破了?|超出|高于|多于|大于|逾|(?<![反跨赶])超|(?<![突打])破|(?<![经通超度渡跨不])过|(?<![以加赶])上(?=[百千万亿十]))"
    r"|(?P<about>大约|约为|约占|约有|约达|约合|(?<![签合违邀特预公条契节制纽大守履])约|大概|大致|左右)"
)
_AFTER = re.compile(
    r"\s?(?:(?P<over>及?以上|之上|多(?![种个项样名家元次方数级边重功])|有余|余(?![额地名个]))|(?P<under>以内|之内|以下|之下)|(?P<about>左右|上下|许(?![多可])))"
)
# First (or last) characters that the patterns above can have: most numbers need none of them tried.
_MORE_STARTS = frozenset("多余几来 \r\n\t")
_AFTER_STARTS = frozenset("及以之多有余左上许 \r\n\t")
_GAP_STARTS = frozenset(" \r\n")
_DASH_STARTS = frozenset("-—–―─－~至到 ")
_INDIRECT_STARTS = _MORE_STARTS | _GAP_STARTS | {"个"}
_BEFORE_ENDS = frozenset("近过于到足满多少了逾超破出上约为占有达合概致右")
_WITHIN = re.compile(r"内(?![外部容资需在])")
# 300万政策性天使投资, 200亿引导基金: the unit left out is 元; 3万部, 20万双 count things that the table of units lacks.
_MONEY_MAY_FOLLOW = re.compile(
    r"\s*(?:$|[，。；、,;：:！!？?”\"')）\]】（(\-—~至到]|以上|以下|左右|多|余|的|级|政策|财政|引导|市场|担保|贷款|资金|投资|产业|基金|订单|补|奖|扶持|专项|意向|融资|授信|税|产值|园区|集群|工程|计划|元|和|与|及|增|降|提|减|研|大关|规模|企业|项目|销售|营收|收入|合同)"
)
# 撬动技改资金40亿打造…: what stands before says that it is money, whatever follows.
_MONEY_BEFORE = re.compile(
    r"(?:资金|投资额?|投入|投了|产值|税收|营收|收入|贷款|融资|授信|利润|补贴|销售额|交易额|进出口额?|出口额)(?:达到?|超过?|突破|近|约|逾|共|为|了){0,2}\Z"
)
_AND_A_HALF = re.compile(r"个半(月|小时)")
_IMPLIES_MONEY = re.compile(r"[千万亿]")
_COLLOQUIAL = re.compile(r"[一二两三四五六七八九]{1,3}[万千][一二三四五六七八九]")
_TENTH = Decimal(10)
"""成, a tenth, in per cent."""
_PARTS = {"百": 100, "千": 1000, "万": 10000, "两": 2, **{c: n for n, c in enumerate("零一二三四五六七八九十") if n > 1}}
_TENTHS = "零一二三四五六七八九半"
_TIMES = re.compile(r"(?<![\dA-Za-z.])(\d{1,3})[×xX*]\Z")
_RANK_HINT = re.compile(r"第[一二三四五六七八九十\d]|首位|榜首|前[一二三四五六七八九十\d]")
_RANK_AT_END = re.compile(
    r"(?:全国|全省|全市|全区|全县|全州|同行业|同类园区|中部|西部|东部|全球|国内|省内|市内|中西部|东北|长三角|珠三角)[\u4e00-\u9fa5]{0,6}?(?P<rank>第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名)?)(?=[，。；、,;！!）)”\s]|$)"
)
_RANK = re.compile(
    r"(?:排名|排在|排|位列|位居|居于|稳居|跃居|名列|列|居|升至|跃升至|跃升到|跻身|名次|位次|进入|迈入|挺进|闯入|稳定在|保持|由|从)(?:在|为|到|至|了)?[^，。；、,;！？!?第]{0,14}?"
    r"(?P<rank>第(?P<n>[一二三四五六七八九十]{1,3}|\d{1,4})(?:位|名)?|(?P<first>首位|榜首)|前(?P<top>[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位|强|列)?)"
    r"(?![家个大批期届次季产条台城县镇方梯轮工代])"
)


@dataclass(slots=True)
class Quantity:
    """One quantity as the text states it, in its base unit (元, %, 家 ...)."""

    start: int
    end: int
    text: str
    # Where the number itself starts, after 近, 超 and the like.
    number_start: int
    number: str
    value: float
    low: float | None
    high: float | None
    unit: str
    kind: str
    qualifier: str
    vague: bool = False
    # The unit was left out (300万) and taken to be money.
    unit_implied: bool = False


class QuantityFinder:
    """Finds the quantities of a text, with a table of units."""

    def __init__(self, units: UnitTable) -> None:
        self._units = units
        # Behind any other character than these a number has a unit only where the scale itself implies money (300万).
        self._may_follow = units.first_characters | _MORE_STARTS | _GAP_STARTS | _DASH_STARTS | {"个"}

    def find(self, text: str, start: int, end: int, masks: Sequence[tuple[int, int]] = ()) -> Iterator[Quantity]:
        """Quantities in text[start:end] in order, none of which touches a mask (dates, clock times)."""
        position, mask_index = start, 0
        shared = self._shared_units(text, start, end) if text.find("分别", start, end) >= 0 else {}
        while True:
            match = _NUMERAL.search(text, position, end)
            if match is None:
                return
            following = text[match.end() : match.end() + 1]
            if not (masks or shared or following in self._may_follow or following == "." or match["ratio"] or _IMPLIES_MONEY.search(match["number"])):
                # Most numerals have nothing behind them that could be a unit.
                position = match.end()
                continue
            if match.start() in shared:
                yield shared[match.start()]
                position = shared[match.start()].end
                continue
            # A scanner's gap stands right behind what is read as the number.
            broken = _BROKEN.match(text, match.start(), end) if following in _GAP_STARTS else None
            if following == "." and text[match.end() + 1 : match.end() + 2] == " ":
                broken = _BROKEN_POINT.match(text, match.start(), end)
            if broken is not None and broken.end() > match.end() and not _is_year(broken[0]):
                found = self._joined(text, broken, start, end)
                if found is not None:
                    yield found
                    position = found.end
                    continue
            while mask_index < len(masks) and masks[mask_index][1] <= match.start():
                mask_index += 1
            if mask_index < len(masks) and masks[mask_index][0] < match.end():
                position = max(masks[mask_index][1], match.start() + 1)
                continue
            limit = masks[mask_index][0] if mask_index < len(masks) else end
            found = self._read(text, match, start, min(limit, end))
            if found is None:
                position = match.end()
                continue
            yield found
            position = found.end

    def _shared_units(self, text: str, start: int, end: int) -> dict[int, Quantity]:
        """The numbers of a list behind 分别 whose unit stands only at the list's end, by their places."""
        found: dict[int, Quantity] = {}
        for match in _SHARED_UNIT.finditer(text, start, end):
            numbers = list(_LISTED.finditer(text, match.start("list"), match.end("list")))
            for number in numbers[:-1]:
                whole = _GAPS.sub("", number[0]) + match["unit"]
                first = _NUMERAL.match(whole)
                quantity = self._read(whole, first, 0, len(whole)) if first else None
                if quantity is None or quantity.unit_implied:
                    continue
                found[number.start()] = replace(quantity, start=number.start(), end=number.end(), text=number[0], number_start=number.start(), number=number[0])
        return found

    def _joined(self, text: str, broken: re.Match[str], floor: int, limit: int) -> Quantity | None:
        """Reads a number that a scanner broke: the gaps are left out, the offsets stay those of the text."""
        whole = _GAPS.sub("", broken[0])
        rest = text[broken.end() : min(limit, broken.end() + 24)]
        joined = whole + rest
        first = _NUMERAL.match(joined)
        found = self._read(joined, first, 0, len(joined)) if first else None
        if found is None or found.end <= len(whole):
            return None
        shift = broken.end() - len(whole)
        head = _qualifier_before(text, broken.start(), floor)
        start, end = head[0] if head else broken.start(), found.end + shift
        qualifier = head[1] if head else found.qualifier
        low = None if qualifier == "under" else found.low
        high = None if qualifier == "over" else found.high
        return replace(found, start=start, end=end, text=text[start:end], number_start=broken.start(), qualifier=qualifier, low=low, high=high)

    def _read(self, text: str, match: re.Match[str], floor: int, limit: int) -> Quantity | None:
        number_start, number = match.start(), match["number"]
        if not match["ratio"] and text[match.end() : match.end() + 1] not in self._may_follow and not _IMPLIES_MONEY.search(number):
            return None
        before = text[number_start - 1] if number_start > floor else ""
        if before == "第":
            return None
        # A12, 5G, v2.0: a number inside a code has no unit behind it; GDP500亿元 has, and is read.
        in_code = bool(before) and before.isascii() and (before.isalnum() or before in "-._#/@") and number[0].isdigit()
        if in_code and before in "-." and number_start - floor > 1 and "\u4e00" <= text[number_start - 2] <= "\u9fff":
            in_code = False
        # 数百, 几十 were read whole; 企业数38家 is a number behind a noun.
        if before in "几数" and before and not number[0].isdigit():
            return None
        if before == "前" and number[0] not in "半几数":
            # 前三名, 前10个月
            return None
        numeral = parse_numeral(number)
        if numeral is None:
            return None
        if match["ratio"]:
            # 三分之二 is two thirds of a hundred per cent.
            factor = Decimal(100) / _PARTS[match["ratio"][0]]
            unit: Unit | None = Unit("%", factor, "percent")
            end, more = match.end(), False
        else:
            unit, end, more, numeral = self._unit_after(text, match, numeral, limit)
        qualifier_start, qualifier = number_start, "over" if more else "exact"
        second = self._range(text, match, numeral, unit, end, limit)
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
        head = _qualifier_before(text, number_start, floor)
        if head is not None:
            qualifier_start = head[0]
            # 近500余名 says both less and more: about.
            qualifier = "about" if more and head[1] == "under" else head[1]
        tail = _AFTER.match(text, end, limit) if text[end : end + 1] in _AFTER_STARTS else None
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

    def _unit_after(self, text: str, match: re.Match[str], numeral: Numeral, limit: int) -> tuple[Unit | None, int, bool, Numeral]:
        """The unit behind a number, past 多, 余 and a line end: (unit, end, whether 多 or 余 stood there, numeral)."""
        number, position = match["number"], match.end()
        more = number[-1] in "多余几" or "多" in number or "余" in number
        following = text[position : position + 1]
        if following not in _INDIRECT_STARTS and number[-1] != "千":
            # The common case: the unit stands right behind the number.
            found = self._units.match(text, position, limit)
            if found is not None and found[0].factor != _TENTH:
                return found[0], found[1], more, numeral
        step = _MORE.match(text, position, limit) if following in _MORE_STARTS else None
        if step:
            position, more = step.end(), True
        following = text[position : position + 1]
        scale = _COUNTED_SCALE.match(text, position, limit) if following == "个" else None
        if scale and (number[-1].isdigit() or number in _COUNTABLE):
            # 328个亿
            position = scale.end()
            extent = position
            while extent < limit and text[extent] in "百千万亿":
                extent += 1
            number += text[position:extent]
            numeral, position = parse_numeral(number) or numeral, extent
        if number[-1] == "千" and len(number) > 1:
            # 34万千瓦 is 34万 of 千瓦.
            thousand, shorter = self._units.match(text, position - 1, limit), parse_numeral(number[:-1])
            if thousand and shorter:
                return thousand[0], thousand[1], more, shorter
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
        found = None if half else self._units.match(text, position, limit)
        if found is not None and found[0].factor == _TENTH and found[1] < len(text) and text[found[1]] in _TENTHS:
            # 七成五 is 75 %.
            tenths = Decimal(_TENTHS.index(text[found[1]])) / 10 if text[found[1]] != "半" else Decimal("0.5")
            plus = numeral.value + tenths
            return found[0], found[1] + 1, more, Numeral(plus, plus, plus)
        if found is None and not half and after > position:
            found = self._units.match(text, after, limit)
            if found and "\n" in text[position:after] and "." not in number and found[0].kind not in ("money", "percent"):
                # A number that ends a line and a counter that begins the next are no pair.
                found = None
        if found is not None:
            return found[0], found[1], more, numeral
        if half:
            # 两个半月
            plus = numeral.value + Decimal("0.5")
            return Unit("个月" if half[1] == "月" else "小时", Decimal(1), "duration"), half.end(), more, Numeral(plus, plus, plus)
        if _COLLOQUIAL.fullmatch(number) and text[position : position + 1] in ("", "。", "，", "；", "、", "”", "的"):
            return Unit("元", Decimal(1), "implied"), position, more, numeral
        if (
            number[-1] in "万亿"
            and (_MONEY_MAY_FOLLOW.match(text, position, limit) or _MONEY_BEFORE.search(text, max(0, match.start() - 8), match.start()))
            and (number[0].isdigit() or len(number) > 1 or (match.start() and text[match.start() - 1] in "破超过逾近"))
        ):
            return Unit("元", Decimal(1), "implied"), position, more, numeral
        return None, position, more, numeral

    def _range(self, text: str, match: re.Match[str], first: Numeral, unit: Unit | None, end: int, limit: int) -> tuple[Numeral, Unit, int] | None:
        """6-8亿元, 15%—20%, 1亿元至3亿元: the second number lends its scale and unit to a bare first one."""
        start = end if unit else match.end()
        dash = _DASH.match(text, start, limit) if text[start : start + 1] in _DASH_STARTS else None
        if dash is None:
            return None
        other = _NUMERAL.match(text, dash.end(), limit)
        if other is None:
            return None
        high = parse_numeral(other["number"])
        if high is None:
            return None
        second_unit, second_end, _, high = self._unit_after(text, other, high, limit)
        if second_unit is None or (unit is not None and unit.kind != "implied" and unit.unit != second_unit.unit):
            return None
        low = first
        if unit is None or unit.kind == "implied":
            bare = match["number"]
            scale = other["number"][len(other["number"].rstrip("十百千万亿")) :]
            if bare[-1].isdigit() and other["number"][0].isdigit() and scale:
                low = parse_numeral(bare + scale) or first
        if low.value >= high.value:
            return None
        return Numeral((low.value + high.value) / 2, low.value, high.value), second_unit, second_end


def _is_code(text: str, number_start: int, unit: Unit) -> bool:
    """Whether one or two letters before a number make it a code (G1535次, A4张), as a word (GDP, LED) does not."""
    letters = 0
    while letters < 3 and number_start - letters > 0 and text[number_start - letters - 1].isascii() and text[number_start - letters - 1].isalpha():
        letters += 1
    return letters < 3 and unit.kind not in ("money", "percent")


def _is_year(text: str) -> bool:
    """Whether the first of two number pieces is a year, as in the cells of a table."""
    return re.match(r"(?:19|20)\d\d\s", text) is not None


def _qualifier_before(text: str, number_start: int, floor: int) -> tuple[int, str] | None:
    """近, 超过, 约 directly before a number: (where it starts, over, under or about)."""
    if text[number_start - 1 : number_start] not in _BEFORE_ENDS:
        return None
    window = text[max(floor, number_start - 4) : number_start]
    for size in (3, 2, 1):
        if len(window) >= size:
            head = _BEFORE.match(text, number_start - size, number_start)
            if head and head.end() == number_start:
                return head.start(), str(head.lastgroup)
    return None


def find_ocr_percents(text: str, start: int, end: int) -> Iterator[Quantity]:
    r"""Percentages that a scanner set as formulas: `$1 1 . 5 \%$`."""
    if text.find("$", start, end) < 0 and text.find("\\%", start, end) < 0:
        return
    for match in _OCR.finditer(text, start, end):
        numeral = parse_numeral(match[1].replace(" ", ""))
        if numeral:
            unit, kind, factor = ("元", "money", scale_of(match["unit"][:-1])) if match["unit"] else ("%", "percent", 1)
            value = float(numeral.value * factor)
            yield Quantity(match.start(), match.end(), match[0], match.start(1), match[1], value, value, value, unit, kind, "exact")


def find_ranks(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Stated ranks: 排名第一, 居全市第一, 位居前三名 (an upper bound)."""
    if _RANK_HINT.search(text, start, end) is None:
        return
    seen: set[int] = set()
    for match in [*_RANK.finditer(text, start, end), *_RANK_AT_END.finditer(text, start, end)]:
        if match.start("rank") in seen:
            continue
        seen.add(match.start("rank"))
        groups = match.groupdict()
        number = groups["n"] or groups.get("top") or "一"
        numeral = parse_numeral(number)
        if numeral is None:
            continue
        value = float(numeral.value)
        top = groups.get("top") is not None
        if match[0][0] in "由从" and not re.match(r"(?:升|降|跃|前移|上升|提升|跌|滑)", text[match.end() : match.end() + 2]):
            continue
        yield Quantity(
            match.start("rank"), match.end("rank"), match["rank"], match.start("rank"), number,
            value, None if top else value, value, "名次", "rank", "under" if top else "exact",
        )  # fmt: skip
