"""The review page in a real browser: two readers side by side, what was left out, the search for a park, dialogs, facts drawn at random."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from flows.steps.load.corrections import read_corrections
from flows.steps.own_parks import read_own_parks
from flows.steps.second.options import SecondOptions
from tests.model_server import labelling, model_server
from tests.review.conftest import Served
from tests.review.test_page import key_of, next_key, sent
from tests.support import copied, run, scalar, select
from tests.warehouse.report_browser import Browser
from warehouse.layout import Home

pytestmark = pytest.mark.browser
PAGES = {
    "differ": "date: 2022-08-10\n\n湘潭高新区半年税收\n今年上半年，湘潭高新区完成税收6.4亿元，比株洲高新区多。\n",
    "left": "date: 2022-08-11\n\n湘潭高新区见闻\n湘潭高新区完成产值30亿元。园区距高铁站12公里。\n",
    "named": "title: 星河谷一年回眸\ndate: 2023-02-01\n\n本报讯 2022年，星河谷科技产业园实现税收3亿元、产值20亿元、利润2亿元、投资5亿元、出口额1亿元、销售收入9亿元。\n",
}  # fmt: skip
LABELS: dict[str, Any] = {
    "park": "湘潭高新区", "subject_type": "park", "subject": "湘潭高新区", "metric": "tax", "measure": "level", "status": "actual",
    "period_start": "2022-01-01", "period_end": "2022-06-30",
}  # fmt: skip
MODEL = labelling({"6.4亿元": {"park": "株洲高新区"}, "12公里": {"metric": "other"}, "30亿元": {"metric": "industrial_output"}}, **LABELS)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A published home that two readers have read; not to be changed."""
    root = tmp_path_factory.mktemp("both")
    (root / "pages").mkdir()
    for name, text in PAGES.items():
        (root / "pages" / f"{name}.txt").write_text(text, encoding="utf-8")
    home = Home(root / "home")
    with model_server(MODEL) as model:
        run(home, root / "pages", second=SecondOptions(model.url, "test", stands="rules", retries=0))
    return home


def go_to(browser: Browser, kind: str, text: str = "") -> str:
    """Puts off until a decision of a kind, about some characters, is shown."""
    key = next_key(browser, "")
    for _ in range(20):
        if key.startswith(f"{kind}:") and text in browser.run("return document.querySelector('#main mark').textContent"):
            return key
        browser.press("5")
        key = next_key(browser, key)
    raise AssertionError(f"{kind} {text} is not offered")


def cells(browser: Browser, row: str) -> list[str]:
    """A row of the readings by its Chinese name: what is kept, what each reader says."""
    script = "return [...document.querySelectorAll('#main tbody tr')].filter(r => r.cells[0].textContent.startsWith(arguments[0])).map(r => [...r.cells].slice(1).map(c => c.textContent.trim()))[0]"
    found: list[str] = browser.run(script, row)
    return found


def test_both_readers_stand_side_by_side_and_one_key_decides(both: Home, browser: Browser, tmp_path: Path) -> None:
    home = copied(both, tmp_path / "home")
    served = Served(home)
    try:
        browser.driver.get(served.address)
        figure = go_to(browser, "figure", "6.4亿元")
        assert [head.text.split()[0] for head in browser.all("#main thead th")[1:]] == ["入库", "规则", "模型"]
        assert cells(browser, "园区") == ["湘潭高新区", "湘潭高新区", "株洲高新区"]
        assert browser.find("#main tbody tr").get_attribute("class") == "differ"
        assert "两位读者不一致" in browser.run("return document.getElementById('main').textContent")
        browser.press("2")
        next_key(browser, figure)
        left = go_to(browser, "left", "12公里")
        assert cells(browser, "园区")[:2] == ["略去 Left out", "不是 No fact"]
        assert "略去得对" in browser.find("#actions button").text
        browser.press("2")
        next_key(browser, left)
        sent(browser)
        assert browser.complaints() == []
    finally:
        served.kill()
    rows = [c.record for c in read_corrections(home)]
    assert ("override", "park_key", "株洲高新区") in {(r["action"], r["field"], r["value"]) for r in rows}
    assert rows[-1]["action"] == "restore"


def test_a_park_is_searched_by_any_form_and_a_dialog_can_be_left(both: Home, browser: Browser, tmp_path: Path) -> None:
    home = copied(both, tmp_path / "home")
    served = Served(home)
    try:
        browser.driver.get(served.address)
        name = go_to(browser, "name")
        browser.press("2")
        browser.wait("return document.getElementById('dialog').open")
        browser.press("湘潭高")
        browser.wait("return document.querySelectorAll('#found-parks li').length > 0")
        browser.press(Keys.ESCAPE)
        assert browser.run("return document.getElementById('dialog').open"), "the list is closed first"
        browser.press(Keys.ESCAPE)
        browser.wait("return !document.getElementById('dialog').open")
        assert key_of(browser) == name, "nothing is decided"
        browser.press("2")
        browser.wait("return document.getElementById('dialog').open")
        browser.press("湘潭高")
        browser.wait("return document.querySelectorAll('#found-parks li[aria-selected=true]').length === 1")
        browser.press(Keys.ENTER)
        assert browser.run("return document.querySelector('#dialog input[name=park_key]').value") == "湘潭高新区"
        browser.press(Keys.ENTER)
        next_key(browser, name)
        sent(browser)
    finally:
        served.kill()
    assert [(park.form, park.action, park.park_key) for park in read_own_parks(home)] == [(name.partition(":")[2], "alias", "湘潭高新区")]


def test_facts_drawn_at_random_are_shown_as_such(both: Home, browser: Browser, tmp_path: Path) -> None:
    home = copied(both, tmp_path / "home")
    served = Served(home, arguments=("--sample", "3"))
    try:
        browser.driver.get(served.address)
        key = next_key(browser, "")
        assert "随机抽样" in browser.run("return document.getElementById('main').textContent")
        assert "待定 3" in browser.find("#progress").text
        for _ in range(2):
            browser.press("1")
            key = next_key(browser, key)
        browser.press("1")
        browser.wait("return document.querySelector('#main .done') !== null")
        sent(browser)
    finally:
        served.kill()
    assert {c.record["reason"] for c in read_corrections(home)} == {"review: sample"}
    assert scalar(home, "SELECT count(*) FROM observation") > 3
    assert select(home, "SELECT count(*) FROM correction") == [(0,)], "the next run applies them"
