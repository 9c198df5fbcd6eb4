"""Corrections by hand: seeds/corrections.csv, and corrections.csv in the home directory for those who run an installed package.

A correction names one fact by its key, or by document and offsets, and drops it, sets one field of it, or confirms all its
labels. `expect` holds what the reader gave when the correction was written; once the reader gives something else the correction
is stale, is no longer applied, and the check `corrections_hold` says so; an empty `expect` is no guard. A later `retract` takes back what was decided before.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flows.steps.own_parks import FILE_NAME as PARKS
from flows.steps.own_parks import NOT_HERE, in_force, rows_of
from schemas.columns import Column
from schemas.tables import tables
from schemas.validate import split_valid
from schemas.vocabularies import CORRECTABLE_TABLES
from seeds.read import seed_text
from transforms.times.calendar import Span, interval_key, period_row
from warehouse.build import SeedError
from warehouse.corrections import Correction
from warehouse.decisions import read_shared
from warehouse.layout import Home
from warehouse.left_out import LEAVE, LEFT_OUT

FILE_NAME = "corrections.csv"
HEAD = ("document_key", "start_offset", "end_offset", "fact_key", "table_name", "action", "field", "value", "expect", "reason", "who", "date")
FIXED = {
    "observation_key",
    "event_key",
    "document_key",
    "article_key",
    "text",
    "start_offset",
    "end_offset",
    "sentence",
    "page",
    "rule",
    "confidence",
    "same_as",
    "participants",
}
"""Fields that lead back to the text; a correction that changed them would cut the evidence."""
WHOLE = ("confirm", "retract", *LEFT_OUT)
"""Actions that speak of the whole fact."""
EVERY_FIELD = "*"
_EXAMPLE = "document_key,start_offset,end_offset or fact_key"


def correction_texts(home: Home) -> Iterator[tuple[str, str]]:
    """(name, text) of each file of corrections."""
    yield f"seeds/{FILE_NAME}", seed_text(FILE_NAME)
    own = home.root / FILE_NAME
    if own.is_file():
        try:
            yield FILE_NAME, read_shared(own)
        except UnicodeDecodeError as error:
            raise SeedError(f"{own}: not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8") from None


def read_corrections(home: Home) -> list[Correction]:
    """The corrections of both files, in order.

    Raises SeedError naming file and line where one cannot be understood: a correction must never be half applied.
    """
    found: list[Correction] = []
    for name, text in correction_texts(home):
        reader = csv.DictReader(io.StringIO(text, newline=""))
        if tuple(reader.fieldnames or ()) != HEAD:
            raise SeedError(f"{name}, line 1: the columns must be {','.join(HEAD)}")
        for row in reader:
            place = f"{name}, line {reader.line_num}"
            if None in row or None in row.values():
                raise SeedError(f"{place}: {len(HEAD)} fields expected")
            found.append(_correction(place, {key: value.strip() for key, value in row.items()}))
    found += _articles_without_park(home)
    problem = _problem_of(found)
    if problem:
        raise SeedError(problem)
    return found


def _articles_without_park(home: Home) -> list[Correction]:
    """The articles of which the user's register says that they are about no park."""
    blank = dict.fromkeys(("document_key", "start_offset", "end_offset", "value", "found", "original"))
    return [
        Correction({
            **blank, "origin": f"{PARKS}, line {row['line']}", "fact_key": row["form"].lower(), "table_name": "article", "action": LEAVE, "field": EVERY_FIELD,
            "expect": "", "reason": row["reason"] or NOT_HERE, "who": row["who"] or "?", "date": _date(row["date"]), "outcome": "waiting",
        })
        for row in in_force(rows_of(home)).values()
        if row["action"] == NOT_HERE
    ]  # fmt: skip


def _problem_of(corrections: Sequence[Correction]) -> str:
    """What is wrong with the first wrong row or the fact that it restores; empty where nothing is.

    All at once: checking a row by itself costs a hundred times as much.
    """
    restoring = [correction for correction in corrections if correction.fact is not None]
    for table, rows, origins in (
        ("correction", [c.record for c in corrections], corrections),
        ("observation", [c.fact for c in restoring if c.fact is not None], restoring),
    ):
        # Most homes have none, and what validates need not be loaded.
        _, refused = split_valid(table, rows) if rows else (None, [])
        if refused:
            first = min(refused, key=lambda refusal: refusal.place)
            return f"{origins[first.place].record['origin']}: {first.reason}"
    return ""


def problem_of_row(row: Mapping[str, str]) -> str:
    """What is wrong with a row that is to be added; empty where nothing is."""
    try:
        return _problem_of([_correction("", row)]).removeprefix(": ")
    except SeedError as error:
        return str(error).removeprefix(": ")


