"""What of the settings can be understood where some cannot: enough to say elsewhere than on a terminal that they are wrong."""

from __future__ import annotations

import os
import re
import tomllib
from typing import Any

from pydantic import TypeAdapter, ValidationError

from flows.settings.model import Settings
from flows.settings.origin import MAX_FILE_BYTES, PREFIX, SECTIONS, SettingsError, file_path, nested_environment
from warehouse.remote.address import placed

_LINE = re.compile(r"at line (\d+)")
_MOST_DROPPED = 50


def understood(home: object = None) -> tuple[Settings, bool]:
    """The settings of which each one is understood, the others as by default; and whether it is sure which home directory is meant.

    Never raises. `home` is what the command line names.
    """
    file, whole = _file_values()
    environment = {name[len(PREFIX) :].lower(): value for name, value in os.environ.items() if name[: len(PREFIX)].upper() == PREFIX and value}
    names = [f"{name}.{key}" for name, value in Settings.model_fields.items() for key in getattr(value.annotation, "model_fields", {})]
    tables = nested_environment(names)
    values: dict[str, Any] = {}
    for name, field in Settings.model_fields.items():
        kind: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
        named = [home] if name == "home" and home is not None else []
        if name in environment:
            named.append(environment[name])
        if name in tables:
            in_file = file.get(name)
            named.append({**(in_file if isinstance(in_file, dict) else {}), **tables[name]})
        if name in file:
            named.append(file[name])
        for value in named:
            try:
                values[name] = kind.validate_python(value)
                break
            except (ValidationError, ValueError, SettingsError):
                # The last word on a setting is not understood; the one before it may be.
                continue
    sure = "home" in values or (whole and "home" not in file and "home" not in environment)
    found = Settings.model_construct(**values)
    found.home = placed(found.home, found.local_copies)
    return found, sure


def _file_values() -> tuple[dict[str, Any], bool]:
    """The settings file's values as far as it can be read, and whether that is all of them."""
    path = file_path()
    try:
        if not path.is_file():
            return {}, "PARKHOUSE_CONFIG" not in os.environ
        with path.open("rb") as stream:
            content = stream.read(MAX_FILE_BYTES + 1)
    except OSError:
        return {}, False
    if len(content) > MAX_FILE_BYTES:
        return {}, False
    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    for dropped in range(_MOST_DROPPED):
        try:
            values = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            found = _LINE.search(str(error))
            # The line at fault goes; where only the end shows that something is wrong, the last one that says anything.
            number = int(found[1]) - 1 if found else max((i for i, line in enumerate(lines) if line.strip()), default=0)
            if not 0 <= number < len(lines):
                return {}, False
            lines[number] = ""
            continue
        except RecursionError:
            return {}, False
        for section in SECTIONS:
            inner = values.pop(section, None)
            values = {**(inner if isinstance(inner, dict) else {}), **values}
        return values, not dropped
    return {}, False
