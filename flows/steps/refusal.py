"""A row or document that was refused, as `rejected` keeps it."""

from __future__ import annotations

from typing import Any

from schemas.validate import as_json
from transforms.keys import fact_key


def refusal(run_key: str, stage: str, key: str | None, table: str, row: dict[str, Any], reason: str, check: str) -> dict[str, Any]:
    """A row of `rejected`."""
    text = as_json(row)
    return {
        "rejected_key": fact_key("rejected", stage, key or "", table, text, check), "run_key": run_key, "stage": stage,
        "document_key": key, "table_name": table, "row": text, "reason": reason, "check_name": check,
    }  # fmt: skip
