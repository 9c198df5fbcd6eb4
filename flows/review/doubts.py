"""What the review page shows: the decisions to make, and of each all that the warehouse knows about it.

Each question opens the published file anew and closes it: an open one would keep showing the state before a run.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from typing import Any

import duckdb

from flows.review.words import Shown, name_of
from transforms.times.calendar import Span, interval_key
from warehouse.connect import opened, published
from warehouse.corrections import LABELS, labels_of
from warehouse.layout import Home

MOST = 500
"""Decisions that are offered at a time."""
CONTEXT = 1_500
"""Characters of the article shown on either side of what is to be decided."""
OTHERS = 12
TABLES = {"figure": "observation", "event": "event"}
LEFT = "left"
"""A quantity that was left out though one reader takes it for a fact."""


class NoSuchDecision(LookupError):
    """What is asked about is not in the warehouse (any more)."""


class Doubts:
    """Reads the published warehouse for the page. Safe to use from several threads, one after the other."""

    def __init__(self, home: Home, sample: int = 0) -> None:
        """`sample`: instead of what is in doubt so many facts drawn at random, always the same."""
        self.home = home
        self.sample = sample
        self._lock = threading.Lock()
        self._queue: tuple[tuple[int, int], list[dict[str, Any]]] | None = None

    @contextlib.contextmanager
    def _opened(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock, opened(published(self.home.warehouse), read_only=True) as connection:
            yield connection

    def queue(self) -> list[dict[str, Any]]:
        """Everything that is to be decided, most valuable first."""
        found = published(self.home.warehouse).stat()
        mark = (found.st_mtime_ns, found.st_size)
        if self._queue is None or self._queue[0] != mark:
            with self._opened() as connection:
                rows = _rows(connection, _SAMPLE if self.sample else _DOUBTS, {"most": self.sample or 4 * MOST})
            for row in rows:
                row["key"] = f"{row['kind']}:{row['decision_key']}"
            self._queue = mark, rows
        return self._queue[1]

    def stale_origins(self) -> frozenset[str]:
        """Lines of corrections that no longer hold: what they decided is to be decided again."""
        with self._opened() as connection:
            return frozenset(row["origin"] for row in _rows(connection, "SELECT origin FROM correction WHERE outcome IN ('stale', 'missing')", {}))

    def fact(self, kind: str, key: str) -> dict[str, Any]:
        """A fact with all that a decision needs: its row, its labels as it was read, the readings, and whether it stands alone at its place.

        Raises NoSuchDecision.
        """
        table = TABLES[kind]
        with self._opened() as connection:
            return _fact(connection, table, key)

    def left(self, key: str) -> dict[str, Any]:
        """A quantity left out as `fact` has a fact that stands: `row` is what it would be. Raises NoSuchDecision where it would be none."""
        from flows.review.left_out import would_be
        from transforms.times.document_date import Published

        with self._opened() as connection:
            rows = _rows(connection, "SELECT * FROM leftover WHERE CAST(leftover_key AS VARCHAR) = $key", {"key": key})
            if not rows:
                raise NoSuchDecision(key)
            readings = _readings(connection, rows[0], "observation")
            (document,) = _rows(
                connection, "SELECT text, published_on, published_on_basis FROM document WHERE document_key = $key", {"key": rows[0]["document_key"]}
            )
        published = Published(document["published_on"], document["published_on_basis"])
        row = would_be(self.home, document["text"], published, rows[0], readings)
        if row is None:
            raise NoSuchDecision(key)
        labels = labels_of("observation", row)
        return {"row": row, "read": labels, "labels": labels, "readings": readings, "left": rows[0], "table": "observation"}

    def item(self, key: str) -> dict[str, Any]:
        """All that the page shows of a decision. Raises NoSuchDecision."""
        row = next((row for row in self.queue() if row["key"] == key), None)
        if row is None:
            raise NoSuchDecision(key)
        left = self.left(row["decision_key"]) if row["kind"] == LEFT else None
        with self._opened() as connection:
            shown = _context(connection, row)
            if left is not None:
                shown |= {"fields": _fields("observation", left, stands=False), "readers": [r["reader"] for r in left["readings"]], "rule": left["row"]["rule"]}
                period = {"metric_key": left["row"]["metric_key"], "park_key": left["row"]["park_key"], "period_key": left["row"]["period_key"]}
                shown |= {"others": _others(connection, row | period), "can_other": True}
            elif row["kind"] in TABLES:
                fact = _fact(connection, TABLES[row["kind"]], row["decision_key"])
                shown |= {"fields": _fields(TABLES[row["kind"]], fact), "readers": [r["reader"] for r in fact["readings"]], "rule": fact["row"]["rule"]}
                shown["others"] = _others(connection, row) if row["kind"] == "figure" else []
                shown["can_other"] = other_reading(fact) is not None
            elif row["kind"] == "name":
                shown["others"] = [
                    {"text": r["sentence"], "source": r["file_name"]} for r in _rows(
                        connection,
                        "SELECT any_value(sentence) AS sentence, any_value(file_name) AS file_name FROM v_observation WHERE park_key = $park "
                        "GROUP BY article_key ORDER BY article_key LIMIT 6", {"park": row["park_key"]},
                    )
                ]  # fmt: skip
        return {name: row[name] for name in ("key", "kind", "why", "why_en", "facts", "park_key", "confidence", "headline", "file_name")} | shown

    def parks(self, words: str) -> list[dict[str, str]]:
        """Parks of the register and of the texts whose key, name or aliases hold the words; registered ones first."""
        with self._opened() as connection:
            rows = _rows(
                connection,
                "SELECT park_key, name, is_registered FROM park WHERE contains(park_key, $w) OR contains(name, $w) OR len(list_filter(aliases, a -> contains(a, $w))) > 0 "
                "ORDER BY is_registered DESC, park_key = $w DESC, length(park_key), park_key LIMIT 12",
                {"w": words},
            )
        return [{"key": r["park_key"], "name": r["name"] if r["name"] != r["park_key"] else ""} for r in rows]

    def has_park(self, key: str) -> bool:
        """Whether a park is known."""
        with self._opened() as connection:
            return bool(_rows(connection, "SELECT 1 AS n FROM park WHERE park_key = $key", {"key": key}))


_DOUBTS = "SELECT * FROM v_doubt LIMIT $most"
_SAMPLE = """
SELECT kind, CAST(fact_key AS VARCHAR) AS decision_key, 0.0 AS worth, '随机抽样' AS why, 'drawn at random' AS why_en, 1 AS facts, f.park_key, metric_key, period_key,
    confidence, f.text, sentence, f.start_offset, f.end_offset, a.headline, d.file_name, d.published_on, f.article_key, f.document_key, fact_key
