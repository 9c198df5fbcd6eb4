"""Which type of event a trigger word tells of; the tables of trigger words say what must and must not stand beside each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.events.candidate import Place
from transforms.events.modes import is_then
from transforms.names.triggers import Rule
from transforms.text.sentences import Sentence

# A meeting that only stands in a title or a task is none; one that somebody held, attended, or heard figures at is.
_HOLDS = re.compile(
    r"召开|举行|举办|开了(?=[一两\d]?[场次个])|组织(?=[^，。；]{0,12}(?:献血|植树|观影|联谊))|开展了?(?=[^，。；]{0,24}(?:游园会|运动会|晚会|汇演|比赛|竞赛|党日|植树))|办起|开幕|启幕|开锣|开场|登场|火热|出席|在.{0,20}(?:召开|举行)|在[^，。；]{0,24}\d[日号](?:[上下]午|晚)?(?:召开|举行)?的[^，。；]{0,24}会上|随后|上，|上,|表决|透露|披露|晒出|亮出|传出|传来|通报|宣布|会[^，。；]{0,2}上[^，。；]{0,8}(?:了解到|获悉)"
)
# 力争开工 is a wish, 全部竣工 a state; with a time (力争4月份开工, 12月全部竣工) it is scheduled.
_UNTIMED = frozenset({"力争", "争取", "可望", "有望", "全部"})
# 项目的集中开工 is a noun; one that somebody saw or held is a happening all the same.
_WITNESSED = re.compile(r"见证|迎来|举行|参加|出席")
_SCHEDULED = re.compile(r"\d\s?月|年[底末内]|月[底末]|[上下]半年|季度|近期|近日")
# Who holds a meeting that is none of the park's: 科技部召开新闻通气会, 全国经济工作会议.
_AUTHORITY = re.compile(
    r"中共中央|中央|国务院|全国|全省|全自治区|省委|省政府|市委|市政府|[\u4e00-\u9fa5]{1,6}(?:部|总署|总局)(?=\w{0,8}(?:召开|举行|举办|发布))|省[\u4e00-\u9fa5]{2,6}(?:厅|局|委)"
)
# 在县内举办的农洽会上, 我市举行签约仪式: the town's own, not the park's.
_OF_PLACE = re.compile(
    r"在[我全该]?[市县省州](?:内|里)?(?:举[行办]|召开)|(?:^|[，,。；;\n])(?:我|全)[市县省州](?!区|经|高|开)[^，,。；;]{0,6}(?:举[行办]|召开)"
)
# 各市共签约项目300个, 甲、乙两县也有项目开工: many places together.
_OF_MANY_PLACES = re.compile(
    r"各(?:市|县|区|地|州|盟|旗|市县|县区|市州|县市区)(?![^，,。；;]{0,6}区)|[\u4e00-\u9fa5][两三四五六七八九]个?[市县](?![区城])|(?:^|[，,、])[\u4e00-\u9fa5]{1,4}县也"
)
# 除此之外，某区政府同某公司达成协议: what another place does besides, on through its semicolons.
_BESIDES = re.compile(r"\s*(?:除此之外|此外|另外)[，,][^，。；]{2,10}[区县市]政府[同与和]")
_CLEFT = re.compile(r"是(?:在|于)?(?:(?:19|20)\d\d年|去年|今年|前年|\d{1,2}月|\d{1,2}日)[^，。；]{0,12}\Z")
_SINCE_DAY = re.compile(
    r"(?:(?:自|从)[^，。；]{0,12}?(?:今年|去年|\d{1,2}月)|(?:19|20)\d\d年|(?:今年|去年)?\d{1,2}月)(?:\d{1,2}月)?(?:\d{1,2}日)?[^，。；\d]{0,12}\Z"
)
_SINCE = re.compile(r"以来|至今|那一?天起|之日起|起(?=[，,])|(?=至(?:今年|去年|\d))")
_SINCE_STARTS = frozenset("以至那之起")
_ON_DAY = re.compile(r"(?:\d[日号]|昨[日天]|今[日天]|当[日天]|本次|此次|活动上|会上|现场|今年|本月|上月)[^，。；\d]{0,16}\Z")
# What is built, and what it goes through; a clause without a subject goes on about the thing of the one before.
_OF_THINGS = frozenset({"completion", "production_start"})
_NO_SUBJECT = re.compile(
    r"(?:[\d年月日号底末初上中下旬前后至到、季度半份第今去明本当起约\s]|国庆节?|春节|元旦|中秋节?|预计|计划|有望|力争|争取|确保|可|将|已|均|都|全部|正式|提前|按期|如期|顺利|陆续|于|在)*"
)
BEFORE = 20
"""Characters before a trigger among which a word that rules it out may stand."""
LONGEST_WALK = 60
"""Characters before a trigger in which the thing may be named."""
# 此次项目…，其中集中签约项目42个
_THIS_OCCASION = re.compile(r"\s*(?:此次|本次|这次|当[天日])")
LONGEST_BESIDES = 120
"""Characters over which what another place does goes on behind semicolons."""
_WHEN_RIGHT_BEFORE = re.compile(r"(?:\d[月日年]|去年|今年|同[日天]|当[日天]|[月年][底初末])(?:正式|新|刚刚?|成功)?\Z")
_NAMED_BY = re.compile(r"的(?!项目|企业|公司|\d|重[点大]|一批|产品|有|这|那|通知|公告|“|《)[\u4e00-\u9fa5A-Za-z]{2}")
_AT_IT = re.compile(r"(?:\d[日号]|昨[日天]|今[日天]|当[日天]|活动上|会上|现场|活动中|当场)[^，。；\d]{0,8}\Z")
# 在招商推介会上，某开发区与甲、乙等|签下9个项目
_AT_MEETING = re.compile(r"(?:会|活动|仪式|现场)上[，,][^。；;\d]{0,40}\Z")
_STOPS = ("，", "。", "；", ",", ";", "”", "\n")
_TO_LAST_STOP = re.compile(r".*[，,；;。：:]", re.DOTALL)
_CLAUSE_END = re.compile(r"[，,；;。！？]")


def place_of(text: str, start: int, end: int, sentence: Sentence) -> Place:
    """A trigger's place with its clause and sentence."""
    before = _TO_LAST_STOP.match(text, sentence.start, start)
    stop = _CLAUSE_END.search(text, end, sentence.end)
    return Place(start, end, before.end() if before else sentence.start, stop.start() if stop else max(end, sentence.end), sentence.start, sentence.end)


