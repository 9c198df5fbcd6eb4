"""Text that was broken at a fixed width, in the middle of words and numbers (a page of a PDF, a mail): its line ends part nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]+")
_LEAST_LINES = 6
_LEAST_WIDTH = 36
"""Columns of the narrowest page; narrower ones are columns of a newspaper, which are read line by line."""
_PLAY = 3
"""Columns by which a full line may fall short: a stop or a wide character that would not fit."""
_FULL_SHARE = 0.5
"""How many of the lines are full at least."""
_HEADER = re.compile(r"(?:source|title|date|url|author|link) ?:", re.IGNORECASE)
_ENDS = frozenset("。！？!?：:；;…")
# 一、, (二), 3.: a line that begins so is a heading or an item whatever stands above it; 3.5亿元 is none.
_OPENS = re.compile(r"[ \u3000]{2}|[(（]?[一二三四五六七八九十]{1,3}[、)）.．]|[(（]?\d{1,2}(?:[、)）．]|\.(?!\d))|[-·•●■◆▪◇○*>#|—]")


def _width(line: str) -> int:
    """Columns that a line takes: a Chinese character two, a Latin letter or a digit one."""
    return len(line) + sum(character > "\u2000" for character in line)


def wrapped_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where line ends part nothing, as stretches of text; none where a text is not broken at one width."""
    lines = [(m.start(), m.end(), _width(m[0])) for m in _LINE.finditer(text) if m[0].strip() and not _HEADER.match(m[0])]
    full = max((width for _, _, width in lines), default=0)
    if len(lines) < _LEAST_LINES or full < _LEAST_WIDTH:
        return
    at_width = [end for _, end, width in lines if width >= full - _PLAY]
    broken = sum(text[end - 1] not in _ENDS for end in at_width)
    if len(at_width) < _FULL_SHARE * len(lines) or 2 * broken < len(at_width):
        return
    for (_, end, width), (start, _, _) in itertools.pairwise(lines):
        if width < full - _PLAY or text[end - 1] in _ENDS or text.count("\n", end, start) > 1 or _OPENS.match(text, start):
            continue
        yield end, start
