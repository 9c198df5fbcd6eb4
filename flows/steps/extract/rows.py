"""From one document's bytes to the rows of all tables; pure but for its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from transforms.facts import DocumentFacts
from transforms.knowledge import knowledge
from transforms.reader import read_document
from transforms.text.decode import decode
from transforms.text.markup import main_text
from transforms.text.search_words import searchable
from transforms.times.calendar import Span, interval_key, period_row
from transforms.times.document_date import document_date
from transforms.version import rule_set_version

Rows = dict[str, list[dict[str, Any]]]
"""Rows by the name of their table."""


def decoded_text(content: bytes, media_type: str) -> str:
    """The text of a document to which offsets refer."""
    text = decode(content).text
    return main_text(text).text if media_type == "text/html" else text


def document_rows(entry: Mapping[str, Any], content: bytes) -> Rows:
    """All rows that one document gives, table by table; pure but for its arguments."""
    text = decoded_text(content, entry["media_type"])
    source = entry["header_source"] or entry["source"]
    published = document_date(text, entry["header_date"], entry["given_date"], source)
    facts = read_document(entry["document_key"], text, published.date)
    headline = next((article.headline for article in facts.articles if article.headline), "")
    document = {
        "document_key": entry["document_key"], "source": source, "file_name": entry["file_name"],
        "title": entry["header_title"] or headline, "published_on": published.date, "published_on_basis": published.basis,
        "ingested_at": entry["ingested_at"], "text": text, "media_type": entry["media_type"], "encoding": entry["encoding"],
        "rule_set": rule_set_version(),
    }  # fmt: skip
    return {"document": [document], **_fact_rows(text, facts)}


def _fact_rows(text: str, facts: DocumentFacts) -> Rows:
    periods: dict[str, dict[str, Any]] = {}
    parks: dict[str, dict[str, Any]] = {}

    def with_period(row: dict[str, Any]) -> dict[str, Any]:
        span = Span(row.pop("start_date"), row.pop("end_date"))
        key = interval_key(span)
        periods.setdefault(key, period_row(span))
        return {**row, "period_key": key}

    def note_park(key: str | None) -> None:
        finder = knowledge().parks
        if key and key not in finder.register:
            parks.setdefault(key, {"park_key": key, "name": key, "kind": finder.class_of(key) or "园区", "level": None, "province": None,
                                   "city": None, "aliases": [], "is_registered": False})  # fmt: skip

    observations = [with_period(asdict(fact)) for fact in facts.observations]
    # Which reports tell of the same happening is found out at load, over all documents.
    events = [with_period(asdict(fact)) | {"same_as": None} for fact in facts.events]
    for group in (facts.articles, facts.observations, facts.events, facts.leftovers):
        for fact in group:
            note_park(fact.park_key)
    return {
        "article": [asdict(fact) | {"reprint_of": None} for fact in facts.articles], "observation": observations, "event": events,
        "leftover": [asdict(fact) for fact in facts.leftovers], "period": list(periods.values()), "park": list(parks.values()),
        "sentence": [asdict(sentence) for sentence in searchable(text, facts.sentences)],
    }  # fmt: skip
