"""Tasks handed out a few at a time, so that neither tasks nor results pile up."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R", covariant=True)


class Pending(Protocol[R]):
    """A result to come: a future of this process or of Prefect's."""

    def result(self) -> R:
        """The result, once it is there; raises what the task raised."""
        ...


def windowed(tasks: Iterable[T], submit: Callable[[T], Pending[R]], size: int) -> Iterator[R]:
    """The results of the tasks in their order; at most `size` tasks are at work or waiting at any time."""
    waiting: deque[Pending[R]] = deque()
    for task in tasks:
        if len(waiting) >= size:
            yield waiting.popleft().result()
        waiting.append(submit(task))
    while waiting:
        yield waiting.popleft().result()
