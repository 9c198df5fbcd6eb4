"""What the tests of flows/, warehouse/ and schemas/ share."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.steps.direct import run_direct
from flows.steps.listing import find_files
from flows.steps.options import RunOptions
from flows.steps.outcome import RunResult
from schemas.tables import tables
from sql.read import SqlFile, sql_files
from transforms.text.search_words import folding
from warehouse.derived import create_derived
from warehouse.layout import Home
from warehouse.store import Store

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "seeds" / "sample"
CONTENT_TABLES = ("park", "period", "metric", "document", "article", "observation", "event", "leftover", "reading", "rejected")
"""Tables whose rows follow from the documents alone; the others record the runs."""
_OF_THE_RUN = {"run_key", "ingested_at"}
_OF_THE_OPERATOR = ("PARKHOUSE_", "PREFECT_")

Rows = list[tuple[Any, ...]]


def run(home: Home, *sources: str | Path, **options: Any) -> RunResult:
    """One run through the plain functions."""
    names = [str(source) for source in sources]
    return run_direct(home, RunOptions(names, find_files(names), **options))


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Computes the derived tables anew, after a test has changed facts."""
    create_derived(connection, folding())


@contextlib.contextmanager
def warehouse_of(home: Home, read_only: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published warehouse, opened as any client would."""
    connection = duckdb.connect(str(home.warehouse), read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


def select(home: Home, sql: str, parameters: Sequence[object] = ()) -> Rows:
    """The rows of a query on the published warehouse."""
    with warehouse_of(home) as connection:
        return connection.execute(sql, list(parameters)).fetchall()


def scalar(home: Home, sql: str, parameters: Sequence[object] = ()) -> Any:
    """The one value of a query on the published warehouse."""
    ((value,),) = select(home, sql, parameters)
    return value


def content(home: Home) -> dict[str, Rows]:
    """Every row that follows from the documents, without what tells one run from another."""
    found: dict[str, Rows] = {}
    with warehouse_of(home) as connection:
        for table in CONTENT_TABLES:
            names = ", ".join(f'"{name}"' for name in tables()[table].names if name not in _OF_THE_RUN)
            found[table] = connection.execute(f'SELECT {names} FROM "{table}" ORDER BY ALL').fetchall()
    return found


def copied(home: Home, target: Path) -> Home:
    """A home of one's own, with everything in it that the other has."""
    shutil.copytree(home.root, target)
    with contextlib.suppress(FileNotFoundError):
        # Tests write into the published file as an operator's programs could before it lost its write permission.
        Home(target).warehouse.chmod(0o644)
    return Home(target)


def clean_environment(**values: str) -> dict[str, str]:
    """An environment without the operator's settings, in which subprocesses import this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_OPERATOR)}
    return kept | {"PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": "utf-8"} | values


def command(*arguments: str | Path | bytes) -> list[str | bytes]:
    """`parkhouse` with arguments, for a process of its own."""
    return [sys.executable, "-m", "flows.cli", *(a if isinstance(a, bytes) else str(a) for a in arguments)]


def parkhouse(*arguments: str | Path | bytes, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs `parkhouse` in a process of its own."""
    return subprocess.run(
        command(*arguments), cwd=cwd, env=dict(env or clean_environment()), capture_output=True, text=True, encoding="utf-8", timeout=300, check=False
    )


def failing_check(monkeypatch: pytest.MonkeyPatch, severity: str) -> None:
    """One more check, which finds something."""

    def more(folder: str) -> list[SqlFile]:
        found = list(sql_files(folder))
        if folder == "checks":
            found.append(SqlFile("of_the_test", "SELECT 1 AS x", {"severity": severity, "en": "a test", "zh": "试验"}))
        return found

    monkeypatch.setattr("warehouse.audit.sql_files", more)


def leftovers(home: Home) -> list[str]:
    """Files that only a run in progress may have."""
    found = list(home.root.rglob("*.part")) + list(home.build.rglob("*.duckdb*")) + list(home.root.glob("*.wal"))
    return sorted(str(path.relative_to(home.root)) for path in found)


def other_rules(monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Has this process say that it reads with another rule set."""
    # What a run imports when it needs it says so too.
    importlib.import_module("flows.steps.extract.batch")
    for name, module in list(sys.modules.items()):
        if name.startswith("flows.") and hasattr(module, "rule_set_version"):
            monkeypatch.setattr(module, "rule_set_version", lambda: version)


def flip_bit(path: Path) -> None:
    """One bit in the middle of a file, as a failing disk changes it: size and times are as before."""
    found, content = path.stat(), bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    # What is published comes without write permission.
    path.chmod(0o644)
    path.write_bytes(content)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def described_anew(home: Home) -> None:
    """Takes fact files that a test has changed for whole, as if a faulty rule had written them."""
    shutil.rmtree(home.facts / "part")
    Store(home).parts.add_unrecorded()
