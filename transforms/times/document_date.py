"""The day of publication: stated in the page, given by the user, or inferred from the days it reports."""

from __future__ import annotations

import collections
import datetime as dt
import re
from typing import NamedTuple

from transforms.text.width import normalise
from transforms.times.addresses import address_date, address_folder, numbered_day
from transforms.times.anniversaries import anniversary
from transforms.times.bygone_years import has_gone_by, only_since
from transforms.times.calendar import day, month_end
from transforms.times.moments import parse_moment
from transforms.times.parts import number_of

_DATE = r"(?P<y>(?:19|20)\d\d)\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})\s*日?"
# Labels of the day of publication, surest first; 成文日期, 发文日期, 生成日期 and 印发日期 are days of writing, 有效期 and 截止 those of something else.
_PUBLISHED = r"(?:发布|公开|刊发|发稿|发表|出版|刊登|上网|上线|上传)\s?(?:时间|日期)?|(?i:published|posted)(?: on)?"
_LABELS = tuple(
    re.compile(rf"(?:{label})[\[(（【]?{_DATE}")
    for label in (
        rf"(?:{_PUBLISHED})\s*[:：]?\s*",
        # A day may stand below its label, but the line below a source is no day of its own: 来源：某日报⏎2013年3月7日，…
        r"(?<![\u4e00-\u9fa5])(?:时间|日期|时 间|日 期)\s*[:：]?\s*|来源[^\n]{0,30}[^\S\n]*",
        r"(?:更新|编辑|录入)(?:(?:时间|日期)\s*[:：]?|[:：])\s*",
        r"(?:成文|生成|印发|签发|落款|发文|收稿|投稿|来稿|成稿|完稿|定稿)(?:时间|日期)\s*[:：]?\s*",
    )
)
# 辽宁日报/2023 年/8 月/9 日/第 007 版: the edition of a paper in an archive.
_EDITION = re.compile(r"^[^\S\r\n]*[\u4e00-\u9fa5]{2,12}/(?P<y>(?:19|20)\d\d)[^\S\r\n]*年/(?P<m>\d{1,2})[^\S\r\n]*月/(?P<d>\d{1,2})[^\S\r\n]*日/", re.MULTILINE)
# 2019年11月9日 星期六, 某报 2019-11-09, (2005 年 1 月 18 日): a day on a line of its own.
_DATE_LINE = re.compile(
    rf"^[^\S\r\n]*(?:(?:[A-Za-z][A-Za-z0-9_]{{1,12}}[^\S\r\n]+)?[\u4e00-\u9fa5]{{0,8}}[^\S\r\n]*(?:第?\d{{1,5}}期[:：]?[^\S\r\n]*)?|[\u4e00-\u9fa5 ]{{0,12}}[|｜][^\S\r\n]*|[|｜][\u4e00-\u9fa5 ]{{0,12}}[|｜][^\S\r\n]*)?[(（]?{_DATE}[^\S\r\n]*(?:星期[一二三四五六日天])?[^\r\n]{{0,24}}$",
    re.MULTILINE,
)
# A day with the time of day, on a short line of its own at the top: the stamp of a web page (站名 2019-11-09 12:25:00 来源:…).
_STAMP = re.compile(rf"^(?=[^\r\n。]{{8,80}}$)[^\r\n]*?(?<!\d){_DATE}\s{{0,3}}\d{{1,2}}[:：]\d\d", re.MULTILINE)
_SHORT_STAMP = re.compile(r"^(?=[^\r\n。]{8,80}$)[^\r\n]*?(?<![\d-])(?P<y>\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})\s{1,3}\d{1,2}[:：]\d\d", re.MULTILINE)
_CENTURY = 70
"""A year of two digits below this is one of this century."""
# 硅园落户浮法玻璃线　　[2008-4-8]: behind a headline, or in a line of its own.
_BRACKETED = re.compile(rf"^(?=[^\r\n。]{{8,60}}$)[^\r\n]*?[\[【]{_DATE}[\]】][^\S\r\n]*$", re.MULTILINE)
_STAMP_DAY_FIRST = re.compile(r"^[^\S\r\n]*(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?:[^\S\r\n]+\d{1,2}[:：]\d\d)?[^\S\r\n]*$", re.MULTILINE)
# 作者:某某 2023-05-11 来源:某公司: a day among what a page says of itself.
_CREDIT = re.compile(rf"(?<!\d){_DATE}(?:\s+\d{{1,2}}[:：]\d\d(?:[:：]\d\d)?)?\s{{0,3}}(?=来源|作者|(?:责任)?编辑|责编|浏览|点击|阅读|字号|分享|打印)")
# 某文库 人气:1.12W 2007-07-16: a day behind how often a page was seen.
_SEEN = re.compile(rf"(?:人气|热度|浏览|点击|阅读|围观|访问)(?:量|数|次数)?[:：]?[^\S\r\n]*[\d.]+[^\S\r\n]?[万WwKk]?\+?次?[^\S\r\n]+{_DATE}")
# ■本报记者 沈某  2019-04-22: a day at the end of the line that names the reporter.
_BYLINE = re.compile(
    rf"^[^\S\r\n]*[■□●◆▲]?[^\S\r\n]*(?:本报|本刊|本网)?(?:记者|通讯员|作者)[:：]?[^\S\r\n]*[\u4e00-\u9fa5·、 ]{{2,24}}[^\S\r\n]+{_DATE}[^\S\r\n]*$",
    re.MULTILINE,
)
# (编辑：付某 2020-12-11): a day behind the name that signs the text.
_SIGNED = re.compile(
    rf"(?:(?:责任)?编辑|责编|编审|审核|校对|供稿|作者)[:：]?[^\S\r\n]*[\u4e00-\u9fa5·]{{2,4}}[^\S\r\n]+{_DATE}[^\S\r\n]*[)）】\]]?[^\S\r\n]*$", re.MULTILINE
)
# 2022-04-13 胶东晚报讯(记者 某某) 连日来，…: a day before the words that open the text.
_DATED_LEAD = re.compile(rf"^[^\S\r\n]*{_DATE}[^\S\r\n]{{1,4}}(?=[\u4e00-\u9fa5·]{{2,16}}(?:讯|电|消息)[\s(（:：])", re.MULTILINE)
# 2019 / 02/18 / 21:06: a day cut into lines of its own.
_STACKED = re.compile(r"^\s*(?P<y>(?:19|20)\d\d)年?\s*\n\s*(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?\s*$", re.MULTILINE)
_DATELINE = re.compile(r"(?:本报|[\u4e00-\u9fa5]{2,6}(?:社|网|报))[\u4e00-\u9fa5]{0,12}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:电|讯|消息)")
_DATELINE_ENDS = re.compile("日(?:电|讯|消息)")
_YEAR = re.compile(r"((?:19|20)(?<!\d\d\d)\d\d)[ ]?年")
_FUTURE_BEFORE = re.compile(r"(?:(?<!截止)(?<!截)[到至]|力争|展望|规划|明确|提出|目标|确保|计划|预计|预期|有望|可望|[将须应拟][在于]|定于|前|—|-|自|从)\s?$")
# 2022年我们力争突破140亿元, 2025年进出口目标
_FUTURE_AFTER = re.compile(
    r"(?:(?:上半年|下半年|底|末)?(?:前)?(?:全部|全面)?(?:建成|投产|投用|竣工|达产|完工)(?:后)?[，,](?:届时|预计|年?可)|前|底前|末前|以前|之前|[，,]?(?:将|要|力争|争取|有望|计划(?!的|内|投资的|总|完成率)|拟)|[^，。；,;\n\d]{1,8}?(?:力争|争取|有望|目标))"
)
_UNTIL = re.compile(r"(?<!截)(?<!截止)[至到]\s?\Z")
_COMPARED_WITH = re.compile(r"[比较]\Z")
# A day that tells nothing of when the page was written: that of the visit (今天是), an end (截止日期), a registration.
_OTHER_DAY = re.compile(
    "|".join(
        [rf"{word}是?\s*[:：]?\s*(?=(?:19|20)\d\d)" for word in ("今天", "今日", "现在")]
        + [rf"{word}(?:日期|时间|期)?\s*[至到为]?\s*[:：]\s*" for word in ("截止", "有效", "备案", "到期", "注册", "成立")]
    )
)
_TWO_YEARS = re.compile(r"同期[^。；\n]{0,24}?两年(?:平均|均)")
_FULL_DAY = re.compile(r"(?:自)?(?:19|20)\d\d年\d{1,2}月\d{1,2}日")
# A year of founding tells nothing of when the page was written.
_FOUNDING = re.compile(r"[^，。；,;\n]{0,30}?(?:成立|批准|设立|始建|创建|建于|组建|创办|挂牌)")
_RESULTS_OF_YEAR = re.compile(r"(?:通报|公布|发布|揭晓)[^。]{0,20}?((?:19|20)\d\d)年度?[^。]{0,30}?(?:评价|考核|考评|评估|排名|成绩|运行|统计)")
# “十四五”规划的开局之年 is a year as good as written.
_PLAN_YEAR = re.compile(r"十([一二三四]?)五[”’]?(?:规划)?的?(开局|起步|收官)之年")
_PART_OF_YEAR = re.compile(r"((?:19|20)\d\d)年(?:(?:\d{1,2}月?[-—至])?(\d{1,2})月|(上半年)|(前三季度)|(?:第?([一二三四])季度))")
# 2009年实现工业总产值8亿元, 2006年全年完成固定资产投资2亿元
_WHOLE_YEAR = re.compile(
    r"(?<![到至])((?:19|20)\d\d)年(?:度|全年)?[，,]?(?:全区|园区|全年|[\u4e00-\u9fa5]{2,10}(?:区|园))?(?:共|累计)?(?:实现|完成|产值|总产值|工业总产值|营业收入|销售收入)"
    r"[^，。；,;\d]{0,14}(?:达到?|突破|完成|超过?)?\d[\d.]*[万亿]"
)
_DAY = re.compile(r"(\d(?<![\d年]\d)\d?)月(\d{1,2})日")
# 4月10日前要装柜
_BY_THEN = re.compile(r"(?:之|以)?前(?!夕|后)")
_YEAR_DAY = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
# 2009年全年目标为到位资金28亿元
_YEARS_GOAL = re.compile(r"((?:19|20)\d\d)年(?:全年|度|年度)?的?(?:目标|任务)(?:任务)?(?:是|为|的)")
# 2035年远景目标, 2030年，园区产值力争突破千亿元
_GOAL = re.compile(r"[^。；\n]{0,40}?(?:将|力争|争取|目标|规划|远景|展望|愿景|碳达峰|碳中和|预期)")
_OPENING = 24
"""Characters of its line before the year with which a page opens."""
_GOAL_AHEAD = 3
"""Years between the last year named and the one before, where the last is a goal."""
# 2021年工作总结和2022年工作思路, 2023年工作安排: the year that a page only looks ahead to ...
_NEXT_YEARS_WORK = re.compile(r"度?[\u4e00-\u9fa5]{0,8}?(?:工作|重点|发展|主要)?(?:计划|安排|思路|打算|要点|谋划|设想|展望|部署|目标)")
# 2019年，园区计划完成产值160亿元: only looked ahead to, in a report on 2018
_PLANS = re.compile(r"[^。；\n]{0,24}?(?:计划|拟|确保|预计|安排)")
# 预计2017年完工, 有望明年: a hope, in a page that tells of a day late in the year before.
_HOPED = re.compile(r"(?:预计|有望|可望|争取|预期|将[于在]|定于|拟于?)(?:到|在)?\Z")
_LATE = 7
# ... where it says of itself that the year before is not over: 明年争创…, 1—11月，…
_STILL_GOING_ON = re.compile(r"明年|来年|(?<![年\d])1\s?月?份?\s?[-—–―~～至到]{1,2}\s?(?:[2-9]|1[01])月")
# 1至9月, 截至9月底: months that a page reports, with its year or without.
_MONTHS_TOLD = re.compile(
    r"(?:(?<!\d)(?P<y>(?:19|20)\d\d)\s?年)?(?:(?<!\d)1\s?月?份?\s?[-—–―~～至到]{1,2}\s?|截[至止]到?(?:今年|(?P<y2>(?:19|20)\d\d)\s?年)?\s?)(?P<m>1[0-2]|[1-9])\s?月(?!\d)"
)
# 今年上半年, 今年前5个月, 前三季度 behind 今年以来: a part of the year that is over, where nothing is planned for it
_PART_OF_THIS_YEAR = re.compile(
    r"今年(?:以来[^。；;\n\d]{0,24}?)?[，,]?(?:前\s?(?P<m>[2-9]|1[01])\s?个月|前(?P<w>[两三四五六七八九十])个月|(?P<h>上半年)|前(?P<q3>三)季度|(?P<q1>一)季度)"
)
_BEFORE_LAST = re.compile(r"(?:去年|上年|同期|前年|(?<!今)年)\Z")
_MEANT = re.compile(r"(?:力争|确保|争取|计划|预计|目标|将|到)[^。；;\n]*\Z")
_FOUNDED_IN = re.compile(r"(?:成立|创建|始建|创办|建成|投产|设立|开业)于\s?((?:19|20)\d\d)\s?年\s?(\d{1,2})\s?月")
_FROM_YEAR = re.compile(r"(?:19|20)\d\d年?\s?[-—–~～至到]{1,2}\s?\Z")
_DONE_IN_YEARS = re.compile(r"[，,]?[^，。；,;\d]{0,12}?(?:分别|累计|共|完成|实现|年均)(?![^，。；,;\d]{0,8}(?:目标|任务))")
_EARLIEST = dt.date(1949, 10, 1)


