"""Corrections by hand: applied where they hold, reported where they do not, refused where they make no sense."""

from __future__ import annotations

import shutil
import uuid
from collections import Counter
from pathlib import Path
from typing import Any, cast

import duckdb
import pytest

from flows.steps.load.corrections import HEAD, read_corrections
from tests.flows.conftest import Command
from tests.support import SAMPLE, run, scalar, select
from warehouse.build import SeedError
from warehouse.corrections import apply_corrections
from warehouse.layout import Home

TAX = "SELECT observation_key, document_key, start_offset, end_offset, value FROM observation WHERE metric_key = 'tax' AND measure = 'level' AND qualifier = 'exact' ORDER BY 1"


def write(home: Home, *lines: str) -> None:
    (home.root / "corrections.csv").write_text("\n".join([",".join(HEAD), *lines]) + "\n", encoding="utf-8")


def failed_checks(home: Home) -> set[str]:
    return {name for (name,) in select(home, "SELECT check_name FROM quality_result WHERE NOT passed AND run_key = (SELECT max(run_key) FROM pipeline_run)")}


def test_a_field_is_set_and_the_extracted_value_stays_visible(sample_copy: Home) -> None:
    key, _, _, _, value = select(sample_copy, TAX)[0]
    write(sample_copy, f",,,{key},observation,override,value,4200000,{value},原文勘误,审核员,2026-01-05")
    assert run(sample_copy, SAMPLE).status == "published"
    ((corrected, original, now, low, high, words),) = select(
        sample_copy, "SELECT corrected, original_value, value, value_low, value_high, correction FROM v_observation WHERE observation_key = ?", [key]
    )
    assert (corrected, original, now, low, high) == (True, value, 4_200_000, 4_200_000, 4_200_000)
    assert "原文勘误" in words
    assert scalar(sample_copy, "SELECT count(*) FROM v_observation WHERE corrected") == 1
    assert select(sample_copy, "SELECT DISTINCT reason FROM change_log WHERE table_name = 'observation'") == [("correction",)]
    assert failed_checks(sample_copy) == set()

    (sample_copy.root / "corrections.csv").unlink()
    run(sample_copy, SAMPLE)
    assert scalar(sample_copy, "SELECT value FROM observation WHERE observation_key = ?", [key]) == value, "taken back, the reader's value stands again"


def test_a_fact_is_dropped_by_its_place_in_the_document(sample_copy: Home) -> None:
    key, document, start, end, value = select(sample_copy, TAX)[0]
    before = scalar(sample_copy, "SELECT count(*) FROM observation")
    write(sample_copy, f"{document},{start},{end},,observation,drop,value,,{value},不是该园区的数据,审核员,2026-01-05")
    run(sample_copy, SAMPLE)
    assert scalar(sample_copy, "SELECT count(*) FROM observation") == before - 1
    ((outcome, fact, original),) = select(sample_copy, "SELECT outcome, fact_key, original FROM correction")
    assert (outcome, str(fact)) == ("applied", str(key))
    assert str(key) in original, "what was dropped is kept whole"
    assert failed_checks(sample_copy) == set(), "neither a lost row nor an unexplained change"


@pytest.mark.parametrize(
    ("lines", "outcomes"),
    [
        (",,,{key},observation,drop,,,,勘误,审核员,2026-01-05", ["applied"]),
        (",,,{key},observation,drop,value,,,勘误,审核员,2026-01-05", ["applied"]),
        ("{place},,observation,drop,,,,勘误,审核员,2026-01-05", ["applied"]),
        (
            ",,,{key},observation,override,value,1,,勘误,审核员,2026-01-05\n,,,{key},observation,override,value,2,1,勘误,审核员,2026-01-05\n"
            ",,,{key},observation,override,value,3,1,勘误,审核员,2026-01-05\n{place},,observation,drop,value,,2,勘误,审核员,2026-01-05\n"
            ",,,{key},observation,drop,,,,勘误,审核员,2026-01-05",
            ["applied", "applied", "stale", "applied", "missing"],
        ),
    ],
)
def test_without_expect_there_is_no_guard_and_one_fact_may_be_corrected_again(sample_copy: Home, lines: str, outcomes: list[str]) -> None:
    key, document, start, end, _ = select(sample_copy, TAX)[0]
    write(sample_copy, *lines.format(key=key, place=f"{document},{start},{end}").split("\n"))
    run(sample_copy, SAMPLE)
    assert [row[0] for row in select(sample_copy, "SELECT outcome FROM correction ORDER BY origin")] == outcomes
    assert select(sample_copy, "SELECT value FROM observation WHERE observation_key = ?", [key]) == []