FROM (
    SELECT 'figure' AS kind, observation_key AS fact_key, park_key, metric_key, period_key, confidence, text, sentence, start_offset, end_offset, article_key, document_key
    FROM observation
    UNION ALL
    SELECT 'event', event_key, park_key, NULL, period_key, confidence, text, sentence, start_offset, end_offset, article_key, document_key FROM event
) f
JOIN article a USING (article_key)
JOIN document d ON d.document_key = f.document_key
WHERE d.replaced_by IS NULL AND d.withdrawn_on IS NULL
    AND fact_key NOT IN (SELECT fact_key FROM correction WHERE outcome = 'applied' AND action <> 'retract')
ORDER BY md5(CAST(fact_key AS VARCHAR)) LIMIT $most
"""


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, parameters)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_HERE = "document_key = $document AND start_offset = $start AND end_offset = $end"


def _readings(connection: duckdb.DuckDBPyConnection, row: dict[str, Any], table: str) -> list[dict[str, Any]]:
    """What each reader says of a fact or a quantity, the rules first."""
    place = {"document": row["document_key"], "start": row["start_offset"], "end": row["end_offset"], "table": table}
    return _rows(connection, f"SELECT * FROM reading WHERE {_HERE} AND table_name = $table ORDER BY reader DESC", place)


def _fact(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> dict[str, Any]:
    rows = _rows(connection, f"SELECT * FROM {table} WHERE CAST({table}_key AS VARCHAR) = $key", {"key": key})
    if not rows:
        raise NoSuchDecision(key)
    row = rows[0]
    place = {"document": row["document_key"], "start": row["start_offset"], "end": row["end_offset"]}
    readings = _readings(connection, row, table)
    (count,) = _rows(connection, f"SELECT count(*) AS n FROM {table} WHERE {_HERE}", place)
    # What was set by hand before is not what the reader said.
    before = _rows(
        connection,
        "SELECT original FROM correction WHERE CAST(fact_key AS VARCHAR) = $key AND outcome = 'applied' AND original IS NOT NULL AND action NOT IN ('restore', 'leave') "
        "ORDER BY origin LIKE 'seeds/%' DESC, TRY_CAST(regexp_extract(origin, '(\\d+)$', 1) AS BIGINT) LIMIT 1",
        {"key": key},
    )
    read = labels_of(table, json.loads(before[0]["original"]) | {}) if before else labels_of(table, row)
    return {"row": row, "read": read, "labels": labels_of(table, row), "readings": readings, "alone": count["n"] == 1, "table": table}


def reading_labels(reading: dict[str, Any]) -> dict[str, str]:
    """The labels that a reading gives, by the names of the facts' columns."""
    found = {
        name: str(reading[name]) for name in ("park_key", "subject_type", "metric_key", "measure", "status", "event_type", "title") if reading[name] is not None
    }
    if reading["start_date"] is not None or reading["end_date"] is not None:
        found["period_key"] = interval_key(Span(reading["start_date"], reading["end_date"]))
    return found