class Published(NamedTuple):
    """A day and its basis: stated, given, inferred or unknown."""

    date: dt.date | None
    basis: str


def parse_date(text: str) -> dt.date | None:
    """The first full date in a piece of text (2016-05-10, 2016/5/10, 2016年5月10日, 20160510), as a day in Beijing."""
    return parse_moment(text)


def _from(match: re.Match[str]) -> dt.date | None:
    year = int(match["y"])
    if year < 100:
        # 19-12-31 10:55
        year += 2000 if year < _CENTURY else 1900
    span = day(year, int(match["m"]), int(match["d"]))
    return span.begin if span and span.begin and span.begin >= _EARLIEST else None


def published_label(text: str) -> dt.date | None:
    """The day behind 发布时间 or 公开日期, wherever in a text it stands; None where there is none."""
    found = [date for match in _LABELS[0].finditer(text) if (date := _from(match))]
    return found[0] if found else None


def stated_date(text: str, header_date: str = "") -> dt.date | None:
    """The date that the page itself states as its own."""
    if header_date:
        date = parse_date(header_date)
        if date:
            return date
    head, tail = text[:1500], text[-600:]
    for pattern, parts in (
        *((label, (head, tail)) for label in _LABELS), (_STAMP, (head[:600],)), (_EDITION, (head[:600], tail)), (_CREDIT, (head[:600],)), (_SEEN, (head[:600],)), (_BYLINE, (head[:600],)), (_SIGNED, (tail[-200:],)), (_DATED_LEAD, (head[:900],)), (_STACKED, (head[:600],)), (_SHORT_STAMP, (head[:600],)), (_STAMP_DAY_FIRST, (head[:600],)), (_BRACKETED, (head[:600],)), (_DATE_LINE, (head[:600], tail[-200:])),
    ):  # fmt: skip
        for part in parts:
            dates = [date for match in pattern.finditer(part) if (date := _from(match))]
            if pattern is _BRACKETED and len(set(dates)) > 1:
                # A list of news, each with its day.
                continue
            if pattern is _DATE_LINE and len(set(dates)) > 1:
                # A chronicle (大事记) has a day above each of its entries; it was written after the last.
                return None
            if dates:
                return dates[0]
    return None


