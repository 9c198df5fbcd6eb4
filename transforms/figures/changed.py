"""What a growth, a share, a multiple or a rank is of: its own words, else what the figure before it measured."""

from __future__ import annotations

import re
from collections.abc import Callable

from transforms.figures.choice import NONE, OTHER, Choice
from transforms.figures.counted import COUNT_KINDS
from transforms.figures.measured import MeasuredReader
from transforms.figures.memory import SentenceMemory
from transforms.figures.phrases import RATE_NOW, bare_name, goes_on, is_next_park, is_word, own_measure
from transforms.figures.projects import PROJECTS
from transforms.frames.slots import Finds, Slot
from transforms.names.words import Cue
from transforms.text.segmenter import word_class, words

_SHARE_OF_LAST = re.compile(
    r"[，,、（(]?(?:总量|总额|总规模|总数|总值|规模|体量|数量|其|后者)?(?:约|分别|仅|只|已|但)*(?:超额(?:完成)?|超出?(?:了)?(?:全年|年度?|年初|当年)?(?:计划|任务|目标)(?:任务|目标|数)?|完成进度(?:为|达到?)?|占比?(?!地(?!区))|相当于|(?:完成|达到?|为|是)(?:年度|全年|年初|年|预期|规划|计划|市定|市下达|省定)?[\u4e00-\u9fa5“”]{0,10}(?:任务|目标|计划|规划|预算|盘子))"
)
# 用工累计4870人，农牧民占了|六成
_TAKES_OF_IT = re.compile(r"[，,；;]?[\u4e00-\u9fa5]{2,10}占(?:了|去|到)?(?:约|近|超|过|逾)?")
_OF_A_TASK = re.compile(r"(?:任务|目标|计划)(?:数)?的[^，。；,;\d]{0,3}\d")
# 完成全年任务12亿元|的25%, 完成全年43亿元|目标任务的34.8%
_OF_THE_TASK = re.compile(r"(?:(?:年度|全年|既定|预期|工作)?(?:目标|任务|计划|预算){1,2}(?:数|总数|总量)?)?的(?:约|近|超)?")
_OF_MARKET = re.compile(r"占(?:了|到|据|有|全?)?[^，。；,;\d]{0,8}市场(?:份额|总量)?的?(?:约|近|超)?\Z")
# 千分之四的|企业享受减免, 剩余20%的|难题: how many of them do something, or are left, is a figure of its own.
_ACTING = frozenset({"enterprises", "problems_solved"})
# 省外项目|个数占比超六成
_NUMBER_OF = re.compile(r"(?:个数|数量?|总数)?")
# GDP增速连续三个季度保持全市|第一
_IN_A_ROW = re.compile(r"(?:连续|持续)[\d一二两三四五六七八九十]{1,3}个?(?:季度|月|年)")
_MARKET_SHARE = re.compile(r"(?:左右|以上)?的?市场(?:份额|占有率)")
# 完成投资3.1亿元，完成全年计划投资|的5.2%
_OF_PLANNED = re.compile(r"[，,(]?(?:完成|占|为|达到?)(?:了|到)?(?:全年|年度|当年|今年|年内|年)?计划(?:总|完成)?投资(?:额)?的(?:约|近)?")
_OUTLAYS = frozenset({"investment_completed", "fixed_asset_investment"})
# 对投资增长的贡献率高达|67.1%: what a figure told before contributes.
_CONTRIBUTES = re.compile(r"^[，,、]?对[^，,。；]{1,14}(?:增长|增速|提升|增量)的?贡献率")
# 按可比价|增长23.1%, 剔除价格因素|增长8%: how a growth is reckoned.
_RECKONED = re.compile(r"(?:按照?|以|剔除|扣除|同)[\u4e00-\u9fa5]{0,4}(?:价|口径|因素)|(?:可比|不变)价")
_ALL_OF_THEM = frozenset({"两者", "二者", "三者", "四者", "五者", "两项", "三项", "前者", "后者"})
# 比2009年刚入驻时|翻了两番
_SINCE_THEN = re.compile(r"[比较][^，。；,;]{2,14}(?:时|之初|之前|以前)(?=[翻增提扩上下降减多]|\Z)")
# 占地500亩, but not 占地区生产总值的3.8%.
_OCCUPIES = re.compile(r"占地(?!区)")
# 科技进步贡献率61.8%, 占全省市场的份额达七成: a rate with a name of its own.
_OWN_CONTRIBUTION = re.compile(r"(?:^|[，,、])(?!.*[对的])(?!.*(?:增长|拉动|税收|投资))[\u4e00-\u9fa5]{2,8}贡献率|市场[^，。；、]{0,6}份额")
# 对工业产值的贡献率: a share of it, and no rate of its own.
_OWN_RATE = re.compile(r"(?<!贡献)率|面(?!积)|指数")
_OWN_RATE_NAMED = re.compile(r"([\u4e00-\u9fa5“”A-Za-z]{1,12}率)(?:已|约|仅|均|高|也|更)?(?:达到?|为|是|超过?|突破|保持在|稳定在)?了?(?:约|近)?\Z")
# 完成投资8.3亿元，占71%；|同比增长101%: the rate of what was told before the semicolon.
# …总收入487亿元。增长较快的园区有3家，分别是甲集中区同比增长|31.7%
_FASTEST = re.compile(r"(?:增[长速幅]|增速)(?:较快|最快|靠前|居前|领先|前[三五]位?)的[^，。；\d]{0,8}(?:有\d+[家个])?[，,]?(?:分别)?[是为有]")
# 占全市的39.9%；受需求回落影响，同比下降|11.8%
_AFFECTED = re.compile(r"(?:但|而|不过)?[，,]?受[^，。；;\d]{2,24}影响[，,]")
_CAUSE = re.compile(r"(?:受到?|因为?|由于)[^，。；;\d]{2,24}?(?:影响|拖累|冲击|带动|拉动|推动|制约)")
_HELD_AGAINST = re.compile(r"(?:同比|环比|比上年同期|较上年同期|比去年同期|较去年同期|比上年|较上年|比去年|较去年)\Z")
# …4月份增长8.9%；|1—4月累计增长|0.6%: at another time.
_GROWN_ALONE = re.compile(
    r"(?:(?:\d{1,2}月?[—–－-]\d{1,2}月份?|前[一二三四五六七八九十\d]{1,2}个?月|[上下]半年|前?[一二三四]季度|今年以来|全年)[，,]?(?:累计)?)?(?:(?:同比|比上年同期|较上年同期|比去年同期|较去年同期|比上年|较上年|比去年|较去年|环比)(?:分别)?)?(?:增长|上升|下降|增|降|减少|提高)了?(?:约|近)?"
)
# A word and the narrower ones that say what a whole is: 产值 of 工业总产值.
_INVESTMENT = frozenset({"投资", "项目投资", "投资额"})
_NARROWER = {"output_value": ("industrial_output",), "enterprises": ("enterprises_above_scale",)}
_OUTPUTS = frozenset({"industrial_output", "output_value"})
# 铜精矿占进口总值近九成, 房地产占税收的三成: whatever is named before is a part of such a whole.
_MADE_OF_PARTS = frozenset({"trade_value", "tax", "fiscal_revenue"})
_SPENT = re.compile(r"研发|研究|经费|支出|投入|费用|能耗|成本|利润|税|R&D|投资|出口|存货")
_PART_OF = frozenset({("tax", "fiscal_revenue"), ("trade_value", "sales"), ("trade_value", "revenue"), ("trade_value", "output_value")})
_NO_WHOLE = re.compile(r"占(?:比|了|到|据)?(?:达到?|为|超过?)?(?:约|近)?")
# 全部入驻企业中，茶企占到|65%: of those among which it is told.
_AMONG = re.compile(r"(?:当?中|里)[，,][^，。；,;\d]{2,10}占(?:比|了|到|据)?(?:达到?|为|超过?)?(?:约|近)?\Z")
# 54家，增长面|75%
_FACE = re.compile(r"[，,(]?(?:增长|盈利|亏损|下降|停产)面(?:为|达到?)?\Z")
_THE_SHARE = re.compile("的?(?:比重|比例|份额|占比)")
# 其中31个开工，开工率|67.4%
_DONE_RATE = re.compile(
    r"[，,(]?(?:开工|动工|破土|复工|复工复产|复产|开复工|开竣工|投产|达产|竣工|完工|签约|落地|履约|转化|实施|承接|完成|办结|落实)率(?:为|达到?|超过?)?\Z"
)
# Projects are begun and finished, tasks of reform carried out: their rate is of their number.
_DONE_OF = PROJECTS | {"reform_items"}
# 这一占比仅为|11.2%
_THIS_SHARE = re.compile(r"这一?(?:占比|比重|比例|比率|指标|数字|数据)(?:仅|只|已|就)?(?:为|有|是|达到?)?(?:约|近)?\Z")
# 其中当日办结的占|七成
_HANDLED = re.compile(r"(?:办结|办理|办成)的?占(?:比|了|到)?(?:达到?|为|超过?)?(?:约|近)?\Z")
_SIZE_WORDS = frozenset(
    "实际 到位 总额 总值 规模 总量 数量 总数 总产值 额 总体 水平 增速 增幅 单位 指标 平均 税收 收入 部分 业务 方面 资金 金额 人数 面积 总额度 基础 目标 预期 个数 户数 家数 件数 总体规模".split()
)
_FIELD = re.compile(r"在[^，。；]{1,24}?(?:当?中|里|内)")
_LEAD_IN = re.compile(r"^[，,、；;：:\s]*(?:其中|约|分别|所|合计|共|均|也|仍|仅|并)*")
# What a whole of an indicator is made of: the share is of that indicator.
_PARTS_OF_WHOLE = ("产业", "行业", "企业", "产品", "方式", "板块", "集群", "部分", "制造业", "服务业", "领域", "项目", "工业", "农业")
_PART_OF_THEM = re.compile(r"[，,]?其中[^，,；;。\d]{2,10}占?(?:约|近|超过?)?\Z")
# 在岗员工210人，八成以上|是附近的农牧民: some of those counted just before.
_SOME_ARE = re.compile(r"(?:以上|左右)?(?:都|均)?(?:是|来自|为)(?!了)")
# 产值增长1.1%，剔除某厂等2家停产企业后同比增长|1.4%
_SOME_SET_ASIDE = re.compile(
    r"(?:若|如)?(?:剔除|扣除|除去|不计|不含)[^，。；;]{2,30}?\d+[家户个][^，。；;\d]{0,14}?(?:后|外|因素|影响)[，,]?(?:同比|可比|实际|仍|则)*(?:增长|增|下降)"
)
_SET_ASIDE = re.compile(r"[，,](?:若|如)?(?:扣除|剔除|还原|不考虑)[^，,。；;\d]{2,16}(?:后|因素|影响)[^，,。；;\d]{0,6}")
_SUPPORT_OF = re.compile(r"的(?:补贴|补助|奖励|贴息|资助|奖补)")
_SOME_AMONG = re.compile(r"[\u4e00-\u9fa5“”]{0,10}[，,]?(?:当中|之中|中|里)[，,]?(?:有|约|近|已有|仍有)*")
# 地区生产总值177亿元，还不到火炬区的|三成
_FRACTION_OF = re.compile(r"[，,]?(?:还|仅|只|仅仅|就|约|已)?(?:不到|不足|相当于|约为|仅为|只有|接近|超过)[^，,；;。\d]{2,14}的(?:约|近)?\Z")
_MADE_WITH = re.compile(
    r"(?:以|用|贡献|创造|产出|实现|集聚|聚集|聚|汇聚|汇集|承载|完成|提供|[、，,和及])[了着出起]?(?:占?(?:全[市省县国区州]|[\u4e00-\u9fa5]{2,4}?))?(?:近|约|超过?|逾)?\Z"
)
_NOTHING_NAMED = re.compile(r"[，,]?(?:其中|有|约|近|超|逾)*\Z")
_IN_BRACKET = re.compile(r"[^，。；、\d()]{0,6}\((?:占[^，。；\d()]{0,8}的)?")
# 完成产值96亿元，园区贡献了其中的|八成
_OF_THEM = re.compile(r"[，,]?[^，,；;。\d]{0,16}(?:贡献|占|完成|扛起|承担|包揽|拿下)了?(?:其中|当中)的\Z")
_OWN_RANKED = re.compile(
    r"产量|销量|占有率|份额|得分|总分|满意度|(?<=[^里中内]的)(?:位次|名次|排位)|(?:考评|考核|评价|评估|评比|测评)(?=(?:当?中|里))|(?:综合|绩效)(?:排名|考评|考核|评价|评估|实力)|考[核评](?:排名|位次)|百强榜?"
)
_OF_SEVERAL = re.compile(r"(?:[两二三四五六七八多各]项|上述|主要)(?:主要|经济|核心)?(?:指标|增速|增幅|数据)?(?:增速|增幅)?(?:均|都|双双)")
_SEEN_FROM = re.compile(r"(?:从|按|就)([^，,。；;\d]{2,14})(?:来看|看|来说|而言|排名|计)[，,][^，,。；;\d]{2,24}\Z")
_COUNT_RANKED = re.compile(r"数|总量|规模")
_AWARDED = re.compile(r"[评价考核竞争力排名榜]")
_SUPPORTED = re.compile(r"(?:的标准|的比例)?(?:给予|予以|进行|贴息|补贴|补助|奖励|奖补)")
_DONE_BEHIND = re.compile(
    r"(?:及?以上)?(?:的?[^，。；,;\d]{0,8}?(?:事项|业务|办件))?(?:都|均|已)?(?:实现了?|可以?|能够?|均)?在?(?:按时|网上|线上|全程|提前|当场|即时|当[天日]|[一两半\d]个?(?:天|日|工作日|小时)之?内)+(?:可?办[结完好]?|可?办理|受理|一次办|通办)|(?:事项|业务|办件)?(?:均|都|已)?实现了?(?:全程|线上|网上|掌上)?(?:网办|网上办|线上办|掌上办|零跑动|全程网办)|一次办[结好完成]|一窗受理|不见面"
)
# 对企业|14.6%的研发投入占比点头称赞, 按56%、|44%的比例出资: a rate that is named behind its figure.
_WITH_NOUN_OF_RATE = re.compile(r"的[^，。；,;\d]{0,8}?(?:占比|比例|比重|强度|折扣|股权|股份|份额|关税|增值税|所得税|税率|利率|利息)")
# 这些货物中，发往辽宁的占|45%
_OF_THESE = re.compile(r"(?:这些|这批|上述|以上|这类)[^，。；,;\d]{1,8}\Z")
# 本科以上学历, 35岁以下的, 党员: what only persons have or are.
_OF_PERSONS = re.compile(
    r"(?:学历|学位|职称|(?:本科|大专|硕士|中级|高中)(?:及?以上)?|岁以[上下]的?|年龄|青年|女性|男性|本地人|户籍|籍的?|骨干|中层|人员|人才|员工|工人|党员)的?\Z"
)
# 在全区工业总产值里|占比79.4%: the whole before its share.
_WITHIN = re.compile(r"在[^，。；,;\d]{2,16}[里中]")
_SECTOR_TAKES = re.compile(r"(?:第?[一二三]次?产业?|工业|农业|建筑业|服务业)占(?:比|了|到)?(?:达到?|为|约|近|超过?)*\Z")
# 工业总产值206亿元，食品、医药、装备三个产业分别占|41.8%
_TRADES_TAKE = re.compile(r"(?:产业|行业|板块|门类)(?:分别|各自?|合计|共)?占(?:比|到|了)?(?:分别)?(?:达到?|为|约|近|超过?)*\Z")
_OF_TRADES = frozenset({"industrial_output", "output_value", "industrial_value_added", "sales", "revenue", "trade_value", "tax"})
# 医药制造业|增长15.2%: a branch of industry by its name in the statistics.
_BRANCH_GROWS = re.compile(r"[\u4e00-\u9fa5、]{1,12}(?:制造|制品|加工|采选|冶炼|化工|供应|酿造)业(?:却|则|也|分别)?(?:同比)?(?:增长|下降|减少|增加)\Z")
_OF_INDUSTRY = frozenset({"industrial_value_added", "industrial_output"})
# 国有企业却|下降11.5%: a part of the trade by who trades.
_BY_OWNER = re.compile(
    r"(?:国有|国营|民营|外资|外商投资|私营|集体|三资|合资|台资|港资)企业(?:却|则|也|仅|分别)?(?:同比|比上年|较上年)?(?:增长|下降|减少|增加|回落)\Z"
)
_OF_OWNERS = frozenset({"trade_value", "exports", "imports", "industrial_output", "industrial_value_added", "output_value", "sales", "revenue"})
# 在绩效评估中，某综保区列全国|第29: a ranking of its own.
_RANKED_IN = re.compile(
    r"(?:评估|考核|考评|评价|测评|评比|排行榜|百强榜?|榜单|竞争力|综合实力)[^，。；,;\d]{0,8}(?:中|里|上|显示|结果)?[，,]?(?:位?列|位?居|名列|排名?|跻身)?\Z"
)
_COUNTED_NOUN = Callable[[Slot], Choice | None]