def test_a_hundred_thousand_corrections_are_looked_up_at_once(sample: Home, tmp_path: Path) -> None:
    """Held by the number of statements, not by the clock."""
    asked: list[str] = []
    path = tmp_path / "build.duckdb"
    shutil.copyfile(sample.warehouse, path)
    home = Home(tmp_path / "home")
    home.root.mkdir()
    with duckdb.connect(str(path)) as connection:
        keys = [str(key) for (key,) in connection.execute("SELECT observation_key FROM observation").fetchall()]
        lines = [f",,,{keys[n % 3] if n < 3 else uuid.UUID(int=n)},observation,override,value,{n},,勘误,审核员,2026-01-05" for n in range(20_000)]
        write(home, *lines)

        class Counted:
            def execute(self, sql: str, *arguments: Any) -> Any:
                asked.append(sql)
                return connection.execute(sql, *arguments)

            def __getattr__(self, name: str) -> Any:
                return getattr(connection, name)

        rows = apply_corrections(cast(duckdb.DuckDBPyConnection, Counted()), read_corrections(home))
        changed = connection.execute(
            "SELECT value FROM observation WHERE CAST(observation_key AS VARCHAR) IN (SELECT unnest($keys)) ORDER BY value", {"keys": keys[:3]}
        ).fetchall()
    assert Counter(row["outcome"] for row in rows) == {"applied": 3, "missing": 19_997}
    assert changed == [(0.0,), (1.0,), (2.0,)]
    assert len(asked) < 20


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        (",,,{key},observation,override,value,4200000,17,勘误,审核员,2026-01-05", "stale"),
        ("{document},0,1,,observation,drop,value,,17,勘误,审核员,2026-01-05", "missing"),
        (",,,00000000-0000-5000-8000-000000000000,event,drop,title,,某,勘误,审核员,2026-01-05", "missing"),
    ],
)
def test_a_correction_that_no_longer_holds_is_left_alone_and_reported(sample_copy: Home, line: str, outcome: str) -> None:
    key, document, _, _, value = select(sample_copy, TAX)[0]
    write(sample_copy, line.format(key=key, document=document))
    run(sample_copy, SAMPLE)
    assert select(sample_copy, "SELECT outcome FROM correction") == [(outcome,)]
    assert scalar(sample_copy, "SELECT value FROM observation WHERE observation_key = ?", [key]) == value
    assert failed_checks(sample_copy) == {"corrections_hold"}


def test_a_correction_of_a_document_that_is_not_here_waits_without_a_warning(sample_copy: Home) -> None:
    write(sample_copy, f"{'0' * 64},0,1,,observation,drop,value,,17,勘误,审核员,2026-01-05")
    run(sample_copy, SAMPLE)
    assert select(sample_copy, "SELECT outcome FROM correction") == [("waiting",)]
    assert failed_checks(sample_copy) == set()


