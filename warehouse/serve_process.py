"""One server process over one published state of the warehouse.

Run by `parkhouse serve` as `python -m warehouse.serve_process`: it reads its options (with the token, which so stands in no argument
list and no environment) as one line of JSON from standard input, prints `prepared`, waits for the line `go`, serves, and leaves
when told `leave` (when no query is running, or after the drain time), or at once when standard input ends, so that it never outlives
its supervisor.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from warehouse.connect import WarehouseError
from warehouse.extensions import load_extension
from warehouse.serve_copy import copy_for_serving
from warehouse.serve_gate import Gate
from warehouse.serve_policy import AUTHORIZATION

OVERDUE = 3
"""Exit status when a query ran over its time."""
TOO_LARGE = 4
"""Exit status when the process held too much memory."""
PORTS_TRIED = 5
WATCH_SECONDS = 0.5
SHORT_OF_MEMORY = 0.5
"""Share of the memory limit from which on an unfinished result is in the way of other clients."""
MEMORY_WATCH_SECONDS = 0.1
SPARE_BYTES = 1 << 30
"""What the process may hold beyond DuckDB's memory limit: the program itself, the statement's text, results on their way out."""


@dataclass(slots=True, frozen=True)
class ServeOptions:
    """What a server process is told."""

    published: str
    folder: str
    host: str
    port: int
    token: str
    memory_limit: str
    threads: int
    timeout_seconds: float
    drain_seconds: float

    def as_json(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self))


def server_uri(host: str, port: int) -> str:
    """The address as quack writes it."""
    return f"quack:[{host}]:{port}" if ":" in host else f"quack:{host}:{port}"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def prepare(options: ServeOptions) -> duckdb.DuckDBPyConnection:
    """Opens a copy of the published file, read-only, with extensions loaded and everything that a client must not do switched off."""
    copy = copy_for_serving(Path(options.published), Path(options.folder))
    connection = duckdb.connect(
        str(copy), read_only=True,
        config={
            "autoinstall_known_extensions": False, "autoload_known_extensions": False, "memory_limit": options.memory_limit, "threads": options.threads,
            "extension_directory": str(Path(options.folder) / "extensions"), "secret_directory": str(Path(options.folder) / "secrets"),
            "allow_persistent_secrets": False,
        },
    )  # fmt: skip
    # The open file is all that is needed; without a name it vanishes with the process, however that ends.
    copy.unlink()
    connection.execute("SET enable_progress_bar = false")
    # quack needs both: without external access it answers HTTP 500 until they are loaded.
    for name in ("httpfs", "icu", "quack"):
        load_extension(connection, name)
    connection.execute("SET GLOBAL TimeZone = 'UTC'")
    # No spilling to disk: a query that needs more than the memory limit is refused.
    connection.execute("SET GLOBAL temp_directory = ''")
    connection.execute(f"SET GLOBAL quack_authorization_function = '{AUTHORIZATION}'")
    connection.execute("SET GLOBAL enable_external_access = false")
    return connection


def serve(connection: duckdb.DuckDBPyConnection, options: ServeOptions) -> Gate:
    """Starts to answer, quack behind the gate; from here on no setting can be changed. Raises OSError where the address is taken."""
    for _ in range(PORTS_TRIED):
        behind = free_port()
        try:
            connection.execute("CALL quack_serve(?, token => ?)", [server_uri("127.0.0.1", behind), options.token])
            break
        except duckdb.IOException:
            # Taken by somebody else in between.
            continue
    else:
        raise OSError("no port for the server on the loopback address")
    connection.execute("SET GLOBAL lock_configuration = true")
    gate = Gate(behind, lambda address, count: _say({"event": "wrong_token", "address": address, "count": count}))
    gate.start(options.host, options.port)
    return gate


def free_port() -> int:
    """A port of the loopback address that nobody listens at now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def resident_bytes() -> int:
    """Memory that the process holds; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):  # pragma: no cover - systems without /proc
        return 0


def _first_to_go() -> None:
    """Where the machine runs out of memory, the system ends this process before others."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def running(connection: duckdb.DuckDBPyConnection) -> list[float]:
    """Seconds for which each unfinished query has been running."""
    rows = connection.execute(
        "SELECT epoch(now()::TIMESTAMP - query_started_at) FROM quack_active_connections() WHERE state = 'active' AND query_started_at IS NOT NULL"
    ).fetchall()
    return [float(row[0]) for row in rows]


def watch_memory(most: int) -> None:
    """Ends the process when it holds more than `most` bytes: some functions (repeat) allocate past DuckDB's own limit."""
    while True:
        time.sleep(MEMORY_WATCH_SECONDS)
        if resident_bytes() > most:
            _say({"event": "too_large"})
            os._exit(TOO_LARGE)


def watch(connection: duckdb.DuckDBPyConnection, timeout: float) -> None:
    """Ends the process when a query has run over its time, or when it can no longer answer.

    quack gives no way to stop one query, so the process goes, and with it the sessions of all its clients; its supervisor starts
    the next at once. A result that a client has not fetched to its end counts as running too; it is left alone while the process neither
    computes nor is short of memory because of it.
    """
    spent = time.process_time()
    while True:
        time.sleep(WATCH_SECONDS)
        used, spent = time.process_time() - spent, time.process_time()
        overdue = [seconds for seconds in running(connection) if seconds > timeout]
        if overdue and (used > WATCH_SECONDS / 4 or _memory_share(connection) > SHORT_OF_MEMORY):
            _say({"event": "overdue", "seconds": round(max(overdue), 1)})
            os._exit(OVERDUE)


def _memory_limit(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT parse_formatted_bytes(current_setting('memory_limit'))").fetchone()
    return int(found[0]) if found else 0


def _ending(work: Callable[[duckdb.DuckDBPyConnection, float], None], connection: duckdb.DuckDBPyConnection, timeout: float) -> None:
    """A watch that fails ends the process too: a server that cannot be watched, or cannot answer us, serves nobody."""
    try:
        work(connection, timeout)
    except (duckdb.Error, MemoryError):
        os._exit(TOO_LARGE)


def _memory_share(connection: duckdb.DuckDBPyConnection) -> float:
    """How much of the memory limit is taken."""
    found = connection.execute("SELECT sum(memory_usage_bytes) / parse_formatted_bytes(current_setting('memory_limit')) FROM duckdb_memory()").fetchone()
    return float(found[0] or 0) if found else 0.0


def _say(message: dict[str, object]) -> None:
    print(json.dumps(message), flush=True)


def main() -> int:
    """The process; exit status 1 where it cannot serve."""
    line = sys.stdin.readline()
    if not line:
        return 1
    options = ServeOptions(**json.loads(line))
    try:
        connection = prepare(options)
        _say({"event": "prepared"})
        if sys.stdin.readline().strip() != "go":
            return 0
        gate = serve(connection, options)
    except (WarehouseError, duckdb.Error, OSError) as error:
        text = " ".join(str(error).split()).replace(options.token, "***")
        _say({"event": "failed", "reason": text[:500]})
        return 1
    _say({"event": "serving"})
    _first_to_go()
    threading.Thread(target=watch_memory, args=(_memory_limit(connection) + SPARE_BYTES,), daemon=True).start()
    threading.Thread(target=_ending, args=(watch, connection.cursor(), options.timeout_seconds), daemon=True).start()
    if sys.stdin.readline().strip() == "leave":
        until = time.monotonic() + options.drain_seconds
        while (running(connection) or gate.busy) and time.monotonic() < until:
            time.sleep(0.05)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
