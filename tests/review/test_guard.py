"""Who may look at the review page, and who may write through it; what is written is whole whoever writes at once."""

from __future__ import annotations

import csv
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.review.app import ReviewPage
from flows.review.doubts import Doubts
from flows.steps.direct import run_direct
from flows.steps.listing import find_files
from flows.steps.load.corrections import HEAD, read_corrections
from flows.steps.options import RunOptions
from flows.steps.own_parks import read_own_parks
from seeds.own import OwnPark
from tests.review.conftest import sources_of
from tests.support import run, select
from warehouse.decisions import TornFile, append_rows
from warehouse.layout import Home

TOKEN = "a-token-for-tests-only-0123456789"
ORIGIN = "http://testserver"


@pytest.fixture
def home(doubtful: Home, tmp_path: Path) -> Home:
    shutil.copytree(doubtful.root, tmp_path / "home")
    return Home(tmp_path / "home")


def client(home: Home) -> tuple[TestClient, dict[str, str]]:
    """A reviewer who has opened the printed address, and the headers that the page sends with a decision."""
    found = TestClient(ReviewPage(Doubts(home), TOKEN, 1, "审核员").app(), base_url=ORIGIN)
    page = found.get(f"/?token={TOKEN}").text
    return found, {"X-Review-Word": page.split('name="review-word" content="')[1].split('"')[0], "Origin": ORIGIN}


def first(reviewer: TestClient, kind: str) -> str:
    return next(str(row["key"]) for row in reviewer.get("/api/queue").json()["items"] if row["kind"] == kind)


@pytest.mark.parametrize("path", ["/", "/?token=wrong", "/?token=%ff", "/app.js", "/api/queue", "/api/item?key=x", "/api/parks?q=湘潭"])
def test_nothing_is_shown_without_the_token(home: Home, path: str) -> None:
    answer = TestClient(ReviewPage(Doubts(home), TOKEN, 1, "审核员").app(), base_url=ORIGIN).get(path)
    assert answer.status_code == 403
    assert "湘潭" not in answer.text
    assert "set-cookie" not in answer.headers


def test_a_decision_is_taken_from_the_page_alone(home: Home) -> None:
    reviewer, headers = client(home)
    decision = {"key": first(reviewer, "figure"), "action": "right"}
    wrong = [
        {},
        {"Origin": ORIGIN},
        {**headers, "X-Review-Word": "0" * 64},
        {**headers, "Origin": "http://evil.example"},
        {**headers, "Origin": "null"},
        {name: value for name, value in headers.items() if name != "Origin"},
        {**headers, "Content-Type": "text/plain"},
    ]
    for sent in wrong:
        assert reviewer.post("/api/decide", content=json.dumps(decision), headers={"Content-Type": "application/json"} | sent).status_code == 403
    stranger = TestClient(reviewer.app, base_url=ORIGIN)
    assert stranger.post("/api/decide", json=decision, headers=headers).status_code == 403, "no cookie"
    assert not (home.root / "corrections.csv").exists()
    assert reviewer.post("/api/decide", json=decision, headers=headers).json() == {"ok": True}
    assert [c.record["action"] for c in read_corrections(home)] == ["confirm"]


def test_the_cookie_stays_here_and_the_page_runs_nothing_of_others(home: Home) -> None:
    reviewer = TestClient(ReviewPage(Doubts(home), TOKEN, 1, "审核员").app(), base_url=ORIGIN)
    answer = reviewer.get(f"/?token={TOKEN}", follow_redirects=False)
    cookie = answer.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert TOKEN not in cookie
    policy = reviewer.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "decision",
    [
        {"key": "figure:none", "action": "right"},
        {"action": "drop"},
        {"key": "", "action": ""},
        {"key": "{figure}", "action": "burn"},
        {"key": "{figure}", "action": "change", "changes": {"park_key": "没有的园区"}},
        {"key": "{figure}", "action": "change", "changes": {"sentence": "x"}},
        {"key": "{figure}", "action": "change", "changes": {"value": "很多"}},
        {"key": "{figure}", "action": "change", "changes": {"period_key": "2021-13-01/.."}},
        {"key": "{figure}", "action": "change", "changes": {"metric_key": ["tax"]}},
        {"key": "{figure}", "action": "other"},
        {"key": "name:星河谷", "action": "alias", "changes": {"park_key": ""}},
        {"key": "name:星河谷", "action": "new", "changes": {"form": "星|河"}},
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_and_writes_nothing(home: Home, decision: dict[str, object]) -> None:
    reviewer, headers = client(home)
    decision = {**decision, "key": str(decision.get("key", "")).replace("{figure}", first(reviewer, "figure"))}
    assert reviewer.post("/api/decide", json=decision, headers=headers).status_code in (400, 404)
    assert not (home.root / "corrections.csv").exists()
    assert not (home.root / "parks.csv").exists()


def test_two_reviewers_at_once_lose_nothing(home: Home) -> None:
    reviewers = [client(home), client(home)]
    keys = [str(row["key"]) for row in reviewers[0][0].get("/api/queue").json()["items"] if row["kind"] == "figure"][:24]

    def decide(number: int) -> int:
        reviewer, headers = reviewers[number % 2]
        return int(reviewer.post("/api/decide", json={"key": keys[number], "action": "right", "who": f"审核员{number % 2}"}, headers=headers).status_code)

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(decide, range(len(keys)))) == {200}
    rows = read_corrections(home)
    assert len({(c.record["document_key"], c.record["start_offset"]) for c in rows}) == len(keys)
    waiting = {str(row["key"]) for row in reviewers[1][0].get("/api/queue").json()["items"]}
    assert not waiting & set(keys), "each sees what the other has decided"


