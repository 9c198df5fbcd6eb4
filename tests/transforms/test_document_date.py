"""How the day of publication is found: what the page says of itself, its address, the days that it reports."""

from __future__ import annotations

import datetime as dt

import pytest

from transforms.times.document_date import document_date

BODY = "湘潭高新区召开项目推进会，要求加快建设进度，确保按期完成。"


@pytest.mark.parametrize(
    ("text", "source", "date", "basis"),
    [
        (f"园区提速\nnews.example.cn 2019-11-09 12:25:00 来源:某网 我来说两句\n{BODY}", "", dt.date(2019, 11, 9), "stated"),
        (f"园区提速\n2019/11/9 8:05 某网\n{BODY}", "", dt.date(2019, 11, 9), "stated"),
        (f"园区提速\n27.10.2015 13:05\n{BODY}", "", dt.date(2015, 10, 27), "stated"),
        (f"园区提速\n27.10.2015\n{BODY}", "", dt.date(2015, 10, 27), "stated"),
        # A meeting in the text has a time of day too.
        (f"园区提速\n{BODY}会议于2019年11月9日9:30在管委会召开。", "", dt.date(2019, 11, 9), "inferred"),
        (BODY, "https://news.example.cn/2022/12/14/a.shtml", dt.date(2022, 12, 14), "inferred"),
        (BODY, "https://news.example.cn/h/103024/20230504/812638.html", dt.date(2023, 5, 4), "inferred"),
        (BODY, "https://news.example.cn/t20230504_1.html?from=20200101", dt.date(2023, 5, 4), "inferred"),
        (BODY, "https://news.example.cn/2021-03/05/content_77.htm", dt.date(2021, 3, 5), "inferred"),
        (f"园区提速\n2019-11-09 12:25 某网\n{BODY}", "https://news.example.cn/20230504/1.html", dt.date(2019, 11, 9), "stated"),
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
