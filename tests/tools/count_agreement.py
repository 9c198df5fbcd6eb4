"""Counts how often rows that two readers have read are right, for seeds/second_reader/shares.csv.

python -m tests.tools.count_agreement HOME GOLD      HOME has read the pages of GOLD with a second reader (once with `stands = "model"`, once with "rules")
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from tests.transforms.gold_score import EVENT_REACH, STRICT, TYPED, Row, agrees, gold_rows, pairs
from transforms.second.trust import ADDED, AGREED, KEPT, MODEL, RULES, kind_among

_FIGURES = (
    'SELECT o.start_offset AS start, o.end_offset AS "end", value, unit, o.park_key AS park, metric_key AS metric, measure, status, qualifier, '
    "CAST(p.start_date AS VARCHAR) AS period_start, CAST(p.end_date AS VARCHAR) AS period_end, signs "
    "FROM observation o JOIN document d USING (document_key) LEFT JOIN period p USING (period_key) WHERE starts_with(d.file_name, ? || '.')"
)
_EVENTS = (
    'SELECT e.start_offset AS start, e.end_offset AS "end", e.park_key AS park, e.event_type, e.agreed, e.readers, e.rule, '
    "bool_or(r.scope = 'out') AS is_out FROM event e JOIN document d USING (document_key) LEFT JOIN reading r ON r.document_key = e.document_key "
    "AND r.table_name = 'event' AND r.reader = 'model' AND r.start_offset = e.start_offset WHERE starts_with(d.file_name, ? || '.') GROUP BY ALL"
)


def kind_of_event(row: Row) -> str:
    """The kind of agreement about a happening; empty where one reader alone has read it."""
    if len(row["readers"]) < 2:
        return ""
    if row["agreed"]:
        return f"event_{AGREED}"
    if row["rule"] == "model_event":
        return f"event_{ADDED}"
    return f"event_{KEPT if row['is_out'] else MODEL if 'model_' in row['rule'] else RULES}"


def counted(warehouse: Path, gold: Path) -> Iterator[tuple[str, bool]]:
    """The kind of each row that two readers have read, and whether it is right; rows whose scope the annotators left open are passed over."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for name, sql, slots, reach in (("observations", _FIGURES, STRICT, 0), ("events", _EVENTS, TYPED, EVENT_REACH)):
            for path in sorted(gold.glob(f"*.{name}.jsonl")):
                stem = path.name.removesuffix(f".{name}.jsonl")
                cursor = connection.execute(sql, [stem])
                names = [column[0] for column in cursor.description or []]
                rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
                matched = {id(found): wanted for found, wanted in pairs(rows, gold_rows(gold, stem, name), slots, reach)}
                for row in rows:
                    wanted = matched.get(id(row))
                    kind = kind_among(row["signs"]) if name == "observations" else kind_of_event(row)
                    if kind and (wanted is None or wanted["required"]):
                        yield kind, wanted is not None and all(agrees(slot, row, wanted) for slot in slots)


def main(home: str, gold: str) -> None:
    """Prints kind, rows and how many of them are right."""
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for kind, is_right in counted(Path(home) / "warehouse.duckdb", Path(gold)):
        rows[kind] += 1
        right[kind] += is_right
    for kind in sorted(rows):
        print(f"{kind},{rows[kind]},{right[kind]}")


if __name__ == "__main__":
    main(*sys.argv[1:])
