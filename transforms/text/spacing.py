"""Spaces that a typesetter puts around numbers: 2023 年 6 月，完成产值 157.4 亿元. They part no words; cells of a row stay apart."""

from __future__ import annotations

import re

_HAN = r"\u3400-\u9fff”》）)"
_SPACE = "[ \u00a0\u2002\u2009]"
# What a number is a number of, or is written with; a number that something else follows may be a cell of its own.
_UNITS = "年月日号时季度亿万千百个家户项名人次平公吨亩倍元美欧港米克辆台套件条座栋处所批场只株头架艘班趟位款种类级层期届多余%％‰億萬個戶項噸畝條處層種類級"
_BEFORE_NUMBER = rf"(?<=[{_HAN}]){_SPACE}(?=\d[\d.,，]{{0,15}}{_SPACE}?[{_UNITS}至到—–~～-])"
_BEHIND_NUMBER = rf"(?<=\d){_SPACE}(?=[{_UNITS}])"
_BEHIND_DATE = rf"(?<=\d[年月日]){_SPACE}(?=[{_HAN}\d])"
_BEHIND_SHARE = rf"(?<=[%％]){_SPACE}(?=以[上下内]|左右|的)"
SPACED = f"{_BEFORE_NUMBER}|{_BEHIND_NUMBER}|{_BEHIND_DATE}|{_BEHIND_SHARE}"
# The space stands first, so that the search is fast; what stands before is looked at behind it.
_IS_SPACED = re.compile(rf"{_SPACE}(?:(?:(?<=\d{_SPACE})|(?<=\d[年月日]{_SPACE}))(?=[{_UNITS}\d])|(?<=[{_HAN}]{_SPACE})(?=\d))")


def has_spacing(text: str) -> bool:
    """Whether a text may hold such spaces at all."""
    return _IS_SPACED.search(text) is not None
