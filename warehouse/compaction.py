"""Few large files in the place of many small ones, so that a run costs its news and not the number of runs before it.

Done after the publish by the run that holds the lock. Each step writes a new file, makes it count with one rename, and only then
removes what it took the place of: killed anywhere, the next run finds the old files or the new ones, whole, and clears away the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import polars as pl

from warehouse.files import write_parquet
from warehouse.known_keys import KnownKeys
from warehouse.ledger import MOST_DELTAS, read_file
from warehouse.packs import members
from warehouse.parts import FACT_TABLES, Parts, fact_schema
from warehouse.store import Store

log = logging.getLogger("parkhouse.store")

PART_BYTES = 32_000_000
"""Size up to which parts are merged with others; the rows of so many compressed bytes fit into memory several times over."""
DEAD_SHARE = 0.3
"""Share of a part's documents that have been read anew since, from which it is written without them."""
PACK_BYTES = 32_000_000
"""Packs below this are merged with others."""


def compact(store: Store, run_key: str, most: int = MOST_DELTAS) -> None:
    """Compacts whatever consists of more than `most` small files."""
    for name, ledger in store.ledgers().items():
        ledger.compact(_REDUCED.get(name, _as_it_is), most)
    _merge_packs(store, run_key, most)
    _merge_parts(store.parts, run_key, most)


def _as_it_is(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


def _ends_of_refusals(frame: pl.DataFrame) -> pl.DataFrame:
    """Of a refusal met again and again the first and the last record tell everything."""
    numbered = frame.sort("run_key", maintain_order=True).with_row_index("number")
    ends = numbered.group_by("rejected_key").agg(pl.col("number").min().alias("first"), pl.col("number").max().alias("last"))
    kept = pl.concat([ends["first"], ends["last"]]).unique().implode()
    return numbered.filter(pl.col("number").is_in(kept)).drop("number")


def _of_the_last_run(frame: pl.DataFrame) -> pl.DataFrame:
    """Each run records every source that counts: the records before tell nothing any more."""
    return frame.filter(pl.col("run_key") == pl.col("run_key").max())


_REDUCED = {"rejected": _ends_of_refusals, "source_status": _of_the_last_run}


# Facts


def _merge_parts(parts: Parts, run_key: str, most: int) -> None:
    """Merges small parts, writes those anew that hold many superseded documents, and drops the records of all others."""
    parts.add_unrecorded()
    current, recorded = parts.current(), parts.records()
    sizes = dict(recorded.group_by("part").agg(pl.col("size").sum()).iter_rows())
    dead = _superseded(current, recorded)
    living = sorted(current["part"].unique().to_list())
    small = [part for part in living if sizes.get(part, 0) < PART_BYTES]
    groups = list(_groups(small, sizes))
    if len(small) - len(groups) <= most:
        groups = []
    merged = {part for group in groups for part in group}
    groups = [group for group in groups if len(group) > 1 or group[0] in dead] + [[part] for part in sorted(dead - merged)]
    # What is not whole is not merged: its loss would no longer show.
    whole = [group for group in groups if not parts.lost(deep=True, only=group)]
    if whole:
        target: dict[str, str] = {}
        for number, group in enumerate(whole):
            name = f"{run_key}-c{number:05d}"
            merge(parts, group, name, current.filter(pl.col("part").is_in(group)))
            target.update(dict.fromkeys(group, name))
        parts.extraction.replace(current.with_columns(pl.col("part").replace(target)))
        log.info("facts: %d parts merged into %d", len(target), len(whole))
    else:
        parts.extraction.compact(lambda frame: current, most)
    living = parts.current()["part"].unique().to_list()
    parts.record.compact(lambda frame: parts.records().filter(pl.col("part").is_in(living)), most)
    parts.clear()


def _superseded(current: pl.DataFrame, recorded: pl.DataFrame) -> set[str]:
    """Parts of whose documents many have been read anew since."""
    written = recorded.filter(pl.col("table_name") == "document").select("part", "rows")
    shares = current.group_by("part").agg(pl.len().alias("kept")).join(written, on="part")
    return set(shares.filter(pl.col("kept") < (1 - DEAD_SHARE) * pl.col("rows"))["part"].to_list())


def _groups(parts: Sequence[str], sizes: dict[str, int]) -> Iterator[list[str]]:
    """Parts together up to the size of one."""
    group: list[str] = []
    room = 0
    for part in parts:
        if group and sizes.get(part, 0) > room:
            yield group
            group = []
        if not group:
            room = PART_BYTES
        group.append(part)
        room -= sizes.get(part, 0)
    if group:
        yield group


def merge(parts: Parts, group: Sequence[str], name: str, current: pl.DataFrame) -> None:
    """Writes one part that holds the rows of several, without those of superseded documents."""
    counts: dict[str, int] = {}
    for table in FACT_TABLES:
        schema = fact_schema(table)
        frames = [frame.select(name for name in frame.columns if name in schema) for frame in map(read_file, parts.files(table, group))]
        frame = pl.concat([pl.DataFrame(schema=schema), *frames], how="diagonal").join(current, on=["document_key", "run_key"], how="semi")
        if len(frame):
            counts[table] = len(frame)
            write_parquet(parts.path(table, name), frame)
    parts.note(name, {name: counts})


# Packs


def _merge_packs(store: Store, run_key: str, most: int) -> None:
    """Copies the documents of small packs into one, and removes packs of which every document lies elsewhere too."""
    packs = store.packs
    if not packs.folder.is_dir():
        return
    small = sorted(path.name for path in packs.folder.glob("*.tar") if path.stat().st_size < PACK_BYTES)
    if len(small) <= most:
        return
    index = packs.places()
    # A damaged one stays where it is, so that what can still be found of it is not thrown away.
    packs.gather(f"{run_key}-c", index.filter(pl.col("pack").is_in(small)).sort("pack", "offset")["document_key"].to_list())
    packs.index.replace(packs.places())
    remove_spare_packs(store)


def remove_spare_packs(store: Store) -> int:
    """Removes packs to which the index does not point, where each of their documents lies whole elsewhere; returns how many."""
    packs = store.packs
    if not packs.folder.is_dir():
        return 0
    used = packs.used()
    unused = sorted(path for path in packs.folder.glob("*.tar") if path.name not in used)
    known = KnownKeys(packs.places()["document_key"] if unused else pl.Series([], dtype=pl.String))
    count = 0
    for path in unused:
        if all(key in known for key in members(path)):
            path.unlink(missing_ok=True)
            count += 1
    return count
