"""Corpora of JSON lines: an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flows.steps.corpora.options import CorpusOptions
from flows.steps.corpora.rows import CorpusRow, bad, row_of
from transforms.text.decode import Unreadable, decode

_BOM = b"\xef\xbb\xbf"


class _Twice(ValueError):
    """A key that stands twice in one object."""


def rows(numbered: Iterator[tuple[int, bytes | None]], options: CorpusOptions, max_bytes: int, longest: int) -> Iterator[CorpusRow]:
    """The rows that numbered lines hold; a line that is none is a row with a problem, a blank one is nothing."""
    for number, line in numbered:
        if line is None:
            yield bad(number, f"a line of more than {longest:,} bytes")
            continue
        if number == 1:
            line = line.removeprefix(_BOM)
        line = line.strip()
        if not line:
            continue
        try:
            fields = parsed(line)
        except (ValueError, RecursionError) as error:
            yield bad(number, _why(error))
            continue
        if not isinstance(fields, dict):
            yield bad(number, f"no JSON object but {'a list' if isinstance(fields, list) else 'a single value'}")
            continue
        yield row_of(number, fields, options, max_bytes)


def parsed(line: bytes) -> Any:
    """A line as JSON; one that is not UTF-8 is read in the encoding that fits it. Raises ValueError, or RecursionError where it is nested past all reason."""
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = decode(line).text
    return json.loads(text, object_pairs_hook=_object)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(f"the field {next(name for name in names if names.count(name) > 1)[:80]} stands twice in it")
    return made


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested past all reason"
    if isinstance(error, _Twice | Unreadable):
        return str(error)
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} at character {error.pos + 1}"
    return f"no JSON that can be read: {str(error)[:200]}"
