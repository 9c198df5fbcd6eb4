"""Time expressions are only tried where one can begin: that must leave none out."""

from __future__ import annotations

import random

from transforms.times import pattern

_PIECES = [
    *"0123456789一二三四五六七八九十零两半数多几今本去上前明来下后截自从由于至首全年岁月当目现如迄眼时近日最不早些连昨同次翌转未过此每周星凌晚头末民挂成封开获设建组运启揭投正新Q“\"‘第",
    *"百到这度季底末初旬个点分许号天期久载余内间续为止有已共在：:—-~－ \n，的家٣１",
    "今年", "去年", "上半年", "前三季度", "截至", "目前", "个月", "近日", "以来", "期间", "周年", "上午", "星期", "同一天", "十三五", "2020", "2021.3.5", "20210305", "21Q3", "次年", "开年以来", "挂牌以来", "活动开展以来", "1、2月", "一至三季度", "上季度", "上周五", "昨(29)日", "国110年", "二零", "到目前为止",
]  # fmt: skip


def test_every_match_of_the_pattern_begins_at_an_opening() -> None:
    chance = random.Random(20)
    found = 0
    for _ in range(20_000):
        text = "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 25)))
        every = [match.span() for match in pattern.PATTERN.finditer(text)]
        assert [match.span() for match in pattern.tried(text, 0, len(text))] == every, text
        found += len(every)
    assert found > 10_000