def test_another_period_is_added_to_its_dimension(sample_copy: Home) -> None:
    key = select(sample_copy, TAX)[0][0]
    period = scalar(sample_copy, "SELECT period_key FROM observation WHERE observation_key = ?", [key])
    write(sample_copy, f",,,{key},observation,override,period_key,1999-01-01/1999-06-30,{period},年份印错,审核员,2026-01-05")
    run(sample_copy, SAMPLE)
    assert select(sample_copy, "SELECT period, grain, year FROM v_observation WHERE observation_key = ?", [key]) == [("1999年上半年", "half", 1999)]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",,,{key},observation,override,value,many,17,r,w,2026-01-05", "'many' is no DOUBLE"),
        (",,,{key},observation,override,nonsense,1,17,r,w,2026-01-05", "no field nonsense"),
        (",,,{key},observation,override,start_offset,1,17,r,w,2026-01-05", "start_offset leads back to the text"),
        (",,,{key},observation,override,status,done,17,r,w,2026-01-05", "one of actual"),
        (",,,{key},observation,override,period_key,2020,17,r,w,2026-01-05", "an interval such as"),
        (",,,{key},observation,remove,value,1,17,r,w,2026-01-05", "remove"),
        (",,,{key},park,drop,name,,17,r,w,2026-01-05", "one of observation, event"),
        (",,,{key},observation,drop,value,,17,,w,2026-01-05", "reason is missing"),
        (",,,{key},observation,drop,value,,17,r,w,yesterday", "yesterday"),
        ("abc,1,2,{key},observation,drop,value,,17,r,w,2026-01-05", "not by both"),
        (",,,,observation,drop,value,,17,r,w,2026-01-05", "name the fact"),
        ("abc,1,2,,observation,drop,value,,17,r,w,2026-01-05", "abc"),
        ("too,few", "fields expected"),
    ],
)
def test_a_correction_that_makes_no_sense_stops_the_run_with_its_line(sample_copy: Home, line: str, message: str) -> None:
    before = sample_copy.warehouse.stat().st_mtime_ns
    write(sample_copy, line.format(key=select(sample_copy, TAX)[0][0]))
    with pytest.raises(SeedError, match=r"corrections\.csv, line 2") as error:
        run(sample_copy, SAMPLE)
    assert message in str(error.value)
    assert sample_copy.warehouse.stat().st_mtime_ns == before


def test_a_file_in_another_encoding_is_named(sample_copy: Home, cli: Command) -> None:
    (sample_copy.root / "corrections.csv").write_bytes("理由".encode("gb18030"))
    found = cli("run", "--direct", "--home", sample_copy.root, SAMPLE)
    assert found.status == 1
    assert "corrections.csv: not UTF-8" in found.err


def test_diff_prints_what_changed_and_why(sample: Home, sample_copy: Home, cli: Command) -> None:
    key, _, _, _, value = select(sample_copy, TAX)[0]
    write(sample_copy, f",,,{key},observation,override,value,4200000,{value},原文勘误,审核员,2026-01-05")
    run(sample_copy, SAMPLE)
    found = cli("diff", sample.warehouse, sample_copy.warehouse)
    assert found.status == 0
    assert "value=4200000.0" in found.out
    assert "(correction)" in found.out
    by_document = cli("diff", "--documents", sample.warehouse, sample_copy.warehouse).out.splitlines()
    (name,) = select(sample_copy, "SELECT file_name FROM v_observation WHERE CAST(observation_key AS VARCHAR) = ?", [str(key)])[0]
    assert by_document[0].startswith(f"{name}  ")
    assert any("changed observation value" in line and "4200000" in line for line in by_document)
    assert by_document[-1].startswith("1 documents with changes")
    assert cli("diff", sample.warehouse, sample.warehouse).out == "No difference.\n"


@pytest.mark.parametrize("wrong", ["missing", "text", "other"])
def test_diff_of_what_is_no_warehouse_is_one_clear_line(sample: Home, cli: Command, tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "w.duckdb"
    if wrong == "text":
        path.write_text("not a database")
    if wrong == "other":
        duckdb.connect(str(path)).close()
    for pair in ((path, sample.warehouse), (sample.warehouse, path)):
        found = cli("diff", *pair)
        assert found.status == 1
        assert found.err.startswith("parkhouse: ")
        assert len(found.err.splitlines()) == 1
