"""Text that was broken at a fixed width, in the middle of words and numbers (a page of a PDF, a mail): its line ends part nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from transforms.text.articles import read_header

_LINE = re.compile(r"[^\r\n]+")
_LEAST_LINES = 6
_LEAST_WIDTH = 36
"""Columns of the narrowest page; narrower ones are columns of a newspaper, which are read line by line."""
_PLAY = 3
"""Columns by which a full line may fall short: a stop or a wide character that would not fit."""
_FULL_SHARE = 0.5
"""How many of the lines are full at least."""
_ENDS = frozenset("。！？!?：:；;…")
# 一、, (二), 3.: a line that begins so is a heading or an item whatever stands above it; 3.5亿元 is none.
_OPENS = re.compile(r"[ \u3000]{2}|[(（]?[一二三四五六七八九十]{1,3}[、)）.．]|[(（]?\d{1,2}(?:[、)）．]|\.(?!\d))|[-·•●■◆▪◇○*>#|—]")


_WIDE = re.compile(r"[^\0-\u2000]+")


def _width(line: str) -> int:
    """Columns that a line takes: a Chinese character two, a Latin letter or a digit one."""
    return len(line) + sum(map(len, _WIDE.findall(line)))


def wrapped_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where line ends part nothing, as stretches of text; none where a text is not broken at one width."""
    _, body = read_header(text)
    found = [match for match in _LINE.finditer(text, body) if match[0].strip()]
    if len(found) < _LEAST_LINES:
        return
    # No line is wider than twice its characters: most texts have too few lines that could be as wide as the longest.
    wide = _width(max((match[0] for match in found), key=len)) - _PLAY
    if sum(2 * (match.end() - match.start()) >= wide for match in found) < _FULL_SHARE * len(found):
        return
    lines = [(match.start(), match.end(), _width(match[0])) for match in found]
    full = max(width for _, _, width in lines)
    if full < _LEAST_WIDTH:
        return
    at_width = [end for _, end, width in lines if width >= full - _PLAY]
    broken = sum(text[end - 1] not in _ENDS for end in at_width)
    if len(at_width) < _FULL_SHARE * len(lines) or 2 * broken < len(at_width):
        return
    for (_, end, width), (start, _, _) in itertools.pairwise(lines):
        if width < full - _PLAY or text[end - 1] in _ENDS or text.count("\n", end, start) > 1 or _OPENS.match(text, start):
            continue
        yield end, start
