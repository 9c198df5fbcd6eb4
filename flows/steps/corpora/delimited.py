"""Corpora in CSV and TSV files: a row a record, which may span lines, under a first line that names the fields."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence

from flows.steps.corpora.options import CorpusOptions
from flows.steps.corpora.rows import Broken, CorpusRow, bad, names_texts, row_of
from transforms.text.decode import Unreadable, decode

_DELIMITERS = ",\t;|"
SAMPLE = 1 << 18
"""Bytes by which the encoding is told."""
MOST_UNCLOSED = 100
"""Quotes that are never closed, after each of which reading goes on with the next line; with more the file is no CSV."""


def head_of(sample: bytes) -> tuple[str, str, list[str]] | None:
    """(encoding, delimiter, names of the fields) of a file by its first bytes; None where it is no text."""
    whole, _, _ = sample.rpartition(b"\n")
    # In UTF-16 a line's end has a second byte.
    cut = sample if len(sample) < SAMPLE or sample[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else whole or sample
    try:
        found = decode(cut)
    except Unreadable:
        return None
    first = next((line for line in found.text.lstrip("\ufeff").splitlines() if line.strip()), "")[:20_000]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        names = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error:
        return None
    # With its mark, which tells the order of the bytes, or which is to be left out.
    return {"utf-8": "utf-8-sig"}.get(found.encoding, found.encoding), delimiter, [name.strip() for name in names]


def rows(pieces: Iterator[bytes], options: CorpusOptions, max_bytes: int, longest: int) -> Iterator[CorpusRow]:
    """The rows of a CSV or TSV file, numbered by the line on which each begins; raises Broken where it is none, or names no field of texts."""
    sample, pieces = _looked_at(pieces)
    head = head_of(sample)
    if head is None:
        raise Broken("no text, or an encoding that does not fit (neither UTF-8, UTF-16, GB18030 nor Big5)")
    encoding, delimiter, names = head
    if not names_texts(names, options):
        raise Broken(f"no column {', '.join(options.text)} among {', '.join(names[:20])[:300]} (settings [corpora])")
    counted = [name for name in names if name]
    if len(set(counted)) < len(counted):
        raise Broken("two columns have the same name")
    csv.field_size_limit(max(csv.field_size_limit(), longest))
    records = _records(_Lines(_text_lines(pieces, encoding, longest)), delimiter, longest)
    for _, fields in records:
        # The first line that says anything names the fields.
        if not isinstance(fields, str):
            break
    for number, fields in records:
        if isinstance(fields, str):
            yield bad(number, fields)
        elif len(fields) > len(names) or (len(fields) < len(names) and len(fields) == 1):
            yield bad(number, f"{len(fields)} fields where the first line names {len(names)}")
        else:
            yield row_of(number, dict(zip(names, fields, strict=False)), options, max_bytes)


def _looked_at(pieces: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes of a stream, and the whole of it."""
    first: list[bytes] = []
    size = 0
    for piece in pieces:
        first.append(piece)
        size += len(piece)
        if size >= SAMPLE:
            break

    def all_of_them() -> Iterator[bytes]:
        yield from first
        first.clear()
        yield from pieces

    return b"".join(first)[:SAMPLE], all_of_them()


def _text_lines(pieces: Iterator[bytes], encoding: str, longest: int) -> Iterator[str]:
    """The lines of a text with their ends; a bad byte is one replacement character, a line beyond all reason is cut off."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        *whole, rest = decoder.decode(piece).split("\n")
        for part in whole:
            waiting.append(part)
            yield "".join(waiting)[: longest + 1] + "\n"
            waiting.clear()
            size = 0
        if size <= longest:
            waiting.append(rest)
            size += len(rest)
    waiting.append(decoder.decode(b"", final=True))
    if last := "".join(waiting):
        yield last[: longest + 1]


class _Lines:
    """Lines one by one, numbered from 1, that can be taken back."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._back: list[str] = []
        self.taken: list[str] = []
        """Lines since the record at hand began."""
        self.number = 0
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._back.pop() if self._back else next(self._source)
        self.number += 1
        self.taken.append(line)
        self.size += len(line)
        return line

    def begin(self) -> int:
        """A record begins with the next line; its number."""
        self.taken.clear()
        self.size = 0
        return self.number + 1

    def take_back(self) -> None:
        """All lines but the first of the record at hand are to be read again."""
        again = self.taken[1:]
        self._back += reversed(again)
        self.number -= len(again)
        self.begin()


def _records(lines: _Lines, delimiter: str, longest: int) -> Iterator[tuple[int, Sequence[str] | str]]:
    """The records with their lines; in place of one that never ends the reason, after which reading goes on with the line below."""
    unclosed = 0
    while True:
        number = lines.begin()
        bounded = _Bounded(lines, longest)
        problem, record = "", []
        try:
            record = next(csv.reader(bounded, delimiter=delimiter))
        except StopIteration:
            return
        except csv.Error as error:
            problem = f"no record: {error}"
        if bounded.asked_in_vain:
            problem = "a quote that is never closed"
        if problem:
            unclosed += 1
            if unclosed > MOST_UNCLOSED:
                raise Broken("too many quotes that are never closed; the rest is not read")
            yield number, problem
            lines.take_back()
        elif any(field.strip() for field in record):
            yield number, record


class _Bounded:
    """The lines of one record, no more of them than a record may be long."""

    def __init__(self, lines: _Lines, longest: int) -> None:
        self._lines, self._longest = lines, longest
        self.asked_in_vain = False
        """Whether the record goes on where nothing more comes."""

    def __iter__(self) -> _Bounded:
        return self

    def __next__(self) -> str:
        self.asked_in_vain = bool(self._lines.taken)
        if self._lines.size > self._longest:
            raise StopIteration
        line = next(self._lines)
        self.asked_in_vain = False
        return line
