"""Units and counters: seeds/units.csv as a table that matches at a position."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

_LINE_END = r"\r?\n"
_LONGEST = 5
"""Characters in which a unit may be broken by the end of a line."""


class Unit(NamedTuple):
    """A base unit, what a surface form is multiplied by to reach it, and its kind (money, percent, count ...)."""

    unit: str
    factor: Decimal
    kind: str


# What follows a counter where it is no counter: 家具, 位于, 个人, 次要, 项目 (but 12项目标 ...), 人民.
_NOT_BEFORE = {
    "家": "具园庭电长乡",
    "位": "于居列置",
    "个": "体性",
    "次": "日年月要",
    "人": "民口均才工力事大为物生类间文行气",
    "台": "湾商胞阶风",
    "条": "件例",
    "道": "路理德具场教士县府道家观口里闸琼孚真达",
    "成": "立为功效果本员绩长交品熟都型了就",
    "度": "假",
    "门": "槛户",
    "种": "植养子",
    "场": "地所馆",
    "处": "理置于",
    "份": "额",
    "期": "间待",
    "类": "似",
    "片": "区面",
    "车": "间站辆牌主型险道位载",
    "包": "括含容",
    "部": "分门署级委队落件长位",
    "双": "方向重创高休拥语赢一减碳控城系招认集随随百千",
    "头": "部号等衔条企盘羊疼条脑",
    "升": "级至到温值幅学任腾",
    "块": "状链土地",
    "天": "津然气下易猫地空府水山",
    "元": "旦素件宝宵",
    "倍": "增感",
    "米": "兰粉饭",
    "斤": "",
    "支": "持付部撑援出队",
    "只": "有要是",
    "例": "如外会",
    "户": "外籍",
    "首": "次个批家届府都先席创要",
    "本": "地市县区省报次年月届科土",
    "班": "子级",
    "套": "路",
    "件": "套",
    "起": "来步点源飞跑义诉草价止初码伏到至于用",
    "平方": "公千厘分毫",
    "立方": "厘分",
    "圆": "满形桌",
    "柜": "台体员面子",
}


# ... and where it is one all the same: 48家园区企业, 5家电子企业, 3个体育项目.
_STILL = frozenset(
    "园区 园林 电子 电商 电力 电池 电缆 电气 电镀 电网 电动 电机 电信 具有 具备 长三 体育 体系 体验 次级 人工 期货 地产 地块 场景 所属 置业 员工 道口".split()
)


class UnitTable:
    """The longest unit at a position."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self._units: dict[str, Unit] = {}
        for row in rows:
            self._units.setdefault(row["surface"], Unit(row["unit"], Decimal(row["factor"]), row["kind"]))
        by_first: dict[str, list[str]] = {}
        for surface in sorted(self._units, key=len, reverse=True):
            by_first.setdefault(surface[0], []).append(re.escape(surface))
        self._forms = {first: re.compile("|".join(surfaces)) for first, surfaces in by_first.items()}
        self._broken = {
            first: re.compile("|".join(rf"(?:{_LINE_END})?".join(surface) for surface in surfaces if len(surface) > 1 and surface.isalpha()) or "(?!)")
            for first, surfaces in by_first.items()
        }
        self.first_characters = frozenset(by_first)

    def match(self, text: str, position: int, limit: int) -> tuple[Unit, int] | None:
        """The unit that starts at a position and its end; None where none does or where it is part of a word."""
        forms = self._forms.get(text[position : position + 1])
        if forms is None:
            return None
        if "\n" in text[position + 1 : position + _LONGEST] and (wrapped := self._broken[text[position]].match(text, position, limit)) is not None:
            if "\n" in wrapped[0] and (whole := self._units.get("".join(wrapped[0].split()))) is not None:
                # 2650万美 / 元: a unit that the end of a line breaks.
                return whole, wrapped.end()
        while found := forms.match(text, position, limit):
            surface, end = found[0], found.end()
            follower = text[end : end + 1]
            if len(surface) == 1 and follower and follower in _NOT_BEFORE.get(surface, "") and text[end : end + 2] not in _STILL:
                return None
            if surface[0].isascii() and surface[-1].isalpha() and follower.isascii() and follower.isalpha():
                # A part of a Latin word: only a shorter form can be the unit.
                limit = end - 1
                continue
            return self._units[surface], end
        return None
