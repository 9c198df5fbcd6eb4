"""`parkhouse serve`: keeps one server process at work over the newest published state.

A process of its own for each published state, because within one process DuckDB would go on showing the old file for as long as any
connection to it is open. At a publish the next process is prepared first; then the old one finishes what runs and leaves, and the next
takes its port. Clients whose session ended attach again.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer

from flows.commands.serve_token import serve_token
from flows.operations import logs
from flows.schedule.stoppable import stopped_by_sigterm
from flows.settings.model import Settings, SettingsError
from warehouse.connect import WarehouseError, published
from warehouse.layout import Home
from warehouse.remote.address import address_of
from warehouse.remote.errors import RemoteError
from warehouse.remote.reading import WAREHOUSE, bring_up_to_date
from warehouse.serve_process import OVERDUE, TOO_LARGE, ServeOptions, is_loopback, server_uri

log = logging.getLogger("parkhouse.serve")
POLL_SECONDS = 0.5
START_SECONDS = 120
DRAIN_SECONDS = 10
RETRY_SECONDS = 5.0
FOLLOW_SECONDS = 60.0
"""How often an object store is asked for a newer warehouse."""


class ServerFailed(WarehouseError):
    """A server process could not start; the message is for the user."""


class Child:
    """One server process."""

    def __init__(self, options: ServeOptions, told: Callable[[dict[str, Any]], None] = lambda message: None) -> None:
        """`told` is given what the process says of its clients, in another thread."""
        self._told = told
        environment = {key: value for key, value in os.environ.items() if key != "PARKHOUSE_SERVE_TOKEN"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "warehouse.serve_process"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
        )
        self.started = time.monotonic()
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.tell(options.as_json())

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with contextlib.suppress(ValueError):
                message = json.loads(line)
                (self._told if message.get("event") == "wrong_token" else self._messages.put)(message)
        self._messages.put({"event": "failed", "reason": f"the server process ended (status {self.process.wait()})"})

    def tell(self, line: str) -> None:
        """Sends a line; a process that has gone is found out by its status."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()

    def expect(self, event: str) -> None:
        """Waits for an event; raises ServerFailed with the process's reason where it fails instead."""
        try:
            message = self._messages.get(timeout=START_SECONDS)
        except queue.Empty:
            raise ServerFailed(f"the server process did not answer within {START_SECONDS} seconds") from None
        if message.get("event") != event:
            raise ServerFailed(str(message.get("reason", "the server process failed")))

    def end(self, seconds: float) -> None:
        """Waits that long for the process to leave, then ends it."""
        with contextlib.suppress(OSError):
            assert self.process.stdin is not None
            self.process.stdin.close()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Supervisor:
    """Follows the published file and keeps a server process over it."""

    def __init__(self, settings: Settings, token: str, as_json: bool) -> None:
        home = Home(settings.home)
        self.path = published(home.warehouse)
        self.as_json = as_json
        self._generation = 0
        self._failure = ""
        self._followed = time.monotonic()
        self._settings, self._token, self._folder, self._home = settings, token, home.state / "serve", home.root

    def _options(self) -> ServeOptions:
        self._generation += 1
        s = self._settings
        return ServeOptions(
            str(self.path.resolve()), str(self._folder.resolve() / f"{s.serve_port}-{self._generation % 2}"), s.serve_host, s.serve_port, self._token,
            s.serve_memory_limit.replace(" ", ""), max(1, (os.cpu_count() or 1) // 2), s.serve_timeout_seconds, DRAIN_SECONDS,
        )  # fmt: skip

    def say(self, event: str, text: str) -> None:
        """A line for people, or JSON for machines."""
        typer.echo(json.dumps({"event": event, "message": text}, ensure_ascii=False) if self.as_json else text)
        sys.stdout.flush()

    def _wrong_token(self, message: dict[str, Any]) -> None:
        """Says and logs that an address shows wrong tokens."""
        count = message["count"]
        line = f"a wrong token was shown from {message['address']}" + (f" ({count} by now; each is answered later than the last)" if count > 1 else "")
        self.say("wrong_token", line)
        # Opened for the moment only: runs write to this log too, and put it aside.
        with logs.to_file(self._home, self._settings):
            log.warning("serve: %s", line)

    def mark(self) -> tuple[int, int, int]:
        """By what a publish shows; zeros while there is no file."""
        try:
            found = self.path.stat()
        except OSError:
            return 0, 0, 0
        return found.st_ino, found.st_mtime_ns, found.st_size

    def start(self, old: Child | None = None) -> Child:
        """Prepares the next process and lets it take over from the old one.

        Raises ServerFailed, with the old one still at work, where the new state cannot be served.
        """
        child = Child(self._options(), self._wrong_token)
        try:
            child.expect("prepared")
            if old is not None:
                old.tell("leave")
                old.end(DRAIN_SECONDS + 5)
            child.tell("go")
            child.expect("serving")
        except BaseException:
            child.process.kill()
            child.end(5)
            raise
        return child

    def run(self) -> None:
        """Serves until interrupted."""
        seen, young = self.mark(), 0
        child = self.start()
        try:
            self._announce()
            while True:
                time.sleep(POLL_SECONDS)
                self._follow()
                status = child.process.poll()
                if status is not None:
                    self.say("restart", f"{self._why(status)}: started again; clients attach anew")
                    # The more often it dies young, the longer the wait.
                    young = young + 1 if time.monotonic() - child.started < 2 * RETRY_SECONDS else 0
                    time.sleep(min(RETRY_SECONDS, young * POLL_SECONDS))
                if status is not None or (self.mark() != seen and self.mark() != (0, 0, 0)):
                    now = self.mark()
                    try:
                        child = self.start(child if status is None else None)
                    except ServerFailed as error:
                        if str(error) != self._failure:
                            self.say("waiting", f"{error} (trying again)")
                        self._failure = str(error)
                        time.sleep(RETRY_SECONDS)
                        continue
                    self._failure = ""
                    if now != seen:
                        seen = now
                        self.say("published", "serving the newly published warehouse")
        finally:
            child.end(2)

    def _follow(self) -> None:
        """Fetches what another machine has published since, where the home is in an object store."""
        if address_of(self._home) is None or time.monotonic() - self._followed < FOLLOW_SECONDS:
            return
        self._followed = time.monotonic()
        try:
            bring_up_to_date(self._home, *WAREHOUSE)
        except (RemoteError, OSError) as error:
            self.say("waiting", f"{error} (trying again)")

    def _why(self, status: int) -> str:
        if status == OVERDUE:
            return f"a query ran over {self._settings.serve_timeout_seconds:g} seconds"
        if status == TOO_LARGE:
            return f"queries took more memory than {self._settings.serve_memory_limit}"
        return f"the server process ended (status {status})"

    def _announce(self) -> None:
        s = self._settings
        uri = server_uri(s.serve_host, s.serve_port)
        self.say("serving", f"serving {self.path} read-only at {uri}; stop with Ctrl-C")
        if not is_loopback(s.serve_host):
            self.say("notice", "the connection is not encrypted: put a TLS proxy in front of it, or use it within a trusted network (docs/clients.md)")


def _probe(host: str, port: int) -> None:
    """Raises SettingsError where the address cannot be listened at: two servers at one port would share its clients by chance."""
    try:
        kind, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(kind, socket.SOCK_STREAM) as probe:
            # quack listens with SO_REUSEPORT; without it here the port would look taken for a minute after a server stopped.
            for name in ("SO_REUSEADDR", "SO_REUSEPORT"):
                if hasattr(socket, name):
                    probe.setsockopt(socket.SOL_SOCKET, getattr(socket, name), 1)
            probe.bind(address)
        with contextlib.suppress(ConnectionError, TimeoutError), socket.create_connection((_near(host), port), timeout=2):
            raise SettingsError(f"port {port} of {host} is taken by another program; name another with --port")
    except OSError as error:
        raise SettingsError(f"cannot listen at {host} port {port}: {error.strerror or error}; name another with --host or --port") from None


def _near(host: str) -> str:
    """Where this machine reaches what listens at all of its addresses."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def serve_command(settings: Settings, token_file: Path | None, as_json: bool) -> None:
    """Serves until stopped.

    Raises WarehouseError where there is nothing to serve, SettingsError for a wrong address or token.
    """
    published(Home(settings.home).warehouse)
    token, where = serve_token(settings, token_file)
    _probe(settings.serve_host, settings.serve_port)
    supervisor = Supervisor(settings, token, as_json)
    supervisor.say("token", f"token: {where}")
    with stopped_by_sigterm():
        try:
            supervisor.run()
        except KeyboardInterrupt:
            supervisor.say("stopped", "stopped")
