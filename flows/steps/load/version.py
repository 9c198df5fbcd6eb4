"""The version of what builds the warehouse."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources
from importlib.metadata import PackageNotFoundError, version

from schemas.generate import ddl
from schemas.tables import tables
from sql.read import sql_files


@functools.cache
def code_version() -> str:
    """The installed version of parkhouse, and a hash of what builds the warehouse, so that a change between releases shows too."""
    try:
        release = version("parkhouse")
    except PackageNotFoundError:
        release = "0"
    digest = hashlib.sha256()
    for entry in sorted(resources.files("warehouse").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".py"):
            digest.update(entry.read_bytes())
    for folder in ("macros", "derived", "views", "checks"):
        for file in sql_files(folder):
            digest.update(file.sql.encode())
    for table in tables().values():
        digest.update(ddl(table).encode())
    return f"{release}+{digest.hexdigest()[:8]}"
