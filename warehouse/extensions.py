"""DuckDB's extensions from installed Python packages: nothing is fetched, nothing is written to the user's home."""

from __future__ import annotations

from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import duckdb

from schemas.generate import quoted
from warehouse.connect import WarehouseError


def extension_file(name: str) -> Path:
    """The file of an extension in the package `duckdb_extension_NAME`.

    Raises WarehouseError with the command that installs it where it is missing or made for another DuckDB.
    """
    package = f"duckdb_extension_{name}"
    if find_spec(package) is not None:
        path = Path(str(resources.files(package))) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if path.is_file():
            return path
    raise WarehouseError(f"DuckDB's extension {name} is not installed: pip install duckdb-extension-{name}=={duckdb.__version__}")


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Loads an extension from its package."""
    connection.execute(f"LOAD {quoted(str(extension_file(name)))}")
