"""Reads the seed tables that travel with the package."""

from __future__ import annotations

import csv
import functools
import io
from importlib import resources

Row = dict[str, str]
OPTIONAL = frozenset({"counters", "counts_new", "timeless", "of_project", "stock", "not_after", "not_before"})
"""Columns at the end of a seed table that a line may leave out: an empty one means the usual case."""


def seed_text(name: str) -> str:
    """The text of a seed file, such as `metrics.csv` or `lexicon/words.csv`."""
    return resources.files("seeds").joinpath(name).read_text(encoding="utf-8-sig")


@functools.cache
def seed_rows(name: str) -> tuple[Row, ...]:
    """The rows of a seed table.

    Raises ValueError, naming file and line, where a row has more or fewer fields than the head.
    """
    reader = csv.DictReader(io.StringIO(seed_text(name), newline=""), restkey="", restval=None)
    rows = []
    for row in reader:
        for column in OPTIONAL.intersection(row):
            row[column] = row[column] or ""
        if "" in row or None in row.values():
            raise ValueError(f"seeds/{name}, line {reader.line_num}: {len(reader.fieldnames or [])} fields expected")
        rows.append({key: value.strip() for key, value in row.items()})
    return tuple(rows)
