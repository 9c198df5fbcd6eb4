"""The checks of a run with their offending rows, ready to read."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from warehouse.report.evidence import SURROUNDINGS, Quote, quote_of
from warehouse.report.labels import Label, column_label, label, value_label
from warehouse.report.quarantine import quote_in_document
from warehouse.report.rows import Row, rows

EXAMPLES = 5
_HIDDEN = ("sentence", "text", "start_offset", "end_offset")


def checks(connection: duckdb.DuckDBPyConnection, results: list[Row]) -> list[dict[str, Any]]:
    """Each check with its descriptions, count and examples; a sentence among the columns is quoted with its number marked."""
    return [
        {
            "name": row["check_name"], "severity": row["severity"], "severity_label": label("severity", row["severity"]), "passed": row["passed"],
            "failing_rows": row["failing_rows"], "description": Label(row["description_zh"] or row["check_name"], row["description"] or row["check_name"]),
            "examples": [_example(connection, example) for example in _parsed(row["examples"])[:EXAMPLES]],
        }
        for row in results
    ]  # fmt: skip


def _parsed(text: object) -> list[dict[str, Any]]:
    try:
        found = json.loads(str(text))
    except ValueError:
        return []
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _example(connection: duckdb.DuckDBPyConnection, example: dict[str, Any]) -> dict[str, Any]:
    quoted = _quote(connection, example)
    fields = [(column_label(name), _shown(name, value)) for name, value in example.items() if value is not None and not (quoted and name in _HIDDEN)]
    return {"quote": quoted, "fields": fields}


def _shown(name: str, value: object) -> Label:
    if isinstance(value, float):
        text = f"{value:,.4f}".rstrip("0").rstrip(".")
        return Label(text, text)
    if isinstance(value, (dict, list)):
        text = json.dumps(value, ensure_ascii=False)[:300]
        return Label(text, text)
    return value_label(name, value if isinstance(value, bool) else str(value)[:300])


def _quote(connection: duckdb.DuckDBPyConnection, example: dict[str, Any]) -> Quote | None:
    sentence, text = example.get("sentence"), example.get("text")
    if not isinstance(sentence, str) or not sentence:
        return None
    text = text if isinstance(text, str) else ""
    key = example.get("observation_key")
    if isinstance(key, str) and text:
        # The build that failed is gone; where the last warehouse has the same fact, it knows the place.
        found = rows(
            connection,
            f"SELECT o.sentence, o.text, o.start_offset, {SURROUNDINGS.format(f='o', d='d')} FROM observation o JOIN document d USING (document_key) "
            "WHERE o.observation_key = TRY_CAST(? AS UUID) AND o.text = ? LIMIT 1",
            [key, text],
        )
        if found and str(found[0]["sentence"]).startswith(sentence):
            return quote_of(found[0])
    return quote_in_document(connection, example.get("document_key"), example)
