"""Whether a trigger word tells of a happening.

A trigger may be part of a name (签约率, 考察团), of a habit (定期研究), of a wish (力争开工) or of a description
(开工的工程); the table seeds/event_triggers.csv says what must and must not stand beside each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from transforms.names.triggers import Rule

# Each alternative of these patterns begins with a literal character, which lets the search run over a clause fast.
_HABIT = re.compile(
    r"定期|常态化|不断|持续(?!.*\d)|进一步|要求|强调|指出|表示|希望(?!小学|工程)|尽早|早日|鼓励|倡议|从未|没有|未曾|并未|尚未|未能|不曾|有权|牢固树立|深刻吸取|下一步|必须|应当|以便|一直|始终|多年来|每(?:周|月|年|季|天)"
    r"|如何|尽快|抢抓|坚持|推动|促进|加强|提高|提升|为了|只有|才能|力促|将以|如果|一旦|能够|需要|可以|随着|过程中|通过(?<=^通过)|以.{2,20}为指导|只要|无需|不用"
)
_PLANNED = re.compile(
    r"将(?!军|.{0,12}(?:压缩|编入|纳入|作为|列为))|拟|计划(?<![”》]计划)(?![，,。、；”》])|预计|(?<!为)(?<!为了)(?:力争|争取|确保)(?![了到])|有望|即将|筹备|准备|定于|要在"
)
_MEANT = re.compile(r"(?:确保|力争|争取|力保)(?![了到])|有望|可望")
_AHEAD_BEHIND = re.compile(r"[^，。；]{0,8}?(?:将于|将在|定于|拟于|计划于)")
_HAPPENED = re.compile(
    r"了|已|成功|正式|顺利|近日|日前|当天|当日|昨日|今日|同日|举行|举办|仪式|首次|完成|实现|获|一行|现场|开展|组织|新|首批|首家|首个|深入|启动|集中|联合"
)
_DATED = re.compile(r"\d[月日]")
_URGED = frozenset({"推动", "促进", "加强", "力促", "抢抓", "随着"})
_DAY = re.compile(r"\d月\d{1,2}[日号](?!前|之前|以前|起)")
_ATTRIBUTE = re.compile(r"[^，。；,;]{0,4}?的(?!通知|公告|决定|“|《)")
_DURING = re.compile(r"(?:的)?(?:过程|期间|阶段|环节|之际|之时|时(?!间)|以来|以后|之后|之前|前夕|前|后|现场)")
_HOLDS = re.compile(r"召开|举行|举办|开幕|出席|在.{0,20}(?:召开|举行)|随后|上，|上,|表决")
_OCCASION = re.compile(r"(?:仪式|会议?|大会|现场|活动|座谈)(?:上|中|后)[，,]?")
# 力争开工 is a wish, 全部竣工 a state; with a time (力争4月份开工, 12月全部竣工) it is scheduled.
_UNTIMED = frozenset({"力争", "争取", "可望", "有望", "全部"})
# 项目的集中开工 is a noun; one that somebody saw or held is a happening all the same.
_WITNESSED = re.compile(r"见证|迎来|举行|参加|出席")
_SCHEDULED = re.compile(r"\d\s?月|年[底末内]|月[底末]|[上下]半年|季度|近期|近日")
_CUSTOMS = frozenset({"实行", "推行", "编制", "制定", "推出", "制订"})
_AGAIN = re.compile(r"此次|本次|这次|该项|此项|仪式上|活动中|现场")


@dataclass(slots=True)
class Place:
    """Where a trigger stands: its own offsets, its clause and its sentence."""

    start: int
    end: int
    clause_start: int
    clause_end: int
    sentence_start: int
    sentence_end: int


def event_type(text: str, at: Place, rules: Iterable[Rule]) -> str | None:
    """The type of event that a trigger tells of; None where its surroundings rule one out."""
    before = text[max(at.clause_start, at.start - 8) : at.start]
    after = text[at.end : min(at.end + 30, at.sentence_end)]
    for rule in rules:
        if rule.not_after and (unfit := rule.not_after.search(before)) and not _fits_after_all(text, at, unfit[0]):
            continue
        if rule.not_before and rule.not_before.match(after):
            continue
        if rule.form == "noun" and not _HOLDS.search(text, at.clause_start, min(at.clause_end + 2, at.sentence_end)):
            continue
        if rule.needs:
            first = at.end if rule.form == "tail" else at.clause_start
            last = at.start if rule.form == "head" and rule.event_type == "service" else at.clause_end
            if not rule.needs.search(text[first:last]):
                continue
        return rule.event_type
    return None


def _fits_after_all(text: str, at: Place, word: str) -> bool:
    """Whether a word that rules a trigger out does not do so here."""
    if word in _UNTIMED:
        return _SCHEDULED.search(text, at.clause_start, at.start) is not None
    return word == "的" and _WITNESSED.search(text, at.clause_start, at.start) is not None


def is_described(text: str, at: Place) -> bool:
    """Whether a trigger only describes something (开工的工程) or sets a scene (在竣工验收过程中)."""
    if text.endswith(("进入", "转入"), at.clause_start, at.start):
        return False
    return bool(_ATTRIBUTE.match(text, at.end, at.clause_end) or _DURING.match(text, at.end, at.clause_end))


def is_habit(text: str, at: Place) -> bool:
    """Whether the words before a trigger make it a habit, a wish or an order."""
    found = _HABIT.search(text, at.clause_start, at.start)
    if found is None:
        return False
    # 推动项目2月1日顺利开工: what was urged and has a day has happened.
    return found[0] not in _URGED or _DAY.search(text, found.end(), at.start) is None


def is_planned(text: str, at: Place) -> bool:
    """Whether a happening is still to come."""
    if _AHEAD_BEHIND.match(text, at.end, at.clause_end):
        return True
    found = [m.end() for m in _PLANNED.finditer(text, max(at.sentence_start, at.start - 30), at.start)]
    return bool(found) and not re.search(r"[，,；;].{0,4}(?:已|目前|现已)", text[found[-1] : at.start])


def is_only_meant(text: str, at: Place) -> bool:
    """Whether a clause only says that something is to be achieved (确保项目开工), which without a time is no plan."""
    return _MEANT.search(text, at.clause_start, at.start) is not None


def has_happened(text: str, at: Place) -> bool:
    """Whether a clause speaks of something that took place."""
    return bool(_HAPPENED.search(text, at.clause_start, at.clause_end) or _DATED.search(text, at.clause_start, at.clause_end))


def is_dateless_custom(text: str, at: Place, dated: bool) -> bool:
    """实行, 推行 and the like tell of a happening only with a date or a word that it took place (制定了, 已推行)."""
    word = text[at.start : at.end]
    return (
        word in _CUSTOMS
        and not dated
        and not re.match(r"了|出", text[at.end : at.end + 1])
        and not re.search(r"已|首次|率先|主动|正式|新", text[at.clause_start : at.start])
    )


def at_occasion(text: str, at: Place) -> bool:
    """Whether a sentence goes on about an occasion told before: 挂牌仪式上，…."""
    return _OCCASION.search(text, at.sentence_start, min(at.sentence_start + 16, at.sentence_end)) is not None


def speaks_again(text: str, at: Place) -> bool:
    """Whether a clause takes up what was told before: 此次签约项目…."""
    return _AGAIN.search(text, max(at.sentence_start, at.clause_start - 12), at.start) is not None
