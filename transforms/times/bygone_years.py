"""Years that a page tells of as gone by: 2022年，园区实现产值80亿元 in a page that says 今年 is written in 2023.

Whoever writes 今年 of a year does not write its number beside it as that of results: the number is another year's, mostly the one before.
"""

from __future__ import annotations

import re

# 今年以来, 今年1至7月; not 今年度 of a yearly plan's name
_THIS_YEAR = re.compile(r"今年(?!度)")
_YEAR = r"(?<!\d)((?:19|20)\d\d)\s?年"
_PLANNED = r"将|拟|要|力争|争取|计划|目标|任务|预计|预期|有望|可望|确保|安排|总体要求"
# 2022年，全区规上工业总产值…亿元; 2022年新增载体62个: what a year brought, with its figure in the same clause or the next.
_RESULT = re.compile(
    rf"(?:度|全年)?[，,]?(?:(?!{_PLANNED}|以来|\d+月|[上下]半年|季度)(?:[^。；;\n\d]|(?:19|20)\d\d年)){{0,40}}\d[\d.]*\s?[万亿个家户项%人多余]"
)
# 2022年度综合考评, 2020年国家级经开区综合发展水平: what is looked at when the year is over.
_JUDGED = re.compile(r"度?[^，。；;\n]{0,16}?(?:评价|考核|考评|评估|测评|排名|发展水平|绩效|表彰|优秀|先进)")
# 截至2017年底
_ITS_END = re.compile(r"\s?(?:年?[底末终]|12月\s?(?:底|末|31日))")
# 为2018年全年的2.3倍, 较2020年下降15%, 比2019年
_BASE_BEFORE = re.compile(r"(?:为|是|[比较]|相当于|超过?)(?:其|了)?\Z")
_BASE_AFTER = re.compile(r"(?:全年|同期)?(?:的|[^，。；;\n\d]{0,8}?(?:增|下降|提|翻|减|净|多|少|高|低))")
# 2012年至2014年，分别增长…: of a run of years the last counts.
_RUN = re.compile(r"(?:19|20)\d\d\s?年?\s?[-—–~～至到和、]{1,2}\s?\Z")
_NEWS = 2
"""Months behind the ones that a paper reports in which it tells its news."""
_ITS_MONTH = re.compile(rf"\s?(?P<m>1[0-2]|[1-9])月(?![^，。；]{{0,12}}(?:{_PLANNED}))")
_MONTHS_OF_THIS = re.compile(r"今年(?:前\s?(?P<n>[2-9]|1[01])\s?个月|1\s?月?[-—–~至到]{1,2}\s?(?P<m>[2-9]|1[01])\s?月|(?P<q>一季度)|上半年)")
_SINCE = re.compile(r"\d{1,2}月(?:\d{1,2}日)?(?:份|底|初|末)?以来")


def this_year_is_said(text: str) -> bool:
    """Whether a page says 今年 of the year in which it is written."""
    return _THIS_YEAR.search(text) is not None


def has_gone_by(text: str, year: int) -> bool:
    """Whether each word about a year tells of it as over, in a page that says 今年."""
    if not this_year_is_said(text):
        return False
    told = [match for match in re.finditer(_YEAR, text) if int(match[1]) == year]
    reported = _this_years_months(text) if told else 0
    return bool(told) and all(_is_over(text, match, reported) for match in told)


def _is_over(text: str, match: re.Match[str], reported: int) -> bool:
    """Whether a year told is over; `reported`: the months of 今年 that the page reports."""
    before = text[max(0, match.start() - 8) : match.start()]
    if _BASE_BEFORE.search(before) and _BASE_AFTER.match(text, match.end()):
        return True
    if _ITS_END.match(text, match.end()) or _JUDGED.match(text, match.end()):
        return True
    if (month := _ITS_MONTH.match(text, match.end())) is not None and int(month["m"]) - _NEWS > reported > 0:
        # 2021年10月，湿地公园建成 in a page that says 今年1—5月: no month of this year.
        return True
    return _RESULT.match(text, match.end()) is not None


def _this_years_months(text: str) -> int:
    """How many months of 今年 a page reports as over: 今年1—5月, 今年前5个月, 今年上半年; 0 where it reports none."""
    told = [number for match in _MONTHS_OF_THIS.finditer(text) if (number := int(match["m"] or match["n"] or 0) or (3 if match["q"] else 6))]
    return max(told, default=0)


def only_since(text: str, year: int) -> bool:
    """Whether a year stands only as that since when something goes on (2018年4月以来), in a page that says 今年: it is another than this."""
    if not this_year_is_said(text):
        return False
    told = [match for match in re.finditer(_YEAR, text) if int(match[1]) == year]
    return bool(told) and all(_SINCE.match(text, match.end()) is not None for match in told)
