"""Whose quantity it is: the park's, a zone's, a company's, a project's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.names.parks import ParkMention

_TRADES = "科技 电气 动漫 机械 新材料 电子 能源 生物 汽车 机电 光电 制药 食品".split()
_COMPANY_WORDS = "股份有限公司 有限责任公司 有限公司 集团公司 集团 公司 合作社 银行 重工 药业 股份".split()
_AFTER_TRADE = r"(?=[\d“]|今年|去年|完成|实现|预计|获评|投资|纳税|产值|的产值|年产)"
_NO_COMPANY_AFTER = r"(?![\u4e00-\u9fa5]?(?:总部|大厦|公司|集团|园区|股份|有限))"
# Each alternative begins with a literal character, which lets the search run over a text fast.
_COMPANY_TAIL = re.compile("|".join(word + _NO_COMPANY_AFTER for word in [*_COMPANY_WORDS, *(trade + _AFTER_TRADE for trade in _TRADES)]))
_NAME_BEFORE = re.compile(r"[\u4e00-\u9fa5A-Za-z0-9()·]{2,24}\Z")
_ABBREVIATED = re.compile(r"[(（]以下简称[“\"]?([^”\")）]{2,12})[”\"]?[)）]")
_PROJECT = re.compile(r"[\u4e00-\u9fa5A-Za-z0-9+“”·]{2,20}?(?:项目|工程)")
_ANAPHOR = re.compile(r"公司(?![家们诉问服开的园入投、和])|企业(?![家们诉问服开的园入投、和])|该企业|该公司|我们公司|企业年")
_THRESHOLD = re.compile(r"(?:及以上)?的?(?:[\u4e00-\u9fa5]{0,6}?)(?:项目|企业|工程|公司)")
_CUT = re.compile(r"[的在对向由从到了是与和及为让把被]|\d")
_LEADING = re.compile(
    r"^(?:据|在|由|为|与|和|及|对|向|从|到|将|把|被|让|使|以|其中|包括|近日|日前|目前|今年|去年|同时|此外|位于|来自|记者从|走进|通过|[的了是有])+"
)


@dataclass(slots=True)
class Subject:
    """Who or what a quantity is about."""

    type: str
    name: str


class SubjectReader:
    """Finds subjects; remembers the company that the paragraph speaks of."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._short = list(dict.fromkeys(m[1] for m in _ABBREVIATED.finditer(text, start, end)))
        self._paragraph = -1
        self._company = ""
        # Sentences of the paragraph not yet searched for a company: most paragraphs never say 该公司.
        self._unread: list[tuple[int, int]] = []

    def begin(self, paragraph: int) -> None:
        """Starts a sentence."""
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._company = ""
            self._unread = []

    def note(self, start: int, end: int) -> None:
        """Ends a sentence: a company named in it is what 该公司 means next."""
        self._unread.append((start, end))

    def _company_before(self) -> str:
        """The company named last in the sentences of the paragraph that have ended; empty where none is."""
        for start, end in reversed(self._unread):
            if found := self._last_company(start, end):
                self._company = found[1]
                break
        self._unread = []
        return self._company

    def _last_company(self, start: int, end: int) -> tuple[int, str] | None:
        best: tuple[int, str] | None = None
        for match in _COMPANY_TAIL.finditer(self._text, start, end):
            head = _NAME_BEFORE.search(self._text, max(start, match.start() - 24), match.start())
            if head is None or (best is not None and head.start() < best[0] + len(best[1]) and head.end() <= best[0]):
                continue
            name = _LEADING.sub("", _CUT.split(head[0])[-1] + match[0])
            if len(name) >= 4:
                best = (match.start() - len(name) + len(match[0]), name)
        for short in self._short:
            at = self._text.rfind(short, start, end)
            if at >= 0 and (best is None or at > best[0]):
                best = (at, short)
        return best

    def of(self, start: int, position: int, end_of_quantity: int, bounded: bool, park: str, mentions: list[ParkMention], metric: str) -> Subject:
        """The subject of a quantity at a place in its sentence."""
        threshold = _THRESHOLD.match(self._text, end_of_quantity, end_of_quantity + 16) if bounded else None
        if threshold:
            # 10亿元以上项目: the size of each such project, not of the park.
            kind = "project" if threshold[0].endswith(("项目", "工程")) else "enterprise"
            return Subject(kind, self._text[position:end_of_quantity] + threshold[0])
        company = self._last_company(start, position)
        if company and "企业" not in company[1]:
            park_at = max((m.start for m in mentions if m.end <= position and not m.minor), default=-1)
            if company[0] > park_at:
                return Subject("enterprise", company[1])
        if _ANAPHOR.search(self._text, start, position) and (known := self._company_before()):
            return Subject("enterprise", known)
        zone = next((m for m in reversed(mentions) if m.minor and m.key and m.end <= position), None) if mentions else None
        if zone and zone.key != park:
            return Subject("zone", zone.key)
        if metric in ("total_investment", "floor_area", "land_area", "output_value", "tax"):
            for match in _PROJECT.finditer(self._text, start, position):
                name = _LEADING.sub("", match[0])
                if 4 <= len(name) <= 20 and not re.search(r"[个批项]", name):
                    return Subject("project", name)
        return Subject("park", park)
