"""How often each host is asked, and whether at all: its robots.txt, its own delay, and our patience."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flows.steps.addresses import origin
from flows.steps.web.fetch import Fetcher, FetchError
from flows.steps.web.options import WebOptions
from flows.steps.web.robots import Rules, read_rules

MAX_FAILURES = 3
"""Addresses of one host that may fail one after the other before the rest is left to the next run."""

HOST_GIVEN_UP = "fetch.host_given_up"


@dataclass(slots=True)
class Pace:
    """The hosts of one run."""

    options: WebOptions
    fetcher: Fetcher
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    _rules: dict[str, Rules] = field(default_factory=dict)
    _ready: dict[str, float] = field(default_factory=dict)
    _asks: dict[str, int] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _given_up: dict[str, str] = field(default_factory=dict)

    def now(self) -> float:
        """The clock by which waiting counts."""
        return self.clock()

    def ready_at(self, host: str) -> float:
        """When a host may be asked again."""
        return self._ready.get(host, 0.0)

    def wait_until(self, moment: float) -> None:
        """Waits where the moment is still to come."""
        left = moment - self.clock()
        if left > 0:
            self.sleep(left)

    def before(self, address: str) -> None:
        """Called before each request: waits for the host's turn; raises FetchError where the address may not be asked."""
        host = origin(address)
        if host in self._given_up:
            raise FetchError(HOST_GIVEN_UP, f"{host} was given up in this run: {self._given_up[host]}")
        rules = self._rules.get(host) or self._asked(host)
        if rules.problem:
            raise FetchError("fetch.robots", rules.problem, rules.wait)
        if not rules.allow(address):
            raise FetchError("fetch.robots", "robots.txt forbids it")
        delay = max(rules.delay(), self.options.delay_seconds)
        self.wait_until(self.ready_at(host))
        self._ready[host] = self.clock() + delay
        if delay > self.options.longest_wait_seconds:
            self.give_up(host, f"its robots.txt asks for {delay:,.0f} s between requests, so the rest is left to the next run")

    def _asked(self, host: str) -> Rules:
        """A host's rules; where it may answer a little later they are asked for again, a few times."""
        rules = read_rules(self.fetcher, host)
        self._asks[host] = self._asks.get(host, 0) + 1
        if rules.wait is not None and self._asks[host] > self.options.retries:
            rules.wait = None
        if rules.wait is None:
            self._rules[host] = rules
        return rules

    def answered(self, host: str) -> None:
        """A host works."""
        self._failures.pop(host, None)

    def failed(self, host: str, reason: str) -> None:
        """An address of a host failed in all its tries."""
        self._failures[host] = self._failures.get(host, 0) + 1
        if self._failures[host] >= MAX_FAILURES:
            self.give_up(host, reason)

    def give_up(self, host: str, reason: str) -> None:
        """Asks a host nothing more in this run."""
        self._given_up.setdefault(host, reason)
