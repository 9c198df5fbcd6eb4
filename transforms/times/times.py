"""Time expressions: where they stand and which days they mean.

A document's date resolves 今年, 上半年 and 8月31日; a year named earlier in the same paragraph comes first.
"""

from __future__ import annotations

import re

from transforms.text.said import ANYTHING
from transforms.times.bases import is_base, is_same_days, is_summed
from transforms.times.calendar import UNKNOWN, Span, add_years
from transforms.times.pattern import TIME_SAID, matches
from transforms.times.resolver import Resolver
from transforms.times.timex import Timex

__all__ = ["Resolver", "Timex", "find_timexes"]

_SINCE_AFTER = re.compile(r"[^，。；,;]{0,30}?(?:以来|至今|起至)")
# 2018年5月|奠基以来, 2016年|从县城搬来至今: what happened then began what goes on. 来 alone ends a word too often (2016年|引来).
_BEGAN_IT = re.compile(
    r"[^，。；,;、:：\d\n]{1,16}?(?:以来|至今(?!年))|(?:正式|全面)?(?:挂牌|揭牌|成立|封关|开园|运行|运营|开业|投用|实施|投产|入驻|启动)来(?=[，,])"
)
_DASH = re.compile(r"\s*(?:-{1,2}|[—–―─－~～]{1,2}|至|到)\s*")
# 2009年5月挂牌: the day from which 挂牌以来 counts.
_FOUNDED = re.compile(
    r"(?:[，,][\u4e00-\u9fa5]{2,20}?(?:片区|园区|开发区|高新区|经开区|保税区|新区))?(?:正式|获批|[经获由][\u4e00-\u9fa5]{2,8}(?:批准|批复|同意)(?:正式)?|[，,]?(?:国务院|省政府|省人民政府)批准(?=设立|成立|兴建|建立))?(?:兴建|建立|挂牌|揭牌|成立|设立|封关|开园|获批|启用|投用|投产)(?!以来|至今)"
)
# 集中区创建于2006年3月
_FOUNDED_IN = ("成立", "创建", "始建", "设立", "创办")
# 2011年4月，某经济技术开发区升格为国家级经济技术开发区
_RAISED = re.compile(r"[，,]?[^，。；,;\d]{0,24}?(?:升格|升级|晋升)为")
# 2015年入园，…。一季度卖出3600吨; 2019年起步时…; 2020年5月，某市获批试验区。…: when something began, and no year of the figures behind it
_BEGAN = re.compile(
    r"[，,]?[^，。；,;\d]{0,12}?(?:入园|入驻|落户|起步|进驻|创办|搬来|迁来|建厂|办厂|注册|获批|转产|成立|设立|建成投产|通车|开通|封关|启用|投用|投运|竣工)(?:时|后|的|以来|于此|园区|至今|[\u4e00-\u9fa5]{0,14}(?:试验区|综试区|示范区|开发区|高新区|产业园|工业园|集聚区|集中区|综保区|基地|资格|园区))?(?=[，。；,]|时|后|的)"
    # 2010年被省政府批准为省级开发区。前10个月…
    r"|(?:被|经|由|获|先后)?[\u4e00-\u9fa5]{0,10}?(?:批准|认定|确定|命名|升格|升级|晋升|更名)(?:设立)?为[^，。；,;\d]{2,24}(?=[，。；,;])"
)
# 2016年某区年鉴: the year in a book's title is its name.
_BOOK = re.compile(r"(?:版)?[\u4e00-\u9fa5]{0,12}年鉴(?=[》\s()]|\Z)|卷(?=[》\s()/]|\Z)")
_CLOCK = re.compile(r"\s{1,3}\d{1,2}[:：]\d{2}")
_TO_FOUNDED = re.compile(r"[\u4e00-\u9fa5]{0,8}")
_TO_NEXT = re.compile(r"[^，。；,;]{0,6}?[到至]$")
# 自2017年4月|揭牌到|2021年3月底
_BEGUN_TO = re.compile(r"(?:正式)?(?:挂牌|揭牌|成立|设立|封关|开园|获批|启用|投用|投产|运行|建成|建区|建园|组建)(?:运行|运营|成立)?[到至]")


