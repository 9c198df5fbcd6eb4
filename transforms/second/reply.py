"""A reply, checked as a stranger's: row by row, against the marks, the keys, the calendar, the text and the register.

What fails a check is refused with its reason and counted; nothing of it is kept. Values, units and offsets are not read at all.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import Any

from schemas.vocabularies import EVENT_STATUSES, MEASURES, STATUSES, SUBJECT_TYPES, event_type_keys
from transforms.figures.unit_fit import unit_fits
from transforms.knowledge import Knowledge
from transforms.second.forms import ParkForms
from transforms.second.labels import ArticleLabels, EventLabels, FigureLabels
from transforms.second.marks import MarkedArticle, Piece
from transforms.times.calendar import FIRST_YEAR, LAST_YEAR

MOST_TRIES = 50
"""Places of a reply's text at which a JSON object is looked for."""
MOST_EVENTS = 60
"""Happenings of one piece; more are no reading."""
YEARS_AHEAD = 60
"""How far beyond its day a document plans: the longest plans of the press (本世纪中叶) look 35 years ahead."""
LONGEST_TRIGGER = 20
LONGEST_TITLE = 40
_NOTHING = ("", "null", "none", "None", "未知", "不详")


class Unreadable(ValueError):
    """A reply in which no labels can be found."""


def found_json(content: str) -> dict[str, Any]:
    """The JSON object of a reply, alone or among other words. Raises Unreadable where there is none."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at = content.find("{")
    for _ in range(MOST_TRIES):
        if at < 0:
            break
        try:
            value, _end = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            at = content.find("{", at + 1)
            continue
        if isinstance(value, dict) and isinstance(value.get("quantities"), list):
            return value
        at = content.find("{", at + 1)
    raise Unreadable("no JSON object with a list of quantities")


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def read_reply(
    content: str, text: str, marked: MarkedArticle, piece: Piece, forms: ParkForms, published_on: dt.date | None, known: Knowledge, into: ArticleLabels
) -> None:
    """Adds what a reply to one piece of an article says. Raises Unreadable."""
    value = found_json(content)
    checker = _Checker(forms, published_on, known, into)
    numbers = {mark.number: mark for mark in piece.marks}
    for row in value["quantities"][: 4 * len(numbers) + 20]:
        number = _whole(row.get("n")) if isinstance(row, dict) else None
        mark = numbers.get(number) if number is not None else None
        if mark is None or number is None:
            into.refused["unknown mark" if isinstance(row, dict) else "no row"] += 1
        elif number in into.figures:
            into.refused["mark told twice"] += 1
        else:
            labels = checker.figure(row, unit_as_read(mark.fact.text, mark.fact.unit, row.get("measure")))
            if labels is not None:
                into.figures[number] = labels
    events = value.get("events")
    if isinstance(events, list):
        into.tells_events = True
        taken = {(event.start_offset, event.event_type) for event in into.events}
        for row in events[:MOST_EVENTS]:
            found = checker.event(row, text, piece) if isinstance(row, dict) else None
            if found is None:
                into.refused["no row"] += not isinstance(row, dict)
            elif (found.start_offset, found.event_type) not in taken:
                taken.add((found.start_offset, found.event_type))
                into.events.append(found)


class _Refused(Exception):
    """A row that fails a check; the message is the reason that is counted."""


class _Checker:
    def __init__(self, forms: ParkForms, published_on: dt.date | None, known: Knowledge, into: ArticleLabels) -> None:
        self._forms = forms
        self._today = published_on
        self._known = known
        self._into = into
        self._types = event_type_keys()

    def figure(self, row: Mapping[str, Any], unit: str) -> FigureLabels | None:
        """The labels of a quantity, None where the row is refused."""
        try:
            if row.get("scope") == "out":
                return FigureLabels(False)
            if row.get("scope") != "in":
                raise _Refused("unknown scope")
            labels = FigureLabels(
                True, self._park(row), _one_of(row, "subject_type", SUBJECT_TYPES), _text(row, "subject", LONGEST_TITLE),
                _one_of(row, "metric", self._known.metrics), _one_of(row, "measure", MEASURES), _one_of(row, "status", STATUSES),
            )  # fmt: skip
            labels.start, labels.end = self._days(row, "period_start", "period_end", labels.status)
            # Beside other labels two empty days say that the text gives no time; a row of nulls says nothing.
            says = labels.park or labels.metric or labels.measure or labels.status
            labels.has_period = labels.start is not None or labels.end is not None or (bool(says) and "period_start" in row and "period_end" in row)
            if labels.measure is not None and not _measure_fits(labels.measure, unit):
                raise _Refused("measure does not fit the unit")
            metric = self._known.metrics.get(labels.metric or "")
            if metric is not None and labels.measure is not None and not unit_fits(metric.unit, unit, labels.measure):
                raise _Refused("metric does not fit the unit")
        except _Refused as refused:
            self._into.refused[str(refused)] += 1
            return None
        return labels

    def event(self, row: Mapping[str, Any], text: str, piece: Piece) -> EventLabels | None:
        """A happening with its trigger found in the piece, None where the row is refused."""
        try:
            kind = _one_of(row, "event_type", self._types)
            if kind is None:
                raise _Refused("unknown event_type")
            start, end = _trigger(row, text, piece)
            status = _one_of(row, "status", EVENT_STATUSES)
            labels = EventLabels(start, end, kind, self._park(row), status=status, title=_text(row, "title", LONGEST_TITLE), amount=_amount(row))
            labels.start, labels.end = self._days(row, "date_start", "date_end", status)
            labels.has_period = labels.start is not None or labels.end is not None or ("date_start" in row and "date_end" in row)
        except _Refused as refused:
            self._into.refused[str(refused)] += 1
            return None
        return labels

    def _park(self, row: Mapping[str, Any]) -> str | None:
        name = _text(row, "park", 1_000)
        if name is None:
            return None
        key = self._forms.key_of(name)
        if key is None:
            raise _Refused("park neither in the text nor in the register")
        return key

    def _days(self, row: Mapping[str, Any], first: str, last: str, status: str | None) -> tuple[dt.date | None, dt.date | None]:
        start, end = _day(row, first), _day(row, last)
        if start is not None and end is not None and start > end:
            raise _Refused("period ends before it begins")
        if self._today is not None:
            ahead = max(day for day in (start, end, self._today) if day is not None)
            if ahead.year > self._today.year + YEARS_AHEAD or (status == "actual" and start is not None and start > self._today):
                raise _Refused("day beyond the document")
        return start, end


def unit_as_read(text: str, unit: str, measure: object) -> str:
    """The unit of a quantity whose counter counts people or places, by what a reader says it measures: 第9位, 9位专家."""
    return "名次" if measure == "rank" and unit == "人" and text.rstrip().endswith(("位", "名")) else unit


def _measure_fits(measure: str, unit: str) -> bool:
    """A rank is counted in places and a ratio in times; places are a rank or a rise by so many; growth is a percentage."""
    if measure == "rank" or unit == "名次":
        return unit == "名次" and measure in ("rank", "change")
    if measure in ("yoy", "change_rate"):
        return unit == "%"
    return measure != "multiple" or unit == "倍"


def _whole(value: object) -> int | None:
    """A mark's number: models write it as a number or as its digits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 7 else None


