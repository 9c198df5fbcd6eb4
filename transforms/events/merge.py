"""One record a happening: later mentions of the same one (headline, caption, summary, speech) add no row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from transforms.events.candidate import Candidate
from transforms.events.days import LONG
from transforms.times.calendar import UNKNOWN, Span

NEAR = 30
"""Triggers of one type this close in one clause tell of one happening (举行竣工仪式 ... 竣工)."""
LOOKED_AT = 12
"""With how many of the happenings told last of one type and park a mention is compared; an article may tell of thousands."""
LEAD = 400
"""Characters below a headline in which its story opens."""
NAMED_FOR = 6
"""Characters between a happening and the meeting that is named for it (集中开工动员会, 开园暨发展大会)."""
HELD_WITH = 12
"""Characters between talks and the signing ceremony that is held with them (推介会暨重点项目签约仪式)."""
SAME_WORDS = 6
"""Characters of a subject that is no accident when it comes twice."""
SHARED = 4
"""Characters of a name that two mentions must share to be of one happening."""
# An article tells of one visit, one meeting, one training; a further one has a date of its own.
_ONE_AN_ARTICLE = frozenset({"visit", "meeting", "training"})
# 破土动工, 竣工, 投产: what a thing goes through once; told again without a name, it is the same thing.
_ONCE = frozenset({"construction_start", "completion", "production_start"})
# 共同为经开区揭牌: whom a deed is for; 也有5个项目: one more of what was told.
_FOR = re.compile(r"为")
_THAT = re.compile(r"[该此这](?:个|条|座)?(?:项目|工程|生产线|产线|工厂|厂|基地|企业|公司)")
# What many names have in common: 与甲集团有限公司就投资…, 与乙集团有限公司就投资….
_COMMON = re.compile(r"有限责任公司|股份有限公司|有限公司|集团|公司|项目|就?投资[\d.]*[万亿]?元?|[\d.]+[十百千]?[万亿]?(?:美|欧|港)?元的?|建设|举行|总投资")
_NOBODY_ELSE = re.compile(r"(?:[^的]{0,10}的)?(?:正式|宣告|宣布|已经?|全面|今[日天]|顺利|成功|于)*")
_RAISED = ("升", "晋")
_SINCE = re.compile(r"(?:[从自][\d年月日底初]*)?")
_EXAMINED = "验收"
_RAISES = ("募集", "融资")
_LISTS = ("上市", "挂牌", "敲钟上市", "敲钟", "鸣锣上市")
_ANOTHER = re.compile(r"也有|另有|还有|又有")
# Deeds with an object of their own: 解决了甲的问题，协助乙申请补贴.
_DEEDS = frozenset({"service", "policy", "personnel", "financing", "award"})
# What one happening may be called in a headline and below it.
_LIKE = {
    "completion": ("inauguration", "production_start"),
    "inauguration": ("completion", "award", "meeting"),
    "production_start": ("completion", "inauguration"),
    "signing": ("settlement", "financing", "construction_start"),
    "settlement": ("signing", "construction_start"),
    "financing": ("signing",),
    "award": ("inauguration",),
    "meeting": ("signing", "inauguration"),
}
# What a ceremony or a meeting is held for says more than that it was held.
_SAYS_MORE = frozenset({"signing", "construction_start", "completion", "inauguration", "production_start", "personnel", "training"})

# Meetings held for talks, of which a signing is only one outcome.
_MORE_THAN_SIGNING = ("对接会", "推介会", "洽谈会", "恳谈会")


def merged(found: Sequence[Candidate]) -> list[Candidate]:
    """Of the mentions of each happening the one that says most, in order of place."""
    kept: list[Candidate] = []
    recent: dict[tuple[str, str], list[int]] = {}
    heads: dict[str, int] = {}
    latest: dict[str, int] = {}
    for candidate in found:
        numbers = recent.setdefault((candidate.event_type, candidate.park), [])
        near = [*numbers[:2], *numbers[-LOOKED_AT:]]
        twin = next((n for n in dict.fromkeys(near) if is_same(kept[n], candidate)), None)
        if twin is None and candidate.again and (last := latest.get(candidate.event_type)) is not None and _goes_on(kept[last], candidate):
            # 封顶仪式正在举行，此次封顶…: another park named in between makes it no other ceremony.
            twin = last
        if (
            twin is None
            and candidate.event_type == "production_start"
            and (last := latest.get("completion")) is not None
            and _starts_as_told(kept[last], candidate)
        ):
            # 竣工投产仪式举行，…宣布项目投产: one ceremony, told as what it was for.
            twin = last
        if twin is None and candidate.event_type == "visit" and candidate.event_type in heads:
            # The headline names the visitors' park, the body the host's.
            twin = heads[candidate.event_type] if kept[heads[candidate.event_type]].heading else None
        if twin is None:
            numbers.append(len(kept))
            latest[candidate.event_type] = len(kept)
            if candidate.heading:
                heads.setdefault(candidate.event_type, len(kept))
            kept.append(candidate)
        else:
            kept[twin] = _fuller(kept[twin], candidate)
    return _without_shells(sorted(kept, key=lambda c: c.at.start))


def _starts_as_told(first: Candidate, second: Candidate) -> bool:
    """Whether 投产 takes up a ceremony of completion and production in one word."""
    return first.ceremony and "投产" in first.word and _is_day(first.span) and first.span == second.span and not _is_own_day(second)


def _is_own_day(c: Candidate) -> bool:
    return c.evidence.dated_by in ("clause", "behind")


def _goes_on(first: Candidate, second: Candidate) -> bool:
    """Whether a mention takes up a ceremony of its own paragraph."""
    return first.ceremony and first.context.sentence.paragraph == second.context.sentence.paragraph and _may_agree(first, second)


def _fuller(first: Candidate, second: Candidate) -> Candidate:
    surer = second.dated_here and not first.dated_here
    # The lead set again above the story, word for word: the story tells it.
    repeated = len(second.subject) >= SAME_WORDS and second.subject == first.subject and second.word == first.word and first.context is not second.context
    # 举行开竣工仪式，…6个项目开工: what was begun is told by its own word.
    both = first.word.endswith("开竣工") and second.context is first.context
    # 举行集中签约、开工活动。…其中集中签约项目42个: what the occasion brought says more than its name.
    brought = first.joint and second.counted
    better = (
        first.heading or repeated or both or brought or (first.scene and not second.again and second.context is first.context) or (surer and not second.again)
    )
    chosen, other = (second, first) if better else (first, second)
    chosen.mentions = [other, *other.mentions, *chosen.mentions]
    if chosen.span == UNKNOWN and _dated(other):
        chosen.span, chosen.evidence.dated_by = other.span, other.evidence.dated_by
    return chosen


def is_same(first: Candidate, second: Candidate) -> bool:
    """Whether two mentions of one type at one park tell of one happening."""
    if first.ceremony != second.ceremony and any(_is_long(c) and not c.ceremony for c in (first, second)):
        # 集中签约仪式 and 过去一年共签约52个: what a whole year brought is not the ceremony.
        return False
    if (first.lately and second.long_ago) or (first.long_ago and second.lately):
        # 近日举行集中开工仪式。…今年3月16日，集中开工108个项目: the one before.
        return False
    if _ANOTHER.search(second.subject):
        # 德令哈工业园也有5个项目开工: one more.
        return False
    if first.heading or second.heading:
        return _may_agree(first, second)
    if first.status != second.status and second.dated_here and first.event_type in _ONCE:
        # 3栋厂房已封顶，预计10月竣工: what is to come is another.
        return False
    if first.event_type in _ONCE and _dated(first) and _dated(second) and _SINCE.fullmatch(second.subject) and _holds(second.span, first.span):
        # 2020年11月5日开工。…从2020年奠基到现在: the year of what was told with its day.
        return True
    if _dated(first) and _dated(second) and UNKNOWN not in (first.span, second.span) and first.span != second.span:
        # 成立于2002年，2006年获批设立: each with a time of its own.
        return False
    if second.part and not _dated(second):
        return True
    if first.event_type in _ONE_AN_ARTICLE and not _dated(first) and second.dated_here and first.at.start + LEAD > second.at.start and not first.again:
        # A caption or a summary above: 某高新区召开动员大会。2月23日，某高新区召开动员大会: the story says when.
        return True
    if first.event_type in _ONE_AN_ARTICLE and (not _dated(second) or (_is_day(second.span) and second.span == first.span)):
        return True
    if first.word.endswith(_EXAMINED) and second.word.endswith(_EXAMINED) and first.span == second.span and _is_day(first.span):
        # 进行正式验收，一致同意通过验收
        return True
    if first.event_type in _ONCE and not _dated(second) and _is_park_itself(first) and _is_park_itself(second):
        # 某产业园正式投产。…备受瞩目的某产业园宣告投产
        return True
    if first.context is second.context:
        if second.word in _RAISES and first.word in _LISTS and first.event_type == second.event_type:
            # 在创业板挂牌上市，募集资金8亿元
            return True
        if second.at.clause_start == first.at.clause_start:
            return second.at.start - first.at.end < NEAR
        # 仪式举行，12个项目现场签约; 通过竣工验收，正式投入使用: who does it is the same, or the first is only the occasion.
        if first.event_type in _DEEDS:
            return first.scene or second.again
        return first.ceremony or second.again or not second.subject or _shares(first.actor, second.actor)
    if not _may_agree(first, second):
        return False
    if first.word.startswith(_RAISED) and second.word.startswith(_RAISED) and not (first.dated_here and second.dated_here):
        # 获批升级为国家级，…。批准某开发区升级，为发展带来新机遇: a rank is reached once.
        return True
    if (
        first.event_type in _ONCE
        and not _dated(first)
        and second.dated_here
        and not second.subject
        and first.status == second.status
        and second.at.start - first.at.end < LEAD
    ):
        # 生产线已正式投产。…终于在今年2月份正式投产: when it was is told behind.
        return True
    if first.ceremony and (first.event_type in _ONCE or "签约" in second.word) and _is_day(first.span) and first.span == second.span:
        # 集中开工活动举行，…。当天开工项目两个: what was begun at the ceremony.
        return True
    if second.again or (second.ceremony and first.ceremony):
        return True
    if first.ceremony and first.event_type == "inauguration" and _FOR.search(second.subject) and _is_near(first, second):
        # 举行挂牌仪式。某书记等共同为经开区揭牌: what was done at the ceremony.
        return True
    if first.event_type == "inauguration" and first.names_park and second.names_park and first.span == second.span and _is_day(first.span):
        # 为某片区揭牌，…为某片区管委会揭牌: one park is unveiled once a day.
        return True
    if first.event_type in _ONCE and not _dated(second) and _THAT.match(second.subject):
        # 该项目投产: what was told before.
        return True
    if first.event_type in _ONCE and not _dated(second) and not second.subject:
        # 眼下才开始试生产: nobody is named, so it is what was told before.
        return True
    return (not _dated(second) and _shares(first.actor, second.actor)) or (second.ceremony and not _dated(second))


def _is_park_itself(c: Candidate) -> bool:
    """Whether the park itself goes through a stage, and nothing within it."""
    return c.names_park and _NOBODY_ELSE.fullmatch(c.actor) is not None


def _is_near(first: Candidate, second: Candidate) -> bool:
    """Whether a mention without a day of its own stands in the same paragraph as the first or the next."""
    return not second.dated_here and 0 <= second.context.sentence.paragraph - first.context.sentence.paragraph <= 1


def _dated(c: Candidate) -> bool:
    """Whether a mention's own sentence says when; 目前 and 近日 do not."""
    return c.dated_here and c.span.begin is not None


