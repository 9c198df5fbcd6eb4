"""Whether a figure happened, is forecast, is aimed at, or is a rule that a policy sets."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from transforms.figures.norms import LAYS_SAID, POLICY_SAID, grants, lays_down
from transforms.figures.plans import (
    ADDS_SAID,
    AIMS_SAID,
    DUE_SAID,
    LAID_SAID,
    NEXT_SAID,
    PLANNED_SUM_SAID,
    SETS_SAID,
    TASK_SAID,
    URGED_SAID,
    WILL_SAID,
    adds_more,
    aims,
    is_as_planned,
    is_compared,
    is_due,
    is_laid_out,
    is_measure_of_fulfilment,
    is_next_step,
    is_nominal,
    is_part_of_planned_sum,
    is_promised,
    is_purpose,
    is_starting_value,
    is_task,
    is_to_be_bought,
    is_urged,
    names_kind,
    pays_for,
    reports_again,
    sets_goal,
    states_facts,
    will,
)
from transforms.figures.prospects import BEHIND_SAID, ONCE_SAID, of_unfinished, once_done, told_behind
from transforms.figures.sections import Sections
from transforms.frames.slots import Finds, Slot, breaks_down, is_threshold
from transforms.names.words import Word
from transforms.text.said import hint
from transforms.text.sentences import Sentence, last_stop
from transforms.times.calendar import Span, whole_year

# 全年固定资产投资110亿元、招商到位资金85亿元的目标: of all items of the list.
_TARGET_BEHIND = re.compile(
    r"(?:、[^，。；、,;\d]{2,14}\d[\d.]*[万亿]?(?:美?元|[家户个项人亩%]|平方米|平方公里|万吨)){0,4}"
    r"\s*(?:[\u4e00-\u9fa5]{0,6}的)?(?:既定|预期|发展|年度|全年|总体|奋斗|工作|总)?(?:目标|任务目标|盘子(?!的))"
)
_NORM_BEHIND = re.compile(r"(?:[^，。；]{0,6})?的[，,].{0,40}?(?:给予|予以|奖励|补助|补贴|享受)")
# 对固定资产投资|5000万元以上的项目，给予…: what must be reached to be supported.
_FOR_THEM = re.compile(r"(?:对|凡)[^，。；,;]*\Z")
_NORM_ASKED = re.compile(r"(?:及?以上)?的[^，。；,;\d]{0,12}[，,][^，。；,;\d]{0,8}(?:给予|予以|按|奖励|奖补|补助|补贴)")
_NORM_RATE = re.compile(r"(?:的标准|的比例)?(?:给予|予以|贴息|补贴|补助|奖励|奖补)")
_DONE_CLAUSE = re.compile(r"(?:已|已经|累计|目前|截至|截止|现有|完成了|实现了|达到了|同比|去年|上年)")


# 会议提出，2025年地区生产总值预期|增长12%: what is set as a goal.
_SETS_EXPECTATION = re.compile(r"(?:会议|报告|草案|计划|规划)[^，。；,;]{0,8}(?:提出|确定|明确|安排)[^。；;]{0,40}预期\Z")
# 市场预期持续改善, 稳预期、强信心: what people think, and no figure's.
_MOOD_BEFORE = (
    "市场",
    "社会",
    "心理",
    "消费",
    "稳",
    "稳定",
    "改善",
    "提振",
    "引导",
    "好于",
    "优于",
    "快于",
    "高于",
    "低于",
    "超",
    "超出",
    "超过",
    "符合",
    "不及",
)
_MOOD_BEHIND = re.compile(r"预期(?:持续|不断|明显|逐步|稳步|进一步)*(?:改善|向好|转弱|稳定|好转|企稳|引导|管理)")
_EXPECTED_YIELD = re.compile(r"预期(?:可|将|能|会|达产|投产|建成|每年|实现年|年(?!度))")
# 到2010年，生产总值达到220亿元；工业总产值突破1000亿元; 2091年完成…；实现… may be a misprint
_GOES_ON = frozenset({"status_word", "plan_goes_on", "will", "urged", "next_step", "asked", "aims", "due"})
"""Rules by which a figure is planned, and what follows behind a semicolon too."""
_UP_TO_YEAR = re.compile(r"到(?:19|20)\d\d年")
_RULE_FOR = re.compile(r"[“]?(?:对|凡|对于|凡是)")
# One of these stands behind the figure of every norm that the patterns above and below know.
# 去年拿出|3247万元|奖励企业项目: what was given is no rule.
_GAVE = re.compile(r"(?:去年|上年|累计|已|先后|再次)[^，。；,;\d]{0,10}(?:拿出|发放|兑现|拨付|支出)了?(?:约|近)?\Z")
_SUPPORT_BEHIND = re.compile(r"给予|予以|奖励|奖补|补助|补贴|贴息|享受")
_SUPPORT_GIVEN = re.compile(r"给予|予以|奖励|补助|补贴|可享受")
_REGULARLY = re.compile(r"每(?:周|月|季度|季|半年|年)")
# 年产值可达5亿元; 某瑞可达公司 is a name.
_REACHES = re.compile(r"到?[成约近超上数几百千万两半]{0,2}\s?[\d一二三四五六七八九十百千数几半]")
# 已竣工项目|17个，预计全年竣工40个
_ALREADY = re.compile(r"已经?(?![于])[\u4e00-\u9fa5]{0,8}\Z")
# 打算再添10台；园区70%以上的茶企|都是他的客户: what they are is no plan.
_ARE_SO = re.compile(r"[^，。；,;\d]{0,8}?(?:都|均)是")
# 下个月试运行，首批1200个|机柜早就订光了
_DONE_EARLIER = re.compile(r"[^，。；,;\d]{0,6}?(?:早就|早已|已经?)")
_IN_THE_YEAR = re.compile(r"(?:全\s?年|今年|年内)(?![^，。；]*(?:占|率|增长|同比))[^，。；,;\d]{2,16}\Z")
_RATES = frozenset({"percent", "points", "multiple", "rank", "places", "money", "implied", "money_rate"})
_SINCE_THEN = re.compile(r"(?:从|由)(?:最初|原来|原先|当初|过去|起步时|\d)")
_FROM_YEAR = re.compile(r"(?:从|由)20\d\d年[^，。；]{1,20}(?:增长|增加|提高|提升|上升|扩大|跃升)(?:到|至)了?20\d\d年")
_ORDERED = re.compile(r"要|须|应|务必|底前|日前")
_CAP = re.compile(r"不超过|不高于|不大于|小于|低于|[≤≦<＜]|最高|最多|至多")
_SUPPORT = re.compile(r"补贴|补助|奖励|贴息|奖补|资助|支持|减免|授信额度")
_DONE_OF = re.compile(r"完成|占|达到|达|为")
# 列入省重点项目|计划的12个项目: what a plan's name stands behind; 列入计划的 alone is still planned.
_ON_A_LIST = re.compile(r"(?:列入|纳入|编入|入选|选入|进入)[^，。；,;\d]{2,16}\Z")
_PUT_ON = ("列入", "纳入", "编入")
# 列入计划的5个省重大项目已有4个开工, 列入计划的22个项目开工19个: what has become of them is told.
_SOME_DONE = re.compile(r"的[^，。；,;]{0,20}?(?:已|全部|均|都|(?:开工|动工|复工|竣工|投产|建成|签约)\d+[个项家只])")
_ALL_YEAR = re.compile(r"\s*全年[^，。；,;\d]{2,20}(?:达到|突破|超过)")
_MONTHS_OF_PLANS = 3
"""Up to this month what is told of a year by its number is planned where it says how much at least."""
_MONTHS_OF_GOALS = 9
"""Up to this month what is told of 全年 is no result."""
# 甲项目将新上生产线14条；|总投资1.6亿元的乙项目，…: the next of several works.
_NEXT_WORK = re.compile(r"(?:另有|还有)?总?投资[\d.]+[万亿]*元的")
_OF_PLAN = re.compile(r"(?:目标|任务|数|总数|总量)?的?")


_LABEL_REACH = 8
"""Characters before a clause in which a label with its colon stands: 规划面积：42.6平方公里."""
# 规划面积11.2平方公里: what a park was laid out as is so, unlike what is still to be built (规划建筑面积).
_LAID_OUT = re.compile(r"规划(?:控制|总|用地|占地)?(?:总)?面积(?:为|达|约|近|超|共|有|由|从|依次|分别|[:：])*\Z")


def _is_mood(text: str, word: Word) -> bool:
    """Whether 预期 is what people think of times to come, or what a result is held against: 市场预期改善, 好于预期."""
    return text.endswith(_MOOD_BEFORE, 0, word.start) or _MOOD_BEHIND.match(text, word.start) is not None


_TIMES = frozenset({"工作日", "个工作日", "天", "日", "小时", "个小时", "分钟"})
_MARKED = re.compile(r"\s?[(（](预计|预期|估计|预测|预估|计划|目标)(?:数|值)?[)）]")
_LIMIT_CLASSES = ("限额以上", "限额以下")


# 明确企业开办半个工作日办结, 承诺5个工作日内答复: how soon a thing is to be done.
_TIME_SET = re.compile(
    r"(?:明确|承诺|规定|一律|限[在于]|推行|实行|要求|必须)[^。；;]{0,60}\Z|(?:一般|复杂|简单|普通|疑难|重大|紧急)(?:问题|诉求|事项|业务|办件)[^，。；;]{0,4}\Z"
)
# 不超过15个工作日, 5个工作日以内
_TIME_CAP = re.compile(r"\A(?:不超过|不多于|最长|最多|至多)|(?:以内|之内|内)\Z")
_CUT_TO = re.compile(r"[压缩减降短](?:短|缩|减|少)?[到至为]了?\Z")
# 由法定的|86个工作日压到22个工作日
_BY_LAW = re.compile(r"法定(?:时限|期限|时间)?(?:的|为|是)\Z")
_TIME_KEPT = re.compile(r"(?:之?内|以内)?(?:办结|办好|办毕|办理完毕|答复|审结|出证|发证)(?!了|率)")


# 供地项目投资须在5000万元以上, 成员中青年须不少于两人: what must be so before anybody is let in.
_MUST = re.compile(r"(?:(?<!必)须|不得|应当)(?:在|达到?|不低于|不少于|不高于|不超过|不大于|不小于|低于|少于|高于|多于|超过|大于|小于)*\Z")
# 规定入园项目投资强度|不低于300万元/亩, 要求企业亩均税收|不低于20万元
_BOUNDS = ("不低于", "不少于", "不高于", "不超过", "不小于", "不大于")
_RULE_ASKS = re.compile(r"规定|准入|门槛|要求(?:每|各|入园|入驻|新上|新建|落户|拟|企业|项目)")
# 投资强度门槛由每亩120万元提高到每亩|200万元
_BAR_SET = re.compile(
    r"门槛(?:标准)?(?:[是为由从](?=每|不[低少]于|原来|最低|\d|投资强度|亩均)|定[为在]|设[为在定]|[提抬升]高?[到至]|降低?[到至])[^，。；,;]*\Z"
)
# 各项计划指标超额完成，…: the plan has been fulfilled, and what is told behind it is its result.
_FULFILLED_PLAN = re.compile(r"(?:各项)?(?:任务|目标|指标|数){0,2}(?:均|都|全部|全面|圆满|如期|提前|超额|顺利){1,3}(?:完成|实现|达成)")


# 预计全年实现产值685亿元；实现投资260亿元，增长16%: the forecast goes on with a further result.
# 预计：开工项目21个|，为年度目标的|84%
_OF_THE_TASK = re.compile(r"[，,]?(?:完成|达到?|为|占)?(?:到|了)?(?:年度|全年|年初)?(?:目标|任务|计划){1,2}(?:数|总数)?的?(?:约|近)?")
# 签约41个项目，预计年产值395亿元；开工30个项目: what projects will yield is of them alone.
_YIELDS = re.compile(r"(?:可?实?现?新?增?年(?:产值|销售|税收|营业|营收|利税|纳税|均)|总投资|投资额?\d)")
_FORECAST_REACH = 60
"""Characters behind a figure in which its own forecast may follow."""
_SHARE_OF_IT = re.compile(r"[，,](?:约)?占(?:[全该][市县区省州]|[\u4e00-\u9fa5]{2,10})的?(?:比重|比例)?(?:约|近|达|为)?")
_OWN_FORECAST = re.compile(r"[，,][^，。；,;\d]{0,6}(?:预计|有望|可望)")
_FORESEEN_GOES_ON = re.compile(
    r"\s*(?!分别|[^，,；;。]{0,12}占[^，,；;。]{0,12}比重)(?:(?:全年|全区|其中)?(?:实现|完成|达到|同比)|(?:\d+[千百万亿]+元(?:及?以上)?的?)?[^，,；;。\d]{2,16}(?:达到?|增长|完成|实现|突破|约)?\Z|[^，,；;。]{2,30}[，,](?:同比)?(?:增长|下降))"
)
# 除了甲项目即将封顶外，两个|项目已竣工投产: what is told as done behind the figure is no plan of an earlier clause.
# 投产后第一年就实现销售收入|13.8亿元: told as done.
_TURNED_OUT = re.compile(r"[^，。；,;\d]{2,20}[就便已](?:实现|完成|创造|突破|卖出|销售|缴纳|签下|获得)(?!后)")
_DONE_BEHIND = re.compile(r"[\u4e00-\u9fa5A-Za-z]{0,16}?(?:已(?:经)?(?!于)|未(?:能|如期|按时|按期))")
# 预计完成产值992亿元，…，在百强榜中位列|第一: a place on a list is what somebody else has found.
_PLACED = re.compile(r"(?:位列|位居|名列|跻身|排名|排在|列|居)[^，,；;。]{0,10}\Z")
_MEANT_PLACE = re.compile(r"力争|争取|确保|有望|预计|可望|将|目标|冲刺")
_NOW = re.compile(r"[，,]?(?:而|园区|全区|开发区)?现(?:有|已|入驻|拥有|建有|集聚|聚集|落户|在册|存|辖|设)")
_EVERY_DAY = re.compile(r"(?:每[天日]|平均每[天日月年]|日均)[^，。；]{0,4}可")
# 计划总投资额完成年度目标任务的|91%: how much of a task has been done.
_OF_TASK = re.compile(r"(?:完成|达到?|占)了?[^，。；,;\d]{0,8}(?:目标|任务|计划|预算)[^，。；,;\d]{0,6}的(?:约|近)?\Z")
# 面向未来, then 今年上半年新开工项目17个: what the year has brought so far is no plan.
_SO_FAR_REACH = 200
"""Characters before a semicolon in which it was said that the year so far is told."""
_THIS_YEAR_SO_FAR = re.compile(
    r"今年(?:上半年|以来|前[一二三四五六七八九十\d]+个?月|一季度|前三季度|\d{1,2}月?\s?[-—–~至到]\s?\d{1,2}月)|最新(?:的)?(?:数据|统计)"
)
# 力争排名上升，…，累计引进人才2万人: a sum that is aimed at.
_AIMED = frozenset({"力争", "将力争", "确保", "争取", "努力实现", "力求"})

# 争取到补助资金|1480万元, but 争取到2025年
_WON = re.compile(r"争取到(?!\d|今年|明年|年|届时|[“\"]?十[一二三四]?五)")
# 二期厂房即将封顶，建筑面积|5.2万平方米: how large it is needs no plan.
_SIZE_OF_IT = re.compile(r"[\u4e00-\u9fa5]{2,6}[，,](?:总)?(?:建筑面积|占地(?:面积)?|投资)(?:为|达|约|近)*")
# 今年能到|4.5亿元, 全年看样子能|过5亿元
_LOOKS_LIKE = re.compile(r"(?:今年|全年|年底|明年|下半年|年内)[^，。；;\d]{0,10}能(?:够)?(?:到|达到?|突破|超|有|做到|实现|完成|冲到)?\Z")
_PASSES = ("突破", "超", "过", "达")
# 办理施工许可|超30件
_MAY = re.compile(r"(?<![许认])可\Z")
# 某高新区要做到|600亿元
_TO_REACH = re.compile(r"(?<![主重必需只不还])要(?:做到|达到|冲到|冲过|冲上|迈上|迈过|突破|冲刺|跨过|越过|超过)(?:约|近)?\Z")
# 1—11月完成产值143亿元，预计全年158亿元；收入129亿元: the forecast stands beside what was told.
_TOLD_FIRST = re.compile(r"(?:\d月[底末份]?|个月|[一二三]季度|上半年)[，,]?[^，。；;]{2,24}\d[\d.]*[万亿]+元")
_WON_FOR = re.compile(r"(?:为|给|帮助?)[^，。；;]{0,10}(?:企业|公司|群众|农户)\Z")
# 计划实施的38个项目中已开工|16个
_OF_THE_PLANNED = re.compile(r"[^，。；;]{0,8}的\d+[个项家][^，。；;\d]{0,8}(?:项目|工程|企业)?(?:中|里|当中)[，,]?")

_MARKED_SAID, _SUPPORT_SAID, _MUST_SAID = map(hint, (_MARKED, _SUPPORT_BEHIND, _MUST))


class Status(NamedTuple):
    """Status, and whether a word like 建成后 (which has no period) made it so."""

    status: str
    after_completion: bool
    rule: str


class StatusReader:
    """Reads statuses within one document."""

    def __init__(self, finds: Finds, rules_from: int | None = None) -> None:
        """`rules_from`: where the article is itself a policy, if it is one."""
        self._finds = finds
        self._text = finds.text
        self._sections = Sections(finds.text, rules_from)
        self._paragraph = -1
        # A plan was stated in the sentence before (力争…；), and whether it may go on in this one.
        self._planned = self._goes_on = False
        # The plan is the name of its figure alone (计划总投资6亿元).
        self._by_noun = False
        # The same of a forecast (预计实现…；实现…).
        self._foreseen = self._foreseen_goes_on = False
        # A rule was stated in the sentence before (规定…；).
        self._norm = self._ruled = False
        # The same of what a policy grants (新政规定…；).
        self._granted = self._granting = False
        # Where the part of a sentence begins that asks for so much at least.
        self._asked = -1

    def begin(self, sentence: Sentence) -> None:
        """Starts a sentence."""
        self._sections.begin(sentence)
        start, paragraph = sentence.start, sentence.paragraph
        # 将力争完成税收15亿元；工业总产值达到930亿元: one promise in several parts.
        # 计划开工项目42个。按建设性质分，新建项目16个: the parts of a plan are planned.
        follows = not sentence.heading and paragraph == self._paragraph and (self._text[start - 1 : start] in "；;" or breaks_down(self._text, start))
        self._goes_on, self._ruled = self._planned and follows, self._norm and follows
        self._granting = self._granted and follows
        self._foreseen_goes_on = self._foreseen and follows
        self._planned = self._norm = self._foreseen = self._granted = False
        self._paragraph = paragraph

    def note(self, sentence: Sentence) -> None:
        """Ends a sentence."""
        self._sections.note(sentence)

    def of(self, slot: Slot, future_period: bool, announced: bool, over_since: int = -1) -> Status:
        """The status of a quantity; `over_since`: where a time that is over ends, if one opens a clause before it.

        A word like 预计 reaches to the end of its part of the sentence (；。) and ends earlier where a later clause
        reports what was done (已, 目前, 同比, 上半年).
        """
        found = self._of(slot, future_period, announced, over_since)
        if self._sections.lays_down_rules(slot.q.start) and found.status in ("actual", "forecast") and not states_facts(self._text, slot.segment, slot.q.start):
            found = Status("norm", False, "rulebook")
        goes_on = self._goes_on and not _NEXT_WORK.match(self._text, slot.sentence.start) and not _ARE_SO.match(self._text, slot.q.end, slot.sentence.end)
        if found.status == "actual" and goes_on and not states_facts(self._text, slot.segment, slot.q.start):
            found = Status("target", False, "plan_goes_on")
        if (
            found.status == "actual"
            and self._foreseen_goes_on
            and _FORESEEN_GOES_ON.match(self._text, slot.segment, slot.q.start)
            # 预计全年可完成35亿元；工业总产值|64.3亿元，预计全年可完成80亿元: each has a forecast of its own.
            and _OWN_FORECAST.search(self._text, slot.q.end, min(slot.q.end + _FORECAST_REACH, slot.sentence.end)) is None
            and not states_facts(self._text, slot.segment, slot.q.start)
        ):
            found = Status("forecast", False, "forecast_goes_on")
        if self._foreseen and (
            found.rule == "future_period"
            or (
                found.status == "actual"
                and slot.q.kind == "percent"
                and (_OF_THE_TASK.fullmatch(self._text, slot.previous_end, slot.q.start) or _SHARE_OF_IT.fullmatch(self._text, slot.previous_end, slot.q.start))
            )
        ):
            # 预计到2012年，企业可达80家，累计投入|65亿元
            found = Status("forecast", False, "forecast_goes_on")
        up_to_year = found.rule == "future_period" and _UP_TO_YEAR.search(self._text, slot.sentence.start, slot.q.start) is not None
        if found.rule != "task_of_year":
            # 计划实施项目25个，年度计划投资35亿元；区级17个: the task in between ends no plan.
            self._planned = found.status == "target" and (found.rule in _GOES_ON or up_to_year) and not self._by_noun
            self._foreseen = (
                found.status == "forecast"
                and not found.after_completion
                and found.rule in ("status_word", "forecast_goes_on")
                and (self._foreseen_goes_on or ((at := self._foresees_all(slot)) >= 0 and not _TOLD_FIRST.search(self._text, slot.sentence.start, at)))
            )
        self._norm = found.rule == "time_set"
        self._granted = self._granted or found.rule in ("granted", "norm_behind")
        q = slot.q
        if found.status in ("target", "forecast") and is_starting_value(self._text, slot.clause, q.start, q.end, slot.sentence.end):
            return Status("actual", False, "starting_value")
        return found

    def in_time(self, found: Status, slot: Slot, span: Span, is_told_here: bool, today: dt.date | None) -> Status:
        """The status once the period is known: in a year that is not over, a promise earlier in the sentence holds of the figure too.

        `is_told_here`: the paragraph itself names the time. What it tells as done in a time that is yet to begin stays so: a year may be misprinted.
        """
        begin, finish = span.begin, span.finish
        if found.status != "actual" or finish is None or today is None or finish <= today:
            return found
        if _DONE_BEHIND.match(self._text, slot.q.end, slot.sentence.end):
            return found
        ahead = begin is not None and (begin <= today or not is_told_here)
        if finish.year > today.year and (ahead or self._goes_on or (begin is None and not states_facts(self._text, slot.segment, slot.q.start))):
            # 到“十四五”末，…。绿化覆盖率达到47%。, 2021年到2024年，累计完成投资60亿元: nothing is measured on a day that is years ahead.
            self._planned = True
            return Status("target", False, "unfinished_time")
        if (
            span == whole_year(today.year)
            and today.month <= _MONTHS_OF_PLANS
            and slot.q.kind in ("percent", "count", "people")
            and slot.q.text.endswith("以上")
            and not states_facts(self._text, slot.clause, slot.q.start)
        ):
            # In February: 2023年，总收入增长|12%以上，引进项目|50个以上
            self._planned, self._asked = True, slot.segment
            return Status("target", False, "unfinished_time")
        year = (finish.month, finish.day) == (12, 31) and finish.year == today.year and today.month <= _MONTHS_OF_GOALS
        if year and _ALL_YEAR.match(self._text, slot.sentence.start, slot.sentence.end) and not states_facts(self._text, slot.segment, slot.q.start):
            # In June: 全年工业总产值达到80亿元，比去年净增11.5亿元: nobody has measured that year.
            self._planned = True
            return Status("target", False, "unfinished_time")
        if not is_promised(self._text, slot.segment, slot.q.start):
            return found
        self._planned = True
        return Status("target", False, "unfinished_time")

    def _aims_later(self, word: Word, at: int, slot: Slot) -> bool:
        """Whether a year to come is named behind the figure that was foreseen: 今年收入可突破83亿元，到2017年|将达到180亿元."""
        return slot.previous_end > at and word.start >= slot.previous_end and _UP_TO_YEAR.search(self._text, slot.previous_end, slot.q.start) is not None

    def _of(self, slot: Slot, future_period: bool, announced: bool, over_since: int) -> Status:
        q = slot.q
        behind = self._text[q.end : min(q.end + 60, slot.sentence.end)]
        said = slot.sentence.said
        marked = _MARKED.match(behind) if said & _MARKED_SAID else None
        if marked:
            # 260亿元（预计）
            return Status("target" if marked[1] in ("计划", "目标") else "forecast", False, "marked")
        if (
            q.kind not in ("percent", "points", "multiple", "rank", "places")
            and said & TASK_SAID
            and is_task(self._text, slot.clause, q.start, q.end, slot.sentence.end)
        ):
            return Status("target", False, "task_of_year")
        if q.kind == "percent" and _OF_TASK.search(self._text, slot.clause, q.start) and not _MEANT_PLACE.search(self._text, slot.clause, q.start):
            return Status("actual", False, "of_task")
        if ("目标" in behind or "盘子" in behind) and _TARGET_BEHIND.match(behind):
            return Status("target", False, "status_behind")
        if said & _SUPPORT_SAID and _SUPPORT_BEHIND.search(behind) and not _GAVE.search(self._text, slot.clause, q.start):
            rule_for = _RULE_FOR.match(self._text, slot.segment, q.start) and _SUPPORT_GIVEN.search(behind)
            asked = _NORM_ASKED.match(behind) and _FOR_THEM.search(self._text, slot.clause, q.start)
            if rule_for or asked or _NORM_BEHIND.match(behind) or _NORM_RATE.match(behind):
                return Status("norm", False, "norm_behind")
        ahead = told_behind(self._text, q.kind, slot.clause, q.start, q.end, slot.right, slot.sentence.end) if said & BEHIND_SAID else ""
        if ahead and not _ALREADY.search(self._text, slot.left, q.start):
            return Status(ahead, False, "verb_behind")
        if q.unit in _TIMES and (_TIME_KEPT.match(behind) or _TIME_CAP.search(q.text)):
            set_by = _TIME_SET.search(self._text, slot.segment, q.start)
            # 推行“一枚印章管审批”，审批时限由78个工作日缩短到|45个工作日以内: how soon it is done now; 规定图审压到5个工作日以内 is a rule.
            done = set_by is not None and set_by[0].startswith(("推行", "实行")) and _CUT_TO.search(self._text, slot.left, q.start) is not None
            if (self._ruled or set_by is not None) and not done:
                return Status("norm", False, "time_set")
        if q.unit in _TIMES and _BY_LAW.search(self._text, slot.left, q.start):
            return Status("norm", False, "time_set")
        if _BAR_SET.search(self._text, slot.clause, q.start):
            return Status("norm", False, "bar_set")
        if q.unit in ("次", "场") and _REGULARLY.search(self._text, slot.segment, q.start):
            return Status("norm", False, "regularly")
        if q.kind == "area" and _LAID_OUT.search(self._text, max(slot.clause - _LABEL_REACH, slot.sentence.start), q.start):
            return Status("actual", False, "laid_out")
        status, after, at, plain_norm, aimed = "actual", False, -1, False, False
        self._by_noun = False
        for word in self._finds.words_in(slot.segment, q.start):
            roles = word.roles
            if "norm" in roles and self._text.startswith(_LIMIT_CLASSES, word.start):
                # 限额以上单位: a class of the statistics.
                continue
            if ("target" in roles or "target_noun" in roles) and self._is_over(word, q.start):
                continue
            if is_measure_of_fulfilment(self._text, word) or ("target" in roles and is_compared(self._text, word, slot.segment)):
                continue
            if "target" in roles and (names_kind(self._text, word) or is_as_planned(self._text, word)):
                continue
            if self._is_aside(word, slot) or (self._text.startswith("可达", word.start) and not _REACHES.match(self._text, word.end)):
                continue
            if "target" in roles and is_purpose(self._text, word, slot.clause):
                continue
            if "target" in roles and _FULFILLED_PLAN.match(self._text, word.end, q.start):
                continue
            if is_nominal(self._text, word):
                if slot.previous_end <= word.start or not reports_again(self._text, word.end, q.start):
                    kind = "forecast" if "forecast" in roles else "target"
                    if kind == "target" or slot.previous_end <= word.start:
                        status, after, at = kind, False, word.end
                continue
            if "target" in roles and self._text[word.start : word.end] in ("计划", "目标", "任务") and (self._is_noun(word) or self._fulfils(word, slot)):
                continue
            if "target_noun" in roles and pays_for(self._text, word):
                status, after, at = "target", False, word.end
            elif "target_noun" in roles:
                # 计划总投资13亿元: a noun that belongs to the very next figure only.
                if slot.previous_end <= word.start:
                    status, after, at = "target", False, word.end
                    self._by_noun = True
            elif "after" in roles and _TURNED_OUT.match(self._text, word.start, q.start):
                continue
            elif "after" in roles:
                status, after, at = "forecast", True, word.end
            elif self._text.startswith("届时", word.start) and ((status == "target" and aimed) or self._goes_on):
                # 力争产值达110亿元；届时棉纺能力50万锭: of the plan; but 二期将于8月投产，届时产能增加2万吨 is foreseen.
                status, after, at = "target", False, word.end
            elif "forecast" in roles and self._text.startswith("预期", word.start) and _is_mood(self._text, word):
                continue
            elif "forecast" in roles and not after and self._text.startswith("预期", word.start) and not _EXPECTED_YIELD.match(self._text, word.start, q.start):
                # 2019年，规上工业增加值预期|增长8%: what a plan sets; 预期年产值5亿元 is what a project may bring.
                status, after, at = "target", False, word.end
            elif "forecast" in roles and _SETS_EXPECTATION.search(self._text, slot.segment, word.end):
                status, after, at = "target", False, word.end
            elif "forecast" in roles:
                status, at = "forecast", word.end
            elif "target" in roles and status == "forecast" and self._text[word.start] in "将到" and not self._aims_later(word, at, slot):
                # 预计|到2025年，产值将超过100亿元 stays a forecast.
                at = word.end
            elif "target" in roles and after and self._text[word.start] == "将":
                # 投产后将达2亿元 stays a forecast.
                at = word.end
            elif "target" in roles:
                status, after, at = "target", False, word.end
                self._by_noun = False
                aimed = self._text[word.start : word.end] in _AIMED
            elif "norm" in roles:
                if q.start - word.end <= 12:
                    status, after, at = "norm", False, word.end
                    plain_norm = word.end - word.start > 2
            elif "actual" in roles and at >= 0 and self._new_clause(at, word.start):
                if aimed and self._text[word.start : word.end] == "累计":
                    continue
                status, after, at = "actual", False, -1
        if status == "actual" and q.text.startswith(_PASSES) and _MAY.search(self._text, slot.clause, q.start):
            # 全年收入可|突破83亿元
            return Status("forecast", False, "may_pass")
        if status in ("target", "forecast") and at <= over_since:
            # 全年计划实施项目30个，1至10月|完成投资18亿元，开工22个
            return Status("actual", False, "over")
        if (
            status in ("target", "forecast")
            and at <= slot.clause
            and (
                _DONE_BEHIND.match(self._text, q.end, slot.sentence.end)
                or (q.kind == "rank" and _PLACED.search(self._text, slot.clause, q.start) and not _MEANT_PLACE.search(self._text, slot.clause, q.start))
            )
        ):
            return Status("actual", False, "done_behind")
        if status == "target" and at <= slot.clause and _ALREADY.search(self._text, slot.clause, q.start):
            # 计划引进项目20个，一季度已签约|6个
            return Status("actual", False, "already")
        if status in ("target", "forecast") and at <= slot.clause and _NOW.match(self._text, slot.clause, q.start):
            # 以建成百亿园区为目标，现入驻企业|500家
            return Status("actual", False, "now")
        if status == "forecast" and _EVERY_DAY.search(self._text, slot.segment, q.start) and not after:
            # 每天可创造|4860万元的产值: a pace that is kept already.
            return Status("actual", False, "every_day")
        if status == "target" and at <= slot.clause and _FROM_YEAR.search(self._text, slot.clause, min(q.end + 30, slot.sentence.end)):
            # 打造开放高地，进出口额从2020年的86亿元增长到2022年的146亿元
            status, after = "actual", False
        if status == "forecast" and not after and _SINCE_THEN.search(self._text, slot.clause, q.start) and at <= slot.clause:
            # 预计突破3亿元，职工也从最初的20人增长到90人
            status, after = "actual", False
        if status == "norm" and not plain_norm and not re.search(r"以内|不超过|最高|按|以上|每|标准|上限", self._text[slot.sentence.start : slot.sentence.end]):
            status = "actual"
        if (
            status == "actual"
            and q.qualifier == "under"
            and _CAP.match(q.text)
            and _SUPPORT.search(self._text, slot.sentence.start - 60 if slot.sentence.start > 60 else 0, q.start)
        ):
            return Status("norm", False, "cap")
        if status == "actual" and said & LAYS_SAID and lays_down(self._text, slot.segment, slot.clause, q.start, q.end, slot.sentence.end):
            return Status("norm", False, "laid_down")
        if (
            status == "actual"
            and (self._granting or said & POLICY_SAID)
            and grants(self._text, slot.sentence.start, slot.clause, q.start, q.end, self._granting)
        ):
            return Status("norm", False, "granted")
        if (
            status == "actual"
            and self._sections.kind == "target"
            and not _DONE_CLAUSE.search(self._text[slot.segment : q.start])
            and not _THIS_YEAR_SO_FAR.search(
                self._text, last_stop(self._text, max(0, slot.sentence.start - _SO_FAR_REACH), slot.sentence.start, "。\n"), q.start
            )
        ):
            return Status("target", False, "section")
        if status in ("actual", "forecast") and self._sections.kind == "norm" and not _DONE_CLAUSE.search(self._text[slot.segment : q.start]):
            return Status("norm", False, "section")
        if status == "actual" and q.text.startswith(("超", "突破", "达", "逾", "过")) and self._text.endswith(("将", "要", "须", "力争"), slot.clause, q.start):
            # 总投资将|超过27亿元
            return Status("target", False, "will")
        if status == "actual" and (q.text.startswith(("不得", "不能", "不可")) or (said & _MUST_SAID and _MUST.search(self._text, slot.clause, q.start))):
            return Status("norm", False, "must")
        if status == "actual" and q.text.startswith(_BOUNDS) and _RULE_ASKS.search(self._text, slot.segment, q.start):
            return Status("norm", False, "must")
        if (
            said & ONCE_SAID
            and status in ("actual", "target")
            and once_done(self._text, slot.segment, q.start)
            and not states_facts(self._text, slot.clause, q.start)
        ):
            return Status("forecast", True, "status_word")
        if status == "actual" and _LOOKS_LIKE.search(self._text, slot.clause, q.start):
            return Status("forecast", False, "expected")
        if status == "actual" and _TO_REACH.search(self._text, slot.clause, q.start):
            return Status("target", False, "will")
        if status == "actual" and said & WILL_SAID and will(self._text, slot.clause, q.start, q.end, slot.sentence.end):
            return Status("target", False, "will")
        if (
            status == "actual"
            and said & ADDS_SAID
            and adds_more(self._text, slot.clause, q.start, slot.sentence.end)
            and not states_facts(self._text, slot.clause, q.start)
        ):
            return Status("target", False, "adds_more")
        if status == "actual" and said & AIMS_SAID and aims(self._text, slot.clause, q.start) and not states_facts(self._text, slot.clause, q.start):
            return Status("target", False, "aims")
        if status == "actual" and said & SETS_SAID and sets_goal(self._text, slot.segment, q.start):
            return Status("target", False, "aims")
        if status == "actual" and said & NEXT_SAID and is_next_step(self._text, slot.segment, q.start):
            return Status("target", False, "next_step")
        if status == "actual" and said & LAID_SAID and q.kind not in _RATES and is_laid_out(self._text, slot.left, q.start, q.kind):
            return Status("target", False, "laid_out")
        planned_sum = status == "actual" and said & PLANNED_SUM_SAID != 0
        if planned_sum and q.kind == "money" and not is_threshold(self._text, slot) and is_part_of_planned_sum(self._text, slot.segment, q.start):
            return Status("target", False, "part_of_sum")
        if planned_sum and is_to_be_bought(self._text, slot.segment, slot.clause, q.start):
            return Status("target", False, "to_be_bought")
        if status == "actual" and said & DUE_SAID and is_due(self._text, slot.segment, slot.clause, q.start):
            return Status("target", False, "due")
        if status == "actual" and self._is_asked(slot):
            return Status("target", False, "asked")
        if status == "actual" and said & URGED_SAID and is_urged(self._text, slot.segment, q.start):
            return Status("target", False, "urged")
        if status == "actual" and future_period and over_since < 0 and not self._is_done(slot):
            finished = of_unfinished(self._text, slot.segment, q.start)
            return Status("forecast" if finished else "target", False, "future_period")
        if status == "actual" and announced and not _DONE_CLAUSE.search(self._text[slot.segment : q.start]):
            return Status("target", False, "announced")
        return Status(status, after, "status_word" if status != "actual" else "status_actual")

    def _is_done(self, slot: Slot) -> bool:
        """Whether the words around a figure say that it is so by now: 计划明年3月建成，已完成投资|3.8亿元."""
        q = slot.q
        return _DONE_EARLIER.match(self._text, q.end, slot.sentence.end) is not None or _ALREADY.search(self._text, slot.clause, q.start) is not None

    def _is_over(self, word: Word, end: int) -> bool:
        """Whether a word for plans tells no plan of what stands behind it: 争取到资金, 为23户企业争取补贴, 先后规划建设, 即将封顶，建筑面积, 计划实施的38个项目中已开工|16个."""
        text = self._text
        if text.startswith("争取到", word.start):
            return _WON.match(text, word.start, end) is not None
        if text.startswith("争取", word.start) and _WON_FOR.search(text, max(0, word.start - 16), word.start):
            return True
        if text.startswith("即将", word.start) and _SIZE_OF_IT.fullmatch(text, word.end, end) is not None:
            return True
        return text.endswith("先后", 0, word.start) or _OF_THE_PLANNED.match(text, word.end, end) is not None

    def _foresees_all(self, slot: Slot) -> int:
        """预计全年产值685亿元；…: where the forecast opens its clause and governs what follows; -1 where it is of its figure alone (收入预计95亿元；…)."""
        for word in self._finds.words_in(slot.segment, slot.q.start):
            if "forecast" in word.roles:
                stop = max(self._text.rfind(mark, slot.segment, word.start) for mark in "，,：:；;")
                if not self._finds.cues_in(max(stop, slot.segment), word.start) and not _YIELDS.match(self._text, word.end):
                    return word.start
        return -1

    def _is_asked(self, slot: Slot) -> bool:
        """全年处置低效企业12家以上，腾退用地530亩: at least so many are to be done in the year, and so is what follows in the sentence."""
        q = slot.q
        goes_on = self._asked == slot.segment and slot.segment != slot.clause
        asks = q.kind in ("count", "people") and q.text.endswith("以上")
        if not (goes_on or asks) or states_facts(self._text, slot.segment, q.start):
            return False
        if goes_on:
            return True
        if _IN_THE_YEAR.search(self._text, slot.clause, q.start):
            self._asked = slot.segment
            return True
        return False

    def _is_aside(self, word: Word, slot: Slot) -> bool:
        """一座污水处理厂(可扩容至6000吨)，园区产值14亿元: a word in brackets that have closed governs nothing behind them."""
        closed = self._text.rfind(")", word.end, slot.q.start)
        if closed < 0:
            return False
        return self._text.rfind("(", slot.segment, word.start) > self._text.rfind(")", slot.segment, word.start)

    def _is_noun(self, word: Word) -> bool:
        """计划 in “领航”计划，出台…, 列入省重点项目计划的12个项目: a plan's name, not a promise."""
        if self._text.startswith("的", word.end) and _ON_A_LIST.search(self._text, max(0, word.start - 20), word.start):
            return True
        if self._text.startswith("的", word.end) and self._text.endswith(_PUT_ON, 0, word.start) and _SOME_DONE.match(self._text, word.end):
            return True
        return self._text[word.end : word.end + 1] in "，,。、；”》" or self._text[word.start - 1 : word.start] in "”》"

    def _fulfils(self, word: Word, slot: Slot) -> bool:
        """完成年度计划105.4%: the share of a plan that was done."""
        if slot.q.kind != "percent" or not _OF_PLAN.fullmatch(self._text, word.end, slot.q.start) or _ORDERED.search(self._text, slot.clause, word.start):
            return False
        return _DONE_OF.search(self._text, max(slot.clause, word.start - 10), word.start) is not None

    def _new_clause(self, start: int, end: int) -> bool:
        return any(c in "，," for c in self._text[start:end])
