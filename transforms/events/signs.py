"""The signs of how a happening was read, from which its confidence is reckoned: plain words, as those of figures (transforms.figures.signs)."""

from __future__ import annotations

import datetime as dt
import re

from transforms.events.candidate import Candidate
from transforms.events.days import is_few_days
from transforms.times.calendar import Span

MONTH, YEAR = 31, 366
"""Days of a month and of a year at the most."""
LONG_SENTENCE = 80
"""Characters of a sentence in which much is told beside what happened."""
OPENING = 3
"""Sentences of an article that say what it is about."""
# 签约项目17个, 发放贷款4.86亿元: how many or how much, right behind the word.
_NUMBER_BEHIND = re.compile(r"[^，。；、\d]{0,10}[\d一二三四五六七八九十百千万]+[\d.]*[余多]?[万亿]?[^\d年月日，。；]")
_NUMBER_BEFORE = re.compile(r"\d[\d.]*[余多]?[万亿]?(?:[个家户项条台套栋人名份件](?!月)|亩|平方米|公里|[万亿]?元|%)[^，。；、]{0,12}\Z")
# 累计, 先后, 今年以来: what has come together in the course of time.
_SUMMED = re.compile(r"累计|共(?!同|建|享|赢|青|和)|先后|全年|以来|截至|截止|总计|合计")
_SO_FAR = re.compile(r"(?:已经?|均已|现已|目前|基本|全部|均|都)[^，。；]{0,4}\Z")
_JUST = re.compile(r"(?:正式|成功|顺利|隆重|如期|集中|举行|举办|首[次个批])[^，。；]{0,4}\Z")
_STATISTICS = re.compile(r"同比|增长|下降|占比|[\d.]+%")
_LONG = frozenset({"months", "year", "years"})


def signs(c: Candidate, number: int, beside: int, text: str, today: dt.date | None, participants: int, has_amount: bool) -> tuple[str, ...]:
    """The signs of one happening; `number` of its sentence in the article, `beside`: other happenings that the sentence tells of."""
    at, kind = c.at, c.event_type
    length = _length(c.span)
    counted = "behind" if _NUMBER_BEHIND.match(text, at.end, at.clause_end) else "before" if _NUMBER_BEFORE.search(text, at.clause_start, at.start) else "no"
    sentence = text[at.sentence_start : at.sentence_end]
    found = [
        f"type={kind}", f"class={c.word_class}", f"told={c.evidence.told_by}", f"dated={c.evidence.dated_by}", f"park={c.evidence.park_by}",
        f"length={length}", f"type&length={kind}|{_coarse(length)}", f"dated&length={c.evidence.dated_by}|{length}",
        f"counted={counted}", f"type&counted={kind}|{counted}", f"length&counted={_coarse(length)}|{counted}",
        f"status={c.status}", f"status&dated={c.status}|{c.evidence.dated_by}",
        f"subject={'none' if not c.subject else 'park' if not c.actor else 'some'}",
        f"participants={min(participants, 2)}", f"amount={has_amount}", f"told_again={min(len(c.mentions), 2)}",
        f"beside={min(beside, 2)}", f"ago={_ago(c.span, today)}",
    ]  # fmt: skip
    marks = {
        "ceremony": c.ceremony or c.joint, "heading": c.heading, "opening": number < OPENING, "names_park": c.names_park, "part": c.part,
        "long_sentence": at.sentence_end - at.sentence_start > LONG_SENTENCE,
        "summed": _SUMMED.search(text, at.clause_start, at.start) is not None,
        "sentence_sums": _SUMMED.search(sentence) is not None,
        "so_far": _SO_FAR.search(text, at.clause_start, at.start) is not None,
        "just": _JUST.search(text, at.clause_start, at.start) is not None,
        "statistics": len(_STATISTICS.findall(sentence)) > 1,
    }  # fmt: skip
    return (*found, *(name for name, stands in marks.items() if stands))


def _length(span: Span) -> str:
    """How exactly a happening is dated."""
    if span.finish is None and span.begin is None:
        return "none"
    if span.finish is None or span.begin is None:
        return "open"
    if is_few_days(span):
        return "day"
    days = (span.finish - span.begin).days
    return "month" if days <= MONTH else "months" if days < YEAR - 2 else "year" if days <= YEAR else "years"


def _coarse(length: str) -> str:
    return "long" if length in _LONG else "short" if length in ("day", "month") else "none"


def _ago(span: Span, today: dt.date | None) -> str:
    """How long before the paper it was."""
    if today is None or span.finish is None:
        return "unknown"
    days = (today - span.finish).days
    return "ahead" if days < 0 else "days" if days <= MONTH else "year" if days <= YEAR else "years"
