"""The period that a whole article is about."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from transforms.frames.slots import SentenceContext
from transforms.periods.roles import REPORTS, heads_report
from transforms.periods.stretches import is_month_or_more
from transforms.text.sentences import Sentence
from transforms.times.calendar import UNKNOWN, Span, whole_year
from transforms.times.times import Resolver, Timex, find_timexes

_YEAR_OPENS = re.compile(r"^[“\s]*(?:(?:刚刚?|即将)过去的|回首|回望|回顾|盘点)?(?:((?:19|20)\d\d)\s?年(?:是|[，,]|以来|度|[\u4e00-\u9fa5]{2,8}(?:区|园)))")
# 2021年度，某区在全国169家高新区综合排名中列67位: the year of a ranking is not what an article is about.
_RANKED = re.compile(r"[^，。；;]{0,40}(?:排名|排位|评价|考评|考核|榜单)")
# 年鉴2016, 2016年某区年鉴: a yearbook is called after the year in which it comes out, and tells of the one before.
_YEARBOOK = re.compile(r"年鉴\s?[—·(（\-]?\s?((?:19|20)\d\d)(?!\d)|((?:19|20)\d\d)年?(?:版)?[\u4e00-\u9fa5]{0,12}年鉴")
_TITLE = 40
"""Characters in which a book's title stands at the head of a page."""
# 首页 > 魅力瓷都 > 瓷都年鉴 > 景德镇年鉴(2011)
_BOOK_IN_CRUMBS = re.compile(r">\s?[\u4e00-\u9fa5]{0,10}年鉴\s?[(（—·\-]?\s?((?:19|20)\d\d)年?[)）]?\s?(?:\n|\Z)")
# 【概况】…2018年底，入园企业58户。…【项目建设】全年…: an entry of a yearbook, by its form; it tells of the year that its outline ends with.
_OUTLINE = re.compile(r"【(?:园区|开发区)?(?:概况|概述|综述|基本情况)】[^\n]*")
_ENTRY = re.compile(r"【[\u4e00-\u9fa5、]{2,12}】")
_ENTRIES = 3
"""Headings in brackets by which an entry of a yearbook is known."""
_YEAR_TOLD = re.compile(r"((?:19|20)\d\d)年(?:年?[底末]|[，,]|度)")
_HEADS = 4
"""Lines above a text that may say what time it is about."""
_OPENING = 8
"""Sentences of a page among which the title of a report stands, below what is said of the page."""
_YEARS_REPORT = re.compile(r"(?:19|20)\d\d年(?:度)?[\u4e00-\u9fa5]{0,14}(?:汇报|总结|综述|报告|回顾|公报|情况)")
_BRIEF = re.compile(r"简报|月报|季报|运行(?:情况|分析|监测|态势)|情况(?:通报|汇报|分析)")
_STAMP_LINE = 120
"""Characters before a text in which its title and its stamp stand in one line with it."""
_NUMBERED = re.compile(r"\s*[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]")
_TOP = 300
"""Characters of a page in which its breadcrumbs stand."""
_LOOKS_AHEAD = ("冲刺", "决战", "备战", "奋战", "决胜", "谋划", "部署", "打响", "吹响", "备考", "抢抓", "迎战")
_REPORTS = re.compile(r"述职|总结|工作报告|回顾|综述|公报")
# 记者从高新区了解到，2013年，…, 据某海关统计，今年前三季度，…: what a lead says before it comes to its subject.
_TOLD_FIRST = re.compile(
    r"(?:[^，。；,;：:]{0,24}(?:讯|电|消息)[：:]?)?(?:\s*\([^)]{0,20}\))?[^。；;，,]{0,30}(?:了解到|获悉|获知|得知|悉|介绍|消息|统计|数据显示|显示)[，,：:]\s*"
)


