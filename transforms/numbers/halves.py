"""Half of a whole told in words, and fractions in digits: 占总数的一半, 审批时限压缩一半, 比重过半, 占市场的1/3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.numbers.quantity import Quantity

# What is a half of something stands behind 占 or 贡献 or behind a verb of falling; 双过半 and 占“一半” are slogans.
_HALF = re.compile(
    r"(?:占(?:了|到|据|去)?[^，。；、,;\d“]{0,10}?|贡献了?[^，。；、,;\d“]{0,6}?|(?:压缩|缩短|减少|少|降低|下降|节省|压减|削减|砍掉|减)了?)"
    r"(?P<half>(?P<bound>将近|近|约|超过|超|过|不到|不足)?(?:一半|半数)(?P<more>以上)?)(?!的路|天)"
)
_PAST_HALF = re.compile(r"(?:比重|占比|比例|份额)(?:已|均|都)?(?P<half>过半)(?=[，。；、,;])")
# 占全国市场的1/3, 近1/4的用地: a fraction in digits, where no date can stand.
# 以全市1/40的土地创造1/5的产值, 时限压缩1/3: where 的 follows, or a verb of falling stands before, it is no date either.
_FRACTION = re.compile(
    r"(?:(?:占|的|超|近|约|达|到|过|逾|留|有|压缩|缩短|压减|减少|精简|下降|降低)|[\u4e00-\u9fa5，、；](?<![在于自从月年第])(?=\d/\d{1,3}的[\u4e00-\u9fa5A-Z]))"
    r"(?P<half>(?P<part>[1-9])/(?P<whole>[2-9]|[1-9]\d{1,2})(?P<more>以上)?)(?![\d/月日号.])"
)
_BOUNDS = {"将近": "under", "近": "under", "不到": "under", "不足": "under", "约": "about", "超过": "over", "超": "over", "过": "over"}


def find_halves(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Halves as percentages: 50, over 50, under 50."""
    if text.find("/", start, end) >= 0:
        yield from _fractions(text, start, end)
    if text.find("半", start, end) < 0:
        return
    for match in _HALF.finditer(text, start, end):
        yield _half(match, "over" if match["more"] else _BOUNDS.get(match["bound"] or "", "exact"))
    for match in _PAST_HALF.finditer(text, start, end):
        yield _half(match, "over")


def _fractions(text: str, start: int, end: int) -> Iterator[Quantity]:
    """Fractions as percentages: 1/3 is 33.3."""
    for match in _FRACTION.finditer(text, start, end):
        part, whole = int(match["part"]), int(match["whole"])
        if part < whole:
            value = 100 * part / whole
            high = None if match["more"] else value
            qualifier = "over" if match["more"] else "exact"
            yield Quantity(
                match.start("half"), match.end("half"), match["half"], match.start("half"), match["part"], value, value, high, "%", "percent", qualifier
            )


def _half(match: re.Match[str], qualifier: str) -> Quantity:
    low = None if qualifier == "under" else 50.0
    high = None if qualifier == "over" else 50.0
    return Quantity(match.start("half"), match.end("half"), match["half"], match.start("half"), "半", 50.0, low, high, "%", "percent", qualifier)
