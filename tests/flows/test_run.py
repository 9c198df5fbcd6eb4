"""The pipeline end to end: the same rows whatever the way, and nothing published that is not right."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import warehouse.audit
from flows.steps.extract.rows import ReadDocument, Rows, document_rows
from flows.steps.outcome import ChecksFailed
from sql.read import SqlFile, sql_files
from tests.flows.conftest import Command
from tests.support import SAMPLE, content, described_anew, leftovers, run, scalar, select
from transforms.facts import DocumentFacts
from transforms.reader import read_document
from warehouse.files import write_parquet
from warehouse.layout import Home

NEW_DOCUMENT = "2024年3月5日\n\n湘潭高新区签约项目3个\n\n本报讯 3月4日，湘潭高新区集中签约项目3个，总投资12.5亿元。\n"


@pytest.fixture
def new_document(tmp_path: Path) -> Path:
    path = tmp_path / "new.txt"
    path.write_text(NEW_DOCUMENT, encoding="utf-8")
    return path


def test_every_fact_points_at_its_characters(sample: Home) -> None:
    for fact in ("observation", "event", "leftover"):
        key = f"{fact}_key"
        rows = select(
            sample, f"SELECT d.text, f.start_offset, f.end_offset, f.text, f.sentence, f.{key} FROM {fact} f LEFT JOIN document d USING (document_key)"
        )
        assert rows, fact
        for text, start, end, found, sentence, row in rows:
            assert text[start:end] == found, (fact, row)
            # A cell's sentence is its row below its headers, which stand further up.
            assert all(line in text for line in sentence.split("\n")), (fact, row)
        wrong = f"SELECT count(*) FROM {fact} f JOIN document d USING (document_key) WHERE substr(d.text, start_offset + 1, end_offset - start_offset) IS DISTINCT FROM f.text"
        assert scalar(sample, wrong) == 0


def test_keys_are_uuids_of_version_5_and_none_stands_twice(sample: Home) -> None:
    for table in ("article", "observation", "event", "leftover"):
        keys = [row[0] for row in select(sample, f"SELECT CAST({table}_key AS VARCHAR) FROM {table}")]
        assert {uuid.UUID(key).version for key in keys} == {5}
        assert len(set(keys)) == len(keys)


def test_the_sample_gives_sensible_counts(sample: Home) -> None:
    documents = len([path for path in SAMPLE.iterdir() if path.suffix in (".txt", ".md", ".html", ".pdf")])
    assert scalar(sample, "SELECT count(*) FROM document") == documents
    assert scalar(sample, "SELECT count(*) FROM article") >= documents
    assert scalar(sample, "SELECT count(*) FROM observation") >= 200
    assert scalar(sample, "SELECT count(*) FROM event") >= 25
    assert scalar(sample, "SELECT count(*) FROM rejected") == 0
    assert scalar(sample, "SELECT count(DISTINCT metric_key) FROM observation") >= 20
    assert scalar(sample, "SELECT count(*) FROM observation JOIN park USING (park_key) WHERE is_registered") >= 150
    assert select(sample, "SELECT status, documents_seen, documents_new, documents_failed, rows_loaded FROM pipeline_run") == [
        ("published", documents, documents, 0, scalar(sample, "SELECT (SELECT count(*) FROM observation) + (SELECT count(*) FROM event)"))
    ]
    assert scalar(sample, "SELECT bool_and(passed) FROM quality_result WHERE severity = 'block'")


def test_an_article_about_no_park_gives_no_fact_but_is_counted(home: Home) -> None:
    run(home, SAMPLE / "10_no_park.txt")
    assert scalar(home, "SELECT count(*) FROM observation") == 0
    assert scalar(home, "SELECT count(*) FROM event") == 0
    assert {row[0] for row in select(home, "SELECT reason FROM leftover")} == {"no_park"}
    assert scalar(home, "SELECT sum(quantities_read) FROM v_coverage") == scalar(home, "SELECT count(*) FROM leftover")


def test_a_second_run_changes_nothing(sample_copy: Home) -> None:
    before = sample_copy.warehouse.read_bytes()
    result = run(sample_copy, SAMPLE)
    assert (result.status, result.new, result.skipped, result.extracted) == ("unchanged", 0, result.seen, 0)
    assert sample_copy.warehouse.read_bytes() == before
    assert leftovers(sample_copy) == []


def test_the_order_of_documents_does_not_matter(sample: Home, home: Home) -> None:
    paths = sorted(path for path in SAMPLE.iterdir() if path.suffix != ".json")
    for i in (3, 1, 2, 0):
        run(home, *paths[i::4])
    assert content(home) == content(sample)


def test_small_batches_and_many_workers_do_not_matter(sample: Home, home: Home) -> None:
    run(home, SAMPLE, workers=2, batch_size=3)
    assert content(home) == content(sample)


def test_reading_everything_again_gives_the_same_rows(sample: Home, sample_copy: Home) -> None:
    result = run(sample_copy, SAMPLE, full=True)
    assert (result.status, result.new, result.extracted) == ("published", 0, result.seen)
    assert content(sample_copy) == content(sample)


def test_a_dry_run_publishes_nothing(home: Home, sample: Home, sample_copy: Home, new_document: Path) -> None:
    assert run(home, SAMPLE, dry_run=True).status == "dry_run"
    assert not home.warehouse.exists()
    assert leftovers(home) == []
    assert run(home, SAMPLE).status == "published"
    assert content(home) == content(sample), "what the dry run read counts in the next run"

    before = sample_copy.warehouse.read_bytes()
    assert run(sample_copy, new_document, dry_run=True).counts["document"] == scalar(sample, "SELECT count(*) + 1 FROM document")
    assert sample_copy.warehouse.read_bytes() == before


def test_a_new_document_is_added_to_what_was_there(sample_copy: Home, sample: Home, new_document: Path) -> None:
    result = run(sample_copy, SAMPLE, new_document)
    assert (result.status, result.new, result.extracted) == ("published", 1, 1)
    old, now = content(sample), content(sample_copy)
    for table in ("article", "observation", "event", "leftover", "document"):
        assert set(map(repr, old[table])) < set(map(repr, now[table])) or old[table] == now[table]
    assert scalar(sample_copy, "SELECT count(*) FROM pipeline_run") == 2


def test_a_document_on_which_the_reader_fails_is_refused_and_the_rest_goes_on(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(key: str, text: str, published_on: dt.date | None, certainty: float, **more: Any) -> DocumentFacts:
        if "第十六小学" in text:
            raise RuntimeError("a fault in the rules")
        return read_document(key, text, published_on, certainty=certainty, **more)

    monkeypatch.setattr("flows.steps.extract.rows.read_document", failing)
    result = run(home, SAMPLE)
    assert (result.status, result.failed) == ("published", 1)
    assert scalar(home, "SELECT count(*) FROM document") == result.seen - 1
    assert select(home, "SELECT stage, table_name, check_name FROM rejected") == [("extract", "document", "reader")]
    assert "a fault in the rules" in scalar(home, "SELECT reason FROM rejected")


def test_a_row_that_breaks_its_schema_is_refused_and_kept(home: Home, sample: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    spoilt: list[str] = []

    def spoiling(entry: Mapping[str, Any], read: ReadDocument, second: str | None) -> Rows:
        rows = document_rows(entry, read, second)
        if rows["observation"] and not spoilt:
            rows["observation"][0]["value"] = float("nan")
            spoilt.append(rows["observation"][0]["observation_key"])
        return rows

    monkeypatch.setattr("flows.steps.extract.batch.document_rows", spoiling)
    run(home, SAMPLE)
    assert scalar(home, "SELECT count(*) FROM observation") == scalar(sample, "SELECT count(*) FROM observation") - 1
    ((table, key, reason, check),) = select(home, "SELECT table_name, row ->> 'observation_key', reason, check_name FROM rejected")
    assert (table, key) == ("observation", spoilt[0])
    assert "value" in reason
    assert check.startswith("observation.value.")


def shift_an_offset(home: Home) -> None:
    """What a damaged disk or a faulty rule would do."""
    path = next(iter(sorted((home.facts / "observation").glob("*.parquet"))))
    frame = pl.read_parquet(path)
    last = pl.int_range(pl.len()) == pl.len() - 1
    write_parquet(path, frame.with_columns(pl.when(last).then(pl.col("start_offset") - 1).otherwise(pl.col("start_offset")).alias("start_offset")))
    described_anew(home)


def test_a_failed_blocking_check_stops_the_publish(sample_copy: Home, new_document: Path, cli: Command) -> None:
    before = sample_copy.warehouse.read_bytes()
    shift_an_offset(sample_copy)
    with pytest.raises(ChecksFailed, match="evidence_observation failed on 1 rows"):
        run(sample_copy, new_document, rebuild=True)
    assert sample_copy.warehouse.read_bytes() == before
    assert leftovers(sample_copy) == []

    again = cli("run", "--direct", "--rebuild", "--home", sample_copy.root, new_document)
    assert (again.status, again.out) == (1, "")
    assert again.err.startswith("parkhouse: check evidence_observation failed on 1 rows; nothing published.")
    assert again.err.count("\n") == 1
    assert sample_copy.warehouse.read_bytes() == before
    assert cli("status", "--home", sample_copy.root).status == 1, "monitoring hears of it"


def test_after_the_mend_the_next_run_publishes(sample_copy: Home, new_document: Path) -> None:
    shift_an_offset(sample_copy)
    with pytest.raises(ChecksFailed):
        run(sample_copy, new_document, rebuild=True)
    result = run(sample_copy, SAMPLE, full=True)
    assert (result.status, result.counts["document"]) == ("published", result.seen + 1)
    assert [row[0] for row in select(sample_copy, "SELECT status FROM pipeline_run ORDER BY run_key")] == ["published", "failed", "published"]


@pytest.mark.parametrize(("severity", "expected"), [("block", "stopped"), ("warn", "published")])
def test_only_a_blocking_check_blocks(home: Home, monkeypatch: pytest.MonkeyPatch, severity: str, expected: str) -> None:
    extra = SqlFile("no_seventeen", "SELECT text FROM observation WHERE value = 17", {"severity": severity, "en": "No 17", "zh": "无十七"})
    monkeypatch.setattr(warehouse.audit, "sql_files", lambda folder: (*sql_files(folder), extra))
    if expected == "stopped":
        with pytest.raises(ChecksFailed, match="no_seventeen"):
            run(home, SAMPLE / "01_mixed_page.txt")
        assert not home.warehouse.exists()
    else:
        assert run(home, SAMPLE / "01_mixed_page.txt").status == "published"
        ((passed, rows, examples),) = select(home, "SELECT passed, failing_rows, examples FROM quality_result WHERE check_name = 'no_seventeen'")
        assert not passed
        assert rows >= 1
        assert "17" in examples


def test_the_shared_press_pages_pass_every_check(home: Home, shared_articles: Path) -> None:
    result = run(home, shared_articles)
    assert (result.status, result.failed, result.rejected) == ("published", 0, 0)
    assert not [check.name for check in result.checks if check.severity == "block" and not check.passed]
    texts = {path.read_bytes().decode("utf-8-sig") for path in shared_articles.glob("*.txt")}
    assert {row[0] for row in select(home, "SELECT text FROM document")} == texts
