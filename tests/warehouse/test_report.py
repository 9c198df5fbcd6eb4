"""What the report says: verdict, checks, coverage, quarantine and parks of real homes."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.steps.load.corrections import HEAD
from flows.steps.outcome import ChecksFailed
from schemas import vocabularies
from tests.support import copied, run, scalar, select, warehouse_of
from tests.warehouse.report_homes import EVIL_PARK, GOOD, MAGNITUDE, fail_a_run, large_warehouse
from warehouse.changes import COMPARED, TREND
from warehouse.layout import Home
from warehouse.report import render, report_data, write_report
from warehouse.report.labels import label
from warehouse.report.parks import parks_section
from warehouse.store import Store

SAMPLE_LIMIT, LIMIT = 1_500_000, 4_000_000
"""Bytes of the page of the sample, and of any."""


def data_of(home: Home) -> dict[str, Any]:
    with warehouse_of(home) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        return report_data(connection, Store(home))


def embedded(page: str, name: str) -> Any:
    """The JSON that a page carries."""
    (found,) = re.findall(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


@pytest.fixture(scope="module")
def of_trend(trend: Home) -> dict[str, Any]:
    return data_of(trend)


@pytest.fixture(scope="module")
def page_of_trend(of_trend: dict[str, Any]) -> str:
    return render(of_trend)


def test_a_good_run_is_fit_to_use(sample: Home) -> None:
    found = data_of(sample)
    assert (found["verdict"]["state"], found["verdict"]["headline"].zh) == ("good", "可用")
    assert found["verdict"]["why"].zh == f"{len(found['checks'])} 项检查全部通过。"
    assert found["run_key"] == found["built_by"]


def test_what_waits_in_quarantine_is_a_warning(of_trend: dict[str, Any]) -> None:
    assert (of_trend["verdict"]["state"], of_trend["verdict"]["headline"].zh) == ("warn", "可用，有 1 项提示")
    assert "隔离区" in of_trend["verdict"]["why"].zh


def test_the_page_names_the_check_that_stopped_the_last_run_and_whose_figures_it_shows(trend: Home, tmp_path: Path) -> None:
    home = copied(trend, tmp_path / "home")
    before = scalar(home, "SELECT max(run_key) FROM pipeline_run")
    key = fail_a_run(home, [MAGNITUDE, GOOD])
    found = data_of(home)
    verdict = found["verdict"]
    assert (verdict["state"], verdict["headline"].zh) == ("failed", "最近一次运行未发布")
    assert "“水平值未超出合理量级”（magnitude）未通过，1,234 行有问题，" in verdict["why"].zh
    assert f"因此没有发布。以下数字来自此前发布的运行 {before}（" in verdict["why"].zh
    assert f"so nothing was published. The figures below are those of run {before} (" in verdict["why"].en
    assert [check["name"] for check in found["checks"]] == ["magnitude", "references"]
    assert found["funnel"]["stored"] == scalar(trend, "SELECT count(*) FROM observation")
    page = render(found)
    assert key in page
    assert before in page


def test_a_run_that_a_real_check_stops_is_told_with_its_rows(trend: Home, tmp_path: Path) -> None:
    """A document that the last warehouse had is missing from the next one."""
    home = copied(trend, tmp_path / "home")
    with warehouse_of(home, read_only=False) as connection:
        connection.execute("INSERT INTO document SELECT * REPLACE (repeat('f', 64) AS document_key) FROM document LIMIT 1")
    with pytest.raises(ChecksFailed, match="nothing_lost"):
        run(home, *(trend.root.parent / "sources").iterdir())
    found = data_of(home)
    assert (found["verdict"]["state"], found["checks"][0]["name"]) == ("failed", "nothing_lost")
    assert "（nothing_lost）未通过，1 行有问题，因此没有发布。" in found["verdict"]["why"].zh
    assert found["checks"][0]["examples"]


def test_a_run_that_broke_says_why(trend: Home, tmp_path: Path) -> None:
    home = copied(trend, tmp_path / "home")
    fail_a_run(home, [], "disk full")
    verdict = data_of(home)["verdict"]
    assert verdict["state"] == "failed"
    assert "disk full" in verdict["why"].zh


def test_before_the_first_publish_there_is_a_page_all_the_same(home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    home.create()
    Store(home).add_rejected(
        "000001-20260101T000000Z", "ingest",
        [
            {
                "rejected_key": "12345678-1234-1234-1234-123456789012", "run_key": "000001-20260101T000000Z", "stage": "ingest", "document_key": None,
                "table_name": "document", "row": '{"file_name": "空.txt"}', "reason": "an empty document", "check_name": "readable",
            }
        ],
    )  # fmt: skip
    fail_a_run(home, [MAGNITUDE])
    page = write_report(home).read_text(encoding="utf-8")
    assert "尚无可用数据" in page
    assert "此前没有发布过数据仓库" in page
    assert "空.txt" in page
    assert "magnitude" in page


def test_without_any_run_there_is_a_page_too(home: Home) -> None:
    home.create()
    page = write_report(home).read_text(encoding="utf-8")
    assert "还没有运行过" in page


def test_a_warning_is_named(trend: Home, tmp_path: Path) -> None:
    home = copied(trend, tmp_path / "home")
    with warehouse_of(home, read_only=False) as connection:
        connection.execute("UPDATE quality_result SET passed = false, failing_rows = 2 WHERE check_name = 'magnitude'")
    for path in (home.operations / "quality_result").iterdir():
        path.unlink()
    verdict = data_of(home)["verdict"]
    assert (verdict["state"], verdict["headline"].zh) == ("warn", "可用，有 2 项提示")
    assert "合理量级" in verdict["why"].zh


def test_a_dry_run_and_one_without_news_change_no_verdict(trend: Home, tmp_path: Path) -> None:
    home = copied(trend, tmp_path / "home")
    published = scalar(home, "SELECT max(run_key) FROM pipeline_run")
    sources = trend.root.parent / "sources"
    assert run(home, *sources.iterdir()).status == "unchanged"
    found = data_of(home)
    assert found["verdict"]["state"] == "warn"
    assert "没有发现新内容" in found["verdict"]["why"].zh
    assert run(home, *sources.iterdir(), dry_run=True).status == "dry_run"
    again = data_of(home)
    assert (again["verdict"]["state"], again["built_by"], again["run_key"]) == ("warn", published, found["run_key"])
    assert [entry["status"] for entry in again["history"]] == ["published", "published", "unchanged"]


def test_the_funnel_adds_up(sample: Home) -> None:
    found = data_of(sample)
    funnel = found["funnel"]
    assert funnel["seen"] == funnel["stored"] + funnel["refused"] + funnel["left_over"]
    assert sum(row["n"] for row in found["left_over"]) == funnel["left_over"] > 0
    heat = found["heat"]
    assert heat["total"]["total"]["n"] == scalar(sample, "SELECT sum(quantities_read) FROM v_coverage")
    assert sum(cells["total"]["n"] for _, _, cells in heat["lines"]) == heat["total"]["total"]["n"]
    for _, _, cells in heat["lines"]:
        assert sum(cell["n"] for column, cell in cells.items() if column != "total") == cells["total"]["n"]


def test_every_left_over_example_marks_its_own_characters(sample: Home) -> None:
    for row in data_of(sample)["left_over"]:
        assert row["label"].zh != row["reason"], "every reason has its Chinese name"
        assert row["examples"]
        for example in row["examples"]:
            assert example["quote"].mark == example["text"]


def test_every_value_of_a_closed_list_has_a_name() -> None:
    lists = {
        "status": {*vocabularies.STATUSES, *vocabularies.EVENT_STATUSES}, "measure": vocabularies.MEASURES, "qualifier": vocabularies.QUALIFIERS,
        "grain": vocabularies.GRAINS, "subject_type": vocabularies.SUBJECT_TYPES, "severity": vocabularies.SEVERITIES, "run_status": vocabularies.RUN_STATUSES,
        "stage": vocabularies.STAGES, "date_basis": vocabularies.DATE_BASES, "leftover": vocabularies.LEFTOVER_REASONS,
        "change": vocabularies.CHANGES, "reason_of_change": vocabularies.REASONS_OF_CHANGE, "correction_outcome": vocabularies.CORRECTION_OUTCOMES,
        "action": vocabularies.CORRECTION_ACTIONS, "changed_table": {"document", "v_metric_trend", *COMPARED},
        "field": {*TREND, *(name for fields in COMPARED.values() for name in fields if not name.endswith("_key"))},
    }  # fmt: skip
    nameless = [(kind, value) for kind, values in lists.items() for value in values if label(kind, value).zh == value]
    assert nameless == []


def test_quarantine_tells_why_and_marks_the_number(hostile: Home) -> None:
    found = data_of(hostile)["quarantine"]
    assert found["total"] == sum(group["n"] for group in found["groups"]) == 2
    by_check = {group["check_name"]: group for group in found["groups"]}
    (unread,) = by_check["readable"]["examples"]
    assert (unread["file_name"], unread["reason"]) == ("nothing.txt", "an empty document")
    group = by_check["observation.value.value_at_most_1e+08"]
    assert group["check_label"].zh == "数值（基本单位）：高于上限"
    assert group["examples"][0]["quote"] == ("全区税收", "3亿元", "，其中3亿元来自</script>企业。")


def test_hostile_text_is_escaped_wherever_it_stands(hostile: Home, hostile_page: Path) -> None:
    page = hostile_page.read_text(encoding="utf-8")
    own = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    assert "pwned" in own
    assert not re.search(r"<(?:img|b|script)\b[^>]*pwned", own)
    assert page.count("<script") == page.count("</script>") == 3
    parks = embedded(page, "parks-data")
    assert parks["parks"][0]["k"] == EVIL_PARK, "as JSON it is the park's name to the letter"
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page


def test_evidence_of_every_value_and_event_is_what_the_warehouse_says(of_trend: dict[str, Any], trend: Home) -> None:
    parks = json.loads(of_trend["parks"]["json"])
    facts = "SELECT observation_key AS key, text, sentence FROM observation UNION ALL SELECT event_key, text, sentence FROM event"
    stated = {str(key): (text, sentence) for key, text, sentence in select(trend, facts)}
    assert {len(parks["events"]) > 0, len(parks["evidence"]) > 5} == {True}
    for found in parks["evidence"]:
        before, mark, after = found["q"]
        assert (mark, before + mark + after) == stated[found["key"]]


def test_figures_are_readable_and_exact(of_trend: dict[str, Any]) -> None:
    (park,) = json.loads(of_trend["parks"]["json"])["parks"]
    output = next(metric for metric in park["m"] if metric["k"] == "industrial_output")
    latest = next(value for value in output["v"] if value["p"][0] == "2024年" and value["st"] == "actual")
    assert (latest["t"], latest["e"]) == (["320亿元", "CNY 32 bn"], "32,000,000,000 元")
    assert (latest["a"], latest["kd"], latest["r"]) == (1, "annual", [1, 1, 1.0]), "it answers for its year, first of one park"
    assert output["s"][0]["unit"] == ["亿元", "CNY bn"]
    missed = next(value for value in output["v"] if value.get("out"))
    assert (missed["st"], missed["out"], missed["t"][0]) == ("forecast", "missed", "340亿元")
    year = next(value for value in output["v"] if value["p"][0] == "2023年")
    assert year["g"]["t"] == ["+12.5%", "+12.5%"]
    assert (len(year["c"]), year["dis"]) == (1, 1), "the other statement about 2023 is at hand"


def test_no_series_mixes_units_kinds_of_period_or_things_measured(sample: Home) -> None:
    for park in json.loads(data_of(sample)["parks"]["json"])["parks"]:
        for metric in park["m"]:
            for place in range(len(metric["s"])):
                inside = [value for value in metric["v"] if value.get("s") == place]
                assert len({(value["u"], value["kd"], value.get("part", "")) for value in inside}) == 1
                if inside[0]["kd"] in ("range", "plan", "several_years"):
                    assert len({value["pk"] for value in inside}) == 1


def test_the_state_of_the_sources_and_the_second_reading_show_where_the_warehouse_has_them(trend: Home, tmp_path: Path) -> None:
    shown = data_of(trend)["sources"]
    assert shown["total"] == scalar(trend, "SELECT count(*) FROM source_status") == len(shown["rows"]) > 0
    assert (shown["columns"][1].zh, {row["cells"][1].zh for row in shown["rows"]} & {"gives", "refused"}) == ("状态", set()), "states in words"
    home = copied(trend, tmp_path / "home")
    with warehouse_of(home, read_only=False) as connection:
        connection.execute("DROP TABLE source_status")
    assert data_of(home)["sources"]["total"] == 0
    with warehouse_of(home, read_only=False) as connection:
        connection.execute(
            "CREATE OR REPLACE TABLE source_status AS SELECT 'http://a.example/<b>' AS source, 'fell' AS state, 'alarm' AS level, 2 AS documents, 30 AS documents_before, 'few' AS detail"
        )
        connection.execute("UPDATE observation SET readers = ['rules', 'model'], agreed = (value > 25e9)")
    found = data_of(home)
    ((row,), second) = (found["sources"]["rows"], found["parks"]["second"])
    assert (row["tone"], row["cells"][1].zh) == ("bad", "骤降")
    assert second["by_two"] == second["agreed"] + second["differ"] > second["agreed"] > 0
    page = render(found)
    assert "http://a.example/&lt;b&gt;" in page
    assert f"不一致 {second['differ']} 条" in page


def test_a_corrected_value_and_the_change_log_show_once_they_are_there(trend: Home, tmp_path: Path) -> None:
    home = copied(trend, tmp_path / "home")
    key, value = select(home, "SELECT observation_key, value FROM observation WHERE measure = 'level' AND value = 28e9")[0]
    line = f",,,{key},observation,override,value,281e8,{value},勘误<script>,审核员,2026-01-05"
    (home.root / "corrections.csv").write_text(",".join(HEAD) + "\n" + line + "\n", encoding="utf-8")
    run(home, *(trend.root.parent / "sources").iterdir())
    found = data_of(home)
    assert [entry["was"] for entry in json.loads(found["parks"]["json"])["evidence"] if entry.get("was")]
    page = render(found)
    assert "勘误<script>" not in page
    assert "人工更正" in page
    changed = next(row for row in found["changes"]["rows"] if row["table_name"].en == "best value")
    assert (changed["metric_key"].zh, changed["old_value"].zh, changed["new_value"].en) == ("工业总产值", "数值 28,000,000,000", "value 28,100,000,000")


def test_the_dictionary_holds_every_table_view_and_column(of_trend: dict[str, Any], trend: Home) -> None:
    listed = {(table["name"], column["name"]) for group in of_trend["dictionary"] for table in group["tables"] for column in table["columns"]}
    there = select(trend, "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")
    assert set(there) <= listed
    nameless = [column["name"] for group in of_trend["dictionary"][:3] for table in group["tables"] for column in table["columns"] if not column["about"].zh]
    assert nameless == []


def test_the_page_is_small_and_fetches_nothing(page_of_trend: str, sample: Home) -> None:
    assert len(render(data_of(sample)).encode()) < SAMPLE_LIMIT
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page_of_trend)
    assert policy is not None
    assert "default-src &#39;none&#39;" in policy.group(1)
    assert "unsafe" not in policy.group(1)
    assert " style=" not in page_of_trend, "a style attribute would be refused by the policy"
    own = re.sub(r"<script>.*?</script>", "", page_of_trend, flags=re.DOTALL)
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", own)


def test_fifty_thousand_facts_make_a_page_of_bounded_size() -> None:
    with duckdb.connect() as connection:
        large_warehouse(connection)
        found = report_data(connection)
        page = render(found)
        held = connection.execute(
            "SELECT count(*) FROM observation o JOIN document d USING (document_key) WHERE substr(d.text, start_offset + 1, end_offset - start_offset) = o.text"
        ).fetchone()
    assert held == (50_000,), "the test's own ground: places hold"
    assert len(page.encode()) < LIMIT
    assert page.count("<tr") < 1500
    assert found["parks"]["cut"]
    assert "为控制页面大小" in page
    parks = json.loads(found["parks"]["json"])
    assert (len(parks["parks"]), parks["others"]["parks"], found["parks"]["parks"]) == (60, 540, 600)
    assert sum(park["o"] for park in parks["parks"]) + parks["others"]["o"] == 50_000, "what has no page of its own is counted together"
    assert any(row["r"][1] > 50 for row in parks["ranks"]), "a rank says of how many"
    assert all(re.fullmatch(r"\d{4}亿元", quoted["q"][1]) for quoted in parks["evidence"])


def test_the_park_section_keeps_to_its_budget(sample: Home) -> None:
    with warehouse_of(sample) as connection:
        whole = parks_section(connection)
        tight = parks_section(connection, budget=60_000)
    assert len(tight["json"].encode()) <= 60_000 < len(whole["json"].encode())
    assert (whole["cut"], tight["cut"]) == (False, True)
    assert json.loads(tight["json"])["parks"]


def test_a_report_is_kept_for_every_run(trend: Home, tmp_path: Path) -> None:
    home = copied(trend, tmp_path / "home")
    first = write_report(home).read_bytes()
    key = fail_a_run(home, [MAGNITUDE])
    latest = write_report(home).read_bytes()
    kept = {path.name: path.read_bytes() for path in home.reports.iterdir()}
    assert kept["latest.html"] == kept[f"{key}.html"] == latest
    assert first in kept.values()


def test_text_that_is_no_unicode_does_not_stop_the_page(trend: Home, tmp_path: Path) -> None:
    home = copied(trend, tmp_path / "home")
    fail_a_run(home, [MAGNITUDE | {"examples": '[{"sentence": "税收\\ud800 3亿元\\u0000", "text": "3亿元"}, "odd", {"value": 1e400}]'}])
    page = write_report(home).read_text(encoding="utf-8")
    assert "税收⟨U+D800⟩ " in page


def test_the_clock_is_beijings(of_trend: dict[str, Any]) -> None:
    started = of_trend["runs"][0]["started_at"]
    assert of_trend["history"][-1]["at"] == (started + dt.timedelta(hours=8)).strftime("%Y-%m-%d %H:%M")
