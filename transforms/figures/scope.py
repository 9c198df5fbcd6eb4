"""Which numbers with a unit are quantities in the sense of the guideline, and why the others are not."""

from __future__ import annotations

import re

from transforms.numbers.quantities import Quantity
from transforms.text.quotes import in_short_quote
from transforms.text.said import ANYTHING, hint

_CLOSERS = "，。；、,;!！?？)\n\r”）：:"
_DISCOURSE = re.compile(
    r"(?:个|大)?(?:方面|层面|维度|环节|角度|字|词|场景|统筹|意识|自信|维护|坚持|确保|全面|转变|狠抓|加快|关键|不|新(?!材料|能源|型|项目|城|区|建|签|开工|兴|厂|基地|平台|设|增|药|车|品|工艺)|更|高|好|强化|突出|聚焦|着力|转型|时期|时代|世纪|样|劲|劲儿|季度|年度|地方|人民|面向|到位|硬仗|攻坚战|战役|主?赛道|城市|(?:特[点色]|亮点|短板|弱项)(?=[：:，,。；;、]|$)|指标|增速|增幅|增长(?=[均都超达])|线(?=的)|关口?|坎|防线|屏障|难关|必答题|清单|腿走路|牌(?!照|坊)|题(?!材)|春秋|年头|寒暑|大事|文章|主线|拳头|名片|台阶|台柱|抓手|板斧|法宝)|(?:个|大)?“[^”]{1,6}”"
)
_TRAVEL = re.compile(
    r"(?:距离?|(?<![提脱隔])离(?!港|岸|区|开)|相距|车程|路程|直线|步行|半径|交通圈|生活圈|经济圈|以北|以南|以东|以西|处于|毗邻|外|行程|飞行|车行|通勤|开车|驾车|驱车|乘车|坐车)"
)
_TRAVEL_AFTER = re.compile(r"\s?(?:[^，。、；\d]{0,3}圈|车程|路程|交通圈|生活圈|经济圈|之外|之遥|处|可达|可到|直达|即可|到达|的车程|抵达|范围|半径|外|内可)")
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
_DRIVES = re.compile(r"(?:开车|驾车|驱车|乘车|坐车)(?:仅|只|不到|约|近)?(?:需|要)?\Z")
_AMONG_ALL = re.compile(r"在(?:(?:19|20)\d\d年度?的?)?全[国省市县区州盟旗]\Z")
_AMONG_BEHIND = re.compile(r"[^，。；\d]{1,10}[中里内][，,]")
_PARKS_CHOSEN = re.compile(r"(?:划定|圈定|遴选|选定)(?:了|出)?[^，。；\d]{0,10}(?:园区|开发区)(?:\d+[家个][，,]其中[^。；]{0,20})?\Z")
_CHOSEN_REACH = 48
"""Characters before a count in which it is said that parks were chosen."""
_IN_STATISTICS = re.compile(r"(?:完成|实现|达到?|累计|为|约|共)*\d")
_SIDE_OF = re.compile(r"(?:位于|地处|坐落[于在]|处于)[^，。；]{1,14}[东西南北]{1,2}(?:侧|部|面|郊|方向|方)?约?\Z")
_PLACED_BEHIND = re.compile(r"处?(?:[，。；,]|\Z)")
_COUNTED = re.compile(r"[0-9一二三四五六七八九两.半]")
_LINE_BEFORE = re.compile(r"(?:生产线|生產線)(?:各\S{2,6})?$")
_CAPACITY = re.compile(r"(?:生产线|机组|设备|装置|项目)?各$|生产线$|生產線各?$")
PHYSICAL = frozenset({"weight", "length", "power", "volume"})
SPAN_VERB = re.compile(
    r"(?:完成|实现|达到?|用|发|处理|节约|节省|减少|消耗|排放|突破|超过?|建成?|修建|改造|新建|铺设|运送|运输|吞吐量|产量|发送|里程|新增|为|约|共|总计|累计|产|装机|容量|年产|日产|处理能力|产能|能力|供应|贯通|通车|全长|积存|治理|疏浚|清理|清运|清淤|处置|收集|储存|存储|蓄水?|开挖|回填|浇筑|产生|拆解|消纳|回收|转运|装卸|供气|供水|供热|敷设|埋设|接通|架设|硬化|新修|新铺|改建|拓宽|绿化|栽植)(?:了|至|到)?\s?$"
)


