"""The report in a real browser: it opens without errors or network, and leads from a figure to its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.warehouse.report_browser import Browser
from tests.warehouse.report_homes import EVIL_PARK
from warehouse.layout import Home
from warehouse.report import write_report

WIDTHS = (1280, 390)
OPEN = "return document.getElementById('evidence').open"


@pytest.fixture(scope="module")
def trend_page(trend: Home) -> Path:
    return write_report(trend)


def _value(browser: Browser, metric: str, value: str) -> WebElement:
    for row in browser.all("#values-table tbody tr"):
        if metric in row.text and value in row.text:
            return row.find_element("css selector", "button.value")
    raise AssertionError(f"no row of {metric} {value}")


def _mark(browser: Browser) -> tuple[str, str, str]:
    before, mark, after = browser.run(
        "const q = document.querySelector('#evidence-body .quote'), m = q.querySelector('mark');"
        "return [m.previousSibling ? m.previousSibling.textContent : '', m.textContent, m.nextSibling ? m.nextSibling.textContent : ''];"
    )
    return before, mark, after


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_opens_without_errors_network_or_sideways_scroll(browser: Browser, hostile_page: Path, width: int, dark: bool) -> None:
    browser.open(hostile_page, width, dark)
    browser.run("document.querySelectorAll('details').forEach(found => { found.open = true; })")
    for button in browser.all("#park-list button"):
        browser.run("arguments[0].click()", button)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.complaints() == []
    assert {address for address in browser.requests() if not address.startswith("data:")} == {hostile_page.as_uri()}
    light = browser.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b) > 384")
    assert light is not dark


def test_hostile_text_stays_text(browser: Browser, hostile_page: Path) -> None:
    browser.open(hostile_page)
    browser.run("document.querySelectorAll('details').forEach(found => { found.open = true; })")
    for button in browser.all(".value"):
        browser.run("arguments[0].click(); document.getElementById('evidence').close()", button)
    assert browser.run("return window.pwned") is None
    assert browser.run("return document.querySelectorAll('img, iframe, b[onmouseover]').length") == 0
    assert browser.run("return document.scripts.length") == 4
    text = browser.run("return document.body.innerText")
    assert EVIL_PARK in text
    assert "</script><script>window.pwned=1</script>税收" in text
    assert "<b onmouseover=window.pwned=1>" in text
    # A direction mark in a title is shown, not obeyed.
    browser.click(_value(browser, "工业总产值", "267亿元"))
    assert "⟨U+202E⟩gnp" in browser.find("#evidence-body").text
    assert "\u202e" not in browser.run("return document.documentElement.outerHTML")


def test_a_page_that_runs_a_foreign_script_is_refused_by_its_own_policy(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    browser.run("const s = document.createElement('script'); s.textContent = 'window.foreign = 1'; document.body.append(s);")
    browser.run("setTimeout('window.evaluated = 1'); setTimeout(() => { window.waited = 1; }, 50);")
    browser.wait("return window.waited")
    assert browser.run("return [window.foreign, window.evaluated]") == [None, None]
    assert len(browser.complaints()) == 2


def test_the_language_switch_changes_every_label(browser: Browser, hostile_page: Path) -> None:
    browser.open(hostile_page)
    assert browser.find("h1").text == "最近一次运行未发布"
    chinese = browser.run("return document.body.innerText")
    browser.find("#language").click()
    assert browser.find("h1").text == "The last run was not published"
    assert browser.run("return [document.documentElement.lang, document.getElementById('park-search').placeholder]") == ["en", "Find a park"]
    assert browser.find("#verdict .why").text.startswith("Check magnitude failed on 1,234 rows, so nothing was published. The figures below are those of run ")
    shown = browser.run("return [...document.querySelectorAll('.zh')].filter(found => found.offsetParent !== null).length")
    assert shown == 0
    labels = browser.run(
        "return [...document.querySelectorAll('h2, h3:not(.park-head h3), h4, th button, nav a, dt, figcaption')].map(found => found.innerText).join(' ')"
    )
    assert not [character for character in labels if "\u4e00" <= character <= "\u9fff"]
    browser.wait("return document.querySelector('#park .indicator h4').innerText.includes('CNY bn')")
    browser.find("#language").click()
    assert browser.run("return document.body.innerText") == chinese


def test_the_theme_switch_works_without_storage(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = browser.run(ground)
    browser.find("#theme").click()
    assert browser.run(ground) != light
    browser.find("#theme").click()
    assert browser.run(ground) == light
    assert browser.complaints() == []


def test_a_click_on_a_value_shows_its_sentence_with_that_number_marked(browser: Browser, trend_page: Path) -> None:
    """The sentence says 30个 three times; each figure marks its own."""
    browser.open(trend_page)
    started = _value(browser, "开工项目数", "30个")
    browser.click(started)
    before, mark, after = _mark(browser)
    assert (mark, before.count("30个"), after) == ("30个", 2, "重点项目全部开工。")
    body = browser.find("#evidence-body").text
    assert "湘潭高新区年度公报" in body
    assert "2025-02-05" in body
    browser.press(Keys.ESCAPE)
    assert browser.run(OPEN) is False
    assert browser.run("return document.activeElement === arguments[0]", started), "the keyboard goes on where it was"
    browser.press(Keys.ENTER)
    assert browser.run(OPEN) is True
    browser.press(Keys.ESCAPE)
    browser.click(_value(browser, "签约项目数", "30个"))
    before, mark, after = _mark(browser)
    assert (mark, before.count("30个"), after.count("30个")) == ("30个", 0, 2)
    browser.click(browser.find("#evidence-close"))
    assert browser.run(OPEN) is False


def test_statements_that_disagree_stand_side_by_side(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    row = next(row for row in browser.all("#values-table tbody tr") if "处不一致" in row.text)
    assert "280亿元" in row.text
    browser.click(row.find_element("css selector", "button.value"))
    quotes = [quote.text for quote in browser.all("#evidence .quote")]
    assert ["280亿元" in quotes[0], "300亿元" in quotes[1]] == [True, True]
    browser.press(Keys.ESCAPE)
    (listed,) = browser.all("#conflicts tbody tr")
    assert "6.7%" in listed.text


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("english", [False, True])
def test_a_click_on_a_point_shows_its_sentence(browser: Browser, trend_page: Path, width: int, english: bool) -> None:
    browser.open(trend_page, width)
    if english:
        browser.click(browser.find("#language"))
    drawing = browser.all("#park .chart")[0]
    shapes = browser.run("return [...arguments[0].querySelectorAll('.mark-symbol')].map(found => found.children.length)", drawing)
    assert shapes == [1, 6, 6], "a ring for the conflict, five years of which one has a forecast too, and what a finger hits"
    last = drawing.find_elements("css selector", ".mark-symbol:last-of-type path")[-1]
    browser.click(last)
    assert browser.run(OPEN) is True
    assert _mark(browser)[1] == "400亿元", "the target stands last"
    assert ("target" if english else "目标") in browser.find("#evidence-body").text


def test_a_chart_names_every_year_also_one_of_which_nothing_is_known(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    tax = next(found for found in browser.all("#park .indicator") if "税收" in found.text)
    labels = browser.run("return [...arguments[0].querySelectorAll('.role-axis-label text')].map(found => found.textContent)", tax)
    assert labels[:3] == ["2021", "2022", "2023"]
    assert "亿元" in tax.text


def test_a_forecast_stands_beside_what_came_of_it(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    rows = [row.text for row in browser.all("#values-table tbody tr") if "工业总产值" in row.text and "2024年" in row.text]
    assert [("320亿元" in row, "340亿元" in row, "未达成" in row) for row in rows] == [(True, False, False), (False, True, True)]


def test_tables_sort_and_search(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    heading = browser.all("#values-table thead th")[2]
    heading.find_element("css selector", "button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    values = browser.run("return [...document.querySelectorAll('#values-table tbody tr')].map(row => Number(row.cells[2].dataset.v))")
    assert values == sorted(values, reverse=True)
    heading.find_element("css selector", "button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    field = browser.find("input[data-search='checks-table']")
    field.send_keys("unique")
    shown = [row.text for row in browser.all("#checks-table tbody tr") if row.is_displayed()]
    assert len(shown) == 1
    assert "unique_keys" in shown[0]
    field.send_keys("没有这样的检查")
    assert [row for row in browser.all("#checks-table tbody tr") if row.is_displayed()] == []
    assert browser.find("#checks .none").is_displayed()


def test_on_paper_there_are_no_switches_and_the_ground_is_white(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page, dark=True)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not browser.find("nav").is_displayed()
    assert browser.find("#values-table").is_displayed()