def _is_long(c: Candidate) -> bool:
    """Whether a mention's own sentence says that it took place in the course of a month or more."""
    return c.dated_here and c.span.begin is not None and c.span.finish is not None and (c.span.finish - c.span.begin).days >= LONG


def _may_agree(first: Candidate, second: Candidate) -> bool:
    """Whether the days of two mentions leave room for one happening."""
    return not (_dated(first) and _dated(second)) or UNKNOWN in (first.span, second.span) or _overlap(first.span, second.span)


def _holds(longer: Span, shorter: Span) -> bool:
    """Whether a time lies within a longer one."""
    return longer != shorter and UNKNOWN not in (longer, shorter) and _first(longer) <= _first(shorter) and _last(shorter) <= _last(longer)


def _overlap(first: Span, second: Span) -> bool:
    starts, ends = max(_first(first), _first(second)), min(_last(first), _last(second))
    return starts <= ends


def _first(span: Span) -> str:
    return span.begin.isoformat() if span.begin else "0000"


def _last(span: Span) -> str:
    return span.finish.isoformat() if span.finish else "9999"


def _is_day(span: Span) -> bool:
    return span.begin is not None and span.begin == span.finish


def _shares(first: str, second: str) -> bool:
    """Whether two subjects share a name of some characters."""
    first, second = _COMMON.sub(" ", first[-40:]), _COMMON.sub(" ", second[-40:])
    return any(first[i : i + SHARED] in second for i in range(len(first) - SHARED + 1) if " " not in first[i : i + SHARED])