def _original(text: str) -> dt.date | None:
    """The day in the address that a text names as its source (文章来源:http://…/2016/0421/17205.shtml); None where it names none."""
    told = _SOURCE_ADDRESS.search(text)
    return address_date(told[1]) if told is not None else None


_SOURCE_ADDRESS = re.compile(r"(?:来源|原文|出处|链接|地址)(?:链接|地址)?[:：]\s{0,3}(https?://[^\s<>\"]{8,300})")
_PLANNED_YEARS = re.compile(r"((?:19|20)\d\d)年?\s?[-—–~至到]{1,2}\s?(?:19|20)\d\d年?[\u4e00-\u9fa5“”‘’]{0,24}?规划")


_BARE_PART = re.compile(r"(?:^|[\n。；])[^\S\n]*(?:本报讯\s*)?(?P<part>一季度|上半年|前三季度)[，,\u4e00-\u9fa5]", re.MULTILINE)
_QUARTERS_END = {"一季度": 3, "上半年": 6, "前三季度": 9}


def infer_date(text: str, written_in: int | None = None) -> dt.date | None:
    """The latest day reported as past, with its year from the year words of the page, or the one in which it is known to be `written_in`."""
    text = _without_other_days(text)
    full = [
        d
        for m in _YEAR_DAY.finditer(text)
        # 有效期至2026年12月31日
        if not _UNTIL.search(text, max(0, m.start() - 4), m.start()) and (s := day(int(m[1]), int(m[2]), int(m[3]))) and (d := s.begin)
    ]
    years: collections.Counter[int] = collections.Counter()
    for match in _YEAR.finditer(text):
        planned = _FUTURE_AFTER.match(text, match.end()) or _FUTURE_BEFORE.search(text[max(0, match.start() - 4) : match.start()])
        founding = _FOUNDING.match(text, match.end())
        if _FROM_YEAR.search(text, max(0, match.start() - 8), match.start()) and _DONE_IN_YEARS.match(text, match.end()):
            # 2016年至2018年，分别完成产值…: the last of the years that are told.
            planned = None
        if _COMPARED_WITH.search(text[max(0, match.start() - 2) : match.start()]):
            # 比2022年末净增6835户: told in the year after.
            # 比2020年同期增长41%，两年平均增长19%: told two years after.
            years[int(match[1]) + (2 if _TWO_YEARS.match(text, match.end()) else 1)] += 1
            continue
        if not planned and not founding:
            years[int(match[1])] += 1
    if not years:
        for match in _PLAN_YEAR.finditer(text):
            years[2001 + 5 * ("一二三四".find(match[1]) + 1 if match[1] else 0) + (4 if match[2] == "收官" else 0)] += 1
    for match in _PLANNED_YEARS.finditer(text):
        # 2016—2020年发展规划: written before its first year is over.
        years[int(match[1]) - 1] += 1
    if not years and len(goals := set(_YEARS_GOAL.findall(text))) == 1:
        # Told while that year goes on.
        years[int(goals.pop())] += 1
    if (celebrated := anniversary(text)) is not None:
        years[celebrated] += 1
    _leave_out_goals(text, years)
    for year in [year for year in years if only_since(text, year)]:
        del years[year]
    told_whole = _leave_out_next_year(text, years)
    if not years and written_in is None:
        return max(full) if full else None
    year = written_in or max(years)
    if told_whole and written_in is None:
        return dt.date(year, 12, 31)
    if written_in is None and has_gone_by(text, year):
        year += 1
    days = []
    for match in _DAY.finditer(text):
        # Days that the page still expects do not date it.
        before = text[max(0, match.start() - 8) : match.start()]
        if re.search(r"将于|定于|拟于|计划|至$|到$|预计", before) or _BY_THEN.match(text, match.end()):
            continue
        # A January day that tells a year's results comes after the year.
        later = int(match[1]) <= 3 and _RESULTS_OF_YEAR.search(text, match.end(), match.end() + 60)
        span = day(year + 1 if later and later[1] == str(year) else year, int(match[1]), int(match[2]))
        if span and span.begin:
            days.append(span.begin)
    if days and max(days).month >= 11 and min(days).month <= 2:
        # A January paper: its December days are the year before's.
        days = [d for d in days if d.month <= 6]
    days += [d for d in full if d.year <= year]
    following = [d for d in days if d.year == year + 1]
    if following:
        return max(following)
    same_year = [d for d in days if d.year == year]
    over = any(match[1] == str(year) and not _MEANT.search(text, max(0, match.start() - 24), match.start()) for match in _WHOLE_YEAR.finditer(text))
    told = [] if over else _months_told(text, year)
    # 成立于2023年12月: past by now, whatever earlier days the page tells of.
    told += [month_end(year, int(m[2])) for m in _FOUNDED_IN.finditer(text) if int(m[1]) == year and 1 <= int(m[2]) <= 12]
    if same_year or told:
        return max(same_year + told)
    if over:
        # 2009年3月动工…。2009年实现产值8亿元: written when the year was over.
        return dt.date(year, 12, 31)
    parts = [end for m in _PART_OF_YEAR.finditer(text) if int(m[1]) == year and (end := _part_end(m, year))]
    if not parts and all(_PLANS.match(text, m.end()) for m in _YEAR.finditer(text) if int(m[1]) == year):
        # 一季度，某区产值64亿元…。2019年，该区计划实施项目31个: the year is not over where it is only planned for.
        parts = [month_end(year, _QUARTERS_END[m["part"]]) for m in _BARE_PART.finditer(text)]
    return max(parts) if parts else dt.date(year, 12, 31)


