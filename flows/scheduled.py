"""The flow that a schedule starts: for `parkhouse schedule`, and for the workers of prefect.yaml."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import Any

from prefect import flow
from prefect.runtime import flow_run
from prefect.states import Cancelled, Completed, State

from flows import prefect_home
from flows.execute import execute
from flows.pipeline import run_with_prefect
from flows.printed import printable
from flows.run_command import options_of
from flows.settings import load_settings
from flows.settings_origin import FILE_VARIABLE
from warehouse.layout import Home
from warehouse.lock import Busy
from warehouse.store import Store

FLOW_NAME = "parkhouse-scheduled"


def covered(home: Home, due: dt.datetime | None) -> str | None:
    """The run that began after `due`, if there is one: it took in all that was there when this one was due.

    By this a backlog of missed runs comes to one run, whoever keeps the schedule.
    """
    runs = Store(home).operations("pipeline_run")
    if due is None or not len(runs):
        return None
    later = runs.filter((runs["started_at"] > due) & (runs["status"] != "dry_run"))
    return str(later["run_key"].max()) if len(later) else None


@flow(name=FLOW_NAME, persist_result=False)
def scheduled_flow(home: str | None = None, settings_file: str | None = None) -> State[Any]:
    """One run with the settings as they are now: `home` and the settings file win over the environment's.

    Ends as cancelled, and not as failed, where another run is at work or has done this one's work.
    """
    if settings_file:
        os.environ[FILE_VARIABLE] = settings_file
    settings = load_settings(home=home)
    where = Home(settings.home.resolve())
    earlier = covered(where, flow_run.scheduled_start_time)
    if earlier is not None:
        return Cancelled(message=_say(f"skipped: run {earlier} began after this one was due"))
    prefect_home.log_to_file(where.root)
    try:
        options = options_of(settings, [])
        done = execute(settings, where, lambda: run_with_prefect(where, options, where.root.name, lambda step, count, total: None))
    except Busy as error:
        return Cancelled(message=_say(f"skipped: {error}"))
    except Exception as error:
        _say(f"failed: {str(error).partition(chr(10))[0]}")
        raise
    r = done.result
    for line in done.warnings:
        _say(f"warning: {line}")
    return Completed(
        message=_say(f"{r.status}: run {r.run_key}, {r.seen} documents, {r.new} new, {r.failed} unreadable, {r.rejected} rows rejected, {r.seconds:.1f} s")
    )


def _say(line: str) -> str:
    """One line for whoever watches the schedule."""
    line = printable(line, 1000)
    sys.stdout.write(f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} {line}\n")
    sys.stdout.flush()
    return line
