"""Documents as people have them: any encoding, any name, some of them broken."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import os
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest

from flows.steps.listing import find_files
from flows.steps.outcome import RunResult
from tests.flows.conftest import Command
from tests.support import SAMPLE, run, scalar, select
from transforms.text.decode import Unreadable, decode
from warehouse.layout import Home
from warehouse.store import Store

SIMPLIFIED = "赣州经开区前八月引进项目17个\r\n\r\n　　今年１至８月，赣州经开区新引进项目17个，合同投资额263.5亿元。\n其中\t工业项目12个。\r末行\r\n"
TRADITIONAL = "南京海峽兩岸科技工業園\r\n今年1至5月，園區實現工業總產值94.2億元，同比增長10.7%；進出口總額5.3億美元。\n"
READABLE = {
    "utf8": SIMPLIFIED.encode(),
    "utf8_bom": SIMPLIFIED.encode("utf-8-sig"),
    "gb18030": SIMPLIFIED.encode("gb18030"),
    "gb18030_four_bytes": (SIMPLIFIED + "㐀").encode("gb18030"),
    "utf16_bom": SIMPLIFIED.encode("utf-16"),
    "utf16_be_bom": b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"),
    "utf16_le": SIMPLIFIED.encode("utf-16-le"),
    "utf16_be": SIMPLIFIED.encode("utf-16-be"),
    "big5": TRADITIONAL.encode("big5"),
}
TEXTS = dict.fromkeys(READABLE, SIMPLIFIED) | {"big5": TRADITIONAL, "gb18030_four_bytes": SIMPLIFIED + "㐀"}
LIMIT = 20_000


def zip_file() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("document.xml", SIMPLIFIED)
    return made.getvalue()


UNREADABLE = {
    "empty": b"",
    "blank": b" \r\n\t\n",
    "nul_bytes": b"\x00\x01\x02" * 100,
    "random": random.Random(7).randbytes(5000),
    "zip_renamed": zip_file(),
    "oversized": "很长。".encode() * LIMIT,
    "page_without_text": b"<html><head><title>x</title></head><body><script>var a = 1</script></body></html>",
}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, RunResult]:
    """One run over all of them at once."""
    folder = tmp_path_factory.mktemp("batch")
    for name, found in {**READABLE, **UNREADABLE}.items():
        (folder / f"{name}.txt").write_bytes(found)
    home = Home(folder / "home")
    return home, run(home, folder, max_document_bytes=LIMIT)


@pytest.mark.parametrize("name", READABLE)
def test_text_is_kept_exactly_as_decoded(batch: tuple[Home, RunResult], name: str) -> None:
    key = hashlib.sha256(READABLE[name]).hexdigest()
    ((text, file_name),) = select(batch[0], "SELECT text, file_name FROM document WHERE document_key = ?", [key])
    assert text == TEXTS[name]
    assert file_name == f"{name}.txt"
    assert Store(batch[0]).raw_bytes(key) == READABLE[name]


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_document_is_a_row_in_rejected_with_a_plain_reason(batch: tuple[Home, RunResult], name: str) -> None:
    found = select(batch[0], "SELECT stage, document_key, row ->> 'source', reason, check_name FROM rejected WHERE row ->> 'file_name' = ?", [f"{name}.txt"])
    ((stage, key, source, reason, check),) = found
    assert (stage, check) == ("ingest", "readable")
    assert source.endswith(f"{name}.txt")
    assert key == (None if name == "oversized" else hashlib.sha256(UNREADABLE[name]).hexdigest())
    assert reason
    assert "\n" not in reason
    assert not any(word in reason for word in ("Error", "codec", "Traceback", "None"))


def test_the_rest_of_the_batch_goes_on(batch: tuple[Home, RunResult]) -> None:
    home, result = batch
    assert (result.status, result.seen, result.new, result.failed) == ("published", len(READABLE) + len(UNREADABLE), len(READABLE), len(UNREADABLE))
    assert scalar(home, "SELECT count(*) FROM document") == len(READABLE)
    assert scalar(home, "SELECT count(*) FROM rejected") == len(UNREADABLE)
    assert select(home, "SELECT documents_new, documents_failed, rows_rejected FROM pipeline_run") == [(len(READABLE), len(UNREADABLE), len(UNREADABLE))]


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf\r\n"])
def test_a_byte_order_mark_alone_is_an_empty_document(content: bytes) -> None:
    with pytest.raises(Unreadable, match="empty"):
        decode(content)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-le"])
def test_a_document_cut_off_anywhere_is_refused_or_read_as_far_as_it_goes(encoding: str) -> None:
    """Never as other characters."""
    content = SIMPLIFIED.encode(encoding)
    for length in range(2, len(content)):
        try:
            text = decode(content[:length]).text
        except Unreadable:
            continue
        assert SIMPLIFIED.startswith(text), length


def test_a_document_taken_in_twice_counts_once(tmp_path: Path, home: Home) -> None:
    for name in ("a.txt", "b.txt", "sub/c.md"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(SIMPLIFIED, encoding="utf-8")
    result = run(home, tmp_path / "in")
    assert (result.seen, result.new, result.skipped, result.failed) == (3, 1, 2, 0)
    assert select(home, "SELECT file_name FROM document") == [("a.txt",)]


def published(home: Home) -> list[tuple[Any, ...]]:
    return select(home, "SELECT title, source, published_on, published_on_basis FROM document ORDER BY file_name")


def test_what_a_header_states_is_taken_from_it(tmp_path: Path, home: Home) -> None:
    document = tmp_path / "a.txt"
    document.write_text(f"source: 武陵观察\r\ntitle: 标题一\r\ndate: 2019-01-11\r\n\r\n{SIMPLIFIED}", encoding="utf-8")
    run(home, document, published_on=dt.date(2001, 1, 1))
    assert published(home) == [("标题一", "武陵观察", dt.date(2019, 1, 11), "stated")]


def test_what_a_sidecar_states_is_taken_from_it(tmp_path: Path, home: Home) -> None:
    document = tmp_path / "a.txt"
    document.write_text(SIMPLIFIED, encoding="utf-8")
    document.with_suffix(".json").write_text(json.dumps({"source": "某报", "title": "标题二", "date": "2016-09-22"}), encoding="utf-8")
    run(home, document)
    assert published(home) == [("标题二", "某报", dt.date(2016, 9, 22), "stated")]


@pytest.mark.parametrize("sidecar", ["{", "[1, 2]", '{"date": {"a": 1}, "title": null}', "[" * 100_000, "\udcff"])
def test_a_broken_sidecar_does_no_harm(tmp_path: Path, home: Home, sidecar: str) -> None:
    document = tmp_path / "a.txt"
    document.write_text(SIMPLIFIED, encoding="utf-8")
    document.with_suffix(".json").write_bytes(sidecar.encode("utf-8", "surrogateescape"))
    assert run(home, document, published_on=dt.date(2016, 9, 22)).new == 1
    assert published(home)[0][2:] == (dt.date(2016, 9, 22), "given")


def test_main_text_of_a_page_with_offsets_into_it(tmp_path: Path, home: Home) -> None:
    """In GBK and named .txt, as pages get saved."""
    body = "".join(f"<p>今年{month}月，赣州经开区新引进项目{month}个，合同投资额{month}.5亿元，增长12.8%。</p>" for month in range(1, 9))
    page = f"<html><head><meta charset=gb2312><title>赣州经开区</title></head><body><div class=nav>首页 园区 999亿元</div><article>{body}</article><script>var hot=[365]</script></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.txt").write_text(page, encoding="gbk")
    run(home, tmp_path / "a.html", tmp_path / "b.txt")
    found = select(home, "SELECT text, media_type, encoding FROM document ORDER BY file_name")
    assert [row[1:] for row in found] == [("text/html", "utf-8"), ("text/html", "gb18030")]
    for text, *_ in found:
        assert "合同投资额8.5亿元" in text
        assert not any(junk in text for junk in ("<p>", "var hot", "999"))
    wrong = "SELECT count(*) FROM observation JOIN document d USING (document_key) WHERE d.text[start_offset + 1 : end_offset] <> observation.text"
    assert scalar(home, "SELECT count(*) FROM observation") > 0
    assert scalar(home, wrong) == 0


def test_markdown_is_kept_as_it_stands(tmp_path: Path, home: Home) -> None:
    text = f"# 园区一周\r\n\r\n> 引文\r\n\r\n- **{SIMPLIFIED.strip()}**\r\n\r\n| 项目 | 数 |\r\n| --- | --- |\r\n| 签约 | 17个 |\r\n"
    (tmp_path / "a.md").write_bytes(text.encode())
    run(home, tmp_path / "a.md")
    assert select(home, "SELECT text, media_type FROM document") == [(text, "text/markdown")]


NAMES = [b"name with  spaces.txt", b"new\nline.txt", "表情😀“引号”.txt".encode(), b"not utf-8 \xff\xfe.txt", b"[brackets]*?.txt", b"-dash.txt", b"quote'\".txt"]


@pytest.mark.parametrize("name", NAMES)
def test_any_file_name_will_do(tmp_path: Path, home: Home, name: bytes) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)
    with open(os.path.join(folder, name), "wb") as stream:
        stream.write(SIMPLIFIED.encode())
    with open(os.path.join(folder, b"bad " + name), "wb") as stream:
        stream.write(b"\x00" * 100)
    result = run(home, tmp_path / "in")
    assert (result.status, result.new, result.failed) == ("published", 1, 1)
    shown = name.decode("utf-8", "backslashreplace")
    assert scalar(home, "SELECT source FROM document").endswith(f"/{shown}")
    assert scalar(home, "SELECT row ->> 'source' FROM rejected").endswith(f"/bad {shown}")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read anything")
def test_a_file_without_permission_is_refused_and_the_rest_goes_on(tmp_path: Path, home: Home) -> None:
    (tmp_path / "a.txt").write_text(SIMPLIFIED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TRADITIONAL, encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert run(home, tmp_path / "a.txt", tmp_path / "b.txt").new == 1
    assert "ermission" in scalar(home, "SELECT reason FROM rejected")


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_a_file_that_the_system_will_not_give_is_refused_and_the_rest_goes_on(
    tmp_path: Path, home: Home, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    (tmp_path / "a.txt").write_text(SIMPLIFIED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TRADITIONAL, encoding="utf-8")
    opened = Path.open

    def refusing(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "a.txt":
            raise error
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refusing)
    result = run(home, tmp_path / "a.txt", tmp_path / "b.txt")
    assert (result.status, result.new, result.failed) == ("published", 1, 1)
    assert error.strerror in scalar(home, "SELECT reason FROM rejected")


def test_folders_are_searched_and_globs_and_files_are_taken(tmp_path: Path) -> None:
    for name in ("b/c/deep.txt", "b/page.HTML", "a.md", "b/picture.png", ".hidden/x.txt", "b/.x.txt", "b/note.json", "odd.dat"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")

    def names(*sources: str) -> list[str]:
        return [str(file.path.relative_to(tmp_path)) for file in find_files([str(tmp_path / source) for source in sources])]

    assert names("") == ["a.md", "b/c/deep.txt", "b/page.HTML"]
    assert names("**/*") == ["a.md", "b/c/deep.txt", "b/page.HTML"]
    assert names("*.md", "b/*.HTML") == ["a.md", "b/page.HTML"]
    assert names("odd.dat", "a.md", "./a.md", "*.md", "") == ["a.md", "b/c/deep.txt", "b/page.HTML", "odd.dat"], (
        "a file named by itself is taken whatever its ending; each once"
    )


def test_a_folder_that_leads_into_itself_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    assert [(file.path.name, file.problem) for file in find_files([str(tmp_path)])] == [("a.txt", ""), ("dangling.txt", "this link leads nowhere")]


@pytest.mark.parametrize("source", ["nowhere.txt", "nowhere/", "*.none", "ftp://example.org/a.html", "file:///etc/hostname", "http://"])
def test_a_source_that_is_not_there_is_a_clear_error(cli: Command, home: Home, source: str) -> None:
    found = cli("run", "--direct", "--home", home.root, source)
    assert (found.status, found.out) == (2, "")
    assert found.err.startswith(f"parkhouse: {source.rstrip('/')}")
    assert found.err.count("\n") == 1


def test_find_files_says_which_source_is_missing() -> None:
    assert [bool(look.problem) for look in find_files([str(SAMPLE), "nowhere"]).looks] == [False, True]


def test_a_parser_that_breaks_on_one_file_does_not_stop_the_others(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise RuntimeError("no such node")

    (tmp_path / "a.html").write_text(f"<html><body><p>{SIMPLIFIED}</p></body></html>", encoding="utf-8")
    (tmp_path / "b.txt").write_text(SIMPLIFIED, encoding="utf-8")
    monkeypatch.setattr("flows.steps.ingest.files.main_text", broken)
    assert run(home, tmp_path).status == "published"
    assert scalar(home, "SELECT count(*) FROM document") == 1
    assert "no such node" in scalar(home, "SELECT reason FROM rejected")
