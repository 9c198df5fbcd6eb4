"""A table is described once; everything made from the description agrees."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from schemas.columns import Column, Table
from schemas.generate import arrow_schema, ddl, pandera_model, polars_schema
from schemas.reference_checks import references_sql, unique_keys_sql
from schemas.tables import tables
from schemas.vocabularies import base_units
from seeds.read import seed_rows
from sql.read import sql_files
from tests.schemas.rows import valid_row

ARROW = {
    "VARCHAR": pa.large_string(),
    "UUID": pa.large_string(),
    "JSON": pa.large_string(),
    "DOUBLE": pa.float64(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMPTZ": pa.timestamp("us", tz="UTC"),
    "VARCHAR[]": pa.large_list(pa.large_string()),
}
TYPE_NAMES = {"TIMESTAMPTZ": "TIMESTAMP WITH TIME ZONE"}
every_table = pytest.mark.parametrize("table", tables().values(), ids=lambda table: table.name)


@every_table
def test_model_arrow_and_ddl_agree(table: Table) -> None:
    assert list(pandera_model(table.name).columns) == table.names == list(polars_schema(table))
    nullable = {name: column.nullable for name, column in pandera_model(table.name).columns.items()}
    assert nullable == {column.name: column.nullable for column in table.columns}
    made = arrow_schema(table)
    assert made.names == table.names
    plain = {pa.string_view(): pa.large_string()}
    assert [plain.get(field.type, field.type) for field in made if not pa.types.is_nested(field.type)] == [
        ARROW[column.type] for column in table.columns if column.type != "VARCHAR[]"
    ]
    assert all(pa.types.is_large_list(made.field(column.name).type) for column in table.columns if column.type == "VARCHAR[]")

    connection = duckdb.connect(":memory:")
    connection.execute(ddl(table))
    described = connection.execute(f'DESCRIBE "{table.name}"').fetchall()
    assert [(row[0], row[1], row[2] == "YES") for row in described] == [(c.name, TYPE_NAMES.get(c.type, c.type), c.nullable) for c in table.columns]


@every_table
def test_a_row_goes_all_the_way_and_comes_back(table: Table) -> None:
    row = valid_row(table.name)
    frame = pl.DataFrame([row], schema=polars_schema(table), orient="row")
    pandera_model(table.name).validate(frame, lazy=True)
    connection = duckdb.connect(":memory:")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute(ddl(table))
    connection.register("frame", frame.to_arrow())
    connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM frame')
    back = connection.execute(f'SELECT * FROM "{table.name}"').fetchone()
    assert back is not None
    found = dict(zip(table.names, back, strict=True))
    assert {name: str(value) for name, value in found.items()} == {name: str(value) for name, value in row.items()}


@every_table
def test_comments_are_in_both_languages(table: Table) -> None:
    said = [(table.comment_en, table.comment_zh), *((column.comment_en, column.comment_zh) for column in table.columns)]
    assert all(any(character.isascii() and character.isalpha() for character in english) for english, _ in said)
    assert all(any("\u4e00" <= character <= "\u9fff" for character in chinese) for _, chinese in said)


def test_keys_and_references_lead_somewhere() -> None:
    for table in tables().values():
        assert set(table.key) <= set(table.names)
        assert not [name for name in table.key if table.column(name).nullable]
        for column in table.columns:
            if column.references:
                target = tables()[column.references]
                (key,) = target.key
                assert target.column(key).type == column.type, f"{table.name}.{column.name}"


def test_the_facts_know_exactly_the_metrics_and_events_of_the_seeds() -> None:
    assert set(tables()["observation"].column("metric_key").one_of) == {row["metric_key"] for row in seed_rows("metrics.csv")}
    assert set(tables()["event"].column("event_type").one_of) == {row["event_type"] for row in seed_rows("event_types.csv")}


def test_a_misspelt_type_is_found_at_once() -> None:
    with pytest.raises(ValueError, match="money"):
        Column("money", "DUOBLE", "Money", "钱")


@pytest.mark.parametrize(("name", "made"), [("unique_keys", unique_keys_sql), ("references", references_sql)])
def test_the_checks_of_keys_and_references_follow_the_descriptions(name: str, made: Callable[[], str]) -> None:
    (file,) = [file for file in sql_files("checks") if file.name == name]
    assert file.sql == made(), "run python -m schemas.reference_checks"


def test_every_unit_that_the_goldens_have_may_be_loaded() -> None:
    """A unit that the reader gives and the tables refuse would end in `rejected`."""
    folder = Path(__file__).parent.parent / "goldens"
    wanted = {
        one["unit"]
        for path in (*folder.glob("reading/*.jsonl"), *folder.glob("numbers/*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        for one in json.loads(line).get("expected", [])
        if isinstance(one, dict) and one.get("unit")
    }
    assert wanted <= set(base_units())
