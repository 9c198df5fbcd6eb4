"""The flow that a schedule starts: for `parkhouse schedule`, and for the workers of prefect.yaml."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import os
import threading
import time
from pathlib import Path
from typing import Any

from prefect import Flow, flow
from prefect.client.schemas.objects import FlowRun, State
from prefect.runtime import flow_run as this_run
from prefect.states import Cancelled, Completed

from flows.commands.run import failed_before
from flows.operations.attended import crashed, execute
from flows.operations.own_lines import say
from flows.orchestration import home as prefect_home
from flows.pipeline import run_with_prefect
from flows.settings.lenient import understood
from flows.settings.model import SettingsError, load_settings
from flows.settings.origin import FILE_VARIABLE
from flows.settings.run_options import options_of
from warehouse.layout import Home
from warehouse.lock import Busy
from warehouse.remote.reading import RECORDS, bring_up_to_date
from warehouse.store import Store

log = logging.getLogger("parkhouse")
FLOW_NAME = "parkhouse-scheduled"
WATCH_SECONDS = 1.0


def covered(home: Home, due: dt.datetime | None) -> str | None:
    """The run that began after `due`, if there is one: it took in all that was there when this one was due.

    By this a backlog of missed runs comes to one run, whoever keeps the schedule. A run dated after now tells of a clock that was
    wrong: counted, it would have every run skipped until that day.
    """
    runs = Store(home).operations("pipeline_run")
    if due is None or not len(runs):
        return None
    later = runs.filter((runs["started_at"] > due) & (runs["started_at"] <= dt.datetime.now(dt.UTC)) & (runs["status"] != "dry_run"))
    return str(later["run_key"].max()) if len(later) else None


def _end_with_scheduler() -> None:
    """Ends this process at once when the scheduler is gone: its server went with it, and a run can be broken off at any point."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="scheduler", daemon=True).start()


def tell_of_crash(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Tells the operator of a run whose process died; called where it was started."""
    if settings_file := flow_run.parameters.get("settings_file"):
        os.environ[FILE_VARIABLE] = str(settings_file)
    # Those that are understood: a crash is told though a setting has been broken since.
    settings, _ = understood(flow_run.parameters.get("home"))
    crashed(settings, Home(settings.home.resolve()), state.message or "the process of the run died")


# What its parameters are worth is found out inside, where a failure leaves its record.
@flow(name=FLOW_NAME, persist_result=False, validate_parameters=False, on_crashed=[tell_of_crash])
def scheduled_flow(home: str | None = None, settings_file: str | None = None) -> State[Any]:
    """One run with the settings as they are now: `home` and the settings file win over the environment's.

    Ends as cancelled, and not as failed, where another run is at work or has done this one's work.
    """
    if settings_file:
        os.environ[FILE_VARIABLE] = str(settings_file)
    if os.environ.get(prefect_home.SERVED_VARIABLE):
        _end_with_scheduler()
    try:
        return _run(home)
    except Busy as error:
        return Cancelled(message=say(f"skipped: {error}"))
    except Exception as error:
        say(f"failed: {str(error).partition(chr(10))[0]}")
        raise


def _covered(home: Home, due: dt.datetime | None) -> str | None:
    """As `covered`; None where the store cannot say, for then the run will tell why."""
    try:
        bring_up_to_date(home.root, *RECORDS)
        return covered(home, due)
    except Exception:
        log.warning("whether an earlier run covers this one cannot be told", exc_info=True)
        return None


def _run(home: str | None) -> State[Any]:
    try:
        settings = load_settings(home=home)
    except SettingsError as error:
        failed_before(Path(str(home)) if home else None, error)
        raise
    where = Home(settings.home.expanduser().resolve())
    earlier = _covered(where, this_run.scheduled_start_time)
    if earlier is not None:
        return Cancelled(message=say(f"skipped: run {earlier} began after this one was due"))
    with contextlib.suppress(OSError):
        # Where the home directory takes no file the run itself tells so.
        prefect_home.log_to_file(where.root)
    done = execute(
        settings,
        where,
        lambda: options_of(settings, []),
        lambda options: run_with_prefect(where, options, where.root.name, lambda step, count, total: None),
    )
    r = done.result
    for line in done.warnings:
        say(f"warning: {line}")
    counts = f"{r.seen} documents, {r.new} new, {r.failed} unreadable, {r.rejected} rows rejected"
    return Completed(message=say(f"{r.status}: run {r.run_key}, {counts}, {r.seconds:.1f} s"))
