"""Commands as this user can type them here."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

NAME = "parkhouse"


def typed(*arguments: str) -> str:
    """`parkhouse ARGUMENTS`, with the program's path where its name alone is not found, or leads to another installation."""
    return " ".join([_program(), *map(_quoted, arguments)])


def in_quotes(text: str) -> str:
    """A text as one argument of a shell, in the double quotes that are easiest to read where they do."""
    return f'"{text}"' if not set(text) & set('"$`\\!%') else _quoted(text)


def _quoted(argument: str) -> str:
    if os.name == "nt":
        return f'"{argument}"' if not argument or set(argument) & set(" &()^;") else argument
    return shlex.quote(argument)


def _program() -> str:
    found = shutil.which(NAME)
    own = Path(sys.executable).with_name(Path(found).name if found else NAME)
    if found and own.exists() and Path(found).resolve() == own.resolve():
        return NAME
    if not own.exists():
        return NAME if found else f"{_quoted(_near(Path(sys.executable)))} -m flows.cli"
    return _quoted(_near(own))


def _near(path: Path) -> str:
    """A path as seen from the working directory, where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
