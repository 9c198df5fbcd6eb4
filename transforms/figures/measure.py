"""What kind of statement a quantity makes: level, year-on-year growth, other change, multiple or rank."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.figures.phrases import RATE_NOW
from transforms.frames.lists import Dealt
from transforms.frames.slots import Finds, Slot, behind_threshold, is_threshold
from transforms.knowledge import Metric
from transforms.names.words import Word

# 降幅收窄3个百分点 is a gain, 降幅扩大3个百分点 a loss.
_FALL_CHANGED = re.compile(r"(?:降幅|跌幅)[^，。；]{0,14}(?:收窄|缩小|扩大|加深)")
# 比全市低|2.3个百分点, 落后全省1个百分点
_BEHIND_OTHERS = re.compile(r"(?:比|较)[^，。；,;\d]{1,14}(?:低|慢|差)了?(?:约|近)?\Z|(?:缩小|收缩)了?\Z|落后(?:于)?[^，。；,;\d]{0,14}\Z")
# 拉低投资增速|1.1个百分点
_DRAGS = re.compile(r"拉低|下拉|拖累|拖低|拖慢")
_LIST_JOINT = re.compile(r"[、和及与,，]?(?:和)?")
_SHARE = re.compile(
    r"占(?!地)|比重|占比|比例|份额|覆盖|率(?:分别|均|都|已|也|仅|只|高)*(?:为|达|超|提|约|是|$)|完成[^，]{0,8}(?:任务|目标|进度|计划)[^，]{0,3}$"
)
_GROWTH_RATE = re.compile(r"(?:增长率|增速|增幅|降幅|涨幅|压缩率|精简率|压减率|下降率)[^，；。]{0,8}$")
# 同比(下同)增长64.5%, 同比增长64.5%(下同), but 3150亿元(人民币，下同)
_ALIKE = re.compile(r"(?:同比|按年|[比较]上年同期|[比较]去年同期|与(?:上|去)年同期相比)[，,]?[(（]?(?:[^，。；;()（）]{0,14}[(（])?[，,]?下同")
_COMPARED_WITH = re.compile(r"环比|(?:[比较与同](?!比)|超|高于|高出)[^，。；,;]{0,12}\Z")
_YOY = re.compile(r"同比|按年(?=[升增涨跌减降上下多少])|比上年同期|较上年同期|比去年同期|较去年同期|比上年|较上年|比去年|较去年|上年同期|去年同期|比增")
_OTHER_BASE = re.compile(r"环比|年均|比\d{4}年|较\d{4}年|[与同跟]\d{4}年(?:同期)?(?:相比|比较)|比上月|比“|较“|复合|累计增")
_GROWN_BEHIND = re.compile(r"(?:的)?(?:同比)?(?:速度|增速|幅度)?(?:的)?(?:高速|快速|正)?(?:增长|增幅|增速|涨幅|降幅)")
# 增长|均超过4倍, 增幅|达2倍: grown by so many times.
_MANY_TIMES = re.compile(r"(?:均|都|各|分别|双双|幅度?|达到?|高达|约|近|超过?|逾|了|为|是|在)*")
_RAISED = re.compile(r"[，,、](?:奋?力争|确保|冲刺|争取|努力|挑战|奋斗)(?:目标)?(?:达到?|实现|突破|为)?(?:增长)?")
_BASE_LEVEL = re.compile(r".*(?:去年|上年|年|同期|月末?|年[初末底]|平均)[^，。；]{0,4}", re.DOTALL)
_BETWEEN = re.compile(r"(?:达到?|为|完成|实现|突破|共|计|是|至|到)")


class Measure(NamedTuple):
    """A measure and the sign of its value."""

    measure: str
    sign: int
    rule: str


LEVEL = Measure("level", 1, "level")


# 新增规上企业100家，省级实验室2家: what is counted next, without a verb of its own.
_NEXT_NEW = re.compile(
    r"[，,](?!.*(?:有|达|共|累计|建成|完成|实现|引进|为|增|是|超|占|入|获|数|总|带动|在建|储备|在谈|在库|现|存|保有|关停|淘汰|服务|上市))[\u4e00-\u9fa5“”]*"
)
# 新增授信15亿元、提供|融资11亿元
_OWN_DEED = re.compile(r"[、，,和](?:累计|共|已)?(?:提供|发放|实现|完成|兑现|拨付|办理|带动|节约|减免|投放)")
# 新增规上企业6家，高企突破60家: what it comes to.
_COMES_TO = ("突破", "超", "过", "达")
_SAVES = re.compile(r"节[省约支]了?|降本增效|增效|降本|减负")
# 比预想的快了|3天, 比原先提早|43天
_SOONER = re.compile(r"(?:比|较)[^，。；,;]{0,14}(?:快|早|提前|提早|少用?)了?(?:约|近|整整)?\Z|(?:省时|省下|节省(?:时间)?|压缩)了?(?:约|近)?\Z")
# 提前|20天竣工, 提前8个月突破百亿元; 提前3天预约 is a rule.
_AHEAD = re.compile(r"提[前早]了?(?:约|近|整整)?\Z")
_REACHED = re.compile(
    r"(?:时间)?(?:实现|完成|全面|正式|顺利|达到?|突破|超过?|竣工|完工|投[产用运]|建成|开[工园业]|封[顶关]|贯通|通车|交付|下线|[，,。；;、]|$)"
)
# 比国内平均|低
_AGAINST = re.compile(r"(?:比|较)[^，。；,;\d]{1,14}(低|少|高|多)了?(?:约|近)?\Z")
_COMPARABLE = frozenset({"energy", "weight", "power", "length", "volume", "count", "people", "money", "money_rate"})
# 少排废水|60万吨, 多收|2700万元
_DONE_LESS = re.compile(r"(?<![至不很最更许众诸大繁缺较])(多|少)(?:排放?|收(?!购|费站|藏)|缴|交(?![易通流]))了?[\u4e00-\u9fa5]{0,6}\Z")
# 完成投资94亿元，超年度计划|11.2%: by how much what was planned has been passed.
_PAST_PLAN = re.compile(r"超出?(?:了)?(?:全年|年度?|年初|当年)?(?:计划|任务|目标)(?:任务|目标|数)?(?:约|近)?\Z")
_WHOLE = 100
"""A percentage of this and more is of all of a plan, and not what was done beyond it."""
_WORK_BETWEEN = re.compile(r"(?:项目|工程|技改)(?:计划|概算|预计)?(?:总|完成)?投资")
# 增速由负转正，达到|5.2%
_TURNED_UP = re.compile(r"(?:由负转正|止跌回升|由降转增|由降转升|扭负为正)[，,、]?(?:达到?|为|至|到)了?(?:约|近)?\Z")
_AS_MUCH_AS = ("的水平", "的总量", "的总额", "的规模", "的总和")
_PACE = frozenset({"加快", "快于", "慢于", "放缓", "放慢"})
_JOINED = re.compile(r"[、和及与]")
_COUNTERS = frozenset({"家", "个", "项", "户", "件", "所"})


class MeasureReader:
    """Tells measures apart within one document."""

    def __init__(self, finds: Finds, start: int, end: int) -> None:
        self._finds = finds
        self._text = finds.text
        alike = _ALIKE.search(finds.text, start, end)
        # From where on every growth of the article is against the same days of the year before.
        self._alike_from = alike.end() if alike is not None else end

    def _direction(self, slot: Slot, start: int) -> tuple[Word, int] | None:
        """The last word of growth or fall before the figure, where no 增至 follows it: (word, sign)."""
        q = slot.q
        chosen: tuple[Word, int] | None = None
        for word in self._finds.words_in(start, q.start):
            if "to" in word.roles or self._text.startswith("面", word.end):
                # 增长面75%: the share of those that grew.
                chosen = None
            elif "none" in word.roles or (self._text.startswith("口", word.end) and self._text.endswith("前进", word.start, word.end)):
                # 之前|进口设备要交20%的关税: no word of rising.
                continue
            elif word.roles & {"up", "down"}:
                if word.end - word.start == 1 and word.end != q.start:
                    continue
                chosen = (word, 1 if "up" in word.roles else -1)
        return chosen

    def is_growth(self, slot: Slot, last: Measure | None, dealt: Dealt | None = None) -> Measure | None:
        """Reads a percentage, multiple or points figure as a change; None where it is a share or a level."""
        q = slot.q
        left = self._text[slot.left : q.start]
        if q.kind == "points":
            direction = self._direction(slot, slot.left)
            if direction is not None and _FALL_CHANGED.search(left):
                return Measure("change", 1 if "收窄" in left or "缩小" in left else -1, "points")
            if _DRAGS.search(left) or _BEHIND_OTHERS.search(left):
                return Measure("change", -1, "points")
            return Measure("change", direction[1] if direction else 1, "points")
        if q.kind == "multiple":
            direction = self._direction(slot, slot.left)
            if direction is None and last is not None and last.rule == "multiple_growth" and _LIST_JOINT.fullmatch(left.strip()):
                # 分别增长12倍、|4.7倍
                return last
            grows = direction is not None and direction[1] > 0 and _MANY_TIMES.fullmatch(self._text, direction[0].end, q.start) is not None
            if direction is None and last is not None and last.measure in ("yoy", "change_rate") and _LIST_JOINT.fullmatch(left.strip()):
                # 分别增长58%、93%和1.2倍
                grows = last.sign > 0
            return Measure("multiple", 1, "multiple_growth" if grows else "multiple")
        if q.kind != "percent":
            return None
        now = RATE_NOW.search(self._text, slot.clause, q.start)
        if now is not None:
            # 4月份降幅收窄至|9.8%: what fell falls by so much now.
            kind = (
                last.measure
                if last is not None and last.measure in ("yoy", "change_rate")
                else "yoy"
                if _YOY.search(self._text, slot.clause, q.start)
                else "change_rate"
            )
            return Measure(kind, -1 if now[0].startswith(("降幅", "跌幅")) and q.value > 0 else 1, "rate_now")
        if last is not None and last.measure in ("yoy", "change_rate") and _RAISED.fullmatch(self._text, slot.previous_end, q.start):
            # 计划增长18%、力争22%: a second, higher goal for the same.
            return last
        direction = self._direction(slot, slot.left)
        list_item = dealt is not None and slot.index > dealt.first
        list_item = list_item or (slot.left == slot.previous_end and _LIST_JOINT.fullmatch(left.strip()) is not None)
        if direction is None and list_item and last is not None and last.measure in ("yoy", "change_rate"):
            # 同比分别增长8%、6%
            return last
        if direction is None and last is not None and last.measure in ("yoy", "change_rate") and self._is_next_parks(slot):
            # 增速靠前的是甲开发区186.5%、乙开发区|74.2%
            return last
        if list_item and last is not None and last.rule == "multiple_growth":
            # 同比分别增长|3.1倍、|22.5%和下降|1.6%: what the first of them grew against holds for all.
            kind = "yoy" if _YOY.search(self._text, slot.clause, slot.q.start) else "change_rate"
            return Measure(kind, direction[1] if direction is not None else 1, "growth")
        if direction is None and dealt is not None and dealt.head is not None and dealt.head.kind == "growth":
            # 税收总额和增速分别为12亿元和8%
            return Measure("change_rate", 1, "growth_named")
        if direction is None:
            tail = _GROWN_BEHIND.match(self._text, q.end, min(q.end + 14, slot.sentence.end))
            if tail:
                sign = -1 if "降" in tail[0] else 1
                return Measure("yoy" if _YOY.search(left) or "同比" in tail[0] else "change_rate", sign, "growth_behind")
            if (compared := _AGAINST.search(left)) is not None:
                # 单位能耗比行业平均低|16%
                return Measure("change_rate", 1 if compared[1] in "高多" else -1, "growth")
            if q.value < _WHOLE and _PAST_PLAN.search(left) is not None:
                return Measure("change_rate", 1, "growth")
            if _YOY.search(left) and len(left) < 8:
                return Measure("yoy", 1, "growth_bare")
            if _TURNED_UP.search(self._text, slot.segment, q.start):
                return Measure("yoy" if _YOY.search(self._text, slot.segment, q.start) else "change_rate", 1, "growth_named")
            return None
        word, sign = direction
        if _SHARE.search(self._text[word.end : q.start]) and not _GROWTH_RATE.search(left):
            return None
        alike = q.start >= self._alike_from and _COMPARED_WITH.search(left) is None
        yoy = (alike or _YOY.search(left) is not None) and not _OTHER_BASE.search(left)
        if dealt is not None and slot.index > dealt.first and last is not None and last.measure == "yoy" and not _OTHER_BASE.search(left):
            # 同比分别增长7%、下降3%
            yoy = True
        if not yoy and slot.left == slot.previous_end == slot.clause:
            yoy = False
        if self._text[q.start : q.start + 1] == "-" or q.value < 0:
            sign = 1
        return Measure("yoy" if yoy else "change_rate", sign, "growth")

    def _is_next_parks(self, slot: Slot) -> bool:
        """Whether nothing but a comma and the next park stands between the percentage before and this one."""
        named = self._finds.named_in(slot.previous_end, slot.q.start)
        joint = self._text[slot.previous_end : named[0].start] if len(named) == 1 and named[0].end == slot.q.start else ""
        return joint in ("、", "和", "及", "与", "，") and self._text[slot.previous_end - 1 : slot.previous_end] in ("%", "％")

    def of_count(self, slot: Slot, metric: Metric | None, last: Measure | None = None) -> Measure:
        """Level or absolute change of a figure that is no percentage."""
        q = slot.q
        if q.kind == "rank":
            return Measure("rank", 1, "rank")
        if q.kind == "places":
            # 前移9位, 下滑3位
            return Measure("change", -1 if re.search(r"[降退跌下后落滑]", self._text[max(slot.left, q.start - 4) : q.start]) else 1, "places")
        if q.kind == "duration" and (
            _SOONER.search(self._text, slot.left, q.start)
            or (_AHEAD.search(self._text, slot.left, q.start) and _REACHED.match(self._text, q.end, slot.sentence.end))
        ):
            return Measure("change", -1, "change")
        compared = _AGAINST.search(self._text, slot.left, q.start) if q.kind in _COMPARABLE else None
        if compared is not None:
            # 电耗比国内平均低|190千瓦时, 比对手多|3家
            return Measure("change", 1 if compared[1] in "高多" else -1, "change")
        more_or_less = _DONE_LESS.search(self._text, slot.left, q.start) if q.kind in _COMPARABLE else None
        if q.kind in _COMPARABLE and _PAST_PLAN.search(self._text, slot.left, q.start) is not None:
            return Measure("change", 1, "change")
        if more_or_less is not None:
            # 每年少排废水|60万吨
            return Measure("change", 1 if more_or_less[1] == "多" else -1, "change")
        if is_threshold(self._text, slot):
            # 新增产值50亿元以上企业6家: the size that they had to reach.
            return LEVEL
        start = slot.left
        if behind_threshold(self._text, slot):
            start = slot.clause
        words = self._finds.words_in(start, q.start)
        new = [w for w in words if "new" in w.roles]
        direction = self._direction(slot, slot.left)
        if direction is not None:
            word, sign = direction
            between = self._text[word.end : q.start]
            if q.kind == "count" and self._text.startswith("减产", word.start) and self._text.startswith(("、", "，", "和", "企业"), word.end):
                # 11家企业减产、|3家停产: what the others do; 停减产企业|13户: what they are called by.
                return LEVEL
            if q.kind == "count" and between.startswith("的") and len(between) > 1:
                # 产值负增长的规上企业有|27家: which of them are counted.
                return LEVEL
            if _WORK_BETWEEN.search(between):
                # 某企业节能窑炉改造项目投资|1.65亿元: in the name of a work.
                return LEVEL
            if self._text[word.start : word.end] in _PACE:
                # 加快产业园和|340亩科技园的建设: a pace, which no amount has.
                return LEVEL
            if q.kind in ("money", "implied") and _SAVES.fullmatch(self._text, word.start, word.end):
                # 为企业节省物流费用2.3亿元: so much was saved, and nothing fell by it.
                return LEVEL
            of_old = self._text[word.end - 1] == "于" or self._text.startswith(_AS_MUCH_AS, q.end)
            if word.end - word.start > 1 and of_old and _BASE_LEVEL.fullmatch(between):
                # 高于去年179.6万标箱的水平, 超出去年全年41.9亿元的总量: what it is compared with.
                return LEVEL
            adjacent = len(between) <= 14 and not _BETWEEN.search(between) and "的" not in between[-2:]
            if adjacent and not re.match(r"(?:版|动能|行动|机制|政策|工程|证便民|负)", between):
                return Measure("change", sign, "change")
        if last is not None and last.rule == "change" and _JOINED.fullmatch(self._text, slot.previous_end, q.start):
            # 比去年多出24个、51.3亿元
            return last
        if new and metric is not None and not metric.counts_new and not any("to" in w.roles for w in words):
            between = self._text[new[-1].end : q.start]
            if not re.search(r"[，。；]", between):
                return Measure("change", 1, "new")
        if (
            last is not None
            and last.rule == "new"
            and (
                self._text[slot.previous_end : slot.previous_end + 1] in "、和"
                or (q.unit in _COUNTERS and _NEXT_NEW.fullmatch(self._text, slot.previous_end, q.start))
            )
            and metric is not None
            and not metric.counts_new
            and not q.text.startswith(_COMES_TO)
            and not _OWN_DEED.match(self._text, slot.previous_end, q.start)
        ):
            # 新增规上企业100家、高新技术企业150家
            return last
        return LEVEL
