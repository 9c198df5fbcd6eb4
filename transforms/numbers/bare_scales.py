"""Numbers that leave their unit out: 投资3亿 is money, 员工2万 are people, 同比增长26.1 is per cent."""

from __future__ import annotations

import re
from decimal import Decimal

from transforms.numbers.units import Unit

# 300万政策性天使投资, 200亿引导基金: the unit left out is 元; 3万部, 20万双 count things that the table of units lacks.
_MONEY_MAY_FOLLOW = re.compile(
    r"\s*(?:$|[，。；、,;：:！!？?…”\"')）\]】（(\-—~至到]|以上|以下|左右|多|余|的|级|政策|财政|引导|市场|担保|贷款|资金|投资|产业|基金|订单|补|奖|扶持|专项|意向|融资|授信|税|产值|园区|集群|工程|计划|元|和|与|及|增|降|提|减|研|大关|规模|企业|项目|销售|营收|收入|合同)"
)
# 撬动技改资金40亿打造…: what stands before says that it is money, whatever follows.
_MONEY_BEFORE = re.compile(
    r"(?:资金|投资额?|投入|投了|产值|税收|营收|收入|贷款|融资|授信|利润|补贴|销售额|交易额|进出口额?|出口额)(?:达到?|超过?|突破|近|约|逾|共|为|了){0,2}\Z"
)
# 常住人口逾17万: heads are counted without their word.
_PEOPLE_BEFORE = re.compile(
    r"(?:人口|员工|职工|工人|[业工管术]人员|居民|村民|师生|学生|劳动力|民工|游客|客流量?)(?:总?数|规模)?(?:达到?|超过?|突破|不足|不到|将近|接近|多达|高达|近|约|逾|共|为|有|了|已|仅|上){0,3}\Z"
)
# 20万产业工人: and people are counted before their word.
_PEOPLE_BEHIND = re.compile(r"[\u4e00-\u9fa5]{0,4}?(?:工人|职工|员工|群众|农民|居民|村民|学生|师生|游客|人口|移民|大军|用户)")
# 一万三, 两千五: as it is said.
_COLLOQUIAL = re.compile(r"[一二两三四五六七八九]{1,3}[万千][一二三四五六七八九]")
# 比去年同期增长|42。 and ，增长|26.9，: a growth whose sign a converter has lost; 新增企业12, is a count.
_GROWTH_BEFORE = re.compile(
    r"(?:(?:同比|环比|[与比较](?:[上去]年|上月)(?:同期)?(?:相比)?)[，,]?(?:增长|增加|上升|提高|下降|减少)|[，,；;](?P<alone>增长|下降))了?\Z"
)
GROWTH_ENDS = frozenset("长降升高加少了")
"""Last characters before a number that may be a growth without its sign."""
CLAUSE_ENDS = frozenset("，。；、,;")
_PERCENT = Unit("%", Decimal(1), "percent")
_YUAN = Unit("元", Decimal(1), "implied")
_PEOPLE = Unit("人", Decimal(1), "people")


def unit_left_out(text: str, start: int, number: str, end: int, limit: int) -> Unit | None:
    """The unit that the number text[start:end] leaves out, by what stands around it; None where it counts things unknown."""
    if number[-1].isdigit():
        grows = _GROWTH_BEFORE.search(text, max(0, start - 16), start) if text[end : end + 1] in CLAUSE_ENDS else None
        return _PERCENT if grows is not None and number[0].isdigit() and len(number) <= 6 and (not grows["alone"] or "." in number) else None
    if _COLLOQUIAL.fullmatch(number) and text[end : end + 1] in ("", "。", "，", "；", "、", "”", "的"):
        return _YUAN
    if number[-1] == "万" and (_PEOPLE_BEFORE.search(text, max(0, start - 12), start) or _PEOPLE_BEHIND.match(text, end, limit)):
        return _PEOPLE
    if number[-1] not in "万亿" or not (_MONEY_MAY_FOLLOW.match(text, end, limit) or _MONEY_BEFORE.search(text, max(0, start - 8), start)):
        return None
    # 突破亿: a scale alone is an amount where something says how it was reached.
    return _YUAN if number[0].isdigit() or len(number) > 1 or (start and text[start - 1] in "破超过逾近") else None
