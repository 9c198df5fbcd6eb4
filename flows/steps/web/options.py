"""How the web is read."""

from __future__ import annotations

from dataclasses import dataclass

MAX_PAGES = 200
DELAY_SECONDS = 1.0


@dataclass(slots=True, frozen=True)
class WebOptions:
    """What an operator may set, and what the tests do."""

    max_pages: int = MAX_PAGES
    """Pages visited in one run for each feed or sitemap."""
    delay_seconds: float = DELAY_SECONDS
    """Least time between two requests to one host; robots.txt may ask for more."""
    allow_private: bool = False
    """Whether addresses inside the own network may be asked."""
    connect_seconds: float = 10.0
    total_seconds: float = 60.0
    """Longest time for one answer, from the connection to the last byte."""
    retries: int = 2
    backoff_seconds: float = 2.0
    longest_wait_seconds: float = 60.0
    """What a host may make a run wait, by Retry-After or Crawl-delay; with more its pages are left to the next run."""