def test_names_are_decided_and_the_next_run_reads_them_so(home: Home, doubtful: Home) -> None:
    reviewer, headers = client(home)
    name = first(reviewer, "name")
    form = name.partition(":")[2]
    assert reviewer.post("/api/decide", json={"key": name, "action": "alias", "changes": {"park_key": "湘潭高新区"}}, headers=headers).status_code == 200
    assert read_own_parks(home) == (OwnPark(form, "alias", "湘潭高新区"),)
    before = select(home, "SELECT count(*) FROM observation WHERE park_key = ?", [form])[0][0]
    run(home, sources_of(doubtful))
    assert select(home, "SELECT count(*) FROM observation WHERE park_key = ?", [form]) == [(0,)]
    assert select(home, "SELECT list_contains(aliases, ?) FROM park WHERE park_key = '湘潭高新区'", [form]) == [(True,)]
    assert run(home, sources_of(doubtful)).status == "unchanged"

    assert reviewer.post("/api/undo", json={"key": name}, headers=headers).json() == {"ok": True}
    assert reviewer.post("/api/decide", json={"key": name, "action": "new"}, headers=headers).json() == {"ok": True}
    run(home, sources_of(doubtful))
    assert select(home, "SELECT is_registered, (SELECT count(*) FROM observation o WHERE o.park_key = k.park_key) FROM park k WHERE park_key = ?", [form]) == [
        (True, before)
    ]
    assert select(home, "SELECT count(*) FROM v_doubt WHERE kind = 'name' AND park_key = ?", [form]) == [(0,)]


def test_what_is_decided_while_a_run_goes_on_is_the_next_runs(home: Home, doubtful: Home) -> None:
    reviewer, headers = client(home)
    figure, name = first(reviewer, "figure"), first(reviewer, "name")
    decided: list[int] = []

    def meanwhile(step: str, done: int, total: int) -> None:
        if not decided:
            decided.append(reviewer.post("/api/decide", json={"key": figure, "action": "drop"}, headers=headers).status_code)
            decided.append(reviewer.post("/api/decide", json={"key": name, "action": "none"}, headers=headers).status_code)

    sources = [str(sources_of(doubtful))]
    assert run_direct(home, RunOptions(sources, find_files(sources), full=True), meanwhile).status == "published"
    assert decided == [200, 200]
    assert select(home, "SELECT count(*) FROM correction") == [(0,)]
    run(home, *sources)
    assert select(home, "SELECT outcome FROM correction") == [("applied",)]
    assert select(home, "SELECT count(*) FROM observation WHERE park_key = ?", [name.partition(":")[2]]) == [(0,)]


def test_a_torn_last_line_is_taken_away_and_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "corrections.csv"
    whole = ["", "", "", "k", "observation", "drop", "value", "", "1", "r", "w", "2026-01-05"]
    append_rows(path, HEAD, [whole])
    path.write_bytes(path.read_bytes() + b",,,torn,obser")
    append_rows(path, HEAD, [[*whole[:9], "two\nlines", *whole[10:]]])
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert [row[9] for row in rows] == ["reason", "r", "two lines"]
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(TornFile, match="columns must be"):
        append_rows(other, HEAD, [whole])
