"""Runs over corpora: rows as documents, what changes in a file, what is forgotten, and that an unchanged file is not read."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import pytest

from flows.commands.forget import find_target, rows_of
from flows.steps.corpora.json_lines import parsed
from tests.flows.conftest import Command
from tests.flows.corpora.made import Fields, article, articles, corpus, json_lines, write
from tests.support import content, run, scalar, select
from warehouse.layout import Home
from warehouse.store import Store


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled at once."""
    monkeypatch.setattr("flows.steps.listing._SETTLED_NS", 0)


def sources(home: Home) -> list[tuple[str, str]]:
    return select(home, "SELECT source, file_name FROM document WHERE withdrawn_on IS NULL AND replaced_by IS NULL ORDER BY file_name, source")


def refused(home: Home) -> list[tuple[str, str]]:
    return select(home, "SELECT row ->> 'file_name', reason FROM rejected ORDER BY 1")


def test_a_folder_of_corpora_and_pages(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    bare: Fields = {"text": "今年1月，赣州经开区新引进项目99个。"}
    write(folder / "a.jsonl", json_lines([article(1), b"{", bare]))
    write(folder / "b.parquet", corpus(articles(2, 10), "b.parquet"))
    write(folder / "c.csv.gz", corpus(articles(2, 20), "c.csv.gz"))
    write(folder / "d.txt", "今年1月，赣州经开区新引进项目77个。".encode())
    result = run(home, folder)
    assert (result.status, result.seen, result.new, result.failed) == ("published", 8, 7, 1)
    assert sources(home) == [
        ("https://news.example.com/1.html", "a.jsonl#1"), (f"{folder}/a.jsonl#3", "a.jsonl#3"), ("https://news.example.com/10.html", "b.parquet#1"),
        ("https://news.example.com/11.html", "b.parquet#2"), ("https://news.example.com/20.html", "c.csv.gz#2"), ("https://news.example.com/21.html", "c.csv.gz#3"),
        (f"{folder}/d.txt", "d.txt"),
    ]  # fmt: skip
    assert [name for name, _ in refused(home)] == ["a.jsonl#2"]
    assert select(home, "SELECT documents, refused, state FROM source_status") == [(7, 1, "gives")]
    assert scalar(home, "SELECT count(DISTINCT value) FROM v_observation WHERE value IN (1, 10, 11, 20, 21, 77, 99)") == 7
    (key,), *_ = select(home, "SELECT document_key FROM document WHERE file_name = 'a.jsonl#1'")
    assert article(1)["text"] in Store(home).raw_bytes(key).decode()
    before = content(home)
    assert run(home, folder, full=True).extracted == 7
    assert content(home) == before


def test_an_unchanged_corpus_is_not_read(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "in" / "a.jsonl", json_lines([*articles(5), b"["]))
    run(home, path.parent)
    opened: list[Path] = []

    def noted(path: Path) -> BinaryIO:
        opened.append(path)
        return path.open("rb")

    monkeypatch.setattr("flows.steps.corpora.reading.opened", noted)
    result = run(home, path.parent)
    assert (result.status, result.seen, result.skipped, opened) == ("unchanged", 5, 5, [])
    result = run(home, path.parent, verify=True)
    assert (result.seen, result.skipped, result.failed, opened) == (6, 5, 1, [path])
    assert select(home, "SELECT documents, refused FROM source_status") == [(5, 1)]


def test_appended_rows_alone_are_read(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = json_lines(articles(4))
    path = write(tmp_path / "a.jsonl", whole[:-20])
    run(home, path)
    assert [name for name, _ in refused(home)] == ["a.jsonl#4"], "its end is still to come"
    read: list[bytes] = []

    def noted(line: bytes) -> object:
        read.append(line)
        return parsed(line)

    monkeypatch.setattr("flows.steps.corpora.json_lines.parsed", noted)
    with path.open("ab") as stream:
        stream.write(whole[-20:] + json_lines(articles(2, 8)))
    result = run(home, path)
    assert (result.seen, result.new, result.skipped, len(read)) == (6, 3, 3, 3)
    assert [name for _, name in sources(home)] == [f"a.jsonl#{line}" for line in range(1, 7)]
    assert refused(home) == []


def test_rows_that_go_are_withdrawn_and_those_that_move_stay(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json_lines([*articles(6), b"["]))
    run(home, path)
    assert len(refused(home)) == 1
    write(path, json_lines([article(50), *articles(5)]))
    result = run(home, path)
    assert (result.new, result.skipped, result.withdrawn) == (1, 5, 1)
    assert "https://news.example.com/6.html" not in dict(sources(home))
    assert len(sources(home)) == 6
    assert refused(home) == []
    write(path, json_lines([article(50)]))
    result = run(home, path)
    assert result.withdrawn == 0
    assert "5 of 6 known rows are gone at once" in " ".join(result.warnings)
    write(path, json_lines([b"[", article(50), *articles(6)]))
    run(home, path)
    assert len(sources(home)) == 7, "the sixth is there again"
    assert len(refused(home)) == 1


def test_a_row_that_changes_replaces_its_former_version(home: Home, tmp_path: Path) -> None:
    def rewritten(number: int, text: str) -> Fields:
        return article(number) | {"text": text}

    path = write(tmp_path / "a.jsonl", json_lines(articles(4)))
    run(home, path)
    write(path, json_lines([article(1), rewritten(2, "今年1月，赣州经开区新引进项目200个。"), article(3), article(4)]))
    assert run(home, path).withdrawn == 0
    links = "SELECT old.file_name, new.text, new.replaces = old.document_key FROM document old JOIN document new ON new.document_key = old.replaced_by"
    ((name, text, linked),) = select(home, links)
    assert (name, "200个" in text, linked) == ("a.jsonl#2", True, True)
    assert run(home, path, verify=True).withdrawn == 0
    assert len(sources(home)) == 4
    write(path, json_lines([article(1), article(3), article(4)]))
    assert run(home, path).withdrawn == 1
    assert len(sources(home)) == 3
    write(path, json_lines(articles(4)))
    run(home, path)
    assert "https://news.example.com/2.html" in dict(sources(home)), "the first version is current again"


def test_a_corpus_that_vanishes_from_a_folder_takes_its_rows_with_it(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.jsonl", json_lines(articles(2)))
    write(folder / "b.jsonl", json_lines([*articles(4, 10), b"["]))
    run(home, folder)
    (folder / "a.jsonl").unlink()
    result = run(home, folder)
    assert result.withdrawn == 2
    assert len(sources(home)) == 4
    (folder / "b.jsonl").rename(tmp_path / "b.jsonl")
    write(folder / "c.txt", "今年1月，赣州经开区新引进项目77个。".encode())
    assert "4 of 4 known documents are gone at once" in " ".join(run(home, folder).warnings)


def test_a_row_or_a_whole_corpus_is_forgotten(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json_lines([*articles(3), {"text": "今年1月，赣州经开区新引进项目99个。"}]))
    run(home, path)
    for what in (f"{path}#4", "https://news.example.com/2.html"):
        target = find_target(home, what)
        assert len(target.keys) == 1
        run(home, path, forget=rows_of(Store(home), target, "me", "asked"))
    run(home, write(tmp_path / "in" / "b.txt", "今年1月，赣州经开区新引进项目77个。".encode()))
    assert len(sources(home)) == 3
    result = run(home, path, verify=True)
    assert (result.new, result.passed_over, len(sources(home))) == (0, 2, 3)
    write(path, json_lines([*articles(3), {"content": "今年1月，赣州经开区新引进项目99个。", "url": "https://news.example.com/99.html"}]))
    assert run(home, path).new == 0, "the text of a forgotten row under another address"
    target = find_target(home, str(path))
    assert len(target.keys) == 2
    run(home, path, forget=rows_of(Store(home), target, "me", "asked"))
    assert [name for _, name in sources(home)] == ["b.txt"]
    assert run(home, path, verify=True).new == 0


def test_what_cannot_be_read_at_all_is_one_refusal(home: Home, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.parquet", b"PAR1 and nothing else")
    write(folder / "b.jsonl", b"\n\n")
    write(folder / "c.txt", json_lines(articles(3)))
    write(folder / "d.jsonl", json_lines(articles(1)))
    write(folder / "e.csv.gz", corpus([{"园区": "苏州工业园区", "税收（亿元）": 12}], "e.csv.gz"))
    result = run(home, folder)
    assert (result.new, result.failed) == (1, 4)
    reasons = dict(refused(home))
    assert "cannot be read as Parquet" in reasons["a.parquet"]
    assert reasons["b.jsonl"] == "a corpus without a row"
    assert "JSON, no text" in reasons["c.txt"]
    assert "a table without a column of texts" in reasons["e.csv.gz"]


def test_a_file_named_by_itself_is_known_by_what_it_holds(home: Home, tmp_path: Path) -> None:
    for name in ("dump", "dump.json", "dump.dat"):
        write(tmp_path / name, json_lines(articles(3)))
    write(tmp_path / "one.json", b'[\n{"text": "abc"}\n]')
    result = run(home, tmp_path / "dump", tmp_path / "dump.json", tmp_path / "dump.dat", tmp_path / "one.json")
    assert (result.seen, result.new, result.failed) == (10, 3, 1)
    assert scalar(home, "SELECT count(*) FROM document") == 3


def test_raw_bytes_that_are_lost_are_taken_from_the_corpus_again(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json_lines(articles(3)))
    run(home, path)
    (pack,) = home.packs.glob("*.tar")
    pack.write_bytes(pack.read_bytes()[:1500])
    lost = Store(home).packs.lost()
    assert lost
    run(home, path)
    assert not Store(home).packs.lost()


def test_a_dry_run_leaves_nothing(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json_lines(articles(3)))
    assert run(home, path, dry_run=True).new == 3
    assert not home.packs.is_dir()
    assert run(home, path).new == 3


def test_a_day_given_for_all(home: Home, tmp_path: Path) -> None:
    import datetime as dt

    path = write(tmp_path / "a.jsonl", json_lines([{"text": "今年1月，赣州经开区新引进项目99个。"}]))
    run(home, path)
    run(home, path, published_on=dt.date(2022, 2, 3))
    assert select(home, "SELECT published_on, published_on_basis FROM document") == [(dt.date(2022, 2, 3), "given")]


def test_names_of_fields_are_a_setting(cli: Command, home: Home, tmp_path: Path) -> None:
    rows = [{"标题栏": "赣州经开区晨报", "正文栏": "今年1月，赣州经开区新引进项目99个。", "日子": "2021-02-03"}]
    write(tmp_path / "in" / "a.jsonl", json_lines(rows))
    write(tmp_path / "in" / "b.csv", corpus(rows, "b.csv"))
    Path("parkhouse.toml").write_text('[corpora]\ntext = ["正文栏"]\ntitle = ["标题栏"]\n', encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARKHOUSE_CORPORA_DATE", "date, 日子")
        assert cli("run", "--direct", "--home", home.root, tmp_path / "in").status == 0
    assert select(home, "SELECT title, CAST(published_on AS VARCHAR) FROM document") == [("赣州经开区晨报", "2021-02-03")]


@pytest.mark.parametrize("point", ["kept", "recorded"])
def test_a_run_that_dies_within_a_corpus_is_made_good_by_the_next(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, point: str) -> None:
    path = write(tmp_path / "a.jsonl", json_lines([*articles(5), b"[", *articles(4, 10)]))
    with monkeypatch.context() as patch:
        patch.setattr("flows.steps.ingest.corpora.BATCH_ROWS", 3)
        name = "settle_raw" if point == "kept" else "add_to_catalogue"
        real = getattr(Store, name)
        calls = []

        def dies(store: Store, *arguments: object) -> None:
            calls.append(1)
            if len(calls) == 3:
                raise KeyboardInterrupt
            real(store, *arguments)

        patch.setattr(Store, name, dies)
        with pytest.raises(KeyboardInterrupt):
            run(home, path)
    assert 0 < Store(home).catalogue().height < 9
    result = run(home, path)
    assert (result.status, len(sources(home)), len(refused(home))) == ("published", 9, 1)
    assert result.new + result.skipped == 9
    assert run(home, path).status == "unchanged"


def test_a_batch_that_is_tried_again_counts_once(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.steps.listing import find_files
    from flows.steps.options import RunOptions
    from flows.steps.session import Session

    path = write(tmp_path / "a.jsonl", json_lines([*articles(3), b"["]))
    session = Session(home, RunOptions([str(path)], find_files([str(path)])))
    try:
        for _ in session.intake.batches():
            with monkeypatch.context() as patch:
                patch.setattr(Store, "add_to_catalogue", lambda *arguments: (_ for _ in ()).throw(OSError("no space")))
                with pytest.raises(OSError, match="no space"):
                    session.intake.take_batch()
            session.intake.take_batch()
        session.intake.end()
        assert (session.result.seen, session.result.new, session.result.failed) == (4, 3, 1)
        assert Store(home).catalogue().height == 3
    finally:
        session.fail(RuntimeError("the test ends"))


def test_a_corpus_is_not_explained_as_one_text(cli: Command, tmp_path: Path) -> None:
    found = cli("explain", write(tmp_path / "a.jsonl", json_lines(articles(2))))
    assert (found.status, "each row of a corpus" in found.err) == (2, True)
