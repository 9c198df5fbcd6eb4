"""The server's own copy of the published warehouse.

The server reads a copy, so that it holds no lock on the published file (an analyst may open that read-write) and can add
the macro that judges statements. The copy lives in the private state folder and is replaced at each publish.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from warehouse.connect import WarehouseError, opened
from warehouse.serve_policy import authorization_macro

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows locks an open file by itself
    fcntl = None  # type: ignore[assignment]


def copy_for_serving(published: Path, folder: Path) -> Path:
    """Copies the published file and adds the authorization macro; returns the copy.

    Raises WarehouseError where a client has the file open for writing, or it is no warehouse.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Clients see the name of the file as that of the database.
    copy = folder / "warehouse.duckdb"
    # Not named as the half-written files are that a run sweeps away when it starts.
    part = folder / "next.duckdb"
    for old in (part, part.with_name(part.name + ".wal"), copy, copy.with_name(copy.name + ".wal")):
        old.unlink(missing_ok=True)
    try:
        with published.open("rb") as source, part.open("wb") as target:
            if fcntl is not None:
                try:
                    # DuckDB's own locks: a shared one keeps writers out while the file is copied.
                    fcntl.lockf(source, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except OSError:
                    raise WarehouseError(f"{published} is open for writing in another program: close it there, or wait for the next publish") from None
            shutil.copyfileobj(source, target, 1 << 20)
        with opened(part, scratch=folder) as connection:
            connection.execute(authorization_macro())
            connection.execute("CHECKPOINT")
        part.replace(copy)
    except duckdb.Error as error:
        raise WarehouseError(f"{published} cannot be served: {str(error).splitlines()[0]}") from None
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + ".wal").unlink(missing_ok=True)
    return copy
