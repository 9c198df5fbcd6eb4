"""What a part pulls along, in percentage points: 工业拉动全区经济增长3.1个百分点，建筑业拉动0.4个百分点."""

from __future__ import annotations

import re

from transforms.figures.choice import Choice
from transforms.frames.slots import Slot

_WHOLE = r"[拉带]动了?[^，。；;\d]{0,14}?(?:(?P<gdp>经济|GDP|(?:地区)?生产总值)|(?P<industry>(?:规上|规模以上)工业))的?增长了?(?:约|近)?"
_PULLS = re.compile(rf"{_WHOLE}\Z")
_PULLED_BEFORE = re.compile(rf"{_WHOLE}(?=[\d.]+个百分点)")
# 金融业|拉动|0.5个百分点, 餐饮业|下拉|0.9个百分点: of the whole that was named before.
_NOTHING_NAMED = re.compile(r"(?:拉动|下拉)了?(?:约|近)?\Z")
_REACH = 200
"""Characters before a part over which the whole is looked for."""


def pulled(text: str, slot: Slot) -> Choice | None:
    """The measure whose growth a part contributes to; None where the words name another or none (拉动固投8.1个百分点)."""
    if slot.q.kind != "points" or ("动" not in text[slot.left : slot.q.start] and "下拉" not in text[slot.left : slot.q.start]):
        return None
    whole = _PULLS.search(text, slot.left, slot.q.start)
    if whole is None and _NOTHING_NAMED.search(text, slot.left, slot.q.start):
        floor = max(0, slot.left - _REACH)
        whole = next(reversed(list(_PULLED_BEFORE.finditer(text, text.rfind("\n", floor, slot.left) + 1 or floor, slot.left))), None)
    if whole is None:
        return None
    name = "gdp" if whole["gdp"] else "industry"
    return Choice("gdp" if whole["gdp"] else "industrial_value_added", whole.start(name), whole.end(name), "growth_left")
