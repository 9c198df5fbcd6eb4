"""`parkhouse config`: the effective settings, where each comes from, and an example file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic_core import PydanticUndefined

from flows.operations.terminal_text import printable
from flows.settings.model import Settings, setting_fields, setting_value
from flows.settings.origin import Origins, file_path
from warehouse.remote.address import address_of

MASK = "********"


def shown(value: Any) -> Any:
    """A value as JSON holds it, secrets masked: an address keeps its scheme, which tells what it is for."""
    if isinstance(value, SecretStr):
        scheme, mark, _ = value.get_secret_value().partition("://")
        return f"{scheme}://{MASK}" if mark and scheme.isalnum() else MASK
    if isinstance(value, list):
        return [shown(part) for part in value]
    if isinstance(value, str):
        return re.sub(r"(://)[^/@\s]+@", rf"\1{MASK}@", value)
    if isinstance(value, Path):
        return address_of(value) or str(value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def config_of(settings: Settings, origins: Origins) -> dict[str, dict[str, Any]]:
    """Each setting with its value, origin and meaning."""
    return {
        name: {"value": shown(setting_value(settings, name)), "from": origins.of(name), "description": field.description}
        for name, field in setting_fields().items()
    }


def config_text(settings: Settings, origins: Origins) -> str:
    """The settings for a person."""
    path = file_path()
    rows = [(name, toml_value(entry["value"]), entry["from"]) for name, entry in config_of(settings, origins).items()]
    wide = max(len(row[0]) for row in rows)
    lines = [f"settings file: {path}{'' if path.is_file() else ' (none)'}", ""]
    lines += [f"{name:{wide}}  {value}  ({place})" for name, value, place in rows]
    return "\n".join(map(printable, lines))


def toml_value(value: Any) -> str:
    """A value as TOML writes it; JSON's strings, numbers and lists are TOML's too."""
    return "(not set)" if value is None else json.dumps(value, ensure_ascii=False)


def example() -> str:
    """The text of `parkhouse.example.toml`: every setting with its default, commented out."""
    lines = [
        "# Settings of parkhouse: copy to parkhouse.toml in the working directory (or name the file with PARKHOUSE_CONFIG),",
        "# and take the # away where you set a value. PARKHOUSE_NAME in the environment wins over the file, the command line over both.",
        "# `parkhouse config` shows what is in effect, and where it comes from.",
    ]
    table = ""
    # A table's keys follow those of the file itself, as TOML wants it.
    for name, field in sorted(setting_fields().items(), key=lambda item: item[0].rpartition(".")[0]):
        section, _, key = name.rpartition(".")
        if section != table:
            table = section
            lines += ["", f"# [{section}]"]
        default = field.get_default(call_default_factory=True) if field.default_factory else field.default
        value = field.examples[0] if field.examples else default
        if value is PydanticUndefined or value is None:
            raise ValueError(f"{name}: an example is needed")
        unset = "" if not field.examples else " (example; not set by default)"
        lines += ["", f"# {field.description}{unset}", f"# {key} = {toml_value(shown(value))}"]
    return "\n".join(lines) + "\n"
