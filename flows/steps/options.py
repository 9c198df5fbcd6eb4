"""What one run is to do."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from flows.steps.corpora.options import CorpusOptions
from flows.steps.sources import ALARM_RUNS, FALL_SHARE, FRESHNESS_DAYS, MAX_DOCUMENT_BYTES, WITHDRAW_MAX_SHARE, SourceFile
from flows.steps.web.options import WebOptions
from transforms.formats.limits import LIMITS, FormatLimits
from warehouse.limits import Limits

if TYPE_CHECKING:
    from flows.steps.second.options import SecondOptions

Progress = Callable[[str, int, int], None]
"""Told of a step how many documents are done, and of how many."""
REBUILD_DAYS = 1.0
"""Days after which a publishing run builds the warehouse anew instead of bringing the published file up to date."""
BATCH_SIZE = 1_000
"""Documents of one batch: with fewer the checks of rows, which cost by the batch, outweigh the reading."""


Runner = Literal["threads", "processes", "dask", "ray"]


@dataclass(slots=True)
class RunOptions:
    """What one run is to do."""

    sources: list[str]
    files: Sequence[SourceFile] = field(default_factory=list)
    workers: int = 1
    batch_size: int = BATCH_SIZE
    full: bool = False
    dry_run: bool = False
    published_on: dt.date | None = None
    max_document_bytes: int = MAX_DOCUMENT_BYTES
    freshness_days: int = FRESHNESS_DAYS
    web: WebOptions = field(default_factory=WebOptions)
    withdraw_max_share: float = WITHDRAW_MAX_SHARE
    rebuild: bool = False
    """Build the warehouse anew even where the published file could be brought up to date."""
    rebuild_days: float = REBUILD_DAYS
    verify: bool = False
    """Read and hash everything that is known, even where size and time have not changed."""
    second: SecondOptions | None = None
    """The second reader, where one is set."""
    runner: Runner = "threads"
    """What carries out the tasks that read documents, under Prefect."""
    runner_address: str = ""
    """Of the Dask or Ray cluster; without one a cluster is brought up on this machine for the run."""
    corpora: CorpusOptions = field(default_factory=CorpusOptions)
    """How the rows of corpora are read."""
    formats: FormatLimits = LIMITS
    """What one document that is no text may take."""
    limits: Limits = field(default_factory=Limits)
    """What DuckDB, and each check, may take."""
    writable: bool = False
    """Leave the published file's write permission."""
    configured: Sequence[str] = ()
    """The sources that the settings name, without logins: these count even where a run names others."""
    source_fall_share: float = FALL_SHARE
    source_alarm_runs: int = ALARM_RUNS
    forget: Sequence[dict[str, Any]] = ()
    """Lines of the table forgotten, of what is to be taken out and not taken in again."""
    wait: float = 0.0
    """Seconds to wait for another run to end."""
    waiting: Callable[[str], None] = logging.getLogger("parkhouse.run").warning
    """Told whom the run waits for."""
