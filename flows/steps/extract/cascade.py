"""What hangs on a refused row is refused with it, so that one bad row never leaves a dangling reference behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from schemas.tables import tables

ORDER = ("document", "park", "period", "article", "event", "observation", "leftover", "reading", "sentence", "document_page")
"""Tables in the order of their references: each points only at tables before it."""

Refuse = Callable[[str, dict[str, Any], str, str], None]


def without_dangling(frames: Mapping[str, pl.DataFrame], known: Mapping[str, set[str]], refuse: Refuse) -> dict[str, pl.DataFrame]:
    """The frames of a batch without the rows whose references lead nowhere.

    `known` holds keys that stand elsewhere (registered parks, metrics). A row is handed to `refuse` with its table, the
    reason and the check; an optional link to an event is cut instead.
    """
    keys: dict[str, set[str]] = {name: set(values) for name, values in known.items()}
    result = dict(frames)
    for name in ORDER:
        frame = result.get(name)
        if frame is None:
            continue
        for column in tables()[name].columns:
            target = column.references
            if not target or target == name:
                continue
            allowed = list(keys.get(target, set()))
            fine = pl.col(column.name).is_null() | pl.col(column.name).is_in(allowed)
            if target == "event":
                frame = frame.with_columns(pl.when(fine).then(pl.col(column.name)).otherwise(None).alias(column.name))
                continue
            for row in frame.filter(~fine).iter_rows(named=True):
                reason = f"{column.name}: the {target} it belongs to was refused"
                refuse(name, row, reason, f"{name}.{column.name}.reference")
            frame = frame.filter(fine)
        result[name] = frame
        keys.setdefault(name, set()).update(frame[tables()[name].key[0]].to_list())
    return result
