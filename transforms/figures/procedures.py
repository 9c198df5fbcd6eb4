"""Durations that a procedure takes, where no word names them: 从递件到过审用了10天, 走完前期手续要110天, 22分钟备案证就到手."""

from __future__ import annotations

import re

# From a step of a procedure to a later one.
_COURSE = re.compile(
    r"(?P<first>递件|立项|签约|拿地|摘地|申报|受理|提交|报件|赋码|备案|看房|申请|报关|交件|收件|洽谈)[^。；;]{0,12}?(?:到|至)[^。；;]{0,14}?"
    r"(?:动土|开工|过审|拿证|拿[^，。；]{0,3}证|取证|领证|取得|领到|出区|放行|办结|审批|许可|出证|发证|办妥|打桩|破土|交地|开门|营业)[^。；;\d]{0,24}\Z"
)
_FORMALITIES = re.compile(r"(?:手续|审批|证照|执照|许可证|备案证|通关|报关|验放|查验|办照|办证)[^。；;\d]{0,14}\Z")
_BEHIND = re.compile(r"[^，。；;]{0,8}?(?:证|执照|批文|批复|手续)[^，。；;]{0,6}?(?:到手|办好|办妥|办完|办齐|拿到|办结|领到|齐了|下来)")
# 从签约到破土只隔了4个月: how fast a project went, not how long an office took.
_BUILDING = frozenset({"签约", "洽谈", "拿地", "摘地"})
_SHORT = frozenset({"天", "日", "工作日", "个工作日", "小时", "个小时", "分钟"})


def is_procedure(text: str, segment: int, start: int, end: int, limit: int, unit: str) -> bool:
    """Whether the duration at start..end is what a procedure took."""
    course = _COURSE.search(text, max(segment, start - 60), start)
    if course is not None:
        return unit in _SHORT or course["first"] not in _BUILDING
    if unit not in _SHORT:
        return False
    return _FORMALITIES.search(text, max(segment, start - 30), start) is not None or _BEHIND.match(text, end, limit) is not None
