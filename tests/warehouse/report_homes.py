"""Homes and warehouses for the tests of the report: hostile text, a failed run, fifty thousand facts."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb

from tests.support import derive, run
from warehouse.build import create_tables, create_views, seed_frame
from warehouse.layout import Home
from warehouse.store import Store

EVIL_PARK = "湘潭<img src=x onerror=window.pwned=1>高新区"
EVIL_TITLE = "年度报告<script>window.pwned=1</script>\u202egnp.txt"
YEARS = """title: {title}
date: 2024-03-05

本报讯 湘潭高新区2023年实现工业总产值300亿元，同比增长12.5%，税收30亿元。2022年，湘潭高新区实现工业总产值267亿元。2021年，湘潭高新区实现工业总产值240亿元，税收20亿元。2024年，湘潭高新区预计实现工业总产值340亿元。到2025年，湘潭高新区力争工业总产值达到400亿元。
"""
LATER = """title: 湘潭高新区年度公报
date: 2025-02-05

本报讯 湘潭高新区2023年实现工业总产值280亿元。2024年，湘潭高新区实现工业总产值320亿元</script><img src=x onerror=window.pwned=1>。2024年签约项目30个，其中工业项目30个，湘潭高新区30个重点项目全部开工。
"""
MAGNITUDE = {
    "check_name": "magnitude", "severity": "block", "passed": False, "failing_rows": 1234, "description": "No level lies outside its range",
    "description_zh": "水平值未超出合理量级",
    "examples": json.dumps(
        [{"park_key": EVIL_PARK, "value": 30000.0, "status": "actual", "text": "3万元", "sentence": "</script><script>window.pwned=1</script>税收3万元。"}], ensure_ascii=False
    ),
}  # fmt: skip
GOOD = {
    "check_name": "references", "severity": "block", "passed": True, "failing_rows": 0, "examples": "[]", "description": "Every reference holds",
    "description_zh": "每个引用都有对应的行",
}  # fmt: skip


def trend_home(root: Path) -> Home:
    """A published home about one park over five years, with a conflict, a forecast that was missed, and a target."""
    sources = root / "sources"
    sources.mkdir(parents=True)
    (sources / "years.txt").write_text(YEARS.format(title=EVIL_TITLE), encoding="utf-8")
    (sources / "later.txt").write_text(LATER, encoding="utf-8")
    (sources / "nothing.txt").touch()
    home = Home(root / "home")
    run(home, sources / "years.txt")
    run(home, *(sources / name for name in ("years.txt", "later.txt", "nothing.txt")))
    return home


def fail_a_run(home: Home, results: list[dict[str, Any]], message: str = "") -> str:
    """Records a run that published nothing, with its check results; returns its key."""
    store = Store(home)
    before = store.operations("pipeline_run").to_dicts()
    key = store.next_run_key(dt.datetime.now(dt.UTC))
    started = dt.datetime.now(dt.UTC)
    made = {
        "run_key": key, "started_at": started, "finished_at": started + dt.timedelta(seconds=90), "status": "failed", "documents_seen": 1, "documents_new": 1,
        "documents_skipped": 0, "documents_failed": 0, "rows_loaded": 0, "rows_rejected": 0, "code_version": "0.1.0", "rule_set": "0", "message": message,
    }  # fmt: skip
    store.add_operation("pipeline_run", key, [(before[-1] if before else {}) | made])
    if results:
        store.add_operation("quality_result", key, [result | {"run_key": key} for result in results])
    return key


def hostile_home(root: Path) -> Home:
    """The home of `trend_home` with hostile text wherever a stranger's text can come to stand, and a failed last run."""
    home = trend_home(root)
    connection = duckdb.connect(str(home.warehouse))
    found = connection.execute(
        "SELECT table_name FROM duckdb_columns() WHERE column_name = 'park_key' AND table_oid IN (SELECT table_oid FROM duckdb_tables())"
    ).fetchall()
    for (table,) in found:
        connection.execute(f"UPDATE \"{table}\" SET park_key = ? WHERE park_key = '湘潭高新区'", [EVIL_PARK])
    connection.execute("UPDATE article SET headline = '<script>window.pwned=1</script>'")
    connection.close()
    key = fail_a_run(home, [MAGNITUDE, GOOD])
    row = {"sentence": "全区税收3亿元，其中3亿元来自</script>企业。", "text": "3亿元", "value": 3e8}
    Store(home).add_rejected(
        key, "load",
        [
            {
                "rejected_key": "12345678-1234-1234-1234-123456789012", "run_key": key, "stage": "load", "document_key": None, "table_name": "observation",
                "row": json.dumps(row, ensure_ascii=False), "reason": "value: <b onmouseover=window.pwned=1>3e8</b>", "check_name": "observation.value.value_at_most_1e+08",
            }
        ],
    )  # fmt: skip
    return home


