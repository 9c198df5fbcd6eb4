"""Where settings come from: the file with its lines, the environment, the command line."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.remote.address import LOCAL_COPIES, is_address, placed

PREFIX = "PARKHOUSE_"
FILE_NAME = "parkhouse.toml"
FILE_VARIABLE = f"{PREFIX}CONFIG"
"""Names the settings file where it does not lie in the working directory."""
SECTIONS = ("run",)
"""Headings under which settings may stand in the file; they change nothing."""
HOME_VARIABLE = f"{PREFIX}HOME"
DEFAULT_HOME = "data"
MAX_FILE_BYTES = 1_000_000


class SettingsError(ValueError):
    """A wrong key or value in the settings; the message names it and where it stands."""


@dataclass(slots=True, frozen=True)
class SettingsFile:
    """The settings file as read."""

    name: str
    values: Mapping[str, Any]
    lines: Sequence[str]

    def place(self, key: str) -> str:
        """`parkhouse.toml, line 3` of a key."""
        table, found = "", 0
        for number, line in enumerate(self.lines, 1):
            head = line.split("=")[0].strip()
            if head.startswith("["):
                table = head = head.split("]")[0].strip("[ ")
            elif table:
                head = f"{table}.{head}"
            name = ".".join(part.strip().strip("\"'") for part in head.split("."))
            if name == key:
                return f"{self.name}, line {number}"
            if not found and (key.startswith(f"{name}.") or name.startswith(f"{key}.")):
                # The table in which it stands, or the first key of the table that is meant.
                found = number
        return f"{self.name}, line {found}" if found else self.name

    def holds(self, key: str) -> bool:
        """Whether the file sets a key."""
        value: Any = self.values
        for part in key.split("."):
            if not isinstance(value, Mapping) or part not in value:
                return False
            value = value[part]
        return True


class Origins:
    """Where each effective setting comes from."""

    def __init__(self, names: Sequence[str], file: SettingsFile, environment: Mapping[str, str], given: Set[str]) -> None:
        self._file = file
        self._environment = environment
        self._given = given
        self._names = names

    def of(self, name: str) -> str:
        """`command line`, `environment PARKHOUSE_X`, `parkhouse.toml, line 3` or `default`."""
        if name in self._given:
            return "command line"
        if name in self._environment:
            return f"environment {self._environment[name]}"
        if self._file.holds(name):
            return self._file.place(name)
        # A whole table is at fault: what sets one of its keys.
        inside = [found for one in self._names if one.startswith(f"{name}.") and (found := self.of(one)) != "default"]
        return inside[0] if inside else "default"

    def all(self) -> dict[str, str]:
        """The origin of every setting."""
        return {name: self.of(name) for name in self._names}


def file_path() -> Path:
    """The settings file: `parkhouse.toml` in the working directory, or what PARKHOUSE_CONFIG names."""
    return Path(os.environ.get(FILE_VARIABLE) or FILE_NAME).expanduser()


def from_file() -> SettingsFile:
    """The settings file's values; empty where there is none. Raises SettingsError naming file and line."""
    path = file_path()
    name = str(path)
    if not path.exists() and FILE_VARIABLE not in os.environ:
        return SettingsFile(name, {}, [])
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise SettingsError(f"{name}: {error.strerror or error}") from None
    if len(content) > MAX_FILE_BYTES:
        raise SettingsError(f"{name}: larger than {MAX_FILE_BYTES:,} bytes; is it a settings file?")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{name}, line {line}: not UTF-8; save the file as UTF-8") from None
    try:
        # A carriage return alone is no line end in TOML, and its error would name the wrong line.
        values = tomllib.loads(text.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{name}: {error}") from None
    return SettingsFile(name, _without_sections(name, values), text.splitlines())


def _without_sections(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The settings with those of a section beside the others: `[run] runner` is the setting `runner`."""
    flat = {key: value for key, value in values.items() if key not in SECTIONS or not isinstance(value, dict)}
    for section in SECTIONS:
        for key, value in (values.get(section) or {}).items() if isinstance(values.get(section), dict) else ():
            if key in flat:
                raise SettingsError(f"{name}: setting {key} stands there twice, in [{section}] and outside")
            flat[key] = value
    return flat


def _variable_of(name: str) -> str:
    """What stands behind the prefix in the variable of a setting: SECOND_READER_URL of second_reader.url."""
    return name.upper().replace(".", "_")


def nested_environment(names: Iterable[str]) -> dict[str, dict[str, str]]:
    """What the environment sets of the tables of the settings file."""
    wanted = {_variable_of(name): name.split(".") for name in names if "." in name}
    found: dict[str, dict[str, str]] = {}
    for variable, value in os.environ.items():
        if variable[: len(PREFIX)].upper() == PREFIX and value and (parts := wanted.get(variable[len(PREFIX) :].upper())):
            found.setdefault(parts[0], {})[parts[1]] = value
    return found


def from_environment(names: Iterable[str], others: Set[str] = frozenset()) -> dict[str, str]:
    """Which settings stand in the environment, with the variable of each; `others` are variables that are no settings.

    Raises SettingsError for a PARKHOUSE_ variable that no setting knows: misspelt, it would be without effect.
    """
    known = {_variable_of(name): name for name in names}
    found: dict[str, str] = {}
    wrong: list[str] = []
    for variable, value in os.environ.items():
        head, rest = variable[: len(PREFIX)].upper(), variable[len(PREFIX) :].upper()
        if head != PREFIX or variable.upper() in (FILE_VARIABLE, *others):
            continue
        if rest not in known:
            meant = closest(rest, known, PREFIX)
            wrong.append(f"environment {variable[:100]}: there is no such setting{meant}; `parkhouse config` lists them")
        elif value:
            found[known[rest]] = variable
    if wrong:
        raise SettingsError("\n".join(sorted(wrong)))
    return found


def home_alone(home: Path | None) -> Path | None:
    """The home directory where nothing else is set: no settings file and no other variable; None where there is more to look at."""
    others = [name for name in os.environ if name[: len(PREFIX)].upper() == PREFIX and name != HOME_VARIABLE]
    if others or file_path().exists():
        return None
    named = str(home or os.environ.get(HOME_VARIABLE) or DEFAULT_HOME)
    if is_address(named):
        # Whether it is one that can be used, and where its copy lies, the settings say.
        return None
    return placed(Path(named), Path(LOCAL_COPIES)).expanduser()


def closest(name: str, names: Iterable[str], prefix: str = "") -> str:
    """`; did you mean workers?`, or nothing where no name is near."""
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    return f"; did you mean {prefix}{near[0]}?" if near else ""
