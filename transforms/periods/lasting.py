"""What is so at no one time: what a thing can do, what it is made up of, how long and wide it is.

Such a figure takes a time that its own clause names or up to which figures are counted, and none that only stands around it.
"""

from __future__ import annotations

import re

# 园区划分为四个产业组团, 直管区下辖顶山、泰山等7个街道
_MADE_UP = re.compile(r"(?:构成|组成|划分为|细分为|下辖|现辖|辖有|辖区有|下设|内设|统辖)[^。；;\d]{0,60}\Z")
# 由保税加工区、物流区、查验区四个功能片区构成
_MADE_OF = re.compile(r"由[^，。；;\d]{2,60}\Z")
_MADE_OF_BEHIND = re.compile(r"[\u4e00-\u9fa5]{0,8}(?:构成|组成)")
# 能接纳1620名孩子, 可设展位120个, 年产能80万吨, 日烘干水稻3000吨, 设计日查验能力200标箱
_CAN = re.compile(
    r"(?:(?:可|能|可以|能够|足以)(?:同时)?(?:容纳|接纳|接待|停放|存放|安置|设)|产能|(?:处理|查验|检测|供水|供热|接待|吞吐|仓储|加工|生产)能力"
    r"|年产|日(?:处理|供水|供气|烘干|加工))[^，。；,;\d]{0,14}\Z"
)
# 东西长5.5公里、南北宽4公里
_ALONG = re.compile(r"(?<![增延])(?:[长宽高深]|全长|总长)(?:度)?(?:约|近|为|达)?\Z")
_LENGTHS = frozenset({"公里", "千米", "米", "里", "海里", "厘米"})
# 京口开发区五个特色园区之一
_ONE_OF = re.compile(r"[^，。；,;\d]{0,14}之一")
_NO_CAPACITY = frozenset({"元", "美元", "欧元", "港元", "%"})


# 年产10万吨|涂料项目, 日处理500吨的污水处理厂: the number is part of what a thing is called.
_YEARLY = re.compile(r"(?:年产|年加工|年处理|日产|日处理)(?:约|近|达)?\Z")
# 产能20万辆|的乘用车基地
_CAPACITY = re.compile(r"(?:产能|能力)(?:约|近|达|为)?\Z")
_THING = re.compile(r"[^，。；,;、\d]{0,24}?(?:项目|生产线|基地|工程|工厂|车间|装置|厂(?!房)|等\d+个)")


def is_capacity_of_name(text: str, start: int, end: int, limit: int) -> bool:
    """Whether the figure at text[start:end] only names a project by what it can make."""
    if _CAPACITY.search(text, max(0, start - 8), start) is not None and text.startswith("的", end):
        return True
    return _YEARLY.search(text, max(0, start - 6), start) is not None and _THING.match(text, end, limit) is not None


def is_lasting(text: str, clause: int, start: int, end: int, limit: int, unit: str) -> bool:
    """Whether the figure at text[start:end] says what lasts; `clause` begins its clause, `limit` ends its sentence."""
    if unit in _LENGTHS and _ALONG.search(text, clause, start):
        return True
    if unit not in _NO_CAPACITY and _CAN.search(text, clause, start):
        return True
    if _MADE_UP.search(text, clause, start) or _ONE_OF.match(text, end, limit):
        return True
    return _MADE_OF.search(text, clause, start) is not None and _MADE_OF_BEHIND.match(text, end, limit) is not None
