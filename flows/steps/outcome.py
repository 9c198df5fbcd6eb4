"""What came of a run, as plain data for the terminal, messages and records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warehouse.audit import CheckResult


class ChecksFailed(RuntimeError):
    """Blocking checks failed: nothing was published, the last good warehouse stays."""

    def __init__(self, failed: Sequence[CheckResult]) -> None:
        self.failed = list(failed)
        first = self.failed[0]
        more = f" and {len(self.failed) - 1} more" if len(self.failed) > 1 else ""
        super().__init__(
            f"check {first.name} failed on {first.failing_rows} rows{more}; nothing published. First row: {json.dumps(first.examples[:1], ensure_ascii=False, default=str)}"
        )


@dataclass(slots=True)
class RunResult:
    """What one run did."""

    run_key: str
    status: str
    seen: int = 0
    new: int = 0
    skipped: int = 0
    failed: int = 0
    extracted: int = 0
    rejected: int = 0
    # Rows that waited in quarantine before, and how many of them now pass.
    waited: int = 0
    now_pass: int = 0
    withdrawn: int = 0
    # Documents that were forgotten on purpose and stand at their source still.
    passed_over: int = 0
    # What the operator should look at although the run goes on.
    warnings: list[str] = field(default_factory=list)
    # The sources that are not as they should be: rows of source_status.
    sources: list[dict[str, Any]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    checks: list[CheckResult] = field(default_factory=list)
    # What came of the second reader, where one is set.
    second: dict[str, Any] | None = None
    seconds: float = 0.0
    message: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For --json and artifacts."""
        return {
            "run_key": self.run_key, "status": self.status, "documents_seen": self.seen, "documents_new": self.new,
            "documents_skipped": self.skipped, "documents_failed": self.failed, "documents_extracted": self.extracted,
            "rows_rejected": self.rejected, "rows": self.counts, "seconds": round(self.seconds, 2), "message": self.message,
            "quarantined_before": self.waited, "quarantined_now_pass": self.now_pass,
            "checks_failed": [c.name for c in self.checks if not c.passed],
            "documents_withdrawn": self.withdrawn, "documents_passed_over": self.passed_over, "warnings": self.warnings,
            "sources": [{key: row[key] for key in ("source", "state", "level", "documents", "documents_before")} for row in self.sources],
            **({"second_reader": self.second} if self.second is not None else {}),
        }  # fmt: skip
