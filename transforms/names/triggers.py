"""The words that tell of happenings: seeds/event_triggers.csv with the classes of seeds/event_word_classes.csv, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class Rule:
    """A class of trigger words: the type of event they tell of, and what must and must not stand beside them.

    `form`: verb; noun (a meeting that must be held); tail, head: `needs` is looked for behind or before the trigger only.
    `dated` (written dated_verb, dated_tail): an everyday word, which tells of a happening only with a time in its own sentence (走进, 查看).
    """

    word_class: str
    event_type: str
    form: str
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    dated: bool = False

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Rule:
        """Compiles a row of event_word_classes.csv; raises ValueError that names the class whose pattern is broken."""
        try:
            return cls(
                row["word_class"],
                row["event_type"],
                row["form"].removeprefix("dated_"),
                re.compile(f"(?:{row['not_after']})\\Z") if row["not_after"] else None,
                re.compile(row["not_before"]) if row["not_before"] else None,
                re.compile(row["needs"]) if row["needs"] else None,
                row["form"].startswith("dated_"),
            )
        except re.error as error:
            raise ValueError(f"seeds/event_word_classes.csv, class {row['word_class']}: {error}") from None


def compile_rules(triggers: Iterable[Mapping[str, str]], classes: Iterable[Mapping[str, str]]) -> dict[str, list[Rule]]:
    """Rules by trigger word, in the order of the table of triggers.

    Raises ValueError where a trigger names a class that is not there, or a class of another type of event.
    """
    known = {row["word_class"]: Rule.of(row) for row in classes}
    rules: dict[str, list[Rule]] = {}
    for row in triggers:
        rule = known.get(row["word_class"])
        if rule is None or rule.event_type != row["event_type"]:
            raise ValueError(
                f"seeds/event_triggers.csv, trigger {row['trigger']}: no class {row['word_class']} of {row['event_type']} in event_word_classes.csv"
            )
        rules.setdefault(row["trigger"], []).append(rule)
    return rules
