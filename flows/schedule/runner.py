"""The process that serves the deployment of `parkhouse schedule`; the command starts it, watches it and starts it again."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import traceback
import warnings
from pathlib import Path

from flows.operations.cron_times import next_time, was_missed
from flows.operations.own_lines import only_own_lines, say
from flows.orchestration import home as prefect_home
from flows.schedule.process_tree import end_with_parent
from flows.settings.lenient import understood
from flows.settings.model import Settings, SettingsError, load_settings
from flows.settings.origin import file_path
from warehouse.layout import Home
from warehouse.store import Store

POLL_SECONDS = 10.0
"""How often Prefect is asked for runs that are due; a run starts at most a little more than this after its time."""


async def _serve(settings: Settings, home: Home, every: float | None) -> None:
    """Registers the deployment, tidies up after a process that died, and starts runs when they are due."""
    from prefect.client.orchestration import get_client
    from prefect.runner import Runner
    from prefect.schedules import Cron, Interval
    from prefect.types.entrypoint import EntrypointType

    from flows.schedule.runs import drop_missed_runs, end_dead_runs, start_now
    from flows.scheduled import scheduled_flow

    prefect_home.log_to_file(home.root)
    file = file_path().resolve()
    deployment = await scheduled_flow.ato_deployment(
        settings.deployment,
        schedule=Interval(every) if every else Cron(settings.cron, timezone=settings.timezone),
        parameters={"home": str(home.root), "settings_file": str(file) if file.is_file() else None},
        description="parkhouse: ingest, extract, load, audit, publish, report",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # One process at a time, so that a backlog takes no more memory than one run; what waits is skipped where an earlier run covers it.
    # A concurrency limit of the deployment would leave its slot taken when a process is killed; the run lock leaves nothing behind.
    runner = Runner(name=settings.deployment, query_seconds=min(POLL_SECONDS, every or POLL_SECONDS), prefetch_seconds=0, limit=1, pause_on_shutdown=False)
    identifier = await runner.aadd_deployment(deployment)
    async with get_client() as client:
        now = dt.datetime.now(dt.UTC)
        dead = await end_dead_runs(client, identifier)
        dropped = await drop_missed_runs(client, identifier, now)
        missed = _missed(settings, home, every, now, dead + dropped)
        if missed:
            await start_now(client, identifier)
    _announce(settings, home, every, dead, dropped, missed)
    await runner.start()


def _missed(settings: Settings, home: Home, every: float | None, now: dt.datetime, left: int) -> bool:
    if every:
        return left > 0
    return was_missed(settings.cron, settings.timezone, Store(home).operations("pipeline_run")["started_at"].to_list(), now)


def _announce(settings: Settings, home: Home, every: float | None, dead: int, dropped: int, missed: bool) -> None:
    upcoming = next_time(settings.cron, settings.timezone, dt.datetime.now(dt.UTC))
    parts = [
        f"serving {home.root} (every {every:g} s)"
        if every
        else f"serving {home.root} ({settings.cron} {settings.timezone}, next {upcoming.astimezone():%Y-%m-%d %H:%M%z})"
    ]
    if dead:
        parts.append(f"{dead} runs of a killed process ended")
    if dropped:
        parts.append(f"{dropped} missed runs dropped")
    if missed:
        parts.append("one run starts now for what was missed")
    say("; ".join(parts))


def _settings(home: Home) -> Settings:
    """The settings; where some are broken since the schedule began, those that are understood: each run then fails at its time and tells why."""
    try:
        return load_settings(home=home.root)
    except SettingsError as error:
        say(f"the settings cannot be used, and each run will say so: {str(error).partition(chr(10))[0]}")
        return understood(home.root)[0]


def main() -> None:
    """Serves until stopped; exits 1, with a line that says why, where that is not possible."""
    end_with_parent()
    # Prefect's own handler of a stop forgets to await; the runs it would have stopped end with this process all the same.
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    root, every = sys.argv[1:]
    home = Home(Path(root))
    with only_own_lines(home.logs / "prefect-printed.log"):
        try:
            asyncio.run(_serve(_settings(home), home, float(every) if every else None))
        except Exception as error:  # noqa: BLE001 - whatever it is, the command starts this process again
            # Printed, it goes to the log.
            print("".join(traceback.format_exception(error)))
            say(f"serving broke off: {type(error).__name__}: {str(error).partition(chr(10))[0]}")
            sys.exit(1)


if __name__ == "__main__":
    main()
