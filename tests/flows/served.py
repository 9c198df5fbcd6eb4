"""A server of the published warehouse and clients of it, each in a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.support import clean_environment, command
from warehouse.layout import Home

TOKEN = "a-token-for-tests-only-0123456789"
CLIENT = """
import json, sys
import duckdb
from warehouse.extensions import load_extension
connection = duckdb.connect(":memory:", config={"autoload_known_extensions": False, "autoinstall_known_extensions": False, "extension_directory": sys.argv[1]})
for name in ("httpfs", "icu", "quack"):
    load_extension(connection, name)
print("ready", flush=True)
for line in sys.stdin:
    statement, parameters = json.loads(line)
    try:
        answer = {"rows": connection.execute(statement, parameters).fetchall()}
    except Exception as error:
        answer = {"error": " ".join(str(error).split())}
    print(json.dumps(answer, default=str), flush=True)
"""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`parkhouse serve`."""

    def __init__(self, home: Home, *arguments: str | Path, port: int | None = None, token: str | None = TOKEN, **settings: str) -> None:
        self.port = port or free_port()
        values = {f"PARKHOUSE_{key.upper()}": value for key, value in settings.items()} | ({"PARKHOUSE_SERVE_TOKEN": token} if token else {})
        self.process = subprocess.Popen(
            command("serve", "--home", home.root, "--port", str(self.port), "--json", *arguments),
            cwd=home.root.parent, env=clean_environment(HOME=str(home.root.parent), **values), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def wait_for(self, event: str) -> str:
        """Reads what the server says until an event; its message."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            said = json.loads(line)
            if said["event"] == event:
                return str(said["message"])
        raise AssertionError(f"the server ended before it said {event!r}: {self.process.stderr.read() if self.process.stderr else ''}")

    def children(self) -> list[int]:
        """The server processes at work."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(number) for number in found.split()]

    def stop(self) -> None:
        """Ends it as an operator would."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.communicate(timeout=30)


class Client:
    """A DuckDB client with the quack extension."""

    def __init__(self, folder: Path, port: int) -> None:
        self.uri = f"quack:127.0.0.1:{port}"
        arguments = [sys.executable, "-c", CLIENT, str(folder)]
        self.process = subprocess.Popen(arguments, env=clean_environment(HOME=str(folder)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def here(self, statement: str, *parameters: Any) -> dict[str, Any]:
        """Runs a statement in the client's own database; {"rows": ...} or {"error": ...}."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([statement, list(parameters)]) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def ask(self, statement: str, token: str = TOKEN) -> dict[str, Any]:
        """Runs a statement on the server."""
        return self.here("FROM quack_query(?, ?, token => ?)", self.uri, statement, token)

    def until(self, statement: str, rows: list[list[Any]]) -> None:
        """Asks the server again until it gives these rows."""
        last: dict[str, Any] = {}
        for _ in range(300):
            last = self.ask(statement)
            if last.get("rows") == rows:
                return
            time.sleep(0.1)
        raise AssertionError(f"{statement}: {last}")

    def stop(self) -> None:
        """Ends it."""
        self.process.kill()
        self.process.communicate()
