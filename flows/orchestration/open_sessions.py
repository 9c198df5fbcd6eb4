"""The runs that this process holds, by their keys.

Flows and tasks are handed a run's key, never the session: Prefect keeps what it is handed in its database, and another
process or machine has no use for a lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flows.steps.extract.workers import Workers, workers
from flows.steps.session import Session

_SESSIONS: dict[str, Session] = {}
_READERS: dict[str, Workers] = {}


class NotHere(RuntimeError):
    """A flow that was started by itself, or on another machine than its run."""


@contextmanager
def held(session: Session) -> Iterator[str]:
    """Lets flows find a session by the key that this gives, for as long as the context lasts."""
    _SESSIONS[session.run_key] = session
    try:
        yield session.run_key
    finally:
        del _SESSIONS[session.run_key]


def session_of(run_key: str) -> Session:
    """The session of a run. Raises NotHere where this process does not hold it."""
    try:
        return _SESSIONS[run_key]
    except KeyError:
        raise NotHere(f"no run {run_key} is open in this process; start `parkhouse run`, or the flow parkhouse-scheduled") from None


@contextmanager
def reading(run_key: str, count: int) -> Iterator[None]:
    """Reading processes for the tasks of a run that are carried out in threads of this process; none for one worker."""
    if count <= 1:
        yield
        return
    with workers(count, session_of(run_key).home.state) as made:
        _READERS[run_key] = made
        try:
            yield
        finally:
            del _READERS[run_key]


def readers_of(run_key: str) -> Workers | None:
    """The reading processes of a run; None where a task reads by itself."""
    return _READERS.get(run_key)