def _leave_out_goals(text: str, years: collections.Counter[int]) -> None:
    """Takes out the years behind all others that are told of as goals alone: 2030年，产值力争突破千亿元 in a page of 2019."""
    while len(years) > 1:
        last, before = sorted(years)[-1], sorted(years)[-2]
        told = [m for m in _YEAR.finditer(text) if int(m[1]) == last]
        if last - before < _GOAL_AHEAD or not told or not all(_GOAL.match(text, m.end()) for m in told):
            return
        del years[last]


def _leave_out_next_year(text: str, years: collections.Counter[int]) -> bool:
    """Takes out the year that a page of the year before only looks ahead to: 2021年工作总结和2022年工作思路. Whether the year before is told as a whole."""
    if len(years) < 2:
        return False
    last, before = sorted(years)[-1], sorted(years)[-2]
    told = [m for m in _YEAR.finditer(text) if int(m[1]) == last]
    ahead = [m for m in told if _NEXT_YEARS_WORK.match(text, m.end())]
    hoped = [m for m in told if _HOPED.search(text, max(0, m.start() - 4), m.start())]
    late = any(int(m[1]) == before and int(m[2]) >= _LATE for m in _YEAR_DAY.finditer(text))
    whole = _opens_with(text, before)
    if last - before != 1 or not all(m in ahead or m in hoped or _GOAL.match(text, m.end()) or (whole and _PLANS.match(text, m.end())) for m in told):
        return False
    goes_on = _STILL_GOING_ON.search(text) is not None
    if (ahead and goes_on) or (hoped and late) or whole:
        del years[last]
    return whole and not goes_on


