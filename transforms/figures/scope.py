"""Which numbers with a unit are quantities in the sense of the guideline, and why the others are not."""

from __future__ import annotations

import re

from transforms.numbers.quantities import Quantity
from transforms.text.quotes import in_short_quote

_CLOSERS = "，。；、,;!！?？)\n\r”）：:"
_DISCOURSE = re.compile(
    r"(?:个|大)?(?:方面|层面|维度|环节|角度|字|词|场景|统筹|意识|自信|维护|坚持|确保|全面|转变|狠抓|加快|关键|不|新|更|高|好|强化|突出|聚焦|着力|转型|时期|时代|世纪|样|劲|劲儿|季度|年度|地方|人民|面向|到位)|(?:个|大)?“[^”]{1,6}”"
)
_TRAVEL = re.compile(r"(?:距离?|离|相距|车程|路程|直线|步行|半径|交通圈|生活圈|经济圈|以北|以南|以东|以西|处于|毗邻|外|行程|飞行|车行|通勤)")
_TRAVEL_AFTER = re.compile(r"\s?(?:车程|路程|交通圈|生活圈|经济圈|之外|之遥|处|可达|可到|直达|即可|到达|的车程|抵达|范围|半径|外|内可)")
_USED_TIME = re.compile(
    r"(?:用时|仅用|只用|只需|仅需|需要?|压缩至|压缩到|缩短至|缩短到|压减至|减至|用了|花了|不到|时间|时限|历时|在|最快|最短|就|平均|提速|降至|缩减至|至|为|仅|可在)$"
)
_DONE = re.compile(r"\s?(?:内|以内|之内|就|办|完成|即可|拿|出证|审|搞定|左右|时间)")
_FIELD_AFTER = re.compile(r"[^，。；]{1,20}?(?:中|里)?(?:排名|位居|位列|名列|居|排)")
# 在全市|11个|县（市、区）中排名第二: how many there are in the field.
_AT_END = re.compile(r"在[^，。；、]{0,8}$")
_BARE_VERB = re.compile(
    r"(?:有|是|了|为|成|着|过|出|来|个|的|在|到|从|这|那|每|另|某|同|任|又|再|打造|建设|建成|形成|作为|成为|及|和|与|引进|出台|举行|召开|开展)$"
)
_COUNTED = re.compile(r"[0-9一二三四五六七八九两.半]")
_LINE_BEFORE = re.compile(r"(?:生产线|生產線)(?:各\S{2,6})?$")
_CAPACITY = re.compile(r"(?:生产线|机组|设备|装置|项目)?各$|生产线$|生產線各?$")
PHYSICAL = frozenset({"weight", "length", "power", "volume"})
SPAN_VERB = re.compile(
    r"(?:完成|实现|达到?|用|发|处理|节约|节省|减少|消耗|排放|突破|超过?|建成?|修建|改造|新建|铺设|运送|运输|吞吐量|产量|发送|里程|新增|为|约|共|总计|累计|产|装机|容量|年产|日产|处理能力|产能|能力|供应|贯通|通车|全长)(?:了|至|到)?\s?$"
)


# 汇报共分四块, 由两块组成
_IN_PIECES = re.compile(r"(?:分|分为|分成|由)(?:以下|如下)?\Z")


