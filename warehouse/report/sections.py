"""Sections of the page, each within its limits: one that does not end is shown as of an empty warehouse, and named."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import duckdb

from warehouse.connect import opened
from warehouse.limits import Limits, NoEnd, within
from warehouse.report.labels import Label

log = logging.getLogger("parkhouse.report")
Shown = TypeVar("Shown")
Fill = Callable[[duckdb.DuckDBPyConnection], None]


class Sections:
    """Asks for the sections of one page and remembers which had no end."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, make_empty: Fill | None = None, limits: Limits | None = None) -> None:
        self._connection = connection
        self._make_empty = make_empty
        self._limits = limits or Limits()
        self.left_out: list[Label] = []

    def of(self, name: Label, section: Callable[[duckdb.DuckDBPyConnection], Shown]) -> Shown:
        """What a section shows; raises NoEnd only where there is no empty warehouse to fall back on."""
        try:
            with within(self._connection, self._limits):
                return section(self._connection)
        except NoEnd as error:
            if self._make_empty is None:
                raise
            log.warning("the report's section %s is left empty: %s", name.en, error)
            self.left_out.append(name)
            with opened(Path(":memory:")) as nothing:
                self._make_empty(nothing)
                return section(nothing)