def large_warehouse(connection: duckdb.DuckDBPyConnection, facts: int = 50_000) -> None:
    """Fills an empty database with facts of 600 parks over 20 years and 12 metrics, with offsets that hold."""
    create_tables(connection)
    connection.register("seed", seed_frame("metric").to_arrow())
    connection.execute("INSERT INTO metric BY NAME SELECT * FROM seed")
    connection.execute(
        "INSERT INTO park BY NAME SELECT '虚构园区' || lpad(i::VARCHAR, 3, '0') AS park_key, park_key AS name, '产业园' AS kind, [] AS aliases, false AS is_registered FROM range(600) t(i)"
    )
    connection.execute(
        "INSERT INTO period BY NAME SELECT y || '-01-01/' || y || '-12-31' AS period_key, make_date(y, 1, 1) AS start_date, make_date(y, 12, 31) AS end_date, 'year' AS grain, 'annual' AS period_kind, y AS year, y || '年' AS label FROM range(2004, 2024) t(y)"
    )
    # Every sentence has 60 characters, so that places can be counted: 40 sentences a document.
    connection.execute(
        f"""
        CREATE TEMP TABLE made AS
        SELECT i, i // 40 AS d, i % 40 AS place, '虚构园区' || lpad((hash(i) % 600)::VARCHAR, 3, '0') AS park_key, 2004 + (hash(i * 7) % 20)::INT AS y,
            (SELECT list(metric_key ORDER BY metric_key) FROM metric WHERE unit = '元')[1 + (hash(i * 13) % 12)::INT] AS metric_key,
            lpad((1 + hash(i * 31) % 9999)::VARCHAR, 4, '0') AS n
        FROM range({facts}) t(i)
        """
    )
    connection.execute(
        "CREATE TEMP TABLE said AS SELECT *, rpad(park_key || y || '年全区经济平稳运行，有关指标达到' || n || '亿元，较为可观', 59, '，稳') || '。' AS sentence FROM made"
    )
    connection.execute(
        "INSERT INTO document BY NAME SELECT sha256(d::VARCHAR) AS document_key, 'made/' || d AS source, d || '.txt' AS file_name, '第' || d || '号' AS title, make_date(2005 + (d % 19)::INT, 3, 1) AS published_on, "
        "'stated' AS published_on_basis, now() AS ingested_at, string_agg(sentence, '' ORDER BY place) AS text, 'text/plain' AS media_type, 'utf-8' AS encoding, '0' AS rule_set FROM said GROUP BY d"
    )
    connection.execute(
        "INSERT INTO article BY NAME SELECT uuid() AS article_key, document_key, title AS headline, '' AS byline, NULL AS park_key, 0 AS start_offset, length(text) AS end_offset, [] AS sketch FROM document"
    )
    connection.execute(
        """
        INSERT INTO observation BY NAME
        SELECT uuid() AS observation_key, said.park_key, y || '-01-01/' || y || '-12-31' AS period_key, metric_key, a.document_key, a.article_key, 'level' AS measure, 'actual' AS status,
            said.park_key AS subject, 'park' AS subject_type, (SELECT name FROM metric m WHERE m.metric_key = said.metric_key) AS metric_text, false AS is_part, n::DOUBLE * 1e8 AS value, '元' AS unit, 'exact' AS qualifier, y || '年' AS period_text,
            n || '亿元' AS text, place * 60 + instr(sentence, n || '亿元') - 1 AS start_offset, place * 60 + instr(sentence, n || '亿元') + 5 AS end_offset, sentence, 0.9 AS confidence, 'made' AS rule, [] AS signs, ['rules'] AS readers
        FROM said JOIN article a ON a.document_key = sha256(d::VARCHAR)
        """
    )
    derive(connection)
    create_views(connection)
    connection.execute(
        "INSERT INTO leftover BY NAME SELECT uuid() AS leftover_key, document_key, article_key, park_key, 'idiom' AS reason, text, start_offset, end_offset, sentence FROM observation USING SAMPLE 20000 ROWS"
    )
    connection.execute(
        "INSERT INTO rejected BY NAME SELECT uuid() AS rejected_key, '000001' AS run_key, 'extract' AS stage, document_key, 'observation' AS table_name, "
        "to_json({'sentence': sentence, 'text': text, 'start_offset': start_offset}) AS row, 'reason ' || start_offset AS reason, 'observation.value.kind' || (start_offset % 40) AS check_name FROM observation USING SAMPLE 20000 ROWS"
    )
