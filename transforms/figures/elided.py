"""Counts that leave out their noun, because it was named before: 企业56家，其中制造业30家; 收集问题290个，解决275个; 总数达158家."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transforms.figures.choice import OTHER, Choice
from transforms.figures.companies import COMPANIES, class_among
from transforms.figures.memory import SentenceMemory
from transforms.figures.phrases import COMES_FROM, TIME_WORDS, goes_on, is_word
from transforms.figures.projects import PROJECTS
from transforms.frames.breakdown import is_breakdown
from transforms.frames.slots import Finds, Slot
from transforms.knowledge import Metric
from transforms.names.name_words import only_describes
from transforms.text.segmenter import word_class, words
from transforms.text.sentences import last_stop

_INTO_CLASS = re.compile(
    r"(?:成功|已|已经)?(?:迈进|迈入|跨入|跨进|跨过|进入|升入|达到|纳入)了?(?P<above>规上|规模以上|限上)(?:企业)?(?:门槛|行列|标准|序列|统计)?"
)
BARE_UNITS = frozenset({"家", "个", "户"})
_AMONG_COMPANIES = re.compile(r"\d([家户])[^，,。；;\d]{0,12}企业(?:中|里|当中)(?:[，,]|[仍已还也就只]?有)")
# 在台企中，|32家: of a kind of firms, whose noun the count leaves out.
_AMONG_FIRMS = re.compile(r"(?:在)?[^，。；\d]{0,10}?(?P<firms>[台外侨港民央国德日韩]企|企业)(?:中|里|当中)[，,]")
_LIKE_IT = re.compile(r"[^，。；\d]{0,20}(?:这样|这类|此类|类似)的?[^，。；\d]{0,12}?(?P<firms>企业|公司)[，,]")
# 企业96家，…，产值过亿元的有|41家: those of a kind among what was counted before, whatever was measured in between.
# 注册企业168家，有进出口实绩的|59家
_SUCH_ARE = re.compile(r"的(?:就|则|共|已|也)?(?:有|达)\Z|[，,](?:其中)?有[^，。；\d]{2,14}的\Z")
_LIST_GAP = re.compile(r"\s*[、和及与,，]?(?:和)?\s*")
_COMES_FROM = re.compile(rf"[，,(（]?{COMES_FROM}")
_PARTS = re.compile(r"其中|其余|中有|尚余|尚有|剩余|余下|分布|包括|包含|分别是|[:：]")
# 新引进德企32家，累计超过350家
_IN_ALL = re.compile(
    r"[，,](?:历年|年[末底]|期末|目前|[两二三四五六七八九十\d]{1,2}年来?)?(?:累计|总数|总量|总共|共计)已?(?:引进|完成|实现|盘活|培育|新增|净增|认定|建成|引育|落户|解决|签约)?(?:达到?|超过?|突破|有)?"
)
# 高企净增36家、达|168家
_COMES_TO = re.compile(r"[、，,](?:总数|总量|累计)?(?:已)?(?:达到?|增至|升至|增加到|突破)了?(?:约|近)?")
# 计划签约项目40个、|力争50个: a second, higher goal.
_HIGHER_GOAL = re.compile(r"[、，,](?:力争|冲刺|争取|确保)(?:达到?|实现|完成)?")
# 由18项|扩到50项
_RISES_TO = re.compile(r"(?:[增升提扩降减压缩跃变]|精简|合并)[\u4e00-\u9fa5]{0,2}?(?:至|到|为|成)了?(?:约|近)?")
# 由86人|扩充到540人, 由一季度的1100人|回升到目前的1930人: whatever the verb, behind what it started from.
_TO_NOW = re.compile(rf"[\u4e00-\u9fa5]{{0,4}}[到至为成]了?(?:{TIME_WORDS}的)?(?:约|近)?")
# 去年底还只有38人，|截至10月末已有210人: the same at another time.
_THEN_HAS = re.compile(
    rf"[，,；;](?:而|但|截至|到了?)*{TIME_WORDS}[，,]?(?:已经?|就|则|也|还|只|仅|才|将|可|有望|预计|力争)*(?:有|达到?|为|是|剩下?|变成|增至|升至|[增增扩降减]{{1,2}}[加长少]?到|突破|超过?)了?(?:约|近)?"
)
# 由2019年的12家、|2021年的25家|增加到目前的48家
_AT_NEXT_TIME = re.compile(rf"[、，,]{TIME_WORDS}的(?:约|近)?")
# 发明专利2160件，|每万人拥有72件
_PER_HEAD = re.compile(r"[，,、](?:平均)?(?:每[百千万]?(?:人|家企业|名从业人员|名员工)|人均|户均)(?:拥有|有|达)?(?:约|近)?")
# 由98家|达到120家, 从12家做到20家
_FROM_BEFORE = re.compile(r"(?:由|从)(?:(?:19|20)\d\d年)?[^，。；,;\d]{0,12}\Z")
# 承接省级权限47项、市级|236项
_NEXT_LEVEL = re.compile(r"[、，,](?:国家|省|市|县|区|州|镇)级(?:赋权|权限)?")
_REACHES = re.compile(r"[，,、；]?(?:总量|总数)?(?:达到?|增至|增加到|增长到|升至|上升到|为|突破|超过?)了?")
_REACHES_THERE = re.compile(r"[，,；;]?(?:而|则)?(?:已|已经)?(?:有|达到?|为|是|突破|超过?)了?")
# 比2019年末的|1255家: what something is compared with is the same thing.
_COMPARED = re.compile(r"[，,]?(?:比|较|由|从|高于|低于|超过)[^，,。；、]{0,14}$|[(，,](?:\d{4}年|[去上]年)(?:同期|年?[底末初])?(?:仅|只)?(?:为|是|有)$")
_KIND_OF_THEM = re.compile(r"[、，,][\u4e00-\u9fa5“”]{2,12}")
# 提出问题37个，当场|答复31个
_ALREADY = re.compile(r"^(?:其中|目前|现场|现|当场|限期|即时|就地|立即|责令|督促|当年|当[天日月]|累计|先后|实际|已经?|共|均)+")
# 排队审核的8家企业…，|14家在辅导备案: a count that opens its clause.
_OPENS = re.compile(r"[，,；;、](?:另有|还有|另|还|其余|余下|剩下的?|剩余)?")
# 在孵企业112家，累计毕业|67家: what is done, although the dictionary takes it for a thing.
_DONE_BY_NAME = frozenset({"毕业", "出孵", "出园", "入孵", "在孵", "在园", "在册"})
# 查出隐患36处，立行立改|21处，未到位|4处: what has become of problems.
_DEALT_WITH = re.compile(
    r"[，,、；;](?:其中|目前|已|未|尚未|待|现场|当场|限期|立即|即时|就地|督促|责令|完成|全部)*(?:整改|立行立改|立查立改|销号|办结|解决|化解|答复|回复|办理|交办|督办|改正|处置|整治|挂账|到位)(?:完成|到位|完毕|销号|督办)?的?有?"
)
# 开工项目36个，总投资90亿元。|其中落在开发区的有13个: some of what the sentence before counted.
_SOME_OF_THEM = re.compile(
    r"其中[，,]?[^，,。；;\d]{2,24}的(?:就|共|已|也|则)?(?:有|达|占)?|其中[，,]?[^，,。；;\d]{2,24}(?:有|占|拿下|揽下|斩获|包揽|独占)了?"
)
# 铺排项目58个，总投资672亿元，其中自治区级重点|9个，…，市级重点|21个
_OF_LEVEL = re.compile(r"[，,、；;](?:其中)?(?:国家|省|自治区|市|区|县|州|部)级(?:重点|重大|标志性|示范)?的?(?:有|占|达)?")
# 新签约项目33个。|其中，亿元以上|9个: those of a size.
_SOME_OF_SIZE = re.compile(
    r"其中[，,]?(?:投资|总投资|产值|税收|营收|纳税)?(?:超|过|超过)?[\d.]*[十百千]?[万亿]元?(?:级|及?以上)?的?(?:就|则|共|已|也)?(?:有|达)?"
)
# 共揪出隐患538处。…，已销号|391处: things with a counter that few things have.
_RARE_UNITS = frozenset("处 条 件 起 宗 笔 份 辆 艘 栋 幢 台 名 人".split())
# 进园企业138个，已投产76户，规模以上|29户，制造业|60家: only companies are counted so.
_CLASS_ALONE = re.compile(
    r"[，,、；;](?:其中|目前|现有?|已|有|均|共|为)*(?:规模以上|规上|限上|规下|上市|[\u4e00-\u9fa5]{1,5}(?:业|类|资|型))(?:的|有|达|共|为)?"
)
_HOW_THEY_FARE = re.compile(
    r"(?:产值|营收|利润|税收|效益)?(?:同比)?(?:增长|负增长|下降|下滑|持平|亏损|盈利|停产半停产|停产|半停产|减产|投产|在建|停建)的?(?:企业)?有?"
)
_NEW_OF_THEM = re.compile(r"[，,、；;](?:其中|当年|今年|年内|本年|全年|上半年)*(?:新认定|新获批|新入库|新增补|退规|退库|净增(?:仅|只)?)(?:的|了|有|达)?")
_BRANCH_ALONE = re.compile(r"(?:其中[，:：]?)?(?P<branch>[\u4e00-\u9fa5]{2,8})")
_DOES = re.compile("实现|完成|产值|同比")
_REST = re.compile(r"(?:剩下|余下|其余|剩余|尚有|尚余|仍有|还有)的?\Z|(?:已|当场|已经|累计|全部|均已?)[\u4e00-\u9fa5]{2,6}\Z|其中\Z")
_OF_WHOLE = re.compile(r"其中(?:有|的)?\Z")
_COMES_IN = re.compile(r"(?:入驻|落户|进驻|容纳|入园|招引|签约入驻|引进落户|可引入)了?(?:已|共|达|约|近)*\Z")
_AS_LARGE = re.compile(
    r"(?:纳税|税收|产值|营收|营业收入|销售收入|销售额|主营业务收入|注册资金|注册资本)[^，,。；;]{0,14}元(?:及?以上)?的(?:就|则|共|已|也)?(?:有|达)?\Z"
)
_JOINT = re.compile("[，,、；;](?:其中|分别为|依次为|分别是)?[：:，,]?")
_IN_SAME_LIST = re.compile(r"[\u4e00-\u9fa5“”]{0,12}[、和及与]")
# 新增企业数前三位行业： / 科学研究和技术服务业|124家
_TRADE = re.compile(r"\s*[\u4e00-\u9fa5、]{2,24}业(?:有|共|达|为|约|近)?")
_ITEM = re.compile(r"[\s:：\d.、()（）—-]*(?:有|共|达|为|是|约|近)?")
_BRANCHES = re.compile(
    r"\s*(?:[\u4e00-\u9fa5“”]{1,12}(?:有|为|达|共)?\d{1,5}(?:余|多)?[家个户][，,、；;]\s*){0,20}(?:其他|其它|其中)?[\u4e00-\u9fa5“”]{1,12}(?:有|为|达|共)?"
)
# 其中某省企业投资的|11个
_OF_THE_WHOLE = re.compile(r"其中[，,]?[^，,。；;\d]{2,24}的(?:就|共|已|也|则)?(?:有|达)?\Z")
# 亿元以上项目|14个, 投资10亿元以上的|4个
_OF_SUCH_SIZE = re.compile(
    r"(?:其中[，,]?)?(?:协议|计划)?(?:总?投资)?(?:额|超|过|超过)?[\d.]*[十百千]?[万亿]美?元(?:级|及?以上)?的?(?:项目)?(?:就|则|共|已|也)?(?:有|达)?"
)
_THE_SAME = re.compile(r"项目(?:里|中|当中|之中)?(?=，|总投资|协议|合同|计划)")
_SAME_REACH = 100
"""Characters before a sentence in which what it counts again was counted."""
_DONE_TO_THEM = {
    "签约": "projects_signed", "落地": "projects_signed", "引进": "projects_signed", "落户": "projects_signed",
    "开工": "projects_started", "动工": "projects_started", "竣工": "projects_completed", "投产": "projects_completed",
}  # fmt: skip
_THESE_PROJECTS = re.compile(rf"(?P<done>{'|'.join(_DONE_TO_THEM)})的(?:\d+个)?[^，。；、\d]{{0,6}}?项目(?:里面?|中|当中)")
_THIS_BATCH = re.compile(r"(?:这|该|此|这一)批(?:重点|重大|新)?项目|(?:上述|这些)项目|这[\d一二三四五六七八九十]+个项目")
_HELD_TOGETHER = re.compile(rf"\d个[^。；;]{{0,40}}?项目[^。；;]{{0,40}}?(?P<done>{'|'.join(_DONE_TO_THEM)})")
_BATCH_REACH = 400
"""Characters before 这批项目 in which it is told what was done to them."""
_OF_THE_WHOLE_HERE = re.compile(r"(?:元|投资|\d)[^，。；]{0,8}(?:以上)?的(?:就|共|已|则)?(?:有|达)?\Z")
# 其余7个|合计投资14亿元
_SUMS = ("合计", "总投资", "共投资", "计划投资")
_TRADE_BEFORE = re.compile(r"[，,、；;：:](?:另有|另外|还有)?(?P<kind>[\u4e00-\u9fa5“”]{2,12}?)(?:类|项目)?(?:分别|各)?(?:有|达|共)?\Z")
_THESE_OF_DAY = re.compile(rf"(?:此次|本次|这次|集中|新)(?P<done>{'|'.join(_DONE_TO_THEM)})的?项目")
_COUNTED_EARLIER = re.compile(rf"(?P<done>{'|'.join(_DONE_TO_THEM)})[^，。；\d]{{0,8}}?项目(?:共|达)?\d+个")
_EARLIER = 160
"""Characters before a sentence in which the projects were counted that it tells by their trades."""
# 引进企业14家，完成全年目标任务|12家的116.7%
_ITS_TASK = re.compile(r"[，,](?:超额)?完成(?:全年|年度|年初|年)?(?:既定|预期)?(?:目标任务|目标|任务|计划)")
_GAINED = re.compile(r"(?:净增|新增|增加|减少)[长加]?了?\d[\d.]*[家个户项]\Z")
_THE_REST = re.compile(r"[，,、；;](?:余下|其余|剩下|剩余|另有|还有)的?")
_HEAD_REACH = 16
"""Characters before a colon in which its list is named."""
_KIND = re.compile(r"[，,、；;。(\s](?:其中[，,]?)?(?P<kind>[\u4e00-\u9fa5“”]{1,12}(?:类|型|领域|方面|板块|业|工程|设施|级))(?:项目)?的?(?:有|达|共)?\Z")
_DEALT_OUT = re.compile(r"分别[为是]|项目(?:里|中|当中)[，,]")
_A_PART = "[\u4e00-\u9fa5A-D]{1,8}(?:片区|园区|组团|产业园|工业园|科技园|功能区|板块|镇|街道|[A-D东西南北]区)"
_PART_ALONE = re.compile(f"[，,、]{_A_PART}(?:[和与、]{_A_PART}){{0,3}}各?")


class ElidedReader:
    """Names what counts without a noun count, within one document."""

    def __init__(self, finds: Finds, metrics: Mapping[str, Metric]) -> None:
        self._finds = finds
        self._text = finds.text
        self._metrics = metrics

    def left_out(self, slot: Slot, memory: SentenceMemory, found: Choice | None, between: str) -> Choice | None:
        """The noun of a count before, left out here: 企业56家，其中制造业30家; 项目66个，其中亿元以上19个; 比上年末的1255家增加…."""
        q = slot.q
        counted = memory.by_kind.get("count")
        follower = self._text[q.end : q.end + 1]
        some = self._some_of_whole(slot, memory)
        if some is not None:
            return some
        if (
            counted is not None
            and found is None
            and between in ("", "的", "以上")
            and not is_word(follower)
            and "count" not in memory.unit
            and memory.kind != "count"
        ):
            return counted.again("part_of")
        if counted is not None and found is None and q.unit in BARE_UNITS and _SUCH_ARE.search(between) and not is_word(follower):
            if q.unit in self.counters(counted.metric):
                return class_among(counted.again("part_of"), between)
        if counted is not None and found is None and q.unit in BARE_UNITS:
            # 64户物联网企业中，38户|产值正增长，9户停产; 57家企业中有23家|雨污不分: those among the companies that were counted.
            among = _AMONG_COMPANIES.search(self._text, slot.sentence.start, q.start)
            if among is not None and among[1] == q.unit and counted.metric in COMPANIES:
                whole = [c for c in self._finds.cues_in(among.start(), among.end()) if c.metric in COMPANIES]
                # 326家企业中，120家是高新技术企业，18家|在新三板挂牌: of all of them, not of those named in between.
                return Choice(whole[-1].metric, whole[-1].start, whole[-1].end, "part_of") if whole else counted.again("part_of")
        if found is None and q.unit in ("家", "户") and (those := _AMONG_FIRMS.match(self._text, slot.sentence.start, q.start)) is not None:
            # 在已经落户的台企中，27家|投产，9家正在盖厂房
            if not is_word(follower) or self.verb_follows(q.end):
                return Choice("enterprises", those.start("firms"), those.end("firms"), "part_of")
        if (
            found is None
            and q.unit in ("家", "户")
            and not is_word(follower)
            and (those := _LIKE_IT.match(self._text, slot.sentence.start, q.start)) is not None
        ):
            # 像某科技这样的电子信息企业，某经开区已集聚|157家
            return Choice("enterprises", those.start("firms"), those.end("firms"), "part_of")
        told_before = memory.units_before.get(q.unit)
        if counted is None and found is None and q.unit in ("家", "户") and told_before is not None and told_before.metric in COMPANIES:
            # 台企中，27家投产。按行业分，机械、轻纺分别为|15家、12家
            by_kind = not is_word(follower) and is_breakdown(self._text, slot.sentence.start, q.start)
            # 118家企业中，产值增长的81家；下降的|33家；停产|4家
            fare = self._text[slot.sentence.start - 1] in "；;" and _HOW_THEY_FARE.fullmatch(self._text, slot.sentence.start, q.start) is not None
            if by_kind or fare:
                return told_before.again("part_of")
        firms = counted is not None and counted.metric in COMPANIES and found is None and q.unit in ("家", "户")
        if counted is not None and firms and (_NEW_OF_THEM.fullmatch(between) or _THE_REST.fullmatch(between)):
            # 年末高新技术企业46家，当年新认定|11家; 全年新上规企业12家，退规|9家
            return counted.again("part_of")
        if counted is not None and firms and not is_word(follower) and (_CLASS_ALONE.fullmatch(between) or self._dealt_with(between)):
            return class_among(counted.again("part_of"), between)
        branch = _BRANCH_ALONE.fullmatch(self._text, slot.clause, q.start) if found is None and q.unit in ("家", "户") else None
        if branch is not None and (not is_word(follower) or _DOES.match(self._text, q.end)):
            firm = counted if counted is not None else memory.units_before.get(q.unit)
            further = (
                firm is not None and firm.rule == "part_of" and self._text[slot.sentence.start - 1] in "；;" and _DOES.match(self._text, q.end) is not None
            )
            if firm is not None and firm.metric in COMPANIES and (further or only_describes(branch["branch"])):
                # 37户规上企业完成产值112.6亿元，其中：新材料|9户实现产值58.4亿元；核技术应用|11户实现产值23.7亿元
                return firm.again("part_of")
        if counted is not None and found is None and q.unit in self.counters(counted.metric) and _COMES_FROM.fullmatch(between):
            return counted.again("part_of")
        of_unit = memory.by_unit.get(q.unit)
        if of_unit is not None and found is None and not is_word(follower) and _OF_LEVEL.fullmatch(between):
            return of_unit.again("part_of")
        if of_unit is not None and found is None and not is_word(follower) and self._item_of_park(slot):
            return of_unit.again("list_item")
        last = memory.choice
        before = memory.units_before.get(q.unit)
        if before is not None and q.unit not in memory.by_unit and found is None and self._some_of_before(slot, between):
            return before.again("part_of")
        opening = memory.by_unit.get(q.unit)
        if opening is not None and found is None and q.start - memory.end < 40 and self._opens_clause(slot):
            return opening.again("part_of")
        if last is None or q.unit != memory.unit or memory.end > q.start:
            return None
        if found is None and last.metric in PROJECTS and not is_word(follower) and self._among_them(slot, between):
            # 分别为道路工程12个、学校|9个, 9个项目里，光热4个，物流|3个: kinds of the projects that were counted.
            return last.again("part_named", (slot.left, q.start))
        if found is None and _ITS_TASK.fullmatch(between):
            return last.again("list_item")
        if found is None and not is_word(follower) and _PART_ALONE.fullmatch(between):
            # 甲片区开工13个，乙园区|9个，丙园区和丁园区各|6个
            return last.again("list_item")
        words_left = self._finds.words_in(slot.left, q.start)
        is_part = _PARTS.search(between) is not None or (memory.part_of and q.start - memory.end < 20)
        if self._finds.mentions_in(slot.previous_end, q.start):
            # 规上企业112家，某经开区已达|167家
            for mention in self._finds.mentions_in(slot.previous_end, q.start):
                between = between.replace(self._text[mention.start : mention.end], "")
            if found is None and _REACHES_THERE.fullmatch(between) and not is_word(follower):
                return last.again("metric_elided")
        bare = (
            _LIST_GAP.fullmatch(between) is not None
            or _RISES_TO.fullmatch(between) is not None
            or _NEXT_LEVEL.fullmatch(between) is not None
            or _HIGHER_GOAL.fullmatch(between) is not None
            or _IN_ALL.fullmatch(between) is not None
            or _COMES_TO.fullmatch(between) is not None
            or any("to" in w.roles for w in words_left)
            or ((_REACHES_THERE.fullmatch(between) or _TO_NOW.fullmatch(between)) is not None and self._begins_rise(slot))
            or _THEN_HAS.fullmatch(between) is not None
            or _AT_NEXT_TIME.fullmatch(between) is not None
            or (_COMES_TO.fullmatch(f"，{between}") is not None and self._is_gain(slot))
            or _PER_HEAD.fullmatch(between) is not None
        )
        compared = found is None and (_COMPARED.search(between) is not None or self._dealt_with(between))
        if (is_part or bare or compared) and not (found is None and is_word(follower) and not self.verb_follows(q.end)):
            return class_among(last.again("part_of"), between) if is_part else last.again("list_item")
        return None

    def _item_of_park(self, slot: Slot) -> bool:
        """新签约项目164个，分别为：甲经开区|41个、178亿元，乙高新区|34个: nothing but a park's name stands before an item of a list."""
        mentions = self._finds.mentions_in(slot.previous_end, slot.q.start)
        return bool(mentions) and mentions[-1].end == slot.q.start and _JOINT.fullmatch(self._text, slot.previous_end, mentions[-1].start) is not None

    def _some_of_whole(self, slot: Slot, memory: SentenceMemory) -> Choice | None:
        """Some of what was counted, by what is said of them before 的: 签约项目19个，协议资金30亿元，其中某省企业投资的|11个; 31个项目里，协议投资亿元以上的|13个."""
        q, text = slot.q, self._text
        if q.unit not in BARE_UNITS and q.unit != "项":
            return None
        told = memory.units_before.get(q.unit)
        if told is not None and told.metric in PROJECTS and slot.index == 0 and _THE_SAME.match(text, q.end):
            # 引进项目31个，引资214亿元。31个|项目里，…: the same ones.
            again = text.rfind(q.text, max(0, slot.sentence.start - _SAME_REACH), slot.sentence.start)
            return told.again("part_of") if again > 0 and not text[again - 1].isdigit() else None
        if is_word(text[q.end : q.end + 1]):
            return None
        if (these := _THESE_PROJECTS.search(text, slot.sentence.start, q.start)) is not None and (_OF_THE_WHOLE_HERE.search(text, these.end(), q.start)):
            # 集中签约的项目中总投资超20亿元的|3个，超10亿元的|7个
            return Choice(_DONE_TO_THEM[these["done"]], these.start(), these.end(), "part_of")
        if (batch := _THIS_BATCH.search(text, slot.sentence.start, q.start)) is not None and _OF_THE_WHOLE_HERE.search(text, batch.end(), q.start):
            # 18个项目集中开工。…。这批项目以化工为主，其中投资5亿元以上的|2个
            held = next(reversed(list(_HELD_TOGETHER.finditer(text, max(0, batch.start() - _BATCH_REACH), batch.start()))), None)
            if held is not None:
                return Choice(_DONE_TO_THEM[held["done"]], held.start("done"), held.end("done"), "part_of")
            if told is not None and told.metric in PROJECTS:
                # 在建项目52个。这些项目里，投资过亿元的共|34个
                return told.again("part_of")
        whole = memory.by_unit.get(q.unit)
        if whole is not None and whole.metric in PROJECTS and text[q.start - 1] in "的有达" and _OF_THE_WHOLE.search(text, slot.previous_end, q.start):
            return whole.again("part_of")
        before = whole or memory.units_before.get(q.unit)
        at = slot.sentence.start
        if before is not None and before.metric in PROJECTS and slot.index <= 1 and _OF_SUCH_SIZE.fullmatch(text, at, q.start):
            # 新签约项目37个，资金58亿元。亿元以上项目|14个
            return before.again("part_of")
        return None

    def _is_gain(self, slot: Slot) -> bool:
        """Whether the count before is what was won: 净增|9家达到41家."""
        return _GAINED.search(self._text, slot.sentence.start, slot.previous_end) is not None

    def under_colon(self, slot: Slot) -> Choice | None:
        """What a list behind a colon counts, whose items name only branches: 高新技术企业分布为：电瓷|18家，日用瓷|11家."""
        q, text = slot.q, self._text
        if q.unit not in BARE_UNITS or is_word(text[q.end : q.end + 1]):
            return None
        colon = max(text.rfind("：", slot.sentence.start, q.start), text.rfind(":", slot.sentence.start, q.start))
        if colon < 0 or _BRANCHES.fullmatch(text, colon + 1, q.start) is None:
            return None
        named = [cue for cue in self._finds.cues_in(max(slot.sentence.start, colon - _HEAD_REACH), colon) if cue.kind in ("count", "elliptic")]
        if not named or named[-1].metric.startswith("@") or q.unit not in self.counters(named[-1].metric):
            return None
        return Choice(named[-1].metric, named[-1].start, named[-1].end, "part_of")

    def _begins_rise(self, slot: Slot) -> bool:
        """Whether the figure before is what a rise starts from: 由|98家达到120家."""
        before = max(slot.previous_end - 12, slot.sentence.start)
        number = re.search(r"\d[\d.]*[\u4e00-\u9fa5]{1,4}\Z", self._text[before : slot.previous_end])
        return number is not None and _FROM_BEFORE.search(self._text, slot.segment, before + number.start()) is not None

    def dealt_with(self, slot: Slot, last: Choice | None, unit: str) -> Choice | None:
        """What has become of the problems that were counted right before: 查出隐患36处，立行立改|21处."""
        q = slot.q
        if last is None or last.metric != "problems_solved" or q.unit != unit or not _DEALT_WITH.fullmatch(self._text, slot.previous_end, q.start):
            return None
        return None if is_word(self._text[q.end : q.end + 1]) and not self.verb_follows(q.end) else last.again("part_of")

    def _some_of_before(self, slot: Slot, between: str) -> bool:
        """Whether a count is of some of what the sentence before counted: 已销号|391处, 其中|215条当场改正."""
        follower = self._text[slot.q.end : slot.q.end + 1]
        if is_word(follower) and not self.verb_follows(slot.q.end):
            return False
        if slot.q.unit in BARE_UNITS and slot.index == 0 and _SOME_OF_THEM.fullmatch(self._text, slot.sentence.start, slot.q.start):
            return True
        if slot.q.unit in BARE_UNITS and slot.index == 1 and _SOME_OF_SIZE.fullmatch(self._text, slot.sentence.start, slot.q.start):
            return True
        if slot.q.unit in _RARE_UNITS and _REST.search(between) is not None:
            return True
        # 排定腾退企业74家。截至眼下，签约腾退|51家: nothing but what was done with them stands before.
        done = _ALREADY.sub("", self._text[slot.left : slot.q.start]).removesuffix("了")
        return slot.q.unit in BARE_UNITS and 2 <= len(done) <= 6 and all(word_class(part) in ("v", "vn") for part in words(done))

    def same_noun(self, slot: Slot, memory: SentenceMemory, found: Choice | None) -> Choice | None:
        """制度创新成果237项，其中8项|成果在全国推广: the noun of what was counted before, said again shortly."""
        q, whole = slot.q, memory.choice
        if (
            whole is None
            or memory.unit != q.unit
            or (found is not None and found.metric != OTHER)
            or not _OF_WHOLE.search(self._text, slot.previous_end, q.start)
        ):
            return None
        named = self._text[whole.start : whole.end]
        noun = self._text[q.end : q.end + 2]
        return whole.again("part_of") if len(named) > 2 and len(noun) == 2 and is_word(noun[0]) and named.endswith(noun) else None

    def of_class(self, slot: Slot, memory: SentenceMemory) -> Choice | None:
        """The companies just counted that have come into a class: 聚集企业42家，27家|迈进规上门槛."""
        counted = memory.by_kind.get("count")
        if counted is None or counted.metric not in COMPANIES or slot.q.unit not in ("家", "户"):
            return None
        into = _INTO_CLASS.match(self._text, slot.q.end)
        return Choice("enterprises_above_scale", into.start("above"), into.end(), "count_right") if into is not None else None

    def unnamed_companies(self, slot: Slot, found: Choice | None) -> Choice | None:
        """What is counted by 家 or 户 without a noun, where only companies can be meant: 已入驻6家, 纳税800万元以上的9户."""
        q = slot.q
        if found is not None or q.unit not in ("家", "户") or (is_word(self._text[q.end : q.end + 1]) and not self.verb_follows(q.end)):
            return None
        if _COMES_IN.search(self._text, slot.left, q.start) or (slot.left > slot.segment and _AS_LARGE.search(self._text, slot.segment, q.start)):
            return Choice("enterprises", slot.left, q.start, "unit_default")
        return None

    def under_heading(self, slot: Slot, memory: SentenceMemory, between: str) -> Choice | None:
        """What a heading counts, for an item below it that names only whose it is: 新设企业数排前的园区： / 某园区|8916家."""
        heading = memory.heading.get("count")
        if heading is None or slot.index or slot.q.unit not in self.counters(heading.metric) or is_word(self._text[slot.q.end : slot.q.end + 1]):
            return None
        for mention in self._finds.mentions_in(slot.previous_end, slot.q.start):
            between = between.replace(self._text[mention.start : mention.end], "")
        return heading.again("metric_heading") if _ITEM.fullmatch(between) or _TRADE.fullmatch(between) else None

    def kind_of_projects(self, slot: Slot, memory: SentenceMemory) -> Choice | None:
        """The kinds of the projects that were counted, told with their number: 开工项目9个，其中产业类|6个、投资58亿元，基础设施类|2个."""
        q, text = slot.q, self._text
        if q.unit not in ("个", "项") or (is_word(text[q.end : q.end + 1]) and not text.startswith(_SUMS, q.end)):
            return None
        on = goes_on(text, slot.sentence.start)
        if is_breakdown(text, slot.sentence.start, q.start):
            return self._by_trade(slot, memory)
        whole = memory.by_unit.get(q.unit) or (memory.units_before.get(q.unit) if on else None)
        if whole is None or whole.metric not in PROJECTS:
            return None
        floor = slot.previous_end if slot.index else max(slot.sentence.start - 1, 0)
        kind = _KIND.search(text, floor, q.start)
        inside = text.rfind("(", slot.sentence.start, q.start) > text.rfind(")", slot.sentence.start, q.start)
        if kind is None or not (inside or on or memory.part_of or "其中" in kind[0]):
            return None
        return whole.again("part_of", kind.span("kind"))

    def _by_trade(self, slot: Slot, memory: SentenceMemory) -> Choice | None:
        """新签约项目32个。按产业分，新材料|13个、生物医药|8个; 此次开工的项目按行业分，装备制造|12个."""
        q, text = slot.q, self._text
        kind = _TRADE_BEFORE.search(text, max(slot.sentence.start - 1, slot.previous_end - 1, 0), q.start)
        if kind is None:
            return None
        whole = memory.by_unit.get(q.unit) or memory.units_before.get(q.unit)
        opened = memory.opened_before.get("count")
        if q.unit not in memory.by_unit and opened is not None and opened.metric in PROJECTS and "其中" in self._sentence_before(slot):
            # 引进项目64个；其中投产28个，在建21个。从行业看，模具项目|26个: of all of them.
            whole = opened
        if whole is not None and whole.metric in PROJECTS:
            return whole.again("part_of", kind.span("kind"))
        before = slot.sentence.start
        counted = list(_COUNTED_EARLIER.finditer(text, max(0, before - _EARLIER), before))
        these = _THESE_OF_DAY.search(text, before, q.start) or (counted[-1] if counted else None)
        return Choice(_DONE_TO_THEM[these["done"]], these.start(), these.end(), "part_of") if these is not None else None

    def _sentence_before(self, slot: Slot) -> str:
        stop = max(slot.sentence.start - 1, 0)
        return self._text[last_stop(self._text, max(0, stop - _EARLIER), stop, "。") : stop]

    def _opens_clause(self, slot: Slot) -> bool:
        """Whether nothing but the stop before it stands before a count that a verb follows: …排队审核，|14家在辅导备案."""
        stop = max(slot.clause - 1, slot.sentence.start)
        return (
            _OPENS.fullmatch(self._text, stop, slot.q.start) is not None and is_word(self._text[slot.q.end : slot.q.end + 1]) and self.verb_follows(slot.q.end)
        )

    def _among_them(self, slot: Slot, between: str) -> bool:
        """Whether a count goes on with the kinds of what was counted: 、学校医院|9个 behind 分别为 or 项目里."""
        if between[:1] not in "、，," or not between[1:] or not _KIND_OF_THEM.fullmatch(between):
            return False
        return _DEALT_OUT.search(self._text, slot.segment, slot.previous_end) is not None

    def _dealt_with(self, between: str) -> bool:
        """Whether nothing but a verb stands between two counts of one thing: 收集问题290个，解决|275个."""
        verb = _ALREADY.sub("", between.strip("，,、")).removesuffix("了")
        if verb in _DONE_BY_NAME:
            return True
        if between[:1] not in "，,、" or not 2 <= len(verb) <= 6:
            return False
        # 投产51户，停产半停产|12户
        # 建成投产 is a word of its own for the segmenter.
        parts = (verb[:2], verb[2:]) if len(verb) == 4 else words(verb)
        return len(parts) <= 3 and all(word_class(part) in ("v", "vn") or part == "半" for part in parts) and (len(parts) <= 2 or "半" in parts)

    def reached(self, slot: Slot, last: Choice | None, found: Choice | None, between: str) -> Choice | None:
        """What the rate right before spoke of, where the count says what it has come to."""
        if found is None and last is not None and _REACHES.fullmatch(between) and not self._text[slot.q.end : slot.q.end + 1].isalpha():
            # 市场主体同比增长32.5%，达到4210户: what grew has reached the count.
            return last.again("metric_elided")
        return None

    def new_too(self, slot: Slot, memory: SentenceMemory, found: Choice) -> Choice:
        """新增市场主体2万家，其中外资企业63家: a class of companies among the new ones are new ones."""
        counted = memory.by_kind.get("count")
        if found.metric not in COMPANIES or counted is None or slot.q.unit not in ("家", "户", "个"):
            return found
        if counted.metric == "enterprise_visits" and _IN_SAME_LIST.fullmatch(self._text, slot.previous_end, slot.q.start) and found.start >= slot.q.end:
            # 联系120家规上企业、|46家成长型企业: the next of those that are visited.
            return counted.again("part_named", (found.start, found.end))
        if found.metric != "enterprises" or counted.metric != "market_entities":
            return found
        is_part = found.end <= slot.q.start and (
            "其中" in self._text[slot.previous_end : found.start] or (counted.rule == "part_named" and self._text[slot.previous_end : found.start] == "、")
        )
        return counted.again("part_named", (found.start, found.end)) if is_part else found

    def verb_follows(self, position: int) -> bool:
        """Whether a count is followed by a verb (428份精简到…), so that what it counts stands before it."""
        if any(w.start <= position + 1 and w.roles & {"to", "up", "down", "complete", "start", "sign"} for w in self._finds.words_in(position, position + 6)):
            return True
        first = words(self._text[position : position + 6])
        return bool(first) and word_class(first[0])[:1] in ("v", "d", "p", "c") and word_class(first[0]) != "vn"

    def counters(self, metric: str) -> frozenset[str]:
        """The counters that can count what a metric counts; empty: any."""
        found = self._metrics.get("projects_signed" if metric == "@project" else metric)
        return found.counters if found is not None else frozenset()
