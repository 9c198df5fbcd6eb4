"""The review page in a real browser: the keyboard alone, a server that dies, hostile texts, a phone."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from tests.review.conftest import Served, sources_of
from tests.support import run, scalar, select
from tests.warehouse.report_browser import Browser
from warehouse.layout import Home

pytestmark = pytest.mark.browser
READY = "return document.getElementById('main').dataset.key || ''"


@pytest.fixture
def copied(doubtful: Home, tmp_path: Path) -> Home:
    shutil.copytree(sources_of(doubtful), tmp_path / "sources")
    shutil.copytree(doubtful.root, tmp_path / "home")
    return Home(tmp_path / "home")


def key_of(browser: Browser) -> str:
    return str(browser.run(READY))


def next_key(browser: Browser, before: str) -> str:
    browser.wait(f"const key = document.getElementById('main').dataset.key; return key && key !== {before!r}")
    return key_of(browser)


def sent(browser: Browser) -> None:
    browser.wait("return JSON.parse(localStorage.getItem('review.unsent') || '[]').length === 0")


def test_fifty_decisions_by_keyboard_alone_outlive_a_killed_server_and_are_all_applied(copied: Home, browser: Browser) -> None:
    served = Served(copied)
    try:
        browser.driver.get(served.address)
        done: dict[str, str] = {}
        before = next_key(browser, "")
        while len(done) < 50:
            kind = before.partition(":")[0]
            if kind not in ("figure", "event"):
                browser.press("5")
            else:
                key = ("1", "4", "1", "3", "1")[len(done) % 5]
                browser.press(key)
                if key == "3":
                    # Whose it is: the next of the list behind the park.
                    browser.wait("return document.getElementById('dialog').open")
                    browser.press(Keys.TAB, Keys.ARROW_DOWN, Keys.ENTER)
                done[before] = key
                if len(done) == 25:
                    served.kill()
                    served = Served(copied, served.port)
            before = next_key(browser, before)
        sent(browser)
        assert browser.complaints() == [] or all("ERR_" in str(line) for line in browser.complaints())
    finally:
        served.kill()
    run(copied, sources_of(copied))
    outcomes = select(copied, "SELECT outcome, count(DISTINCT coalesce(fact_key::VARCHAR, origin)) FROM correction GROUP BY 1")
    assert outcomes == [("applied", 50)]
    assert scalar(copied, "SELECT count(*) FROM v_doubt WHERE decision_key IN (SELECT fact_key::VARCHAR FROM correction)") == 0
    assert scalar(copied, "SELECT count(*) FROM correction WHERE action = 'override' AND field = 'subject_type'") > 0


def test_undo_takes_the_last_decision_back(copied: Home, browser: Browser) -> None:
    served = Served(copied)
    try:
        browser.driver.get(served.address)
        first = next_key(browser, "")
        browser.press("4")
        second = next_key(browser, first)
        browser.press("u")
        assert next_key(browser, second) == first
        sent(browser)
    finally:
        served.kill()
    before = scalar(copied, "SELECT count(*) FROM observation")
    run(copied, sources_of(copied))
    assert scalar(copied, "SELECT count(*) FROM observation") == before
    assert sorted(select(copied, "SELECT action, outcome FROM correction")) == [("drop", "retracted"), ("retract", "applied")]


def test_hostile_texts_stay_text_and_nothing_comes_from_elsewhere(copied: Home, browser: Browser) -> None:
    served = Served(copied)
    try:
        browser.requests()
        browser.driver.get(served.address)
        key = next_key(browser, "")
        for _ in range(3):
            time.sleep(0.1)
            browser.press("5")
            key = next_key(browser, key)
        assert "onerror=window.pwned" in browser.run("return document.getElementById('main').textContent")
        assert browser.run("return window.pwned") is None
        assert browser.run("return document.querySelectorAll('#main img, #main script').length") == 0
        assert all("127.0.0.1" in request for request in browser.requests() if request.startswith("http"))
        assert "token" not in browser.run("return location.href")
    finally:
        served.kill()


@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_the_screen(copied: Home, browser: Browser, width: int) -> None:
    served = Served(copied)
    try:
        browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 500})
        browser.driver.get(served.address)
        next_key(browser, "")
        assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
        assert browser.run("return [...document.querySelectorAll('#actions button')].every(b => b.getBoundingClientRect().height >= 40)")
    finally:
        served.kill()
