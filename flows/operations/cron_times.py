"""Times of the schedule: the next one, and whether one was missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from cronsim import CronSim


def next_time(cron: str, zone: str, now: dt.datetime) -> dt.datetime:
    """The first time of the schedule after `now`, in the schedule's zone."""
    return next(CronSim(cron, now.astimezone(ZoneInfo(zone))))


def last_time(cron: str, zone: str, now: dt.datetime) -> dt.datetime:
    """The last time of the schedule before `now`."""
    return next(CronSim(cron, now.astimezone(ZoneInfo(zone)), reverse=True))


def was_missed(cron: str, zone: str, starts: Iterable[dt.datetime], now: dt.datetime) -> bool:
    """Whether a time of the schedule passed since the last run began; `starts` are the runs' beginnings.

    However many passed, one run makes up for them: a run takes in whatever is new. Where there never was a run nothing was missed.
    A run dated after `now` tells of a clock that was wrong, and counts for nothing.
    """
    begun = [start for start in starts if start <= now]
    return bool(begun) and max(begun) < last_time(cron, zone, now)
