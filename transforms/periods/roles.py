"""What a time expression does in its sentence: date a figure, an announcement, a founding, or belong to a noun.

What is found about an expression is kept here, beside it; the expression itself never changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.periods.stretches import is_long, is_short
from transforms.times.calendar import Span
from transforms.times.times import Timex

# 2018年落户园区，…: a date of founding or entry, of building or of a decision, that governs its own clause alone.
_FOUNDING = re.compile(
    r"落户|来到|搬进|迁入|成立|建立|注册|创办|创建于|始建于|投产|入驻|起步|设立|创立|组建|获批|进驻|批准|封关|升[级格](?:为|成|到|至|$|[，,])|起运营|开园|建成|建园|启用|投入(?:使用|运营|运行|生产)|托管|兴建|动工|竣工|完工|封顶|送电|通电|通水|通气|并网|量产|试产|合龙|投用|投运|交付|通车|通航|奠基|破土(?!的)|动土(?!的)|始建|开始规划|规划建设|规划设计|筹建|开工建设|启动建设|开建|开学|开馆|开业|跻身|列入|入选|获评|评为|认定|批复|更名|扩区(?=$|[，,])|(?:改革|整合|合并|重组|扩区|区划调整)后|挂牌|揭牌|通过[^，。；]{0,20}(?:审核|验收|认定|认证)"
)
_BEGUN = re.compile(
    r"达成协议|签订|签下|启动|起步(?!区)|创建|动工|开工|开建|破土|动土|试产|投运|启动建设|奠基|兴建|始建|落户|入驻|进驻|成立|注册|获批|批准|设立|上市|投产"
)
# 税收达15.9亿元，四年净增4.9亿元；: so many years are of that sum alone.
_LENGTH = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})年内?")
_STOCK_THEN = re.compile(r"(?:年|月|季)[末底](?:总数|总量|存量|余额|实有|在册|累计|共)")
_ADDED_OVER = re.compile(r"净增|累计")
# …；五年累计完成投资612亿元，…: what opens a part of its sentence goes on through it.
_OPENS = ("。", "；", ";", "\n")
_DECISION = re.compile(r"跻身|列入|入选|获评|评为|认定|决定|托管|批准|批复|同意(?:设立|成立)|成立|设立|组建|兴建|始建|更名|升级为|升格|获批")
_FOUNDED_BEFORE = ("成立于", "始建于", "创建于", "建于", "创办于", "创立于", "设立于")
# 本年度计划投资10亿元 is no plan's name.
_ANNUAL_NAME = re.compile(
    r"(?!计划(?:总|完成|实施|安排|新)?投?[资建])[\u4e00-\u9fa5]{0,6}?(?:工作|计划|述职|总结|目标(?![是为])|表彰|先进|十大|优秀|领导|履职|报告|大会|评选|奖|榜|惠企|扶持资金|补贴|补助|专项资金)"
)
_EXPECTED_BEFORE = re.compile(r"(?:预计|力争|争取|有望|确保|计划|预期)(?:到|在)?\Z")
_EXPECTED_AFTER = re.compile(r"(?:预计|有望|力争|可望)")
# The last characters of the one, the first of the other.
_EXPECTED_ENDS = frozenset("计争取望保划期到在")
_EXPECTED_STARTS = frozenset("预有力可")
_CLAUSE_END = re.compile(r"[，,；;。]")
_SENTENCE_END = re.compile(r"[。；;]")
_DIGIT = re.compile(r"\d")
# 2018年4月获批、2019年12月封关: a second time is no figure.
_TIME = re.compile(r"\d{1,4}[年月日]")
# ISO14001 is a name.
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d")
_REVIEWED = re.compile(r"(?:通报|汇报|听取|介绍|回顾|盘点|总结|分析|研判|部署|安排)了?[^，。；,;\d]{0,12}\Z")
# 召开通气会，通报上年度经济运行情况。: the time of what is told in the sentences behind it.
REPORTS = re.compile("通报|介绍|汇报|回顾|盘点|发布|公布|晒出")
"""Without any of these no time is what is reported on."""
_REPORTS_ON = re.compile(rf"(?:{REPORTS.pattern})了?[^，。；,;\d]{{0,8}}\Z")
_RUN_OF_YEAR = re.compile(
    r"(?:全区|园区|开发区)?(?:主要)?(?:经济|工业|社会|发展|招商|建设|重点)[^，。；,;：:\d]{0,12}(?:情况|成绩|形势|成果|成绩单|成效)[。；;]"
    # 金华市通报2019年1-9月|开发区比学赶超“晾晒榜”，…
    r"|[^，。；,;\d]{0,24}?(?:晾晒|排行|龙虎|赛马|比拼|英雄)榜"
)
_LOOKS_AT = ("盘点", "总结", "回顾", "部署", "谋划")
_REVIEW = re.compile(r"[^，。；,;：:\d]{0,14}(?:情况|工作|运行|成绩|形势|成果|任务)[，,、。；;]")
_HELD = re.compile(r"仪式|活动|大会|会议|以来\Z")
# 2022年9月开工; 今年开工的45个项目 are the year's.
_STARTED = re.compile(r"开工(?!的|项目|率|建设)")
# 去年产值57.3亿元，近三年年均增长16.5%；税收…, 五年间年均递增35.7%; 五年翻了两番: years that only a mean or a rise is of.
_RECENT_YEARS = re.compile(r"近?(?:\d{1,2}|[两二三四五六七八九十])年[来间]?")
# 产值318亿元，“十三五”期间年均增长16.8%；…
_PLAN_YEARS = re.compile(r"[“\"]?十[一二三四]?五[”\"]?(?:规划)?(?:期间|时期)?")
_RISEN_OVER = ("年均", "翻了", "翻")
_HANDLED = re.compile(r"(?:办结|办理|受理|出证|领证|审批|拿证|发证)")
_OF_THE_YEAR = re.compile(r"(?:实施|承担|开工|新建|安排|列入|下达|新开工)的")
_PLANNED_YEAR = re.compile(r"(?:度)?(?:计划|拟|预计|安排|需)(?:完成|新增)?(?:总)?投资")
_RECORD_SINCE = re.compile(r"(?:以来|来)?(?:的)?(?:同期)?(?:新高|新低|最高|最低|最快|最好|最大|最优|之最)")
_LENGTH_OF_RECORD = re.compile(r"近?[\d一二两三四五六七八九十]{1,3}(?:多|余)?(?:年|个月)(?:来|以来)?")
_PLANNED_SUM = re.compile(r"计划(?:总|完成)?投资(?:额)?的")
_OF_COUNTED = re.compile(r"(?:新增|新开工|新建|实施|承担|签约|引进|开工|列入|安排)的\d")
# 今年4月启动的甲路、乙路等6条道路工程: when the thing was begun.
_OF_BEGUN = re.compile(r"(?:启动|开工|动工|开建|开工建设)的(?!项目|\d)[^，。；,;]{2,60}?(?:工程|项目|条道路)(?=[，,])")
# 经受住上半年冰冻灾害和下半年金融风暴的双重夹击，…: when the hardship was, and nothing more.
_OF_HARDSHIP = re.compile(
    r"(?![^，。；,;]{0,12}受|由于|因|面对)[^，。；,;\d]{2,24}?的?(?:双重|多重|叠加|严重|不利)?(?:夹击|考验|冲击|影响|挑战|压力|困难|灾害|风暴|危机)(?:的?(?:双重|多重)(?:夹击|考验|冲击|影响|压力))?[，,]"
)
# 今年6月初挂旗出征的全区招商部门: which things are meant; 5月8日签约的12个项目 are that day's, and so is what was held or done then.
_WHICH = re.compile(
    r"(?:份|初|底|[上下]午)?(?![^，。；,;]{0,12}?(?:举行|召开|举办|开幕|完成|实现|新增|新签|引进|签约|到位|创造|缴纳|产生|发生|取得|获得|达成|集中|销售|出口|生产|办理|受理|入库|数据|会议|活动))"
    r"[\u4e00-\u9fa5]{2,10}的(?!(?:一|那|这|时候|同时|基础|背景|情况|第|\d|[，。]))[\u4e00-\u9fa5“]"
)
# 作为2017年第三批集中开工的项目，此次动工的: the year numbers the batch.
_BATCH = re.compile(r"度?第[一二三四五六七八九十\d]{1,2}[批轮][^，。；,;\d]{0,12}的")
# 当年签约、当年投产的6个: how fast they came, whatever the months that are told of.
_WITHIN_ONE_YEAR = re.compile(r"当年[\u4e00-\u9fa5]{2}[、，]?当年(?:投产|达产|建成|竣工|开工|见效|投用|签约)")
_ONE_YEAR = 8
"""Characters between the two words of it."""
# 今年举办的第三次集中开工仪式: the year in which the meetings are numbered.
_NUMBERED = re.compile(r"(?:以来)?(?:举办|举行|召开|组织|开展|推出|实施)的?第[一二三四五六七八九十\d]{1,2}[次场批届轮期]")
_DEALT_WITH = ("完成", "完成了", "开展", "组织", "启动", "兑现", "落实", "公布", "下达", "发放")
_YEARS_AWARDS = re.compile(r"[^，。；;\d]{0,16}?(?:兑现|申报|评审|评选|考核|审计|年报|认定|奖补|奖励|扶持|补贴|资金)")
_HONOURED = re.compile(r"[^，。；;]{0,40}?(?:进行|予以|给予)了?(?:通报)?(?:表彰|奖励|表扬|嘉奖)")
_GATHERING = re.compile(
    r"(?:第[一二三四五六七八九十\d]{1,2}[批次轮])?(?:全[市区县])?(?:重点|重大|招商)?(?:产业|工业)?(?:项目)?集中(?:开工|签约|竣工|奠基|投产)"
)
# 年初目标, 园区年初确定的目标, 占年初预算的68%
_SET_THEN = re.compile(r"(?:确定|定下|制定|下达|预定|既定|提出|设定|批准|安排)?的?(?:[\u4e00-\u9fa5]{0,4})(?:目标|计划|任务|预算)")
# 占全年计划的46%; 全年计划实施项目24个 names no plan, and says what is meant.
_WHOLE_TASK = re.compile(
    r"(?!计划(?:(?:总|完成|实施|安排|新)?投?[资建]|实施|新[开签引增]|再|引进|开工|建设|招[引商]|签|推进|组织|举办|培育|竣工|投产|投入|实现))[\u4e00-\u9fa5]{0,10}?(?:[\d.]{1,12}[\u4e00-\u9fa5]{1,4}?(?:的)?)?(?:任务|目标|计划|预算|盘子|大盘|预期)|(?=招|引|签|新|开|建|完|投|争|培)[^，。；,;]{2,32}?的(?:目标|任务)(?=[，。；,;])"
)
# 10月18日，某区发布前三季度成绩单; 8月18日，记者从某区获悉: figures are told on that day, and are not of that day.
_TOLD = re.compile(
    r"[^。；;\d]{0,40}?(?:发布|公布|通报|透露|获悉|了解到?|得知|晒出|亮出|披露|出炉|揭晓|介绍|显示|宣布|(?:经济|运行|形势)[\u4e00-\u9fa5]{0,4}会|(?:分析|调度|总结|通报|发布|年中工作|座谈)会)"
)
# ... unless they are what was done there: 当天集中签约, 现场发放.
_DONE_THERE = re.compile(
    r"签约|开工|竣工|投产|本次|此次|当天|当日|同日|现场|设立|出资|揭牌|集中|启动|发放|兑现|颁|授|捐|参加|参会|参与|出席|到场|共有[\d一二三四五六七八九十]+[^，。]{0,4}[家名人位]"
)
# 前三季度经济成绩单, 上半年经济运行情况: what such a day's telling is about.
_RESULTS = re.compile(
    r"[^，。；,;：:\d]{0,14}?(?:成绩单|账本|答卷|数据|情况|指标|报表|业绩|战报|快报|喜报|运行|公报|结果|榜|排名|评价|考核|考评|评估|形势|成果|成效|报告)"
)
# 记者昨日获悉，1月份该区签约项目5个: what was heard that day has a time of its own.
_HEARD = re.compile(r"获悉|了解到|得知")
_NAMED_OCCASION = re.compile(
    # 今年前8个月该区累计签约34个 tells how many, and names nothing.
    r"首批|第[一二三四五六七八]批|(?:(?!累计|[共已])[^，。；,;：:—\d]){0,22}?(?:仪式|活动|大会|会议|工作会|推介会|洽谈会|座谈会|对接会|恳谈会|交流会|论坛|签约|开工|竣工|集中|招聘|大赛|竞赛|比武|观摩|拉练|博览会|展会|表彰|评选|行动|培训|专场|现场会|推进会|动员会|调度会)"
)

# 由1—10月份下降0.8%转为增长2.1%: a time that only the first of two values is of.
_TURNED = re.compile(
    r"份?的?(?:增长|增幅|增速|下降|降幅|回落|亏损|盈利)[^，。；,;\d]{0,6}[\d.]+(?:%|个百分点|[万亿]?元)(?:转为|转|收窄|扩大|回升|提高|提升|加快|放缓|回落|变为)"
)
_FROM = frozenset("由从")
# 由现在的12万台提到, 从去年的9亿元翻一番
_VALUE_THEN = re.compile(r"(?:仅|只|才)?(?:为|是|有)(?:约|近|不足|增长|下降|负增长)?\d")
_OWN_VALUE = re.compile(r"的?第\d+(?:位|名)(?:升|降|跃|上|前|进|下|退)|的(?:约|近|不足)?-?[\d.]+[^，。；,;\d]{1,8}?(?:提|增|扩|升|降|减|压|缩|翻|变|跃|转)")
# 某某网11月8日电(记者 …): the day in a dateline.
_DATELINE = re.compile(r"(?:电|讯|消息)(?=[\s(:：]|记者|$)")
_OF_ONE_MONTH = re.compile(r"[，,]?(?:当季|当月|单季|单月)")
_OF_THESE = re.compile(r"其中[，,]?(?:\d{1,2}月份?)?\Z")
_CLAUSE = 60
"""Characters in which a clause that begins with a time comes to its figure."""
_HELD_PLACE = re.compile(r"[，,]?(?:均|都|一直|始终|已)?(?:持续|连续|稳定|稳步)?(?:领跑|领先|稳居|位居|保持|蝉联|名列|排名)")

# 其中|8月, 截至|8月, 全区|8月: before these a month is not somebody's.
_SPEAKS_OF_TIME = re.compile(r"(?:其中|截至|截止|全[区市县园]|[到至在于自从比较年及和与]|仅|单|就)\Z")
_DAYS_OF_MANY = re.compile(r"(?:、(?:\d{1,2}月)?\d{1,2}日){0,8}[^，。；,;:：、\d]{0,8}\d{1,2}(?:期|次|场|批)")


def heads_report(text: str, timex: Timex) -> bool:
    """Whether a time is what is reported on, so that the figures behind are of it: 通报上年度经济运行情况。, 通报2019年1-9月“晾晒榜”."""
    return _REPORTS_ON.search(text, max(0, timex.start - 12), timex.start) is not None and _RUN_OF_YEAR.match(text, timex.end) is not None


class Roles:
    """Tells roles of the time expressions of one text, each once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._clause_only: dict[int, bool] = {}
        self._attributes: dict[int, bool] = {}

    def dates_clause(self, timex: Timex, sentence_end: int) -> bool:
        """A date of founding or entry: 2018年落户园区, 同年被列入规划."""
        if timex.kind not in ("period", "same"):
            return False
        found = self._clause_only.get(timex.start)
        if found is None:
            found = self._clause_only[timex.start] = self._dates_clause(timex, sentence_end)
        return found

    def _dates_clause(self, timex: Timex, sentence_end: int) -> bool:
        reach = min(sentence_end, timex.end + 30)
        stop = _CLAUSE_END.search(self._text, timex.end, reach)
        at = stop.start() if stop else reach
        clause = self._text[timex.end : at]
        before = self._text[max(0, timex.start - 4) : timex.start]
        if timex.opens or _HELD.search(clause):
            # 去年12月开业以来, 8月8日举行开工仪式: what went on since then, or what was held on that day.
            return False
        if _STOCK_THEN.match(self._text, timex.start) and self._text[timex.start - 1 : timex.start] in ("，", ","):
            # 全年净增19家，年末总数达138家；专利申请量…: so many at the end of the year that is told of.
            return True
        if timex.text in ("年内", "全年"):
            # 16个项目年内竣工，新增税收35亿元: a year's work, and no founding.
            return False
        if _LENGTH.fullmatch(timex.text) and self._text[timex.start - 1 : timex.start] not in _OPENS and _ADDED_OVER.match(self._text, timex.end, at):
            return True
        if (
            (_RECENT_YEARS.fullmatch(timex.text) or _PLAN_YEARS.fullmatch(timex.text))
            and self._text[timex.start - 1 : timex.start] not in _OPENS
            and self._text.startswith(_RISEN_OVER, timex.end)
        ):
            return True
        if (self.is_expected(timex) and not timex.has_year and clause) or "基础上" in clause:
            # 预计全年可实现… says nothing of the figures after it (预计全年，… does); nor does 在2013年…的基础上. 预计2015年… goes on to the end of its sentence.
            return True
        return (
            (
                (_FOUNDING.search(clause) is not None or (is_short(timex.span) and _STARTED.search(clause) is not None))
                and not _NUMBER.search(_TIME.sub("", clause))
            )
            or (before + self._text[timex.start : timex.start + 1]).endswith(_FOUNDED_BEFORE)
            or before.endswith(_FOUNDED_BEFORE)
        )

    def dates_a_start(self, timex: Timex, end: int) -> bool:
        """项目2019年5月动工，占地320亩: up to the figure nothing but a beginning was told."""
        between = self._text[timex.end : end]
        return _BEGUN.search(between) is not None and not _DIGIT.search(_TIME.sub("", between))

    def dates_aside(self, timex: Timex, spoken_of: Span, sentence_end: int) -> bool:
        """今年以来，…；8月，口岸二期通过验收；复制监管举措14项: a happening without a figure, within the time that is spoken of.

        Also one told of somebody (某平台公司|8月发行债券7亿元): a month behind the subject of its clause dates what that one did, and no more.
        """
        if timex.kind != "period":
            return False
        begin, finish = timex.span
        first, last = spoken_of
        if begin is None or finish is None or first is None or last is None or not first <= begin <= finish <= last:
            return False
        if (finish - begin).days >= 32 or (last - first).days <= 32:
            return False
        return not _DIGIT.search(self._text, timex.end, sentence_end) or self._stands_behind_subject(timex)

    def _stands_behind_subject(self, timex: Timex) -> bool:
        if timex.has_year or not "\u4e00" <= self._text[timex.start - 1 : timex.start] <= "\u9fa5":
            return False
        return self._text[timex.end : timex.end + 1] not in "，," and not _SPEAKS_OF_TIME.search(self._text, max(0, timex.start - 4), timex.start)

    def is_month_of(self, timex: Timex) -> bool:
        """增长6.2%，其中6月当月增长11.5%；四季度当季增长6%；…: one month or quarter of the time that is spoken of."""
        if timex.text in ("当季", "当月") or _OF_ONE_MONTH.match(self._text, timex.end):
            return True
        begin, finish = timex.span
        if begin is None or finish is None or (finish - begin).days > 31:
            return False
        return _OF_THESE.search(self._text, max(0, timex.start - 8), timex.start) is not None

    def closes_sentence(self, timex: Timex, timexes: Sequence[Timex], sentence_end: int) -> bool:
        """目前签约项目7个，年内将全部开工。: a time that stands behind the figures of its sentence, and is of no later ones."""
        if timex.kind != "period" or timex is timexes[0] or timex.has_year:
            return False
        return timex.text.startswith(("年内", "年底", "月底")) and not _DIGIT.search(self._text, timex.end, sentence_end)

    def dates_decision(self, timex: Timex, sentence_end: int) -> bool:
        """2009年5月，市政府决定由某区托管两个镇。: a sentence without a figure; its date is no later figure's."""
        if timex.kind != "period" or self._text[timex.end : timex.end + 1] not in ("，", ","):
            return False
        rest = self._text[timex.end + 1 : sentence_end]
        return _DECISION.search(rest) is not None and not _DIGIT.search(rest)

    def is_expected(self, timex: Timex) -> bool:
        """预计全年, 年底有望: the time of a hope."""
        text = self._text
        before = text[max(0, timex.start - 4) : timex.start]
        if before[-1:] in _EXPECTED_ENDS and _EXPECTED_BEFORE.search(before):
            return True
        return text[timex.end : timex.end + 1] in _EXPECTED_STARTS and _EXPECTED_AFTER.match(text, timex.end) is not None

    def sets(self, timex: Timex) -> bool:
        """力争5年内产值达到13亿元: a time of whose clause a figure is told, and no bare 计划10月建成."""
        begin = timex.end + 1 if self._text[timex.end : timex.end + 1] in ("，", ",") else timex.end
        stop = _CLAUSE_END.search(self._text, begin, begin + _CLAUSE)
        return _NUMBER.search(self._text, begin, stop.start() if stop else begin + _CLAUSE) is not None

    def names(self, timex: Timex, timexes: Sequence[Timex]) -> bool:
        """Behind a day in the same clause a longer period names the thing: 11月8日，某新区2017年第四季度签约仪式."""
        days = [t for t in timexes if t.end <= timex.start and t.kind in ("period", "same") and t.span.begin is not None and t.span.begin == t.span.finish]
        if not days or timex.span.begin == timex.span.finish:
            return False
        if _RESULTS.match(self._text, timex.end) or not _NAMED_OCCASION.match(self._text, timex.end):
            return False
        for other in days:
            gap = self._text[other.end : timex.start]
            if (
                not _SENTENCE_END.search(gap)
                and not _HEARD.search(gap)
                and gap.count("，") + gap.count(",") <= 1
                and not self._text.startswith(("，", ","), timex.end)
            ):
                return True
        return False

    def names_gathering(self, timex: Timex) -> bool:
        """2023年一季度集中开工项目: a time that tells one ceremony from the others."""
        return _GATHERING.match(self._text, timex.end) is not None

    def is_attribute(self, timex: Timex) -> bool:
        """上年度的2.8倍, 2020年度工作: a time that belongs to a noun, not to the statement."""
        found = self._attributes.get(timex.start)
        if found is None:
            found = self._attributes[timex.start] = self._belongs_to_noun(timex)
        return found

    def _belongs_to_noun(self, timex: Timex) -> bool:
        after = self._text[timex.end : timex.end + 4]
        if timex.text in ("全年", "年度", "本年度") and _WHOLE_TASK.match(self._text, timex.end):
            # 全年引资任务已完成七成, 完成全年43亿元目标任务的34.8%: the year is the task's.
            return True
        if (
            timex.text in ("全年", "年度", "当年")
            and self._text.endswith(("占", "完成", "达到", "达"), 0, timex.start)
            and _PLANNED_SUM.match(self._text, timex.end)
        ):
            # 计划投资18.7亿元，占全年计划投资的45%，其中产业项目7个
            return True
        if _RECORD_SINCE.match(self._text, timex.end) and _LENGTH_OF_RECORD.fullmatch(timex.text):
            # 增速创下近4年来新高；…: how long there was none such.
            return True
        if timex.kind == "period" and timex.span.begin != timex.span.finish and _OF_BEGUN.match(self._text, timex.end):
            return True
        if timex.kind == "period" and _REVIEWED.search(self._text, max(0, timex.start - 16), timex.start) and _REVIEW.match(self._text, timex.end):
            # 通报前三季度经济运行情况，并同11家企业签约: the time is that of the report.
            return True
        if timex.kind == "period" and self._text.endswith(_LOOKS_AT, 0, timex.start) and self._text.startswith(("、", "。"), timex.end):
            # 召开推进会，盘点上年、部署当年
            return True
        if timex.kind == "period" and _OF_HARDSHIP.match(self._text, timex.end):
            return True
        if (
            timex.kind == "period"
            and timex.span.begin == timex.span.finish
            and (self._text.startswith("、", timex.end) or self._text.endswith("、", 0, timex.start))
            and _DAYS_OF_MANY.match(self._text, timex.end)
        ):
            # 于3月2日、6月9日、9月16日办了3期活动，推动46个项目签约: the days of what was held several times.
            return True
        if timex.kind == "period" and is_short(timex.span) and _WHICH.match(self._text, timex.end):
            return True
        if timex.span.begin != timex.span.finish and _BATCH.match(self._text, timex.end):
            return True
        if (timex.opens or is_long(timex.span)) and _NUMBERED.match(self._text, timex.end):
            return True
        if timex.text.endswith("年度") and self._text.endswith(_DEALT_WITH, 0, timex.start) and _YEARS_AWARDS.match(self._text, timex.end):
            # 去年，…完成2022年度政策兑现，累计4.7亿元
            return True
        if timex.text.endswith("年度") and _HONOURED.match(self._text, timex.end):
            # 6月1日，…大会对2019年度110家优秀企业进行表彰: the year is that of what is honoured.
            return True
        if timex.text in ("当日", "当天") and _HANDLED.match(self._text, timex.end):
            # 其中当日办结的占七成
            return True
        if timex.text in ("当年", "本年") and _OF_THE_YEAR.match(self._text, timex.end):
            # 当年实施的31个工程
            return True
        if timex.text == "当年" and _WITHIN_ONE_YEAR.search(self._text, max(0, timex.start - _ONE_YEAR), timex.end + _ONE_YEAR):
            return True
        if timex.text == "年初" and _SET_THEN.match(self._text, timex.end):
            # 超出年初目标3000万元: the goal was set then.
            return True
        before = self._text[max(0, timex.start - 2) : timex.start]
        return bool(timex.text.endswith("年度") and _ANNUAL_NAME.match(self._text, timex.end)) or (
            before.endswith(("为", "比", "较", "是")) and after.startswith(("的", "同期"))
        )

    def is_plans(self, timex: Timex) -> bool:
        """今年计划投资21.5亿元，已完成15.2亿元: a year that only the plan is of."""
        return timex.kind == "period" and _PLANNED_YEAR.match(self._text, timex.end) is not None

    def is_of_counted(self, timex: Timex) -> bool:
        """2017年新增的4个项目…完成投资5.6亿元: a year that tells which things are counted."""
        return timex.kind == "period" and _OF_COUNTED.match(self._text, timex.end) is not None

    def is_telling(self, timex: Timex, end: int) -> bool:
        """A day on which figures up to `end` were told: it dates the telling, not the figures."""
        if timex.kind not in ("period", "recent") or timex.span.begin != timex.span.finish:
            return False
        if _DATELINE.match(self._text, timex.end):
            return True
        told = _TOLD.match(self._text, timex.end, end)
        return told is not None and not _DONE_THERE.search(self._text, timex.end, end)

    def is_value_before(self, timex: Timex, timexes: Sequence[Timex]) -> bool:
        """2020年产值24.6亿元，2015年为19.5亿元；税收…: the year of a value that a later one, told before it, is held against.

        1—10月增长0.6%，而1—9月为下降1.3%；总产值…: also the months before those that are spoken of.
        """
        begin, finish = timex.span
        if timex.kind != "period" or begin is None or finish is None or _VALUE_THEN.match(self._text, timex.end) is None:
            return False
        earlier = [other.span for other in timexes if other.start < timex.start and other.kind == "period"]
        return any(span.begin is not None and span.finish is not None and span.begin >= begin and span.finish > finish for span in earlier)

    def is_starting_value(self, timex: Timex, end: int) -> bool:
        """由1—10月份下降0.8%转为, 由现在的12万台提到: the time of the value that a change starts from, and of nothing behind that (up to `end`)."""
        if (timex.text[0] in _FROM or self._text[timex.start - 1] in _FROM) and _OWN_VALUE.match(self._text, timex.end, end):
            return True
        return timex.text[:1] in "由从" and _TURNED.match(self._text, timex.end, end) is not None

    def ranks_since(self, timex: Timex) -> bool:
        """增速5年来持续领跑: how long a place has been held, and no time of the figures that follow."""
        return timex.text[-1:] == "来" and _HELD_PLACE.match(self._text, timex.end) is not None

    def is_chronicle(self, timex: Timex, last: Timex, clause: int, sentence_end: int) -> bool:
        """项目今年3月签约，5月开工，总投资8亿元: one date after the other tells how a thing came about, and none is of its figures."""
        return last.start > timex.start and is_short(timex.span) and last.start < clause and self.dates_clause(last, sentence_end)
