"""Numbers that a scanner or a typesetter broke: 1 23.6 亿, 60. 5 亿元."""

from __future__ import annotations

import re

# A scanner's gap inside a number: "1 23.6 亿", "18305" broken by a line end. In running Chinese two numbers never
# stand side by side with only one space between them.
_BROKEN = re.compile(
    r"(?<=[\u4e00-\u9fa5，。、 (])\d{1,3}(?:[ ](?=[.\d])|\r?\n(?=\d))(?:\d|\.(?=\d)|[ ](?=\.)|(?<=\.)[ ](?=\d)){1,12}(?=\s{0,2}[%％万亿元个家项人户吨平亩名台件条])"
)
# A gap behind the point: "60. 5 亿元". Where a single digit follows punctuation or begins a line, "1. 5个项目" is the first of a list.
_BROKEN_POINT = re.compile(
    r"(?:(?<=[\u4e00-\u9fa5、 (])\d{2,4}|(?<=[\u4e00-\u9fa5])\d|(?<=[\u4e00-\u9fa5] )\d|(?<=[\u4e00-\u9fa5、]\n)\d{1,4})\.[ ]{1,2}\d{1,4}(?=\s{0,2}[%％万亿元个家项人户吨平亩名台件条公千米倍套辆艘座倍册度])"
    # 14. 2%、8. 1%, 2650 套,1. 1 万名: no item of a list is numbered before a percentage or 万.
    r"|(?<=[，,、])\d\.[ ]{1,2}\d{1,4}(?=\s{0,2}[%％万亿])"
)
_GAPS = re.compile(r"[ \r\n]")


def broken_number(text: str, start: int, end: int, limit: int) -> re.Match[str] | None:
    """The whole of a number whose first piece is text[start:end]; None where nothing is broken."""
    following = text[end : end + 1]
    found = _BROKEN.match(text, start, limit) if following in (" ", "\r", "\n") and following else None
    if following == "." and text[end + 1 : end + 2] == " ":
        found = _BROKEN_POINT.match(text, start, limit)
    # 2019 365家: the first of two pieces is a year, as in the cells of a table.
    return found if found is not None and found.end() > end and not _YEAR_CELL.match(found[0]) else None


def without_gaps(text: str) -> str:
    """A broken number put together again."""
    return _GAPS.sub("", text)


_YEAR_CELL = re.compile(r"(?:19|20)\d\d\s")
