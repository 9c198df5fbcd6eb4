"""Flow runs of the deployment that a process left behind when it died, and times that were missed meanwhile."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterParentFlowRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Cancelled, Crashed, Scheduled

BATCH = 100
_SOONEST = FlowRunSort.NEXT_SCHEDULED_START_TIME_ASC
_AT_WORK = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]


def _in_state(types: list[StateType]) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=types))


async def end_dead_runs(client: PrefectClient, deployment: UUID) -> int:
    """Marks runs that say they are at work as crashed, and the stages below them; returns how many.

    Only one process serves a home (its lock sees to that), and it has started none yet.
    """
    ours = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
    ended = 0
    while True:
        found = await client.read_flow_runs(deployment_filter=ours, flow_run_filter=FlowRunFilter(state=_in_state(_AT_WORK)), limit=BATCH)
        if not found:
            return ended
        await _crash(client, found)
        ended += len(found)


async def _crash(client: PrefectClient, runs: list[FlowRun]) -> None:
    """Marks runs and whatever runs below them."""
    for run in runs:
        await client.set_flow_run_state(run.id, Crashed(message="its process died"), force=True)
    parents = FlowRunFilterParentFlowRunId(any_=[run.id for run in runs])
    below = await client.read_flow_runs(flow_run_filter=FlowRunFilter(parent_flow_run_id=parents, state=_in_state(_AT_WORK)))
    if below:
        await _crash(client, below)


async def drop_missed_runs(client: PrefectClient, deployment: UUID, now: dt.datetime) -> int:
    """Cancels the runs that were due while nobody served them; returns how many."""
    ours = DeploymentFilter(id=DeploymentFilterId(any_=[deployment]))
    dropped = 0
    while True:
        found = await client.read_flow_runs(
            deployment_filter=ours, flow_run_filter=FlowRunFilter(state=_in_state([StateType.SCHEDULED])), limit=BATCH, sort=_SOONEST
        )
        due = [run for run in found if run.next_scheduled_start_time is not None and run.next_scheduled_start_time < now]
        for run in due:
            await client.set_flow_run_state(run.id, Cancelled(message="missed: the schedule was not served; one run makes up for all"), force=True)
        dropped += len(due)
        if len(due) < BATCH:
            return dropped


async def start_now(client: PrefectClient, deployment: UUID) -> None:
    """Lets one run start at once."""
    await client.create_flow_run_from_deployment(deployment, state=Scheduled(message="makes up for the times that were missed"))
