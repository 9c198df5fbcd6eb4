"""What is told behind a figure or ahead of it of things that are not there yet: 3个有望近期签约, 等到全部投产，…, 明年5月投产，年产能….

`forecast` is what somebody expects (预计, 有望) or what a thing will do once it is finished, `target` what somebody means to do.
"""

from __future__ import annotations

import re

from transforms.text.said import hint

_BEHIND = re.compile(
    r"[\u4e00-\u9fa50-9]{0,12}?(?:即将|可望|有望|均可|可(?:在|于)|预计(?:于|在|今|明|年|\d)|(?:年|月)底?可(?=[贯通建竣投完开])"
    r"|将(?:于|在|陆续|全面|开|建|投|竣)|要在|拟(?:于|在)|计划(?:于|在|年)|(?<![主重必需首想只不])要(?:竣工|开工|动工|投产|交付|完工|封顶))"
)
_BEHIND_STOP = re.compile(
    r"(?![^，。；,;]*(?:已|正在|封顶|具备|完成|进场|到位|在建|开工|签|投产|竣工))[^，。；,;\d]{0,14}[，,](?:力争|计划|预计|确保|争取|拟)(?:于|在)?(?![^，。；,;]*(?:还有|另有|还将))[^，。；,;]{0,14}?(?:投产|建成|完工|竣工|交付|投用|达产|投运|启用|开工|动工)"
)
_HOPED = re.compile(r"有望|可望|预计|年底可|月底?可")
_LAID_DOWN = re.compile(r"规划|计划|拟|安排")
# 等到全部投产，每年新增产值|20亿元
_ONCE_DONE = re.compile(
    r"(?:等到|待到|(?<=[，。；,;“])[等待](?!\d|[一二两三四五六七八九十]))[^，。；,;]{0,12}(?:投产|达产|建成|投用|投运|完工|交付)(?:后|时)?[，,]"
)
_MEANT = re.compile(r"力争|确保|争取|计划|目标|拟")
# 新厂明年5月投产，年产能翻两番: what a thing can do that is not finished yet.
_TO_BE_DONE = re.compile(
    r"(?:明年|今年|20\d\d年|年底|年内|\d{1,2}月|季度)[^，。；,;]{0,12}(?:投产|建成|交付|投用|完工|竣工|达产|投运|试产|启用)(?:使用|运营)?[，,](?:届时)?[^。；;]*\Z"
)

BEHIND_SAID, ONCE_SAID = hint(_BEHIND, _BEHIND_STOP), hint(_ONCE_DONE)
"""What may match in a sentence where one of the questions below is answered with yes."""


def told_behind(text: str, kind: str, clause: int, start: int, end: int, right: int, sentence_end: int) -> str:
    """forecast or target where the words behind a figure say that it is still to come (3个有望近期签约, 4个项目要竣工); empty where they do not."""
    if kind not in ("count", "people", "area"):
        return ""
    found = _BEHIND.match(text, end, right)
    if found is None and kind != "area":
        found = _BEHIND_STOP.match(text, end, sentence_end)
    if found is None:
        return ""
    hoped = _HOPED.search(found[0]) is not None and _LAID_DOWN.search(text, clause, start) is None
    return "forecast" if hoped else "target"


def once_done(text: str, segment: int, start: int) -> bool:
    """等到全部投产，每年…: a thing has to be finished first, and nobody promises."""
    return _ONCE_DONE.search(text, segment, start) is not None and _MEANT.search(text, segment, start) is None


def of_unfinished(text: str, segment: int, start: int) -> bool:
    """明年5月投产，年产能…: what a thing will do that is finished on a later day, and nobody promises."""
    return _TO_BE_DONE.search(text, segment, start) is not None and _MEANT.search(text, segment, start) is None
