"""A comment in both languages on every column of every view and derived table.

A view's column says what sql/view_columns.csv says of it (a row for the view goes before one for all views, `*`); any other means what the
table's column of that name means, where several tables have one that of the fact that the view is about; a column named like a metric
(tax, tax_growth) says what the metric is.
"""

from __future__ import annotations

import csv
import functools
import io
from importlib import resources

import duckdb

from schemas.generate import comment, quoted
from schemas.tables import tables
from seeds.read import seed_rows

_FIRST = ("observation", "document", "article", "park", "period", "metric")


@functools.cache
def _stated() -> dict[tuple[str, str], str]:
    """Comments of sql/view_columns.csv; raises ValueError where a row is incomplete."""
    text = resources.files("sql").joinpath("view_columns.csv").read_text(encoding="utf-8-sig")
    found = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), 2):
        if not all(row.get(key) for key in ("view", "column", "zh", "en")):
            raise ValueError(f"sql/view_columns.csv, line {number}: view, column, zh and en must all be given")
        found[row["view"], row["column"]] = comment(row["zh"].strip(), row["en"].strip())
    return found


@functools.cache
def _metrics() -> dict[str, str]:
    found = {}
    for row in seed_rows("metrics.csv"):
        found[row["metric_key"]] = comment(row["name"], row["name_en"], row["unit"])
        found[row["metric_key"] + "_growth"] = comment(f"{row['name']}增速", f"Growth of {row['name_en']}", "%")
        found[row["metric_key"] + "_unit"] = comment(f"{row['name']}的单位（原币种）", f"Unit of {row['name_en']}, its currency as stated")
        found[row["metric_key"] + "_period"] = comment(f"{row['name']}实际覆盖的时期", f"Period that {row['name_en']} really covers")
    return found


def column_comment(view: str, column: str) -> str:
    """What a column of a view holds, in both languages; empty where nothing says it."""
    stated = _stated()
    # A stored table means what its view means.
    for name in (view, f"v_{view}", "*"):
        if (name, column) in stated:
            return stated[name, column]
    order = [*(("event",) if view.removeprefix("v_").startswith("event") else ()), *_FIRST, *tables()]
    for table in order:
        if column in tables()[table].names:
            found = tables()[table].column(column)
            return comment(found.comment_zh, found.comment_en, found.unit)
    return _metrics().get(column, "")


def comment_columns(connection: duckdb.DuckDBPyConnection, view: str) -> None:
    """Sets the comments of a view's columns."""
    columns = connection.execute(f'DESCRIBE "{view}"').fetchall()
    said = [(column, text) for column, *_ in columns if (text := column_comment(view, column))]
    if said:
        connection.execute("; ".join(f'COMMENT ON COLUMN "{view}"."{column}" IS {quoted(text)}' for column, text in said))
