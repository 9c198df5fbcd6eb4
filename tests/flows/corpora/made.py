"""Corpora of our own making."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Fields = dict[str, Any]


def article(number: int) -> Fields:
    """A short report with a quantity of its own."""
    return {
        "title": f"赣州经开区晨报第{number}期",
        "text": f"今年1月，赣州经开区新引进项目{number}个，合同投资额{number}.5亿元。",
        "date": f"2021-02-{number % 28 + 1:02}",
        "url": f"https://news.example.com/{number}.html",
    }


def articles(count: int, first: int = 1) -> list[Fields]:
    return [article(number) for number in range(first, first + count)]


def json_lines(rows: Iterable[Mapping[str, Any] | bytes]) -> bytes:
    """An object a line; bytes stand as they are."""
    return b"".join((row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode()) + b"\n" for row in rows)


def table(rows: list[Fields], delimiter: str = ",") -> bytes:
    """The same as CSV."""
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue().encode()


def parquet(rows: list[Fields]) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), made)
    return made.getvalue()


def corpus(rows: list[Fields], name: str) -> bytes:
    """The rows in the format that a file's name tells."""
    inner = name.removesuffix(".gz").removesuffix(".zst")
    found = parquet(rows) if inner.endswith("parquet") else json_lines(rows) if inner.endswith("jsonl") else table(rows, "\t" if inner.endswith("tsv") else ",")
    if name.endswith(".gz"):
        return gzip.compress(found)
    return bytes(pa.compress(found, "zstd", asbytes=True)) if name.endswith(".zst") else found


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