def _without_shells(kept: list[Candidate]) -> list[Candidate]:
    """A meeting that is only the frame of a signing in the same sentence is left to the signing."""
    told: dict[int, list[Candidate]] = {}
    for candidate in kept:
        told.setdefault(id(candidate.context), []).append(candidate)
    visits = [c for c in kept if c.event_type == "visit"]
    leads = [c for c in kept if not c.heading]
    starts = [c.at.start for c in leads]
    return [c for c in kept if not (c.heading and _is_headline_of(c, leads, starts)) and not _is_shell(c, told[id(c.context)]) and not _is_on_tour(c, visits)]


def _is_headline_of(c: Candidate, leads: Sequence[Candidate], starts: Sequence[int]) -> bool:
    """Whether a headline tells in other words what the story under it opens with: 服务中心投运 above 服务中心正式启用."""
    below = leads[bisect_right(starts, c.at.end) : bisect_left(starts, c.at.end + LEAD)]
    return not c.mentions and any(o.event_type in _LIKE.get(c.event_type, ()) for o in below)


def _is_on_tour(c: Candidate, visits: Sequence[Candidate]) -> bool:
    """Companies that visitors call on (先后走访了某公司) are stations of the visit told just before."""
    return (
        c.event_type == "service"
        and c.word.endswith("走访")
        and not c.dated_here
        and any(v.at.start < c.at.start and c.context.sentence.paragraph - v.context.sentence.paragraph <= 2 for v in visits)
    )


def _is_shell(c: Candidate, beside: Sequence[Candidate]) -> bool:
    # 达成订单2.3亿元: what came of an event told in the same sentence, and no event beside it.
    if c.word == "达成" and any(o.at.start < c.at.start for o in beside):
        return True
    if c.event_type == "meeting" and any(
        o.ceremony and o.event_type == "signing" and o.at.clause_start == c.at.clause_start and 0 <= o.at.start - c.at.end <= HELD_WITH for o in beside
    ):
        # 推介会暨重点项目签约仪式: one occasion.
        return True
    if c.word.endswith(_MORE_THAN_SIGNING) and c.dated_here:
        # 5月20日举行银企对接会，6家银行与31家企业签约: the talks are told beside what was signed at them.
        return False
    return c.event_type == "meeting" and any(
        o.event_type in _SAYS_MORE and o.status == c.status and o.span == c.span and c.at.start - NAMED_FOR <= o.at.end < c.at.end + 40 and o is not c
        for o in beside
    )
