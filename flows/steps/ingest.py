"""Ingest: bytes as received under their SHA-256, and a catalogue of what came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from flows.steps.sources import SourceFile, media_type, read_sidecar
from schemas.validate import as_json
from transforms.decode import Unreadable, decode
from transforms.keys import document_key, fact_key
from transforms.layout import read_header
from transforms.markup import looks_like_html, main_text
from warehouse.store import Store


@dataclass(slots=True)
class IngestResult:
    """What came of a batch of files."""

    seen: int = 0
    new: list[str] = field(default_factory=list)
    skipped: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)


def refusal(run_key: str, stage: str, key: str | None, table: str, row: dict[str, Any], reason: str, check: str) -> dict[str, Any]:
    """A row of `rejected`."""
    text = as_json(row)
    return {
        "rejected_key": fact_key("rejected", stage, key or "", table, text, check), "run_key": run_key, "stage": stage,
        "document_key": key, "table_name": table, "row": text, "reason": reason, "check_name": check,
    }  # fmt: skip


def ingest_files(
    store: Store,
    run_key: str,
    files: Sequence[SourceFile],
    known: Set[str],
    given: Mapping[str, dt.date | None],
    published_on: dt.date | None,
    max_bytes: int,
    now: dt.datetime,
    progress: Callable[[], None] = lambda: None,
) -> IngestResult:
    """Takes in a batch of files; one that cannot be read becomes a refusal and the rest goes on.

    `known` holds the keys of documents taken in before; `given` holds the day given for each
    before, and a document for which another is given now gets a further record.
    """
    result = IngestResult()
    taken: set[str] = set()
    for file in files:
        progress()
        result.seen += 1
        about = {"source": file.source, "file_name": file.path.name.encode("utf-8", "backslashreplace").decode()}
        key: str | None = None
        try:
            size = file.path.stat().st_size
            if size > max_bytes:
                raise Unreadable(f"{size:,} bytes, more than the limit of {max_bytes:,} (setting max_document_bytes)")
            with file.path.open("rb") as stream:
                content = stream.read(max_bytes + 1)
            if len(content) > max_bytes:
                raise Unreadable(f"more than the limit of {max_bytes:,} bytes (setting max_document_bytes)")
            key = document_key(content)
            if key in known or key in taken:
                result.skipped += 1
                if published_on is not None and given.get(key) != published_on:
                    row = _catalogue_row(file, content, key)
                    result.rows.append({**about, **row, "document_key": key, "given_date": published_on, "ingested_at": now, "run_key": run_key})
                continue
            row = _catalogue_row(file, content, key)
        except Unreadable as error:
            result.rejected.append(refusal(run_key, "ingest", key, "document", about, str(error), "readable"))
            continue
        except OSError as error:
            result.rejected.append(refusal(run_key, "ingest", None, "document", about, f"cannot be read: {error.strerror or error}", "readable"))
            continue
        except Exception as error:  # noqa: BLE001
            # A fault of a parser on one file must not stop the others.
            reason = f"cannot be read: {type(error).__name__}: {str(error)[:300]}".encode("utf-8", "backslashreplace").decode()
            result.rejected.append(refusal(run_key, "ingest", key, "document", about, reason, "readable"))
            continue
        store.keep_raw(key, content)
        taken.add(key)
        result.new.append(key)
        result.rows.append({**about, **row, "document_key": key, "given_date": published_on, "ingested_at": now, "run_key": run_key})
    return result


def _catalogue_row(file: SourceFile, content: bytes, key: str) -> dict[str, Any]:
    """What the catalogue records of a readable document; raises Unreadable otherwise."""
    text, encoding = decode(content)
    kind = media_type(file.path)
    if kind != "text/html" and looks_like_html(text):
        kind = "text/html"
    sidecar = read_sidecar(file.path)
    title, date, source = sidecar.title, sidecar.date, sidecar.source
    if kind == "text/html":
        try:
            page = main_text(text)
        except ValueError as error:
            raise Unreadable(str(error)) from None
        title, date = title or page.title, date or page.date
    else:
        header, _ = read_header(text)
        title, date, source = title or header.get("title", ""), date or header.get("date", ""), source or header.get("source", "")
    return {"media_type": kind, "encoding": encoding, "size": len(content), "header_date": date, "header_title": title, "header_source": source}
