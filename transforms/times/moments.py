"""One written moment as a day in China: 2021-03-05, 2021年3月5日 9:00, 20210305, 2021-03-04T17:30:00Z."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_WRITTEN = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})(?!\d)|(?P<pm>0[1-9]|1[0-2])(?P<pd>0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d[0-5]\d)?(?!\d))"
    r"(?:\s*日)?(?:[T\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d{1,9})?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# 星期五, 05 三月 2021 08:30:00 +0800: the form of mails with Chinese words
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})[日,\s]{1,3}(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月[,\s]{1,3}(?P<y>(?:19|20)\d\d)"
    r"(?:\s{1,3}(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
# 二〇二一年三月五日
_IN_WORDS = re.compile(
    r"(?P<y>[一二][〇零○Ｏ一二三四五六七八九]{3})年(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_SECONDS = re.compile(r"\s*(1\d{9})(?:\d{3})?\s*")
"""Seconds or milliseconds since 1970, as scripts write a moment; ten digits that begin with 1 are 2001 to 2033."""
_CHINA_TIME = re.compile(r"\bCST\b")
_DIGITS = "〇一二三四五六七八九"
_MONTH_NAME = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b", re.IGNORECASE)
BEIJING = dt.timezone(dt.timedelta(hours=8))
"""The press of China writes Beijing time; a moment in another zone is the day that it was there."""


def parse_moment(text: str) -> dt.date | None:
    """The first full date of a piece of text as a day in Beijing; None where it names none that the calendar has.

    A time of day with a zone (Z, +00:00) is shifted; one without is taken for Beijing time. Also reads the form of mails and feeds
    (Fri, 05 Mar 2021 01:00:00 GMT).
    """
    if seconds := _SECONDS.fullmatch(text[:40]):
        return dt.datetime.fromtimestamp(int(seconds[1]), BEIJING).date()
    found = _WRITTEN.search(text[:500])
    if found is not None:
        return _day(found, found["y"], found["m"] or found["pm"], found["d"] or found["pd"])
    found = _DAY_FIRST.search(text[:200])
    if found is not None:
        return _day(found, found["y"], str(_number(found["m"])), found["d"])
    found = _IN_WORDS.search(text[:200])
    if found is not None:
        year = "".join(str(max(0, _DIGITS.find(digit))) for digit in found["y"])
        try:
            return dt.date(int(year), _number(found["m"]), _number(found["d"]))
        except ValueError:
            return None
    return _of_feed(text[:100])


def _number(word: str) -> int:
    """三, 十, 十二, 二十一, 05."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    return (max(1, _DIGITS.find(tens) if tens else 1) * 10 if ten else 0) + (_DIGITS.find(ones) if ones else 0)


def _day(found: re.Match[str], year: str, month: str, number: str) -> dt.date | None:
    try:
        if not found["zone"]:
            return dt.date(int(year), int(month), int(number))
        moment = dt.datetime(int(year), int(month), int(number), int(found["hour"]), int(found["minute"]), tzinfo=_zone(found["zone"]))
        return moment.astimezone(BEIJING).date()
    except (ValueError, OverflowError):
        return None


def _zone(written: str) -> dt.tzinfo:
    if written in ("Z", "UTC", "GMT"):
        return dt.UTC
    digits = written[1:].replace(":", "")
    offset = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-offset if written[0] == "-" else offset)


def _of_feed(text: str) -> dt.date | None:
    if not _MONTH_NAME.search(text):
        return None
    try:
        # CST in a Chinese feed is China's time, in a mail that of Chicago.
        moment = parsedate_to_datetime(_CHINA_TIME.sub("+0800", text))
        return (moment if moment.tzinfo is None else moment.astimezone(BEIJING)).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
