"""Full disks and file systems that take no writing, as one line with the mend."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator
from pathlib import Path

FULL = {errno.ENOSPC, errno.EDQUOT}
SHUT = {errno.EROFS, errno.EACCES, errno.EPERM}
# What DuckDB and polars say, who carry no error number.
_SAYS_FULL = re.compile(r"No space left on device|Disk quota exceeded|os error (28|122)\b", re.IGNORECASE)
_SAYS_LARGE = re.compile(r"File too large|os error 27\b", re.IGNORECASE)
_SAYS_SHUT = re.compile(r"Read-only file system|Permission denied|os error (13|30)\b", re.IGNORECASE)
_PATH = re.compile(r"[\"'](/[^\"']+)[\"']")


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__


def _of_a_library(error: BaseException) -> bool:
    """Whether DuckDB or polars raised it; told by name, for importing them takes longer than the command that failed."""
    return any(kind.__module__.partition(".")[0] in ("duckdb", "_duckdb", "polars") for kind in type(error).__mro__)


def storage_problem(error: BaseException, home: Path | None) -> str | None:
    """What is wrong with the disk, where that is what an error tells of; None otherwise."""
    for cause in _chain(error):
        if not isinstance(cause, OSError) and not _of_a_library(cause):
            continue
        text = str(cause)
        number = cause.errno if isinstance(cause, OSError) else None
        named = cause.filename if isinstance(cause, OSError) and isinstance(cause.filename, str) else None
        found = _PATH.search(text)
        path = named or (found[1] if found else None) or (str(home) if home else "the home directory")
        if number in FULL or _SAYS_FULL.search(text):
            return f"{path}: no space left on the disk; free some and run again (nothing is lost, the published warehouse stays as it is)"
        if number == errno.EFBIG or _SAYS_LARGE.search(text):
            return f"{path}: larger than files may be here; raise the limit (ulimit -f, quota) and run again (the published warehouse stays as it is)"
        if number == errno.EROFS or "Read-only file system" in text:
            return f"{path}: on a file system that is mounted read-only; mount it writable, or name another --home"
        if number in SHUT or (number is None and _SAYS_SHUT.search(text)):
            return f"{path}: this user may not read or write there; change its owner or mode, or name another --home"
    return None
