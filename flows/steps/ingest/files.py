"""Ingest: bytes as received under their SHA-256, and a catalogue of what came in."""

from __future__ import annotations

import datetime as dt
import json
import stat
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flows.steps.corpora.kinds import is_json
from flows.steps.corpora.names import may_be_corpus
from flows.steps.formats.isolated import read_formatted
from flows.steps.ingest.quarantine import keep_refused
from flows.steps.ingest.same_text import page_text, text_sha256
from flows.steps.refusal import refusal
from flows.steps.sources import SUFFIXES, SourceFile, media_type, read_sidecar
from transforms.formats import row as row_format
from transforms.formats.reading import Unreadable as FormatUnreadable
from transforms.formats.registry import Format, bulk_of, format_named, format_of, text_type
from transforms.keys import document_key
from transforms.text.articles import read_header
from transforms.text.decode import Unreadable, decode
from transforms.text.hollow import hollow
from transforms.text.markup import is_page, main_text
from transforms.times.page_date import page_date
from transforms.version import rule_set_version
from warehouse.forget import NOTHING_FORGOTTEN, Forgotten
from warehouse.sightings import Sightings
from warehouse.store import Store


@dataclass(slots=True)
class IngestResult:
    """What came of a batch of files."""

    seen: int = 0
    new: list[str] = field(default_factory=list)
    skipped: int = 0
    withdrawn: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    """Places of what was forgotten on purpose."""
    hollow: list[str] = field(default_factory=list)
    """Places whose page says only that a script must run, or that the visitor is to be checked."""


class Hollow(Unreadable):
    """A page that holds no text of its own; the message says what it says instead."""


def ingest_files(
    store: Store,
    run_key: str,
    files: Sequence[SourceFile],
    known: Container[str],
    given: Mapping[str, dt.date | None],
    published_on: dt.date | None,
    max_bytes: int,
    now: dt.datetime,
    sightings: Sightings,
    progress: Callable[[], None] = lambda: None,
    forgotten: Forgotten = NOTHING_FORGOTTEN,
) -> IngestResult:
    """Takes in a batch of documents; one that cannot be read becomes a refusal and the rest goes on.

    `known` holds the keys of documents taken in before; `given` holds the day given for each
    before, and a document for which another is given now gets a further record.
    """
    result = IngestResult()
    taken: set[str] = set()
    for file in files:
        progress()
        result.seen += 1
        about = {"source": file.source, "file_name": file.file_name}

        def refuse(key: str | None, reason: str, content: bytes | None = None, check: str = "", file: SourceFile = file, about: dict[str, Any] = about) -> None:
            result.rejected.append(refusal(run_key, "ingest", key, "document", about, reason, check or file.check))
            if file.web is not None and file.web.gone:
                result.withdrawn += sightings.missing(file.place, file.source)
            else:
                sightings.refused(file.place, file.source, again=file.row is not None)
            if content is not None:
                keep_refused(store.home, file, content, rule_set_version())

        if forgotten.covers(file.place) or (file.web and file.web.unchanged in forgotten.keys):
            result.passed_over.append(file.place)
            continue
        if file.problem:
            refuse(None, file.problem)
            continue
        if file.web is not None and file.web.unchanged:
            sightings.seen(file.place, file.source, file.web.unchanged)
            result.skipped += 1
            continue
        key: str | None = None
        content: bytes | None = None
        row: dict[str, Any] | None = None
        try:
            content = file.row.content if file.row else file.inside if file.inside is not None else _read(file, max_bytes)
            sidecar = "" if file.web or file.row or file.inside is not None else _sidecar_mark(file)
            key = document_key(content)
            if key in forgotten.keys or (key not in known and forgotten.texts and _was_forgotten(content, file, forgotten)):
                result.passed_over.append(file.place)
                continue
            is_new = key not in known and key not in taken
            if is_new:
                row = _catalogue_row(file, content, key)
                if file.web and (before := _same_page(store, file, content, sightings)):
                    # Only what stands around the text has changed: a counter, an advertisement, the time of day.
                    key, is_new = before, False
            other_day = is_new or (published_on is not None and given.get(key) != published_on)
            if other_day or sightings.restated(file.place, key, sidecar):
                row = row or _catalogue_row(file, content, key)
            else:
                row = None
        except Hollow as error:
            result.hollow.append(file.place)
            refuse(key, str(error), content, "script_only")
            continue
        except (Unreadable, FormatUnreadable) as error:
            refuse(key, str(error), content)
            continue
        except OSError as error:
            refuse(None, f"cannot be read: {error.strerror or error}")
            continue
        except Exception as error:  # noqa: BLE001
            # A fault of a parser on one file must not stop the others.
            refuse(key, f"cannot be read: {type(error).__name__}: {str(error)[:300]}".encode("utf-8", "backslashreplace").decode(), content)
            continue
        if is_new:
            store.keep_raw(run_key, key, content)
            taken.add(key)
            result.new.append(key)
        else:
            result.skipped += 1
        if row is not None:
            given_date = published_on if other_day else None
            result.rows.append({**about, **row, "document_key": key, "given_date": given_date, "ingested_at": now, "run_key": run_key})
        sightings.seen(file.place, file.source, key, sidecar, file.mark)
    return result


