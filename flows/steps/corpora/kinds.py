"""Which files are corpora: by their names, and where these do not tell by how they begin."""

from __future__ import annotations

import json
from pathlib import Path
from typing import BinaryIO

from flows.steps.corpora.delimited import SAMPLE, head_of
from flows.steps.corpora.json_lines import parsed
from flows.steps.corpora.names import ENDINGS, Kind, ending_of
from flows.steps.corpora.options import CorpusOptions
from flows.steps.corpora.parquet import MAGIC
from flows.steps.corpora.rows import Broken, names_texts
from flows.steps.corpora.streams import chunks, opened


def kind_of(path: Path, options: CorpusOptions) -> Kind | None:
    """What corpus a file is that no other kind of document has its name from; None where it is none, or cannot be looked at."""
    kind = ENDINGS.get(ending_of(path.name))
    if kind == "delimited":
        return kind if _names_texts(path, options) else None
    return kind or _sniffed(path)


def is_json(content: bytes) -> bool:
    """Whether a file is JSON, by lines or as a whole: data, and no text to be read."""
    if content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] not in (b"{", b"["):
        return False
    if begins_as_rows(content):
        return True
    try:
        return isinstance(json.loads(content), dict | list)
    except (ValueError, RecursionError):
        return False


def begins_as_rows(start: bytes) -> bool:
    """Whether the first line of a file is a JSON object, so that the file is no text but a corpus."""
    first = next((line for line in start.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()), b"")
    if not first.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(parsed(first), dict)
    except (ValueError, RecursionError):
        return False


def _start(path: Path) -> bytes:
    """The first bytes of a file, unpacked; nothing where it cannot be read."""
    found = b""
    try:
        stream: BinaryIO
        with opened(path) as stream:
            for piece in chunks(stream, SAMPLE * 64):
                found += piece
                if len(found) >= SAMPLE:
                    break
    except (OSError, ValueError, Broken):
        pass
    return found[:SAMPLE]


def _names_texts(path: Path, options: CorpusOptions) -> bool:
    head = head_of(_start(path))
    return head is not None and names_texts(head[2], options)


def _sniffed(path: Path) -> Kind | None:
    start = _start(path)
    if start.startswith(MAGIC):
        return "parquet"
    return "json lines" if begins_as_rows(start) else None
