"""One batch of documents: from their bytes to validated facts in the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from flows.steps.extract.cascade import without_dangling
from flows.steps.extract.received import received_bytes
from flows.steps.extract.rows import Rows, document_rows, read_content
from flows.steps.extract.second import second_reading
from flows.steps.formats.isolated import use_limits
from flows.steps.own_parks import kept_for_run
from flows.steps.plan import BatchOutcome, ExtractTask
from flows.steps.refusal import refusal
from schemas.validate import split_valid
from seeds.own import use_own_parks
from transforms.facts import TooMuch
from transforms.formats.reading import Unreadable
from transforms.knowledge import knowledge
from transforms.version import rule_set_version
from warehouse.layout import Home
from warehouse.store import DamagedRaw, Store, fact_schema


class OtherRules(RuntimeError):
    """A process whose rules are not those that the run was planned with."""


def read_batch(task: ExtractTask) -> BatchOutcome:
    """Reads one batch of catalogued documents and writes its facts as one part, the same however often it is called.

    A document on which the reader itself fails becomes a refusal; the rest of the batch goes on. Raises OtherRules where
    this process has other rules than the run.
    """
    use_limits(task.formats)
    use_own_parks(kept_for_run(Home(Path(task.root)), task.run_key))
    own = rule_set_version()
    if own != task.rule_set:
        raise OtherRules(f"this process reads with rule set {own}, the run was planned with {task.rule_set}; install the same parkhouse on every machine")
    store = Store(Home(Path(task.root)))
    collected: Rows = {}
    refusals: list[dict[str, Any]] = []
    result = BatchOutcome()
    keys = []
    second = second_reading(task)
    for entry in task.entries():
        key = entry["document_key"]
        keys.append(key)
        try:
            read = read_content(entry, received_bytes(store, f"{task.run_key}-{task.number:05d}", entry))
            if not second.apply(entry, read):
                # Known already, and nothing new of the second reader.
                keys.pop()
                continue
            rows = document_rows(entry, read, second.marks.get(key))
        except DamagedRaw as error:
            about = {"source": entry["source"], "file_name": entry["file_name"]}
            refusals.append(refusal(task.run_key, "extract", key, "document", about, str(error), "raw_bytes"))
            result.failed.append(key)
            second.give_up(key)
            continue
        except Exception as error:  # noqa: BLE001 - whatever one document does to the reader, the batch goes on
            about = {"source": entry["source"], "file_name": entry["file_name"]}
            failed = f"the reader failed: {type(error).__name__}: {error}"[:500], "reader"
            reason, check = (str(error), "size") if isinstance(error, TooMuch) else (str(error), "readable") if isinstance(error, Unreadable) else failed
            refusals.append(refusal(task.run_key, "extract", key, "document", about, reason, check))
            result.failed.append(key)
            second.give_up(key)
            continue
        for table, found in rows.items():
            for row in found:
                # Of periods and parks, which have none of their own.
                row.setdefault("document_key", key)
            collected.setdefault(table, []).extend(found)
    second.close()
    result.second = second.counts
    if not keys:
        return result
    frames: dict[str, pl.DataFrame] = {}
    for table, rows_of in collected.items():
        frames[table], refused = _validated(task.run_key, table, rows_of)
        refusals += refused

    def refuse(table: str, row: dict[str, Any], reason: str, check: str) -> None:
        refusals.append(refusal(task.run_key, "extract", row["document_key"], table, row, reason, check))

    known = {"park": set(knowledge().parks.register), "metric": set(knowledge().metrics)}
    frames = without_dangling(frames, known, refuse)
    frames["rejected"] = _with_run(pl.DataFrame(refusals, schema=fact_schema("rejected"), orient="row"), task.run_key)
    store.write_batch(task.run_key, task.number, own, frames, keys, second.marks)
    result.documents = len(keys)
    result.observations = len(frames.get("observation", ()))
    result.events = len(frames.get("event", ()))
    result.rejected = len(refusals)
    return result


def _validated(run_key: str, table: str, rows: list[dict[str, Any]]) -> tuple[pl.DataFrame, list[dict[str, Any]]]:
    accepted, refused = split_valid(table, rows)
    bad = {r.place for r in refused}
    documents = [row["document_key"] for i, row in enumerate(rows) if i not in bad]
    if "document_key" not in accepted.columns:
        accepted = accepted.with_columns(pl.Series("document_key", documents, dtype=pl.String))
    out = [refusal(run_key, "extract", rows[r.place]["document_key"], table, dict(rows[r.place]), r.reason, r.check) for r in refused]
    return _with_run(accepted, run_key), out


def _with_run(frame: pl.DataFrame, run_key: str) -> pl.DataFrame:
    return frame.with_columns(pl.lit(run_key).alias("run_key"))
