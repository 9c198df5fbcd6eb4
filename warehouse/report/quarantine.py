"""What waits in quarantine: grouped by what refused it, with the sentence and the number marked."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import polars as pl

from warehouse.ledger import StoreError
from warehouse.report.evidence import Quote, place, quote
from warehouse.report.labels import check_label, label, table_label
from warehouse.report.rows import Row, rows
from warehouse.store import Store, fact_schema

GROUPS = 25
EXAMPLES = 8
LONGEST_ROW = 400


def refused_since(store: Store, built_by: str) -> pl.DataFrame:
    """Refusals of runs after the one that built the warehouse: it does not hold them, for they published nothing."""
    found = [store.rejected()]
    files = [path for path in store.fact_files("rejected") if path.name.rsplit("-", 1)[0] > built_by]
    if files:
        read = pl.concat([pl.read_parquet(path) for path in files], how="vertical").select(list(fact_schema("rejected")))
        found.append(read.join(store.extractions().select("document_key", "run_key"), on=["document_key", "run_key"], how="semi").select(found[0].columns))
    return pl.concat(found, how="vertical").filter(pl.col("run_key") > built_by).unique("rejected_key", keep="first", maintain_order=True)


def quarantine(connection: duckdb.DuckDBPyConnection, store: Store | None, built_by: str) -> dict[str, Any]:
    """Everything refused that still waits: how many rows, and the groups with examples."""
    source = "SELECT run_key, stage, document_key, table_name, row::VARCHAR AS row, reason, check_name, rejected_key FROM rejected"
    try:
        newer = refused_since(store, built_by) if store is not None else None
    except StoreError:
        # A damaged store fails the run, whose page tells so; what waits is then that of the published warehouse.
        newer = None
    if newer is not None and len(newer):
        connection.register("report_newer", newer.to_arrow())
        names = "run_key, stage, document_key, table_name, row::VARCHAR AS row, reason, check_name, rejected_key"
        source += f" UNION ALL SELECT {names} FROM report_newer WHERE rejected_key::UUID NOT IN (SELECT rejected_key FROM rejected)"
    grouping = "stage, table_name, check_name"
    groups = rows(
        connection,
        f"SELECT {grouping}, count(*) AS n, min(run_key) AS first_run, max(run_key) AS last_run FROM ({source}) GROUP BY {grouping} ORDER BY n DESC, {grouping}",
    )
    examples = rows(
        connection,
        f"""
        WITH waiting AS ({source}),
        shown AS (
            SELECT * FROM waiting QUALIFY row_number() OVER (PARTITION BY {grouping} ORDER BY run_key DESC, rejected_key) <= {EXAMPLES}
        )
        SELECT s.*, d.file_name, d.title FROM shown s LEFT JOIN document d USING (document_key) ORDER BY s.run_key DESC, s.rejected_key
        """,
    )
    total = sum(group["n"] for group in groups)
    for group in groups[:GROUPS]:
        mine = [row for row in examples if all(row[name] == group[name] for name in ("stage", "table_name", "check_name"))]
        group |= {
            "stage_label": label("stage", group["stage"]),
            "table_label": table_label(group["table_name"]),
            "check_label": check_label(group["check_name"]),
        }
        group["examples"] = [_example(connection, row) for row in mine]
    return {"total": total, "groups": groups[:GROUPS], "more_groups": max(0, len(groups) - GROUPS), "runs": sorted({group["last_run"] for group in groups})}


def _example(connection: duckdb.DuckDBPyConnection, row: Row) -> dict[str, Any]:
    about = _parsed(row["row"])
    file_name = row["file_name"] or about.get("file_name") or about.get("source") or ""
    kept = {key: value for key, value in about.items() if key not in ("sentence", "text") and value is not None}
    shown = json.dumps(kept, ensure_ascii=False) if kept else str(row["row"] or "")
    return {
        "reason": str(row["reason"])[:400], "run_key": row["run_key"], "file_name": str(file_name)[:200], "title": row["title"] or "",
        "quote": quote_in_document(connection, row["document_key"], about), "row": shown[:LONGEST_ROW] + ("…" if len(shown) > LONGEST_ROW else ""),
    }  # fmt: skip


def _parsed(text: object) -> dict[str, Any]:
    try:
        found = json.loads(str(text))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def quote_in_document(connection: duckdb.DuckDBPyConnection, document_key: object, about: dict[str, Any]) -> Quote | None:
    """The sentence of a loose row, its number marked by offset where the document is known; None without a sentence."""
    sentence, text, start = about.get("sentence"), about.get("text"), about.get("start_offset")
    if not isinstance(sentence, str) or not sentence:
        return None
    text = text if isinstance(text, str) else ""
    at = None
    if isinstance(start, int) and 0 <= start < 2**40 and document_key:
        first = max(0, start + len(text) - len(sentence))
        around = rows(
            connection,
            "SELECT substr(text, ?, ?) AS around FROM document WHERE document_key = ?",
            [first + 1, 2 * len(sentence) + len(text), str(document_key)],
        )
        if around:
            at = place(sentence, text, start, around[0]["around"], first)
    return quote(sentence, text, at)
