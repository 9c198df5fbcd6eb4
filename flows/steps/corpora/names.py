"""How corpora are named."""

from __future__ import annotations

from typing import Literal

Kind = Literal["json lines", "parquet", "delimited"]
ENDINGS: dict[str, Kind] = {".jsonl": "json lines", ".ndjson": "json lines", ".parquet": "parquet", ".csv": "delimited", ".tsv": "delimited"}
PACKED = (".gz", ".zst", ".zstd")
SUFFIXES = tuple(ENDINGS) + tuple(ending + packed for ending in ENDINGS if ending != ".parquet" for packed in PACKED)
"""How the names of corpora end; a CSV or TSV file may be a table instead."""


def may_be_corpus(name: str) -> bool:
    """Whether a file's name is that of a corpus."""
    return name.lower().endswith(SUFFIXES)


def ending_of(name: str) -> str:
    """The ending of a file's name, without that of its packing."""
    name = name.lower()
    for packed in PACKED:
        name = name.removesuffix(packed)
    return "." + name.rpartition(".")[2] if "." in name else ""
