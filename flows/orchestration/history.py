"""Clears away old runs from the history that Prefect keeps under the home directory."""

from __future__ import annotations

import datetime as dt

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterEndTime
from prefect.exceptions import ObjectNotFound

MOST_AT_ONCE = 200
"""A run is not held up for long by an old history; the next run goes on where this one stopped."""


def delete_old_runs(days: int) -> int:
    """Deletes runs that ended more than `days` ago; returns how many.

    Prefect's server does so by itself as long as it serves a schedule, but not the one that it brings up for a single run.
    """
    day = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    # The model takes any datetime; its annotation names a class of Prefect's own.
    before = FlowRunFilter(end_time=FlowRunFilterEndTime(before_=day))  # type: ignore[arg-type]
    with get_client(sync_client=True) as client:
        old = client.read_flow_runs(flow_run_filter=before, limit=MOST_AT_ONCE)
        for run in old:
            try:
                client.delete_flow_run(run.id)
            except ObjectNotFound:
                # A run goes with the run that it belongs to.
                continue
    return len(old)
