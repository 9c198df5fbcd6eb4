"""Anniversaries, which tell when a page was written: 挂牌三周年 of what was opened on 2019年8月30日."""

from __future__ import annotations

import re

from transforms.times.parts import number_of

_OPENED = "(?:揭牌|挂牌|成立|设立|获批|启动建设|开园|封关运作|封关)"
_OPENED_IN = re.compile(rf"((?:19|20)\d\d)年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:正式)?(?:获批)?{_OPENED}")
# 挂牌三周年, 运行已满3年
_YEARS_OLD = re.compile(rf"(?:{_OPENED}|建区|运行|运营)(?:已|满|迎来|走过|以来)*([一二两三四五六七八九十]{{1,3}}|\d{{1,2}})(?:周年|年(?=来|[，。；,;\n]))")


def anniversary(text: str) -> int | None:
    """The year of the anniversary that a page tells of; None where it tells of none, or of several openings."""
    opened = {int(match[1]) for match in _OPENED_IN.finditer(text)}
    old = _YEARS_OLD.search(text)
    return opened.pop() + number_of(old[1]) if old is not None and len(opened) == 1 else None
