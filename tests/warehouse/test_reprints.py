"""Reprints are found by their text and figures, and counted once."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support import run, scalar, select
from transforms.text.likeness import SHORTEST, SIZE, sketch
from warehouse.connect import opened
from warehouse.layout import Home
from warehouse.reprints import link_reprints, note_reprints

STORY = (
    "{date}\n\n青禾经开区前三季度交出成绩单\n\n本报讯 今年前三季度，青禾经开区完成税收{tax}亿元，同比增长7.6%；实现工业总产值412.5亿元，同比增长9.1%。"
    "园区新签约项目{projects}个，合同引资63.8亿元。管委会负责人介绍，下一步将继续围绕装备制造与生物医药两条主线补链强链，"
    "把更多要素留给好项目，把更多耐心留给小企业，让落户的企业安心生产、放心投资。\n"
)


def pages(folder: Path, **texts: str) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def test_a_reprint_is_linked_to_its_original_and_counted_once(tmp_path: Path) -> None:
    story = STORY.format(date="date: 2020-10-20", tax="18.4", projects=26)
    reprint = "记者 某某 报道\n\n" + STORY.format(date="date: 2020-10-22", tax="18.4", projects=26).split("\n\n", 1)[1].replace("本报讯 ", "")
    home = Home(tmp_path / "home")
    run(home, pages(tmp_path / "in", a=story, b="date: 2020-10-22\n\n" + reprint))
    assert scalar(home, "SELECT count(*) FROM article WHERE reprint_of IS NOT NULL") == 1
    assert scalar(home, "SELECT count(*) FROM observation WHERE metric_key = 'tax' AND measure = 'level'") == 2, "both stay as facts"
    assert select(home, "SELECT statements FROM v_metric_trend WHERE metric_key = 'tax'") == [(1,)]
    assert select(home, "SELECT copies FROM (SELECT count(*) + 1 AS copies FROM article WHERE reprint_of IS NOT NULL)") == [(2,)]


def test_a_bulletin_with_other_figures_is_no_reprint(tmp_path: Path) -> None:
    first = STORY.format(date="date: 2020-10-20", tax="18.4", projects=26)
    later = (
        first.replace("2020-10-20", "2021-10-19")
        .replace("18.4", "21.7")
        .replace("7.6", "17.9")
        .replace("412.5", "466.1")
        .replace("9.1", "13.0")
        .replace("26", "31")
        .replace("63.8", "70.2")
    )
    home = Home(tmp_path / "home")
    run(home, pages(tmp_path / "in", a=first, b=later))
    assert scalar(home, "SELECT count(*) FROM article WHERE reprint_of IS NOT NULL") == 0
    assert scalar(home, "SELECT count(*) FROM v_metric_trend WHERE metric_key = 'tax'") == 2


def test_the_sketch_passes_over_marks_and_is_empty_for_a_few_words() -> None:
    text = "园区新签约项目若干，" * 3 + "".join(map(chr, range(0x4E00, 0x4E00 + 200)))
    assert sketch(text) == sketch(text.replace("，", "、\n "))
    assert len(sketch(text)) == SIZE
    assert sketch("短" * (SHORTEST - 1)) == []


def test_articles_that_were_compared_are_not_compared_again(tmp_path: Path) -> None:
    # Alike in their first sentences alone, so that they are compared and are no reprints.
    head = "青禾经开区召开干部会议，传达学习上级精神，研究部署下一阶段重点工作，管委会主要负责人出席会议并讲话。"
    tails = ["".join(chr(0x4E00 + (1_777 * number + 37 * i) % 9_000) for i in range(60)) for number in range(12)]
    home = Home(tmp_path / "home")
    run(home, pages(tmp_path / "in", **{f"p{number}": f"date: 2020-10-{number + 10}\n\n{head}{tail}。\n" for number, tail in enumerate(tails)}))
    build = Path(shutil.copyfile(home.warehouse, tmp_path / "build.duckdb"))
    build.chmod(0o644)
    with opened(build) as connection:
        everything = link_reprints(connection)
        assert everything >= len(tails) - 1
        connection.execute("CREATE TEMP TABLE changed_document AS SELECT document_key FROM document WHERE false")
        connection.execute("CREATE TEMP TABLE restated_document AS SELECT document_key FROM document WHERE false")
        note_reprints(connection)
        assert link_reprints(connection, noted=True) == 0, "nothing has changed"
        connection.execute("INSERT INTO changed_document SELECT document_key FROM document ORDER BY published_on DESC LIMIT 1")
        note_reprints(connection)
        assert 0 < link_reprints(connection, noted=True) < everything, "the one that was replaced, with what it meets"
