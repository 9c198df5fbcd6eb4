"""The ingest flow: files and web pages into the raw store, in batches."""

from __future__ import annotations

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE

from flows.steps.session import Run
from flows.steps.sources import SourceFile

RETRIES = 3
RETRY_DELAYS = [1.0, 5.0, 20.0]


@task(name="ingest-batch", task_run_name="ingest {first}", retries=RETRIES, retry_delay_seconds=RETRY_DELAYS, cache_policy=NO_CACHE, persist_result=False)
def ingest_batch(run: Run, files: list[SourceFile], first: str) -> None:
    """Takes in one batch; an I/O error is tried again, an unreadable document is a row in `rejected`."""
    found = run.ingest(files)
    get_run_logger().info("%d documents: %d new, %d known, %d refused", found.seen, len(found.new), found.skipped, len(found.rejected))


@flow(name="parkhouse-ingest", flow_run_name="ingest", validate_parameters=False, persist_result=False)
def ingest_flow(run: Run) -> None:
    """Takes in all documents of a run, from files and from the web."""
    for files in run.file_batches():
        ingest_batch(run, files, files[0].file_name)
    run.end_ingest()
    for warning in run.result.warnings:
        get_run_logger().warning("%s", warning)
