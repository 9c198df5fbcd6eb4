"""Time expressions are only tried where one can begin: that must leave none out."""

from __future__ import annotations

import random

from transforms.times import times as timex

_PIECES = [
    *"0123456789一二三四五六七八九十零两半数多几今本去上前明来下后截自从由于至首全年岁月当目现如迄眼时近日最不早些连昨同次未过此每周星凌晚“\"‘第",
    *"百到这度季底末初旬个点分许号天期久载余内间续为止有已共在：:—-~－ \n，的家٣１",
    "今年", "去年", "上半年", "前三季度", "截至", "目前", "个月", "近日", "以来", "期间", "周年", "上午", "星期", "同一天", "十三五", "2020", "二零", "到目前为止",
]  # fmt: skip


def test_every_match_of_the_pattern_begins_at_an_opening() -> None:
    chance = random.Random(20)
    found = 0
    for _ in range(20_000):
        text = "".join(chance.choice(_PIECES) for _ in range(chance.randint(1, 25)))
        every = [match.span() for match in timex._PATTERN.finditer(text)]
        assert [match.span() for match in timex._matches(text, 0, len(text))] == every, text
        found += len(every)
    assert found > 10_000
