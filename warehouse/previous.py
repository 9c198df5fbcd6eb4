"""The last published warehouse beside a build, for comparison."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from schemas.generate import quoted
from warehouse.connect import opened


@contextlib.contextmanager
def attached(connection: duckdb.DuckDBPyConnection, path: Path | None) -> Iterator[bool]:
    """Attaches a published file as `previous`, read-only, and says whether that was possible; lets it go on leaving.

    Where a client holds the file read-write a copy is read. A damaged file can be neither opened nor copied and opened:
    then there is nothing to compare with.
    """
    done = _attach(connection, path)
    try:
        yield done
    finally:
        if done:
            connection.execute("DETACH previous")


def readable(path: Path) -> bool:
    """Whether a published file can be opened and read to its end: DuckDB compares a block with its checksum only when it reads it."""
    try:
        with opened(Path(":memory:")) as connection, attached(connection, path) as done:
            tables = connection.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'previous' AND schema_name = 'main'").fetchall()
            for (table,) in tables:
                connection.execute(f'SELECT bit_xor(hash(t)) FROM previous.main."{table}" t').fetchall()
            return done
    except duckdb.Error:
        return False


def _attach(connection: duckdb.DuckDBPyConnection, path: Path | None) -> bool:
    if path is None or not path.is_file():
        return False
    if _attached(connection, path):
        return True
    copy = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(path, copy)
        return _attached(connection, copy)
    except OSError:
        return False
    finally:
        copy.unlink(missing_ok=True)


def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    try:
        connection.execute(f"ATTACH {quoted(str(path))} AS previous (READ_ONLY)")
    except duckdb.Error:
        return False
    return True
