"""Writes the report of a home directory."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.build import create_derived, create_tables, create_views
from warehouse.connect import opened
from warehouse.files import write_bytes
from warehouse.layout import Home
from warehouse.report.data import report_data
from warehouse.report.page import render
from warehouse.store import Store


def write_report(home: Home) -> Path:
    """Writes reports/latest.html and a copy named by the last run; returns the former's path.

    The figures are those of the published warehouse, the verdict that of the last run: one that failed has published
    nothing, and the page says so. Before the first publish the page holds verdict, checks and quarantine alone.
    """
    store = Store(home)
    if home.warehouse.is_file():
        with opened(home.warehouse, read_only=True) as connection:
            data = report_data(connection, store)
    else:
        with opened(Path(":memory:")) as connection:
            data = _nothing_published(connection, store)
    page = render(data, home.state).encode("utf-8")
    write_bytes(home.reports / f"{data['run_key'] or 'report'}.html", page)
    latest = home.reports / "latest.html"
    write_bytes(latest, page)
    return latest


def _nothing_published(connection: duckdb.DuckDBPyConnection, store: Store) -> dict[str, object]:
    create_tables(connection)
    create_derived(connection, {})
    create_views(connection)
    return report_data(connection, store)