_WORTH = re.compile(r"\s?[≈=]\s?\d")
_WORTH_OF = re.compile(r"\d\s?[\u4e00-\u9fa5]{1,4}\s?[≈=]\Z")
_FOREIGN = re.compile(r"(?:[^\u4e00-\u9fa5a-z]*+[a-z]{2,}+){3}[^\u4e00-\u9fa5]*+")
_FOREIGN_AROUND = 100
"""Characters on either side of a figure that have no Chinese among them in a foreign sentence."""
_TIME_SPENT = re.compile(r"(?:的)?时间[里内，,走]?(?!的(?:压缩|缩短))(?:走|，|,|里|内|对|完成调研|跑)|的(?:行程|走访|采访|参观|考察|调研|旅程)")
_THEN = re.compile(r"后[，,]")
_TO_COME = re.compile(r"(?:后面|余下|剩下|接下来|最后|剩余)的?\Z")
_CLAUSE_OPENS = ("", "，", ",", "。", "；", ";", "：", "\n", " ", "\u3000", "“")
_BROUGHT_FORTH = re.compile(
    r"(?:就|便|即|共|累计)?(?!办|拿|完成审|审|压|缩|内)[\u4e00-\u9fa5]{1,6}(?<![内后前])(?:约|近|超)?\d[\d.]*(?:万|亿)?(?:元|美元|人次|人|家|个|台|套|件|吨|辆)"
)
# 汇报共分四块, 由两块组成
_IN_PIECES = re.compile(r"(?:分|分为|分成|由)(?:以下|如下)?\Z")


_OF_PAPERS = frozenset("篇份条页字章册本")
_IN_VILLAGES = ("台", "家", "道", "里", "棵", "眼", "口", "站", "号", "架")
_VILLAGE = re.compile(r"[子河江沟岭湾店营桥]?(?:[镇乡屯]|村(?!里|子|头)|街道)(?![镇村企办级属集民服围土贤])")
# 招引|一个|、带动一片: a saying.
_BRINGS_MORE = re.compile(r"[、，][\u4e00-\u9fa5]{1,4}一(?:[片批串群方条带]|大片|大批)")


