"""Parks of several places that share one class word: 镇江、淮安两家经济技术开发区, 长沙和株洲高新区."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping

from transforms.names.classes import CLASSES, WORD_CLASS
from transforms.names.mention import ParkMention
from transforms.text.alternatives import longest_of

_SHARED = frozenset({"经开区", "高新区", "综保区"})
_COUNTED = re.compile(
    rf"(?P<number>[两二三四五六七八九]|\d)(?:家|个|大)(?:国家级|国家)?(?P<word>{longest_of(word for name in sorted(_SHARED) for word in CLASSES[name] if not word.startswith('国家'))})"
)
_JOINS = frozenset("、和与及")
_NUMERALS = "一二三四五六七八九"


def coordinated(text: str, mentions: list[ParkMention], register: Mapping[str, object], cities: Container[str]) -> Iterator[ParkMention]:
    """The parks that only a place names, because another's class word stands for theirs too; those of a counted list with its class word.

    Each has to be a park of the register; a place alone before a park (北京、天津经开区) is one where both are.
    """
    for mention in mentions:
        if mention.registered and mention.class_name in _SHARED and text[mention.start - 1 : mention.start] in _JOINS:
            yield from _before(text, mention.start, mention.class_name, register, cities)
    starts = [mention.start for mention in mentions]
    for match in _COUNTED.finditer(text):
        # Names never overlap, so that all but the last before the words end before them too.
        first = max(0, bisect_left(starts, match.start()) - 1)
        if any(m.key and m.end > match.start() for m in mentions[first : bisect_left(starts, match.end())]):
            continue
        class_name = WORD_CLASS[match["word"]]
        last = _place_before(text, match.start(), class_name, register, cities)
        if not last:
            continue
        start = match.start() - len(last)
        others = list(_before(text, start, class_name, register, cities))
        if match["number"] in (str(len(others) + 1), _NUMERALS[len(others) : len(others) + 1]) or (match["number"] == "两" and len(others) == 1):
            yield from others
            yield ParkMention(start, match.end(), last.removesuffix("市") + class_name, class_name, True, known="register")


def _before(text: str, end: int, class_name: str, register: Mapping[str, object], cities: Container[str]) -> Iterator[ParkMention]:
    """The parks of the places that 、 or 和 joins to what begins at a place."""
    while end > 2 and text[end - 1] in _JOINS and (place := _place_before(text, end - 1, class_name, register, cities)):
        yield ParkMention(end - 1 - len(place), end - 1, place.removesuffix("市") + class_name, class_name, True, known="register")
        end -= 1 + len(place)


def _place_before(text: str, end: int, class_name: str, register: Mapping[str, object], cities: Container[str]) -> str:
    """The city right before a place in a text that has a registered park of a class called after it; empty where there is none."""
    for size in (4, 3, 2):
        place = text[max(0, end - size) : end]
        if place.removesuffix("市") in cities and f"{place.removesuffix('市')}{class_name}" in register:
            return place
    return ""
