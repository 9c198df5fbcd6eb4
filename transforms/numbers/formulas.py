"""Figures that a scanner set as formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.numbers.numerals import parse_numeral, scale_of
from transforms.numbers.quantity import Quantity

_OCR = re.compile(r"\$?\s*(?<![\d.])(\d(?:[\d. ]{0,12}\d)?)\s*(?:\\%\s*\$?|%\s*\$|\$(?P<unit>[万亿]{0,2}元))")


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