def out_of_scope(text: str, q: Quantity, sentence_start: int, sentence_end: int, said: int = ANYTHING) -> str:
    """Why a quantity is none in the sense of the guideline; empty where it is in scope. `said` is what may match in its sentence."""
    after = text[q.end : min(q.end + 12, sentence_end)]
    before = text[max(sentence_start, q.start - 16) : q.start]
    if in_short_quote(text, q.start, q.end, sentence_start, sentence_end):
        return "name"
    if q.vague:
        return "vague"
    if before[-1:].isascii() and _FOREIGN.fullmatch(text, max(sentence_start, q.start - _FOREIGN_AROUND), min(sentence_end, q.end + _FOREIGN_AROUND)):
        # an increase of 52% over the same period of last year: a translation beside the text.
        return "furniture"
    if after.startswith(("班子", "马车", "角债", "农")) and not q.number[0].isdigit():
        return "name"
    if q.unit in _IN_VILLAGES and len(q.number) == 1 and not q.number[0].isdigit() and _VILLAGE.match(after) and (q.unit != "家" or after[0] in "子河店屯庄"):
        # 金五台|子镇, 三家|子村, 七里|河乡: a place called after how many.
        return "name"
    if said & _OF_PAGE_SAID and (_COUNTS_VIEWS.search(before) or _NOTES_OF_PAGE.match(after) or (q.unit in _OF_PAPERS and _IN_A_COLLECTION.search(before))):
        return "furniture"
    if q.unit in ("个", "家") and _OF_ALL_HERE.search(before) and _PARKS_BEHIND.match(text, q.end, sentence_end):
        # 在全市43个工业园区考评中, 全市首批16个特色园区之一: among which it is one.
        return "discourse"
    if q.kind == "rank":
        # 排进前60的有3家: a class of those that are ranked.
        return "discourse" if _RANKED_ONES.match(after) else ""
    if (q.unit in ("位", "名") or q.kind == "people") and _LAST_ONES.search(before):
        # 排名后两名, 末5位: those at the end of a list.
        return "discourse"
    if q.unit == "头" and not q.number[0].isdigit() and len(q.number) == 1:
        # 挣钱顾家两头不误
        return "idiom"
    if said & _NATURE_SAID and q.kind in _NATURAL and _NATURE.search(before):
        # 年降水量440毫米, 煤炭储量50亿吨: what nature has given the place.
        return "specification"
    if q.kind == "duration" and q.number != "一" and before.endswith("每"):
        # 每10天调度一次
        return "time"
    if q.kind == "duration" and _IN_A_ROW.search(before) and _STAYS.match(after):
        # 持续6个月稳居全市第一, 连续5年领跑: how long a place has been held.
        return "time"
    if q.kind == "duration" and _THESE_DAYS.search(before):
        # 在这200天内, 开年40天
        return "time"
    if q.kind == "duration" and (_LEFT_TIME.search(before) or _DAYS_AGO.match(after)):
        return "time"
    if q.kind == "duration" and "月" in q.unit and before[-1:] in ("", "，", "。", "；", "：", "\n", "这") and _MONTHS_LONG.match(after):
        return "time"
    if q.kind == "duration" and (_TIME_SPENT.match(after) or (_THEN.match(text, q.end) and before[-1:] in _CLAUSE_OPENS) or _TO_COME.search(before)):
        # 用半个月时间走企业, 在两个小时的行程里, 为后面五个月的工作定调: no procedure's and no work's.
        return "time"
    if (
        q.kind == "duration"
        and q.unit != "工作日"
        and not q.number[0].isdigit()
        and before[-1:] in _CLAUSE_OPENS
        and _BROUGHT_FORTH.match(text, q.end, sentence_end)
    ):
        # 两个月|开票9800万元: in what time the figure behind it came.
        return "time"
    if q.number == "一" and before.endswith(("每", "头")) and q.kind != "money":
        # 让每一亩用地, 头一天
        return "idiom"
    if q.unit == "处" and q.number == "四" and _EVERYWHERE.match(after):
        # 四处响着机器声
        return "idiom"
    if q.unit == "班" and _SHIFTS.match(after):
        return "idiom"
    if q.unit == "部" and len(q.number) == 1 and not q.number[0].isdigit() and (not after or after[0] in "、，。；"):
        # 投资促进一部、投资促进二部
        return "name"
    if q.unit in ("小时", "个小时") and (_ALL_DAY.match(after) or before.endswith(("×", "x", "X", "*"))):
        # 24小时值班, 7×24小时受理
        return "idiom"
    if q.unit == "座" and _SEATS.match(after):
        # 2座纯电动车, 5座、7座SUV: seats, and nothing that is counted.
        return "specification"
    if q.unit == "幅" and q.number == "半":
        # 大道半幅通车
        return "idiom"
    if q.unit in ("毫米", "微米", "纳米", "厘米") and _DIMENSION.search(before):
        return "specification"
    if q.unit == "所" and _INSTITUTE.search(before):
        # 航天513所
        return "name"
    if q.unit == "条" and not q.number[0].isdigit() and _POLICY_BY_NUMBER.match(after):
        # 人才引进十条等政策
        return "name"
    if q.unit == "家" and not q.number[0].isdigit() and q.start == q.number_start and _THOSE.match(after) and _STANDS_ALONE.search(before):
        return "discourse"
    if q.unit in ("项", "个") and (_SYSTEM.match(after) or (_INDICATORS.match(after) and _ASSESSMENT.search(text, max(sentence_start, q.start - 48), q.start))):
        # 5大类53项指标构成: what an assessment looks at.
        return "discourse"
    if _WORTH.match(after) or (before[-1:] in "≈=" and _WORTH_OF.search(before)):
        # 1亩≈666.67平方米, 1斤=500克: what a unit is worth.
        return "specification"
    if _AT_END.search(before) and _FIELD_AFTER.match(text, q.end, sentence_end):
        return "discourse"
    if q.kind == "count" and _AMONG_ALL.search(before) and _AMONG_BEHIND.match(after):
        # 在全市|13个|产业园区中，…
        return "discourse"
    if q.kind == "count" and _PARKS_CHOSEN.search(text, max(sentence_start, q.start - _CHOSEN_REACH), q.start):
        # 划定重点园区|14家|，其中国家级|2家|: parks that a city has chosen.
        return "discourse"
    if q.kind == "money" and q.qualifier == "over" and before.endswith("(") and after.startswith(")") and _IN_STATISTICS.match(text, q.end + 1, sentence_end):
        # 固定资产投资(500万元以上)完成11亿元: from which size on it is counted.
        return "discourse"
    if q.kind == "length" and _SIDE_OF.search(text, max(sentence_start, q.start - 24), q.start) and _PLACED_BEHIND.match(after):
        # 位于某县城西南1公里，
        return "distance"
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
    if q.unit == "米" and re.search(r"(?<!全)(?<!总)[长宽高厚径深]$", before) and not _BUILT_LENGTH.search(before):
        return "specification"
    if _is_slogan(text, q, after):
        return "slogan"
    if q.number == "一" and q.text == "一" + q.unit and (_in_parallel(text, q, sentence_start, sentence_end) or _BRINGS_MORE.match(after)):
        return "idiom"
    if q.kind == "duration" and _DRIVES.search(before):
        # 从市区开车一小时
        return "distance"
    if (q.number == "一" and q.low == q.high) or (q.number == "一" and q.qualifier in ("over", "under")):
        return _single(q, before, after)
    if q.kind == "duration" and q.number in ("半",) and q.unit == "天":
        return "" if _DONE.match(after) or _USED_TIME.search(before) else "idiom"
    if q.number_start == q.start and q.unit in _DISCOURSE_UNITS and not q.number[0].isdigit() and _DISCOURSE.match(after):
        return "discourse"
    if q.unit == "个" and after.startswith(("春秋", "年头", "寒暑")):
        # 走过18个春秋
        return "time"
    if q.unit == "个" and after.startswith("环节") and q.number[0].isdigit():
        # 由5个环节合并为1个
        return ""
    if q.unit == "个" and after.startswith(("方面", "层面", "维度", "环节", "角度", "级")):
        return "discourse"
    if (
        q.unit == "期"
        and not re.match(r"(?:培训|班|讲座)", after)
        and (
            not after
            or after[0] not in _CLOSERS
            or before.endswith(("、", "，", "的"))
            or not re.search(r"(?:班|训|座|堂|刊|课|坛|沙龙|直播|栏目|节目|举办|开展|组织|活动|路演|推送|推出|开设)\S{0,6}$", before)
        )
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
    if q.kind == "length" and _FAR.search(text, max(sentence_start, q.start - 40), q.start):
        # 距某高速出口5公里, 距城区、机场分别为23公里、|45公里
        return "distance"
    if q.kind == "length" and _DISTANCES.search(text, max(sentence_start, q.start - 60), q.start):
        # 距主城38公里、某机场|25公里
        return "distance"
    if q.unit in ("分钟", "小时", "个小时") and _BY_RAIL.search(text, max(sentence_start, q.start - 40), q.start):
        # 城际铁路开通，自主城到新区压缩到|半个多小时
        return "distance"
    if q.kind in PHYSICAL and _CAPACITY.search(before):
        # 生产线各3万吨一条: what each line can make.
        return ""
    if (
        q.kind in PHYSICAL
        # 新上的20万吨烧碱项目: how much a plant makes is told of it.
        and not (q.kind == "weight" and _COUNTED.search(q.number) and not _MACHINE.match(after) and not before.endswith(("首台", "首套", "首条")))
        and after
        and "\u4e00" <= after[0] <= "\u9fa5"
        and after[0] not in "以左的和及、，之，"
        and not _AND_SO_ON.match(after)
        and not _is_performance(text, q, before, after, sentence_start)
    ):
        return "specification"
    if q.unit == "千伏":
        # 220千伏变电站: of which voltage.
        return "specification"
    if q.unit == "度" and not re.search(r"[电量耗]", before[-6:] + after[:3]):
        return "idiom"
    if q.unit == "成" and after[:1] in "立为":
        return "idiom"
    return ""


def _is_performance(text: str, q: Quantity, before: str, after: str, sentence_start: int) -> bool:
    """Whether a weight, length ... before a noun measures what was done or built, and does not merely specify a thing."""
    if SPAN_VERB.search(before) or _COMES_TO.match(after):
        return True
    if q.kind == "length" and _BUILT.match(after):
        # 1326米管廊
        return True
    if q.kind in ("weight", "length") and "万" in q.text and _PLANT_BUILT.search(text, max(sentence_start, q.start - 48), q.start):
        return True
    # 形成年产300兆瓦电池片和|200兆瓦电池组件的规模
    return _CAPACITY_LIST.search(text, max(sentence_start, q.start - 48), q.start) is not None


# 1200吨|履带起重机, but not 1.25万吨|压力机生产线
_MACHINE = re.compile(r"级?[\u4e00-\u9fa5]{0,6}?(?:起重机|压力机|挖掘机|钻机|吊车|吊机|卡车|货车|货轮|轮船|船舶|锻机|压机|叉车|装载机)(?!生产线|项目)")
_COMES_TO = re.compile(r"(?:增|升|提|扩|降|减|跃|压)[^，。；\d]{0,3}(?:至|到|为)")
_BUILT = re.compile(r"[^，。；\d]{0,4}?(?:管廊|管网|管线|管道|道路|公路|主干道|干道|路段|岸线|隧道|河道|围墙|围网|绿道|长廊|栈道|堤防|渠道|轨道|铁路)(?!宽)")
_BUILT_LENGTH = re.compile(r"(?:跑道|道路|公路|铁路|路|桥|管线|管网|管廊|管道|隧道|渠|岸线|绿道|堤|沟|线)长$")
_CAPACITY_LIST = re.compile(r"(?:年产|年加工|产能|日处理|年处理)[^，。；]{0,40}[和、及与]$")
# 柴油30万吨、汽油|8万吨等。: the list ends, and no noun follows.
_AND_SO_ON = re.compile(r"等(?:[，。；]|$)")
# 主要建设|240万吨焦化产线, 再上马18万吨再生铝和|4万吨铝箔: what a plant that is built can make.
_PLANT_BUILT = re.compile(r"(?:(?:新建|建设|上马|建成|新上|投建)(?:了|年产)?|配套(?:建设)?)(?:[^，。；]{0,30}万(?:吨|米)[^，。；]{0,20}[和、及与])?$")
_DISCOURSE_UNITS = frozenset({"个", "大", "条", "种", "项", "次", "层", "场", "张", "道", "篇", "件", "根"})
# 浏览：1326次, 参与 0 人 跟帖 3 条
_COUNTS_VIEWS = re.compile(r"(?:生成时间|执行时间|加载时间|浏览|阅读|点击|访问|下载|人气|浏览量|点击数)(?:次数|量|数)?\s?[:：]\s?$|(?:参与|跟帖|评论)\s+$")
# 412次阅读, 87人加入本群: what a page tells of its own readers
_NOTES_OF_PAGE = re.compile(r"[】\])）]?(?:阅读|浏览|点击|加入本群|已关注|点赞|评论(?=[\s，,。]|$))")
# 调研材料(共4篇), 报告合集(通用12篇), (共印60份); 本百科收录3917240条
_IN_A_COLLECTION = re.compile(r"[(（](?:共印?|通用|精选|推荐|最新|热门|合集)\s?$|[本该](?:百科|站|网|库|平台)(?:共|已)?收录(?:了)?\s?$")
_OF_PAGE_SAID = hint(_COUNTS_VIEWS, _NOTES_OF_PAGE, _IN_A_COLLECTION)
_OF_ALL_HERE = re.compile(r"全(?:[国省市州县盟]|自治区)(?:首批|一共评出|共评出|仅有的?)?$")
_PARKS_BEHIND = re.compile(
    r"(?:同类|省级|市级|特色|重点|示范|国家级){0,2}(?:产业|工业)?(?:园区|开发区|高新区|经开区|集聚区|集中区|综保区)(?:之一|[^，。；\d]{0,12}(?:考|评|排|列|首位|第)|[，,][^，。；]{0,12}仅此一家|(?:19|20)\d\d年[^，。；\d]{0,14}(?:考|评|排|列|第))"
)
_RANKED_ONES = re.compile(r"[中里内](?![国心位外])|的(?:有|共|园区|开发区|企业|县|市|城市|\d|[一二三四五六七八九十两])")
# 今年余下三个多月
_LEFT_TIME = re.compile(r"(?:再有|余下|剩下|剩余|还剩|所剩|最后)的?$")
# 就在两天前的9月18日, 6天里，
_LAST_ONES = re.compile(r"(?:末|(?<![随先之然以前此其会课])后|倒数|最后)$")
_NATURE = re.compile(r"(?:储量|降水量|降雨量|无霜期|海拔|气温|日照时数|径流量)(?:[达为约有近超]|高达|超过)*$")
_NATURE_SAID = hint(_NATURE)
_NATURAL = PHYSICAL | {"duration", "percent"}
_IN_A_ROW = re.compile(r"(?:持续|连续)$")
_STAYS = re.compile(r"(?:稳居|位居|位列|居|列|排|保持|领跑|领先|增长|下降|回升|名列|蝉联|获|荣获|入选|实现|被评|正增长|超)")
_THESE_DAYS = re.compile(r"(?:开年|在这|这短短|节后|[那这](?=.?$))$")
_DAYS_AGO = re.compile(r"(?:之?前(?:的|，|,)|之?后的(?=\d)|(?:里|间|以?来)[，,])")
# 8个月里|签约项目12个
_MONTHS_LONG = re.compile(r"里(?=[\u4e00-\u9fa5]{2})")
# 三班倒, 分两班作业
_SHIFTS = re.compile(r"(?:倒|制|轮|作业|人马|轮流)")
_SEATS = re.compile(r"(?:[、和及与至或]\d{1,2}座)*(?!以)[\u4e00-\u9fa5]{0,5}?(?:车(?![间站库辆位])|轿跑|客机|飞机|直升机|SUV|MPV)", re.IGNORECASE)
_INSTITUTE = re.compile(r"(?:航天|中电|电科|兵器|船舶|核工业|中科院|航空|总参)$")
_POLICY_BY_NUMBER = re.compile(r"(?:等[^，。；]{0,4}(?:政策|措施|文件|办法)|[”》])")
_THOSE = re.compile(r"(?:合计|合共|总计|加起来|相比|之和|里|中|表现|都|均|各|平分|并列)")
_STANDS_ALONE = re.compile(r"(?:[，。；、,;:：\s]|在|以上|这|上述)$|^$")
_SYSTEM = re.compile(r"(?:[^，。；、\d]{0,4}指标|观测点|评价因子)(?:构成|组成|体系|，涉及|,涉及|进行|综合|。)")
_INDICATORS = re.compile(r"(?:主要|核心|具体|考核|评价|[一二三]级)?指标")
_ASSESSMENT = re.compile(r"(?:考评|考核|评价|评估|测评|评审)(?:内容|体系|指标)?(?:涵盖|包括|由|从|围绕|设|共|分)")
_ALL_DAY = re.compile(r"(?:值班|值守|服务|受理|营业|不间断|在线|运转|运行|连续|生产|开放|监测|监控|通关|不打烊|全天候|自助|待命|响应|预约|轮)")
_DIMENSION = re.compile(r"(?:[厚宽长高深精]度|直径|线宽|间距|误差|[孔粒]径)(?:仅|只有|约|达到?|为|小于|不超过|控制在|可达)*$")
_EVERYWHERE = re.compile(r"[\u4e00-\u9fa5]{0,2}(?:着|寻|找|求|奔|打听|走访|取经|碰|张罗|飘|响|散|游|考察|招|出击|奔走)")
# 自集中区到某高速入口和火车站仅有|6公里
_FAR = re.compile(
    r"[自从由][^，。；;\d]{2,14}[到至][^，。；;\d]{2,24}(?:仅|只|约|不足|不到)有?$|(?:距离?|(?<![提脱隔])离(?![港岸区开]))[^，。；;\d]{1,24}(?:分别)?(?:为|约|仅|只有|仅有)*(?:\d[\d.]*公里[、和及，,])*$"
)
_DISTANCES = re.compile(r"距[^，。；]{0,24}?\d公里[、，,][^，。；、,\d]{2,14}(?:约|仅|只|有)?$")
_BY_RAIL = re.compile(r"(?:铁路|高铁|城际|地铁|动车|高速|航班|公交|列车|轻轨)[^。；]{0,24}(?:到|至|往|抵)[^。；]{0,14}$")
_GREAT_PARK = re.compile(r"(?:园区|产业集群|集群|产业园|开发区|高新区|经开区|新区|强区|板块|方阵)")


_BIG_PLACE = re.compile(r"[^，。；\d]{0,10}?(?:基地|牧场|养殖场|园区?|项目|工程|生产线|大棚|方阵|车间|码头|级)")


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
    if len(q.number) == 1 and q.kind in ("count", "weight") and _BIG_PLACE.match(after):
        # 万头肉牛繁育基地, 万吨级码头
        return True
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
