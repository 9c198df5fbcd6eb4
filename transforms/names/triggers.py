"""The table of trigger words, seeds/event_triggers.csv, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Rule:
    """One line of seeds/event_triggers.csv, compiled."""

    event_type: str
    # verb; noun (a meeting that must be held); tail, head: `needs` is looked for behind or before the trigger only.
    form: str
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    needs: re.Pattern[str] | None

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Rule:
        """Compiles a row; raises ValueError that names the trigger whose pattern is broken."""
        try:
            return cls(
                row["event_type"],
                row["form"],
                re.compile(f"(?:{row['not_after']})\\Z") if row["not_after"] else None,
                re.compile(row["not_before"]) if row["not_before"] else None,
                re.compile(row["needs"]) if row["needs"] else None,
            )
        except re.error as error:
            raise ValueError(f"seeds/event_triggers.csv, trigger {row['trigger']}: {error}") from None


def compile_rules(rows: Iterable[Mapping[str, str]]) -> dict[str, list[Rule]]:
    """Rules by trigger word, in the order of the table."""
    rules: dict[str, list[Rule]] = {}
    for row in rows:
        rules.setdefault(row["trigger"], []).append(Rule.of(row))
    return rules