def out_of_scope(text: str, q: Quantity, sentence_start: int, sentence_end: int) -> str:
    """Why a quantity is none in the sense of the guideline; empty where it is in scope."""
    after = text[q.end : min(q.end + 12, sentence_end)]
    before = text[max(sentence_start, q.start - 16) : q.start]
    if in_short_quote(text, q.start, q.end, sentence_start, sentence_end):
        return "name"
    if q.vague:
        return "vague"
    if after.startswith(("班子", "马车", "角债", "农")) and not q.number[0].isdigit():
        return "name"
    if q.kind == "rank":
        return ""
    if _AT_END.search(before) and _FIELD_AFTER.match(text, q.end, sentence_end):
        return "discourse"
    if q.unit == "次" and (before.endswith(("番", "番五", "连续")) or after.startswith("产业")):
        # 横跨三次产业: the first, the second and the third.
        return "idiom"
    if q.unit == "块" and _IN_PIECES.search(before) and (not after or after[0] in _CLOSERS or after.startswith(("组成", "构成"))):
        return "discourse"
    if q.kind == "people" and q.number in ("一", "二", "两", "三", "四", "五") and q.text.endswith("人") and after and "\u4e00" <= after[0] <= "\u9fa5":
        # 三人篮球, 两人座
        return "name"
    if q.number == "二" and q.number_start == q.start and q.unit in ("次", "期", "级", "线", "轮", "代"):
        # 二次创业: the second; a count of these is 两.
        return "name"
    if q.unit == "米" and re.search(r"(?<!全)(?<!总)[长宽高厚径深]$", before):
        return "specification"
    if _is_slogan(text, q, after):
        return "slogan"
    if q.number == "一" and q.text == "一" + q.unit and _in_parallel(text, q, sentence_start, sentence_end):
        return "idiom"
    if (q.number == "一" and q.low == q.high) or (q.number == "一" and q.qualifier in ("over", "under")):
        return _single(q, before, after)
    if q.kind == "duration" and q.number in ("半",) and q.unit == "天":
        return "" if _DONE.match(after) or _USED_TIME.search(before) else "idiom"
    if q.number_start == q.start and q.unit in ("个", "大", "条", "种", "项", "次", "层") and not q.number[0].isdigit() and _DISCOURSE.match(after):
        return "discourse"
    if q.unit == "个" and after.startswith(("方面", "层面", "维度", "环节", "角度", "级")):
        return "discourse"
    if (
        q.unit == "期"
        and not re.match(r"(?:培训|班|讲座)", after)
        and (not after or after[0] not in _CLOSERS or before.endswith(("、", "，", "的")) or not re.search(r"(?:班|训|座|堂|刊|举办|开展)\S{0,6}$", before))
    ):
        return "name"
    if q.unit in ("批", "类", "种", "层") and q.number_start == q.start and len(q.number) == 1 and not q.number.isdigit():
        return "discourse"
    if q.unit == "类" and after.startswith(("500", "人才")):
        return "discourse"
    if q.kind in ("length", "duration") and q.unit in ("公里", "米", "分钟", "小时", "海里") and (_TRAVEL.search(before[-8:]) or _TRAVEL_AFTER.match(after)):
        return "distance"
    if q.unit in ("分钟", "小时") and after[:1] in ("车", "交", "通", "经", "生", "抵", "到", "飞", "高"):
        return "distance"
    if q.kind in PHYSICAL and _CAPACITY.search(before):
        # 生产线各3万吨一条: what each line can make.
        return ""
    if q.kind in PHYSICAL and after and "\u4e00" <= after[0] <= "\u9fa5" and after[0] not in "以左的和及、，之，" and not SPAN_VERB.search(before):
        return "specification"
    if q.unit == "度" and not re.search(r"[电量耗]", before[-6:] + after[:3]):
        return "idiom"
    if q.unit == "成" and after[:1] in "立为":
        return "idiom"
    return ""


_GREAT_PARK = re.compile(r"(?:园区|产业集群|集群|产业园|开发区|高新区|经开区|新区|强区|板块|方阵)")


def _is_slogan(text: str, q: Quantity, after: str) -> bool:
    """百亿级, 千亿园区: a size that only labels a thing."""
    scale_only = not _COUNTED.search(q.number)
    if text[q.end - 1 : q.end + 1] == "元级" or after.startswith(("级", "元级")):
        return True
    if q.unit_implied and q.qualifier == "exact" and _GREAT_PARK.match(after):
        # 向五千亿园区迈进
        return True
    if not scale_only:
        # 五千亿园区, 百亿级: what the number labels.
        return q.unit_implied and q.start == q.number_start and re.match(r"\s?(?:级|园区|强区|大区|集群|产业集群|产业带|板块|俱乐部)", after) is not None
    if q.start < q.number_start or q.qualifier != "exact":
        return bool(re.match(r"(?:级|俱乐部|方阵)", after))
    if q.kind in ("money", "implied") or (q.unit == "亩" and len(q.number) == 1):
        # 千亿园区, 万亩平台
        return not after.startswith(("以上",))
    return False


def _in_parallel(text: str, q: Quantity, start: int, end: int) -> bool:
    """开发一片、见效一片: the same words twice make a saying."""
    return text.find(q.text, q.end, min(end, q.end + 9)) >= 0 or text.find(q.text, max(start, q.start - 9), q.start) >= 0


def _single(q: Quantity, before: str, after: str) -> str:
    """一: a count only where it stands behind its noun (设备一台) or measures a time that was needed."""
    if q.kind in ("percent", "points", "money", "area", "multiple", "implied"):
        return ""
    if q.kind == "duration":
        if q.text.startswith("最"):
            # 最多一天出货: some day, not a length of time.
            return "idiom"
        if q.unit == "工作日" or _USED_TIME.search(before) or q.qualifier == "under" or re.match(r"(?:就|内|办|即可|拿|出)", after):
            return "" if not before.endswith(("每", "有", "哪", "同")) else "idiom"
        return "idiom"
    if q.unit == "条" and _LINE_BEFORE.search(before) and (not after or after[0] in _CLOSERS):
        # 生产线各3万吨一条
        return ""
    if q.unit in ("次", "批", "期", "种", "类", "层", "条", "站", "体", "项", "度", "片"):
        return "idiom"
    tail = not after or after[0] in _CLOSERS
    if tail and before and "\u4e00" <= before[-1] <= "\u9fa5" and not _BARE_VERB.search(before):
        return ""
    return "idiom"
