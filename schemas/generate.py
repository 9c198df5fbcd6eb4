"""What is made from the table descriptions: polars and Arrow schemas, pandera models, DDL with comments."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as arrow

from schemas.columns import Column, Table
from schemas.tables import tables

if TYPE_CHECKING:
    import pandera.polars as pa

_POLARS: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(), "UUID": pl.String(), "JSON": pl.String(), "DOUBLE": pl.Float64(), "BIGINT": pl.Int64(),
    "BOOLEAN": pl.Boolean(), "DATE": pl.Date(), "TIMESTAMPTZ": pl.Datetime("us", "UTC"), "VARCHAR[]": pl.List(pl.String()),
}  # fmt: skip


def polars_schema(table: Table) -> dict[str, pl.DataType]:
    """Column names and polars types."""
    return {column.name: _POLARS[column.type] for column in table.columns}


def arrow_schema(table: Table) -> arrow.Schema:
    """The Arrow schema in which a table's rows are kept as Parquet."""
    return pl.DataFrame(schema=polars_schema(table)).to_arrow().schema


def _checks(column: Column) -> list[pa.Check]:
    import pandera.polars as pa

    checks = []
    if column.one_of:
        checks.append(pa.Check.isin(list(column.one_of), name=f"{column.name}_is_known"))
    if column.at_least is not None:
        checks.append(pa.Check.ge(column.at_least, name=f"{column.name}_at_least_{column.at_least:g}"))
    if column.at_most is not None:
        checks.append(pa.Check.le(column.at_most, name=f"{column.name}_at_most_{column.at_most:g}"))
    if column.pattern:
        checks.append(pa.Check.str_matches(column.pattern, name=f"{column.name}_has_its_form"))
    return checks


@functools.cache
def pandera_model(name: str) -> pa.DataFrameSchema:
    """The pandera model of a table: types, nulls, closed lists, bounds and forms of every column."""
    # Loaded where a row is looked at closer, which most runs have none of.
    import pandera.polars as pa

    table = tables()[name]
    columns = {column.name: pa.Column(_POLARS[column.type], _checks(column), nullable=column.nullable, required=True) for column in table.columns}
    return pa.DataFrameSchema(columns, strict=True, ordered=False, name=name)


@functools.cache
def holds(name: str) -> pl.Expr:
    """Whether a frame of a table has nothing that its pandera model would refuse: all its questions in one look.

    The model asks each by itself, which takes milliseconds a column, and tells which rows fail; most batches have none.
    """
    answers: list[pl.Expr] = [pl.lit(True)]
    for column in tables()[name].columns:
        values = pl.col(column.name)
        if not column.nullable:
            answers.append(values.null_count() == 0)
        if column.one_of:
            answers.append(values.is_in(list(column.one_of)).all())
        if column.at_least is not None:
            answers.append((values >= column.at_least).all())
        if column.at_most is not None:
            answers.append((values <= column.at_most).all())
        if column.pattern:
            answers.append(values.str.contains(f"^(?:{column.pattern})").all())
    return pl.all_horizontal(answers)


def ddl(table: Table) -> str:
    """CREATE TABLE with a COMMENT on the table and on every column."""
    lines = [f'    "{c.name}" {c.type}{"" if c.nullable else " NOT NULL"}' for c in table.columns]
    statements = [f'CREATE TABLE "{table.name}" (\n' + ",\n".join(lines) + "\n);"]
    statements.append(f'COMMENT ON TABLE "{table.name}" IS {quoted(comment(table.comment_zh, table.comment_en))};')
    statements += [f'COMMENT ON COLUMN "{table.name}"."{c.name}" IS {quoted(comment(c.comment_zh, c.comment_en, c.unit))};' for c in table.columns]
    return "\n".join(statements)


def comment(chinese: str, english: str, unit: str = "") -> str:
    """A comment in both languages."""
    return f"{chinese} | {english}" + (f" ({unit})" if unit else "")


def quoted(text: str) -> str:
    """A text as a literal of SQL, for statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