def _opens_with(text: str, year: int) -> bool:
    """Whether a page opens with a year as its own, as a report does: 某区2015年统计简况, 2015年，面对多重压力，…; a founding is none."""
    first = _YEAR.search(text)
    if first is None or int(first[1]) != year or _FOUNDING.match(text, first.end()):
        return False
    return first.start() - (text.rfind("\n", 0, first.start()) + 1) <= _OPENING


def _months_told(text: str, year: int) -> list[dt.date]:
    """The last days of the months up to which a page of a year reports (1至9月, 截至9月底)."""
    found = []
    for match in _MONTHS_TOLD.finditer(text):
        named = match["y"] or match["y2"]
        if (named is None and _BEFORE_LAST.search(text, max(0, match.start() - 2), match.start())) or (named is not None and int(named) != year):
            continue
        found.append(month_end(year, int(match["m"])))
    for match in _PART_OF_THIS_YEAR.finditer(text):
        if not _MEANT.search(text, max(0, match.start() - 24), match.start()):
            found.append(month_end(year, _last_month(match)))
    return found


def _last_month(match: re.Match[str]) -> int:
    """The last month of a part of the year."""
    if told := match["m"] or match["w"]:
        return number_of(told)
    return 6 if match["h"] else 9 if match["q3"] else 3


