"""What of the store is no longer whole, told to the operator, and which documents are read again for it."""

from __future__ import annotations

import polars as pl

from warehouse.store import Store

SHOWN = 5
"""Damaged files that are named one by one."""


def lost_facts(store: Store, warnings: list[str], deep: bool = False) -> list[str]:
    """The parts whose facts are no longer whole; their documents are to be read again from the raw store.

    `deep` reads every file; otherwise those whose size or time has changed.
    """
    lost = store.parts.lost(deep)
    if lost:
        count = store.extractions().filter(pl.col("part").is_in(list(lost))).height
        told = "; ".join(list(lost.values())[:SHOWN]) + (f" and {len(lost) - SHOWN} more" if len(lost) > SHOWN else "")
        warnings.append(f"{told}: {count} documents are read again from the raw store")
    return list(lost)


def tell_damaged(store: Store, warnings: list[str]) -> None:
    """Warns of raw documents whose bytes are no longer those received."""
    damaged = len(store.packs.marked())
    if damaged:
        warnings.append(
            f"the raw bytes of {damaged} documents are gone or no longer those received, and were not read; "
            "they are taken in again by the next run that finds them at their source (table rejected, check raw_bytes)"
        )
