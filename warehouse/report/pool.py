"""Sentences and documents of the page: each listed once and referred to by its place."""

from __future__ import annotations

from typing import Any

from warehouse.report.evidence import neighbours, quote_of
from warehouse.report.labels import label
from warehouse.report.numbers import readable
from warehouse.report.rows import Row


class Pool:
    """What the values of the page lead to, filled as they are asked for."""

    def __init__(self, statements: dict[str, Row], sentence: int, context: int) -> None:
        self.statements = statements
        self.sentence = sentence
        self.context = context
        self.evidence: list[dict[str, Any]] = []
        self.documents: list[dict[str, Any]] = []
        self._places: dict[str, int] = {}
        self._document_places: dict[str, int] = {}

    def place(self, key: object) -> int | None:
        """The place of a fact's evidence; None for a fact that is not to be found."""
        name = str(key)
        if name in self._places:
            return self._places[name]
        row = self.statements.get(name)
        if row is None:
            return None
        made = self._fact(name, row)
        self._places[name] = len(self.evidence)
        self.evidence.append(made)
        return self._places[name]

    def _fact(self, key: str, row: Row) -> dict[str, Any]:
        made: dict[str, Any] = {
            "q": list(quote_of(row, self.sentence)), "at": [row["start_offset"], row["end_offset"]], "doc": self._document(row), "st": row["status"],
            "cf": round(row["confidence"], 2), "rule": row["rule"], "key": key,
        }  # fmt: skip
        around = neighbours(row, self.context)
        if any(around):
            made["ctx"] = around
        if "measure" in row:
            shown = readable(float(row["value"]), row["unit"], row["measure"], row["qualifier"], row["value_low"], row["value_high"])
            made |= {"t": [shown.zh, shown.en], "e": shown.exact, "ms": row["measure"], "ql": row["qualifier"], "sub": row["subject"], "mt": row["metric_text"]}
        if row.get("page"):
            made["pg"] = row["page"]
        if row.get("readers"):
            made["rd"] = row["readers"]
            made["ag"] = row.get("agreed")
        if row.get("corrected"):
            made["was"] = str(row.get("original_value") or "")
        return made

    def _document(self, row: Row) -> int:
        key = row["document_key"]
        if key not in self._document_places:
            self._document_places[key] = len(self.documents)
            self.documents.append(
                {
                    "title": row["title"][:120], "file": row["file_name"][:120], "source": row["source"][:500], "day": row["published_on"],
                    "basis": label("date_basis", row["published_on_basis"]),
                }
            )  # fmt: skip
        return self._document_places[key]