def _without_other_days(text: str) -> str:
    """A text with the days that are no day of what it tells left out: 今天是2023年8月9日, 报名截止日期：2021年9月1日."""
    kept, position = [], 0
    for match in _OTHER_DAY.finditer(text):
        found = _FULL_DAY.match(text, match.end())
        if found and match.start() >= position:
            kept.append(text[position : match.start()])
            position = found.end()
    return "".join([*kept, text[position:]]) if kept else text


def _part_end(match: re.Match[str], year: int) -> dt.date | None:
    """Last day of the part of a year that a page reports: 2015年9月, 2009年上半年."""
    month = int(match[2]) if match[2] else 6 if match[3] else 9 if match[4] else "一二三四".index(match[5]) * 3 + 3
    return month_end(year, month) if 1 <= month <= 12 else None


def document_date(text: str, header_date: str = "", given: dt.date | None = None, source: str = "") -> Published:
    """The day of publication and its basis, in the order stated, given, inferred; `source` is the page's address, if it has one."""
    text = normalise(text)
    stated = stated_date(text, header_date)
    if stated:
        return Published(stated, "stated")
    if given:
        return Published(given, "given")
    addressed = address_date(source) or _original(text) or numbered_day(source, text)
    if addressed:
        return Published(addressed, "inferred")
    folder = address_folder(source)
    inferred = infer_date(text, folder.year if folder else None)
    if inferred and folder and folder.month and inferred > (last := month_end(folder.year, folder.month)):
        # /201806/12.html: what the page tells of days after that month is to come.
        inferred = last
    dateline = _DATELINE.search(text) if inferred and _DATELINE_ENDS.search(text) else None
    if dateline and inferred:
        span = day(inferred.year, int(dateline["m"]), int(dateline["d"]))
        if span and span.begin:
            return Published(span.begin, "stated")
    if inferred:
        return Published(inferred, "inferred")
    return Published(None, "unknown")
