"""Numerals with a counter behind them that count nothing: numbers of sections, ordinals, bases of rates, names.

Each rule says with an example what it knows; what is caught here is no quantity at all and leaves no trace.
"""

from __future__ import annotations

import re

from transforms.numbers.quantity import Quantity

_COUNTED = re.compile(r"[\d半零一二两三四五六七八九]")
# 每万人发明专利, 万元GDP能耗, 每百元营业收入: what a rate refers to.
_BASE_OF_RATE = frozenset({"people", "count", "money", "weight", "energy", "area"})
# 九届四次全会, 十四届人大三次会议: the fourth session.
_SESSION_BEFORE = re.compile(r"届[\u4e00-\u9fa5]{0,8}\Z")
_SESSION_AFTER = re.compile(r"全会|全体|会议|大会|职代|理事|中全")
# 七匹狼集团, 三元食品, 三只松鼠股份: a firm whose name begins with a numeral; people and firms are counted before such words (两家公司).
_FIRM_AFTER = re.compile(r"(?!的)[\u4e00-\u9fa5]{0,8}?(?:公司|集团|股份|实业|药业|食品|乳业|酒业|科技|品牌|饭店|酒店)")
# 三元前驱体, 三元锂电池: what a compound is made of.
_COMPOUND = re.compile(r"前驱体|正极|锂|材料|电池|催化|聚合|乙丙|体系")
_PERSON_BEFORE = re.compile(
    r"(?:书记|主任|县长|市长|区长|局长|镇长|院长|负责人|厂长|董事长|总经理|经理|记者|通讯员)(?![共有等各约达近超为是的和及与在到约第同])[\u4e00-\u9fa5]\Z"
)
_SAYS = re.compile(r"说|介绍|表示|告诉|坦言|称|透露")
_PER_ONE = re.compile(r"每[\u4e00-\u9fa5]{2,6}\Z")
_FIRM_UNITS = frozenset({"只", "匹", "元", "度", "斤", "克", "米", "亩", "株", "粒", "片", "头", "枚", "瓦"})
_PASSES, _NOT = ("过", "超", "突破", "达", "破"), ("未", "未能", "尚未", "没有", "没能", "不曾")
_HEAD_BEFORE = frozenset("\r\n 。；;，,、（(：:")


def no_quantity(text: str, q: Quantity, floor: int, limit: int) -> bool:
    """Whether a numeral with a unit states no quantity."""
    number, following = q.number, text[q.end : q.end + 1]
    if number == "零" and q.unit in ("件", "部件", "部"):
        # 由零件到部件: what machines are made of.
        return True
    if q.start < q.number_start and q.text.startswith(_PASSES) and text.endswith(_NOT, floor, q.start):
        # 产值虽未|过百亿元: what was not reached.
        return True
    if q.unit == "人" and text.startswith("位数", q.end - 1):
        # 两位数增长
        return True
    if q.unit == "次" and _SESSION_BEFORE.search(text, max(floor - 12, 0), q.number_start) and _SESSION_AFTER.match(text, q.end, limit):
        return True
    if q.start == q.number_start and q.kind == "count" and _PERSON_BEFORE.search(text, max(floor, q.start - 8), q.start):
        # 党工委书记彭九根
        return not number.isdigit()
    if q.unit == "元" and not number[0].isdigit() and _SAYS.match(text, q.end) and _PERSON_BEFORE.search(text, max(floor, q.start - 8), q.start):
        # 企业负责人陈八元说
        return True
    if q.unit == "次" and number in "一二三" and text.startswith("产业", q.end):
        # 三次产业结构
        return True
    if q.start == q.number_start and q.qualifier == "exact" and number != "十" and not _COUNTED.search(number):
        if text[q.start - 1 : q.start] == "*":
            # 聚氯乙烯***万吨: the number was struck out.
            return True
        if text[q.start - 1 : q.start] == "每" or q.unit in ("个", "家", "户", "人", "度", "项") or (q.unit == "元" and number in "百千万"):
            # 湖南百家乐食品, 每万名从业人员, 万元产值能耗, 百亿项目
            return q.kind in _BASE_OF_RATE
        if number == "千" and text.endswith("平方", floor, q.start):
            # 每平方|千米
            return True
        if text[q.start - 1 : q.start] == "拨":
            # 四两拨千斤
            return True
    if q.kind in ("count", "people") and "." in number and number[-1].isdigit() and q.qualifier == "exact" and "\u4e00" <= following <= "\u9fa5":
        # 1.1项目概况, 2.1个人创业: people and things have no decimals, sections have.
        return q.start == 0 or text[q.start - 1] in _HEAD_BEFORE
    if number in ("1", "一") and q.start == q.number_start and _PER_ONE.search(text, max(floor, q.start - 8), q.start):
        # 每利用1吨再生铅，可节约…: what a rate refers to.
        return q.kind in ("weight", "area", "money", "energy", "volume") and q.value >= 1
    if len(number) == 1 and not number.isdigit() and q.start == q.number_start:
        if q.unit == "元" and text.startswith("人民币", q.number_start + 1):
            # 张三人民币结算
            return True
        if q.unit == "元" and _COMPOUND.match(text, q.end, limit):
            return True
        return q.unit in _FIRM_UNITS and _FIRM_AFTER.match(text, q.end, limit) is not None
    return False
