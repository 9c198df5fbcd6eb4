"""From addresses to pages: what each address is, what it leads to, host by host at the pace that each asks for."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import time
from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.steps.addresses import origin, parsed, without_login
from flows.steps.sources import SourceFile, WebAnswer
from flows.steps.web.feeds import Link, feed_links
from flows.steps.web.fetch import Answer, Fetcher, FetchError
from flows.steps.web.kinds import Kind, document_type, kind_of, media_type
from flows.steps.web.memory import Memory, Record
from flows.steps.web.options import WebOptions
from flows.steps.web.pace import HOST_GIVEN_UP, Pace
from flows.steps.web.sitemaps import read_sitemap
from flows.steps.web.unpack import GZIP, Broken, TooLarge, gunzipped
from flows.steps.web.xml_text import BadXml

MAX_SITEMAPS = 200
"""Sitemaps that an index may lead to in one run."""
PAGE: tuple[Kind, ...] = ("page",)
CONTENT = "fetch.content"
"""The check that refuses an answer for what it holds."""
_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Visit:
    """An address still to be asked. A source may be anything, a sitemap of an index a sitemap, all else must be a page."""

    link: Link
    # The address that the operator named.
    source: str
    may_be: tuple[Kind, ...] = ("page", "feed", "sitemap")
    tries: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class Collector:
    """Visits addresses and whatever they list; never raises for anything that a server does."""

    options: WebOptions
    fetcher: Fetcher
    memory: Memory
    # Keys of the documents that the store holds: only for these may a server answer that nothing has changed.
    known: Container[str]
    spool: Path
    pace: Pace
    started: dt.datetime
    warnings: list[str] = field(default_factory=list)
    _queues: dict[str, deque[Visit]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)
    # For each source: how many of its feeds and sitemaps are still to be read, and the pages found in them so far.
    _unread: dict[str, int] = field(default_factory=dict)
    _pages: dict[str, dict[str, Link]] = field(default_factory=dict)
    _number: int = 0
    # For each source the places of the documents it led to, addresses that another source had led to before, and why it could not be read itself.
    places: dict[str, list[str]] = field(default_factory=dict)
    problems: dict[str, FetchError] = field(default_factory=dict)
    _shared: dict[str, list[str]] = field(default_factory=dict)

    def collect(self, sources: Sequence[str]) -> Iterator[SourceFile]:
        """The documents behind the addresses, one by one; what cannot be fetched comes as its refusal."""
        for source in sources:
            address = parsed(source).text
            self._add(Visit(Link(address), address))
        while self._queues:
            visit = self._next()
            try:
                yield from self._visit(visit)
            except FetchError as error:
                if self._again(visit, error):
                    continue
                yield self._failed(visit, error)
            except (BadXml, Broken) as error:
                yield self._refused(visit, FetchError(CONTENT, str(error)))
            except TooLarge:
                yield self._refused(visit, FetchError("fetch.size", f"more than the limit of {self.fetcher.max_bytes:,} bytes (setting max_document_bytes)"))
            except OSError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever one address does, the others go on
                _LOG.warning("%s", without_login(visit.link.address), exc_info=True)
                yield self._refused(visit, FetchError("fetch.failed", f"cannot be read: {type(error).__name__}: {str(error)[:200]}"))
            self._done(visit)

    def led_to(self, source: str) -> list[str]:
        """The places of the documents that a source led to in this run, itself or after another source."""
        return [*self.places.get(source, []), *(self.memory.get(address).place or address for address in self._shared.get(source, []))]

    def _add(self, visit: Visit) -> None:
        if visit.link.address not in self._met:
            self._met.add(visit.link.address)
            self._queues.setdefault(origin(visit.link.address), deque()).append(visit)
            if visit.may_be != PAGE:
                self._unread[visit.source] = self._unread.get(visit.source, 0) + 1

    def _done(self, visit: Visit) -> None:
        """Queues the pages of a source once all its feeds and sitemaps have been read."""
        if visit.may_be == PAGE:
            return
        self._unread[visit.source] -= 1
        if self._unread[visit.source]:
            return
        listed = list(self._pages.pop(visit.source, {}).values())
        links = [link for link in listed if link.address not in self._met]
        self._shared.setdefault(visit.source, []).extend(link.address for link in listed if link.address in self._met)
        if len(links) > self.options.max_pages:
            # What was never visited first, then what was visited longest ago: run by run all have their turn.
            visited = self.memory.visits([link.address for link in links])
            links.sort(key=lambda link: visited[link.address])
            self.warnings.append(f"{visit.source} lists {len(links):,} pages; {self.options.max_pages} were visited, others follow (setting web_max_pages)")
        for link in links[: self.options.max_pages]:
            self._add(Visit(link, visit.source, PAGE))

    def _next(self) -> Visit:
        """The visit that may be made soonest, after waiting until it may."""

        def ready(host: str) -> float:
            return max(self.pace.ready_at(host), self._queues[host][0].not_before)

        host = min(self._queues, key=ready)
        queue = self._queues[host]
        self.pace.wait_until(queue[0].not_before)
        visit = queue.popleft()
        if not queue:
            del self._queues[host]
        return visit

    def _visit(self, visit: Visit) -> Iterator[SourceFile]:
        record = self.memory.get(visit.link.address)
        answer = self.fetcher.get(visit.link.address, record.place, record.conditions() if self._usable(record) else None, self.pace.before)
        self.pace.answered(origin(visit.link.address))
        if answer.status == 304:
            record.visited_at = self.started.isoformat()
            self.memory.put(record)
            yield from self._take(visit, record, b"", answer)
            return
        content = answer.content
        if content.startswith(GZIP):
            # A sitemap kept as a gzip file, which is no content coding.
            content = gunzipped(content, self.fetcher.max_bytes)
        kind = kind_of(content, answer.content_type)
        if kind == "other":
            raise FetchError(CONTENT, f"{media_type(answer.content_type) or 'content of no known kind'}: neither a page nor a feed nor a sitemap")
        if kind not in visit.may_be:
            raise FetchError(CONTENT, f"a {kind} inside a feed or sitemap is not followed; name it as a source of its own")
        record = Record(visit.link.address, answer.address, kind, "", answer.etag, answer.last_modified, self.started.isoformat())
        if kind == "page":
            record.document_key = hashlib.sha256(answer.content).hexdigest()
        elif kind == "feed":
            record.links = feed_links(content, answer.address)
        else:
            found = read_sitemap(content, answer.address)
            record.links, record.sitemaps = found.pages, found.sitemaps
        self.memory.put(record)
        yield from self._take(visit, record, answer.content, answer)

    def _usable(self, record: Record) -> bool:
        """Whether "nothing has changed" would be an answer to work with."""
        return record.document_key in self.known if record.kind == "page" else bool(record.links or record.sitemaps)

    def _take(self, visit: Visit, record: Record, content: bytes, answer: Answer) -> Iterator[SourceFile]:
        if record.kind != "page":
            self._follow(visit, record)
            return
        if record.place != visit.link.address:
            # Two addresses may lead to one page.
            if record.place in self._met:
                self._note(visit, record.place)
                return
            self._met.add(record.place)
        self._note(visit, record.place)
        path = self.spool / f"{self._number:06d}"
        self._number += 1
        if answer.status == 304:
            yield SourceFile(path, record.place, WebAnswer(unchanged=record.document_key))
            return
        self.spool.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield SourceFile(path, record.place, WebAnswer(document_type(answer.content_type), visit.link.title, visit.link.date))

    def _note(self, visit: Visit, place: str) -> None:
        self.places.setdefault(visit.source, []).append(place)

    def _follow(self, visit: Visit, record: Record) -> None:
        """Notes the pages of a feed or sitemap, and queues the sitemaps of an index."""
        pages = self._pages.setdefault(visit.source, {})
        for link in record.links:
            pages.setdefault(link.address, link)
        followed = record.sitemaps[:MAX_SITEMAPS] if "feed" in visit.may_be else []
        for address in followed:
            self._add(Visit(Link(address), visit.source, ("sitemap",)))
        if len(followed) < len(record.sitemaps):
            self.warnings.append(f"{visit.link.address} lists {len(record.sitemaps):,} sitemaps; {len(followed)} were read")

    def _again(self, visit: Visit, error: FetchError) -> bool:
        """Puts a visit back for another try, where one may do better."""
        if error.wait is None or visit.tries >= self.options.retries or error.wait > self.options.longest_wait_seconds:
            return False
        visit.tries += 1
        visit.not_before = self.pace.now() + max(error.wait, self.options.backoff_seconds * 2 ** (visit.tries - 1))
        self._queues.setdefault(origin(visit.link.address), deque()).appendleft(visit)
        return True

    def _failed(self, visit: Visit, error: FetchError) -> SourceFile:
        """Gives a visit up, and its host where that is the fault."""
        host = origin(visit.link.address)
        if error.wait is not None and error.wait > self.options.longest_wait_seconds:
            error = FetchError(error.code, f"{error.reason}; it asks to wait {error.wait:,.0f} s, so it is left to the next run", None, error.status)
            self.pace.give_up(host, error.reason)
        elif error.wait is not None:
            self.pace.failed(host, error.reason)
        return self._refused(visit, error)

    def _refused(self, visit: Visit, error: FetchError) -> SourceFile:
        """The refusal of an address; of the page that it was known to lead to, where that is gone."""
        record = self.memory.get(visit.link.address)
        if error.code != HOST_GIVEN_UP:
            # It has had its turn.
            record.visited_at = self.started.isoformat()
            self.memory.put(record)
        gone = error.status in (404, 410) and record.kind == "page"
        if visit.may_be == PAGE:
            self._note(visit, record.place if gone else visit.link.address)
        else:
            self.problems.setdefault(visit.source, error)
        return SourceFile(Path(), record.place if gone else visit.link.address, WebAnswer(gone=gone), error.reason, error.code)


def collector(
    options: WebOptions, memory: Path, known: Container[str], spool: Path, max_bytes: int, user_agent: str, started: dt.datetime,
    clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep,
) -> Collector:  # fmt: skip
    """A collector with all that it needs."""
    fetcher = Fetcher(options, user_agent, max_bytes)
    return Collector(options, fetcher, Memory(memory), known, spool, Pace(options, fetcher, clock, sleep), started)
