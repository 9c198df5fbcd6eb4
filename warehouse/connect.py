"""Opening DuckDB files with settings that leave nothing behind and print nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb


class WarehouseError(RuntimeError):
    """The warehouse is missing, unreadable or refused a query; the message is for the user."""


@contextlib.contextmanager
def opened(path: Path, scratch: Path | None = None, read_only: bool = False, memory: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that is closed on leaving; spill files go to `scratch`, extensions are never fetched; `memory` is DuckDB's limit."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if scratch is not None:
        config["temp_directory"] = str(scratch)
        config["extension_directory"] = str(scratch / "extensions")
    connection = duckdb.connect(str(path), read_only=read_only, config=config)
    try:
        connection.execute("SET enable_progress_bar = false")
        if memory is not None:
            connection.execute("SET memory_limit = $limit", {"limit": memory.replace(" ", "")})
        # Without ICU the session's zone follows the machine's; times are kept and shown in UTC.
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    finally:
        connection.close()


@contextlib.contextmanager
def together(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """One transaction: DuckDB writes and syncs its log once for all statements, not once for each."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def published(path: Path) -> Path:
    """The published warehouse's path; raises WarehouseError where there is none yet."""
    if path.is_dir():
        raise WarehouseError(f"{path} is a folder: move it away, or name another --home")
    if not path.is_file():
        raise WarehouseError(f"no warehouse at {path} yet: run `parkhouse run` first, or name another --home")
    return path
