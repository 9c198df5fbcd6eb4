"""The ingest flow: files and web pages into the raw store, one task a batch."""

from __future__ import annotations

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.orchestration.open_sessions import session_of
from flows.steps.plan import RETRIES, RETRY_DELAYS


@task(name="ingest-batch", task_run_name="ingest {first}", retries=RETRIES, retry_delay_seconds=RETRY_DELAYS, cache_policy=NO_CACHE, persist_result=False)
def ingest_batch(run_key: str, first: str) -> None:
    """Takes in the batch at hand; an I/O error is tried again, an unreadable document is a row in `rejected`."""
    found = session_of(run_key).intake.take_batch()
    get_run_logger().info("%d documents: %d new, %d known, %d refused", found.seen, len(found.new), found.skipped, len(found.rejected))


@flow(name="parkhouse-ingest", flow_run_name="ingest", validate_parameters=False, persist_result=False)
def ingest_flow(run_key: str) -> None:
    """Takes in all documents of a run, from files and from the web."""
    intake = session_of(run_key).intake
    for files in intake.batches():
        # Called, not submitted: what comes in is recorded by the one process that holds the lock.
        ingest_batch(run_key, files[0].file_name[:200])
    intake.end()
    for warning in intake.result.warnings:
        get_run_logger().warning("%s", warning)
