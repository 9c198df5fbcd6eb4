"""One row of a corpus, from its fields to the document that it is, or why it is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flows.steps.corpora.options import CorpusOptions
from transforms.formats.reading import Unreadable
from transforms.formats.row import is_markup, row_bytes
from transforms.text.articles import read_header
from transforms.text.hollow import hollow
from transforms.times.moments import BEIJING, parse_moment
from transforms.times.page_date import page_date

LONGEST_FIELD = 2_000
"""Characters that count of a title or a source."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
_SECONDS = (1, 4_200_000_000)
_MILLISECONDS = (100_000_000_000, 4_200_000_000_000)
_KINDS = {dict: "an object", list: "a list", bool: "a truth value", int: "a number", float: "a number", bytes: "bytes", type(None): "nothing"}


class Broken(Exception):
    """Why a file cannot be read any further; the message is for people."""


@dataclass(slots=True, frozen=True)
class CorpusRow:
    """One row: what is kept of it, or why it is refused."""

    number: int
    """Its line, or its place in a table, from 1."""
    content: bytes = b""
    title: str = ""
    date: str = ""
    source: str = ""
    problem: str = ""
    check: str = "corpus_row"


def bad(number: int, problem: str) -> CorpusRow:
    """A row that is refused."""
    return CorpusRow(number, problem=problem.encode("utf-8", "backslashreplace").decode())


def row_of(number: int, fields: Mapping[str, Any], options: CorpusOptions, max_bytes: int) -> CorpusRow:
    """The document that a row is; one that is none has a problem instead."""
    if not names_texts(fields, options, exactly=True):
        # Text, CONTENT: names as they come out of tables.
        fields = {str(name).strip().lower(): value for name, value in fields.items()}
    try:
        text = _text(fields, options.text)
        title = _plain(fields, options.title, "title")
        source = _plain(fields, options.source, "source")
        date = _date(fields, options.date)
        if len(text) > max_bytes or len(text.encode("utf-8", "replace")) > max_bytes:
            raise Unreadable(f"a text of more than {max_bytes:,} bytes (setting max_document_bytes)")
        title, date, source = _stated(text, title, date, source)
        return CorpusRow(number, row_bytes(text, title, date, source), title, date, source)
    except Unreadable as error:
        return bad(number, str(error))


def names_texts(names: Collection[str], options: CorpusOptions, exactly: bool = False) -> bool:
    """Whether fields of a text are among these, in small letters or as they are set."""
    return any(name in names for name in options.text) or (not exactly and any(name.strip().lower() in options.text for name in names))


def _first(fields: Mapping[str, Any], names: Sequence[str]) -> tuple[str, Any]:
    """The first field of these names that holds anything."""
    for name in names:
        value = fields.get(name)
        # A table without a value in a place has none there, not a number that is none.
        if value is None or value != value or (isinstance(value, str) and not value.strip()):
            continue
        return name, value
    return "", None


def _text(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    name, value = _first(fields, names)
    if isinstance(value, str):
        return value
    if name:
        raise Unreadable(f"{name} holds {_kind(value)}, no text")
    if any(name in fields for name in names):
        raise Unreadable("its text is empty")
    raise Unreadable(f"no text: it has none of the fields {', '.join(names)} (settings [corpora])")


def _plain(fields: Mapping[str, Any], names: Sequence[str], what: str) -> str:
    """A title or a source in one line."""
    name, value = _first(fields, names)
    if isinstance(value, dict | list | bytes | bool):
        raise Unreadable(f"{name} holds {_kind(value)}, no {what}")
    return " ".join(_BREAKS.sub(" ", str(value)[:LONGEST_FIELD]).split()) if name else ""


def _date(fields: Mapping[str, Any], names: Sequence[str]) -> str:
    """A day in ISO form where the value names one, else as it stands."""
    name, value = _first(fields, names)
    if isinstance(value, dict | list | bytes | bool):
        raise Unreadable(f"{name} holds {_kind(value)}, no date")
    if isinstance(value, dt.datetime):
        return (value if value.tzinfo is None else value.astimezone(BEIJING)).date().isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    written = _BREAKS.sub(" ", str(value)[:100]).strip() if name else ""
    found = parse_moment(written) or _since_epoch(written)
    return found.isoformat() if found else written


def _since_epoch(written: str) -> dt.date | None:
    """1614556800 or 1614556800000: seconds or milliseconds since 1970, as a day in Beijing."""
    digits = written.split(".")[0]
    if not (digits.isascii() and digits.isdigit() and len(digits) in (9, 10, 12, 13)):
        return None
    number = int(digits)
    if _SECONDS[0] <= number <= _SECONDS[1]:
        return dt.datetime.fromtimestamp(number, BEIJING).date()
    if _MILLISECONDS[0] <= number <= _MILLISECONDS[1]:
        return dt.datetime.fromtimestamp(number / 1000, BEIJING).date()
    return None


def _stated(text: str, title: str, date: str, source: str) -> tuple[str, str, str]:
    """What the text itself states where the row has no field for it."""
    if is_markup(text):
        if why := hollow(text):
            raise Unreadable(why)
        found = None if date else page_date(text)
        return title, date or (found.isoformat() if found else ""), source
    if title and date and source:
        return title, date, source
    header, _ = read_header(text)
    return title or header.get("title", ""), date or header.get("date", ""), source or header.get("source", "")


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "something else")
