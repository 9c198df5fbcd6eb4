"""The checks of sql/checks: each selects the offending rows, of which a count and a few examples are kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from seeds.read import seed_rows
from sql.read import sql_files
from warehouse.audit_changes import changed_counts
from warehouse.audit_queries import NOT_ENDED, all_ended, offending
from warehouse.connect import opened
from warehouse.limits import Limits, NoEnd
from warehouse.previous import attached

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

    @property
    def ended(self) -> bool:
        """Whether it came to an end within its limits."""
        return not any(NOT_ENDED in example for example in self.examples)

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
    connection: duckdb.DuckDBPyConnection,
    previous: Path | None,
    settings: Mapping[str, object] | None = None,
    only_when: str | None = None,
    limits: Limits | None = None,
    refreshed: bool = False,
) -> list[CheckResult]:
    """Runs every check on a build, and counts what the models refused beside them.

    `previous` is the last published file, attached as `previous` where there is one. `settings` are read by the checks as
    variables (`getvariable('freshness_days')`). `only_when` picks the checks of that front matter (`-- when: always`).
    A check that does not end within the limits has failed, with the reason as its example (`ended` is False).
    `refreshed`: the build is a copy of the published file in which the documents of `changed_document` alone were replaced.
    """
    limits = limits or Limits()
    # None of the checks that depend on the day alone looks at places.
    prepare_checks(connection, settings or {}, refreshed, places=only_when is None)
    results = []
    with attached(connection, previous) as compares:
        known = changed_counts(connection, limits) if refreshed and compares and only_when is None else {}
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
                count, examples = known[file.name] if file.name in known else offending(connection, file.sql, limits)
            except NoEnd as error:
                results.append(CheckResult(file.name, severity, False, 0, [{NOT_ENDED: str(error)}], file.meta["en"], file.meta["zh"]))
                continue
            except duckdb.Error as error:
                raise CheckError(f"sql/checks/{file.name}.sql: {error}") from error
            results.append(CheckResult(file.name, severity, count == 0, count, examples, file.meta["en"], file.meta["zh"]))
    return results if only_when is not None else results + _refused(connection, limits)


def prepare_checks(connection: duckdb.DuckDBPyConnection, settings: Mapping[str, object], refreshed: bool = False, places: bool = True) -> None:
    """What the checks read beside the tables: their settings as variables, the known places where they are asked for, and the documents of which nothing is proven yet."""
    for name, value in settings.items():
        connection.execute(f"SET VARIABLE {name} = $value", {"value": value})
    if places:
        # A frame, not a list: the client looks at every item of a list anew.
        connection.register("place_frame", pl.DataFrame({"place": [row["place"] for row in seed_rows("lexicon/places.csv")]}).to_arrow())
        connection.execute("CREATE OR REPLACE TEMP TABLE known_place AS SELECT place FROM place_frame")
        connection.unregister("place_frame")
    # A row that belongs to its document alone, was proven and has not been touched since is proven still; blocking checks let nothing else be published.
    spared = refreshed and all_ended(connection)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW unproven_document AS SELECT document_key FROM {'changed_document' if spared else 'document'}")
    # The same as a question, which says so of a row without a document too.
    mine = "document IN (SELECT document_key FROM changed_document)" if spared else "true"
    connection.execute(f"CREATE OR REPLACE TEMP MACRO is_unproven(document) AS {mine}")


def _refused(connection: duckdb.DuckDBPyConnection, limits: Limits) -> list[CheckResult]:
    """What waits in quarantine, one result a check that refused it, so that refusals by models and by SQL read the same way."""
    found = []
    sql = (
        "SELECT r.rejected_key, r.stage, r.table_name, coalesce(d.file_name, json_extract_string(r.row, '$.file_name')) AS file_name, r.reason, r.row "
        "FROM rejected r LEFT JOIN document d USING (document_key) WHERE r.check_name = ? ORDER BY r.run_key DESC, r.rejected_key"
    )
    for (check,) in connection.execute("SELECT DISTINCT check_name FROM rejected ORDER BY ALL").fetchall():
        try:
            count, examples = offending(connection, sql, limits, [check])
        except NoEnd as error:
            count, examples = 0, [{NOT_ENDED: str(error)}]
        english = f"Rows and documents that {check} refused wait in quarantine"
        found.append(CheckResult(f"{REFUSED}{check}", "warn", False, count, examples, english, f"被 {check} 拒绝、留在隔离区的行或文档"))
    return found


def recheck(warehouse: Path, settings: Mapping[str, object], limits: Limits | None = None) -> list[CheckResult]:
    """The results of a published warehouse as of now: those of its publish, with the checks that depend on the day run again.

    Empty where the file cannot be opened beside a client that holds it read-write.
    """
    try:
        with opened(warehouse, read_only=True, memory=(limits or Limits()).memory) as connection:
            again = {result.name: result for result in audit(connection, None, settings, only_when="always", limits=limits)}
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
    """Failed checks that stop a publish.

    One that does not end stops none: one page on which it never ends would keep every later run from publishing. It is told as failed.
    """
    return [result for result in results if result.severity == "block" and not result.passed and result.ended]


def not_ended(results: Sequence[CheckResult]) -> list[str]:
    """One line for each blocking check that did not end."""
    return [f"the blocking check {r.name} did not end, so that what it guards is published unproven: {r.examples[0][NOT_ENDED]}"
            for r in results if r.severity == "block" and not r.ended]  # fmt: skip
