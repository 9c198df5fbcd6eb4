"""The checks of sql/checks: each returns the offending rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from seeds.read import seed_rows
from sql.read import sql_files
from warehouse.connect import opened
from warehouse.previous import attached

EXAMPLES = 5
REFUSED = "refused:"
"""Before the name of a check at the border (document.readable, observation.value.type ...) among the results of a run."""


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


def audit(
    connection: duckdb.DuckDBPyConnection, previous: Path | None, settings: Mapping[str, object] | None = None, only_when: str | None = None
) -> list[CheckResult]:
    """Runs every check on a build, and counts what the models refused beside them.

    `previous` is the last published file, attached as `previous` where there is one. `settings` are read by the checks as
    variables (`getvariable('freshness_days')`). `only_when` picks the checks of that front matter (`-- when: always`).
    """
    prepare_checks(connection, settings or {})
    results = []
    with attached(connection, previous) as compares:
        for file in sql_files("checks"):
            if only_when is not None and file.meta.get("when") != only_when:
                continue
            severity = file.meta.get("severity", "")
            if severity not in ("block", "warn") or not file.meta.get("en") or not file.meta.get("zh"):
                raise CheckError(f"sql/checks/{file.name}.sql: severity (block or warn), en and zh are needed above the query")
            if file.meta.get("needs") == "previous" and not compares:
                results.append(CheckResult(file.name, severity, True, 0, [], file.meta["en"], file.meta["zh"]))
                continue
            try:
                count, examples = _offending(connection.execute(file.sql))
            except duckdb.Error as error:
                raise CheckError(f"sql/checks/{file.name}.sql: {error}") from error
            results.append(CheckResult(file.name, severity, count == 0, count, examples, file.meta["en"], file.meta["zh"]))
    return results if only_when is not None else results + _refused(connection)


def prepare_checks(connection: duckdb.DuckDBPyConnection, settings: Mapping[str, object]) -> None:
    """What the checks read beside the tables: their settings as variables, and the known places."""
    for name, value in settings.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE known_place AS SELECT unnest($places) AS place", {"places": [row["place"] for row in seed_rows("lexicon/places.csv")]}
    )


def _offending(cursor: duckdb.DuckDBPyConnection) -> tuple[int, list[dict[str, Any]]]:
    """How many rows a check returns, and the first of them, shortened."""
    names = [column[0] for column in cursor.description or []]
    examples: list[dict[str, Any]] = []
    count = 0
    while rows := cursor.fetchmany(10_000):
        count += len(rows)
        examples += [dict(zip(names, row, strict=True)) for row in rows[: EXAMPLES - len(examples)]]
    return count, [{k: v[:300] if isinstance(v, str) else v for k, v in row.items()} for row in examples]


def _refused(connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
    """What waits in quarantine, one result a check that refused it, so that refusals by models and by SQL read the same way."""
    found = []
    for (check,) in connection.execute("SELECT DISTINCT check_name FROM rejected ORDER BY ALL").fetchall():
        count, examples = _offending(
            connection.execute(
                "SELECT r.rejected_key, r.stage, r.table_name, coalesce(d.file_name, json_extract_string(r.row, '$.file_name')) AS file_name, r.reason, r.row "
                "FROM rejected r LEFT JOIN document d USING (document_key) WHERE r.check_name = ? ORDER BY r.run_key DESC, r.rejected_key",
                [check],
            )
        )
        english = f"Rows and documents that {check} refused wait in quarantine"
        found.append(CheckResult(f"{REFUSED}{check}", "warn", False, count, examples, english, f"被 {check} 拒绝、留在隔离区的行或文档"))
    return found


def recheck(warehouse: Path, settings: Mapping[str, object]) -> list[CheckResult]:
    """The results of a published warehouse as of now: those of its publish, with the checks that depend on the day run again.

    Empty where the file cannot be opened beside a client that holds it read-write.
    """
    try:
        with opened(warehouse, read_only=True) as connection:
            again = {result.name: result for result in audit(connection, None, settings, only_when="always")}
            rows = connection.execute(
                "SELECT check_name, severity, passed, failing_rows, examples, description, description_zh FROM quality_result "
                "WHERE run_key = (SELECT max(run_key) FROM pipeline_run WHERE status = 'published') ORDER BY check_name"
            ).fetchall()
    except duckdb.Error:
        return []
    return [
        again.get(name) or CheckResult(name, severity, passed, failing, json.loads(examples), english, chinese)
        for name, severity, passed, failing, examples, english, chinese in rows
    ]


def blocking(results: Sequence[CheckResult]) -> list[CheckResult]:
    """Failed checks that stop a publish."""
    return [result for result in results if result.severity == "block" and not result.passed]
