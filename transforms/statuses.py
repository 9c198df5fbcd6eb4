"""Whether a figure happened, is forecast, is aimed at, or is a rule that a policy sets."""

from __future__ import annotations

import re
from typing import NamedTuple

from transforms.reading import Finds, Slot

_TARGET_BEHIND = re.compile(r"(?:[\u4e00-\u9fa5]{0,6}的)?(?:既定|预期|发展|年度|总体|奋斗|工作|总)?(?:目标|任务目标)")
_NORM_BEHIND = re.compile(r"(?:[^，。；]{0,6})?的[，,].{0,40}?(?:给予|予以|奖励|补助|补贴|享受)")
_NORM_RATE = re.compile(r"(?:的标准|的比例)?(?:给予|予以)")
_DONE_CLAUSE = re.compile(r"(?:已|已经|累计|目前|截至|截止|现有|完成了|实现了|达到了|同比|去年|上年)")


class Status(NamedTuple):
    """Status, and whether a word like 建成后 (which has no period) made it so."""

    status: str
    after_completion: bool
    rule: str


class StatusReader:
    """Reads statuses within one document."""

    def __init__(self, finds: Finds) -> None:
        self._finds = finds
        self._text = finds.text

    def of(self, slot: Slot, future_period: bool, announced: bool) -> Status:
        """The status of a quantity.

        A word like 预计 reaches to the end of its part of the sentence (；。) and ends earlier where a later clause
        reports what was done (已, 目前, 同比).
        """
        q = slot.q
        behind = self._text[q.end : min(q.end + 60, slot.sentence.end)]
        if _TARGET_BEHIND.match(behind):
            return Status("target", False, "status_behind")
        if _NORM_BEHIND.match(behind) or _NORM_RATE.match(behind):
            return Status("norm", False, "norm_behind")
        status, after, at = "actual", False, -1
        for word in self._finds.words_in(slot.segment, q.start):
            roles = word.roles
            if "after" in roles:
                status, after, at = "forecast", True, word.end
            elif "forecast" in roles:
                status, at = "forecast", word.end
            elif "target" in roles:
                status, after, at = "target", False, word.end
            elif "norm" in roles:
                if q.start - word.end <= 12:
                    status, after, at = "norm", False, word.end
            elif "actual" in roles and at >= 0 and self._new_clause(at, word.start):
                status, after, at = "actual", False, -1
        if status == "norm" and not re.search(r"以内|不超过|最高|按|以上|每|标准|上限", self._text[slot.sentence.start : slot.sentence.end]):
            status = "actual"
        if status == "actual" and future_period:
            return Status("target", False, "future_period")
        if status == "actual" and announced and not _DONE_CLAUSE.search(self._text[slot.segment : q.start]):
            return Status("target", False, "announced")
        return Status(status, after, "status_word" if status != "actual" else "status_actual")

    def _new_clause(self, start: int, end: int) -> bool:
        return any(c in "，," for c in self._text[start:end])
