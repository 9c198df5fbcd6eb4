"""What a run is told, from the settings and what the command line names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from flows.settings.model import Settings
from flows.steps.corpora.names import ENDINGS
from flows.steps.listing import Listing, find_files, source_name
from flows.steps.options import RunOptions
from flows.steps.sources import SUFFIXES, NoSources, NothingFound, SourceError
from flows.steps.web.options import WebOptions
from warehouse.layout import Home


def web_options(settings: Settings) -> WebOptions:
    """How the web is read, by the settings."""
    return WebOptions(settings.web_max_pages, settings.web_delay_seconds, settings.web_allow_private, total_seconds=settings.web_timeout_seconds)


def options_of(
    settings: Settings,
    sources: Sequence[str],
    *,
    full: bool = False,
    published_on: dt.date | None = None,
    dry_run: bool = False,
    rebuild: bool = False,
    verify: bool = False,
) -> RunOptions:
    """What a run is to do.

    A source that is not there is told in `files.looks`, and the others are read. Raises SourceError where none can be read,
    NoSources where none is named, NothingFound where there is nothing to read.
    """
    names = list(sources or settings.sources)
    if not names:
        raise NoSources(
            "no source is named: give files, folders, globs or web addresses, or set sources in parkhouse.toml (see `parkhouse config --example`); "
            "`parkhouse demo` reads the bundled sample"
        )
    files = find_files(names, settings.follow_links)
    if len(files) > settings.max_documents:
        raise SourceError(f"{len(files):,} documents, more than the limit of {settings.max_documents:,} (setting max_documents)")
    good = [name for name, look in zip(names, files.looks, strict=True) if not look.problem]
    if not good:
        missing = SourceError("; ".join(look.problem for look in files.looks))
        missing.looks = files.looks
        raise missing
    _something_to_read(files, Home(settings.home))
    return RunOptions(
        good, files, settings.workers, settings.batch_size, full, dry_run, published_on, settings.max_document_bytes,
        freshness_days=settings.freshness_days, web=web_options(settings), withdraw_max_share=settings.withdraw_max_share,
        rebuild=rebuild, rebuild_days=settings.rebuild_days, verify=verify, second=settings.second_reader.options(),
        runner=settings.runner, runner_address=settings.runner_address, corpora=settings.corpora.options(), formats=settings.formats.limits(),
        limits=settings.limits(), writable=settings.published_writable,
        configured=[source_name(name) for name in settings.sources],
        source_fall_share=settings.source_fall_share, source_alarm_runs=settings.source_alarm_runs,
    )  # fmt: skip


def _something_to_read(files: Listing, home: Home) -> None:
    """Raises NothingFound where the sources hold no document and no earlier run took any in: an empty warehouse helps nobody."""
    known = home.warehouse.is_file() or (home.catalogue.is_dir() and any(home.catalogue.glob("*.parquet")))
    if not len(files) and not any(look.kind == "address" and not look.problem for look in files.looks) and not known:
        told = [look.problem for look in files.looks if look.problem]
        empty = ", ".join(look.source for look in files.looks if not look.problem)
        text = f"no documents found in {empty}; text, Markdown, HTML, PDF, Word and Excel files are read, tables, archives of these, and corpora ({' '.join((*SUFFIXES, *ENDINGS))})"
        nothing = NothingFound("; ".join([text, *told]))
        nothing.looks = files.looks
        raise nothing
