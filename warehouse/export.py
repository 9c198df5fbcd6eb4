"""Tables and views as Parquet, CSV and Excel files; all of them appear, or none does.

CSV begins with a byte order mark, without which Excel takes UTF-8 for the system's code page, and a text that begins like a formula gets an apostrophe.
Excel files hold every cell with its type: a text is a text there, whatever it begins with, and needs no apostrophe.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import xlsxwriter

from schemas.generate import quoted
from schemas.tables import tables
from sql.read import sql_files
from warehouse.build import TABLE_ORDER
from warehouse.cells import safe_cell, write_csv
from warehouse.connect import WarehouseError
from warehouse.files import appearing
from warehouse.limits import Limits, NoEnd, within

FORMATS = ("parquet", "csv", "xlsx")
EXCEL_ROWS = 1_048_576
EXCEL_CHARACTERS = 32_767
CUT = "…（已截断）"
_BATCH = 5_000
# What XML 1.0 cannot hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ExportError(ValueError):
    """An export that cannot be made; the message names the table and the mend."""


class Exported(NamedTuple):
    """One file written."""

    name: str
    path: Path
    rows: int


def relations(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of all views and tables, views first."""
    # A derived table holds what its view shows.
    derived = {file.name for file in sql_files("derived")}
    found = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' AND table_catalog = current_database() ORDER BY table_type = 'BASE TABLE', table_name"
    )
    return [name for (name,) in found.fetchall() if name not in derived]


def export(connection: duckdb.DuckDBPyConnection, form: str, names: Sequence[str], folder: Path, limits: Limits | None = None) -> list[Exported]:
    """Writes each table or view to a file of its own in `folder`; without names all of them.

    Raises ExportError for an unknown name or format or a table that the format cannot hold, WarehouseError where one takes more
    time or memory than the limits; no file has changed then.
    """
    limits = limits or Limits()
    if form not in FORMATS:
        raise ExportError(f"--format {form}: one of {', '.join(FORMATS)}")
    known = relations(connection)
    chosen = list(dict.fromkeys(names)) or known
    for name in chosen:
        if name not in known:
            raise ExportError(f"{name}: no such table or view; there are {', '.join(known)}")
    counts = {}
    for name in chosen:
        with _limited(connection, name, limits):
            counts[name] = _rows(connection, name)
    for name, rows in counts.items():
        if form == "xlsx" and rows >= EXCEL_ROWS:
            raise ExportError(f"{name} has {rows:,} rows, more than the {EXCEL_ROWS - 1:,} that an Excel sheet holds: take --format csv or parquet")
    write = {"parquet": _parquet, "csv": _csv, "xlsx": _xlsx}[form]
    with contextlib.ExitStack() as files:
        written = []
        for name in chosen:
            path = folder / f"{name}.{form}"
            with _limited(connection, name, limits):
                write(connection, name, files.enter_context(appearing(path)))
            written.append(Exported(name, path, counts[name]))
    return written


@contextlib.contextmanager
def _limited(connection: duckdb.DuckDBPyConnection, name: str, limits: Limits) -> Iterator[None]:
    """Gives one table or view its limits; raises WarehouseError with its name."""
    try:
        with within(connection, limits):
            yield
    except NoEnd as error:
        raise WarehouseError(f"{name} could not be exported: {error}") from None


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    found = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    return int(found[0]) if found else 0


def selection(name: str) -> str:
    """The SELECT that gives the rows of a table or view in one order, whatever the order on the disk: its own, by keys, or by all columns."""
    if name in TABLE_ORDER:
        return f'SELECT * FROM "{name}" ORDER BY {TABLE_ORDER[name]}, {", ".join(tables()[name].key)}'
    ordered = any(file.name == name and "\nORDER BY " in file.sql for file in sql_files("views"))
    return f'SELECT * FROM "{name}"' + ("" if ordered else " ORDER BY ALL")


def _batches(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    cursor = connection.execute(selection(name))
    names = [column[0] for column in cursor.description or []]

    def rows() -> Iterator[tuple[Any, ...]]:
        while batch := cursor.fetchmany(_BATCH):
            yield from batch

    return names, rows()


def _parquet(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    connection.execute(f"COPY ({selection(name)}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")


def _csv(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    names, rows = _batches(connection, name)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        write_csv(stream, names, ([_csv_cell(value) for value in row] for row in rows), "\r\n")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e17 else repr(value)
    if isinstance(value, (int, dt.date)):
        return _moment(value) if isinstance(value, dt.datetime) else str(value)
    return safe_cell(_text(value))


def _text(value: Any) -> str:
    """A text; a list as its members with ； between them."""
    return "；".join(_text(item) for item in value if item is not None) if isinstance(value, list) else str(value)


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S") if value.tzinfo else value.isoformat(" ", "seconds")


def _xlsx(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    names, rows = _batches(connection, name)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "tmpdir": str(path.parent)}
    book = xlsxwriter.Workbook(str(path), options)
    try:
        sheet = book.add_worksheet(name[:31])
        head = book.add_format({"bold": True})
        kinds: dict[type, Any] = {dt.date: book.add_format({"num_format": "yyyy-mm-dd"}), dt.datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})}
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(names):
            sheet.write_string(0, column, title, head)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                _put(sheet, line, column, value, kinds)
    finally:
        book.close()


def _put(sheet: Any, row: int, column: int, value: Any, kinds: dict[type, Any]) -> None:
    """Writes a cell with the type that its value has."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, (int, float)) and abs(value) < 2**53 and math.isfinite(value):
        sheet.write_number(row, column, value)
    elif isinstance(value, dt.datetime):
        sheet.write_datetime(row, column, value.astimezone(dt.UTC).replace(tzinfo=None) if value.tzinfo else value, kinds[dt.datetime])
    elif isinstance(value, dt.date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, kinds[dt.date])
    elif text := excel_text(repr(value) if isinstance(value, float) else _text(value)):
        sheet.write_string(row, column, text)


def excel_text(text: str) -> str:
    """A text as an Excel cell can hold it: without characters that XML forbids, cut with a mark at 32,767 (counted as Excel does, in UTF-16)."""
    text = _ILLEGAL.sub("", text)
    if len(text.encode("utf-16-le")) // 2 <= EXCEL_CHARACTERS:
        return text
    room = (EXCEL_CHARACTERS - len(CUT)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + CUT
