"""Writes the report of a home directory."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.build import create_tables, create_views
from warehouse.connect import opened
from warehouse.derived import create_derived
from warehouse.files import write_bytes
from warehouse.layout import Home
from warehouse.limits import Limits
from warehouse.report.data import report_data
from warehouse.report.page import render
from warehouse.report.sections import Sections
from warehouse.store import Store


def write_report(home: Home, limits: Limits | None = None) -> Path:
    """Writes reports/latest.html and a copy named by the last run; returns the former's path.

    The figures are those of the published warehouse, the verdict that of the last run: one that failed has published
    nothing, and the page says so. Before the first publish the page holds verdict, checks and quarantine alone; a section that
    does not end within the limits stays empty, and the page names it.
    """
    store = Store(home)
    limits = limits or Limits()
    if home.warehouse.is_file():
        with opened(home.warehouse, home.build / "scratch-report", read_only=True, memory=limits.memory) as connection:
            data = report_data(connection, store, Sections(connection, _empty, limits))
    else:
        with opened(Path(":memory:")) as connection:
            data = _nothing_published(connection, store)
    page = render(data).encode("utf-8")
    write_bytes(home.reports / f"{data['run_key'] or 'report'}.html", page)
    latest = home.reports / "latest.html"
    write_bytes(latest, page)
    return latest


def _nothing_published(connection: duckdb.DuckDBPyConnection, store: Store) -> dict[str, object]:
    _empty(connection)
    return report_data(connection, store)


def _empty(connection: duckdb.DuckDBPyConnection) -> None:
    """A warehouse without a row."""
    create_tables(connection)
    create_derived(connection, {})
    create_views(connection)
