"""The same happening in several documents is one line of the timeline; what only looks alike stays apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from tests.support import run
from warehouse.connect import opened
from warehouse.layout import Home
from warehouse.same_events import Report, same_happening

BASE = Report(
    "a", "doc-1", "湘潭高新区", "signing", dt.date(2021, 3, 5), dt.date(2021, 3, 5), "湘潭高新区与云帆电机公司签订合作协议", None, frozenset({"云帆电机公司"})
)


def test_shared_participants_on_the_same_day_are_one_happening() -> None:
    assert same_happening(BASE, replace(BASE, key="b", document="doc-2", title="云帆电机公司落子湘潭高新区"))


def test_the_same_amount_is_one_happening() -> None:
    a = replace(BASE, amount=1.3e9, participants=frozenset())
    assert same_happening(a, replace(a, key="b", document="doc-2", title="另一种说法"))


def test_other_days_other_types_other_parks_and_the_same_document_are_not() -> None:
    later = replace(BASE, key="b", document="doc-2", first=dt.date(2021, 4, 5), last=dt.date(2021, 4, 5))
    assert not same_happening(BASE, later)
    assert not same_happening(BASE, replace(BASE, document="doc-2", kind="visit"))
    assert not same_happening(BASE, replace(BASE, document="doc-2", park="湘潭经开区"))
    assert not same_happening(BASE, replace(BASE, key="b"))


def test_a_whole_year_proves_nothing() -> None:
    year = replace(BASE, first=dt.date(2021, 1, 1), last=dt.date(2021, 12, 31))
    assert not same_happening(year, replace(year, key="b", document="doc-2"))


def test_two_papers_on_one_signing_are_one_line_with_two_sources(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "title: 湘潭高新区签下大单\ndate: 2021-03-06\n\n3月5日，湘潭高新区与云帆电机有限公司签订合作协议，总投资6.4亿元。\n", encoding="utf-8"
    )
    (folder / "two.txt").write_text(
        "title: 湘潭高新区再添龙头\ndate: 2021-03-08\n\n3月5日，云帆电机有限公司与湘潭高新区签署投资协议，项目总投资6.4亿元，占地80亩。\n", encoding="utf-8"
    )
    run(home, str(folder))
    with opened(home.warehouse, read_only=True) as connection:
        timeline = connection.execute("SELECT event_type, sources, amount FROM v_event_timeline WHERE park_key = '湘潭高新区'").fetchall()
        linked = connection.execute("SELECT count(*) FROM observation o JOIN event e USING (event_key) WHERE o.value = e.amount").fetchone()
    assert timeline == [("signing", 2, 6.4e8)]
    assert linked == (2,)
