"""The headline money of a happening: what is invested, agreed, lent or given in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from transforms.events.candidate import Candidate
from transforms.events.days import THIS_TIME
from transforms.frames.slots import SentenceContext
from transforms.numbers.quantities import Quantity

_MONEY = ("money", "implied")
_WITH_MONEY = frozenset({"signing", "financing", "construction_start", "completion", "production_start", "settlement", "public_welfare", "service"})
REACH = 40
"""How far behind its trigger an event's money stands at most, in characters."""
# 总投资5000万元以上的项目: what projects must reach, and no sum.
_THRESHOLD = re.compile(r"(?:及以上|以上)?的?[\u4e00-\u9fa5]{0,4}(?:项目|企业)")
# 年产值10亿元, 税收2亿元: what it will yield, and not what it costs.
_YIELD = re.compile(
    r"(?:产值|税收|营收|收入|利润|利税|销售|缴税|税金|生产总值|出口额|节约|补贴标准|完成投资|完成固定资产投资|到位资金|年度投资|年度计划投资|年度计划总?投资)[^，,。；;]{0,8}\Z"
)
# …竣工投产，总投资15亿元的甲园区交付: a sum that the next thing's name begins with.
_OF_NEXT = re.compile(r"(?:人民币)?(?:以上|左右)?的[\u4e00-\u9fa5A-Za-z“]{2}")
_PRIZE = re.compile(r"(?:奖补|奖励|奖金|资金|兑现)[^，,。；;]{0,8}\Z")
# 此次集中开工的项目27个, 此次活动，签约项目9个，…；开工项目8个，…
_DEED = re.compile(r"签约|开工|动工|竣工|投产")
_DEEDS_OF = {"signing": ("签约",), "construction_start": ("开工", "动工"), "completion": ("竣工",), "production_start": ("投产",)}
FOLLOWING = 6
"""Sentences behind that of a ceremony in which its sum may stand."""


def has_money(context: SentenceContext, start: int, end: int) -> bool:
    """Whether a sum of money stands in a stretch of a sentence."""
    return any(q.kind in _MONEY and start <= q.start < end for q in context.quantities)


def amount_of(c: Candidate, text: str, following: Sequence[SentenceContext], last: int) -> Quantity | None:
    """The event's own money: the first amount behind the trigger, else the last before it in its clause.

    `last` is where the sentence begins to tell of the next event; `following` the next sentences of the article.
    """
    if c.event_type == "award":
        prizes = [q for q in _sums(c.context, text) if c.at.end <= q.start < last and _PRIZE.search(text[max(c.at.end, q.start - 16) : q.start])]
        return prizes[-1] if prizes else None
    if c.event_type not in _WITH_MONEY:
        return None
    found = _beside(c, text, last)
    for mention in c.mentions:
        found = found or _beside(mention, text, mention.context.sentence.end)
    if found is None and c.ceremony:
        found = _told_later(c, text, following)
    return found


def _told_later(c: Candidate, text: str, following: Iterable[SentenceContext]) -> Quantity | None:
    """The sum of a ceremony that a later sentence takes up: 举行集中签约仪式。本次签约项目28个，总投资316.4亿元。"""
    for context in following:
        sums = _sums(context, text)
        taken_up = THIS_TIME.search(text, context.sentence.start, context.sentence.end) if sums else None
        if taken_up is None:
            continue
        told = next((m.end() for m in _DEED.finditer(text, taken_up.start(), context.sentence.end) if m[0] in _DEEDS_OF.get(c.event_type, ())), -1)
        if told >= 0:
            return next((q for q in sums if told <= q.start < told + REACH), None)
    return None


def _beside(c: Candidate, text: str, last: int) -> Quantity | None:
    money = _sums(c.context, text)
    behind = [
        q
        for q in money
        if q.start >= c.at.end and q.start - c.at.end < REACH and q.start < last and not (q.start > c.at.clause_end and _OF_NEXT.match(text, q.end))
    ]
    before = [q for q in money if c.at.clause_start <= q.start < c.at.start]
    return behind[0] if behind else before[-1] if before else None


def _sums(context: SentenceContext, text: str) -> list[Quantity]:
    floor = context.sentence.start
    return [
        q
        for q in context.quantities
        if q.kind in _MONEY and q.unit == "元" and not _THRESHOLD.match(text, q.end) and not _YIELD.search(text[max(floor, q.start - 16) : q.start])
    ]
