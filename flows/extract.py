"""The extract flow: documents into validated facts, one task a batch."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.tasks import Task

from flows.orchestration.open_sessions import readers_of, reading, session_of
from flows.orchestration.runners import has_died, task_runner
from flows.steps.extract.batch import OtherRules, read_batch
from flows.steps.extract.workers import Closed
from flows.steps.plan import RETRIES, RETRY_DELAYS, BatchOutcome, ExtractTask
from flows.steps.window import windowed

log = logging.getLogger("parkhouse.run")


def _may_help(task: Task[..., object], run: TaskRun, state: State[object]) -> bool:
    """Whether another try may do better: not where the installation is at fault or the run has ended."""
    try:
        state.result()
    except (OtherRules, Closed):
        return False
    except Exception:  # noqa: BLE001 - whatever else it is
        return True
    return True


@task(
    name="extract-batch",
    task_run_name="extract batch {batch.number}: {batch.count} documents",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAYS,
    retry_condition_fn=_may_help,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def extract_batch(batch: ExtractTask) -> BatchOutcome:
    """Reads the documents of one batch, here or in a process of the run's own; a task is coarse because each one costs tens of milliseconds."""
    readers = readers_of(batch.run_key)
    found = readers.read(batch) if readers else read_batch(batch)
    get_run_logger().info("%d documents: %d observations, %d events, %d refused rows", found.documents, found.observations, found.events, found.rejected)
    return found


@task(
    name="second-reader-batch",
    task_run_name="second reader, batch {batch.number}: {batch.count} documents",
    retries=RETRIES,
    retry_delay_seconds=RETRY_DELAYS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def ask_second_reader(batch: ExtractTask) -> int:
    """Asks the second reader about a batch; what has been answered is kept, so that another try asks only for the rest."""
    answered = session_of(batch.run_key).ask(batch)
    get_run_logger().info("%d answers", answered)
    return answered


@flow(name="parkhouse-extract", flow_run_name="extract", validate_parameters=False, persist_result=False)
def extract_flow(run_key: str, workers: int) -> None:
    """Reads the batches that are left of a run's plan; the tasks go out a few at a time."""
    session = session_of(run_key)

    def submit(batch: ExtractTask) -> PrefectFuture[BatchOutcome]:
        return extract_batch.submit(batch)

    def asked() -> Iterator[ExtractTask]:
        # While the second reader is asked about a batch, the ones before it are read.
        for batch in session.unread():
            if session.asks:
                ask_second_reader(batch)
            yield batch

    with reading(run_key, workers if session.options.runner == "threads" else 1):
        for outcome in windowed(asked(), submit, 2 * workers):
            session.record(outcome)


def extract(run_key: str) -> None:
    """Reads whatever the present rule set has not read yet, under the runner of the settings.

    Where a pool or cluster lost a process, the flow goes on with another from the first batch of which nothing is recorded.
    """
    session = session_of(run_key)
    plan = session.plan()
    for left in reversed(range(RETRIES + 1)):
        try:
            if plan.documents:
                extract_flow.with_options(task_runner=task_runner(session.options, session.home))(run_key, plan.workers)
            break
        except Exception as error:
            if not left or not has_died(error):
                raise
            log.warning("a process that read documents was killed, by somebody or for want of memory; its batch is tried again (%s)", type(error).__name__)
    session.end_extraction()
