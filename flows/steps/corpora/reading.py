"""A corpus file read from its beginning, or from where it ended when it was last read."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.steps.corpora import delimited, json_lines, parquet
from flows.steps.corpora.names import Kind
from flows.steps.corpora.options import CorpusOptions
from flows.steps.corpora.rows import Broken, CorpusRow, bad
from flows.steps.corpora.streams import CHUNK, chunks, is_packed, lines, opened

LINE_SHARE = 4
"""A line may hold so many times the bytes of the largest document: its escapes, and fields that are not read."""


@dataclass(slots=True, frozen=True)
class Reached:
    """How far a file of lines was read: all bytes up to the last whole line, and their hash."""

    bytes: int = 0
    lines: int = 0
    sha256: str = ""


class CorpusReading:
    """The rows of one file; after the last of them it tells how far it came."""

    def __init__(self, path: Path, kind: Kind, options: CorpusOptions, max_bytes: int) -> None:
        self.path, self.kind, self.options, self._max_bytes = path, kind, options, max_bytes
        self._longest = LINE_SHARE * max_bytes
        self._hash = hashlib.sha256()
        self._bytes = self._lines = 0
        self.reached: Reached | None = None
        """None where the file cannot be read on later from there."""
        self.is_whole = False
        """Whether the file was read to its end."""

    def rows(self, before: Reached | None = None) -> Iterator[CorpusRow]:
        """The rows, those that are refused among them; of a file that breaks off the last one says so.

        `before`: how far an earlier reading came; the file must be verified by `continues`. Raises OSError where the disk fails,
        Broken where the file holds no rows at all.
        """
        number = 0
        try:
            with opened(self.path) as stream:
                if self.kind == "parquet":
                    found = parquet.rows(stream, self.options, self._max_bytes)
                elif self.kind == "delimited":
                    found = delimited.rows(chunks(stream, self.options.max_bytes), self.options, self._max_bytes, self._longest)
                else:
                    packed = is_packed(stream)
                    if before is not None:
                        stream.seek(before.bytes)
                        self._bytes, self._lines = before.bytes, before.lines
                    numbered = enumerate(lines(chunks(stream, self.options.max_bytes), self._longest, self._note), self._lines + 1)
                    found = json_lines.rows(numbered, self.options, self._max_bytes, self._longest)
                    if not packed:
                        self.reached = Reached()
                for row in itertools.islice(found, self.options.max_rows):
                    number = row.number
                    yield row
                if next(found, None) is not None:
                    raise Broken(f"more than {self.options.max_rows:,} rows (setting corpora.max_rows); the rest is not read")
            self.is_whole = True
            if self.reached is not None:
                self.reached = Reached(self._bytes, self._lines, self._hash.hexdigest())
        except Broken as error:
            self.reached = None
            if not number:
                raise
            yield bad(number + 1, str(error))

    def _note(self, piece: bytes) -> None:
        self._hash.update(piece)
        self._bytes += len(piece)
        self._lines += piece.endswith(b"\n")

    def continues(self, before: Reached) -> bool:
        """Whether the file begins with the very bytes that were read before; lines may have come since."""
        if not before.bytes:
            return False
        left = before.bytes
        self._hash = hashlib.sha256()
        with opened(self.path) as stream:
            if is_packed(stream):
                return False
            while left and (piece := stream.read(min(CHUNK, left))):
                self._hash.update(piece)
                left -= len(piece)
        if not left and self._hash.hexdigest() == before.sha256:
            return True
        self._hash = hashlib.sha256()
        return False