def topic_of(text: str, headline: str, sentences: Sequence[Sentence], today: dt.date | None) -> Span:
    """The period in the headline, or the year that is the subject of the first paragraphs; UNKNOWN where there is neither."""
    if book := next((found for words in (headline, *(text[s.start : s.end][:_TITLE] for s in sentences[:2])) if (found := _YEARBOOK.search(words))), None):
        return whole_year(int(book[1] or book[2]) - 1)
    if crumb := _BOOK_IN_CRUMBS.search(text, 0, _TOP):
        return whole_year(int(crumb[1]) - 1)
    if today is not None and (entry := _year_of_entry(text, sentences, today)) is not None:
        return whole_year(entry)
    # 某区工作简报(第11期), as a title, above 1-11月某区经济运行情况
    above = [text[s.start : s.end] for s in itertools.takewhile(lambda s: s.heading, sentences) if _NUMBERED.match(text, s.start) is None][:_HEADS]
    # 温馨提示：…, the notes of a library of documents, above 某工业园区2012年度发展情况汇报
    above += [
        text[s.start : s.end]
        for s in sentences[:_OPENING]
        if s.heading and _NUMBERED.match(text, s.start) is None and _YEARS_REPORT.search(text, s.start, s.end)
    ]
    for words in (headline, *above):
        for timex in find_timexes(words, 0, len(words), Resolver(today)):
            if words.endswith(_LOOKS_AHEAD, 0, timex.start):
                # 某经开区“满格”冲刺|四季度: what lies before it, and what its figures are not of.
                continue
            if timex.kind == "period" and is_month_or_more(timex.span):
                return timex.span
    body = [s for s in sentences if not s.heading]
    first = body[0].paragraph if body else 0
    for sentence in body[:8]:
        if sentence.paragraph > first + 1:
            break
        start = sentence.start
        for timex in find_timexes(text, start, sentence.end, Resolver(today)) if REPORTS.search(text, start, sentence.end) else ():
            if timex.kind == "period" and timex.span.begin and timex.span.finish and heads_report(text, timex):
                # 近日，金华市通报2019年1-9月开发区“晾晒榜”
                return timex.span
        if (bar := text.rfind("|", start, min(start + _STAMP_LINE, sentence.end))) >= 0:
            # 某区2017年工作综述 | 作者:党政办 时间:2018-01-19 | 2017年，某区…: the text begins behind its stamp.
            start = bar + 1
        if sentence is body[0] and (told := _TOLD_FIRST.match(text, start, sentence.end)):
            start = told.end()
        found = _YEAR_OPENS.match(text[start : start + 40].lstrip())
        if found and sentence is not body[0] and _RANKED.match(text, start + found.end(), sentence.end):
            continue
        # An article reports the year it appears in or the one before; an older year is some company's founding, but in a year's report put out again.
        if found and (today is None or today.year - 1 <= int(found[1]) <= today.year or (_REPORTS.search(headline) and int(found[1]) <= today.year)):
            return whole_year(int(found[1]))
    # 某区经济运行简报 / 1-9月，…: all of a brief is of the months that its first results are of.
    return reported_period(text, sentences, today) if any(_BRIEF.search(words) for words in (headline, *above)) else UNKNOWN


def _year_of_entry(text: str, sentences: Sequence[Sentence], today: dt.date) -> int | None:
    """The year that an entry of a yearbook tells of, known by its form; None where a text is none such or names no year that is over."""
    start, end = (sentences[0].start, sentences[-1].end) if sentences else (0, 0)
    outline = _OUTLINE.search(text, start, end)
    if outline is None or len(_ENTRY.findall(text, start, end)) < _ENTRIES:
        return None
    return max((int(year) for year in _YEAR_TOLD.findall(outline[0]) if int(year) < today.year), default=None)


def begins_at(sentences: Sequence[SentenceContext], topic: Span) -> int:
    """Where a text first names the time that it is about, if not in its headline: 2022年，… of the second paragraph."""
    for context in sentences:
        if any(t.kind == "period" and t.span == topic for t in context.timexes):
            return 0 if context.sentence.heading else context.sentence.start
    return 0


def told_from(sentences: Sequence[SentenceContext], reported: Span) -> int:
    """Where the paragraph begins that first names the time which the results are of: 某区完成投资43亿元。前11月，全市完成892亿元."""
    start = begins_at(sentences, reported)
    paragraph = next((context.sentence.paragraph for context in sentences if context.sentence.start == start), None)
    return next((context.sentence.start for context in sentences if context.sentence.paragraph == paragraph), start)


def is_report(headline: str, topic: Span) -> bool:
    """Whether an article reports the work of a whole year: 2016年工作总结, 述职报告."""
    return topic.begin is not None and topic == whole_year(topic.begin.year) and _REPORTS.search(headline) is not None


def written_at(headline: str, topic: Span, today: dt.date | None) -> dt.date | None:
    """The day from which a report's 今年 and 一年来 count: the end of its year, where it was put out long afterwards."""
    last = topic.finish
    if last is not None and today is not None and last.year < today.year - 1 and last == dt.date(last.year, 12, 31) and _REPORTS.search(headline):
        return last
    return today


_BEGINS = re.compile(r"(?:^|[，。；,;：:\n])[^，。；,;：:\n]{0,10}\Z")
_RESULTS = re.compile(r"增长|下降|增幅|降幅|进出口|完成|实现|达到?|同比|增速|总额|总值|新增|累计")
_DIGIT = re.compile(r"\d")
_DIGIT_AMOUNT = re.compile(r"\d[\d.,]*\s?[万亿%家个项人户元亩吨]")
_OF_A_GOAL = ("任务", "目标", "计划")
_SUMS_UP = re.compile(r"(?:经济|发展|运行)(?:数据|指标|运行|形势|态势|开局|成绩)|(?:数据|指标)(?:好于|向好|亮眼|飘红)")
_LONGEST, _SHORTEST = 366, 27
_LEAD = 4
"""Sentences in which an article on a year that is not over comes to its results."""
_NEWS = 550
"""Days: an article tells of a period that ended within the last year and a half."""