def _read(file: SourceFile, max_bytes: int) -> bytes:
    """A document's bytes; raises Unreadable where it is no plain file or too large."""
    # Paths were resolved when the folder was listed: a link there now was put in the file's place since; a pipe might never end.
    form = format_named(file.web.media_type) if file.web else None
    max_bytes *= form.bulk if form else bulk_of(file.path.suffix)
    found = file.path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("no plain file any more")
    if found.st_size > max_bytes:
        raise Unreadable(f"{found.st_size:,} bytes, more than the limit of {max_bytes:,} (setting max_document_bytes)")
    with file.path.open("rb") as stream:
        content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise Unreadable(f"more than the limit of {max_bytes:,} bytes (setting max_document_bytes)")
    return content


def _was_forgotten(content: bytes, file: SourceFile, forgotten: Forgotten) -> bool:
    """Whether a document with other bytes holds the very text of a forgotten one."""
    try:
        return text_sha256(content, _is_page(file)) in forgotten.texts
    except ValueError:
        return False


def _sidecar_mark(file: SourceFile) -> str:
    """What a file beside the document states, as one text; empty where there is none."""
    found = read_sidecar(file.path)
    return json.dumps(found, ensure_ascii=False) if any(found) else ""


def _same_page(store: Store, file: SourceFile, content: bytes, sightings: Sightings) -> str:
    """The document that stands at a page's address already, where its text is the same but for a counter; else empty."""
    last = sightings.last(file.place)
    if last is None or last.document_key is None or file.web is None:
        return ""
    try:
        old = store.raw_bytes(last.document_key)
        return last.document_key if page_text(old, _is_page(file)) == page_text(content, _is_page(file)) else ""
    except (OSError, ValueError):
        return ""


def _is_page(file: SourceFile) -> bool:
    return (file.web.media_type if file.web else media_type(file.path)) == "text/html"


def _kind(file: SourceFile, content: bytes, text: str) -> str:
    kind = text_type(file.web.media_type if file.web else media_type(file.path), content)
    return "text/html" if is_page(kind, text) else kind


def _catalogue_row(file: SourceFile, content: bytes, key: str) -> dict[str, Any]:
    """What the catalogue records of a readable document; raises Unreadable otherwise."""
    if (row := file.row) is not None:
        # What its fields say was looked at when it was read from its file.
        kept = {"media_type": row_format.MEDIA_TYPE, "encoding": "utf-8", "size": len(content)}
        return kept | {"header_date": row.date, "header_title": row.title, "header_source": row.source}
    if may_be_corpus(file.path.name) and file.path.suffix.lower() not in SUFFIXES:
        raise Unreadable("a table without a column of texts (settings [corpora])")
    if (form := format_of(content, file.web.media_type if file.web else media_type(file.path))) is not None:
        return _formatted_row(file, content, form)
    if is_json(content):
        raise Unreadable("JSON, no text to be read; a corpus has an object a line, and a name that ends in .jsonl")
    text, encoding = decode(content)
    kind = _kind(file, content, text)
    title, date, source = ("", "", "") if file.web else _beside(file)
    if (file.web or kind == "text/html") and (why := hollow(text)):
        raise Hollow(why)
    if kind == "text/html":
        try:
            page = main_text(text)
        except ValueError as error:
            raise Unreadable(str(error)) from None
        stated = page_date(text)
        title, date = title or page.title, date or (stated.isoformat() if stated else "")
    else:
        header, _ = read_header(text)
        title, date, source = title or header.get("title", ""), date or header.get("date", ""), source or header.get("source", "")
    if file.web:
        # The source of a page is its address, whatever the page says; a feed knows title and day where the page does not.
        title, date, source = title or file.web.title, date or file.web.date, ""
    return {"media_type": kind, "encoding": encoding, "size": len(content), "header_date": date, "header_title": title, "header_source": source}


def _formatted_row(file: SourceFile, content: bytes, form: Format) -> dict[str, Any]:
    """What the catalogue records of a document that is no text, after a first look at it."""
    found = read_formatted(form, content, look=True)
    title, date, source = (file.web.title, "", "") if file.web else _beside(file)
    # What stands in the document of itself comes before what a feed says of it.
    title, date = title or found.title, date or found.date or (file.web.date if file.web else "")
    return {
        "media_type": form.media_type,
        "encoding": found.encoding,
        "size": len(content),
        "header_date": date,
        "header_title": title,
        "header_source": source,
    }


def _beside(file: SourceFile) -> tuple[str, str, str]:
    sidecar = read_sidecar(file.path)
    return sidecar.title, sidecar.date, sidecar.source
