"""From one document's bytes to the rows of all tables; pure but for its arguments."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any, NamedTuple

from flows.steps.extract.pages import Pages
from flows.steps.formats.isolated import read_formatted
from transforms.facts import DocumentFacts
from transforms.formats import row as row_format
from transforms.formats.reading import Reading
from transforms.formats.registry import format_named
from transforms.knowledge import knowledge
from transforms.owners.home_park import UNNAMED
from transforms.reader import read_document
from transforms.text.decode import decode
from transforms.text.markup import is_page, main_text
from transforms.text.search_words import searchable
from transforms.times.calendar import Span, period_row
from transforms.times.document_date import Published, document_date
from transforms.version import rule_set_version

Rows = dict[str, list[dict[str, Any]]]
"""Rows by the name of their table."""


def reading_of(content: bytes, media_type: str) -> Reading:
    """What a document's format makes of its bytes; offsets refer to its text."""
    if media_type == row_format.MEDIA_TYPE:
        return Reading(row_format.read(content).text)
    if (form := format_named(media_type)) is not None:
        return read_formatted(form, content)
    text = decode(content).text
    return Reading(main_text(text).text if is_page(media_type, text) else text)


def decoded_text(content: bytes, media_type: str) -> str:
    """The text of a document to which offsets refer."""
    return reading_of(content, media_type).text


class ReadDocument(NamedTuple):
    """A document as the rules read it."""

    text: str
    published: Published
    facts: DocumentFacts
    pages: Pages = Pages()


def read_content(entry: Mapping[str, Any], content: bytes) -> ReadDocument:
    """Reads a catalogued document by the rules; pure but for its arguments."""
    reading = reading_of(content, entry["media_type"])
    text = reading.text
    published = document_date(text, entry["header_date"], entry["given_date"], _source(entry))
    facts = read_document(entry["document_key"], text, published.date, certainty=reading.certainty, basis=published.basis)
    return ReadDocument(text, published, facts, Pages(reading.pages))


def _source(entry: Mapping[str, Any]) -> str:
    return str(entry["header_source"] or entry["source"])


def document_rows(entry: Mapping[str, Any], read: ReadDocument, second_reader: str | None = None) -> Rows:
    """All rows that one document gives, table by table; pure but for its arguments. `second_reader`: what of it is in the facts."""
    text, published, facts, pages = read
    source = _source(entry)
    headline = next((article.headline for article in facts.articles if article.headline), "")
    document = {
        "document_key": entry["document_key"], "source": source, "file_name": entry["file_name"],
        "title": entry["header_title"] or headline, "published_on": published.date, "published_on_basis": published.basis,
        "ingested_at": entry["ingested_at"], "text": text, "media_type": entry["media_type"], "encoding": entry["encoding"],
        "rule_set": rule_set_version(), "second_reader": second_reader,
    }  # fmt: skip
    rows = {"document": [document], **_fact_rows(text, facts), "document_page": pages.rows(entry["document_key"])}
    for table in ("observation", "event", "leftover"):
        for row in rows[table]:
            row["page"] = pages.at(row["start_offset"])
    return rows


def _fact_rows(text: str, facts: DocumentFacts) -> Rows:
    periods: dict[str, dict[str, Any]] = {}
    parks: dict[str, dict[str, Any]] = {}
    register = knowledge().parks.register

    def with_period(row: dict[str, Any]) -> dict[str, Any]:
        period = _period(row.pop("start_date"), row.pop("end_date"))
        key = row["period_key"] = period["period_key"]
        if key not in periods:
            periods[key] = dict(period)
        return row

    def note_park(key: str | None) -> None:
        if key and key not in register and key not in parks:
            province, city = knowledge().parks.where(key)
            parks[key] = {"park_key": key, "name": key, "kind": knowledge().parks.class_of(key) or "园区", "level": None,
                          "province": province or None, "city": city or None, "aliases": [], "is_registered": False}  # fmt: skip

    observations = list(map(with_period, _plain(facts.observations)))
    events = list(map(with_period, _plain(facts.events)))
    for event in events:
        # Which reports tell of the same happening is found out at load, over all documents.
        event["same_as"] = None
    for group in (facts.articles, facts.observations, facts.events, facts.leftovers):
        for fact in group:
            note_park(fact.park_key)
    with_facts = {fact.park_key for group in (facts.observations, facts.events) for fact in group}

    def named_or_with_facts(row: dict[str, Any]) -> dict[str, Any]:
        # 本园区 in a page without figures: nothing is known of such a park, so it is none.
        if row["park_key"] and row["park_key"].startswith(UNNAMED) and row["park_key"] not in with_facts:
            parks.pop(row["park_key"], None)
            row["park_key"] = None
        return row

    articles, leftovers = (list(map(named_or_with_facts, _plain(group))) for group in (facts.articles, facts.leftovers))
    return {
        "article": [row | {"reprint_of": None} for row in articles], "observation": observations, "event": events,
        "leftover": leftovers, "period": list(periods.values()), "park": list(parks.values()),
        "reading": list(_plain(facts.readings)), "sentence": list(_plain(searchable(text, facts.sentences))),
    }  # fmt: skip


def _plain(facts: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """Each fact as a row: its fields as they are, which nobody else holds (dataclasses.asdict copies every value, at half the cost of reading)."""
    for fact in facts:
        names, values = _fields(type(fact))  # type: ignore[arg-type]
        yield dict(zip(names, values(fact), strict=True))


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a record's fields, and what gives their values."""
    names = tuple(field.name for field in fields(kind))
    return names, attrgetter(*names)


@functools.lru_cache(maxsize=4096)
def _period(begin: dt.date | None, end: dt.date | None) -> dict[str, Any]:
    """The row of a period, not to be changed."""
    return period_row(Span(begin, end))
