"""What people decide, kept as lines of a CSV file in the home directory: appended whole, in turn, and through to the disk."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from warehouse.files import make_folder, sync_folder

if sys.platform != "win32":
    import fcntl


class TornFile(ValueError):
    """A file of decisions that is not what it should be; the message names it."""


@contextlib.contextmanager
def _locked(path: Path, exclusive: bool) -> Iterator[IO[bytes]]:
    """The file, open and locked; an editor that replaces it meanwhile is noticed."""
    while True:
        with path.open("a+b" if exclusive else "rb") as stream:
            if sys.platform != "win32":
                with contextlib.suppress(OSError):
                    # A file system without locks still appends whole lines.
                    fcntl.flock(stream, fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH)
            if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                yield stream
                return


def read_shared(path: Path) -> str:
    """The text of a file of decisions, never in the middle of an addition. Raises UnicodeDecodeError; OSError where it cannot be read."""
    with _locked(path, False) as stream:
        return stream.read().decode("utf-8-sig")


def append_rows(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Adds rows to a CSV file, all of them or none; makes the file where there is none.

    Whoever adds at the same time waits. A last line that was torn by a power cut is taken away, one that only lacks its end is
    ended. Raises TornFile where the file has other columns.
    """
    make_folder(path.parent)
    is_new = not path.exists()
    with _locked(path, True) as stream:
        stream.seek(0)
        content = stream.read()
        keep = len(content)
        lead = ""
        if not content:
            lead = _line(head)
        elif _fields(content.splitlines()[0].decode("utf-8-sig", "replace")) != list(head):
            raise TornFile(f"{path}: the columns must be {','.join(head)}")
        elif not content.endswith(b"\n"):
            last = content.rpartition(b"\n")[2]
            if len(_fields(last.decode("utf-8", "replace"))) == len(head) and not last.endswith(b","):
                lead = "\n"
            else:
                keep -= len(last)
        added = (lead + "".join(_line(row) for row in rows)).encode("utf-8")
        if keep != len(content):
            os.ftruncate(stream.fileno(), keep)
        stream.seek(0, os.SEEK_END)
        start = stream.tell()
        try:
            stream.write(added)
            stream.flush()
            os.fsync(stream.fileno())
        except OSError:
            # A full disk: half of an addition is none.
            with contextlib.suppress(OSError):
                os.ftruncate(stream.fileno(), start)
            raise
    if is_new:
        sync_folder(path.parent)


def _fields(line: str) -> list[str]:
    return next(csv.reader([line]), [])


def _line(row: Sequence[str]) -> str:
    """One line; what would break it, and what no eye can see, becomes a space."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(["".join(c if c.isprintable() else " " for c in field) for field in row])
    return stream.getvalue()
