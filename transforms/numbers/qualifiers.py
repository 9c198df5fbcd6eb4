"""Words before and behind a number that make it a bound: 近, 超过, 上百, ≥, 以上, 左右."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?P<under>不得超过|不得高于|不得多于|不得大于|不能超过|不能高于|不可超过|将近|接近|不超过|不高于|不多于|不大于|不到|不足|不满|不及|未到|未满|少于|低于|小于|最多|至多|[≤≦<＜]|(?<![最附邻远靠亲])近)"
    r"|(?P<over>不得低于|不得少于|不得小于|不能低于|不能少于|不可低于|不少于|不低于|不小于|不下于?|不止|[跨迈越]过了?|至少|最少|超过了?|突破了?|超出|高于|多于|大于|逾|[≥≧>＞]|(?<![反跨赶])超|(?<![突打])破|(?:(?<=已经)|(?<![经通超度渡跨不冲]))过|(?<![以加赶])上)"
    r"|(?P<about>大约|约莫|差不多|约为|约占|约有|约达|约合|(?<![签合违邀特预公条契节制纽大守履])约|大概|大致|左右)"
)
AFTER = re.compile(
    r"\s?(?:(?P<over>及?以上|之上|开外|出头|多(?![种个项样名家元次方数级边重功])|有余|余(?![额地名个])|(?<=分之[一二三四五六七八九])强(?![大势项]))|(?P<under>以内|之内|以下|之下|(?<=分之[一二三四五六七八九])弱(?![势项]))|(?P<about>左右|上下(?![游级联班车楼料一齐同衔配功])|许(?![多可])))"
)
"""What stands behind the unit; its groups are over, under and about."""
AFTER_STARTS = frozenset("及以之开出多有余左上许强弱 \r\n\t")
"""The first characters that AFTER can have: most numbers need it not be tried."""
_BEFORE_ENDS = frozenset("近过于到足满多少了逾超破出上约为有占达合概致右及下止莫≤≦<＜≥≧>＞")


def qualifier_before(text: str, number_start: int, floor: int) -> tuple[int, str] | None:
    """近, 超过, 约 directly before a number: (where it starts, over, under or about)."""
    edge = number_start
    if text[edge - 1 : edge] == " " and edge - 1 > floor:
        # 超 2 亿元: a typesetter's space.
        edge -= 1
    if text[edge - 1 : edge] not in _BEFORE_ENDS:
        return None
    window = text[max(floor, edge - 4) : edge]
    for size in (4, 3, 2, 1):
        if len(window) >= size:
            head = _BEFORE.match(text, edge - size, edge)
            if head and head.end() == edge:
                if head[0] == "上" and text[number_start : number_start + 1] not in "十百千万亿":
                    # 上百家 is a hundred and more; 网上12项 is no bound.
                    return None
                return head.start(), str(head.lastgroup)
    return None
