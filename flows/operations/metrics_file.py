"""Metrics of the last run for the textfile collector of Prometheus's node exporter."""

from __future__ import annotations

import datetime as dt
import glob
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from schemas.vocabularies import NO_SECOND_READING, RUN_STATUSES, SOURCE_LEVELS
from warehouse.files import TEMPORARY, half_written, write_bytes

READABLE_BY_ALL = 0o644
"""The collector runs as another user."""

NOTHING_KNOWN: dict[str, Any] = {
    "healthy": False, "runs": [], "last_good_run": None, "failed_checks": [], "sources": [], "rows": {}, "newest_document": None,
}  # fmt: skip
"""What is found where the home directory cannot be used at all."""


def metrics(found: dict[str, Any]) -> bytes:
    """The metrics in the text format, from what `status` found; times are seconds since 1970, UTC."""
    registry = CollectorRegistry()

    def gauge(name: str, text: str, values: Mapping[Any, float], labels: tuple[str, ...] = ()) -> None:
        made = Gauge(f"parkhouse_{name}", text, labels, registry=registry)
        for label_values, value in values.items():
            (made.labels(*label_values) if labels else made).set(value)

    run = found["runs"][0] if found["runs"] else None
    gauge("healthy", "Whether `parkhouse status` exits with 0", {(): float(found["healthy"])})
    if run is not None:
        gauge("last_run_timestamp_seconds", "When the last run ended", {(): run["finished_at"].timestamp()})
        gauge("last_run_duration_seconds", "How long the last run took", {(): (run["finished_at"] - run["started_at"]).total_seconds()})
        gauge("last_run_status", "1 at how the last run ended", {(s,): float(s == run["status"]) for s in RUN_STATUSES}, ("status",))
        documents = {(n,): run[f"documents_{n}"] for n in ("seen", "new", "skipped", "failed")}
        gauge("last_run_documents", "Documents of the last run", documents, ("result",))
        gauge("last_run_rejected_rows", "Rows and documents that the last run refused", {(): run["rows_rejected"]})
        second = json.loads(run["second_reader"]) if run.get("second_reader") else None
        if second is not None:
            articles = {("read",): second["read"], ("unread",): second["unread"]}
            gauge("last_run_second_reader_articles", "Articles that were to have a second reading, by whether they have one", articles, ("result",))
            why = {(reason,): float(second["why"].get(reason, 0)) for reason in NO_SECOND_READING}
            gauge("last_run_second_reader_unread_articles", "Articles without a second reading, by reason", why, ("reason",))
            gauge("last_run_second_reader_requests", "Requests to the second reader", {(): second["requests"]})
            gauge("last_run_second_reader_tokens", "Tokens that the second reader's server counted", {(): second["tokens"]})
            gauge("last_run_second_reader_refused_rows", "Rows of the second reader's replies that were refused", {(): sum(second["refused_rows"].values())})
    if found["last_good_run"]:
        gauge("last_good_run_timestamp_seconds", "When the last run ended that published or found nothing new", {(): found["last_good_run"].timestamp()})
    failed = {(s,): float(sum(c["severity"] == s for c in found["failed_checks"])) for s in ("block", "warn")}
    gauge("failed_checks", "Checks that failed in the last run that came to its checks", failed, ("severity",))
    sources = found["sources"]
    if sources:
        gauge(
            "source_documents",
            "Readable documents that a source gave when it was last looked at",
            {(row["source"],): row["documents"] for row in sources},
            ("source",),
        )
        before = {(row["source"],): float(row["documents_before"]) for row in sources if row["documents_before"] is not None}
        gauge("source_documents_before", "What it gave before, when all was well", before, ("source",))
        gauge("source_level", "0 good, 1 warning, 2 alarm", {(row["source"],): float(SOURCE_LEVELS.index(row["level"])) for row in sources}, ("source",))
    if found["rows"]:
        gauge("rows", "Rows of the published warehouse", {(name,): count for name, count in found["rows"].items()}, ("table",))
    if found["newest_document"]:
        midnight = dt.datetime.combine(found["newest_document"], dt.time(), dt.UTC)
        gauge("newest_document_timestamp_seconds", "Day of publication of the newest document", {(): midnight.timestamp()})
    return generate_latest(registry)


def write_metrics(path: Path, found: dict[str, Any]) -> None:
    """Writes the file whole or not at all, so that the collector never reads half of it."""
    # What a killed run left beside it: no other run of ours looks into this folder.
    for old in half_written(list(path.parent.glob(f".{glob.escape(path.name)}.*{TEMPORARY}"))):
        old.unlink(missing_ok=True)
    write_bytes(path, metrics(found))
    path.chmod(READABLE_BY_ALL)
