"""Fetched documents in batches for the ingest stage."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import shutil
from collections.abc import Container, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from flows.steps.addresses import Address, is_address, origin, parsed
from flows.steps.ingest.source_status import Given
from flows.steps.sources import SourceFile, web_addresses
from flows.steps.web.options import WebOptions
from warehouse.layout import Home

ANSWERED = ("fetch.content", "fetch.size", "fetch.encoding", "fetch.robots")
"""Refusals of what a server has answered; others mean that it could not be asked."""
BATCH = 20
"""Fetched pages are taken in soon, so that a run that dies has kept most of what it fetched."""


def user_agent() -> str:
    """How the web servers may know us."""
    with contextlib.suppress(PackageNotFoundError):
        return f"parkhouse/{version('parkhouse')}"
    return "parkhouse/0"


Logins = dict[str, tuple[str, str]]


def without_logins(sources: Sequence[str]) -> tuple[list[str], Logins]:
    """The sources without the logins in their addresses, and the logins by the origin that each is for."""
    names, logins = [], Logins()
    for source in sources:
        address = parsed(source) if is_address(source) else Address(source, None)
        names.append(address.text)
        if address.login:
            logins[origin(address.text)] = address.login
    return names, logins


def web_batches(
    home: Home,
    sources: Sequence[str],
    logins: Logins,
    options: WebOptions,
    max_bytes: int,
    size: int,
    known: Container[str],
    started: dt.datetime,
    warnings: list[str],
    given: dict[str, Given],
) -> Iterator[list[SourceFile]]:
    """What the web addresses among the sources lead to, and in `given` for each source what it led to; each batch's bytes stand in the spool folder until the next is asked for."""
    # What a run that was killed left behind.
    shutil.rmtree(home.spool, ignore_errors=True)
    addresses = web_addresses(sources)
    if not addresses:
        return
    # What fetches is loaded where there is anything to fetch.
    from flows.steps.web.collect import collector

    found = collector(options, home.web, known, home.spool, max_bytes, user_agent(), started)
    found.fetcher.logins.update(logins)
    documents = found.collect(addresses)
    try:
        while batch := list(itertools.islice(documents, min(size, BATCH))):
            yield batch
            for file in batch:
                if file.path.name:
                    file.path.unlink(missing_ok=True)
    finally:
        found.fetcher.close()
        warnings.extend(found.warnings)
        for address in addresses:
            source = parsed(address).text
            error = found.problems.get(source)
            problem = f"{source}: {error.reason}" if error else ""
            given[source] = Given(found.led_to(source), problem, error is not None and error.code not in ANSWERED)
        shutil.rmtree(home.spool, ignore_errors=True)
