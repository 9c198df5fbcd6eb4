"""The day of publication as a page's web address carries it: /2018/06/26/, /content/2018-06/26/, t20180626_12.html, ?time=2018-06-26."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transforms.times.calendar import day

_EARLIEST = dt.date(1990, 1, 1)
"""Before it no page had an address."""
_Y, _M, _D = r"(?P<y>199\d|20[0-4]\d)", r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_OPEN, _CLOSED = r"(?<!\d)", r"(?!\d)"
_FORMS = tuple(
    re.compile(_OPEN + form)
    for form in (
        # /20180626/, t20180626_1.html; with the time of day behind it: 20180626092516731.htm
        rf"{_Y}{_M}{_D}(?:{_CLOSED}|(?=(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{{3}})?(?!\d)))",
        # /2018/06/26/, /2018-06/26/, /2018/06-26/, /2018/6/26.html
        rf"{_Y}[-/_](?P<m>1[0-2]|0?[1-9])[-/_](?P<d>[12]\d|3[01]|0?[1-9]){_CLOSED}",
        # /2018/0626/, /201806/26/
        rf"{_Y}[-/_]{_M}{_D}{_CLOSED}",
        rf"{_Y}{_M}[-/_]{_D}{_CLOSED}",
        # /2018/ABCDEF_0226/: a folder of the year, and in it one of the day
        rf"{_Y}/[A-Za-z]{{2,20}}_{_M}{_D}{_CLOSED}",
    )
)
# /18/0626/10/: a folder of the year in two digits, and one of the day
_SHORT_FOLDERS = re.compile(rf"/(?P<y>[0-2]\d)/{_M}{_D}/")
# /200904/2009041612345.html: the day and a number, in a folder of its month or year
_IN_FOLDER = re.compile(rf"/(?P<folder>(?P<y>199\d|20[0-4]\d){_M})/(?:[^/]*/)?[A-Za-z_]{{0,4}}(?P=folder){_D}\d")
# /jrtt/161123184.html: a day in six digits and a number, as many sites name their pages
_SIX_DIGITS = re.compile(rf"/(?P<y>[0-2]\d){_M}{_D}\d{{2,5}}\.(?:s?html?|jspx?|aspx?|php)$")
_ASKED = re.compile(r"(?:^|&)(?P<name>[^=&]{1,24})=(?P<value>[^&]{8,24})")
_ASKED_PART = re.compile(r"(?:^|&)(year|month)=(\d{1,4})(?=&|$)")
_YEAR_ASKED = re.compile(r"199\d|20[0-4]\d")
_SAYS_DAY = re.compile(r"(?:date|time|riqi|day|rq)\Z", re.IGNORECASE)
# Between which days something was looked for is none of its own.
_BOUND = re.compile(r"(?:start|begin|from|end|stop|to|kaishi|jieshu)(?:_?(?:date|time|day|riqi))?\Z", re.IGNORECASE)
# /images/2019/06/12/a.jpg: a picture's day is not the page's.
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|mp4|pdf)$", re.IGNORECASE)
_MONTH_FOLDER = re.compile(r"/(?P<y>199\d|20[0-4]\d)[-/_]?(?:(?P<m>0[1-9]|1[0-2])|(?<=[-/_])(?P<m1>[1-9]))(?=/)")
_YEAR_FOLDER = re.compile(r"/(?P<y>(?:199|20[0-4])\d)(?=/)")
_DAY_OF_TEXT = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
NEWS = 31
"""Days back to which a paper tells a day as news."""


class Folder(NamedTuple):
    """The year, and where it stands the month, in which an address files its page."""

    year: int
    month: int | None


def address_date(source: str) -> dt.date | None:
    """The day that a web address carries; None where it carries none, or only a month or a year (`address_folder`)."""
    path, asked = _parts(source)
    return next(_days_of(path), None) or next((found for match in _ASKED.finditer(asked) if (found := _asked_day(match))), None)


def numbered_day(source: str, text: str) -> dt.date | None:
    """The day with which a page's number opens (161123184.html), where the text tells of a day shortly before it; None elsewhere, for numbers look like days."""
    match = _SIX_DIGITS.search(_parts(source)[0])
    found = _day(match["y"], match["m"], match["d"]) if match else None
    if found is None:
        return None
    told = (_day(str(year), month, number) for month, number in _DAY_OF_TEXT.findall(text) for year in (found.year, found.year - 1))
    return found if any(day_told and 0 <= (found - day_told).days <= NEWS for day_told in told) else None


def address_folder(source: str) -> Folder | None:
    """The year and month that are folders of an address (/2023/news/5/418822.html, /201806/12.html); None where it has none or several."""
    path, asked = _parts(source)
    if (named := _asked_month(asked)) is not None:
        return named
    months = {Folder(int(match["y"]), int(match["m"] or match["m1"])) for match in _MONTH_FOLDER.finditer(path)}
    if len(months) == 1:
        return months.pop()
    years = {int(match["y"]) for match in _YEAR_FOLDER.finditer(path)} | {folder.year for folder in months}
    return Folder(years.pop(), None) if len(years) == 1 else None


def _parts(source: str) -> tuple[str, str]:
    """Path and question of a web address; nothing of what is none, or leads to a picture."""
    _, scheme, rest = source.partition("://")
    path, _, asked = rest.partition("?")
    return ("", "") if not scheme or _PICTURE.search(path) else (path, asked)


def _days_of(text: str) -> Iterator[dt.date]:
    """The days in a path, surest first: forms of a whole day, each where it stands first, then the rarer ones."""
    return _dates(match for form in (_IN_FOLDER, *_FORMS, _SHORT_FOLDERS) for match in form.finditer(text))


def _dates(matches: Iterable[re.Match[str]]) -> Iterator[dt.date]:
    for match in matches:
        if found := _day(match["y"], match["m"], match["d"]):
            yield found


def _asked_day(match: re.Match[str]) -> dt.date | None:
    """The day for which a page is asked: time=2018-06-26, idate=1_2022-02-23, pubdate=20180626."""
    if _BOUND.search(match["name"]) or not _SAYS_DAY.search(match["name"]):
        return None
    return next(_days_of(match["value"].replace("%2F", "/").replace("%2f", "/")), None)


def _asked_month(asked: str) -> Folder | None:
    """The year and month for which a page is asked (?month=6&year=2023); None where it names no year."""
    told = dict(_ASKED_PART.findall(asked))
    year, month = told.get("year", ""), told.get("month", "0")
    if not _YEAR_ASKED.fullmatch(year) or not month.isdecimal():
        return None
    return Folder(int(year), int(month) if 1 <= int(month) <= 12 else None)


def _day(year: str, month: str, number: str) -> dt.date | None:
    """A day; one of a year in two digits is of this century."""
    span = day(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(number))
    return span.begin if span and span.begin and span.begin >= _EARLIEST else None
