"""What of a text a reader sees: characters that show nothing, line ends inside a number or at a fixed width, spaces around numbers, pinyin behind
characters and verbs in brackets are taken out.

The reader reads the text without them; `Visible.original` leads every offset back to the text as received.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from transforms.text.either_verb import EITHER_VERB, has_either_verb
from transforms.text.glosses import GLOSS, has_glosses
from transforms.text.spacing import SPACED, has_spacing
from transforms.text.wrapped import wrapped_ends

# Zero-width spaces and joiners, direction marks, soft hyphens, word joiners, byte order marks, variation selectors.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# 税收16.⏎7亿元: a line cut behind the decimal point. A line that holds the number alone ("1.⏎6家企业") is the head of a list,
# and things that are counted have no decimals.
_CUT_AT_POINT = r"(?<=\d\.)[ ]?\r?\n[ ]{0,4}(?=\d{1,4}[ ]?(?:[%％‰万亿]|个百分点|百分点|元|平方|公顷|公里|吨|亩|倍))"
# 5月8日上午⏎，某区…: no line of a text begins with a comma; what stood between was mark-up. A list number that was lost (、经济建设) stands below a full stop.
_LINE_BEFORE_COMMA = r"(?<=[^。！？!?；;：:\s])[^\S\n]{0,4}\r?\n\s{0,8}(?=[，、；：]|,(?!\d))"
_COMMA_OPENS_LINE = re.compile(r"\n\s{0,8}[，、；：,]")
_NOTHING_SHOWN = f"[{_INVISIBLE}]+"
_CUT = f"(?P<cut>{_CUT_AT_POINT})"
_POINT_AT_LINE_END = re.compile(r"\.[ ]?\r?\n")
# **一、经济运行**: what a converter makes of bold type; in ***万吨 a number was struck out.
_BOLD = re.compile(r"(?<!\*)\*\*[^*\n]{1,200}\*\*(?!\*)")
_OPENS_LINE = re.compile(r"(?:^|\n)[^\S\n]*\d*\.\Z")


class Visible(NamedTuple):
    """The visible text, and behind how many of its characters something was taken out (ascending)."""

    text: str
    gaps: Sequence[int] = ()

    def original(self, position: int) -> int:
        """The offset in the text as received of a character of the visible text."""
        return position + bisect_right(self.gaps, position)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the visible text as one of the text as received; what is unseen at its edges stays outside."""
        return (self.original(start), self.original(end - 1) + 1) if end > start else (self.original(start), self.original(start))


@functools.cache
def _taken_out(cut: bool, commas: bool, glosses: bool, either: bool, spaced: bool) -> re.Pattern[str]:
    """What is taken out of a text. Few pages hold lines cut at a point, glosses or such verbs; the search for the rest alone is several times as fast."""
    parts = [
        _NOTHING_SHOWN,
        *([_CUT] if cut else []),
        *([_LINE_BEFORE_COMMA] if commas else []),
        *([GLOSS] if glosses else []),
        *([EITHER_VERB] if either else []),
        *([SPACED] if spaced else []),
    ]
    return re.compile("|".join(parts))


def visible(text: str) -> Visible:
    """The text without what shows nothing; the same object where there is nothing to take out."""
    gaps: list[int] = []
    parts: list[str] = []
    position = kept = 0
    unseen = _taken_out(
        _POINT_AT_LINE_END.search(text) is not None, _COMMA_OPENS_LINE.search(text) is not None, has_glosses(text), has_either_verb(text), has_spacing(text)
    )
    spans = [
        match.span() for match in unseen.finditer(text) if match.lastgroup != "cut" or not _OPENS_LINE.search(text, max(0, match.start() - 24), match.start())
    ]
    wraps = list(wrapped_ends(text))
    marks = [span for bold in _BOLD.finditer(text) for span in ((bold.start(), bold.start() + 2), (bold.end() - 2, bold.end()))] if "**" in text else []
    if marks or wraps:
        spans = sorted([*spans, *marks, *wraps])
    for start, end in spans:
        if start < position:
            continue
        parts.append(text[position:start])
        kept += start - position
        gaps.extend([kept] * (end - start))
        position = end
    if not gaps:
        return Visible(text)
    parts.append(text[position:])
    return Visible("".join(parts), gaps)


def is_reordered(text: str) -> bool:
    """Whether marks of direction stand in a stretch of text: what the page shows may be in another order."""
    return _BIDI.search(text) is not None
