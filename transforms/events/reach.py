"""How far a time reaches within its sentence: over its clause, over the sentence, or nowhere, since it belongs to a name or to another's speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.times.calendar import Span
from transforms.times.timex import Timex

# 2021年度, 二季度重大项目集中开工活动: a time that belongs to a name.
_OF_NAME = re.compile(r"(?:的)?[\u4e00-\u9fa5“”]{0,20}?(?:仪式|活动|大会|会议|工作会|推进会|推介会|调度会|例会|年会|集中签约|集中开工|成绩单|账本|报告)")
# 全年目标任务, 年内各项任务: the year is the task's.
_OF_TASK = re.compile(r"(?:的|各项)?(?:经济社会)?(?:发展)?(?:主要)?(?:预期)?(?:目标|任务|计划)(?!完成)")
_WHOLE = frozenset({"全年", "年度", "本年度", "年内"})
# 2022年第十次集中学习
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]+[次期届批场轮]")
# 宣布二季度竞赛结果, 总结2020年工作: the time belongs to what is spoken of.
_SPOKEN_OF = re.compile(
    r"(?:宣布|通报|盘点了?|总结了?|回顾了?|部署了?|介绍|公布|发布|对|就|听取|晒出|研究|分析|谋划|(?<!工期)(?<!计划)(?<!进度)安排|审议|点评|推动|夺取|做好|抓好|迎接|奏响了?|吹响了?|拉开了?|开启了?)\Z"
)
_SENTENCE_END = re.compile(r"[。；;]")
# 日前从商务部门获悉，一季度…: what was heard on that day is told behind it.
_HEARD = re.compile(r"获悉|获知|得知|了解到|介绍|统计|公布|发布|通报|透露|表示|说")
# 记者昨日从某局获悉，…; 今天，记者从某局获悉，…: the day of hearing, and not of what was heard.
_HEARD_THEN = re.compile(
    r"(?:上午|下午)?(?:[，,]?(?:本报)?记者)?(?:从|在|自)(?![^，。；]{0,30}会(?:议|议上|上)?(?:获悉|获知|了解到|得知|悉))[^，。；]{1,30}?(?:获悉|获知|了解到|得知|悉)(?=[，,：:])|(?:获悉|获知|了解到|得知)(?=[，,：:])"
)
# 在4月16日至18日的“企业行”活动中: the occasion is when it happened.
_AT_OCCASION = re.compile(r"的[^，。；]{1,24}?(?:活动|仪式|大会|会议|会|展)(?:期间|上|中|现场)")
# 10月16日至20日举行的博览会上，…
_HELD_THEN = re.compile(r"(?:举行|举办|召开)的[^，。；]{1,30}?(?:活动|仪式|大会|会议|会|展)(?:期间|上|中|现场)")
_HELD = re.compile(r"举行|举办|召开|开展|组织|迎来|参加|出席|在|成功|顺利|正式")
_EXPECTED_BEFORE = re.compile(r"(?:预计|力争|有望|确保|计划|预期|拟|将|定|争取|可望)(?:到|在|于)?\Z")
_EXPECTED_AFTER = re.compile(r"(?:底|末|前|初)?(?:将|拟)|[\u4e00-\u9fa5]{0,4}?(?:预计|有望|力争|可望|计划)")
_OPENER = re.compile(
    r"[\s“”]*(?:本报讯|据(?:悉|了解|介绍|统计)|记者[^，]{0,16}|[\u4e00-\u9fa5]{0,10}(?:讯|电)|其中|同时|此外|而|早在|就在|于|在|截至|从|自|到)?[\s，,：:]*\Z"
)
_STOPS = "，,；;。：:！？"


class Reach:
    """Answers for the times of one sentence; `triggers` are its trigger words."""

    def __init__(self, text: str, start: int, end: int, triggers: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._triggers = triggers

    def names_thing(self, timex: Timex, timexes: Sequence[Timex]) -> bool:
        """2021年度先进单位, 2022年第二季度重大项目集中开工活动: a time that belongs to a name dates nothing."""
        text = self._text
        if timex.kind != "period" or is_day(timex.span) or text.startswith(("，", ","), timex.end):
            return False
        if text.startswith("年度", timex.end) or (timex.text in _WHOLE and _OF_TASK.match(text, timex.end)):
            return True
        if _HELD_THEN.match(text, timex.end):
            return False
        if text.endswith("在", self._start, timex.start) and _AT_OCCASION.match(text, timex.end):
            return False
        if timex.text.endswith("年度") or text.startswith("的", timex.end) or _ORDINAL.match(text, timex.end):
            return True
        if _SPOKEN_OF.search(text[max(0, timex.start - 5) : timex.start]):
            return True
        if any(_names_behind(text, t, timex) for t in timexes):
            return True
        if timex.text.startswith(("于", "在")) or text[timex.start - 1 : timex.start] in ("于", "在", "将"):
            return False
        named = _OF_NAME.match(text, timex.end, timex.end + 34)
        if named is None or _HELD.search(text, timex.end, named.end()):
            return False
        # 招商推介月启动仪式暨8月份签约仪式, 举行一季度签约仪式: something stands before it in its clause.
        start = self._clause_start(timex)
        return bool(text[start : timex.start].strip())

    def governs_sentence(self, timex: Timex) -> bool:
        """Whether a time reaches beyond its clause: 8月9日，…; in 2018年落户园区，… it dates that clause alone."""
        text = self._text
        if self.is_expected(timex) or (timex.kind == "period" and timex.text.endswith(("前", "之前", "以前"))):
            return False
        if any(b <= timex.start <= b + 1 and timex.start <= a + 6 for a, b in self._triggers) and (
            timex.text[:1] == "于" or text[timex.start - 1 : timex.start] == "于"
        ):
            # 成立于1998年8月，…
            return False
        if text.startswith(("，", ","), timex.end):
            return True
        start = self._clause_start(timex)
        stop = min((at for c in _STOPS if (at := text.find(c, timex.end, self._end)) >= 0), default=self._end)
        if not any(timex.end <= a < stop for a, _ in self._triggers):
            return True
        # 4月2日甲项目开工，乙项目竣工 and 昨日在某地…: it opens the sentence, and who does it follows.
        opens = _OPENER.match(text, self._start, timex.start) is not None and start <= self._start + 12
        first = next(a for a, _ in self._triggers if timex.end <= a < stop)
        return opens and first - timex.end >= 4

    def is_of_hearing(self, timex: Timex) -> bool:
        """Whether a time is only that of hearing what is told: 记者昨日从某局获悉，…."""
        return _HEARD_THEN.match(self._text, timex.end, self._end) is not None

    def is_expected(self, timex: Timex) -> bool:
        """Whether a time is that of a hope or a plan: 预计6月, 年底将."""
        text = self._text
        return _EXPECTED_BEFORE.search(text[max(0, timex.start - 4) : timex.start]) is not None or _EXPECTED_AFTER.match(text, timex.end) is not None

    def in_speech(self, timex: Timex, position: int) -> bool:
        """Whether a time stands in quoted speech that a place stands outside of: “2021年，…。”他在揭牌仪式上说."""
        text = self._text
        opening = text.rfind("“", self._start, timex.start)
        if opening < 0 or text.find("”", opening, timex.start) >= 0:
            return False
        closing = text.find("”", timex.end, self._end)
        closing = closing if closing >= 0 else self._end
        return not opening < position < closing

    def _clause_start(self, timex: Timex) -> int:
        """Where the clause of a time begins."""
        return max(self._start, max(self._text.rfind(c, self._start, timex.start) for c in _STOPS) + 1)


def _names_behind(text: str, day: Timex, timex: Timex) -> bool:
    """Behind a day in the same clause a longer time names the thing: 11月8日，某新区2017年第四季度签约仪式."""
    if day.end > timex.start or not (is_day(day.span) or day.kind == "recent"):
        return False
    gap = text[day.end : timex.start]
    if gap.startswith(("电", "讯", "消息")):
        # 6月2日电 (记者 某某)2015年12月签约的园区…: the dateline stands for itself.
        return False
    if "\n" in gap:
        # The date of a line above.
        return False
    return not _SENTENCE_END.search(gap) and not _HEARD.search(gap) and gap.count("，") + gap.count(",") <= 1


def is_day(span: Span) -> bool:
    """Whether a span is a single day."""
    return span.begin is not None and span.begin == span.finish
