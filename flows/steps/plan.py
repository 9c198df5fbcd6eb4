"""What is to be read, as plain data that any process on any machine can be handed.

The entries of all documents stand in one Parquet file under the home directory; a task names a range of them, so that it
stays small however large the corpus is.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from transforms.formats.limits import LIMITS, FormatLimits
from transforms.version import rule_set_version
from warehouse.files import write_parquet
from warehouse.layout import Home
from warehouse.ledger import collected, last_of_each
from warehouse.store import Store

if TYPE_CHECKING:
    from flows.steps.second.options import SecondTask
    from flows.steps.second.reading import SecondCounts

KNOWN_AT_ONCE = 10_000
"""Documents read already that a run looks at again because they lack the second reading that is now wanted."""
BATCH_BYTES = 2_000_000
"""Bytes of the documents of one batch: all its facts are in memory at once, and take a few hundred times as much."""
LEAST_BYTES = 40_000
"""Of a batch that is cut for the sake of an even end: each costs some 20 ms of its own, and reading so many bytes that are rich in figures about 300."""
ROUNDS = 2
"""How many batches of its size each worker could still read when one is cut: the last ones are small, and all workers end at about the same time."""
RETRIES = 3
RETRY_DELAYS = [1.0, 5.0, 20.0]
"""Seconds before each further try of a task that met a fault of the disk or lost its process."""


@dataclass(slots=True, frozen=True)
class ExtractTask:
    """One batch of documents to read."""

    root: str
    """The home directory."""
    run_key: str
    number: int
    """Of the batch within its run: the name of the part that it writes."""
    rule_set: str
    """The rules that the run was planned with; a process with others must not read."""
    first: int
    count: int
    """The range of entries in the plan's file."""
    second: SecondTask | None = None
    """The second reader whose replies count, if there is one."""
    formats: FormatLimits = LIMITS
    """What one document that is no text may take."""

    def entries(self) -> list[dict[str, Any]]:
        """The catalogue's rows of the documents to read."""
        return pl.scan_parquet(plan_file(Home(Path(self.root)), self.run_key)).slice(self.first, self.count).collect().to_dicts()


@dataclass(slots=True)
class BatchOutcome:
    """What came of one batch, or of several together."""

    documents: int = 0
    observations: int = 0
    events: int = 0
    rejected: int = 0
    failed: list[str] = field(default_factory=list)
    """Keys of the documents on which the reader failed."""
    second: SecondCounts | None = None
    """What came of the second reader, where there is one."""

    def add(self, other: BatchOutcome) -> None:
        """Adds another batch's counts."""
        self.documents += other.documents
        self.observations += other.observations
        self.events += other.events
        self.rejected += other.rejected
        self.failed += other.failed
        if self.second is None:
            self.second = other.second
        elif other.second is not None:
            self.second.add(other.second)


@dataclass(slots=True, frozen=True)
class Plan:
    """The documents that a run is to read."""

    root: str
    run_key: str
    rule_set: str
    sizes: Sequence[int]
    """Bytes of each document, in the order of the plan's file."""
    batch_size: int
    workers: int
    """How many batches may be read at a time."""
    second: SecondTask | None = None
    formats: FormatLimits = LIMITS

    @property
    def documents(self) -> int:
        """How many documents are to be read."""
        return len(self.sizes)

    def tasks(self) -> Iterator[ExtractTask]:
        """The batches, one after the other."""
        first = 0
        for number, count in enumerate(batch_counts(self.sizes, self.batch_size, self.workers)):
            yield ExtractTask(self.root, self.run_key, number, self.rule_set, first, count, self.second, self.formats)
            first += count


def plan_extraction(
    store: Store, run_key: str, full: bool, batch_size: int, workers: int, lost: Collection[str] = (), second: SecondTask | None = None
) -> Plan:
    """Finds the documents that the present rules, or the second reader, have not read yet and writes them down for the tasks."""
    entries = pending(store, full, lost, second.mark if second else "")
    if len(entries):
        write_parquet(plan_file(store.home, run_key), entries)
    # Small corpora are spread over the workers too.
    size = min(batch_size, max(1, -(-len(entries) // max(1, workers))))
    return Plan(str(store.home.root), run_key, rule_set_version(), entries["size"].to_list(), size, max(1, min(workers, len(entries))), second)


def pending(store: Store, full: bool, lost: Collection[str] = (), second_mark: str = "") -> pl.DataFrame:
    """The catalogue's rows of the documents that the present rule set has not read yet (of all with `full`), in order of their keys.

    `lost` names parts whose facts are no longer whole: their documents are read again. `second_mark`: of an extraction that has all that is wanted of the second reader. Documents that lack only that follow, as
    many as a run looks at again; `marked` tells how they are marked now, and is null in the others.
    """
    # Known by two columns of it: what most runs read is a small share of the catalogue.
    touched = last_of_each(collected(store.scan_catalogue().select("document_key", "run_key")), "document_key")
    done = store.extractions().filter((pl.col("rule_set") == rule_set_version()) & ~pl.col("part").is_in(list(lost)))
    # By hashes, which are compared several times as fast as keys.
    document = pl.col("document_key").hash().alias("document")
    done = done.select(document, pl.col("run_key").alias("done_by"), pl.col("second_reader").fill_null("").alias("marked"))
    found = touched.rename({"run_key": "touched_by"}).with_columns(document).join(done, on="document", how="left")
    unread = pl.lit(full) | pl.col("done_by").is_null() | (pl.col("touched_by") > pl.col("done_by"))
    new = found.filter(unread).with_columns(pl.lit(None, pl.String).alias("marked"))
    known = found.filter(~unread & (pl.col("marked") != second_mark)).sort("document_key")
    if second_mark:
        known = known.head(KNOWN_AT_ONCE)
    wanted = pl.concat([new, known]).select("document_key", "done_by", "marked")
    if not len(wanted):
        # So it is in most runs of a schedule.
        return wanted.with_columns(pl.lit(0, pl.Int64).alias("size"))
    entries = store.catalogue(None if len(wanted) == len(found) else wanted["document_key"]).join(wanted, on="document_key").sort("document_key")
    # Where they lie is looked up once, not batch by batch.
    return entries.join(store.packs.places_of(entries["document_key"]), on="document_key", how="left", maintain_order="left")


def batch_counts(sizes: Sequence[int], most: int, workers: int = 1) -> Iterator[int]:
    """How many documents of the given bytes make each batch: at most `most`, and at most BATCH_BYTES where they are more than one.

    For several workers each batch is a share of the bytes that are still to be read, so that none is left with a large one while the others idle.
    """
    left = sum(sizes)
    count = room = 0
    for size in sizes:
        if count and (count >= most or size > room):
            yield count
            count = 0
        if not count:
            room = BATCH_BYTES if workers == 1 else min(BATCH_BYTES, max(LEAST_BYTES, left // (ROUNDS * workers)))
        count += 1
        room -= size
        left -= size
    if count:
        yield count


def plan_file(home: Home, run_key: str) -> Path:
    """Where a run's plan stands."""
    return _folder(home) / f"{run_key}.parquet"


def clear_plans(home: Home) -> None:
    """Removes the plan of a run that has ended; only for the run that holds the lock."""
    shutil.rmtree(_folder(home), ignore_errors=True)


def _folder(home: Home) -> Path:
    return home.state / "plans"
