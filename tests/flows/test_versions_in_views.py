"""A newer version of a page takes the place of the older one in the views; the older one stays in the tables, and the log says why."""

from __future__ import annotations

from pathlib import Path

from tests.support import run, scalar, select
from warehouse.layout import Home

TEXT = "2020年1月20日\n\n2019年，湘潭高新区完成工业总产值286.4亿元，同比增长7.5%。1月18日，湘潭高新区与中科院签署战略合作协议，总投资3亿元。\n"
VIEWS = {
    "v_observation": "value = 28640000000",
    "v_event": "amount = 300000000",
    "v_metric_trend": "value = 28640000000",
    "v_event_timeline": "amount = 300000000",
}


def shown(home: Home, view: str, where: str) -> int:
    return int(scalar(home, f"SELECT count(*) FROM {view} WHERE {where}"))


def test_a_newer_version_replaces_the_older_one_in_every_view(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    run(home, page)
    assert {view: shown(home, view, where) for view, where in VIEWS.items()} == dict.fromkeys(VIEWS, 1)

    page.write_text(TEXT.replace("286.4", "311.9").replace("3亿", "5亿"), encoding="utf-8")
    run(home, page)
    assert {view: shown(home, view, where) for view, where in VIEWS.items()} == dict.fromkeys(VIEWS, 0)
    assert shown(home, "v_metric_trend", "value = 31190000000") == 1
    assert shown(home, "v_event_timeline", "amount = 500000000") == 1
    assert shown(home, "observation", "value = 28640000000") == 1, "the history stays"
    assert select(home, "SELECT count(*) FROM v_conflict") == [(0,)], "a corrected misprint is no contradiction"
    assert select(home, "SELECT DISTINCT change, reason FROM change_log WHERE table_name IN ('document', 'v_metric_trend') ORDER BY ALL") == [
        ("added", "document_replaced"),
        ("changed", "document_replaced"),
        ("removed", "document_replaced"),
    ]
    assert select(home, "SELECT DISTINCT check_name FROM quality_result WHERE NOT passed") == []


def test_the_older_version_again_is_restored(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    for figure in ("286.4", "311.9", "286.4"):
        page.write_text(TEXT.replace("286.4", figure), encoding="utf-8")
        run(home, page)
    assert shown(home, "v_metric_trend", "value = 28640000000") == 1
    assert ("v_metric_trend", "changed", "document_restored") in select(home, "SELECT table_name, change, reason FROM change_log")
