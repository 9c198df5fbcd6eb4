"""One written moment as a day in China: 2021-03-05, 2021年3月5日 9:00, 20210305, 2021-03-04T17:30:00Z."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

_WRITTEN = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:\s*[年./-]\s*(?P<m>\d{1,2})\s*[月./-]\s*(?P<d>\d{1,2})(?!\d)|(?P<pm>0[1-9]|1[0-2])(?P<pd>0[1-9]|[12]\d|3[01])(?!\d))"
    r"\s*日?(?:[T\s]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d{1,9})?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_MONTH_NAME = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\b", re.IGNORECASE)
BEIJING = dt.timezone(dt.timedelta(hours=8))
"""The press of China writes Beijing time; a moment in another zone is the day that it was there."""


def parse_moment(text: str) -> dt.date | None:
    """The first full date of a piece of text as a day in Beijing; None where it names none that the calendar has.

    A time of day with a zone (Z, +00:00) is shifted; one without is taken for Beijing time. Also reads the form of mails and feeds
    (Fri, 05 Mar 2021 01:00:00 GMT).
    """
    found = _WRITTEN.search(text[:500])
    if found is None:
        return _of_feed(text[:100])
    year, month, number = int(found["y"]), int(found["m"] or found["pm"]), int(found["d"] or found["pd"])
    try:
        if not found["zone"]:
            return dt.date(year, month, number)
        moment = dt.datetime(year, month, number, int(found["hour"]), int(found["minute"]), tzinfo=_zone(found["zone"]))
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
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo is None else moment.astimezone(BEIJING)).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
