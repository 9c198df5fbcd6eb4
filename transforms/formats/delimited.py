"""CSV and TSV files that are one table; those of which each row is a text are corpora, and read elsewhere."""

from __future__ import annotations

import csv
import io

from transforms.formats.grids import Span, TableTooLarge, sheet_text
from transforms.formats.limits import LIMITS, FormatLimits
from transforms.formats.reading import Reading, Unreadable
from transforms.tables.markup import one_line
from transforms.text.decode import Unreadable as NoText
from transforms.text.decode import decode

_LOOKED_AT = 50
_TITLE = 100


def read_delimited(content: bytes, limits: FormatLimits = LIMITS) -> Reading:
    """The table of a CSV or TSV file. Raises Unreadable."""
    try:
        text, encoding = decode(content)
    except NoText as error:
        raise Unreadable(str(error)) from None
    rows: list[list[Span]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_delimiter(text)):
            cells += len(row)
            if cells > limits.cells:
                raise Unreadable(f"a table of more than {limits.cells:,} cells (setting formats.cells)")
            rows.append([Span(one_line(cell)) for cell in row])
        found = sheet_text(rows)
    except csv.Error as error:
        raise Unreadable(f"a broken table: {error}") from None
    except TableTooLarge as error:
        raise Unreadable(str(error)) from None
    if not found:
        raise Unreadable("a table without a filled cell")
    first = found.partition("\n")[0]
    return Reading(found + "\n", "" if first.startswith("|") or len(first) > _TITLE else first, encoding=encoding)


def _delimiter(text: str) -> str:
    """What parts the cells: the sign that most of the first lines have as often."""
    lines = [line for line in text[:200_000].splitlines()[: _LOOKED_AT + 1] if line.strip()][:_LOOKED_AT]
    best, most = ",", 0
    for sign in "\t,;|":
        counts = [line.count(sign) for line in lines if line.count(sign)]
        if counts:
            usual = max(counts, key=counts.count)
            if counts.count(usual) > most:
                best, most = sign, counts.count(usual)
    return best
