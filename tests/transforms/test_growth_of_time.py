"""Time grows with the length of the text and no faster: shapes are compared, not seconds."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest

from transforms.reader import read_document

DAY = dt.date(2021, 1, 30)
SHAPES: dict[str, Callable[[int], str]] = {
    "sentences": lambda n: "湘潭高新区完成税收2.87亿元，同比增长12.3%，签约项目39个。\n" * n,
    "one line": lambda n: "湘潭高新区完成税收2.87亿元，同比增长12.3%，" * n,
    "numbers in a row": lambda n: "12.5亿元 " * n,
    "numerals": lambda n: "第一二三四五六七八九十百千万亿" * n,
    "digits": lambda n: "1234567890" * n,
    "dashes": lambda n: "1—" * n,
    "quotes": lambda n: "“一《二”三》" * n,
    "parks": lambda n: "某某高新技术产业开发区" * n,
    "brackets": lambda n: "((((（（（（" * n,
    "years": lambda n: "2020年1月至2021年" * n,
    "spaces": lambda n: "1 2 . 3 " * n,
    "dollars": lambda n: "$1 1 . 5 \\%$" * n,
    "headlines": lambda n: "# 标题\n" * n,
    "short articles": lambda n: "# 标题\n湘潭高新区税收3亿元。\n" * n,
    "markup": lambda n: "<b>12&nbsp;家</b>" * n,
    "events of one type": lambda n: "湘潭高新区举行集中签约仪式。" * n,
    "events in one line": lambda n: "企业签约落户，" * n,
    "unregistered parks": lambda n: "".join(f"{_name(i)}高新技术产业开发区签约项目12个。\n" for i in range(n)),
    "parks inside parks": lambda n: "".join(f"在{_name(i)}县附近的{_name(i)}食品工业园和{_name(i)}新区签约项目12个。\n" for i in range(n)),
    "figures in one paragraph": lambda n: "签约项目12个。" * n,
    "parks named by a word": lambda n: "该区签约项目12个。" * n,
    "parks and companies of one paragraph": lambda n: "\n".join(["企业发展有序。"] * 9 + ["长沙高新区金湘重工签约。" + "新增企业12家。" * n]),
    "companies by their deeds": lambda n: "恒远车桥完成产值3亿元，" * n,
    "companies in full": lambda n: "".join(f"湖南{_name(i)}车桥有限公司产值{i}亿元。" for i in range(n)),
    "companies in a list": lambda n: "秦洋阀门、汉源制药、" * n + "等企业。",
    "projects": lambda n: "星原智谷项目总投资3亿元，" * n,
    "brackets around parks": lambda n: "湘潭高新区(含株洲高新区)税收3亿元，" * n,
    "what is said": lambda n: "“我们每天发货40车。”恒远车桥负责人说。" * n,
    "class words of a paragraph about another": lambda n: "株洲高新区开局良好。" + "高新区签约项目12个，" * n,
    "the whole of a park that is no district": lambda n: "湘潭县食品产业园新增企业9家。" + "全区签约项目12个。" * n,
    "wider subjects": lambda n: "全市完成税收3亿元。" * n,
    "figures before any park": lambda n: "\n".join(["长沙企业12家，产值3亿元。"] * n + ["长沙高新区运行平稳。"]),
}


def _name(number: int) -> str:
    """A town's name of three characters, another for each number."""
    return "".join("天地元黄宇宙洪荒日月"[int(digit)] for digit in f"{number % 1000:03}") + "岭滩湾"[number // 1000 % 3]


def _cost(text: str) -> float:
    start = time.process_time()
    read_document("0" * 64, f"湘潭高新区运行平稳\n\n{text}", DAY)
    return time.process_time() - start


@pytest.mark.parametrize("name", SHAPES)
def test_ten_times_the_text_takes_about_ten_times_as_long(name: str) -> None:
    shape = SHAPES[name]
    small, large = min(_cost(shape(300)), _cost(shape(300))), _cost(shape(3000))
    # Quadratic growth would give a hundred; the floor keeps the clock's own grain out of it, a second look what else the machine did.
    assert large <= 40 * max(small, 0.002) or _cost(shape(3000)) <= 40 * max(small, 0.002), (small, large)


def test_a_line_of_a_megabyte_is_read() -> None:
    text = "湘潭高新区完成税收2.87亿元，同比增长12.3%，" * 14_000
    facts = read_document("0" * 64, f"湘潭高新区运行平稳\n\n{text}", DAY)
    assert len(facts.observations) >= 20_000
