"""Lists of what is to be done: 2025年，某区将…。⏎一是…⏎二是…, whose items say no more of it than that."""

from __future__ import annotations

import re

from transforms.text.sentences import last_stop

_STOPS = "。；;！"
# 今年，某区将锚定目标、…, 下一步，园区要…: what a sentence means to do before it lists how.
_MEANS = re.compile(
    r"(?:今年|明年|20\d\d年|新的一年|下一步|下半年|下一阶段|下阶段|接下来|未来)[，,](?:[^。；;\d]{0,24}?[，,])?[^，。；;\d]{0,16}?"
    r"(?:将(?!近|来|军)|(?<![主重必需首还想只])要(?![求点素]))[^。；;\d]*\Z"
)
# 一是, 二是, 首先，
_ITEM = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}[是抓要]|首先[，,]|其次[，,]|第[一二三四五六七八][，,])")
_FIRSTS = ("一是", "一抓", "一要", "首先")
_MOST_ITEMS = 12
_LONGEST_LIST = 1500
"""Characters of a line in which such a list is looked for."""
_LONGEST_LEAD = 240
"""Characters of the sentence that leads over to the list."""


def in_planned_list(text: str, position: int) -> bool:
    """Whether a place stands in an item (一是…) of a list that a sentence of intent leads over to, in its own line or in one above."""
    opens = text.rfind("\n", max(0, position - _LONGEST_LIST), position) + 1
    reach = max(opens, position - _LONGEST_LIST)
    at = position
    while (at := max(text.rfind(first, reach, at) for first in _FIRSTS)) >= 0:
        stop = at - 1
        while stop > reach and text[stop] in " \u3000":
            stop -= 1
        if stop > reach and text[stop] in "。；;：:！":
            # 今年，某区将…。一是…；二是…
            return _MEANS.search(text, last_stop(text, max(reach, stop - _LONGEST_LEAD), stop, _STOPS), stop) is not None
    if not _ITEM.match(text, opens):
        return False
    for _ in range(_MOST_ITEMS):
        above = text.rfind("\n", max(0, opens - _LONGEST_LIST), max(0, opens - 1)) + 1
        line = text[above : max(above, opens - 1)].rstrip(" \r\u3000。：:！")
        if opens == 0:
            return False
        opens = above
        if line.strip() and not _ITEM.match(line):
            start = max(last_stop(line, 0, len(line), _STOPS), len(line) - _LONGEST_LEAD)
            return _MEANS.search(line, start) is not None
    return False