def _is_rank_of_its_own(text: str, start: int, end: int) -> bool:
    """Whether the clause before a rank names the assessment that it is a rank of, and not what the figure before measured."""
    return _RANKED_IN.search(text, start, end) is not None


class ChangedReader:
    """Names what rates and ranks are of, within one document."""

    def __init__(self, finds: Finds, measured: MeasuredReader, counted_noun: _COUNTED_NOUN) -> None:
        self._finds = finds
        self._text = finds.text
        self._measured = measured
        self._counted_noun = counted_noun

    def growth(self, slot: Slot, last: Choice | None, memory: SentenceMemory) -> Choice:
        """What grew: the words left of the figure, else what the figure before it measured."""
        if last is not None and _SET_ASIDE.fullmatch(self._text, slot.previous_end, slot.q.start):
            # 税收1.07亿元，扣除留抵退税因素后增长|9.9%
            return last.again("growth_of_last")
        whole = memory.by_kind.get("percent") or memory.by_kind.get("money")
        if whole is not None and slot.previous_end > slot.clause and _SOME_SET_ASIDE.fullmatch(self._text, slot.clause, slot.q.start):
            return whole.again("growth_of_last")
        found = [c for c in self._finds.cues_in(slot.left, slot.q.start) if not c.metric.startswith(("@share", "@none")) and c.kind != "elliptic"]
        if last is not None and found and self._is_whole_of_share(found[-1]):
            # 研发投入57亿元，占营业收入的比重提高|0.6个百分点: what has the share.
            return last.again("growth_of_last")
        for aside in (_SINCE_THEN, _CAUSE):
            # 销售额24.5亿元，比2009年刚入驻时翻了|两番; 税收1.38亿元，受减税降费影响同比下降|8.6%: since when and why it grew is not what did.
            if found and (words := aside.search(self._text, slot.left, slot.q.start)) is not None:
                found = [cue for cue in found if not words.start() < cue.start < words.end()]
        if found and self._other_noun(found[-1].end, slot.q.start):
            # 万元工业增加值能耗下降3.5%: what fell is another thing.
            return NONE
        if found:
            cue = found[-1]
            told = memory.by_kind.get("money") or memory.sentence_before.get("money")
            if (
                cue.metric == "total_investment"
                and self._text[cue.start : cue.end] in _INVESTMENT
                and told is not None
                and told.metric == "fixed_asset_investment"
            ):
                # 固定资产投资80亿元，增长7%。其中，项目投资增长|4%
                return told.again("growth_of_last", (cue.start, cue.end))
            if cue.metric == "total_investment" and self._text[cue.start : cue.end] == "投资":
                # 甲园区、乙园区|投资分别增长9.4%、8%: what is invested in a year, which a project's 总投资 is not.
                return Choice("fixed_asset_investment", cue.start, cue.end, "growth_left")
            if told is not None and told.metric in _OF_OWNERS and _BY_OWNER.search(self._text, slot.left, slot.q.start):
                # 民营企业进出口7.8亿美元，增长1倍；国有企业却下降|11.5%
                return told.again("growth_of_last", (cue.start, cue.end))
            chain = self._counted_noun(slot) if cue.kind in COUNT_KINDS else None
            return chain or self._measured.made(slot, cue, "growth_left")
        own = own_measure(self._finds, slot.left, slot.q.start - self._direction_length(slot))
        if own is not None and last is not None and own[1] - own[0] > 1 and not _RECKONED.match(self._text, own[0], own[1]):
            return Choice(OTHER, own[0], own[1], "other_named")
        part_told = memory.by_kind.get("money")
        if (
            slot.q.kind != "points"
            and last is not None
            and last.rule == "share_of"
            and part_told is not None
            and last.metric in _NARROWER.get(part_told.metric, ())
        ):
            # 食品产业完成产值158亿元，占园区工业总产值的43.4%，同比微降|0.8%: what fell is what has the share.
            last = part_told
        if (last is None or last.metric == OTHER) and _BRANCH_GROWS.search(self._text, slot.left, slot.q.start):
            # 规上工业增加值增长8%。增长的行业有两个：医药制造业增长|15.2%
            choices = [memory.choice, *memory.by_kind.values(), memory.before, *memory.sentence_before.values(), *memory.opened_before.values()]
            branch = next((choice for choice in choices if choice is not None and choice.metric in _OF_INDUSTRY), None)
            if branch is not None:
                return branch.again("growth_of_last")
        if last is not None:
            part = bare_name(self._finds, slot.left, slot.q.start - self._direction_length(slot)) if memory.part_of or slot.left > slot.previous_end else None
            return last.again("growth_of_last", part or (0, 0))
        # 增速连续七个季度领跑全省，今年预计增长|10%: a figure in between that measures nothing is no end.
        ahead = max(slot.previous_end, slot.segment) if memory.choices else slot.segment
        wider = [
            c for c in self._finds.cues_in(ahead, slot.left)
            if c.kind in ("money", "percent", "duration", "area") and not c.metric.startswith(("@share", "@none"))
        ]  # fmt: skip
        if wider:
            return self._measured.made(slot, wider[-1], "growth_before")
        right = [c for c in self._finds.cues_in(slot.q.end, slot.right) if c.kind == "money" and c.metric != "@none"]
        if right:
            return self._measured.made(slot, right[0], "growth_right")
        behind = self._text[slot.sentence.start - 1 : slot.sentence.start]
        affected = _AFFECTED.match(self._text, slot.sentence.start, slot.q.start)
        alone = affected.end() if affected is not None else slot.sentence.start
        if memory.before is not None and behind and behind in "；;" and _GROWN_ALONE.fullmatch(self._text, alone, slot.q.start):
            return memory.before.again("growth_of_last")
        if memory.before is not None and RATE_NOW.search(self._text, slot.clause, slot.q.start):
            # 甲高新区产值增长9%。乙高新区同比降幅由一季度的|13.2%收窄到|4.7%
            return memory.before.again("growth_of_last")
        if memory.before is not None and is_next_park(self._finds, slot, _GROWN_ALONE):
            # 甲开发区增加值增长9%；乙开发区|增长7%, 丙、丁分别|增长5%和3%
            return memory.before.again("growth_of_last")
        if memory.before is not None and memory.before.metric != OTHER and _FASTEST.match(self._text, slot.sentence.start):
            return memory.before.again("growth_of_last")
        stop = slot.q.start - self._direction_length(slot)
        held_against = _HELD_AGAINST.search(self._text, slot.left, stop)
        part = bare_name(self._finds, slot.left, held_against.start() if held_against is not None else stop)
        if memory.before is not None and part is not None and goes_on(self._text, slot.sentence.start):
            return memory.before.again("growth_of_last", part)
        heading = memory.heading.get("money")
        if heading is not None and self._finds.named_in(slot.clause, slot.q.start):
            # 二、规上工业增加值。甲开发区完成52亿元…。增速方面，乙开发区增长|31.7%
            return heading.again("metric_heading")
        return NONE

    def _is_whole_of_share(self, cue: Cue) -> bool:
        """Whether a word only names what a share is of: 占营业收入的比重."""
        return self._text[cue.start - 1 : cue.start] == "占" and _THE_SHARE.match(self._text, cue.end) is not None

    def _direction_length(self, slot: Slot) -> int:
        """How many characters before a figure are the word of growth or fall: 2 in 新材料增长|15%."""
        near = self._finds.words_in(max(slot.left, slot.q.start - 5), slot.q.start)
        if near and near[-1].roles & {"up", "down"}:
            return slot.q.start - near[-1].start
        return 0

    def _other_noun(self, start: int, end: int) -> bool:
        """Whether a noun of its own follows the words that name a metric."""
        following = words(self._text[start : min(end, start + 8)])
        if not following or len(following[0]) < 2 or following[0] in _SIZE_WORDS:
            return False
        is_role = any(word.start < start + len(following[0]) for word in self._finds.words_in(start, min(end, start + 8)))
        return word_class(following[0]) == "n" and not is_role

    def percent(self, slot: Slot, last: Choice | None, memory: SentenceMemory) -> Choice:
        """What a percentage that is no growth is of: a rate by its own words, a share of what stands before 占."""
        q = slot.q
        cues = [c for c in self._finds.cues_in(slot.left, q.start) if c.metric != "@none" and c.kind != "elliptic"]
        left = self._text[slot.left : q.start]
        if last is not None and not [c for c in cues if not c.metric.startswith("@")] and (_SHARE_OF_LAST.match(left) or _OF_THE_TASK.fullmatch(left)):
            return last.again("share_of_last")
        if (
            last is not None
            and memory.kind != "percent"
            and left in ("完成", "已完成")
            and _OF_A_TASK.search(self._text, slot.sentence.start, slot.previous_end)
        ):
            # 内资到位70亿元，完成全年任务的82%，外资到位3900万美元，完成|75%
            return last.again("share_of_last")
        if (
            last is not None
            and memory.kind != "percent"
            and _IN_BRACKET.fullmatch(self._text, slot.previous_end, q.start)
            and self._text.startswith(")", q.end)
        ):
            # 引进项目74个(43%), 签约41个项目(占全市的23%): the share of what stands before the bracket.
            return last.again("share_of_last")
        if "市场" in left and _OF_MARKET.search(left):
            # 公司占国内市场的|1/3
            return Choice(OTHER, slot.left, q.start, "other_named")
        if _MARKET_SHARE.match(self._text, q.end):
            # 占全国空运进口水果|七成市场份额
            return Choice(OTHER, slot.left, q.start, "other_named")
        outlay = memory.by_kind.get("money")
        if outlay is not None and outlay.metric in _OUTLAYS and _OF_PLANNED.fullmatch(left):
            return outlay.again("share_of_last")
        behind_it = _WITH_NOUN_OF_RATE.match(self._text, q.end, slot.right) if "占" not in left and "率" not in left else None
        if behind_it is not None:
            return Choice(OTHER, q.end, behind_it.end(), "other_named")
        if _SUPPORT_OF.match(self._text, q.end, slot.right):
            # 给予保费30%的补贴
            return Choice("subsidies", q.end, q.end + 3, "rate_right")
        if (
            last is not None
            and last.metric != OTHER
            and memory.kind != "percent"
            and not cues
            and _TAKES_OF_IT.fullmatch(left)
            and not is_word(self._text[q.end : q.end + 1])
        ):
            return last.again("share_of_last")
        told = self._told_otherwise(slot, left, last, memory)
        if told is not None:
            return told
        if last is not None and _CONTRIBUTES.search(left):
            return last.again("share_of_last")
        if RATE_NOW.search(left) is not None and (told := last or memory.before) is not None:
            # 产值同比下降41%，4月份降幅收窄至|9.8%
            return told.again("growth_of_last")
        rates = [c for c in cues if c.kind == "percent"]
        if rates and rates[-1].metric != "@share":
            return self._measured.made(slot, rates[-1], "rate_left")
        done = _DONE_BEHIND.match(self._text, q.end, slot.sentence.end)
        if done:
            # 政务服务事项97.5%按时办结
            return Choice("online_rate", q.end, done.end(), "rate_right")
        if _SUPPORTED.match(self._text, q.end, slot.right):
            right = [c for c in self._finds.cues_in(q.end, slot.right) if c.kind == "money" and c.metric != "@none"]
            if right:
                return self._measured.made(slot, right[-1], "rate_right")
        share = left.rfind("占")
        some = self._share_of_counted(slot, left, share, cues, memory) if share >= 0 else None
        if some is not None:
            return some
        if rates and _OWN_CONTRIBUTION.search(left):
            return Choice(OTHER, slot.left, q.start, "other_named")
        if rates and last is not None and not [c for c in cues if not c.metric.startswith("@")]:
            # 增加值增长9%，对全市的贡献率达到35%
            return last.again("share_of_last")
        named = [c for c in cues if not c.metric.startswith("@")]
        told_gdp = last or memory.before
        if not named and share >= 0 and told_gdp is not None and told_gdp.metric == "gdp" and _SECTOR_TAKES.search(left):
            # 从地区生产总值构成看，第二产业占|61.4%
            return told_gdp.again("share_of_last", (slot.left, slot.left + share))
        amount = (memory.by_kind.get("money") if last is not None else memory.before) if last is None or last.metric == OTHER else last
        if not named and share >= 0 and amount is not None and amount.metric in _OF_TRADES and _TRADES_TAKE.search(left):
            # Though 三个产业 stand between.
            return amount.again("share_of_last", (slot.left, slot.left + share))
        if named and share >= 0 and not _OCCUPIES.match(left, share):
            # 民间投资占全部投资的61.9% is about what stands before 占; without a metric there, about the whole behind it.
            before = [c for c in named if c.end <= slot.left + share]
            subject = _LEAD_IN.sub("", left[:share]).removesuffix("分别")
            within = not subject or _WITHIN.fullmatch(subject) is not None
            if within and last is not None and (not before or subject):
                whole = named[-1]
                counted = memory.by_kind.get("count")
                if whole.metric in PROJECTS and memory.kind == "money" and counted is not None and counted.metric in PROJECTS:
                    # 制造类项目17个，签约金额76亿元，占签约项目总数的77%: a share of a number is of the number told.
                    return counted.again("share_of_last")
                if whole.metric in _NARROWER.get(last.metric, ()) and self._text[whole.start : whole.end].endswith("总产值"):
                    # 光伏产业完成产值297亿元，占全区工业总产值的10%
                    return Choice(whole.metric, whole.start, whole.end, "share_of")
                # 完成投资9.8亿元，占总投资的37.7%: a share is of what it is a share of, and tells of what stands before.
                return last.again("share_of_last")
            of_output = (named[-1].metric in _OUTPUTS or named[-1].metric in _MADE_OF_PARTS) and _SPENT.search(subject) is None
            if last is not None and last.metric != OTHER and subject in _ALL_OF_THEM:
                # 三次产业投资分别增长…，三者占全部投资的比重依次为|48.3%
                return last.again("share_of_last")
            if not before and subject and not subject.endswith(_PARTS_OF_WHOLE) and not of_output:
                # 研发投入占营业收入的4.1%
                return Choice(OTHER, slot.left, slot.left + share, "other_named")
            chosen = before[-1] if before else named[-1]
            invested = last or memory.before
            if (
                invested is not None
                and invested.metric == "fixed_asset_investment"
                and chosen.metric == "total_investment"
                and self._text[chosen.start : chosen.end] in _INVESTMENT
            ):
                # 固定资产投资增长27%；投资额占全市的|14.8%
                return invested.again("share_of_last", (chosen.start, chosen.end))
            if last is not None and self._is_of_last(chosen, last, slot, left[share:], memory):
                return last.again("share_of_last", (chosen.start, chosen.end))
            behind = named[-1]
            if (
                before
                and behind.start > slot.left + share
                and (behind.metric in _NARROWER.get(chosen.metric, ()) or (behind.metric == "gdp" and self._text.endswith("增加值", chosen.start, chosen.end)))
            ):
                # 高新技术产业产值占工业总产值的38.6%, 第三产业增加值占地区生产总值的67%, 正增长的企业占规上企业的七成: of what the whole is of.
                chosen = behind
            return Choice(chosen.metric, named[0].start, max(c.end for c in cues), "share_of")
        named = [
            c for c in named
            if ((c.kind in ("money", "people", "duration") or (c.kind == "area" and share >= 0)) and not _OWN_RATE.search(self._text, c.end, q.start)) or (q.start - c.end <= 1 and self._text[c.end : q.start] != "率")
        ]  # fmt: skip
        if self._text.startswith("的", q.end) and _MADE_WITH.search(self._text, max(slot.left - 1, slot.sentence.start), q.start):
            # 以全市0.66%的土地创造了12.4%的|GDP
            made = [c for c in self._finds.cues_in(q.end, slot.right) if c.start <= q.end + 3 and c.kind in ("money", "area") and not c.metric.startswith("@")]
            if made:
                return self._measured.made(slot, made[0], "percent_right")
        touching = [c for c in self._finds.cues_in(q.end, slot.right) if self._is_right_behind(c, q.end)]
        if touching and touching[0].kind in ("count", "people") and share < 0 and "率" not in left:
            # 撑起了全区|三成高新技术企业、52%科技型中小企业
            return Choice(touching[0].metric, touching[0].start, touching[0].end, "percent_right")
        right = [c for c in touching if c.kind == "money"]
        if right and "成" in q.text and not _SOME_ARE.match(self._text, right[0].end):
            # 以万分之几的土地贡献近三成|进出口
            return self._measured.made(slot, right[0], "percent_right")
        if named:
            return self._measured.made(slot, named[-1], "percent_left")
        own = _OWN_RATE_NAMED.search(left) if "率" in left else None
        if own is not None and (last is None or last.metric != "online_rate"):
            # 产销率达97.4%，新产品产值率达21%: a rate by its own name; 网上可办率100%，一次办结率95% are of one kind.
            ahead = _LEAD_IN.match(own[0])
            return Choice(OTHER, slot.left + own.start() + (ahead.end() if ahead else 0), slot.left + own.end(1), "other_named")
        if last is not None and memory.kind == "percent":
            return last.again("metric_elided")
        if last is not None and memory.kind in ("count", "people") and _SOME_AMONG.fullmatch(self._text, slot.previous_end, q.start):
            # 260家工业企业当中有|六成给整车做配套
            return last.again("share_of_last")
        are = _NOTHING_NAMED.match(left) is not None and memory.kind in ("people", "count") and _SOME_ARE.match(self._text, q.end) is not None
        if (last is None or last.metric == OTHER) and memory.before is not None and _OF_THEM.match(left) and self._text[slot.sentence.start - 1] in "；;":
            # 完成增加值22亿元，增长9%；电子、电工两个行业贡献了其中的|七成
            return memory.before.again("share_of_last")
        if last is not None and memory.kind != "percent" and _FRACTION_OF.search(left):
            return last.again("share_of_last")
        if last is not None and (are or _PART_OF_THEM.match(left) or _OF_THEM.match(left)):
            # 招录员工386人，其中本地户籍占七成
            return last.again("share_of_last")
        return NONE

    def _is_right_behind(self, cue: Cue, end: int) -> bool:
        """Whether a rate is of the things that follow: 三成|高新技术企业, 近九成的|事项可在园区办结."""
        if cue.metric.startswith("@"):
            return False
        return cue.start == end or (cue.start == end + 1 and self._text[end] == "的" and cue.metric not in _ACTING)

    def _share_of_counted(self, slot: Slot, left: str, share: int, cues: list[Cue], memory: SentenceMemory) -> Choice | None:
        """签约项目23个，其中出口类项目占|六成; 在岗249人，本科以上学历占到|91%: a part of those that were counted, with no whole named."""
        if _NO_WHOLE.fullmatch(left[share:]) is None or share < 2:
            return None
        counted = memory.by_kind.get("count")
        at = slot.left + share
        if counted is not None and counted.metric in PROJECTS and any(c.metric == "@project" and _NUMBER_OF.fullmatch(self._text, c.end, at) for c in cues):
            return counted.again("share_of_last", (slot.left, at))
        people = memory.by_kind.get("people")
        if people is not None and not cues and _OF_PERSONS.search(left[:share]):
            return people.again("share_of_last", (slot.left, at))
        return None

    def _told_otherwise(self, slot: Slot, left: str, last: Choice | None, memory: SentenceMemory) -> Choice | None:
        """A share by words that point back: 增长面, 开工率, 这一占比, 在…中，X占."""
        if left.endswith("率") or "率" in left[-4:]:
            # 新开工项目38项，完成投资39亿元，开工率|71%: of what was counted, whatever was told in between.
            counted = last if last is not None and last.metric in _DONE_OF else memory.by_kind.get("count")
            done = counted is not None and counted.metric in _DONE_OF and _DONE_RATE.search(left) is not None
            return counted.again("share_of_last") if done and counted is not None else None
        if "面" in left[-3:] and last is not None and _FACE.search(left):
            return last.again("share_of_last")
        if "这" in left and memory.before is not None and last is None and _THIS_SHARE.search(left):
            return memory.before.again("share_of_last")
        if "占" not in left:
            return None
        if _HANDLED.search(left):
            return Choice("online_rate", slot.left, slot.q.start, "rate_left")
        among = _AMONG.search(self._text, slot.segment, slot.q.start) if last is None else None
        if among is not None:
            if memory.before is not None and _OF_THESE.search(self._text, slot.segment, among.start()):
                return memory.before.again("share_of_last")
            whole = [c for c in self._finds.cues_in(slot.segment, among.start()) if c.end == among.start() and not c.metric.startswith("@")]
            if whole:
                return Choice(whole[-1].metric, whole[-1].start, whole[-1].end, "share_of")
        return None

    def _is_of_last(self, part: Cue, last: Choice, slot: Slot, behind: str, memory: SentenceMemory) -> bool:
        """销售收入3.7亿元，其中出口占三成; 一般公共预算收入11亿元，税收占比86%: a part of what was told, with no whole named."""
        if _NO_WHOLE.fullmatch(behind) is None:
            return False
        if (part.metric, last.metric) in _PART_OF:
            return True
        # 完成总产值121亿元，其中排名前十家的企业占57%
        return part.kind == "count" and memory.kind == "money" and "其中" in self._text[min(slot.clause, slot.previous_end) : part.start]

    def rank(self, slot: Slot, last: Choice | None) -> Choice:
        """What a rank is of."""
        # 在全区纳税企业中排名第三: what stands in 在…中 is the field, not the metric.
        fields = [match.span() for match in _FIELD.finditer(self._text, slot.clause, slot.q.start)]
        # 增速在全市11个县中排名第二: the figure before is of the field.
        over = any(begin < slot.previous_end <= end for begin, end in fields) or _IN_A_ROW.search(self._text, slot.clause, slot.q.start)
        start = slot.clause if over else slot.left
        named = [c for c in self._finds.cues_in(start, slot.q.start) if self._can_be_ranked(c, fields, slot.q.start)]
        if last is not None:
            # 规模位居第一: the size of what the figure before measured.
            named = [c for c in named if self._text[c.start : c.end] != "规模"]
        if not named and (seen := _SEEN_FROM.search(self._text, slot.segment, slot.q.start)) is not None:
            # 从利用外资看，某开发区排名|第四
            named = [c for c in self._finds.cues_in(*seen.span(1)) if not c.metric.startswith("@") and c.kind not in COUNT_KINDS]
        if named and last is not None and last.metric == "fixed_asset_investment" and self._text[named[-1].start : named[-1].end] in _INVESTMENT:
            # 固定资产投资80亿元，投资总量全市|第二
            return last.again("rank_of_last")
        if named and not self._text.startswith("得分", named[-1].end):
            return self._measured.made(slot, named[-1], "rank_left")
        if last is not None and _is_rank_of_its_own(self._text, max(slot.previous_end, slot.segment), slot.left):
            return Choice(OTHER, slot.left, slot.q.start, "other_named")
        between = self._text[slot.left : slot.q.start]
        own = _OWN_RANKED.search(between)
        if _OF_SEVERAL.search(self._text, slot.clause, slot.q.start):
            # 工业增加值增长8%、投资增长12%，两项增速均列|第一: of more than the last of them.
            return Choice(OTHER, slot.left, slot.q.start, "other_named")
        if own is not None:
            # 综合考评中进位15位, 产量居亚洲首位: another thing is ranked.
            return Choice(OTHER, slot.left + own.start(), slot.left + own.end(), "other_named")
        if last is not None and (len(between) <= 14 or not _AWARDED.search(between[:-4])):
            return last.again("rank_of_last")
        return NONE

    def _can_be_ranked(self, cue: Cue, fields: list[tuple[int, int]], end: int) -> bool:
        if cue.metric.startswith("@") or any(start <= cue.start < stop for start, stop in fields):
            return False
        # 国内规模最大的企业, 排名第二: companies are ranked by their number only where the text says so.
        return cue.kind not in COUNT_KINDS or _COUNT_RANKED.search(self._text, cue.end, min(end, cue.end + 4)) is not None
