"""The metric of an amount of money, an area, a length of time: the words that name it stand before it, or right behind."""

from __future__ import annotations

import re

from transforms.figures.choice import NONE, OTHER, Choice
from transforms.figures.memory import SentenceMemory
from transforms.figures.phrases import COMES_FROM, bare_name, goes_on, is_next_park
from transforms.figures.projects import PROJECTS
from transforms.frames.breakdown import is_breakdown
from transforms.frames.slots import Finds, Slot, breaks_down
from transforms.names.words import Cue
from transforms.text.segmenter import word_class, words

_FINANCE = re.compile(r"专项债|债券|放款|支行|农信|银行|银企|贷款|融资|授信|信贷|金融")
_AGREEMENT = re.compile(r"签约|协议|引资|签署|签订|签下|敲定|招引|招商|意向|合作项目")
_SUPPORT = re.compile(r"补助|奖励|补贴|救助|扶持|惠企|奖补|兑现")
_PROJECT_BEHIND = re.compile(r"(?:以上|及以上)?的?(?:[\u4e00-\u9fa5]{0,6})项目")
_PER_MU = re.compile(r"亩均|每亩")
_FILLERS = re.compile(
    r"其中|园区|受[^，。；]{2,6}影响|只有|仅有|前\d{1,2}个?月|前三季度|[一二三四]季度|上半年|已经?(?=做到|达|有)|做到|(?:年初|年前)?(?:确定|定下|设定|下达|提出)的(?:目标|任务)(?:是|为)?|占?(?:全年|年度|年初)(?:目标|任务|计划)*|既定|“?十[一二三四五]五”?|规划|计划|目标|任务|预期|完成|实现|达到?|突破|超过?|预计|力争|有望|可望|迈上|跨上|登上|站上|迈过|跨过|今年|去年|第[二三四五]年|[次翌转同]年|一年后|分别|(?:攀升|飙升|蹿升|回升|猛增|骤增)[至到]|[”“]|估计|看样子|能够?(?=到|过|达)|到(?=\Z|\d)|级(?=[”]?(?:新)?台阶)|新?台阶|大关|首[次度]|历史性地?|[，,、为约近共]"
)
# 增长到2019年的230亿元: the year is the figure's, not a thing that it measures.
_OWN_YEAR = re.compile(
    r"(?:增长|增加|提高|上升|下降|减少|扩大|[增升提]|跃升)?[到至]?(?:(?:19|20)\d\d年(?:[底末初])?的?|(?<=[到至])(?:现在|目前|如今|眼下|当前|今[年天])的?)"
)
_GOES_ON = re.compile(
    r"(?:[”“]?(?:(?:19|20)\d\d年|我们|预计|有望|力争|到|今年|明年|全年|年底|年末|的?(?:目标|计划)|将|可|能|实现|完成|达到?|突破|超过?|为|是|约|近|，|,)){2,}|[”“]?(?:19|20)\d\d年(?:则|又|已|将)?"
)
# 规上工业企业完成|产值: the output of the industry.
_INDUSTRY_MADE = re.compile(
    r"(?:规模以上|规上|规模)(?:工业企业|(?:入园|入区|入驻|园区|区内)*企业|工业)(?:[，,]?(?:合计|总计|共|累计|当月|今年|全年|预计)*)(?:完成|实现|创造|交出|跑出|做出|做到)?(?:总|累计|的)?\Z"
)
# 服务业实现|增加值: a value added that is no industry's, told by its subject.
_SECTOR = re.compile(r"服务业|第[一二三]产业|[一二三]产(?!品|能|值)|农业|建筑业|金融业|旅游业|(工业|制造业)")
# 到位资金…。两个园区分别到位|41.2亿元
_IN_PLACE = re.compile(r"到位(?:了|达|约|近|超)*\Z")
_PLAN_OF_LAST = re.compile(r"(?:占|完成)了?[^，。；,;\d]{0,10}(?:目标|任务|计划)(?:数|值)?的?\Z")
_PUT_IN = re.compile(
    r"(?P<done>(?:已|已经|累计|先后)投入了?[^，。；,;\d]{0,12}(?:资金)?)\Z|(?:投资|投入|斥资|耗资|出资|砸下|[拟再共又]投|拟投入|计划投)了?(?:约|近)?\Z"
)
_IN_PAST = re.compile(r"[去上前]年|(?:19|20)\d\d年")
_BUILT_WITH = re.compile(r"[，,]?(?:的资金)?(?:用于)?(?:建成|建设|扩建|新建|续建|改造|改建|兴建|建起|新上)(?!后|了|完)")
# 拟在园内投入|6亿元, 首期投入|9.5亿元: what is to be put in; 投下建设资金|28.9亿元, 投到路网上的资金累计|1.6亿元: what has been.
_MEANT_TO_PUT = re.compile(r"(?:(?:拟|将|计划|预计|准备|打算|决定|决意|同意|承诺|首期|一期|二期|总共?)[^，。；,;\d]{0,20})投入[^，。；,;\d]{0,8}\Z")
_PUT = re.compile(
    r"(?<!研发)(?<!科技)(?<!科研)(?:投入|投下|砸下|注入)了?(?:[^，。；,;\d研]{0,10}资金)?(?:共|累计|约|近)*\Z|投[到在向][^，。；,;\d]{2,12}的资金(?:已|共|累计|约|近)*\Z"
)
# 总投资4.8亿元，累计完成|3.6亿元: of the investment told just before.
_OF_IT_DONE = re.compile(r"(?:累计|已经?|目前|现已?|实际|共|至今|年内|今年|当年)*(?:(?<=[已计])投|完成|投入|投资)了?(?:约|近)?\Z")
# 甲公司出资|12亿元，在园区建设厂房; 计划再投|20亿元: what is put into a thing, unless it is a share or a fund.
_STAKED = re.compile(r"(?:出资|斥资|耗资|砸下|砸进|豪掷|掏出|(?<!累计)(?:总?共|合计)投|再投|拟投|要投|投下|投(?=了))了?(?:约|近)?\Z")
_NO_STAKE = re.compile(r"[^，。；]{0,12}(?:入股|参股|持股|认购|收购|基金|注册|购买|捐|奖|补)")
# 占地109亩，建筑面积20万平方米，投资|3.5亿元，…
_INVESTED = re.compile(r"[，,、；;]投资(?:约|近)?\Z")
# 签约|1亿元及1000万美元以上项目: one of two sizes.
# 超50亿元、百亿元级重大项目; 30亿元以上、50亿元以上以及百亿元龙头项目: the sizes before one noun.
_ONE_OF_SIZES = re.compile(
    r"(?:级|及?以上)?(?:(?:或者?|以?及|、|和|与)(?:超过?|上|过|近)?[\d.]*[十百千]?[万亿]?(?:美|欧|港)?元(?:级|及?以上)?){1,4}的?[\u4e00-\u9fa5]{0,8}项目"
)
_RATE_CHANGED = re.compile(r"[，,、(]?(?:同比|比上年|较上年|比去年|较去年|比|较)[^，,。；;\d]{0,8}(?:提高|增加|增长|高|上升|降低|下降|减少)了?(?:约|近)?")
# 由15.8万元/亩|提高到|18.3万元/亩
_RISES_TO = re.compile(r"[，,、]?(?:提高|增加|上升|提升|增长|升|增|降低|下降|降|减少|压缩|调整|跃升)(?:到|至|为)了?(?:约|近)?")
# 签约资金42.6亿元，到位|19.3亿元
_OF_IT_ARRIVED = re.compile(r"(?:累计|已经?|目前|现已?|实际|资金|共)*到[位账]了?(?:资金)?(?:约|近)?\Z")
# 汽车产业达|580亿元, 新材料产业集群迈过千亿元: what a branch comes to is what it turns out.
_SECTOR_COMES_TO = re.compile(
    r"(?P<sector>[\u4e00-\u9fa5]{2,8}(?:产业|集群|产业链|制造业)(?:集群)?(?:总?规模|体量)?)(?:今年|去年|已|有望|将|累计)*(?P<to>达到?|突破|超过?|迈|跨|跃上|迈上|迈入|逼近|接近)?了?\Z"
)
# 出站留区再给|30万元, 每人一次性给予|1000元
_GIVEN = re.compile(
    r"(?<=[再重获各另就家人还可年次万最高])(?:奖|补)(?:了|给)?\Z|(?:给予|发给|补给|(?<![卖交送租借分供留转让])给)(?:一次性|每[人户家个年月]|最高|不超过)*\Z"
)
# 争取省级技改资金|1640万元, 拨付园区建设资金|1000万元: what comes from above.
_GRANTED = re.compile(
    r"(?:争取|申请|申报|拨付|下拨|下达|获批)[到了]?(?![^，。；,;\d]*(?:银行|工程|债|贷|融|基金|用地|流动|周转))[^，。；,;\d]{0,8}?(?:技改|科技|专项|扶持|发展|建设|奖补|补助|上级|预算内?|产业|省级|中央|国家)[^，。；,;\d]{0,4}资金\Z"
)
# 乙开发区|完成|28亿元
_DONE = re.compile(r"(?:完成|实现|达到?|为|突破|超过?|仅)*了?(?:约|近)?")
# 去年卖了|3.6亿元
_SOLD = re.compile(r"(?:卖了|卖出(?:了|产品|货)*|卖到了?|销售了|售出)(?:约|近)?\Z")
_LENDS = re.compile(r"授信|贷款|放贷|续贷|助贷")
_THAT_FIGURE = re.compile(r"(?:这一?|该|同一|上述)(?:项)?(?:指标|数字|数据|数值)(?:仅|只|还|不过|尚|已)?(?:为|是|有|达到?)?(?:约|近)?\Z")
# 对技改项目按8%补助，单个项目最高|300万元
_AT_MOST = re.compile(r"[，,；;](?:单个|单户|单家|每个|每户|每家)?(?:项目|企业|年度)?(?:累计)?(?:最高|最多)(?:不超过)?\Z")
# 帮助28家企业获得“桂惠贷”|2.45亿元
_NAMED_LOAN = re.compile(r"“[^”。]{1,8}贷[^”。]{0,3}”[^，。；\d]{0,4}\Z")
# 推出“文创贷”，已发放|3.4亿元
_LENT = re.compile(r"“[^”。]{1,8}贷[^”。]{0,3}”[^，。；\d]{0,6}\Z|贷[”』’]?[^。；\d]{0,14}(?:发放|投放|放出)了?(?:资金)?(?:约|近)?\Z")
# 累计达142亿元，用于基础设施的有|18.6亿元
_USED_FOR = re.compile(r"[，,](?:其中)?用于([^，。；,;\d]{2,14})的?(?:有|为|达|是|约|近)+\Z")
# 2013年这一数字为|1.52亿美元
_THAT_FIGURE = re.compile(r"(?:这一?|该|这个|此)(?:项)?(?:数字|指标|数据|金额|数额|数值)[^，。；,;\d]{0,6}\Z")
# 项目860余个，其中亿元以上|195个: the size of projects that are counted behind it.
_COUNTED_BY_SIZE = re.compile(r"(?:及?以上|级)?的?(?:项目)?(?:有|就有|达|共)?\s*\d{1,4}\s*(?:余|多)?[个项宗]")
# 财政收入8.4亿元，受减税降费影响，比上年减收|3100万元: more or less of what was told.
_TOOK_MORE = re.compile(r"(?:增收|减收|多收|少收|增加|减少)了?(?:约|近)?\Z")
_TAKEN_IN = frozenset({"tax", "fiscal_revenue"})
# 增加值34亿元；技术开发费|4.9亿元: an amount by a name of its own, and no part of the one before.
_OWN_AMOUNT = re.compile(r"(?:费用?|支出|经费|总?额|总?值|款|成本|薪酬|工资|资产|负债|存款|余额|价格?|股权|红利|租金|保费|损失)\Z")
_TAX_PAID = re.compile(r"[缴交纳]了?(?:约|近|超过?)?\Z")
_TAX_BEHIND = re.compile(r"的?税(?![务率优惠收])")
_AGREED_AT = re.compile(r"(?:达成|签订|签署|签下)了?[^，。；、,;\d]{0,8}(?:协议|意向书?|合同)(?:共|约|近)?\Z")
_AGREED_BEHIND = re.compile(r"的?(?:投资|战略|合作|招商|框架|入园|意向|项目)+(?:协议|合同|书)")
_OWN_FEE = re.compile(
    r"([\u4e00-\u9fa5]{1,6}(?:费用|费|经费|支出|成本|薪酬|工资|存款|租金|保费|合同|资本|净值|市值|估值|身家|定金|押金))(?:为|达到?|共|约|近|是|了)*\Z"
)
# 配套工程共投入4860万元。其中改建道路3公里，投资|2150万元
_INVESTED_IN = frozenset({"投资", "投入"})
_A_PERSONS = 200_000
"""Below so many 元 an income is a person's or a family's, and no company's revenue."""
_SUBJECT_REACH = 24
_BEHIND_DE = 4
"""Characters between a figure and the word that names it behind 的: 的|地方财政收入."""
_FLOORS = re.compile(r"厂房|载体|孵化|仓|楼|商铺|住宅|商业|商住|办公|车间|公寓|用房|招商面积|展厅|规划建设面积|拟建面积")
_LAND = re.compile(r"用地|占地|土地|征地|供地|园区总|规划面积")
_OF_MONTH = re.compile(r"(?:\d{1,2}月份?|当月|[一二三四]季度|上半年|下半年|全年)\Z")
_AGREED = frozenset({"contracted_investment", "financing", "orders"})
_CAPITAL = frozenset({"domestic_capital", "fdi_actual"})
# 融资|规模, 完成税收|收入: the size of what the word before names.
_OF_SIGNING = frozenset({"投资额", "投资金额"})
_FOREIGN = frozenset({"美元", "欧元", "港元", "日元", "英镑"})
_COMES_FROM = re.compile(rf"[，,(（。；;]?{COMES_FROM}")
_INVESTED_IN_PARTS = frozenset({"完成投资", "投资", "累计完成投资", "投资完成"})
_WHOLE_OF_SHARE = re.compile(r"(?:工业总产值|规上工业产值|规模以上工业产值)(?:的|比重)[^，。；\d]{0,6}\d[\d.]*%")
_OF_PLAN_DONE = re.compile(r"完成了?(?:全年|年度|年|今年|当年)(?:计划)?\Z")
_SHORT_OUTPUT = frozenset({"产值", "总产值"})
_AGAIN_REACH = 60
"""Characters before a sentence in which 产值 may have been named in full."""
_SIZES = frozenset({"规模", "总额", "收入", "金额", "总额度", "总收入"})
_OF_ALL_PROJECTS = frozenset({"contracted_investment", "total_investment", "investment_completed"})


