"""A page's running text as a browser shows it: inline tags part no words, what is struck out or hidden is not there, 5400m<sup>2</sup> is 5400m².

Done on the mark-up before the main text is taken out, because the extractor ends a line at inline tags of short pages.
"""

from __future__ import annotations

import re

_ATTRIBUTES = r"(?:\s[^<>]{0,2000})?"
# Every pattern takes a bounded stretch without another opening tag of its kind, so that the work stays linear.
_STRUCK = re.compile(rf"<(del|s|strike){_ATTRIBUTES}>[^<>]{{0,300}}</\1\s*>", re.IGNORECASE)
_HIDDEN = re.compile(
    r"<(span|font|i|b|em|strong|p|div|sup|sub|label|a)\b[^<>]{0,500}?(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*[;\"'])[^<>]{0,500}>[^<>]{0,300}</\1\s*>",
    re.IGNORECASE,
)
_POWER = re.compile(rf"(?<=[mM米尺])\s{{0,2}}<sup{_ATTRIBUTES}>\s{{0,2}}([23])\s{{0,2}}</sup\s*>", re.IGNORECASE)
# A note's number stands raised beside its word, and is no digit of the number behind it.
_NOTE = re.compile(rf"<sup{_ATTRIBUTES}>(?:<a{_ATTRIBUTES}>)?\s{{0,2}}[\[(（〔]?[\d*※①-⑳]{{1,3}}[\])）〕]?\s{{0,2}}(?:</a\s*>)?</sup\s*>", re.IGNORECASE)
_INLINE = re.compile(rf"</?(?:span|font|strong|b|em|i|u|small|big|mark|sup|sub|o:p|st1:\w{{1,20}}){_ATTRIBUTES}>", re.IGNORECASE)


def as_shown(page: str) -> str:
    """The mark-up with nothing hidden or struck out in its running text, and no inline tags."""
    page = _STRUCK.sub("", page)
    page = _HIDDEN.sub("", page)
    page = _POWER.sub(lambda found: "²" if found[1] == "2" else "³", page)
    page = _NOTE.sub("", page)
    return _INLINE.sub("", page)
