"""How often each reader was right, by the facts that a person has looked at: shares with intervals.

A confirmation holds every label as the person has them, a dropped fact is none. What the readers said of it stands in `reading`, or,
where only the rules have read it, in the fact as it was before it was corrected.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import duckdb

from warehouse.corrections import LABELS, labels_of
from warehouse.left_out import LEFT_OUT, RESTORE

Z = 1.959964
"""Of the normal distribution: 95 % lie within."""
BANDS = ((0.95, "0.95–1"), (0.9, "0.90–0.95"), (0.8, "0.80–0.90"), (0.6, "0.60–0.80"), (0.0, "0–0.60"))
"""Bands of confidence, from their lower end."""
SAMPLED = "review: sample"
"""Reason of a decision about a fact that was drawn at random."""
WHOLE = "all"
_JUDGED = {table: tuple(name for name in names if name not in ("unit", "title", "value")) for table, names in LABELS.items()}


@dataclass(slots=True, frozen=True)
class Share:
    """Of so many facts that were looked at, how many a reader had right."""

    reader: str
    """rules, model, or both where they agree."""
    by: str
    """all, sample, field, metric, confidence or source."""
    of: str
    """Which field, metric, band or source; empty for all."""
    right: int
    facts: int

    @property
    def share(self) -> float:
        """The share that was right."""
        return self.right / self.facts

    @property
    def interval(self) -> tuple[float, float]:
        """Within which the share of all such facts lies, 95 % sure (Wilson)."""
        return wilson(self.right, self.facts)


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if of == 0:
        return 0.0, 1.0
    share = right / of
    middle = share + Z * Z / (2 * of)
    half = Z * math.sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    scale = 1 + Z * Z / of
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


@dataclass(slots=True, frozen=True)
class Reviewed:
    """One fact that a person has looked at: what is right of it, and what each reader said."""

    table: str
    truth: dict[str, str] | None
    """Its labels; None where it is no fact."""
    said: dict[str, dict[str, str] | None]
    """By reader; None where the reader took it for no fact. A label that a reader did not give is not in it."""
    agreed: bool | None
    confidence: float
    signs: tuple[str, ...]
    metric: str
    source: str
    source_key: str
    """Its document."""
    value_right: bool
    sampled: bool

    def right(self, reader: str, field: str) -> bool | None:
        """Whether a reader had a label right, None where it gave none; `all`: every label that it gave, of a fact that is one."""
        said = self.said[reader]
        if said is None or self.truth is None:
            return (said is None) == (self.truth is None) if field in (WHOLE, "scope") else None
        if field == "scope":
            return True
        if field == WHOLE:
            return all(_same(said[name], self.truth.get(name, "")) for name in said)
        return _same(said[field], self.truth.get(field, "")) if field in said else None


def reviewed(connection: duckdb.DuckDBPyConnection) -> list[Reviewed]:
    """The facts that a person has looked at whole, each once; in order of their lines."""
    cursor = connection.execute(
        "SELECT c.table_name, c.action, c.value, c.original, c.reason, CAST(c.fact_key AS VARCHAR) AS fact_key, d.source, d.file_name "
        "FROM correction c LEFT JOIN document d ON d.document_key = (c.original ->> '$.document_key') "
        "WHERE c.outcome = 'applied' AND c.action IN ('confirm', 'drop', 'restore', 'leave') AND c.table_name <> 'article' ORDER BY c.origin"
    )
    names = [column[0] for column in cursor.description or []]
    rows = {(row["table_name"], row["fact_key"]): row for row in (dict(zip(names, values, strict=True)) for values in cursor.fetchall())}
    readings = _readings(connection)
    return [_reviewed(row, json.loads(row["value" if row["action"] in LEFT_OUT else "original"]), readings) for row in rows.values()]


def _readings(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str, int, int], dict[str, dict[str, str] | None]]:
    cursor = connection.execute(
        "SELECT r.*, CASE WHEN start_date IS NULL AND end_date IS NULL THEN NULL "
        "ELSE coalesce(CAST(start_date AS VARCHAR), '..') || '/' || coalesce(CAST(end_date AS VARCHAR), '..') END AS period_key "
        "FROM reading r WHERE document_key IN (SELECT (original ->> '$.document_key') FROM correction WHERE outcome = 'applied')"
    )
    names = [column[0] for column in cursor.description or []]
    found: dict[tuple[str, str, int, int], dict[str, dict[str, str] | None]] = {}
    for values in cursor.fetchall():
        row = dict(zip(names, values, strict=True))
        labels = {name: str(row[name]) for name in _JUDGED[row["table_name"]] if row.get(name) is not None}
        place = (row["table_name"], row["document_key"], row["start_offset"], row["end_offset"])
        found.setdefault(place, {})[row["reader"]] = labels if row["scope"] == "in" else None
    return found


def _reviewed(row: dict[str, Any], fact: dict[str, Any], readings: dict[tuple[str, str, int, int], dict[str, dict[str, str] | None]]) -> Reviewed:
    table = str(row["table_name"])
    place = (table, str(fact["document_key"]), int(fact["start_offset"]), int(fact["end_offset"]))
    said = dict(readings.get(place) or {"rules": {name: str(fact[name]) for name in _JUDGED[table] if fact.get(name) is not None}})
    if fact.get("agreed"):
        said["both"] = said.get("rules")
    return Reviewed(
        table, _truth(row, fact), said, fact.get("agreed"), float(fact["confidence"]),
        tuple(fact.get("signs") or ()), str(fact.get("metric_key") or fact.get("event_type")), source_name(row["source"], row["file_name"]),
        str(fact["document_key"]), _value_right(row, fact), row["reason"] == SAMPLED,
    )  # fmt: skip


def _truth(row: dict[str, Any], fact: dict[str, Any]) -> dict[str, str] | None:
    """A fact's labels as a person has them; None where it is no fact."""
    if row["action"] == "confirm":
        found: dict[str, str] = json.loads(row["value"])
        return found
    return labels_of(row["table_name"], fact) if row["action"] == RESTORE else None