class MeasuredReader:
    """Names what is measured by quantities that are no counts, within one document."""

    def __init__(self, finds: Finds) -> None:
        self._finds = finds
        self._text = finds.text

    def choose(self, slot: Slot, kind: str, memory: SentenceMemory) -> Choice:
        """The metric of a quantity of a kind (money, area, duration ...)."""
        q = slot.q
        last = memory.by_kind.get(kind)
        if last is not None and last.rule == "project_size":
            # 新入园1000万元以上项目62个，放款|1400万元: how large they had to be is nothing that was told.
            last = None
        if last is None and kind == "money" and _RATE_CHANGED.fullmatch(self._text, slot.previous_end, q.start):
            # 亩均税收14.8万元/亩，较上年提高|1.9万元
            last = memory.by_kind.get("money_rate")
            if last is not None:
                return last.again("metric_elided")
        rate = memory.by_kind.get("money_rate") if q.kind == "money_rate" and memory.unit == q.unit else None
        if rate is not None and _RISES_TO.fullmatch(self._text, slot.previous_end, q.start):
            # 亩均税收由15.8万元/亩提高到|18.3万元/亩
            return rate.again("metric_elided")
        left = self._last_cue(slot.left, q.start, kind)
        whole = memory.sentence_before.get("money")
        if (
            q.qualifier != "over"
            and left is not None
            and whole is not None
            and whole.metric == "fixed_asset_investment"
            and self._text[left.start : left.end] in _INVESTED_IN_PARTS
        ):
            if breaks_down(self._text, slot.sentence.start) or self._text[slot.sentence.start - 1 : slot.sentence.start] in ("；", ";"):
                # 固定资产投资86亿元。 / 分园区看，甲完成投资|30亿元；乙完成投资|27亿元
                return whole.again("part_named", (left.start, left.end))
        if left is None and (of_kind := self._of_a_kind(slot, kind, memory)) is not None:
            return of_kind
        if last is not None and _COMES_FROM.fullmatch(self._text, slot.previous_end, q.start):
            return last.again("part_of")
        if last is not None and _THAT_FIGURE.search(self._text, slot.left, q.start):
            # 实际利用外资1150万美元，去年同期这一指标仅为|380万美元
            return last.again("metric_elided")
        if last is not None and last.metric in _TAKEN_IN and _TOOK_MORE.search(self._text, slot.left, q.start):
            return last.again("metric_elided")
        if left is not None and memory.choice is not None and memory.choice.metric == "gdp" and memory.kind == "percent":
            if self._text[left.start : left.end] == "增加值" and left.start - slot.previous_end <= 1:
                # 从地区生产总值构成看，第二产业占61%，增加值|195亿元: what it adds to the whole.
                return memory.choice.again("part_named", (left.start, left.end))
        right_cues = [c for c in self._finds.cues_in(q.end, slot.right) if c.kind == kind and c.metric != "@none"]
        right = self._head_behind(right_cues) if right_cues and right_cues[0].start - q.end <= 8 else None
        if left is not None and right is not None and self._is_of_figure_before(slot, left):
            # 创造6502万元的GDP、完成9034万元的|固定资产投资
            left = None
        if left is not None and right is not None and left.start == slot.previous_end > slot.segment and right.start == q.end:
            # 1800亩土地、30万平方米|厂房: each figure stands before its own noun.
            left = None
        if last is not None and left is not None and _PLAN_OF_LAST.search(self._text, slot.left, q.start):
            # 到位资金4.6亿元，占全年引资目标|6亿元的77%: the goal of what was told.
            return last.again("metric_elided")
        if right is not None and self._text[q.end : q.end + 1] in "的、" and left is not None:
            right = None
        if kind == "money" and left is None and q.qualifier in ("over", "range") and _PROJECT_BEHIND.match(self._text, q.end, slot.right):
            # 固定资产投资3亿元，签约|亿元以上工业项目4个
            return Choice("total_investment", q.start, q.end, "project_size")
        if kind == "money" and _ONE_OF_SIZES.match(self._text, q.end, slot.sentence.end):
            return Choice("total_investment", q.start, q.end, "project_size")
        if kind == "money" and left is None and self._is_size_of_counted(slot, memory):
            return Choice("total_investment", q.start, q.end, "project_size")
        if kind == "money" and left is None and last is not None:
            of_it = self._of_it(slot, last)
            if of_it is not None:
                return of_it
        if kind == "money" and left is not None and left.metric == "@amount":
            told = last or (memory.sentence_before.get(kind) if goes_on(self._text, slot.sentence.start) else None)
            if told is not None and told.metric in _AGREED and left.start - slot.previous_end <= 1:
                # 签约金额800亿元。其中，外资项目21个，金额|420亿元: right behind the number of its projects.
                return told.again("part_named", (left.start, left.end))
        if kind == "money" and (left is None or left.metric == OTHER or left.metric.startswith("@")):
            spent = self._spent(slot, left)
            if spent is not None:
                return spent
        if left is not None and (right is None or q.start - left.end <= 6):
            if left.metric == "contracted_investment" and _PROJECT_BEHIND.match(self._text, q.end, slot.right):
                return Choice("total_investment", left.start, left.end, "project_size")
            if left.metric == "total_investment" and self._text[left.start : left.end] in _INVESTED_IN:
                whole = last or (memory.sentence_before.get(kind) if goes_on(self._text, slot.sentence.start) else None)
                if whole is not None and whole.metric == "investment_completed" and (memory.part_of or "其中" in self._text[slot.segment : left.start]):
                    return whole.again("part_named", (left.start, left.end))
            return self.made(slot, left, "metric_left")
        if right is not None:
            return self.made(slot, right, "metric_right")
        if kind == "money" and _PROJECT_BEHIND.match(self._text, q.end, slot.right) and (last is None or not self._is_elided(slot)):
            # 亿元以上项目: a project is measured by what is invested in it.
            return Choice("total_investment", q.start, q.end, "project_size")
        if kind == "money" and left is None and _TAX_PAID.search(self._text, slot.left, q.start) and _TAX_BEHIND.match(self._text, q.end, slot.sentence.end):
            # 去年缴了|120万元的税
            return Choice("tax", q.end, q.end + 2, "metric_right")
        fee = _OWN_FEE.search(self._text, slot.left, q.start) if kind == "money" and left is None else None
        if fee is not None:
            return Choice(OTHER, fee.start(), fee.end(1), "other_named")
        if last is not None and self._is_elided(slot):
            named = self._last_cue(max(slot.previous_end, slot.segment), slot.left, kind)
            # 增加值19亿元，财政收入也有提升，为|3987万元: what was named since is meant.
            return last.again("metric_elided") if named is None else self.made(slot, named, "metric_before")
        agreed = kind == "money" and _AGREED_BEHIND.match(self._text, q.end, slot.sentence.end) is not None and "签" in self._text[slot.clause : q.start]
        if agreed or (kind == "money" and left is None and _AGREED_AT.search(self._text, slot.left, q.start)):
            # 与客商签下|62亿元的投资协议, 与工商银行签署|9000万元战略合作框架协议
            lent = _FINANCE.search(self._text, slot.clause, q.end)
            return Choice("financing" if lent else "contracted_investment", slot.left, q.start, "metric_left")
        if (
            kind == "money"
            and left is None
            and _AT_MOST.search(self._text, max(slot.clause - 1, 0), q.start)
            and _SUPPORT.search(self._text, slot.sentence.start, slot.clause)
        ):
            return Choice("subsidies", slot.left, q.start, "metric_left")
        if kind == "money" and left is None and memory.choice is not None and self._text[slot.previous_end : q.start] == "、":
            # 现场签约8个、|43亿元; 授信企业119户、|7.8亿元
            if memory.choice.metric == "projects_signed":
                return Choice("contracted_investment", slot.left, q.start, "part_of")
            if _LENDS.search(self._text, slot.clause, slot.previous_end):
                return Choice("financing", slot.left, q.start, "part_of")
        if kind == "money" and left is None and _NAMED_LOAN.search(self._text, slot.left, q.start):
            return Choice("financing", slot.left, q.start, "metric_left")
        part = bare_name(self._finds, slot.left, q.start)
        if part is not None and self._has_own_name(part, last or memory.sentence_before.get(kind)):
            return Choice(OTHER, part[0], part[1], "other_named")
        if last is not None and part is not None:
            # 其中规上工业企业贡献816.9亿元
            if self._text[part[0] : part[1]][-2:] == self._text[last.start : last.end][-2:]:
                if self._text[part[0] : part[1]].endswith("增加值") and last.metric == "gdp":
                    # 生产总值34亿元，…，服务业|增加值12亿元: a part by another name.
                    return Choice(OTHER, part[0], part[1], "other_named")
                # 第一产业增加值3亿元，第二产业|增加值520亿元: named in full again.
                return Choice(last.metric, part[0], part[1], "part_named")
            return last.again("part_named", part)
        # 税收比上年提前两个月突破|9亿元: a figure in between that measures nothing is no end.
        nothing_yet = bool(memory.choices) and all(choice.metric == OTHER and not choice.end for choice in memory.choices.values())
        wider = self._last_cue(slot.segment if nothing_yet else max(slot.previous_end, slot.segment), slot.left, kind)
        if wider is not None:
            return self.made(slot, wider, "metric_before")
        found = self._from_before(slot, kind, memory, part)
        if found is NONE and kind == "money":
            sector = _SECTOR_COMES_TO.search(self._text, slot.left, q.start)
            if sector is not None and (sector["to"] or q.start < q.number_start):
                named_at = max([m.end for m in self._finds.mentions_in(slot.left, q.start)], default=0)
                return Choice("output_value", max(sector.start(), named_at), sector.end("sector"), "metric_left")
            if _GIVEN.search(self._text, slot.left, q.start):
                return Choice("subsidies", slot.left, q.start, "metric_left")
            if _SOLD.search(self._text, slot.left, q.start):
                return Choice("sales", slot.left, q.start, "metric_left")
            if _LENT.search(self._text, slot.segment, q.start):
                return Choice("financing", slot.left, q.start, "metric_left")
        return found

    def _has_own_name(self, part: tuple[int, int], last: Choice | None) -> bool:
        """Whether the words at a figure name an amount of their own: 技术开发费, and not the part of a sum told before (工业税收 of 税收)."""
        if _OWN_AMOUNT.search(self._text, *part) is None:
            return False
        if last is None:
            return True
        adds_to_product = last.metric == "gdp" and self._text.endswith("增加值", *part)
        return not adds_to_product and not self._text.endswith(self._text[last.end - 2 : last.end], *part)

    def _is_size_of_counted(self, slot: Slot, memory: SentenceMemory) -> bool:
        """Whether an amount is the size that some of the projects told of have to reach: 其中亿元以上|19个."""
        if slot.q.qualifier != "over" or not _COUNTED_BY_SIZE.match(self._text, slot.q.end, slot.sentence.end):
            return False
        counted = memory.by_kind.get("count")
        if counted is None and memory.choice is None and goes_on(self._text, slot.sentence.start):
            # 新签约项目33个。其中，亿元以上|9个
            counted = memory.sentence_before.get("count")
        if counted is not None:
            return counted.metric in PROJECTS or self._text.endswith("项目", counted.start, counted.end)
        return memory.choice is not None and memory.choice.metric in ("contracted_investment", "total_investment")

    def _of_a_kind(self, slot: Slot, kind: str, memory: SentenceMemory) -> Choice | None:
        """The money of the projects of a kind, beside how many they are: 签约额518亿元。从类别看，先进制造类38个、|351亿元; None for what is none."""
        counted = memory.choice
        if kind != "money" or counted is None or counted.rule != "part_of" or counted.metric not in PROJECTS:
            return None
        if self._text[slot.previous_end : slot.q.start] not in ("、", "，") or not is_breakdown(self._text, slot.sentence.start, slot.q.start):
            return None
        of_all = memory.by_kind.get("money") or memory.sentence_before.get("money")
        return of_all.again("part_of") if of_all is not None and of_all.metric in _OF_ALL_PROJECTS else None

    def _of_it(self, slot: Slot, last: Choice) -> Choice | None:
        """What became of the amount told just before: what of an investment is done, what of the signed capital has come, what a part is for."""
        text, q = self._text, slot.q
        if last.metric == "total_investment" and _OF_IT_DONE.search(text, slot.left, q.start):
            return Choice("investment_completed", slot.left, q.start, "metric_left")
        if last.metric == "contracted_investment" and _OF_IT_ARRIVED.search(text, slot.left, q.start):
            return Choice("fdi_actual" if q.unit in _FOREIGN else "domestic_capital", slot.left, q.start, "metric_left")
        used = _USED_FOR.search(text, slot.previous_end, q.start)
        return last.again("part_named", (used.start(1), used.end(1))) if used is not None else None

    def _spent(self, slot: Slot, named: Cue | None) -> Choice | None:
        """What is put into a thing that is built: 投资约|6亿元建成, 再投|1.6亿元扩建, 已投入建设资金|960万元."""
        put = _PUT_IN.search(self._text, slot.left, slot.q.start)
        if put is not None and put["done"]:
            return Choice("investment_completed", put.start(), put.end(), "metric_left")
        if put is not None and _BUILT_WITH.match(self._text, slot.q.end):
            if _IN_PAST.search(self._text, slot.clause, put.start()):
                # 去年我们投入|6800万元改造二号窑炉
                return Choice("investment_completed", put.start(), put.end(), "metric_left")
            return Choice("total_investment", put.start(), put.end(), "metric_left")
        staked = _STAKED.search(self._text, slot.left, slot.q.start) or (_INVESTED.search(self._text, slot.left - 1, slot.q.start) if slot.left else None)
        if staked is not None and "基金" not in self._text[slot.segment : staked.start()] and not _NO_STAKE.match(self._text, slot.q.end, slot.sentence.end):
            return Choice("total_investment", staked.start(), staked.end(), "metric_left")
        meant = _MEANT_TO_PUT.search(self._text, slot.left, slot.q.start)
        if meant is not None:
            return Choice("total_investment", meant.start(), meant.end(), "metric_left")
        # 研发经费投入18亿元 has a name of its own.
        done = _PUT.search(self._text, slot.left, slot.q.start) if named is None or named.metric != OTHER else None
        return Choice("investment_completed", done.start(), done.end(), "metric_left") if done is not None else None

    def _head_behind(self, cues: list[Cue]) -> Cue:
        """The last of the nouns behind an amount that make one phrase: 90亿元|合同投资的规模效应 is of the contracts, 5亿元|规模的产业基金 of the fund."""
        head = cues[0]
        for cue in cues[1:]:
            if not head.metric.startswith("@") and "的" in self._text[head.end : cue.start]:
                break
            head = cue
        return head

    def _is_of_figure_before(self, slot: Slot, cue: Cue) -> bool:
        """Whether a word names the figure before it: 6502万元的|GDP."""
        return slot.previous_end == slot.left and self._text.startswith("的", slot.left) and cue.start - slot.left <= _BEHIND_DE

    def before(self, slot: Slot, end: int) -> Choice | None:
        """What is named last before a place in the sentence, for a figure of the slot's kind."""
        kind = "money" if slot.q.kind in ("implied", "money_rate") else slot.q.kind
        cue = self._last_cue(slot.segment, end, kind)
        return None if cue is None else self.made(slot, cue, "metric_before")

    def _from_before(self, slot: Slot, kind: str, memory: SentenceMemory, part: tuple[int, int] | None) -> Choice:
        """What the sentence before measured, or what a heading names for all that stands below it."""
        before = memory.sentence_before.get(kind)
        if before is not None and kind not in memory.by_kind:
            if before.metric in _CAPITAL and _IN_PLACE.search(self._text, slot.left, slot.q.start):
                return before.again("metric_elided")
            if _GOES_ON.fullmatch(self._text, slot.sentence.start, slot.q.start):
                # …收入20亿元，增长9%。预计全年可达30亿元
                return before.again("metric_elided")
            on = goes_on(self._text, slot.sentence.start)
            if part is not None and on:
                if before.metric == "gdp" and self._text.endswith("增加值", *part):
                    # 生产总值97亿元。其中，第二产业|增加值72亿元: a part by another name.
                    return Choice(OTHER, part[0], part[1], "other_named")
                return before.again("part_named", part)
            if on and self._finds.mentions_in(slot.left, slot.q.start) and self._is_elided(slot):
                # …工业总产值1.14万亿元。其中某经开区预计完成1870亿元
                return before.again("metric_elided")
            if self._text[slot.sentence.start - 1 : slot.sentence.start] in ("；", ";") and self._is_elided(slot):
                # 甲开发区营业收入386亿元；乙开发区172亿元: the same of another.
                return before.again("metric_elided")
        opened = memory.opened_before.get(kind)
        if opened is not None and kind not in memory.by_kind and is_next_park(self._finds, slot, _DONE):
            # 甲开发区固定资产投资45亿元，其中…。乙开发区完成|28亿元
            return opened.again("metric_elided")
        if before is not None and _THAT_FIGURE.search(self._text, slot.sentence.start, slot.q.start):
            return before.again("metric_elided")
        heading = memory.heading.get(kind)
        if heading is not None and kind not in memory.by_kind:
            return heading.again("metric_heading")
        return NONE

    def _last_cue(self, start: int, end: int, kind: str) -> Cue | None:
        found = [cue for cue in self._finds.cues_in(start, end) if cue.kind == kind and cue.metric != "@none"]
        if len(found) > 1 and found[-2].end == found[-1].start and self._text[found[-1].start : found[-1].end] in _SIZES:
            return found[-2]
        return found[-1] if found else None

    def _is_elided(self, slot: Slot) -> bool:
        """Whether a clause leaves out what it measures: 今年预计突破2亿元."""
        between = self._text[slot.left : slot.q.start]
        for mention in self._finds.mentions_in(slot.left, slot.q.start):
            between = between.replace(self._text[mention.start : mention.end], "")
        rest = _FILLERS.sub("", _OWN_YEAR.sub("", between))
        if len(rest) > 6 or self._finds.cues_in(slot.left, slot.q.start):
            return False
        # 发放稳岗红包: what is done with it is another thing.
        first = words(rest)[0] if len(rest) > 3 else ""
        return not (len(first) > 1 and len(first) < len(rest) and word_class(first) == "v")

    def made(self, slot: Slot, cue: Cue, rule: str) -> Choice:
        """The choice that a naming word stands for, made precise by the words around it."""
        metric = cue.metric
        if metric == "@amount":
            metric = self._amount(slot)
        elif metric == "@size":
            metric = "fund_size" if "基金" in self._text[slot.segment : slot.right] else OTHER
        elif metric.startswith("@"):
            metric = OTHER
        elif self._text[cue.start : cue.end] == "增加值":
            sectors = list(_SECTOR.finditer(self._text, max(slot.segment, cue.start - _SUBJECT_REACH), cue.start))
            if sectors and not sectors[-1][1]:
                metric = OTHER
        if metric == "total_investment" and self._text[max(slot.left, cue.start - 2) : cue.end] in ("项目投资", "其中项目投资") and self._is_fixed_assets(slot):
            metric = "fixed_asset_investment"
        if metric == "total_investment" and _OF_PLAN_DONE.search(self._text, max(slot.segment, cue.start - 12), cue.start):
            # 完成全年计划投资4.2亿元的91.5%
            metric = "investment_completed"
        if metric == "domestic_capital" and slot.q.unit in _FOREIGN:
            # 实际到账资金2986万美元
            metric = "fdi_actual"
        if metric == "land_area" and slot.q.unit == "平方米" and self._text[cue.start : cue.end].endswith("面积") and self._is_of_floors(slot, cue):
            metric = "floor_area"
        if metric == "output_value" and _INDUSTRY_MADE.search(self._text, max(slot.segment, cue.start - _SUBJECT_REACH), cue.start):
            metric = "industrial_output"
        if metric == "output_value" and self._text[cue.start : cue.end] in _SHORT_OUTPUT and self._is_output_again(slot, cue):
            metric = "industrial_output"
        if (
            metric == "total_investment"
            and self._text[cue.start : cue.end] in _OF_SIGNING
            and "签约" in self._text[max(slot.segment, cue.start - 30) : cue.start]
        ):
            # 14个项目集中签约，投资额38.6亿元: what the signed contracts come to; 总投资 is what the projects cost.
            metric = "contracted_investment"
        if metric == "revenue" and slot.q.unit == "元" and slot.q.value < _A_PERSONS and not _PER_MU.search(self._text, slot.left, slot.q.start):
            # 每月收入近4000元: what a person earns.
            metric = OTHER
        if metric == "tax" and (slot.q.unit == "元/亩" or _PER_MU.search(self._text, slot.left, slot.q.start)):
            metric = "tax_per_mu"
        if metric == OTHER:
            rule = "other_named" if cue.metric == OTHER else "metric_none"
        return Choice(metric, cue.start, cue.end, rule)

    def _is_of_floors(self, slot: Slot, cue: Cue) -> bool:
        """孵化载体180家，总面积|80万平方米: the area of what is built, where no word of land stands before it."""
        before = self._text[max(slot.segment, cue.start - _SUBJECT_REACH) : cue.end]
        return _FLOORS.search(before) is not None and _LAND.search(before) is None

    def _is_fixed_assets(self, slot: Slot) -> bool:
        """固定资产投资27亿元…；剔除房地产后，项目投资|22.6亿元: a part of it."""
        named = self._text.rfind("固定资产投资", max(0, slot.sentence.start - _AGAIN_REACH), slot.q.start)
        return named >= 0 and "。" not in self._text[named : slot.segment]

    def _is_output_again(self, slot: Slot, cue: Cue) -> bool:
        """去年完成工业总产值612亿元…；今年1—4月，|产值151亿元: the short word for what was named in full, where nobody else is spoken of."""
        begins = self._text[cue.start - 1] in "，,；;" or _OF_MONTH.search(self._text, max(slot.segment, cue.start - 8), cue.start)
        if not begins or self._finds.mentions_in(slot.segment, cue.start):
            return False
        floor = max(slot.sentence.start - _AGAIN_REACH, 0)
        full = max(self._text.rfind(name, floor, cue.start) for name in ("工业总产值", "规上工业产值", "规模以上工业产值"))
        if full >= 0 and _WHOLE_OF_SHARE.match(self._text, full):
            # 食品产业产值158亿元，占园区工业总产值的43.4%；汽车产业|产值96亿元
            return False
        # An end of a paragraph or another's output in between makes it another's.
        return full >= 0 and "\n" not in self._text[full : cue.start] and "产值" not in self._text[full + 5 : cue.start]

    def _amount(self, slot: Slot) -> str:
        """总金额 and the like are named by what the sentence is about."""
        around = self._text[max(slot.segment, slot.q.start - 40) : min(slot.right + 10, slot.sentence.end)]
        if _GRANTED.search(self._text, slot.clause, slot.q.start):
            return "subsidies"
        if _FINANCE.search(around):
            return "financing"
        if "订单" in around or ("采购" in around and "合同" in around):
            return "orders"
        if _AGREEMENT.search(around):
            return "contracted_investment"
        if "基金" in self._text[slot.q.end : slot.right]:
            # 总额10亿元的天使投资基金
            return "fund_size"
        return "subsidies" if _SUPPORT.search(around) else OTHER