def find_timexes(text: str, start: int, end: int, resolver: Resolver, said: int = ANYTHING) -> list[Timex]:
    """Time expressions in text[start:end], where `said` may match, in order; the resolver carries the year from one to the next."""
    found: list[Timex] = []
    # 从4月21日挂牌到6月30日: the first day waits for the last.
    opened = False
    resolver.begin_sentence()
    if not said & TIME_SAID:
        return found
    for match in matches(text, start, end):
        timex = _timex(text, match, start, end, resolver)
        if found and found[-1].same_days and timex.kind == "same" and timex.start - found[-1].end <= 1:
            # 去年|同期
            found[-1].end, found[-1].text = timex.end, text[found[-1].start : timex.end]
            continue
        if found and match["founded"] and found[-1].opens and _TO_FOUNDED.fullmatch(text, found[-1].end, timex.start):
            # 2010年5月|挂牌以来, 自2018年建成|投用以来
            resolver.last = found[-1].span
            found[-1].end, found[-1].text = timex.end, text[found[-1].start : timex.end]
            continue
        if found and match["now"] == "至今" and found[-1].opens and _TO_FOUNDED.fullmatch(text, found[-1].end, timex.start):
            # 2015年12月签约|至今
            found[-1].end, found[-1].text = timex.end, text[found[-1].start : timex.end]
            continue
        if opened and match["founded"] and _TO_FOUNDED.fullmatch(text, found[-1].end, timex.start):
            # 自2017年4月|揭牌|至2021年3月底
            found[-1].end, found[-1].text = timex.end, text[found[-1].start : timex.end]
            continue
        if found and (joined := _joined(text, found[-1], timex)) is not None:
            # 2019年10月至2020年3月, 去年12月至今年1月
            found[-1] = joined
            resolver.last = joined.span
            resolver.note_years(joined.span)
            continue
        if opened and timex.span.finish and found[-1].span.begin and _leads_to(text, found[-1], timex.start):
            first = found.pop()
            span = Span(first.span.begin, timex.span.finish)
            timex = Timex(first.start, timex.end, text[first.start : timex.end], "period", span, first.has_year)
        opened = match["since"] in ("从", "自") and timex.kind == "period" and timex.span.begin is not None and not timex.opens
        found.append(timex)
    return found


def _is_narrow(span: Span) -> bool:
    """A day or a month, from which years can be counted."""
    return span.begin is not None and span.finish is not None and (span.finish - span.begin).days <= 31


def _leads_to(text: str, first: Timex, at: int) -> bool:
    """Whether a stretch of time begins with `first` and ends with the time at `at`: 从4月21日挂牌到6月30日."""
    if first.span.begin == first.span.finish:
        return _TO_NEXT.match(text, first.end, at) is not None
    return _BEGUN_TO.fullmatch(text, first.end, at) is not None


def _joined(text: str, first: Timex, last: Timex) -> Timex | None:
    """Two times with nothing but a dash between them as one stretch; None where they are none."""
    if first.kind != "period" or last.kind != "period" or first.span.begin is None or last.span.finish is None or first.closes:
        return None
    at = last.start
    if not _DASH.fullmatch(text, first.end, at) and not (at == first.end and text[at] in "至到"):
        return None
    begin, finish = first.span.begin, last.span.finish
    if finish < begin and not last.has_year:
        finish = add_years(finish, 1)
    if finish < begin or (first.opens and finish != last.span.finish):
        return None
    return Timex(first.start, last.end, text[first.start : last.end], "period", Span(begin, finish), first.has_year or last.has_year)


def _is_of_last_year(words: str) -> bool:
    """上年, 去年: a year told from that of the page."""
    return words.lstrip("由从").startswith(("上年", "去年"))