def _value_right(row: dict[str, Any], fact: dict[str, Any]) -> bool:
    """Whether a person has left the number as it was read."""
    if row["action"] != "confirm" or "value" not in (truth := json.loads(row["value"])):
        return True
    try:
        return math.isclose(float(truth["value"]), float(fact["value"]), rel_tol=1e-9)
    except (KeyError, TypeError, ValueError):
        return False


def source_name(source: str | None, file_name: str | None) -> str:
    """What a source is called: the host of an address, the folder of a file."""
    if source and source.startswith(("http://", "https://")):
        try:
            return urlsplit(source).hostname or source
        except ValueError:
            return source
    folder = (source or "").rpartition("/")[0]
    return folder.rpartition("/")[2] or file_name or "?"


def evaluate(connection: duckdb.DuckDBPyConnection) -> list[Share]:
    """The shares of every reader: of all facts looked at, of those drawn at random, by field, metric, confidence and source."""
    counts: dict[tuple[str, str, str], list[int]] = {}
    for fact in reviewed(connection):
        for reader in fact.said:
            for by, of, right in _judged(fact, reader):
                count = counts.setdefault((reader, by, of), [0, 0])
                count[0] += right
                count[1] += 1
    return [Share(reader, by, of, right, facts) for (reader, by, of), (right, facts) in sorted(counts.items(), key=_order)]


def _judged(fact: Reviewed, reader: str) -> Iterator[tuple[str, str, bool]]:
    whole = fact.right(reader, WHOLE)
    if whole is not None:
        yield WHOLE, "", whole
        if fact.sampled:
            yield "sample", "", whole
        yield "metric", fact.metric, whole
        yield "confidence", next(name for least, name in BANDS if fact.confidence >= least), whole
        yield "source", fact.source, whole
    for field in ("scope", *_JUDGED[fact.table]):
        right = fact.right(reader, field)
        if right is not None:
            yield "field", field, right


_BY = (WHOLE, "sample", "field", "confidence", "metric", "source")


def _order(pair: tuple[tuple[str, str, str], list[int]]) -> tuple[object, ...]:
    (reader, by, of), (_, facts) = pair
    bands = [name for _, name in BANDS]
    return _BY.index(by), bands.index(of) if of in bands else -facts, of, reader != "rules", reader


def headline(shares: Iterable[Share]) -> Share | None:
    """The share to name first: of facts drawn at random where there are some, else of all; of what the rules read."""
    found = {(share.by, share.reader): share for share in shares}
    return found.get(("sample", "rules")) or found.get((WHOLE, "rules"))


def _same(found: str, wanted: str) -> bool:
    return found == wanted
