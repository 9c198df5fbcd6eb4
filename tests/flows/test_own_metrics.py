"""A metric of one's own is a line in seeds/metrics.csv, whatever unit it has."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.support import REPOSITORY, clean_environment, parkhouse, select
from warehouse.layout import Home

METRICS = """\
installed_power,装机容量,Installed power,output,千瓦,false,装机容量
road_length,道路长度,Length of roads,space,公里,false,道路长度
green_area,绿化面积,Green area,space,平方公里,false,绿化面积
cargo,货物吞吐量,Cargo handled,trade,吨,true,货物吞吐量
staffed_hours,值守时间,Hours staffed,services,小时,false,值守时间
land_price,地价,Land price,space,元/平方米,false,地价
"""
PAGE = """湘潭高新区2019年建设简报

2020年1月20日

2019年，湘潭高新区道路长度达到320公里，绿化面积12.5平方公里，装机容量达到50万千瓦，同比增长12%。货物吞吐量520万吨，窗口值守时间24小时，地价为900元/平方米。
"""


def test_a_metric_in_any_unit_is_read_and_published(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(REPOSITORY / "seeds", seeds)
    with (seeds / "metrics.csv").open("a", encoding="utf-8") as stream:
        stream.write(METRICS)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    env = clean_environment(PYTHONPATH=os.pathsep.join([str(tmp_path), str(REPOSITORY)]))
    done = parkhouse("run", "--direct", "--home", tmp_path / "home", tmp_path / "page.txt", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    assert select(Home(tmp_path / "home"), "SELECT metric_key, measure, value, unit FROM observation ORDER BY start_offset") == [
        ("road_length", "level", 320, "公里"),
        ("green_area", "level", 12.5, "平方公里"),
        ("installed_power", "level", 500_000, "千瓦"),
        ("installed_power", "yoy", 12, "%"),
        ("cargo", "level", 5_200_000, "吨"),
        ("staffed_hours", "level", 24, "小时"),
        ("land_price", "level", 900, "元/平方米"),
    ]
