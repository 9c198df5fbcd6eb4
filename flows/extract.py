"""The extract flow: documents into validated facts, in batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.ingest import RETRIES, RETRY_DELAYS
from flows.steps.session import Run


@task(
    name="extract-batches",
    task_run_name="extract {count} documents",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAYS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def extract_batches(run: Run, parts: Sequence[Sequence[dict[str, Any]]], count: int) -> None:
    """Reads the documents of the batches; a task is coarse because each one costs tens of milliseconds."""
    found = run.extract(parts)
    get_run_logger().info("%d documents: %d observations, %d events, %d refused rows", found.documents, found.observations, found.events, found.rejected)


@flow(name="parkhouse-extract", flow_run_name="extract", validate_parameters=False, persist_result=False)
def extract_flow(run: Run) -> None:
    """Reads whatever the present rule set has not read yet."""
    parts = run.extract_parts()
    if parts:
        extract_batches(run, parts, sum(map(len, parts)))
