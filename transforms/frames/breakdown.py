"""How a whole that was told is broken down: 按产业分，…; 从投向看，…; 这些项目中，…."""

from __future__ import annotations

import re

from transforms.text.sentences import last_stop

_BY = "产业|行业|领域|类别|类型|性质|产业类别|产业类型|行业类别|投资领域|产业领域|来源|来源地|投资来源|区域|地域|落点|投向|体量|规模|投资规模|布局|结构|进度"
_BREAKDOWN = re.compile(
    rf"(?:(?<![\u4e00-\u9fa5])|(?<=项目))(?:按(?:照)?(?:项目)?(?:{_BY})(?:来|划|上)?(?:分|看|讲)|[从分](?:项目)?(?:{_BY})(?:上|来)?(?:看|讲)|(?:这些|上述|这批|该批)项目(?:当?中|里))[，,：:]"
)
_REACH = 240
"""Characters before a part of a sentence in which the whole sentence begins."""


def is_breakdown(text: str, start: int, until: int) -> bool:
    """Whether what stands at text[start:until] tells once more, part by part, of what was told before: its noun and its time are those of the whole.

    从体量看，10亿元以上的项目4个；其余7个…: also behind a semicolon.
    """
    return _BREAKDOWN.search(text, last_stop(text, max(0, start - _REACH), start, "。！？!?\n"), until) is not None
