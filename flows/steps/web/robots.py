"""robots.txt (RFC 9309): asked once a host and run."""

from __future__ import annotations

from dataclasses import dataclass

from protego import Protego

from flows.steps.web.fetch import Fetcher, FetchError
from flows.steps.web.unpack import TooLarge

MAX_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 KiB."""
NAME = "parkhouse"
"""The product token that a robots.txt may name."""


@dataclass(slots=True)
class Rules:
    """What a host asks of us. `problem` is set where it could not be asked: then nothing may be fetched."""

    robots: Protego | None = None
    problem: str = ""
    wait: float | None = None

    def allow(self, address: str) -> bool:
        """Whether an address may be fetched."""
        return self.robots is None or bool(self.robots.can_fetch(address, NAME))

    def delay(self) -> float:
        """Seconds that the host asks for between requests."""
        if self.robots is None:
            return 0.0
        asked = self.robots.crawl_delay(NAME) or 0.0
        rate = self.robots.request_rate(NAME)
        if rate is not None and rate.requests:
            asked = max(asked, rate.seconds / rate.requests)
        return max(0.0, float(asked))


def read_rules(fetcher: Fetcher, host: str) -> Rules:
    """A host's rules; `host` is its origin, https://example.org.

    Without a robots.txt (any 4xx but 429) everything is allowed; where the server fails, nothing is (RFC 9309, 2.3.1).
    """
    try:
        content = fetcher.get(f"{host}/robots.txt", max_bytes=MAX_BYTES).content
        return Rules(Protego.parse(content.decode("utf-8", "replace").lstrip("\ufeff")))
    except FetchError as error:
        if 400 <= error.status < 500 and error.status != 429:
            return Rules()
        return Rules(None, f"{host}/robots.txt cannot be read ({error.reason}), so nothing is fetched there in this run", error.wait)
    except (TooLarge, ValueError, RecursionError, OverflowError):
        return Rules(None, f"{host}/robots.txt cannot be understood, so nothing is fetched there in this run")
