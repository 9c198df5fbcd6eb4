"""Lists of parks beside counties and cities: 某经开区、昌黎县和卢龙县的财政收入分别为18.9亿元、12.3亿元和10.8亿元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.names.parks import ParkMention

PLACE_ITEM = ""
"""What stands for an item of a list that is no park."""

_JOINT = r"(?:、|和|与|及|以及)"
_PLACE = r"[\u4e00-\u9fa5]{1,5}?(?:县|市|(?<![片园])区|旗)"
_JOINED = re.compile(_JOINT)
_BEHIND = re.compile(rf"{_JOINT}(?P<item>{_PLACE})(?={_JOINT}|的|等|[，,：:\d]|[\u4e00-\u9fa5]{{0,4}}分别|[三四五六七八九]地)")
_BEFORE = re.compile(
    rf"(?P<item>(?<=[、，。；的有为是])[\u4e00-\u9fa5]{{1,4}}(?:县|市|(?<![片园])区|旗)|(?<![\u4e00-\u9fa5])[\u4e00-\u9fa5]{{1,4}}(?:县|市|(?<![片园])区|旗)){_JOINT}\Z"
)


def mixed_lists(text: str, start: int, end: int, mentions: Sequence[ParkMention]) -> Iterator[tuple[int, list[ParkMention | None]]]:
    """The lists of a sentence in which parks stand beside places: where each ends, and its items in order (None for a place)."""
    by_start = {m.start: m for m in mentions}
    done = start
    for mention in mentions:
        if mention.start < done or not mention.key:
            continue
        items: list[ParkMention | None] = [mention]
        at = mention.start
        while (before := _BEFORE.search(text, max(start, at - 9), at)) is not None and before.start("item") >= done:
            at = before.start("item")
            # 高新区和某经开区: a park by its class.
            items.insert(0, by_start.get(at))
        at = mention.end
        while at < end:
            joint = _JOINED.match(text, at, end)
            if joint is not None and (park := by_start.get(joint.end())) is not None and park.key:
                items.append(park)
                at = park.end
            elif (place := _BEHIND.match(text, at, end)) is not None:
                items.append(None)
                at = place.end("item")
            else:
                break
        done = at
        if len(items) > 1 and None in items:
            yield at, items
