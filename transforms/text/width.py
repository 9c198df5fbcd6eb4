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

# 415。6万元, 2907·09亿元: a full stop or a middle dot written for the decimal point. Counts have no decimals: 共12。6家企业… ends a sentence.
_POINT = re.compile(r"[。·・•‧](?<=\d.)(?=\d{1,4}[ ]?(?:[%‰万亿萬億]|[个個]?百分[点點]|[元倍亩畝吨噸]|平方|公[顷頃]|公里))")
# 2'907.09: a thousands separator; not the end of a quotation.
_THOUSANDS = re.compile(r"\d(?<![\d'’‘]\d)\d{0,2}(?:['’`´]\d{3})+(?![\d'’])")
# 增长5%,其中…: the half-width stops of a careless page are those of the language; between digits a comma parts thousands.
_COMMA = re.compile(r",(?!\d)|,(?<!\d,)")
_APOSTROPHES_WRITTEN = "'’`´"
_APOSTROPHES = {ord(c): "," for c in _APOSTROPHES_WRITTEN}
# 壹亿贰仟万元: the forms of digits that money is written in; a name (壹号院, 陆家嘴) has no scale among them.
_FORMAL = re.compile(
    r"[壹贰貳叁參肆伍陆陸柒捌玖拾](?=[^\n]{0,14}[拾佰仟万萬亿億])[零壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟万萬亿億]{1,24}(?=[元圆圓美港欧家个個人名户戶项項吨噸亩畝平件台套])"
)
_FORMAL_PLAIN = {ord(a): b for a, b in zip("壹贰貳叁參叄肆伍陆陸柒捌玖拾佰仟", "一二二三三三四五六六七八九十百千", strict=True)}
# Never wrong in a Simplified page, and a page of one line has too few characters to be told Traditional by.
_SCALES = {ord("萬"): "万", ord("億"): "亿"}

# "小巨人", 「小巨人」: quotation marks of a keyboard and of Traditional pages. Straight ones say only by their place which is which.
_STRAIGHT = re.compile(r'"([^"\n]{1,400})"')
_CORNERS = {ord(a): b for a, b in zip("「」『』", "“”‘’", strict=True)}

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
    found = _traditional().findall(sample)
    if not found:
        return False
    length = sum(map(len, _HAN.findall(sample)))
    # A page of one line is told by two of its characters: a single one may be a name's (乾县) or quoted (臺).
    return len(found) > _TRADITIONAL_SHARE * length and (length > 20 or len(set(found)) > 1)


# 从业人员2.15万人,人均月工资3420元.从项目看; 一.总体情况 is a heading.
_STOP = re.compile(r"(?<=[\u4e00-\u9fa5)）”%])(?<![一二三四五六七八九十])\.(?=[\u4e00-\u9fa5“\s]|\Z)")


def _half_width(match: re.Match[str]) -> str:
    return match[0].translate(_HALF_WIDTH)


def _straight_quotes(text: str) -> str:
    """Straight quotation marks of a line as opening and closing ones, where the line has as many of either."""
    return "\n".join(_STRAIGHT.sub(r"“\1”", line) if line.count('"') % 2 == 0 else line for line in text.split("\n"))


@functools.lru_cache(maxsize=1)
def normalise(text: str) -> str:
    """The text with half-width digits and letters, in Simplified Chinese; same length, same offsets.

    The last answer is kept: of a document its date and its reading are asked for one after the other.
    """
    text = _WIDE.sub(_half_width, text)
    text = _FORMAL.sub(lambda match: match[0].translate(_FORMAL_PLAIN), text)
    text = _POINT.sub(".", text)
    if any(mark in text for mark in _APOSTROPHES_WRITTEN):
        text = _THOUSANDS.sub(lambda match: match[0].translate(_APOSTROPHES), text)
    if "萬" in text or "億" in text:
        text = text.translate(_SCALES)
    if "<" in text or "&" in text:
        text = _MARKUP.sub(lambda match: " " * len(match[0]), text)
    if '"' in text:
        text = _straight_quotes(text)
    if "「" in text or "『" in text:
        text = text.translate(_CORNERS)
    text = _COMMA.sub("，", text).replace(";", "；")
    if text.count("。") < text.count(".") and len(_STOP.findall(text)) > max(text.count("。"), 2):
        # A page that ends its sentences so; in others a point between characters is one in a name (努尔.买买提).
        text = _STOP.sub("。", text)
    if is_traditional(text):
        text = text.translate(to_simplified())
    return text