def _correction(place: str, row: Mapping[str, str]) -> Correction:
    def wrong(message: str) -> SeedError:
        return SeedError(f"{place}: {message}")

    for needed in ("table_name", "action", "field", "reason", "who", "date"):
        # A fact is dropped whole; a field is named only where `expect` is to guard it.
        if not row[needed] and (needed != "field" or row["action"] != "drop" or row["expect"]):
            raise wrong(f"{needed} is missing")
    if row["table_name"] not in CORRECTABLE_TABLES:
        raise wrong(f"table_name {row['table_name']}: one of {', '.join(CORRECTABLE_TABLES)}")
    by_place = bool(row["document_key"] and row["start_offset"] and row["end_offset"])
    if by_place == bool(row["fact_key"]):
        raise wrong(f"name the fact by {_EXAMPLE}, not by both")
    table = tables()[row["table_name"]]
    period = None
    fact = None
    if row["action"] in LEFT_OUT:
        if row["table_name"] != "observation" or not by_place:
            raise wrong(f"{row['action']} speaks of a quantity, named by document_key,start_offset,end_offset")
        fact = _fact(row)
        period = _period(str(fact["period_key"])) if fact is not None else None
        if fact is None or period is None:
            raise wrong("value is the row of observation that the quantity would be, a JSON object")
    if row["action"] in WHOLE:
        if row["field"] != EVERY_FIELD:
            raise wrong(f"{row['action']} speaks of the whole fact: field must be {EVERY_FIELD}")
        if row["action"] == "confirm" and (_labels(row["value"]) is None or _labels(row["expect"]) is None):
            raise wrong("value and expect of a confirmation are its labels, a JSON object of texts")
    elif row["field"] and row["field"] not in table.names:
        raise wrong(f"{row['table_name']} has no field {row['field']}")
    if row["action"] == "override":
        if row["field"] in FIXED:
            raise wrong(f"{row['field']} leads back to the text and cannot be set")
        column = table.column(row["field"])
        value = _value(column, row["value"])
        if value is None and not column.nullable:
            raise wrong(f"{row['value']!r} is no {column.type} for {row['field']}")
        if column.one_of and value not in column.one_of:
            raise wrong(f"{row['field']} {row['value']}: one of {', '.join(column.one_of[:12])} ...")
        if row["field"] == "period_key":
            period = _period(row["value"])
            if period is None:
                raise wrong(f"period_key {row['value']}: an interval such as 2017-01-01/2017-11-30, `..` for an open end, or unknown")
    record: dict[str, Any] = {
        **row, "origin": place, "fact_key": row["fact_key"].lower() or None, "document_key": row["document_key"].lower() or None,
        "start_offset": _number(row["start_offset"]), "end_offset": _number(row["end_offset"]), "date": _date(row["date"]),
        "value": row["value"] if row["action"] in ("override", "confirm", *LEFT_OUT) else None, "outcome": "waiting", "found": None, "original": None,
    }  # fmt: skip
    return Correction(record, period, fact)


def _fact(row: Mapping[str, str]) -> dict[str, Any] | None:
    """The row that a quantity would be, at the place where the correction finds it; None where the text holds none."""
    try:
        found = json.loads(row["value"])
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    named = {name: found.get(name) for name in tables()["observation"].names}
    return named | {"document_key": row["document_key"].lower(), "start_offset": _number(row["start_offset"]), "end_offset": _number(row["end_offset"])}


def _value(column: Column, text: str) -> object:
    """The text as the column's type; None where it is none."""
    if column.type == "DOUBLE":
        try:
            return float(text)
        except ValueError:
            return None
    if column.type == "BOOLEAN":
        return {"true": True, "false": False}.get(text.lower())
    return text or None


def _labels(text: str) -> dict[str, str] | None:
    """The labels of a confirmation; None where the text holds none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and all(isinstance(value, str) for value in found.values()) else None


def _number(text: str) -> int | str | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else text or None


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


@functools.cache
def _period(key: str) -> dict[str, object] | None:
    """The row of the period dimension that a key stands for; None where it is no key."""
    if key == "unknown":
        span = Span(None, None)
    else:
        try:
            begin, end = (None if part == ".." else dt.date.fromisoformat(part) for part in key.split("/"))
        except ValueError:
            return None
        span = Span(begin, end)
    if interval_key(span) != key or (span.begin and span.finish and span.begin > span.finish):
        return None
    row = period_row(span)
    return None if split_valid("period", [row])[1] else row
