"""`parkhouse explain`: a document with its quantities and events marked, and how each was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.query import plain
from flows.operations.terminal_text import printable
from flows.steps.corpora.kinds import is_json
from flows.steps.extract.pages import Pages
from flows.steps.extract.rows import reading_of
from flows.steps.sources import MAX_DOCUMENT_BYTES, SourceError, media_type, path_text, read_sidecar
from schemas.vocabularies import LEFTOVER_REASONS
from transforms.facts import DocumentFacts, EventFact, Fact, FrameFact, LeftoverFact, ObservationFact
from transforms.formats.reading import Unreadable as FormatUnreadable
from transforms.formats.registry import bulk_of, format_of, text_type
from transforms.keys import document_key
from transforms.reader import read_document
from transforms.text.articles import read_header
from transforms.text.decode import Unreadable, decode
from transforms.text.markup import is_page
from transforms.times.document_date import document_date
from transforms.times.page_date import page_date
from warehouse.layout import Home

if TYPE_CHECKING:
    from flows.steps.second.options import SecondTask


def explain_file(path: Path, given: dt.date | None, max_bytes: int = MAX_DOCUMENT_BYTES, second: tuple[SecondTask, Home] | None = None) -> str:
    """The document, sentence by sentence: 【quantities】, 〖events〗 and ‹left out›, each with its reading below.

    `second`: the second reader whose kept replies count; nothing is asked.
    Control characters of the document are written out. Raises SourceError for what a run would refuse too: no regular file, or too large.
    """
    content = _content(path, max_bytes)
    if is_json(content):
        raise SourceError(f"{path_text(path)}: JSON, no text: each row of a corpus is a document of its own, which a run reads")
    try:
        form = format_of(content, media_type(path))
        kind = form.media_type if form is not None else text_type(media_type(path), content)
        reading = reading_of(content, kind)
    except (Unreadable, FormatUnreadable, ValueError) as error:
        raise SourceError(f"{path_text(path)}: {error}") from None
    text, pages = reading.text, Pages(reading.pages)
    header, _ = read_header(text)
    if form is not None:
        header = {"date": reading.date} if reading.date else {}
    elif is_page(kind, raw := decode(content).text):
        # As a run has it: a page states its day in its mark-up.
        stated = page_date(raw)
        header = {"date": stated.isoformat()} if stated else {}
    published = document_date(text, read_sidecar(path).date or header.get("date", ""), given, header.get("source", ""))
    facts = read_document(document_key(content), text, published.date, certainty=reading.certainty, basis=published.basis)
    if second is not None:
        _read_again(text, facts, published.date, *second)
    lines = [f"{path_text(Path(path.name))}: published {published.date or 'unknown'} ({published.basis})", ""]
    for article in facts.articles:
        lines += [f"=== {article.headline or '(no headline)'}  [park: {article.park_key or 'none'}]", ""]
        items = sorted(
            [f for f in facts.all() if f.article_key == article.article_key],
            key=lambda f: (f.start_offset, f.end_offset),
        )
        lines += _marked(text, article.start_offset, article.end_offset, items, {frame.start_offset: frame for frame in facts.frames}, pages)
    lines.append(f"{len(facts.observations)} observations, {len(facts.events)} events, {len(facts.leftovers)} quantities left out")
    return printable("\n".join(lines), keep="\n\t")


def _content(path: Path, max_bytes: int) -> bytes:
    """The bytes of a document; a pipe or a device may never end, and is refused."""
    max_bytes *= bulk_of(path.suffix)
    try:
        if not path.is_file():
            raise SourceError(f"{path_text(path)}: not a file")
        with path.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except OSError as error:
        raise SourceError(f"{path_text(path)}: cannot be read: {error.strerror or error}") from None
    if len(content) > max_bytes:
        raise SourceError(f"{path_text(path)}: more than the limit of {max_bytes:,} bytes (setting max_document_bytes)")
    return content


def _read_again(text: str, facts: DocumentFacts, published_on: dt.date | None, task: SecondTask, home: Home) -> None:
    """Makes the facts those of both readers, as far as replies are kept."""
    from flows.steps.second.reading import apply_replies
    from flows.steps.second.replies import Replies, replies_file

    if not replies_file(home).is_file():
        return
    replies = Replies(home, writable=False)
    try:
        apply_replies(text, facts, published_on, task, replies)
    finally:
        replies.close()


def _both(fact: ObservationFact | EventFact) -> str:
    """What two readers together say of a fact."""
    if "model" not in fact.readers:
        return ""
    return "  both readers agree" if fact.agreed else "  the readers differ" if fact.agreed is False else "  the second reader left a label out"


_MARKS = {ObservationFact: "【】", EventFact: "〖〗", LeftoverFact: "‹›"}


def _marked(text: str, start: int, end: int, items: list[Fact], frames: Mapping[int, FrameFact], pages: Pages) -> list[str]:
    lines: list[str] = []
    position = start
    for line in text[start:end].splitlines(keepends=True):
        here = [item for item in items if position <= item.start_offset < position + len(line)]
        marked, at = "", position
        for item in here:
            if item.start_offset < at:
                continue
            opening, closing = tuple(_MARKS[type(item)])
            marked += text[at : item.start_offset] + opening + text[item.start_offset : item.end_offset] + closing
            at = item.end_offset
        marked += text[at : max(at, position + len(line))]
        if marked.strip():
            lines.append(marked.rstrip())
            lines += [f"    {_reading(item)}{_frame(frames.get(item.start_offset), item)}{_page(pages.at(item.start_offset))}" for item in here]
        position += len(line)
    lines.append("")
    return lines


def _page(page: int | None) -> str:
    return f"  (page {page})" if page else ""


_NAMED_IN = {
    "clause": "named in the clause", "sentence": "named in the sentence", "paragraph": "named in the paragraph", "headline": "named in the headline",
    "document": "named in the article", "dateline": "told by city and class", "unnamed": "not named", "table_row": "named in its row or column", "table_section": "named in a line above its row",
    "table_caption": "named above the table",
}  # fmt: skip
_KINDS = {"place": "a place", "parks": "many parks", "several": "several parks", "nobody": "nothing known"}


def _frame(frame: FrameFact | None, item: Fact) -> str:
    """What a figure stands under: the kind of its subject, and where its park was named."""
    if frame is None or isinstance(item, EventFact):
        return ""
    if isinstance(item, LeftoverFact):
        about = _KINDS.get(frame.kind)
        return f"  (the clause speaks of {about}{': ' + frame.subject if frame.subject else ''})" if about else ""
    return f"  ({item.subject_type}; park {_NAMED_IN.get(frame.named_in, frame.named_in)})"


def _reading(item: Fact) -> str:
    if isinstance(item, LeftoverFact):
        return f"‹{item.text}›  left out: {LEFTOVER_REASONS[item.reason]}"
    when = f"{item.start_date or '..'}/{item.end_date or '..'}" if item.start_date or item.end_date else "no period"
    if isinstance(item, EventFact):
        money = f"  {plain(item.amount)} 元" if item.amount else ""
        return f"〖{item.text}〗  {item.event_type} ({item.status})  {item.park_key}  {when}  {item.title}{money}  [{item.rule} {item.confidence}]{_both(item)}"
    return (
        f"【{item.text}】  {item.metric_key} {item.measure} = {plain(item.value)} {item.unit} ({item.qualifier}, {item.status})  "
        f"{item.park_key} / {item.subject}  {when}  [{item.rule} {item.confidence}]{_both(item)}"
    )
