"""Full width to half width and Traditional to Simplified, one character for one character.

Every map here keeps the length of the text, so an offset in the normalised text is the same offset in the
original and no second table of positions is needed.
"""

from __future__ import annotations

import functools
import re

import opencc

# Commas stay as they are: "增长5，100家" is two numbers, "5,100家" is one.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)}
_HALF_WIDTH |= {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_HALF_WIDTH |= {ord(a): ord(b) for a, b in zip("％．（）＋：／～〇○", "%.()+:/~零零", strict=True)}
_HALF_WIDTH |= {ord(a): ord(b) for a, b in zip("\u00a0\u3000\u2002\u2003\u2009\t", "      ", strict=True)}
# A page holds few of these, and finding them is much faster than looking every character up in the table.
_WIDE = re.compile("[" + "".join(map(chr, _HALF_WIDTH)) + "]+")

# Markup that a careless extraction left in plain text.
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|&(?:nbsp|ensp|emsp|quot|lt|gt|amp|ldquo|rdquo|#\d{1,5});")

SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half of a character pair, as broken JSON has it; no text of whole characters holds one."""
_HAN = re.compile(r"[\u4e00-\u9fa5]+")
_CJK = range(0x4E00, 0x9FA6)
# A Simplified page quotes a Traditional character now and then; a Traditional page is full of them.
_TRADITIONAL_SHARE = 0.03


def to_half_width() -> dict[int, int]:
    """Full-width characters and their half-width forms."""
    return dict(_HALF_WIDTH)


@functools.cache
def to_simplified() -> dict[int, int]:
    """Traditional characters and their Simplified forms, from OpenCC's character table."""
    plain = "".join(map(chr, _CJK))
    converter = opencc.OpenCC("t2s")
    # Spaces keep OpenCC's phrase rules from joining neighbours.
    simplified = converter.convert(" ".join(plain)).split(" ")
    return {ord(a): ord(b) for a, b in zip(plain, simplified, strict=True) if len(b) == 1 and a != b}


@functools.cache
def _traditional() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(chr, to_simplified())) + "]")


def is_traditional(text: str) -> bool:
    """Whether a page is written in Traditional Chinese (judged on its first 1,500 characters)."""
    sample = text[:1500]
    length = sum(map(len, _HAN.findall(sample)))
    return length > 20 and len(_traditional().findall(sample)) > _TRADITIONAL_SHARE * length


def _half_width(match: re.Match[str]) -> str:
    return match[0].translate(_HALF_WIDTH)


def normalise(text: str) -> str:
    """The text with half-width digits and letters, in Simplified Chinese; same length, same offsets."""
    text = _WIDE.sub(_half_width, text)
    if "<" in text or "&" in text:
        text = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    if is_traditional(text):
        text = text.translate(to_simplified())
    return text
