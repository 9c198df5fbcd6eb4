"""Prefect's own server, for as long as `parkhouse schedule` runs.

The server that Prefect starts for a single run creates no scheduled runs, so the schedule brings up the whole of it: on the loopback
address alone, with a password that only this process and its children know, its state under the home directory.
"""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO

import httpx

from flows.orchestration.home import put_aside
from flows.schedule.process_tree import end_with_parent, start_module, stop

HOST = "127.0.0.1"
STARTUP_SECONDS = 180.0
STOP_SECONDS = 10.0


class ServerError(RuntimeError):
    """Prefect's server did not start; the message says where its log is."""


class OwnServer:
    """A server in a process of its own, which ends with this one however this one ends."""

    def __init__(self, log: Path, page: Path) -> None:
        """`page` is a folder for the files of Prefect's own page, which it would else write beside its program."""
        self._log = log
        self._page = page
        self._process: subprocess.Popen[bytes] | None = None
        self._stream: IO[bytes] | None = None
        self.port = free_port()
        self.password = f"parkhouse:{secrets.token_urlsafe(24)}"

    @property
    def address(self) -> str:
        """Where Prefect's own page is, for a browser on this machine."""
        return f"http://{HOST}:{self.port}"

    def environment(self) -> dict[str, str]:
        """What this process and its children need to reach the server."""
        return {
            "PREFECT_API_URL": f"http://{HOST}:{self.port}/api", "PREFECT_API_AUTH_STRING": self.password,
            "PREFECT_SERVER_API_AUTH_STRING": self.password, "PREFECT_UI_ENABLED": "1",
            "PREFECT_UI_STATIC_DIRECTORY": str(self._page),
        }  # fmt: skip

    def __enter__(self) -> OwnServer:
        self._log.parent.mkdir(parents=True, exist_ok=True)
        put_aside(self._log)
        self._stream = self._log.open("ab")
        self._process = start_module("flows.schedule.server", str(self.port), output=self._stream)
        try:
            self._wait()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def _wait(self) -> None:
        assert self._process is not None
        end = time.monotonic() + STARTUP_SECONDS
        with httpx.Client(auth=tuple(self.password.split(":", 1)), timeout=5, trust_env=False) as client:  # type: ignore[arg-type]
            while time.monotonic() < end:
                if not self.alive():
                    raise ServerError(f"Prefect's server ended with status {self._process.returncode} while starting; see {self._log}")
                try:
                    if client.get(f"http://{HOST}:{self.port}/api/health").status_code == httpx.codes.OK:
                        return
                except httpx.TransportError:
                    pass
                time.sleep(0.2)
        raise ServerError(f"Prefect's server did not answer within {STARTUP_SECONDS:g} s; see {self._log}")

    def alive(self) -> bool:
        """Whether the server's process lives."""
        return self._process is not None and self._process.poll() is None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        process, self._process = self._process, None
        if process is not None:
            stop(process, STOP_SECONDS)
        if self._stream is not None:
            self._stream.close()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def main() -> None:
    """The server's process."""
    import uvicorn

    end_with_parent(STOP_SECONDS)
    uvicorn.run("prefect.server.api.server:create_app", factory=True, host=HOST, port=int(sys.argv[1]), log_level="error", lifespan="on")


if __name__ == "__main__":
    main()
