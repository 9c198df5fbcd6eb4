"""What a value among the settings must look like: each function returns it, or raises ValueError with the mend."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from warehouse.remote.address import folder_of, is_address

_A_DAY = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
_MEMORY = re.compile(r"\d{1,6}(\.\d{1,3})? ?([KMGT]i?B|%)")


def check_cron(text: str) -> str:
    """A schedule of five fields, read alike by cronsim (which tells missed times) and Prefect (which keeps the schedule)."""
    fields = text.split()
    if len(fields) != 5:
        raise ValueError(f"{text!r} is no schedule: five fields are needed (minute hour day month weekday), as in '0 6 * * *'")
    try:
        if "L" in fields[4].upper():
            # Prefect does not know the last weekday of a month.
            raise CronSimError("Bad day-of-week")
        # A day that never comes, 30 February, is found by looking for it.
        next(CronSim(" ".join(fields), _A_DAY))
    except (CronSimError, StopIteration) as error:
        raise ValueError(f"{text!r} is no schedule ({str(error) or 'it never comes'}): minute hour day month weekday, as in '0 6 * * *'") from None
    return " ".join(fields)


def check_time_zone(name: str) -> str:
    """An IANA name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"{name!r} is no time zone: give an IANA name such as Asia/Shanghai or UTC") from None
    return name


def check_name(name: str) -> str:
    """A name that Prefect takes."""
    if not name.strip() or re.search(r"[/%&><\x00-\x1f]", name):
        raise ValueError(f"{name!r}: a name without / % & < >")
    return name


def check_memory(text: str) -> str:
    """An amount of memory as DuckDB reads it."""
    if not _MEMORY.fullmatch(text):
        raise ValueError(f"{text!r}: an amount of memory such as 512MB or 2GB")
    return text


def no_empty_path(value: Any) -> Any:
    """A path that names something: the empty one would be the working directory."""
    if isinstance(value, str) and not value.strip():
        raise ValueError("an empty path, which would be the working directory: name a folder, such as data")
    if "\0" in str(value):
        raise ValueError("a path with a character that no path can hold")
    return value


def home_folder(value: Any) -> Any:
    """A home directory; one in an object store as the folder that holds its copy."""
    return folder_of(value) if isinstance(value, str) and is_address(value) else value


def expanded(path: Path) -> Path:
    """A path with ~ as the home directory of its user."""
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(f"{str(path)[:100]}: there is no user of that name") from None


def path_list(value: Any) -> Any:
    """A list, or from the environment: JSON, or names with the system's path separator between them.

    Addresses hold that separator themselves: one may stand alone, several go on lines of their own or into JSON.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text.startswith("["):
        try:
            return json.loads(text)
        except ValueError as error:
            raise ValueError(f"not a JSON list ({error})") from None
    separator = "\n" if "://" in text else os.pathsep
    return [part.strip() for part in text.split(separator) if part.strip()]


def comma_list(value: Any) -> Any:
    """A list, or from the environment: words with commas between them."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value
