"""Rows of corpora: which there are, what they become, and that a bad one costs nothing but itself."""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.steps.corpora.kinds import kind_of
from flows.steps.corpora.options import CorpusOptions
from flows.steps.corpora.reading import CorpusReading
from flows.steps.corpora.rows import Broken, CorpusRow, row_of
from flows.steps.corpora.streams import lines
from tests.flows.corpora.made import article, articles, corpus, json_lines, table, write
from transforms.formats.reading import Unreadable
from transforms.formats.row import read

NAMES = ("a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.csv", "a.tsv", "a.csv.gz")
LIMIT = 20_000
OPTIONS = CorpusOptions()


def rows_of(path: Path, options: CorpusOptions = OPTIONS) -> list[CorpusRow]:
    kind = kind_of(path, options)
    assert kind is not None
    return list(CorpusReading(path, kind, options, LIMIT).rows())


def problems(found: list[CorpusRow]) -> dict[int, str]:
    return {row.number: row.problem for row in found if row.problem}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_rows_come_out_of_every_format(tmp_path: Path, name: str) -> None:
    given = articles(3)
    found = rows_of(write(tmp_path / name, corpus(given, name)))
    assert not problems(found)
    assert [(row.title, row.date, row.source) for row in found] == [(row["title"], row["date"], row["url"]) for row in given]
    assert [row.content for row in found] == [row_of(1, row, OPTIONS, LIMIT).content for row in given]
    first = 2 if "csv" in name or "tsv" in name else 1
    assert [row.number for row in found] == [first, first + 1, first + 2]


