"""The day of a meeting or a ceremony that an article tells of, and what was done there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.frames.slots import SentenceContext, Slot
from transforms.text.said import hint
from transforms.times.calendar import UNKNOWN, Span

_KINDS = r"(?:大会|会议|推介会|洽谈会|对接会|招聘会|座谈会|交流会|恳谈会|动员会|推进会|签约会|表彰会|工作会|现场会|培训会|培训班|论坛|仪式|活动|大赛|竞赛|比赛|庆典|沙龙|演练|讲座|见面会|发布会|启动会|开放日)"
# 6月30日下午，某开发区举行表彰大会; 推介会在某地举办
_HELD = re.compile(
    rf"(?:举行|举办|召开|开展)了?[^，。；;]{{0,40}}?{_KINDS}|{_KINDS}[^，。；;]{{0,30}}?(?:举行|举办|召开|启幕|开幕|开锣|开班|开赛|收官|闭幕|落幕)|(?:班|赛|训)(?:正式)?(?:开班|开赛|开训|收官|结业)|(?:赴|到|来到?|走进)[^，。；;\d]{{2,30}}?(?:考察|调研|参观|观摩|走访|慰问|督导)"
)
# 会上宣读表彰决定, 授予8个先进党支部, 会后200余名客商走访, 启幕现场6家企业签订协议
_THERE = re.compile(
    r"会[上前后中](?!半)|会议?现场|(?:仪式|活动|推介|签约|对接|招聘|启幕|开幕|挂牌|揭牌|开工)(?:会|仪式|活动|大会)?(?:现场|上[，,])|会间|现场(?:观摩|颁)|当场|授予|宣读|颁发|授牌|获颁|与会|到会|到场|参会|参训|参赛|捧走"
)
# 18家企业负责人参加, 42名选手同场比武: who came, where the verb stands behind.
_CAME = re.compile(
    r"(?:[^。；;，,\d]{0,8}的\d{1,4}余?多?[名人位])?[^。；;\d]{0,24}?(?:参加(?:会议|活动|学习|培训|比赛|了?此次|了?本次|了?座谈)?|参与|出席|到会|与会|到场|参会|参训|参赛|同场|同台|应邀|列席)"
)
_WHO = frozenset({"家", "名", "人", "位", "个", "余家", "户", "支"})
# 5家银行与该区16个项目签约
_AGREED = re.compile(
    r"[^，。；;\d]{0,14}(?:[\d]{1,4}[家个户][^，。；;\d]{0,10})?(?:签约|签署|签下|签订|结成对子|受到?(?:褒奖|嘉奖|表扬|奖励)|达成协议|获颁|被授予|受到?表彰|捧[走回])"
)
# 会上，管委会主任介绍，园区拥有企业120家: what was told there was not done there.
_TELLS = re.compile(r"介绍|透露|表示|指出|强调|获悉|了解到|报告|汇报|(?<![据听小学])说[，,：:]?|称[，,：:]|要求|拥有|共有|累计|集聚|聚集")
# 主任介绍了园区情况，并与12家企业签订协议: behind what he told, what was done there.
_DOES_BESIDES = re.compile(r"情况[^，。；]{0,4}[，,](?:并|还|随后|同时|与)[^。；]{0,80}?(?:签订|签署|签约|签下|授予|颁发|捐赠|发放)")
_LONG_SINCE = re.compile(r"累计|以来|已|此前|历年|目前|现有")
# 此次开工项目9个, 上述46个项目里, 签约项目中: what a ceremony was for.
_OF_CEREMONY = re.compile(
    r"此次|本次|这次|这(?:\d+个|批|些)项目|上述|当天|当日|现场|集中|集体|同日|同时|一齐|齐齐|(?:开工|动工|破土|签约|竣工|奠基|投产)(?:的)?(?:\d+个)?[\u4e00-\u9fa5]{0,4}?项目|\d个项目(?:全部|里|中)"
)
_OF_ONE = re.compile(r"的(?!\d|[一二三四五六七八九十两几多]|项目|工程|签约|开工)")
# 其中落在高新区的|7个, 13个项目中，有|6个在中心区
_PART = re.compile(r"其中[^。；;\d]{0,24}\Z|项目[中里][^。；;]{0,40}\Z")
_STOPPED = re.compile(r"[。！!？?\n]")
_ONE_OF_THESE_DAYS = frozenset({"近日", "日前"})
_DAYS = 3
"""Days that a meeting or a journey may last."""
_LEAD = 4
"""Sentences of the text proper among which a meeting or a ceremony is told."""


class Told(NamedTuple):
    """Words that tell of an occasion, and what may match in a sentence that has them."""

    pattern: re.Pattern[str]
    said: int


_HEARD_OF = re.compile(r"获悉|了解到|得知")
_HELD_THEN = Told(_HELD, hint(_HELD))


def held_on(text: str, sentences: Sequence[SentenceContext], today: dt.date | None) -> Span:
    """The one day on which the meeting of an article's lead was held; UNKNOWN where there is none, or where it is still to come."""
    # 记者昨日获悉，1月份该区签约项目5个: on that day it was only heard of.
    return day_in_lead(text, sentences, today, _HELD_THEN, _HEARD_OF)