def _timex(text: str, match: re.Match[str], start: int, end: int, resolver: Resolver) -> Timex:
    compared = match["until"] is None and is_base(text, match.start(), match.end(), start, end, match["since"] is not None)
    if compared and not (match["ago"] or match["near"]):
        saved = resolver.context_year, resolver.context_relative, resolver.context_here, resolver.last, resolver.last_day
        kind, span, has_year = resolver.resolve(match)
        resolver.context_year, resolver.context_relative, resolver.context_here, resolver.last, resolver.last_day = saved
        same_days = is_same_days(text, match.end(), end)
        return Timex(match.start(), match.end(), match[0], "base" if kind == "period" else "mask", span, has_year, same_days=same_days)
    if (match["ago"] or match["near"]) and is_summed(text, match.end(), end):
        return Timex(match.start(), match.end(), match[0], "mask", UNKNOWN, False)
    if match[0][-1:].isdigit() and _CLOCK.match(text, match.end(), end):
        # 时间：2023-11-08 09:14: when a page was put out.
        return Timex(match.start(), match.end(), match[0], "mask", UNKNOWN, False)
    if _BOOK.match(text, match.end(), end):
        return Timex(match.start(), match.end(), match[0], "mask", UNKNOWN, False)
    spoken = resolver.context_year, resolver.context_relative, resolver.context_here, resolver.last
    kind, span, has_year = resolver.resolve(match)
    own = resolver.named if kind == "period" else UNKNOWN
    opens = closes = False
    if kind == "period":
        if span.begin and resolver.today and span.begin <= resolver.today:
            since = match["since"] in ("自", "自从", "从") and _SINCE_AFTER.match(text, match.end(), end)
            began = _BEGAN_IT.match(text, match.end(), end)
            if since or began:
                if resolver.founded is None and span.begin == span.finish and began:
                    # 自2015年4月21日挂牌以来 tells the day too.
                    resolver.founded = span.begin
                span = Span(span.begin, resolver.today)
                opens = True
            told = _FOUNDED.match(text, match.end(), end) is not None or (match["since"] == "于" and text.endswith(_FOUNDED_IN, start, match.start()))
            if resolver.founded is None and told and (span.finish or span.begin) and _is_narrow(span):
                resolver.founded = span.begin
            if span.begin and (told or (match["year"] and _BEGAN.match(text, match.end(), end))):
                resolver.note_founding(span.begin)
            if resolver.raised is None and _is_narrow(span) and _RAISED.match(text, match.end(), end):
                resolver.raised = span.begin
        opens = opens or (match["tail"] or "") in ("以来", "来", "至今") or bool(match["yearopen"] or match["founded"] or match["activity"])
        # 建区以来 closes nothing, though nobody says when that was.
        closes = (span.begin is None and span.finish is not None and not opens) or match["mid"] == "截至"
        resolver.last = span
        resolver.note_years(span)
        if opens and span.finish == resolver.today and span.begin and resolver.today and span.begin.year < resolver.today.year:
            # 自2014年8月揭牌以来，截至5月底: what follows is of the present.
            resolver.context_year = resolver.year_before_now = None
        if match["d1"] or match["dd1"] or match["lone"] or match["lone_in"]:
            resolver.context_day = span.finish or span.begin
            resolver.dated = span.begin or resolver.dated
        if span.begin is not None and (span.begin == span.finish or text.startswith("的一天", match.end())):
            # 今年5月的一天 … 当天: no closer than the month.
            resolver.last_day, resolver.last_day_counted = span, bool(match["today"] or match["daysago"])
    if kind in ("period", "same") and match["since"] in ("由", "从") and text.startswith("的", match.end()):
        kind = "base"
        if match["year"] or _is_of_last_year(match[0]):
            # 由2015年的24.7%提高到38.2%, 由上年的第18名升至第11名。全年…: no year of what follows.
            resolver.context_year, resolver.context_relative, resolver.context_here, resolver.last, resolver.last_base = *spoken, span
    return Timex(match.start(), match.end(), match[0], kind, span, has_year, own, closes, opens)
