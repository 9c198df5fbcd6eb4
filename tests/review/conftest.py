"""A home with much in doubt, and the review page's server as a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.flows.conftest import cli as cli
from tests.flows.served import free_port
from tests.support import clean_environment, command, run
from tests.warehouse.conftest import browser as browser
from warehouse.layout import Home

HOSTILE = "<img src=x onerror=window.pwned=1>"
PARKS = ("湘潭", "株洲", "衡阳", "岳阳", "常德", "益阳")


def page(number: int, park: str, year: int) -> str:
    """A page whose figures leave room for doubt: a part of a whole, another's figures, an industry's output told twice."""
    return (
        f"title: {park}高新区半年运行简报{number}\ndate: {year}-08-0{number % 9 + 1}\n\n"
        f"本报讯 {park}高新区上半年实现技工贸总收入{120 + 3 * number}亿元{HOSTILE}，其中装备制造约占{31 + number}亿元，带动就业{4 + number}万人左右。"
        f"园内某材料公司预计全年产值{8 + number}亿元，较同类企业高出{2 + number}个百分点。{year - 1}年该区税收{6 + number}.5亿元，按可比口径增长{7 + number}%。"
        f"据介绍，今年还将力争进出口总额突破{9 + number}亿美元，完成固定资产投资{40 + number}亿元。\n"
    )


@pytest.fixture(scope="session")
def doubtful(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A published home with more than fifty figures in doubt; not to be changed."""
    root = tmp_path_factory.mktemp("doubtful")
    sources = root / "sources"
    sources.mkdir()
    for number in range(18):
        (sources / f"{number:02}.txt").write_text(page(number, PARKS[number % 6], 2021 + number % 3), encoding="utf-8")
    (sources / "named.txt").write_text(
        "title: 星河谷产业新城一年回眸\ndate: 2023-02-01\n\n本报讯 2022年，星河谷科创片区实现税收3亿元。星河谷科技产业园实现工业总产值20亿元，增长8%，完成固定资产投资5亿元，"
        "引进项目12个，新增就业3000人，税收1.2亿元。\n",
        encoding="utf-8",
    )
    home = Home(root / "home")
    run(home, sources)
    return home


class Served:
    """`parkhouse review`."""

    def __init__(self, home: Home, port: int | None = None, arguments: Sequence[str] = ()) -> None:
        self.port = port or free_port()
        self.process = subprocess.Popen(
            command("review", "--home", home.root, "--port", str(self.port), "--who", "审核员", "--json", *arguments),
            cwd=home.root.parent, env=clean_environment(HOME=str(home.root.parent)), stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = json.loads(self.process.stdout.readline())["message"]

    def kill(self) -> None:
        """Ends it without a warning."""
        self.process.kill()
        self.process.communicate()


def sources_of(home: Home) -> Path:
    """Where the documents of `doubtful` or its copy lie."""
    return home.root.parent / "sources"
