"""How the day of publication is found: what the page says of itself, its address, the days that it reports."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from transforms.text.markup import main_text
from transforms.times.addresses import address_date
from transforms.times.document_date import document_date
from transforms.times.moments import parse_moment
from transforms.times.page_date import page_date

GOLDENS = Path(__file__).parent.parent / "goldens" / "times" / "publication.jsonl"
PAGES = GOLDENS.parent.parent / "web" / "days.jsonl"

BODY = "湘潭高新区召开项目推进会，要求加快建设进度，确保按期完成。"


@pytest.mark.parametrize(
    ("text", "source", "date", "basis"),
    [
        (f"园区提速\nnews.example.cn 2019-11-09 12:25:00 来源:某网 我来说两句\n{BODY}", "", dt.date(2019, 11, 9), "stated"),
        (f"园区提速\n2019/11/9 8:05 某网\n{BODY}", "", dt.date(2019, 11, 9), "stated"),
        (f"园区提速\n27.10.2015 13:05\n{BODY}", "", dt.date(2015, 10, 27), "stated"),
        (f"园区提速\n27.10.2015\n{BODY}", "", dt.date(2015, 10, 27), "stated"),
        # A day among what a page says of itself, and one cut into lines.
        (f"园区提速\n浏览:1024 作者:沈远 2019-11-09 来源:某公司\n{BODY}", "", dt.date(2019, 11, 9), "stated"),
        # A day behind who put the page up.
        (f"高新区项目集中开竣工\n\nadmin 2024-06-29 盐阜产业信息 41\n\n{BODY}", "", dt.date(2024, 6, 29), "stated"),
        (f"园区半年总结\n某文库 人气:1.12W 2007-07-16\n{BODY}", "", dt.date(2007, 7, 16), "stated"),
        (f"涿州经济技术开发区述职报告\n(2005 年 1 月 18 日)\n{BODY}", "", dt.date(2005, 1, 18), "stated"),
        (f"园区提速\n2019\n11/09\n21:06\n{BODY}", "", dt.date(2019, 11, 9), "stated"),
        (f"园区转身记\n■本报记者 沈远  2019-04-22\n\n{BODY}", "", dt.date(2019, 4, 22), "stated"),
        # The day on which a journal got a paper.
        (f"园区发展述略\n{BODY}2010年力争产值突破80亿元。\n(作者单位：湘潭高新区管委会 收稿日期：2008-12-31)\n", "", dt.date(2008, 12, 31), "stated"),
        # A day before the words that open the text.
        (f"园区提速\n2022-04-13 江东晚报讯(江东晚报全媒体记者 于海澜 通讯员 毕晓) 连日来，{BODY}", "", dt.date(2022, 4, 13), "stated"),
        # What is to be built in a year dates no page.
        (f"2021年，{BODY}项目二期2022年建成，届时年销售收入将达35亿元。3月2日，{BODY}", "", dt.date(2021, 3, 2), "inferred"),
        # Three years after what was opened, though the last year named is one that is over.
        (
            "正定片区挂牌三周年\n正定片区2019年8月30日揭牌，运行已满3年。今年1至7月进出口113亿元。8月31日，片区举行发布会。",
            "",
            dt.date(2022, 8, 31),
            "inferred",
        ),
        # The line below a source is no day of its own, as the one below its label is.
        (f"园区提速\n2018-03-08 09:09 来源：某报\n2013年3月7日，湘潭高新区挂牌。\n{BODY}", "", dt.date(2018, 3, 8), "stated"),
        (f"园区提速\n时间：\n2018-03-08\n{BODY}", "", dt.date(2018, 3, 8), "stated"),
        # The address of the article that a page prints, and a folder for each day.
        (f"{BODY}\n文章来源:http://www.news.example/2016/0421/17205.shtml", "", dt.date(2016, 4, 21), "inferred"),
        (BODY, "https://paper.example/html/rb/2018/ABCDRB_0226/5177.html", dt.date(2018, 2, 26), "inferred"),
        # The year of its folder alone, for a day without one; two such folders tell nothing.
        (f"6月18日上午，{BODY}", "https://news.example/2019/news/5/418822.html", dt.date(2019, 6, 18), "inferred"),
        (f"6月18日上午，{BODY}", "https://news.example/2019/2020/news/418822.html", None, "unknown"),
        # A meeting in the text has a time of day too.
        ("一季度，某高新区实现产值64.8亿元，同比增长14%。\n2019年，该区计划实施技改项目31个，年内完成投资15亿元。", "", dt.date(2019, 3, 31), "inferred"),
        (f"园区提速\n{BODY}会议于2019年11月9日9:30在管委会召开。", "", dt.date(2019, 11, 9), "inferred"),
        (BODY, "https://news.example.cn/2022/12/14/a.shtml", dt.date(2022, 12, 14), "inferred"),
        (BODY, "https://news.example.cn/h/103024/20230504/812638.html", dt.date(2023, 5, 4), "inferred"),
        (BODY, "https://news.example.cn/t20230504_1.html?from=20200101", dt.date(2023, 5, 4), "inferred"),
        (BODY, "https://news.example.cn/2021-03/05/content_77.htm", dt.date(2021, 3, 5), "inferred"),
        (f"园区提速\n2019-11-09 12:25 某网\n{BODY}", "https://news.example.cn/20230504/1.html", dt.date(2019, 11, 9), "stated"),
        # A time of day behind the day; a year that figures are compared with; a goal.
        (BODY, "https://news.example.cn/lz/20160513092516731.htm", dt.date(2016, 5, 13), "inferred"),
        (f"{BODY}截至10月，园区有企业2741户，比2021年末净增683户。", "", dt.date(2022, 10, 31), "inferred"),
        (f"{BODY}2018年，园区产值达到80亿元。2030年，园区产值力争突破千亿元。", "", dt.date(2018, 12, 31), "inferred"),
        # A year that a page only looks ahead to; the months that it reports; a day that is asked for.
        (f"2021年工作总结和2022年工作思路\n{BODY}1—11月，园区产值71亿元。明年争创省级园区。", "", dt.date(2021, 11, 30), "inferred"),
        (f"2022年工作安排\n{BODY}2021年，园区产值71亿元。2022年，园区将开工项目30个。", "", dt.date(2022, 12, 31), "inferred"),
        (f"{BODY}1至9月，园区产值71亿元，比2022年末净增企业30家。", "", dt.date(2023, 9, 30), "inferred"),
        (BODY, "https://paper.example/read.do?iid=21&idate=1_2022-02-23", dt.date(2022, 2, 23), "inferred"),
        # A page that says 今年 tells of another year by its number: that of results, of an assessment, of a base, of its end.
        (f"{BODY}2021年，园区产值71亿元。今年前5个月，园区产值33亿元。", "", dt.date(2022, 5, 31), "inferred"),
        (f"{BODY}在2022年度综合考评中列第9位，今年上半年签约项目12个。", "", dt.date(2023, 6, 30), "inferred"),
        (f"{BODY}截至2017年底有企业128家，今年一季度新增9家。", "", dt.date(2018, 3, 31), "inferred"),
        (f"{BODY}2023年以来，园区立足边境。今年截至10月末，产值达71亿元。", "", dt.date(2023, 10, 31), "inferred"),
        (f"{BODY}今年安排重点项目30个。2016年工作的总体要求是稳中求进。", "", dt.date(2016, 12, 31), "inferred"),
        # Since when something goes on is another year than this; a page that names no other is of no known day.
        (f"{BODY}2021年10月，园区二期建成开放。今年1—5月，园区产值33亿元。6月16日，一个项目签约。", "", dt.date(2022, 6, 16), "inferred"),
        (f"{BODY}2022年5月18日，园区举行签约活动。今年前4个月，新招引项目23个。", "", dt.date(2022, 5, 18), "inferred"),
        (f"{BODY}6月14日，园区获评2022年度考核争先进位奖。", "https://x.example/1052213.html?month=6&year=2023", dt.date(2023, 6, 14), "inferred"),
        (f"{BODY}2018年4月以来，先后布局13个片区。今年上半年产值71亿元。", "", None, "unknown"),
        # What is expected of a year, aimed at for it or valid until it does not date a page.
        (f"{BODY}2021年，园区产值71亿元。2023年我们力争突破百亿元，预计2024年全部投产，有效期至2025年12月31日。", "", dt.date(2021, 12, 31), "inferred"),
        (f"{BODY}2021年3月2日，园区签约项目5个，4月10日前要开工。", "", dt.date(2021, 3, 2), "inferred"),
        (f"{BODY}2023年9月10日，招聘会举行。服务中心成立于2023年12月。", "", dt.date(2023, 12, 31), "inferred"),
        (f"{BODY}2016年12月18日，恒利项目开工，预计2017年完工。", "", dt.date(2016, 12, 18), "inferred"),
        (f"{BODY}2016年至2018年，分别完成税收3亿元、4亿元、5亿元。", "", dt.date(2018, 12, 31), "inferred"),
        ("芜湖高新区2015年统计简况\n\n2015 年，园区运行平稳。全年产值71亿元。\n2016 年，园区预期产值增长5%。", "", dt.date(2015, 12, 31), "inferred"),
        ("2015年，园区运行平稳，1—11月产值71亿元，12月8日又签约3个项目。2016年，园区力争产值增长5%。", "", dt.date(2015, 12, 8), "inferred"),
        # Neither a number of an article, nor a day that the calendar does not have, nor a path on a disk.
        (BODY, "https://news.example.cn/812638202301.html", None, "unknown"),
        (BODY, "https://news.example.cn/20231304/1.html", None, "unknown"),
        (BODY, "pages/20230504/one.txt", None, "unknown"),
    ],
)
def test_the_day_of_publication(text: str, source: str, date: dt.date | None, basis: str) -> None:
    assert document_date(text, "", None, source) == (date, basis)


def test_a_day_given_by_the_user_goes_before_the_address() -> None:
    assert document_date(BODY, "", dt.date(2020, 1, 1), "https://news.example.cn/20230504/1.html") == (dt.date(2020, 1, 1), "given")


def _day_of_page(page: str) -> dt.date | None:
    stated = page_date(page)
    return document_date(main_text(page).text, stated.isoformat() if stated else "").date


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


_READERS = {"page": _day_of_page, "moment": parse_moment, "address": address_date}


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in map(json.loads, [*_lines(GOLDENS), *_lines(PAGES)])])
def test_days_in_pages_addresses_and_feeds(case: dict[str, Any]) -> None:
    found = _READERS[case["kind"]](case["text"])
    assert (found.isoformat() if found else None) == case["expected"]


def test_a_january_that_tells_a_years_results_comes_after_it() -> None:
    text = "1月8日，有关部门通报了2018年国家级经开区考核评价情况。2017年，全部经开区完成进出口5万亿元。"
    assert document_date(text) == (dt.date(2019, 1, 8), "inferred")


def test_the_first_year_of_a_plan_dates_a_page_without_years() -> None:
    text = "2月23日上午，湘潭高新区召开工作会议。会议指出，今年是“十四五”规划的开局之年。"
    assert document_date(text) == (dt.date(2021, 2, 23), "inferred")
