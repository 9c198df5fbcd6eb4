"""`parkhouse schedule`: keeps the pipeline's Prefect deployment on its schedule, for months if need be."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import os
import signal
import time
from collections.abc import Iterator

from flows import logs, prefect_home
from flows.missed import next_time, was_missed
from flows.own_lines import only_own_lines, say
from flows.prefect_home import SERVED_VARIABLE
from flows.prefect_server import OwnServer, ServerError
from flows.settings import Settings
from flows.settings_origin import file_path
from warehouse.layout import Home
from warehouse.lock import RunLock
from warehouse.store import Store

log = logging.getLogger("parkhouse.schedule")
POLL_SECONDS = 10.0
"""How often Prefect is asked for runs that are due; a run starts at most a little more than this after its time."""
RETRY_SECONDS = (5.0, 15.0, 60.0, 300.0)
"""How long to wait before serving again after the server or the connection to it was lost."""
STEADY_SECONDS = 600.0
"""Whoever served this long begins anew with the shortest wait."""


class Lost(RuntimeError):
    """The server went away while it was needed."""


def schedule_command(settings: Settings, every: float | None = None) -> None:
    """Serves the schedule until stopped by SIGINT or SIGTERM; `every` seconds instead of by the settings' cron.

    Raises Busy where another process serves this home, SettingsError where an address for messages is wrong.
    """
    home = Home(settings.home.resolve())
    home.create()
    if settings.notify:
        from flows.notify import check_addresses

        check_addresses(settings.notify)
    lock = RunLock(home.state / "schedule.lock", "another `parkhouse schedule`")
    lock.take()
    try:
        with logs.to_file(home.root, settings), only_own_lines(home.logs / "prefect-printed.log"), _stoppable():
            _keep_serving(settings, home, every)
    except (KeyboardInterrupt, asyncio.CancelledError):
        _say("stopped")
    finally:
        lock.release()


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """A stop by the service manager ends as one from the keyboard does."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _keep_serving(settings: Settings, home: Home, every: float | None) -> None:
    prefect_home.prepare(home.root, settings.keep_runs_days)
    server = OwnServer(home.logs / "prefect-server.log") if prefect_home.uses_own_server() else None
    if server is not None:
        os.environ.update(server.environment())
    os.environ[SERVED_VARIABLE] = "1"
    attempt = 0
    while True:
        began = time.monotonic()
        try:
            with server or contextlib.nullcontext():
                asyncio.run(_serve(settings, home, server, every))
            return
        except (Lost, ServerError) as error:
            log.warning("serving the schedule broke off: %s", error)
            attempt = 0 if time.monotonic() - began > STEADY_SECONDS else attempt
            pause = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
            attempt += 1
            _say(f"{error}; trying again in {pause:g} s")
            time.sleep(pause)


async def _serve(settings: Settings, home: Home, server: OwnServer | None, every: float | None) -> None:
    """Registers the deployment, tidies up after a process that died, and starts runs when they are due."""
    import httpx
    from prefect.client.orchestration import get_client
    from prefect.exceptions import PrefectHTTPStatusError
    from prefect.runner import Runner
    from prefect.schedules import Cron, Interval
    from prefect.types.entrypoint import EntrypointType

    from flows.schedule_runs import drop_missed_runs, end_dead_runs, start_now
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
    try:
        identifier = await runner.aadd_deployment(deployment)
        async with get_client() as client:
            now = dt.datetime.now(dt.UTC)
            dead = await end_dead_runs(client, identifier)
            dropped = await drop_missed_runs(client, identifier, now)
            missed = _missed(settings, home, every, now, dropped)
            if missed:
                await start_now(client, identifier)
        _announce(settings, home, every, dead, dropped, missed)
        await _until_stopped(runner, server)
    except (httpx.HTTPError, PrefectHTTPStatusError) as error:
        raise Lost(f"the Prefect server cannot be reached or refuses ({type(error).__name__}: {str(error).partition(chr(10))[0][:200]})") from error


async def _until_stopped(runner: object, server: OwnServer | None) -> None:
    """Runs until the task is cancelled; raises Lost where the server ends or the runner gives up on it."""
    serving = asyncio.create_task(runner.start())  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    # The runner has put its own handler in place, which leaves without tidying up.
    signal.signal(signal.SIGTERM, lambda number, frame: signal.raise_signal(signal.SIGINT))
    try:
        while not serving.done():
            await asyncio.wait({serving}, timeout=1.0)
            if server is not None and not server.alive():
                raise Lost("Prefect's server ended")
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(serving, return_exceptions=True)
    raise Lost(f"the runner ended ({serving.exception() if not serving.cancelled() else 'cancelled'})")


def _missed(settings: Settings, home: Home, every: float | None, now: dt.datetime, dropped: int) -> bool:
    if every:
        return dropped > 0
    return was_missed(settings.cron, settings.timezone, Store(home).operations("pipeline_run")["started_at"].to_list(), now)


def _announce(settings: Settings, home: Home, every: float | None, dead: int, dropped: int, missed: bool) -> None:
    when = (
        f"every {every:g} s"
        if every
        else f"{settings.cron} {settings.timezone}, next {next_time(settings.cron, settings.timezone, dt.datetime.now(dt.UTC)):%Y-%m-%d %H:%M %Z}"
    )
    line = f"serving {home.root} ({when})"
    line += (
        f"; {dead} runs of a killed process ended" * bool(dead)
        + f"; {dropped} missed runs dropped" * bool(dropped)
        + "; one run starts now for what was missed" * missed
    )
    _say(line)


def _say(line: str) -> None:
    log.info("%s", line)
    say(line)
