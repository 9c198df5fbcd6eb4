"""Tables and views as Parquet and CSV files or as one Excel workbook; all of it appears, or nothing does.

CSV begins with a byte order mark, without which Excel takes UTF-8 for the system's code page, and a text that begins like a formula gets an apostrophe.
A workbook holds every cell with its type: a text is a text there, whatever it begins with, and needs no apostrophe.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from schemas.generate import quoted
from schemas.tables import tables
from sql.read import sql_files
from warehouse.build import TABLE_ORDER
from warehouse.cells import safe_cell, write_csv
from warehouse.connect import WarehouseError
from warehouse.files import appearing
from warehouse.limits import Limits, NoEnd, within
from warehouse.workbook import EXCEL_ROWS, Listed, Meaning, Workbook, cell_text

FORMATS = ("parquet", "csv", "xlsx")
WORKBOOK = "parkhouse.xlsx"
"""The workbook of several sheets; that of one is named after it."""
_BATCH = 5_000


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
    """Writes each table or view to a file of its own in `folder`, without names all of them; Excel gets one workbook, without names of all views.

    Raises ExportError for an unknown name or format or a table that the format cannot hold, WarehouseError where one takes more
    time or memory than the limits; no file has changed then.
    """
    limits = limits or Limits()
    if form not in FORMATS:
        raise ExportError(f"--format {form}: one of {', '.join(FORMATS)}")
    known = relations(connection)
    # A sheet a view: tables hold whole documents, and are asked for by name.
    chosen = list(dict.fromkeys(names)) or [name for name in known if form != "xlsx" or name.startswith("v_")]
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
    if form == "xlsx":
        return _xlsx(connection, counts, folder, limits)
    write = {"parquet": _parquet, "csv": _csv}[form]
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
    return safe_cell(cell_text(value))


def _moment(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S") if value.tzinfo else value.isoformat(" ", "seconds")


def _xlsx(connection: duckdb.DuckDBPyConnection, counts: dict[str, int], folder: Path, limits: Limits) -> list[Exported]:
    """One workbook of all; of several sheets with a list of them, always with a glossary."""
    path = folder / (f"{next(iter(counts))}.xlsx" if len(counts) == 1 else WORKBOOK)
    with appearing(path) as part, Workbook(part, _contents(connection, counts) if len(counts) > 1 else ()) as book:
        for name in counts:
            with _limited(connection, name, limits):
                book.add(name, *_batches(connection, name))
        book.glossary(_meanings(connection, counts))
    return [Exported(name, path, rows) for name, rows in counts.items()]


def _halves(text: str | None) -> tuple[str, str]:
    chinese, _, english = (text or "").partition(" | ")
    return chinese, english


def _contents(connection: duckdb.DuckDBPyConnection, counts: dict[str, int]) -> list[Listed]:
    query = "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal UNION ALL SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal"
    said = dict(connection.execute(query).fetchall())
    return [Listed(name, rows, *_halves(said.get(name))) for name, rows in counts.items()]


def _meanings(connection: duckdb.DuckDBPyConnection, counts: dict[str, int]) -> Iterator[Meaning]:
    query = "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? AND database_name = current_database() ORDER BY column_index"
    for name in counts:
        for column, kind, comment in connection.execute(query, [name]).fetchall():
            yield Meaning(name, column, kind, *_halves(comment))
