"""How a table is described: once, here, for pandera, Arrow, the DDL and the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

SHA256_FORM = r"^[0-9a-f]{64}$"
UUID_FORM = r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
"""What the keys of documents and of facts look like."""
TYPES = ("VARCHAR", "UUID", "DOUBLE", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMPTZ", "VARCHAR[]", "JSON")


@dataclass(slots=True, frozen=True)
class Column:
    """One column: its DuckDB type, what it means in both languages, and what its values must satisfy."""

    name: str
    type: str
    comment_en: str
    comment_zh: str
    nullable: bool = False
    unit: str = ""
    one_of: tuple[str, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    pattern: str = ""
    references: str = ""

    def __post_init__(self) -> None:
        if self.type not in TYPES:
            raise ValueError(f"column {self.name}: unknown type {self.type}")


@dataclass(slots=True, frozen=True)
class Table:
    """One table of the warehouse. `group` is dimension, fact, search or operations."""

    name: str
    group: str
    comment_en: str
    comment_zh: str
    key: tuple[str, ...]
    columns: Sequence[Column] = field(default_factory=tuple)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [column.name for column in self.columns]