def _text(row: Mapping[str, Any], name: str, most: int) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _Refused(f"unknown {name}")
    value = "".join(c if c.isprintable() else " " for c in value).strip()
    return None if value in _NOTHING else value[:most]


def _one_of(row: Mapping[str, Any], name: str, allowed: Collection[str]) -> str | None:
    value = _text(row, name, 100)
    if value is not None and value not in allowed:
        raise _Refused(f"unknown {name}")
    return value


def _day(row: Mapping[str, Any], name: str) -> dt.date | None:
    value = _text(row, name, 100)
    if value is None:
        return None
    try:
        day = dt.date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year < LAST_YEAR:
        raise _Refused("no day")
    return day


def _amount(row: Mapping[str, Any]) -> float | None:
    value = row.get("amount")
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e17 else None


def _trigger(row: Mapping[str, Any], text: str, piece: Piece) -> tuple[int, int]:
    """Where the trigger stands: behind the characters quoted before it, else where the piece has it first."""
    trigger, before = row.get("trigger"), row.get("before")
    if not isinstance(trigger, str) or not 0 < len(trigger) <= LONGEST_TRIGGER or not trigger.strip():
        raise _Refused("no trigger")
    if isinstance(before, str) and before:
        # Models quote more or fewer characters than they were asked for.
        for reach in (before[-12:], before[-6:], before[-3:]):
            at = text.find(reach + trigger, max(0, piece.start - len(reach)), piece.end)
            if at >= 0:
                return at + len(reach), at + len(reach) + len(trigger)
    at = text.find(trigger, piece.start, piece.end)
    if at < 0:
        raise _Refused("trigger not in the text")
    return at, at + len(trigger)