def reported_period(text: str, sentences: Sequence[Sentence], today: dt.date | None, lead: int = 2) -> Span:
    """The period that the first results of an article are of, which its later paragraphs go on with: 前三季度，全区进出口…. 分区域看，….

    Only where it opens one of the first sentences (`lead`) of the text proper, and figures follow in that sentence; UNKNOWN elsewhere.
    """
    body = [s for s in sentences if not s.heading]
    for number, sentence in enumerate(body[:lead]):
        start = sentence.start
        # 上半年，某区运行平稳。具体看，投资总量14亿元，…: the figures follow in the next sentence.
        further = body[number + 1] if number + 1 < len(body) else sentence
        # 前两个月主要经济数据好于预期。⏎规上工业企业产值增长9.3%: nor does a lead that sums up hold any.
        sums_up = number == 0 and _SUMS_UP.search(text, start, sentence.end) is not None and _DIGIT_AMOUNT.search(text, start, sentence.end) is None
        if sums_up:
            further = next((s for s in body[1:_LEAD] if _DIGIT_AMOUNT.search(text, s.start, s.end)), sentence)
        follows = further if further.paragraph == sentence.paragraph or sums_up else sentence
        until = sentence.end if _DIGIT.search(text, start, sentence.end) else follows.end
        if told := _TOLD_FIRST.match(text, start, sentence.end):
            start = told.end()
        for timex in find_timexes(text, start, sentence.end, Resolver(today)):
            if timex.kind in ("mask", "recent") or text.startswith(_OF_A_GOAL, timex.end):
                # 对照全年任务排工期，前两个月…
                continue
            begin, finish = timex.span
            if begin is not None and begin == finish and not _RESULTS.search(text, start, timex.end):
                # 南昌海关10月25日发布的数据显示，今年前三季度，…: the day of the telling.
                continue
            if timex.kind != "period" or begin is None or finish is None or not _SHORTEST <= (finish - begin).days <= _LONGEST:
                break
            if today is not None and not (today - dt.timedelta(days=_NEWS) <= finish <= today + dt.timedelta(days=31)):
                break
            if until > sentence.end and _tells_own_period(text, follows, today):
                # 今年以来，外需偏弱。记者了解到，上半年，某区完成…: what the figures are of is told beside them.
                break
            if _BEGINS.search(text[start : timex.start]) and _RESULTS.search(text, timex.end, until):
                return timex.span
            break
    return UNKNOWN


def _tells_own_period(text: str, sentence: Sentence, today: dt.date | None) -> bool:
    """Whether a sentence names a stretch of time before its first figure."""
    first = _DIGIT_AMOUNT.search(text, sentence.start, sentence.end)
    until = first.start() if first else sentence.end
    return any(t.kind == "period" and None not in t.span and t.span.begin != t.span.finish for t in find_timexes(text, sentence.start, until, Resolver(today)))


def narrowed(text: str, topic: Span, sentences: Sequence[Sentence], today: dt.date | None) -> Span:
    """2023年是攻坚之年，…。上半年，…: of a year that is not over only the part is told that the first results are of."""
    begin, finish = topic
    if begin is None or finish is None or today is None or finish <= today or topic != whole_year(begin.year):
        return topic
    reported = reported_period(text, sentences, today, _LEAD)
    return reported if reported.begin and reported.finish and begin <= reported.begin and reported.finish <= today else topic


# （一）抓项目, 1.抓项目, 一是抓项目: a heading below the one that names the year.
_LOWER = re.compile(r"\s*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．]|[一二三四五六七八九十]{1,2}是)")

# 围绕上述目标，重点抓好以下工作：: a line that only leads over to what follows it.
_LEADS_IN = re.compile(r"(?:上述|以上|以下|如下)[^。；;]{0,20}[:：]\s*\Z")


def is_lower_heading(words: str) -> bool:
    """Whether a heading stands below another one, and so under its year too."""
    return _LOWER.match(words) is not None or _LEADS_IN.search(words) is not None


def year_of_heading(words: str, timexes: Sequence[Timex], before: int | None) -> int | None:
    """The year that a heading sets for what stands below it; `before` is that of the heading above."""
    named = [t for t in timexes if t.kind == "period" and t.has_year and t.span.begin != t.span.finish and t.span.finish]
    if named and (day := named[0].own.finish if named[0].opens else named[0].span.finish):
        # 一、2023年以来工作推进情况: the year that is named, not the day up to which it goes on.
        return day.year
    return before if is_lower_heading(words) else None
