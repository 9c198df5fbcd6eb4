"""Which documents are the present versions, which were replaced, which withdrawn: worked out from the sightings.

A document is current as long as any place still shows it. Where none does, it was replaced by what its last place showed
next, or withdrawn where that place shows nothing any more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Set
from itertools import pairwise
from typing import NamedTuple

import duckdb
import polars as pl

from warehouse.sightings import MISSING, REFUSED, WITHDRAWN
from warehouse.store import Store

_SCHEMA: dict[str, pl.DataType] = {"document_key": pl.String(), "replaces": pl.String(), "replaced_by": pl.String(), "withdrawn_on": pl.Date()}


class _End(NamedTuple):
    """A document's disappearance from a place: when, and what came after it (None: nothing)."""

    order: tuple[str, int]
    next_key: str | None
    day: dt.date


def versions(sightings: pl.DataFrame, documents: Set[str]) -> pl.DataFrame:
    """The documents that replace another, were replaced or withdrawn; `documents` are those that count.

    A version that could not be read replaces nothing. The links hold together: A is replaced by B where B replaces A or
    another version, and following them always leads to a later sighting, never in a circle.
    """
    places: dict[str, list[tuple[tuple[str, int], str, str, dt.date]]] = {}
    for number, row in enumerate(sightings.iter_rows(named=True)):
        if row["document_key"] in documents:
            places.setdefault(row["place"], []).append(((row["run_key"], number), row["document_key"], row["state"], row["seen_at"].date()))
    shown: set[str] = set()
    ends: dict[str, _End] = {}
    for rows in places.values():
        for (_, key, _, _), (order, next_key, _, day) in pairwise(rows):
            if key != next_key:
                ends[key] = max(ends.get(key, _End(("", 0), None, day)), _End(order, next_key, day), key=lambda end: end.order)
        order, key, state, day = rows[-1]
        if state == WITHDRAWN:
            ends[key] = max(ends.get(key, _End(("", 0), None, day)), _End(order, None, day), key=lambda end: end.order)
        else:
            shown.add(key)
    past = {key: end for key, end in ends.items() if key not in shown}
    before: dict[str, tuple[tuple[str, int], str]] = {}
    for key, end in past.items():
        if end.next_key is not None:
            before[end.next_key] = max(before.get(end.next_key, (("", 0), "")), (end.order, key))
    rows_out = [
        {"document_key": key, "replaces": before[key][1] if key in before else None, "replaced_by": past[key].next_key if key in past else None,
         "withdrawn_on": past[key].day if key in past and past[key].next_key is None else None}
        for key in sorted({*past, *before})
    ]  # fmt: skip
    return pl.DataFrame(rows_out, schema=_SCHEMA, orient="row")


def standing_refusals(store: Store) -> pl.DataFrame:
    """The refusals of the ingest and load stages that still hold.

    Where a source has been read since it was refused, or was withdrawn, the refusal is history; of several of one source
    the latest counts.
    """
    frame = store.rejected().with_columns(pl.col("row").str.json_path_match("$.source").alias("source"))
    sightings = store.sightings()
    last = sightings.unique("place", keep="last").select("place", "state")
    places = sightings.select("source", "place").unique("source", keep="last", maintain_order=True).join(last, on="place")
    frame = frame.join(places, on="source", how="left", maintain_order="left")
    # Homes of earlier versions have no sightings: there a source that was taken in is refused no more.
    taken_in = store.catalogue()["source"].implode()
    unknown_place = pl.col("state").is_null() & ~(pl.col("document_key").is_null() & pl.col("source").is_in(taken_in))
    latest = pl.col("place").is_null() | (pl.col("last_run") == pl.col("last_run").max().over("place"))
    return frame.filter(pl.col("state").is_in([REFUSED, MISSING]) | unknown_place.fill_null(True)).filter(latest).drop("last_run", "source", "place", "state")


def link_versions(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Fills `replaces`, `replaced_by` and `withdrawn_on` of the built documents."""
    built = {key for (key,) in connection.execute("SELECT document_key FROM document").fetchall()}
    connection.register("version_frame", versions(store.sightings(), built).to_arrow())
    connection.execute(
        "UPDATE document SET replaces = v.replaces, replaced_by = v.replaced_by, withdrawn_on = v.withdrawn_on "
        "FROM version_frame v WHERE document.document_key = v.document_key"
    )
    connection.unregister("version_frame")


def versions_mark(store: Store) -> str:
    """A hash of what the sightings say, for a run to know whether anything has changed."""
    found = versions(store.sightings(), set(store.extractions()["document_key"].to_list()))
    refused = sorted(standing_refusals(store)["rejected_key"].to_list())
    return hashlib.sha256(repr((found.rows(), refused)).encode()).hexdigest()
