"""Extract: from catalogued documents to validated facts, in batches, on any number of processes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from multiprocessing import get_context
from typing import Any

import polars as pl

from flows.steps.extract.cascade import without_dangling
from flows.steps.ingest.files import refusal
from schemas.validate import split_valid
from transforms.facts import DocumentFacts, TooMuch
from transforms.knowledge import knowledge
from transforms.reader import read_document
from transforms.text.decode import decode
from transforms.text.markup import main_text
from transforms.text.search_words import searchable
from transforms.times.calendar import Span, grain_of, interval_key, interval_label
from transforms.times.document_date import document_date
from transforms.version import rule_set_version
from warehouse.layout import Home
from warehouse.store import Store, fact_schema

Rows = dict[str, list[dict[str, Any]]]
BATCH_BYTES = 2_000_000
"""Bytes of the documents of one batch: all its facts are in memory at once, and take a few hundred times as much."""


@dataclass(slots=True)
class ExtractResult:
    """What came of a batch of documents."""

    documents: int = 0
    observations: int = 0
    events: int = 0
    rejected: int = 0
    failed: list[str] = field(default_factory=list)

    def add(self, other: ExtractResult) -> None:
        """Adds another batch's counts."""
        self.documents += other.documents
        self.observations += other.observations
        self.events += other.events
        self.rejected += other.rejected
        self.failed += other.failed


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
        last = span.finish or span.begin
        periods.setdefault(
            key,
            {"period_key": key, "start_date": span.begin, "end_date": span.finish, "grain": grain_of(span),
             "year": last.year if last else None, "label": interval_label(span)},
        )  # fmt: skip
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
        "article": [asdict(fact) for fact in facts.articles], "observation": observations, "event": events,
        "leftover": [asdict(fact) for fact in facts.leftovers], "period": list(periods.values()), "park": list(parks.values()),
        "sentence": [asdict(sentence) for sentence in searchable(text, facts.sentences)],
    }  # fmt: skip


def extract_batch(root: str, run_key: str, number: int, entries: Sequence[Mapping[str, Any]]) -> ExtractResult:
    """Reads one batch of catalogued documents and writes its facts.

    A document on which the reader itself fails becomes a refusal; the rest of the batch goes on.
    """
    store = Store(Home(_path(root)))
    collected: Rows = {}
    refusals: list[dict[str, Any]] = []
    result = ExtractResult()
    keys = []
    for entry in entries:
        key = entry["document_key"]
        keys.append(key)
        try:
            rows = document_rows(entry, store.raw_path(key).read_bytes())
        except Exception as error:  # noqa: BLE001 - whatever one document does to the reader, the batch goes on
            about = {"source": entry["source"], "file_name": entry["file_name"]}
            failed = f"the reader failed: {type(error).__name__}: {error}"[:500], "reader"
            reason, check = (str(error), "size") if isinstance(error, TooMuch) else failed
            refusals.append(refusal(run_key, "extract", key, "document", about, reason, check))
            result.failed.append(key)
            continue
        for table, found in rows.items():
            for row in found:
                collected.setdefault(table, []).append({**row, "document_key": row.get("document_key", key)})
    frames: dict[str, pl.DataFrame] = {}
    for table, rows_of in collected.items():
        frames[table], refused = _validated(run_key, table, rows_of)
        refusals += refused

    def refuse(table: str, row: dict[str, Any], reason: str, check: str) -> None:
        refusals.append(refusal(run_key, "extract", row["document_key"], table, row, reason, check))

    known = {"park": set(knowledge().parks.register), "metric": set(knowledge().metrics)}
    frames = without_dangling(frames, known, refuse)
    frames["rejected"] = _with_run(pl.DataFrame(refusals, schema=fact_schema("rejected"), orient="row"), run_key)
    store.write_batch(run_key, number, rule_set_version(), frames, keys)
    result.documents = len(keys)
    result.observations = len(frames.get("observation", ()))
    result.events = len(frames.get("event", ()))
    result.rejected = len(refusals)
    return result


def _path(root: str) -> Any:
    from pathlib import Path

    return Path(root)


def _validated(run_key: str, table: str, rows: list[dict[str, Any]]) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    accepted, refused = split_valid(table, rows)
    bad = {r.place for r in refused}
    documents = [row["document_key"] for i, row in enumerate(rows) if i not in bad]
    if "document_key" not in accepted.columns:
        accepted = accepted.with_columns(pl.Series("document_key", documents, dtype=pl.String))
    out = [refusal(run_key, "extract", rows[r.place]["document_key"], table, dict(rows[r.place]), r.reason, r.check) for r in refused]
    return _with_run(accepted, run_key), out


def _with_run(frame: pl.DataFrame, run_key: str) -> pl.DataFrame:
    return frame.with_columns(pl.lit(run_key).alias("run_key"))


def pending(store: Store, full: bool) -> list[dict[str, Any]]:
    """Catalogued documents that the present rule set has not read yet (all of them with `full`), in order of their keys."""
    catalogue = store.catalogue()
    if not full:
        done = store.extractions().filter(pl.col("rule_set") == rule_set_version()).select("document_key", done_by="run_key")
        catalogue = catalogue.join(done, on="document_key", how="left").filter(pl.col("done_by").is_null() | (pl.col("touched_by") > pl.col("done_by")))
    return catalogue.sort("document_key").to_dicts()


def batches(entries: Sequence[Mapping[str, Any]], size: int) -> list[Sequence[Mapping[str, Any]]]:
    """Entries in batches of at most `size`, and of at most BATCH_BYTES where they are more than one."""
    parts: list[list[Mapping[str, Any]]] = []
    room = 0
    for entry in entries:
        if not parts or len(parts[-1]) >= size or entry["size"] > room:
            parts.append([])
            room = BATCH_BYTES
        parts[-1].append(entry)
        room -= entry["size"]
    return list(parts)


def extract_all(
    root: str, run_key: str, parts: Sequence[Sequence[Mapping[str, Any]]], workers: int, progress: Callable[[int], None] = lambda done: None
) -> ExtractResult:
    """Reads all batches, with one process or several; the facts are the same."""
    total = ExtractResult()
    for result in _results(root, run_key, parts, workers):
        total.add(result)
        progress(result.documents)
    return total


def _results(root: str, run_key: str, parts: Sequence[Sequence[Mapping[str, Any]]], workers: int) -> Iterator[ExtractResult]:
    if workers <= 1 or len(parts) <= 1:
        for number, part in enumerate(parts):
            yield extract_batch(root, run_key, number, part)
        return
    with ProcessPoolExecutor(max_workers=min(workers, len(parts)), mp_context=get_context("spawn")) as pool:
        futures: list[Future[ExtractResult]] = [pool.submit(extract_batch, root, run_key, i, part) for i, part in enumerate(parts)]
        for future in futures:
            yield future.result()


def now() -> dt.datetime:
    """The present moment, UTC."""
    return dt.datetime.now(dt.UTC)
