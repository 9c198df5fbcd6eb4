"""A published file that is brought up to date holds the rows of one built anew, table by table and view by view."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.support import SAMPLE, copied, run, scalar, select, warehouse_of
from warehouse.layout import Home

BY_THEMSELVES = ("pipeline_run", "quality_result", "change_log")
"""What tells of the runs differs by the run that is compared with."""

_BUT_TIMES = "COLUMNS(c -> c NOT IN ('ingested_at', 'run_key', 'change_key'))"
"""Two runs end at different moments."""


def everything(home: Home) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables and views, what is searched for included."""
    with warehouse_of(home) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE NOT temporary UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY 1"
        ).fetchall()
        found = {name: connection.execute(f'SELECT {_BUT_TIMES} FROM "{name}" ORDER BY ALL').fetchall() for (name,) in names if name not in BY_THEMSELVES}
        found["search"] = connection.execute("SELECT * FROM v_search('高新区 项目 投资')").fetchall()
        found["comments"] = connection.execute("SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL").fetchall()
        for table in ("pipeline_run", "quality_result"):
            found[table] = connection.execute(
                f"SELECT * FROM {table} WHERE run_key < (SELECT max(run_key) FROM pipeline_run WHERE status = 'published') ORDER BY ALL"
            ).fetchall()
        newest = "(SELECT max(run_key) FROM pipeline_run)"
        # Of the examples any few will do.
        found["checks"] = connection.execute(
            f"SELECT check_name, severity, passed, failing_rows, len(examples) > 2 FROM quality_result WHERE run_key = {newest} ORDER BY ALL"
        ).fetchall()
        found["change_log"] = connection.execute(f"SELECT * FROM change_log WHERE run_key < {newest} ORDER BY ALL").fetchall()
        found["changes"] = connection.execute(f"SELECT {_BUT_TIMES} FROM change_log WHERE run_key = {newest} ORDER BY ALL").fetchall()
        return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "corpus"))


def page(number: int, park: str = "湘潭高新区") -> str:
    return f"{park}晨报\n\n2021年3月5日，{park}与云帆电机公司签订合作协议，总投资{number}.5亿元。今年1至3月，{park}新引进项目{number}个，税收收入{number}.2亿元。\n"


STORY = (
    "date: 2021-10-{day}\n\n青禾经开区前三季度交出成绩单\n\n今年前三季度，青禾经开区完成税收18.4亿元，同比增长7.6%；实现工业总产值412.5亿元，同比增长9.1%。"
    "园区新签约项目26个，合同引资63.8亿元。管委会负责人介绍，下一步将继续围绕装备制造与生物医药两条主线补链强链，"
    "把更多要素留给好项目，把更多耐心留给小企业，让落户的企业安心生产、放心投资。\n"
)
"""Long enough to be known again where it is printed another day."""


def what_happens(number: int, source: Path, home: Home) -> None:
    """The day's news, of every kind."""
    if number == 0:
        (source / "a.txt").write_text(page(4), encoding="utf-8")
        (source / "b.txt").write_text(page(4, "赣州经开区"), encoding="utf-8")
    elif number == 1:
        # What the others reprinted is gone: the second is the first now.
        (source / "story20.txt").unlink()
        # A newer version, the same happening in another document, and one that cannot be read.
        (source / "a.txt").write_text(page(7), encoding="utf-8")
        (source / "c.txt").write_text("湘潭高新区快讯\n\n2021年3月5日，云帆电机公司与湘潭高新区签约，总投资7.5亿元。\n", encoding="utf-8")
        (source / "broken.txt").write_bytes(b"\x00\x01" * 100)
    elif number == 2:
        # Withdrawn, with a park that stands nowhere else; corrected by hand.
        (source / "b.txt").unlink()
        (key,) = select(home, "SELECT observation_key FROM observation JOIN document USING (document_key) WHERE file_name = 'a.txt' AND unit = '元' LIMIT 1")[0]
        value = scalar(home, "SELECT value FROM observation WHERE observation_key = ?", [key])
        head = "document_key,start_offset,end_offset,fact_key,table_name,action,field,value,expect,reason,who,date"
        (home.root / "corrections.csv").write_text(f"{head}\n,,,{key},observation,override,value,123,{value},test,me,2026-01-05\n", encoding="utf-8")
    elif number == 3:
        (home.root / "corrections.csv").unlink()
        (source / "broken.txt").write_text(page(9, "九江经开区"), encoding="utf-8")
        # The same file under the same name in another folder.
        (source / "elsewhere").mkdir()
        (source / "c.txt").rename(source / "elsewhere" / "c.txt")
        # Told earlier than those that stood there, and told with another figure.
        (source / "story18.txt").write_text(STORY.format(day=18), encoding="utf-8")
        (source / "story22.txt").write_text(STORY.format(day=22).replace("18.4", "19.4").replace("412.5", "409.5"), encoding="utf-8")


def test_the_same_rows_as_a_fresh_build(home: Home, tmp_path: Path, source: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for day in (20, 21, 22):
        (source / f"story{day}.txt").write_text(STORY.format(day=day), encoding="utf-8")
    run(home, source)
    for number in range(4):
        before = copied(home, tmp_path / f"fresh{number}")
        what_happens(number, source, home)
        for name in ("corrections.csv",):
            if (home.root / name).exists():
                shutil.copy(home.root / name, before.root / name)
            else:
                (before.root / name).unlink(missing_ok=True)
        assert run(home, source).status == "published"
        assert "is brought up to date" in caplog.text
        assert "built anew" not in caplog.text
        caplog.clear()
        assert run(before, source, rebuild=True).status == "published"
        assert "brought up to date" not in caplog.text
        refreshed, fresh = everything(home), everything(before)
        assert set(refreshed) == set(fresh)
        # When each source was seen last is the two runs' own.
        for name in set(fresh) - {"source_status"}:
            assert refreshed[name] == fresh[name] or sorted(map(repr, refreshed[name])) == sorted(map(repr, fresh[name])), (number, name)
        assert refreshed["search"] == fresh["search"], "in the same order too"


def test_what_is_not_what_was_published_is_built_anew(sample_copy: Home, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    new = tmp_path / "new.txt"
    new.write_text(page(4), encoding="utf-8")
    connection = duckdb.connect(str(sample_copy.warehouse))
    connection.execute("DELETE FROM observation")
    connection.close()
    run(sample_copy, new)
    assert "brought up to date" not in caplog.text
    assert scalar(sample_copy, "SELECT count(*) FROM observation") > 100