def day_in_lead(text: str, sentences: Sequence[SentenceContext], today: dt.date | None, told: Told, unless: re.Pattern[str] | None = None) -> Span:
    """The day before the words `told` in an article's lead; UNKNOWN where there is none or it is still to come.

    A day behind which `unless` stands is that of something else.
    """
    body = [context for context in sentences if not context.sentence.heading]
    for context in body[:_LEAD]:
        # 开工仪式今日举行⏎8月22日，某区开工仪式举行: a headline that runs on into the lead tells of it too.
        if not context.sentence.said & told.said:
            continue
        ends = [found.end() for found in told.pattern.finditer(text, context.sentence.start, context.sentence.end)]
        days = [t for t in context.timexes if ends and t.kind in ("period", "same") and _is_of_days(t.span) and t.end <= ends[-1]]
        lately = [t.start for t in context.timexes if ends and t.kind == "recent" and t.text in _ONE_OF_THESE_DAYS and t.end <= ends[-1]]
        if lately and (not days or days[-1].end <= lately[-1]):
            # 近日，某区集中开工仪式举行。…今年3月16日，…集中开工108个; 记者12日获悉，某市日前举办…: a day that nobody names.
            return UNKNOWN
        if not days:
            continue
        end = next(end for end in ends if end >= days[0].end)
        last = [t for t in days if t.end <= end][-1]
        if today is not None and last.span.finish is not None and last.span.finish > today:
            return UNKNOWN
        if unless is None or not unless.search(text, last.end, end):
            return last.span
    return UNKNOWN


def _is_of_days(span: Span) -> bool:
    """One day, or 13至14日."""
    return span.begin is not None and span.finish is not None and 0 <= (span.finish - span.begin).days <= _DAYS


def came(text: str, end: int, limit: int) -> bool:
    """Whether the figure that ends at `end` tells how many came: 18家企业负责人参加."""
    return text[end - 1 : end] in _WHO and _CAME.match(text, end, limit) is not None


def is_done_there(text: str, sentence: int, clause: int, start: int, end: int, limit: int) -> bool:
    """Whether the figure at text[start:end] counts what was done at the meeting: its sentence begins at `sentence` and ends at `limit`."""
    if _LONG_SINCE.search(text, clause, start):
        return False
    if came(text, end, limit):
        return True
    told = list(_TELLS.finditer(text, sentence, start))
    if told and not _DOES_BESIDES.search(text, told[-1].end(), min(end + 12, limit)):
        return False
    return _THERE.search(text, sentence, start) is not None or _AGREED.match(text, end, limit) is not None


def is_part_of_it(text: str, slot: Slot) -> bool:
    """此次开工的13个项目中，有6个在中心区: some of the projects that a ceremony was for."""
    q = slot.q
    return q.kind == "count" and q.unit in ("个", "项") and _PART.search(text, slot.sentence.start, q.start) is not None


def is_what_it_was_for(text: str, slot: Slot, figures_from: int, told_until: int | None) -> bool:
    """Whether a figure counts the projects that a ceremony was for, all together: 此次开工项目9个，总投资21.4亿元.

    `figures_from` is where the figures of the paragraph begin, `told_until` the end of the time that governs it, if any does.
    """
    if _OF_ONE.match(text, slot.q.end):
        # 此次奠基的项目包括：总投资7.6亿元的某车桥基地、…: what one of them costs.
        return False
    if told_until is not None and not _STOPPED.search(text, told_until, slot.q.start):
        # 过去一年，签约项目52个；开工项目46个: still the same sentence.
        return False
    return _OF_CEREMONY.search(text, figures_from, min(slot.q.end + 4, slot.sentence.end)) is not None
