"""Which files of a home are kept in the store, and by what a changed one is known.

Logs, reports, half-built files, tokens and what concerns one machine alone stay there.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import tarfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from warehouse.files import TEMPORARY, make_folder
from warehouse.layout import Home

WAREHOUSE, PUBLISHED, LAST_RUN = "warehouse.duckdb", "state/published.json", "state/last_run"
OF_PEOPLE = ("corrections.csv", "parks.csv", "confidence.csv")
"""What people write in the home directory, or have written for them."""
REPLIES = "second_reader/replies.sqlite"
"""A database at which a run writes: it is whole when the run ends."""
PACKS = "raw/packs/"
_MAKING = ".making"
"""How a folder is called that is being made; a killed one goes when the folder is made again."""
RECORDS = ("operations/*/*.parquet", "facts/extraction/*.parquet", "facts/part/*.parquet")
_IN_ORDER = (
    # What points to other files comes before them: whatever is added meanwhile is then pointed to by nothing that was seen.
    *RECORDS, "facts/*/*.parquet", "raw/sightings/*.parquet", "raw/catalogue/*.parquet", "raw/index/*.parquet", "raw/packs/*.tar",
    LAST_RUN, "state/adopted", WAREHOUSE, PUBLISHED, REPLIES, *OF_PEOPLE,
)  # fmt: skip
_FOLDERS = ("raw/damaged", "state/web/*", "quarantine/*")
"""Folders of many small files, kept as one object each."""
_KNOWN = re.compile(
    r"(operations|facts)/[a-z_]+/[^/.][^/]*\.parquet|raw/(sightings|catalogue|index)/[^/.][^/]*\.parquet|raw/packs/[^/.][^/]*\.tar"
    r"|raw/damaged/|(state/web|quarantine)/[0-9a-f]{2}/|" + "|".join(map(re.escape, (LAST_RUN, "state/adopted", WAREHOUSE, PUBLISHED, REPLIES, *OF_PEOPLE)))
)


def is_known(path: str) -> bool:
    """Whether a path is one under which a file of the home may lie: a manifest can name others, which are not written."""
    return _KNOWN.fullmatch(path) is not None


def is_record(path: str) -> bool:
    """Whether a file holds records, without which nobody knows what else counts: a damaged one is no ground to go on from."""
    return path.startswith(("operations/", "facts/extraction/", "facts/part/", "raw/sightings/", "raw/catalogue/", "raw/index/"))


def marks(home: Home, wanted: Callable[[str], bool] = lambda path: True) -> dict[str, str]:
    """The (wanted) files and folders of the home that are kept in the store, each with the mark of its present state."""
    found: dict[str, str] = {}
    for pattern in _IN_ORDER:
        for path in sorted(home.root.glob(pattern)):
            name = path.relative_to(home.root).as_posix()
            if name not in found and is_known(name) and wanted(name) and (mark := mark_of(path)):
                found[name] = mark
    for pattern in _FOLDERS:
        for folder in sorted(path for path in home.root.glob(pattern) if path.is_dir()):
            name = folder.relative_to(home.root).as_posix() + "/"
            if is_known(name) and wanted(name) and (mark := mark_of(folder)):
                found[name] = mark
    return found


def mark_of(path: Path) -> str:
    """By what a file or folder is known to be unchanged: size and time, of each file; empty where there is nothing."""
    if path.is_dir():
        inside = [f"{name} {mark_of(file)}" for name, file in _inside(path)]
        return hashlib.sha256("\n".join(inside).encode("utf-8", "surrogatepass")).hexdigest() if inside else ""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}"


def _inside(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith(TEMPORARY):
            yield path.relative_to(folder).as_posix(), path


def as_tar(folder: Path) -> bytes:
    """The files of a folder as one file: the same ones give the same bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, path in _inside(folder):
            content = path.read_bytes()
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


def from_tar(file: Path, folder: Path) -> None:
    """Puts the files of such a file in the place of a folder's. Raises ValueError or tarfile.TarError where it is none."""
    for old in folder.parent.glob(f".{folder.name}.*{_MAKING}"):
        shutil.rmtree(old, ignore_errors=True)
    made = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}{_MAKING}")
    make_folder(made)
    try:
        with tarfile.open(file, "r:") as tar:
            for member in tar:
                parts = PurePosixPath(member.name).parts
                if not member.isreg() or not parts or any(part in ("..", "/") or "\\" in part for part in parts):
                    raise ValueError(member.name)
                source = tar.extractfile(member)
                assert source is not None
                target = made.joinpath(*parts)
                make_folder(target.parent)
                with source, target.open("wb") as stream:
                    shutil.copyfileobj(source, stream)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def remove(path: Path) -> None:
    """Removes a file or folder of the home, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
