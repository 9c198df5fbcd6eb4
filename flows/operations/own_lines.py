"""The schedule's output: its own lines go to the terminal, whatever else is printed to a log."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from flows.operations.terminal_text import printable
from flows.orchestration.home import put_aside

_OWN = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d{4} ")
LONGEST = 1000


def say(line: str) -> str:
    """Prints one line with the time, as the only kind that reaches the terminal; returns it without the time."""
    line = printable(line, LONGEST)
    sys.stdout.write(f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} {line}\n")
    sys.stdout.flush()
    return line


class _Sorted(io.TextIOBase):
    def __init__(self, own: TextIO, rest: TextIO) -> None:
        self._own, self._rest, self._begun = own, rest, ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            target = self._own if _OWN.match(line) else self._rest
            with contextlib.suppress(OSError, ValueError):
                target.write(line + "\n")
                target.flush()
        return len(text)


@contextlib.contextmanager
def only_own_lines(log: Path) -> Iterator[None]:
    """While inside, Prefect's own printing (tracebacks when its server is away) goes to `log`; runs' lines pass through."""
    put_aside(log)
    with log.open("a", encoding="utf-8", errors="backslashreplace") as rest, contextlib.redirect_stdout(_Sorted(sys.stdout, rest)):
        yield
