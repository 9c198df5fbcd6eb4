"""Reads the SQL that travels with the package."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib import resources
from typing import NamedTuple


class SqlFile(NamedTuple):
    """One file: its name without ending, its SQL, and the front matter above it (`-- key: value` lines)."""

    name: str
    sql: str
    meta: dict[str, str]

    def said(self, language: str) -> str:
        """What it is in `zh` or `en`, and what it must not be used for where its front matter says so."""
        what, warning = self.meta[language], self.meta.get(f"not-{language}")
        if not warning:
            return what
        return f"{what}。勿用于：{warning}" if language == "zh" else f"{what}. Not for: {warning}"


@functools.cache
def sql_files(folder: str) -> tuple[SqlFile, ...]:
    """The SQL files of a folder (views, checks), by name."""
    found = []
    for entry in sorted(_entries(folder), key=lambda e: e[0]):
        name, text = entry
        meta = {}
        for line in text.splitlines():
            if not line.startswith("-- "):
                break
            key, colon, value = line[3:].partition(": ")
            if colon:
                meta[key.strip()] = value.strip()
        found.append(SqlFile(name, text, meta))
    return tuple(found)


def _entries(folder: str) -> Iterable[tuple[str, str]]:
    for entry in resources.files("sql").joinpath(folder).iterdir():
        if entry.name.endswith(".sql"):
            yield entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8")
