"""`parkhouse schedule`: keeps the pipeline's Prefect deployment on its schedule, for months if need be."""

from __future__ import annotations

import contextlib
import logging
import os
import time

from flows.operations import logs
from flows.operations.own_lines import say
from flows.orchestration import home as prefect_home
from flows.orchestration.home import SERVED_VARIABLE
from flows.schedule.process_tree import start_module, stop
from flows.schedule.server import OwnServer, ServerError
from flows.schedule.stoppable import stopped_by_sigterm
from flows.settings.model import Settings
from warehouse.layout import Home
from warehouse.lock import RunLock
from warehouse.own_home import check_home
from warehouse.remote.errors import RemoteError
from warehouse.remote.reading import RECORDS, bring_up_to_date

log = logging.getLogger("parkhouse.schedule")
WATCH_SECONDS = 0.5
STOP_SECONDS = 15.0
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
    check_home(home)
    home.create()
    if settings.notify:
        from flows.operations.notify import check_addresses

        check_addresses(settings.notify)
    try:
        # What other machines ran tells which times were missed.
        bring_up_to_date(home.root, *RECORDS)
    except RemoteError as error:
        _say(settings, home, f"{error}; each run will say so until the store answers")
    lock = RunLock(home.state / "schedule.lock", "another `parkhouse schedule`")
    lock.take()
    try:
        with stopped_by_sigterm():
            _keep_serving(settings, home, every)
    except KeyboardInterrupt:
        say("stopped")
    finally:
        lock.release()


def _keep_serving(settings: Settings, home: Home, every: float | None) -> None:
    prefect_home.prepare(home.root, settings.keep_runs_days)
    server = OwnServer(home.logs / "prefect-server.log", home.root / "prefect" / "ui") if prefect_home.uses_own_server() else None
    if server is not None:
        os.environ.update(server.environment())
    os.environ[SERVED_VARIABLE] = "1"
    attempt = 0
    while True:
        began = time.monotonic()
        try:
            with server or contextlib.nullcontext():
                if server is not None:
                    offer_page(server, home)
                _watch(home, every, server)
        except (Lost, ServerError) as error:
            attempt = 0 if time.monotonic() - began > STEADY_SECONDS else attempt
            pause = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
            attempt += 1
            _say(settings, home, f"{error}; trying again in {pause:g} s")
            time.sleep(pause)


def offer_page(server: OwnServer, home: Home) -> None:
    """Says where Prefect's page is. Its login stands in a file that this user alone may read: what is said may be kept in a journal."""
    login = home.state / "prefect.login"
    with open(os.open(login, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        stream.write(server.password + "\n")
    login.chmod(0o600)
    say(f"Prefect's own page: {server.address} (this machine alone); its login is the line in {login}")


def _watch(home: Home, every: float | None, server: OwnServer | None) -> None:
    """Lets a process serve the deployment, and ends it with this one. Raises Lost where it or the server ends by itself."""
    process = start_module("flows.schedule.runner", str(home.root), f"{every:g}" if every else "")
    try:
        while process.poll() is None:
            if server is not None and not server.alive():
                raise Lost("Prefect's server ended")
            time.sleep(WATCH_SECONDS)
        raise Lost(f"serving ended with status {process.returncode}")
    finally:
        # It may hang on a server that is gone; runs that it started end with it.
        stop(process, STOP_SECONDS)


def _say(settings: Settings, home: Home, line: str) -> None:
    say(line)
    # Opened for the moment only: the runs write to this log too, and put it aside.
    with logs.to_file(home.root, settings):
        log.warning("%s", line)
