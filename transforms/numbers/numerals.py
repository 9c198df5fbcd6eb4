"""The number that a numeral states: 643.20亿, 一万二, 三点五亿, 三四, 半, 十余, 数千万.

cn2an reads plain Chinese numerals; it silently turns 三四 into 34 and refuses 三点五亿, 半 and 十余, so those
forms are read here.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import cn2an

MAX_LENGTH = 40
"""A numeral longer than this is no numeral (cn2an takes quadratic time on long ones)."""

_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
# Pieces of a numeral in digits: 1亿, 零500万, 2345.
_PIECE = re.compile(r"零?(\d+(?:\.\d+)?)?([十百千万亿兆]?)")
_TAIL_DIGIT = re.compile(r"(.*[百千万亿])([一二三四五六七八九])$")
_APPROXIMATE = re.compile(r"^(.*?)([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]*)$")


class Numeral(NamedTuple):
    """What a numeral states: its value, its bounds, and whether it only gives an order of magnitude."""

    value: Decimal
    low: Decimal
    high: Decimal
    vague: bool = False


def scale_of(characters: str) -> int:
    """The factor of a run of scale characters: 万亿 is 10**12, as 兆 is in Taiwan."""
    factor = 1
    for character in characters:
        factor *= _SCALE[character]
    return factor


def _plain(text: str) -> Decimal | None:
    """A Chinese numeral with no decimal point, as an exact number."""
    if not text:
        return None
    if all(c in _DIGIT for c in text):
        if len(text) == 1 or "零" in text or len(text) >= 4:
            return Decimal("".join(str(_DIGIT[c]) for c in text))
        return None
    if text[0] in _SCALE:
        # 百家, 千万元: the 一 is left unsaid, as it is in 十.
        text = "一" + text
    tail = _TAIL_DIGIT.match(text)
    if tail and not tail[1].endswith("零"):
        # 一万二 is 12,000: the last digit counts the next lower scale.
        head = _plain(tail[1])
        return None if head is None else head + Decimal(_DIGIT[tail[2]] * _SCALE[tail[1][-1]]) / 10
    try:
        return Decimal(str(cn2an.cn2an(text, "smart")))
    except (ValueError, KeyError, IndexError):
        return None


def _chinese(text: str) -> Numeral | None:
    if text == "半":
        half = Decimal("0.5")
        return Numeral(half, half, half)
    if text[-1] == "几" and len(text) > 1:
        # 十几家 is ten and some more, as 十多家 is.
        text = text[:-1]
    if text[0] in "数几":
        rest = text.strip("数几")
        base = _plain(rest) if rest else Decimal(1)
        # 数千万: two to nine times the scale.
        return None if base is None else Numeral(base * 5, base * 2, base * 9, vague=True)
    if "点" in text:
        whole, _, rest = text.partition("点")
        digits = rest.rstrip("十百千万亿")
        base = _plain(whole) if len(whole) != 1 or whole not in _DIGIT else Decimal(_DIGIT[whole])
        if base is None or not digits or any(c not in _DIGIT for c in digits):
            return None
        fraction = Decimal("0." + "".join(str(_DIGIT[c]) for c in digits))
        value = (base + fraction) * scale_of(rest[len(digits) :])
        return Numeral(value, value, value)
    pair = _APPROXIMATE.match(text)
    if pair and _DIGIT[pair[2]] < _DIGIT[pair[3]] and (not pair[1] or pair[1][-1] in _SCALE):
        if pair[1] and pair[1][-1] != "十":
            return None
        # 三四 is 3 to 4, 两三百 is 200 to 300, 十七八 is 17 to 18.
        head = _plain(pair[1]) if pair[1] else Decimal(0)
        if head is None:
            return None
        factor = scale_of(pair[4])
        low, high = (head + _DIGIT[pair[2]]) * factor, (head + _DIGIT[pair[3]]) * factor
        return Numeral((low + high) / 2, low, high)
    if text.endswith("半") and len(text) > 1:
        return None
    value_or_none = _plain(text)
    return None if value_or_none is None else Numeral(value_or_none, value_or_none, value_or_none)


def _mixed(text: str) -> Decimal | None:
    """Digits with scales between them: 12万8600, 1亿零500万, 3千5百万, 5万亿; None where a later piece outgrows an earlier one.

    Within a section thousands, hundreds and tens add up; 万, 亿 and 兆 multiply the section, and 亿 behind 万 what came before too (3万亿).
    """
    total = section = Decimal(0)
    number: Decimal | None = None
    lowest = Decimal(10**18)
    position = 0
    while position < len(text):
        piece = _PIECE.match(text, position)
        if piece is None or piece.end() == position:
            return None
        position = piece.end()
        if piece[1]:
            if number is not None:
                return None
            number = Decimal(piece[1])
        scale = piece[2]
        if not scale:
            break
        factor = Decimal(_SCALE[scale])
        if factor < 10**4:
            if number is None and section == 0 and total == 0:
                return None
            if number is None:
                # 5百万's 百, then 万: a scale behind a scale.
                number = Decimal(1)
            section += number * factor
        else:
            grown = section + (number or 0)
            if grown == 0:
                # 3万亿: the scale multiplies what stands before it.
                total *= factor
                number, section = None, Decimal(0)
                continue
            if grown * factor >= lowest:
                return None
            total += grown * factor
            section, lowest = Decimal(0), factor
        number = None
    rest = section + (number or 0)
    return total + rest if rest < lowest and position == len(text) else None


@functools.lru_cache(maxsize=65536)
def parse_numeral(text: str) -> Numeral | None:
    """Reads one isolated numeral, in digits, Chinese characters or both; None where it is none.

    >>> parse_numeral("1万2千").value
    Decimal('12000')
    >>> parse_numeral("三四").low
    Decimal('3')
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    text = text.replace(",", "").replace("，", "").replace(" ", "")
    if not text:
        return None
    text = text.replace("多", "").replace("余", "").replace("来", "")
    try:
        if text[0].isdigit():
            value = _mixed(text)
            return None if value is None else Numeral(value, value, value)
        return _chinese(text) if text else None
    except (InvalidOperation, OverflowError):
        return None
