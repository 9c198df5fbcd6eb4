"""What a run is told of its sources: how the web is read, and that there is something to read at all."""

from __future__ import annotations

from collections.abc import Sequence

from flows.settings.model import Settings
from flows.steps.sources import SUFFIXES, NothingFound, SourceFile, web_addresses
from flows.steps.web.options import WebOptions
from warehouse.layout import Home


def web_options(settings: Settings) -> WebOptions:
    """How the web is read, by the settings."""
    return WebOptions(settings.web_max_pages, settings.web_delay_seconds, settings.web_allow_private, total_seconds=settings.web_timeout_seconds)


def something_to_read(names: Sequence[str], files: Sequence[SourceFile], home: Home) -> None:
    """Raises NothingFound where the sources hold no document and no earlier run took any in: an empty warehouse helps nobody."""
    known = home.warehouse.is_file() or (home.catalogue.is_dir() and any(home.catalogue.glob("*.parquet")))
    if not files and not web_addresses(names) and not known:
        raise NothingFound(f"no documents found in {', '.join(names)}; text, Markdown and HTML files are read ({' '.join(SUFFIXES)})")
