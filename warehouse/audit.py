"""The checks of sql/checks: each returns the offending rows."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from sql.read import sql_files

EXAMPLES = 5


@dataclass(slots=True, frozen=True)
class CheckResult:
    """One check of one run."""

    name: str
    severity: str
    passed: bool
    failing_rows: int
    examples: list[dict[str, Any]]
    description: str
    description_zh: str

    def row(self, run_key: str) -> dict[str, object]:
        """A row of `quality_result`."""
        return {
            "run_key": run_key, "check_name": self.name, "severity": self.severity, "passed": self.passed,
            "failing_rows": self.failing_rows, "examples": json.dumps(self.examples, ensure_ascii=False, default=str),
            "description": self.description, "description_zh": self.description_zh,
        }  # fmt: skip


class CheckError(RuntimeError):
    """A check that cannot run: broken SQL, a missing front matter."""


def audit(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> list[CheckResult]:
    """Runs every check on a build. `previous` is the last published file, attached as `previous` where there is one."""
    attached = _attach(connection, previous)
    results = []
    try:
        for file in sql_files("checks"):
            severity = file.meta.get("severity", "")
            if severity not in ("block", "warn") or not file.meta.get("en") or not file.meta.get("zh"):
                raise CheckError(f"sql/checks/{file.name}.sql: severity (block or warn), en and zh are needed above the query")
            if file.meta.get("needs") == "previous" and not attached:
                results.append(CheckResult(file.name, severity, True, 0, [], file.meta["en"], file.meta["zh"]))
                continue
            try:
                cursor = connection.execute(file.sql)
                names = [column[0] for column in cursor.description or []]
                examples: list[dict[str, Any]] = []
                count = 0
                while rows := cursor.fetchmany(10_000):
                    count += len(rows)
                    examples += [dict(zip(names, row, strict=True)) for row in rows[: EXAMPLES - len(examples)]]
            except duckdb.Error as error:
                raise CheckError(f"sql/checks/{file.name}.sql: {error}") from error
            shown = [{k: v[:300] if isinstance(v, str) else v for k, v in row.items()} for row in examples]
            results.append(CheckResult(file.name, severity, count == 0, count, shown, file.meta["en"], file.meta["zh"]))
    finally:
        if attached:
            connection.execute("DETACH previous")
    return results


def _attach(connection: duckdb.DuckDBPyConnection, previous: Path | None) -> bool:
    """Attaches the last published file as `previous`; a copy of it where a client holds it read-write."""
    if previous is None or not previous.is_file():
        return False
    if _attached(connection, previous):
        return True
    copy = previous.with_name(f".{previous.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(previous, copy)
        # Only a damaged file can be neither opened nor copied and opened: then there is nothing to compare with.
        return _attached(connection, copy)
    except OSError:
        return False
    finally:
        copy.unlink(missing_ok=True)


def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> bool:
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{quoted}' AS previous (READ_ONLY)")
    except duckdb.Error:
        return False
    return True


def blocking(results: Sequence[CheckResult]) -> list[CheckResult]:
    """Failed checks that stop a publish."""
    return [result for result in results if result.severity == "block" and not result.passed]
