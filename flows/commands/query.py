"""`parkhouse query`: SQL on the published warehouse, read-only, for people (table, vertical, markdown) and machines (csv, json).

What is for people shows control characters written out; what is for machines keeps every character.
"""

from __future__ import annotations

import io
import json
import math
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.operations.terminal_text import one_line
from warehouse.cells import safe_cell, write_csv
from warehouse.connect import WarehouseError, opened, published
from warehouse.layout import Home
from warehouse.serve_policy import refusal

FORMATS = ("table", "csv", "json", "markdown", "vertical")
LEAST_COLUMN = 12
"""Characters a column of a table should have; a result whose columns would get fewer is shown one column a line."""


def sql_of(argument: str | None, file: Path | None) -> str:
    """The SQL to run: the argument, the text of a file, or standard input (`-`, or where neither is given).

    Raises ValueError, for the user, where both or nothing are given or the text cannot be read.
    """
    if argument is not None and file is not None:
        raise ValueError("give the SQL as an argument or in a file (-f), not both")
    if file is not None and str(file) != "-":
        try:
            content = file.read_bytes()
        except OSError as error:
            raise ValueError(f"--file {file}: {error.strerror or error}") from None
        return _decoded(content, str(file))
    if argument not in (None, "-"):
        assert argument is not None
        if re.fullmatch(r"--?[A-Za-z][A-Za-z-]*(=\S*)?", argument):
            raise ValueError(f"no such option: {argument}")
        return argument
    text = _standard_input() if argument is not None or file is not None or (sys.stdin is not None and not sys.stdin.isatty()) else ""
    if not text.strip():
        raise ValueError('name the SQL: parkhouse query "SELECT ...", -f FILE, or standard input')
    return text


def _standard_input() -> str:
    try:
        return _decoded(sys.stdin.buffer.read(), "standard input")
    except (OSError, AttributeError) as error:
        raise ValueError(f"standard input cannot be read ({error})") from None


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{name}: not UTF-8 (byte {error.start}); save it as UTF-8") from None


def run_sql(home: Path, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows.

    Raises WarehouseError where there is no warehouse or the SQL fails.
    """
    path = published(Home(home).warehouse)
    try:
        with opened(path, read_only=True) as connection:
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            if (refused := refusal(connection, sql)) is not None:
                raise WarehouseError(refused)
            cursor = connection.execute(sql)
            names = [column[0] for column in cursor.description or []]
            return names, cursor.fetchall()
    except duckdb.Error as error:
        raise WarehouseError(str(error).strip().splitlines()[0]) from None


def query_command(home: Path, sql: str, form: str) -> str:
    """The result of a query as text."""
    names, rows = run_sql(home, sql)
    if form == "csv":
        out = io.StringIO()
        write_csv(out, names, ([safe_cell(repr(v) if isinstance(v, float) else plain(v)) for v in row] for row in rows), "\n")
        return out.getvalue()
    if form == "json":
        return json.dumps([dict(zip(names, map(_finite, row), strict=True)) for row in rows], ensure_ascii=False, default=str) + "\n"
    if form == "markdown":
        lines = ["| " + " | ".join(map(one_line, names)) + " |", "|" + " --- |" * len(names)]
        lines += ["| " + " | ".join(one_line(plain(v)).replace("|", "\\|") for v in row) + " |" for row in rows]
        return "\n".join(lines) + "\n"
    width = Console().width if Console().is_terminal else 200
    if form == "vertical" or _too_wide(names, rows, width):
        return _vertical(names, rows, width)
    table = Table(show_lines=False)
    for name in names:
        table.add_column(Text(one_line(name)))
    for row in rows:
        table.add_row(*[Text(one_line(plain(v))) for v in row])
    out = io.StringIO()
    Console(file=out, width=width, force_terminal=False).print(table)
    return out.getvalue() + f"{len(rows)} rows\n"


def _too_wide(names: list[str], rows: list[tuple[Any, ...]], width: int) -> bool:
    """Whether a table of these would cut its columns to shreds."""
    if len(names) * LEAST_COLUMN <= width or not rows:
        return False
    widest = [max(cell_len(name), *(cell_len(one_line(plain(row[i]))[:LEAST_COLUMN]) for row in rows)) for i, name in enumerate(names)]
    return sum(widest) + 3 * len(names) > width


def _vertical(names: list[str], rows: list[tuple[Any, ...]], width: int) -> str:
    """One column a line, row after row."""
    shown = [one_line(name) for name in names]
    broad = max(map(cell_len, shown), default=0)
    lines = []
    for number, row in enumerate(rows, 1):
        lines.append(f"── {number} ".ljust(min(width, 60), "─"))
        lines += [f"{name}{' ' * (broad - cell_len(name))} │ {one_line(plain(value))}".rstrip() for name, value in zip(shown, row, strict=True)]
    return "".join(line + "\n" for line in lines) + f"{len(rows)} rows\n"


def _finite(value: Any) -> Any:
    """JSON has no NaN and no infinity: null stands for both."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _finite(item) for key, item in value.items()}
    return value


def plain(value: Any) -> str:
    """A value as a person writes it: no exponents, no trailing zeros, nothing for null."""
    if value is None:
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return repr(value)
        digits = format(Decimal(repr(value)), "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