BAD: dict[str, tuple[bytes, str]] = {
    "no JSON": ("今年1月，引进项目5个。".encode(), "no JSON: Expecting value"),
    "cut off": (b'{"text": "abc', "no JSON: Unterminated string"),
    "a list": (b'["text"]', "no JSON object but a list"),
    "a number": (b"5", "no JSON object but a single value"),
    "no text": (b'{"title": "abc"}', "no text: it has none of the fields text, content"),
    "empty text": (b'{"text": "  "}', "its text is empty"),
    "null": (b'{"text": null}', "its text is empty"),
    "a number as text": (b'{"text": 5}', "text holds a number, no text"),
    "a list as text": (b'{"text": ["a"]}', "text holds a list, no text"),
    "an object as title": (b'{"text": "abc", "title": {}}', "title holds an object, no title"),
    "a truth value as date": (b'{"text": "abc", "date": true}', "date holds a truth value, no date"),
    "a key twice": (b'{"text": "abc", "text": "def"}', "the field text stands twice"),
    "NUL": (b'{"text": "a\\u0000b"}', "binary data"),
    "nested": (b'{"text":' + b"[" * 15_000, "nested past all reason"),
    "a number of many digits": (b'{"n": ' + b"9" * 9_000 + b', "text": "abc"}', "no JSON that can be read"),
    "too long a text": (b'{"text": "' + b"a" * (LIMIT + 1) + b'"}', "a text of more than 20,000 bytes (setting max_document_bytes)"),
    "too long a line": (b'{"text": "' + b"a" * (5 * LIMIT) + b'"}', "a line of more than 80,000 bytes"),
    "bytes of no encoding": (b'{"text": "\xff\xfe\xfa\x81"}', "no encoding fits"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_refused_with_its_number_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    line, reason = BAD[name]
    found = rows_of(write(tmp_path / "a.jsonl", json_lines([article(1), b"", line, article(2)])))
    assert [row.number for row in found] == [1, 3, 4]
    assert reason in problems(found)[3]
    assert list(problems(found)) == [3]


def test_one_bad_byte_is_one_replacement_character(tmp_path: Path) -> None:
    line = json_lines([article(1)])
    at = line.index("引进".encode())
    (row,) = rows_of(write(tmp_path / "a.jsonl", line[:at] + b"\xff" + line[at + 3 :]))
    assert "新\ufffd进项目" in read(row.content).text


def test_other_encodings_and_a_byte_order_mark(tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-8-sig"):
        (row,) = rows_of(write(tmp_path / "a.jsonl", json_lines([article(7)]).decode().encode(encoding)))
        assert row.title == article(7)["title"]
    for encoding in ("gb18030", "utf-8-sig", "utf-16"):
        assert not problems(found := rows_of(write(tmp_path / "a.csv", table(articles(2)).decode().encode(encoding))))
        assert [row.title for row in found] == [article(1)["title"], article(2)["title"]]


# A zstd stream has no checksum that would tell every damage.
@pytest.mark.parametrize(("name", "fault"), [("a.jsonl.gz", "cut off"), ("a.jsonl.gz", "damaged"), ("a.csv.gz", "cut off"), ("a.jsonl.zst", "cut off")])
def test_a_packed_file_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path, name: str, fault: str) -> None:
    # More than one block, each of which is unpacked as a whole.
    given = [article(number) | {"text": "，".join(str(number * i * 7919) for i in range(1, 60))} for number in range(2_000)]
    content = corpus(given, name)
    middle = len(content) // 2
    found = rows_of(write(tmp_path / name, content[:middle] + (b"" if fault == "cut off" else b"\xff" * 40 + content[middle + 40 :])))
    *_, last = found
    assert len(found) > 300
    if fault == "cut off":
        assert list(problems(found)) == [last.number]
    assert f"stream is {fault}" in last.problem


def test_a_small_gzip_that_breaks_off_gives_its_rows(tmp_path: Path) -> None:
    content = gzip.compress(json_lines(articles(200)))
    found = rows_of(write(tmp_path / "a.jsonl.gz", content[: len(content) // 2]))
    assert len(found) > 50


def test_several_streams_in_one_file(tmp_path: Path) -> None:
    one, two = (json_lines([article(number)]) for number in (1, 2))
    assert len(rows_of(write(tmp_path / "a.jsonl.gz", gzip.compress(one) + gzip.compress(two)))) == 2
    assert len(rows_of(write(tmp_path / "b.jsonl.zst", pa.compress(one, "zstd", asbytes=True) + pa.compress(two, "zstd", asbytes=True)))) == 2


def test_what_unpacks_beyond_all_reason_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.steps.corpora.streams.RATIO_FROM", 1_000_000)
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(json_lines([article(1)]) + b"\n" * 3_000_000))
    assert "unpacks to more than 200 times" in rows_of(path)[-1].problem
    with_limit = CorpusOptions(max_rows=3, max_bytes=10_000)
    assert "more than 3 rows" in rows_of(write(tmp_path / "b.jsonl", json_lines(articles(5))), with_limit)[-1].problem
    assert "more than 10,000 bytes" in rows_of(write(tmp_path / "c.jsonl", json_lines([article(1), b" " * 20_000])), with_limit)[-1].problem


def test_a_huge_line_takes_no_memory() -> None:
    size = 0

    def pieces() -> Iterator[bytes]:
        yield b"first\n"
        for _ in range(1_000):
            yield b"x" * 10_000
        yield b"\nlast"

    def note(piece: bytes) -> None:
        nonlocal size
        size = max(size, len(piece))

    assert list(lines(pieces(), 5_000, note)) == [b"first\n", None, b"last"]
    assert size <= 10_001


def test_records_of_csv_span_lines_and_an_open_quote_costs_one_row(tmp_path: Path) -> None:
    content = '标题,正文\n甲,"第一行，\n第二行"\n乙,"没有结束\n丙,第三条\n丁,第四条\n戊,a,b\n'
    found = rows_of(write(tmp_path / "a.csv", content.encode()))
    assert [(row.number, row.title) for row in found if not row.problem] == [(2, "甲"), (5, "丙"), (6, "丁")]
    assert problems(found) == {4: "a quote that is never closed", 7: "3 fields where the first line names 2"}
    assert "第一行，\n第二行" in read(found[0].content).text


def test_quotes_that_are_never_closed_end_the_file(tmp_path: Path) -> None:
    found = rows_of(write(tmp_path / "a.csv", b"title,text\n" + b'x","\n' * 5_000))
    assert "too many quotes" in found[-1].problem
    assert len(found) < 200


def test_a_table_without_texts_is_no_corpus(tmp_path: Path) -> None:
    assert kind_of(write(tmp_path / "a.csv", "园区,税收（亿元）\n苏州工业园区,12\n".encode()), OPTIONS) is None
    with pytest.raises(Broken, match="no column text"):
        rows_of(write(tmp_path / "a.parquet", corpus([{"x": 1}], "a.parquet")))
    with pytest.raises(Broken, match="cannot be read as Parquet"):
        rows_of(write(tmp_path / "b.parquet", b"PAR1 and nothing else PAR1"))


DATES: list[tuple[Any, str]] = [
    ("2021-03-05", "2021-03-05"), ("2021年3月5日 9:00", "2021-03-05"), ("2021-03-04T17:30:00Z", "2021-03-05"), (20210305, "2021-03-05"),
    (1614902400, "2021-03-05"), (1614902400000, "2021-03-05"), (1614902400.5, "2021-03-05"), ("1614902400", "2021-03-05"), ("上周五", "上周五"), (None, ""),
    (dt.date(2021, 3, 5), "2021-03-05"), (dt.datetime(2021, 3, 4, 17, tzinfo=dt.UTC), "2021-03-05"), (dt.datetime(2021, 3, 5, 23), "2021-03-05"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "day"), DATES)
def test_days_of_publication(value: Any, day: str) -> None:
    assert row_of(1, {"text": "abc", "publish_time": value}, OPTIONS, LIMIT).date == day


def test_names_of_columns_in_capitals(tmp_path: Path) -> None:
    given = [{"Title": row["title"], "TEXT": row["text"], "Url": row["url"]} for row in articles(2)]
    for name in ("a.parquet", "a.csv", "a.jsonl"):
        assert [row.title for row in rows_of(write(tmp_path / name, corpus(given, name)))] == [row["Title"] for row in given]


def test_a_page_that_only_asks_for_javascript_is_no_document() -> None:
    page = "<html><body><noscript>请启用JavaScript后继续访问</noscript></body></html>"
    assert "JavaScript must be enabled" in row_of(1, {"text": page}, OPTIONS, LIMIT).problem


def test_fields_of_other_names() -> None:
    fields = {"text": "", "content": "正文在此", "headline": "标题在此", "link": "https://a.example/1", "来源": "某报"}
    row = row_of(1, fields, OPTIONS, LIMIT)
    assert (row.title, row.source, read(row.content).text) == ("标题在此", "https://a.example/1", "标题在此\n\n正文在此")
    assert row_of(1, fields, CorpusOptions(text=("content",), source=("来源",)), LIMIT).source == "某报"
    assert row_of(1, {"Title": "标题在此", " CONTENT ": "正文在此"}, OPTIONS, LIMIT).title == "标题在此"
    assert row_of(1, {"text": "abc", "title": float("nan"), "date": float("nan")}, OPTIONS, LIMIT).date == ""
    assert row_of(1, {"文": "abc"}, CorpusOptions(text=("文",)), LIMIT).problem == ""


def test_markup_is_read_as_such_and_the_title_stands_once() -> None:
    page = "<p>2020年，苏州工业园区实现税收<b>12</b>亿元。</p><p>新引进项目5个。</p>"
    found = read(row_of(1, {"title": "园区年报", "content": page}, OPTIONS, LIMIT).content)
    assert found.text.split() == ["园区年报", "2020年，苏州工业园区实现税收12亿元。", "新引进项目5个。"]
    assert read(row_of(1, {"title": "园区年报", "text": "园区 年报\n正文"}, OPTIONS, LIMIT).content).text == "园区 年报\n正文"
    assert read(row_of(1, {"text": "a < b，而 b > c"}, OPTIONS, LIMIT).content).text == "a < b，而 b > c"


_PIECES = st.lists(
    st.sampled_from([json_lines([article(3)]), b"\n", b"{", b"[" * 50, b'"', b'"""', b'x","', b"text,title\n", b"\xff\xfe", b"\x1f\x8b\x08", b"PAR1", b"\x28\xb5\x2f\xfd", b"\0", "正文".encode()])
    | st.binary(max_size=30), max_size=12,
)  # fmt: skip


@given(_PIECES.map(b"".join), st.sampled_from(NAMES), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_its_rows_come_or_it_is_refused(tmp_path: Path, content: bytes, name: str, packed: bool) -> None:
    path = write(tmp_path / name, gzip.compress(content) if packed else content)
    kind = kind_of(path, OPTIONS)
    if kind is None:
        return
    # Markup without a text is refused when it is read as such.
    with contextlib.suppress(Broken, Unreadable):
        for row in CorpusReading(path, kind, OPTIONS, LIMIT).rows():
            assert row.problem or read(row.content).text.strip()
