"""Text that was broken at a fixed width, in the middle of words and numbers (a page of a PDF, a mail): its line ends part nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from transforms.text.articles import read_header
from transforms.text.segmenter import words

_LINE = re.compile(r"[^\r\n]+")
_LEAST_LINES = 6
_LEAST_WIDTH = 36
"""Columns of the narrowest page; narrower ones are columns of a newspaper, which are read line by line."""
_PLAY = 3
"""Columns by which a full line may fall short: a stop or a wide character that would not fit."""
_LOOSE_PLAY = 0.3
"""As a share of the widest line, where words are cut at the line ends: a scanned page, or one that was broken by hand."""
_CUT_SHARE = 0.1
"""At how many of its line ends such a text has a word cut at least; between the items of a list hardly any is."""
_AROUND = 6
"""Characters on both sides of a line end by which it is told whether a word goes over it."""
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
    wide = _width(max((match[0] for match in found), key=len)) * (1 - _LOOSE_PLAY)
    if sum(2 * (match.end() - match.start()) >= wide for match in found) < _FULL_SHARE * len(found):
        return
    lines = [(match.start(), match.end(), _width(match[0])) for match in found]
    full = max(width for _, _, width in lines)
    if full < _LEAST_WIDTH:
        return
    for least, share_cut in ((full - _PLAY, 0.0), (full * (1 - _LOOSE_PLAY), _CUT_SHARE)):
        at_width = [end for _, end, width in lines if width >= least]
        broken = sum(text[end - 1] not in _ENDS for end in at_width)
        if len(at_width) < _FULL_SHARE * len(lines) or 2 * broken < len(at_width):
            continue
        ends = [
            (end, start)
            for (_, end, width), (start, _, _) in itertools.pairwise(lines)
            if width >= least and text[end - 1] not in _ENDS and text.count("\n", end, start) <= 1 and not _OPENS.match(text, start)
        ]
        if not share_cut or sum(_cuts_word(text, end, start) for end, start in ends) >= share_cut * len(ends):
            yield from ends
            return


def _cuts_word(text: str, end: int, start: int) -> bool:
    """Whether a word goes over a line end: 产|业, 开|发区."""
    before = text[max(0, end - _AROUND) : end]
    at = 0
    for word in words(before + text[start : start + _AROUND]):
        at += len(word)
        if at >= len(before):
            return at > len(before)
    return False