def rule_of(text: str, at: Place, rules: Iterable[Rule]) -> Rule | None:
    """The class of words by which a trigger tells of an event; None where its surroundings rule one out."""
    before = text[max(at.clause_start, at.start - BEFORE) : at.start]
    after = text[at.end : min(at.end + 30, at.sentence_end)]
    if is_cleft(text, at):
        after = after[1:]
    elif is_since_day(text, at) and (since := _SINCE.match(after)):
        after = after[since.end() :]
    elif is_then(text, at):
        after = after[1:]
    named_by = after[1:] if is_dated_attribute(text, at) else ""
    for rule in rules:
        if rule.not_after and (unfit := rule.not_after.search(before)) and not _fits_after_all(text, at, unfit[0]):
            continue
        if rule.not_before and rule.not_before.match(after) and not (named_by and not rule.not_before.match(named_by)) and not _is_on_a_day(text, at):
            continue
        if rule.form == "noun" and not _HOLDS.search(text, at.clause_start, min(at.clause_end + 2, at.sentence_end)):
            continue
        if rule.needs:
            first = at.end if rule.form == "tail" else at.clause_start
            last = at.start if rule.form == "head" and rule.event_type in ("service", "completion") else at.clause_end
            if not rule.needs.search(text[first:last]) and not (rule.event_type in _OF_THINGS and rule.needs.search(text[_opening_of(text, at) : last])):
                continue
        return rule
    return None


def _opening_of(text: str, at: Place) -> int:
    """From where the thing may be named that a clause without a subject goes on about: 16栋楼封顶，外墙过半，国庆节前可交付."""
    if not _NO_SUBJECT.fullmatch(text, at.clause_start, at.start):
        return at.clause_start
    return max(at.sentence_start, at.clause_start - LONGEST_WALK)


def _is_on_a_day(text: str, at: Place) -> bool:
    """Whether a joint ceremony is told with its day and the number of projects: 6月8日集中开工项目9个, 本次活动上签约项目16个."""
    if text.startswith("集中", at.start) and _THIS_OCCASION.match(text, at.sentence_start):
        return True
    if text.startswith(("集中开工", "集中签约"), at.start):
        return _ON_DAY.search(text, at.clause_start, at.start) is not None
    if not text.startswith(("签约项目", "签下"), at.start):
        return False
    return _AT_IT.search(text, at.clause_start, at.start) is not None or _AT_MEETING.search(text, at.sentence_start, at.start) is not None


def is_since_day(text: str, at: Place) -> bool:
    """Whether 自…以来 names the day of a founding: 自2015年4月21日挂牌以来, 从2012年4月破土那天起."""
    if text.startswith("复工", at.start):
        # 2月10日复工以来: on that day work went on.
        return False
    return (
        text[at.end : at.end + 1] in _SINCE_STARTS and _SINCE.match(text, at.end) is not None and _SINCE_DAY.search(text, at.clause_start, at.start) is not None
    )


def is_dated_attribute(text: str, at: Place) -> bool:
    """Whether something is named by when it came about: 今年3月落户的某公司, 去年11月揭牌的研究院."""
    return _NAMED_BY.match(text, at.end) is not None and _WHEN_RIGHT_BEFORE.search(text, at.clause_start, at.start) is not None


def is_cleft(text: str, at: Place) -> bool:
    """Whether 是…的 puts the weight on when it happened: 某公司是2020年落户的。"""
    return text.startswith("的", at.end) and text[at.end + 1 : at.end + 2] in _STOPS and _CLEFT.search(text, at.clause_start, at.start) is not None


def is_told_of_park(text: str, at: Place) -> bool:
    """Whether 是…的 tells when one of a group of parks was founded: 某区是1992年经国务院批准设立的首批合作区之一."""
    return text.startswith("的", at.end) and _CLEFT.search(text, at.clause_start, at.start) is not None


def _fits_after_all(text: str, at: Place, word: str) -> bool:
    """Whether a word that rules a trigger out does not do so here."""
    if word in _UNTIMED:
        return _SCHEDULED.search(text, at.clause_start, at.start) is not None
    return word == "的" and _WITNESSED.search(text, at.clause_start, at.start) is not None


def is_of_authority(text: str, at: Place) -> bool:
    """Whether a meeting is held by a ministry or another outside authority; asked where its clause names no park."""
    return _AUTHORITY.search(text, at.clause_start, at.end) is not None


def is_of_place(text: str, at: Place) -> bool:
    """Whether a happening is a town's or a province's; asked where its sentence names no park before it."""
    opens = max(text.rfind(c, max(0, at.sentence_start - LONGEST_BESIDES), at.sentence_start) for c in "。！？\n") + 1
    if opens and _BESIDES.match(text, opens):
        return True
    return _OF_PLACE.search(text[at.sentence_start : at.end]) is not None or _OF_MANY_PLACES.search(text, at.clause_start, at.start) is not None