def other_reading(fact: dict[str, Any]) -> dict[str, Any] | None:
    """The reading whose labels the fact does not take; None where the readers say the same or only one has read it."""
    standing = "model" if "model_" in fact["row"]["rule"] else "rules"
    for reading in fact["readings"]:
        if reading["reader"] != standing and reading["reader"] != "person":
            labels = {name: value for name, value in reading_labels(reading).items() if name in LABELS[fact["table"]] and name != "title"}
            if reading["scope"] == "out" or any(fact["labels"].get(name) != value for name, value in labels.items()):
                return dict(reading)
    return None


def _context(connection: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> dict[str, Any]:
    found = _rows(
        connection,
        "SELECT substr(d.text, greatest(a.start_offset, $from) + 1, $start - greatest(a.start_offset, $from)) AS before, "
        "substr(d.text, $start + 1, $end - $start) AS mark, substr(d.text, $end + 1, least(a.end_offset, $until) - $end) AS after, "
        "d.source, d.title, CAST(d.published_on AS VARCHAR) AS published_on "
        "FROM document d JOIN article a ON a.document_key = d.document_key AND a.article_key = $article",
        {"from": row["start_offset"] - CONTEXT, "until": row["end_offset"] + CONTEXT, "start": row["start_offset"], "end": row["end_offset"],
         "article": row["article_key"]},
    )  # fmt: skip
    if not found:
        raise NoSuchDecision(row["key"])
    return found[0]


def _fields(table: str, fact: dict[str, Any], stands: bool = True) -> list[dict[str, Any]]:
    """Each label: what the fact has, or would have where it does not stand, and what each reader said."""
    said = {reading["reader"]: ({} if reading["scope"] == "out" else reading_labels(reading)) for reading in fact["readings"]}
    out = {reading["reader"] for reading in fact["readings"] if reading["scope"] == "out"}
    found = []
    for name in LABELS[table]:
        if name == "unit":
            continue
        value = fact["labels"][name]
        shown: dict[str, Shown] = {reader: name_of(name, labels[name]) for reader, labels in said.items() if name in labels}
        found.append(
            {"name": name, "value": value, "shown": name_of(name, value, fact["labels"].get("unit", "")), "said": shown, "out": sorted(out), "stands": stands}
        )
    return found


def _others(connection: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> list[dict[str, Any]]:
    """What else the warehouse says of the same park, metric and year."""
    rows = _rows(
        connection,
        "SELECT o.value, o.unit, o.measure, o.status, o.period, o.metric_text, o.sentence, o.file_name, CAST(o.published_on AS VARCHAR) AS published_on FROM v_observation o "
        "WHERE o.park_key = $park AND o.metric_key = $metric AND o.observation_key IS DISTINCT FROM $key "
        "AND o.year IS NOT DISTINCT FROM (SELECT year FROM period WHERE period_key = $period) ORDER BY o.period_key, o.measure, o.published_on DESC, o.observation_key LIMIT $most",
        {"park": row["park_key"], "metric": row["metric_key"], "key": row["fact_key"], "period": row["period_key"], "most": OTHERS},
    )
    return [
        {
            "text": r["sentence"], "source": " ".join(filter(None, (r["published_on"], r["file_name"]))), "period": r["period"], "words": r["metric_text"],
            "value": name_of("value", f"{r['value']:.15g}", r["unit"]), "measure": name_of("measure", r["measure"]), "status": name_of("status", r["status"]),
        }
        for r in rows
    ]  # fmt: skip
