"""The report in a real browser: it opens without errors or network, and leads from a figure to its sentence."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.warehouse.report_browser import Browser
from tests.warehouse.report_homes import EVIL_PARK
from warehouse.layout import Home
from warehouse.report import write_report

OPEN = "return document.getElementById('evidence').open"
PARK = f"#park={quote('湘潭高新区')}"
VALUES = "table[data-name$='-values']"
VIEWS = ("#view=parks", "#view=regions", "#view=events", "#view=dictionary", f"#park={quote(EVIL_PARK)}", f"#view=compare&with={quote(EVIL_PARK)}&with=nobody")
CSV_OF = """
const made = URL.createObjectURL;
let blob;
URL.createObjectURL = (given) => { blob = given; return made(given); };
const clicked = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () { window.named = this.download; };
document.querySelector(arguments[0]).click();
URL.createObjectURL = made;
HTMLAnchorElement.prototype.click = clicked;
const done = arguments[arguments.length - 1];
blob.arrayBuffer().then((bytes) => done([window.named, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)]));
"""


@pytest.fixture(scope="module")
def trend_page(trend: Home) -> Path:
    return write_report(trend)


def _value(browser: Browser, metric: str, value: str) -> WebElement:
    browser.wait(f"return document.querySelector({f'{VALUES} tbody tr'!r})")
    for row in browser.all(f"{VALUES} tbody tr"):
        if metric in row.text and value in row.text:
            return row.find_element("css selector", "button.value")
    raise AssertionError(f"no row of {metric} {value}")


def _mark(browser: Browser) -> tuple[str, str, str]:
    before, mark, after = browser.run(
        "const q = document.querySelector('#evidence-body .quote q'), m = q.querySelector('mark');"
        "return [m.previousSibling ? m.previousSibling.textContent : '', m.textContent, m.nextSibling ? m.nextSibling.textContent : ''];"
    )
    return before, mark, after


def _csv(browser: Browser, button: str) -> tuple[str, list[list[str]]]:
    name, text = browser.driver.execute_async_script(CSV_OF, button)
    assert text.startswith("\ufeff"), "Excel reads Chinese only with the mark"
    return name, list(csv.reader(io.StringIO(text[1:])))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_view_opens_without_errors_network_or_sideways_scroll(browser: Browser, hostile_page: Path, width: int, dark: bool) -> None:
    browser.open(hostile_page, width, dark)
    for view in (*VIEWS, "#at=nobody&view=__proto__&metric=constructor&year=x&fact=%E0%A4%A"):
        browser.go(view)
        assert browser.run("return [...document.querySelectorAll('.view')].some(found => found.offsetParent)"), view
        browser.run("document.querySelectorAll('details').forEach(found => { found.open = true; })")
        assert browser.run("return document.documentElement.scrollWidth") <= width, view
    assert browser.complaints() == []
    asked = {address.split("#")[0] for address in browser.requests() if not address.startswith("data:")}
    assert asked == {hostile_page.as_uri()}
    light = browser.run("return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b) > 384")
    assert light is not dark


def test_hostile_text_stays_text(browser: Browser, hostile_page: Path) -> None:
    browser.open(hostile_page)
    text = browser.run("document.querySelectorAll('details').forEach(found => { found.open = true; }); return document.body.innerText")
    assert "</script><script>window.pwned=1</script>税收" in text
    assert "<b onmouseover=window.pwned=1>" in text
    for view in (*VIEWS, VIEWS[-2]):
        browser.go(view)
        browser.run("document.querySelectorAll('button.value').forEach(found => { found.click(); document.getElementById('evidence').close(); })")
    assert browser.run("return [window.pwned, document.querySelectorAll('img, iframe, b[onmouseover]').length, document.scripts.length]") == [None, 0, 3]
    assert browser.find("#park-title").text == EVIL_PARK
    # A direction mark in a title is shown, not obeyed.
    browser.click(_value(browser, "工业总产值", "267亿元"))
    assert "⟨U+202E⟩gnp" in browser.find("#evidence-body").text
    assert "\u202e" not in browser.run("return document.documentElement.outerHTML")


def test_a_page_that_runs_a_foreign_script_is_refused_by_its_own_policy(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    browser.run("try { const s = document.createElement('script'); s.textContent = 'window.foreign = 1'; document.body.append(s); } catch (refused) {}")
    browser.run("try { document.body.insertAdjacentHTML('beforeend', '<i id=foreign></i>'); } catch (refused) { window.refused = 1; }")
    browser.run("try { setTimeout('window.evaluated = 1'); } catch (refused) {} setTimeout(() => { window.waited = 1; }, 50);")
    browser.wait("return window.waited")
    assert browser.run("return [window.foreign, window.evaluated, document.getElementById('foreign'), window.refused]") == [None, None, None, 1]


def test_the_language_switch_changes_every_label_and_stays_in_the_address(browser: Browser, hostile_page: Path) -> None:
    browser.open(hostile_page)
    assert browser.find("h1").text == "最近一次运行未发布"
    chinese = browser.run("return document.body.innerText")
    browser.find("#language").click()
    assert browser.find("h1").text == "The last run was not published"
    assert browser.find("#verdict .why").text.startswith("Check magnitude failed on 1,234 rows, so nothing was published. The figures below are those of run ")
    assert browser.find("#parks input").get_attribute("placeholder") == "Find a park"
    for view in (*VIEWS[:2], VIEWS[-2]):
        browser.go(f"{view}&lang=en")
        assert browser.run("return [...document.querySelectorAll('.zh')].filter(found => found.offsetParent !== null).length") == 0
        labels = browser.run(
            "return [...document.querySelectorAll('h2:not(#park-title), h3, th button, nav a, dt, figcaption, .field > span')].filter(found => found.checkVisibility()).map(found => found.innerText).join(' ')"
        )
        assert not [character for character in labels.replace("湖南", "") if "\u4e00" <= character <= "\u9fff"]
    assert "CNY bn" in browser.find("#park .indicator").text
    browser.driver.refresh()
    assert browser.find("h1").text == "The last run was not published"
    browser.go("#view=parks&lang=zh")
    assert browser.run("return document.body.innerText") == chinese


def test_the_theme_switch_works_without_storage(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    ground = "return getComputedStyle(document.body).backgroundColor"
    light = browser.run(ground)
    browser.find("#theme").click()
    assert browser.run(ground) != light
    browser.find("#theme").click()
    assert browser.run(ground) == light


def test_a_click_on_a_value_shows_its_sentence_with_that_number_marked(browser: Browser, trend_page: Path) -> None:
    """The sentence says 30个 three times; each figure marks its own."""
    browser.open(trend_page, at=PARK)
    started = _value(browser, "开工项目数", "30个")
    browser.click(started)
    assert browser.run("return document.activeElement.id") == "evidence-title", "a screen reader begins with what is shown"
    before, mark, after = _mark(browser)
    assert (mark, before.count("30个"), after) == ("30个", 2, "重点项目全部开工。")
    body = browser.find("#evidence-body").text
    assert "湘潭高新区年度公报" in body
    assert "2025-02-05" in body
    assert browser.run("return document.querySelector('#evidence-body .around').textContent").endswith(
        "湘潭高新区实现工业总产值320亿元</script><img src=x onerror=window.pwned=1>。"
    ), "the sentence before"
    browser.press(Keys.ESCAPE)
    assert browser.run(OPEN) is False
    assert browser.run("return document.activeElement === arguments[0]", started), "the keyboard goes on where it was"
    browser.press(Keys.ENTER)
    assert browser.run(OPEN) is True
    browser.driver.refresh()
    assert (browser.run(OPEN), _mark(browser)) == (True, (before, mark, after)), "the address names the fact"
    browser.press(Keys.ESCAPE)
    browser.wait("return !location.hash.includes('fact')")
    browser.click(_value(browser, "签约项目数", "30个"))
    before, mark, after = _mark(browser)
    assert (mark, before.count("30个"), after.count("30个")) == ("30个", 0, 2)
    browser.click(browser.find("#evidence-close"))
    assert browser.run(OPEN) is False


def test_only_an_address_of_the_web_becomes_a_link(browser: Browser, trend: Home, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    made = (
        (trend.reports / "latest.html").read_text(encoding="utf-8")
        if (trend.reports / "latest.html").is_file()
        else write_report(trend).read_text(encoding="utf-8")
    )
    for source, wanted in (("javascript:window.pwned=1//years.txt", 0), ("https://news.example/a?b=1&c=years.txt", 1)):
        page.write_text(made.replace(str(trend.root.parent / "sources" / "years.txt"), source.replace("&", "\\u0026")), encoding="utf-8")
        browser.open(page, at=PARK)
        browser.click(_value(browser, "工业总产值", "267亿元"))
        assert source in browser.find("#evidence-body").text
        links = browser.run("return [...document.querySelectorAll('#evidence-body a')].map(found => [found.protocol, found.rel])")
        assert links == [["https:", "noopener noreferrer"]] * wanted


def test_statements_that_disagree_and_promises_stand_beside_what_answers_them(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page, at=PARK)
    browser.click(_value(browser, "1 处不一致", "280亿元"))
    quotes = [found.text for found in browser.all("#evidence .quote q")]
    assert ["280亿元" in quotes[0], "300亿元" in quotes[1]] == [True, True]
    browser.press(Keys.ESCAPE)
    browser.wait("return document.querySelector(\"table[data-name$='-conflicts'] tbody tr\")")
    (conflict,) = browser.all("table[data-name$='-conflicts'] tbody tr")
    assert "6.7%" in conflict.text
    promised = [row.text for row in browser.all("table[data-name$='-promises'] tbody tr")]
    assert [all(word in row for row in promised[:1] for word in ("340亿元", "320亿元", "未达成")), "400亿元" in promised[1]] == [True, True]


@pytest.mark.parametrize(("width", "lang"), [(1280, ""), (390, "&lang=en")])
def test_a_click_on_a_point_shows_its_sentence(browser: Browser, trend_page: Path, width: int, lang: str) -> None:
    browser.open(trend_page, width, at=f"{PARK}&metric=industrial_output{lang}")
    browser.wait("return document.querySelector('#park .chart')")
    (drawing,) = browser.all("#park .chart")
    shapes = browser.run(
        "return ['.p-actual', '.p-forecast', '.p-target', '.p-ring', '.line'].map(kind => arguments[0].querySelectorAll(kind).length)", drawing
    )
    assert shapes == [4, 1, 1, 1, 3], "four years joined, a forecast and a target beside them, a ring for the conflict"
    browser.click(drawing.find_elements("css selector", ".p-target")[0])
    assert browser.run(OPEN) is True
    assert _mark(browser)[1] == "400亿元"
    assert ("target" if lang else "目标") in browser.find("#evidence-body").text


def test_a_line_over_a_year_of_which_nothing_is_known_is_broken(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page, at=f"{PARK}&metric=tax")
    assert browser.run("return [document.querySelectorAll('.chart .line.gap').length, document.querySelectorAll('.chart .line').length]") == [1, 1]
    assert "亿元 · 全年" in browser.find("#park .indicator").text


def test_a_line_joins_no_figure_that_is_said_with_another_precision(browser: Browser, trend_page: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    made = trend_page.read_text(encoding="utf-8")
    # 2022, between 2021 and 2023.
    assert '"x":26700000000.0,' in made
    page.write_text(made.replace('"x":26700000000.0,', '"x":26700000000.0,"ql":"about",'), encoding="utf-8")
    browser.open(page, at=f"{PARK}&metric=industrial_output")
    assert browser.run("return document.querySelectorAll('.chart .line').length") == 1
    assert browser.run("return document.title") == "湘潭高新区 · 园区数据报告 · parkhouse"


def test_the_address_says_what_is_shown_and_the_back_button_undoes_it(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page)
    browser.click(browser.find("#parks .park-link"))
    browser.wait("return document.querySelector('#park [data-filter=metric]')")
    browser.choose(browser.find("#park [data-filter=metric]"), "tax")
    browser.wait("return location.hash.includes('metric=tax')")
    browser.wait("return [...document.querySelectorAll('#park h3')].some(found => found.innerText.includes('税收'))")
    browser.driver.refresh()
    assert browser.find("#park [data-filter=metric]").get_attribute("value") == "tax"
    assert {row.text.split()[0] for row in browser.all(f"{VALUES} tbody tr")} == {"税收"}
    browser.driver.back()
    browser.wait("return document.querySelector('#park [data-filter=metric]').value !== 'tax'")
    browser.driver.back()
    browser.wait("return document.querySelector('#parks').offsetParent !== null")
    # An old address still leads there.
    browser.go("#quarantine")
    browser.wait("return document.getElementById('quarantine').getBoundingClientRect().top < 300")


def test_events_are_listed_and_filtered(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page, at="#view=events")
    every = len(browser.all("#events tbody tr"))
    assert every
    field = browser.find("#events input")
    field.send_keys("没有这样的事件")
    assert "没有事件" in browser.find("#events").text
    assert browser.run("return new URLSearchParams(location.hash.slice(1)).get('q')") == "没有这样的事件"
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(Keys.DELETE)
    assert len(browser.all("#events tbody tr")) == every
    browser.click(browser.find("#events button.value"))
    assert _mark(browser)[1]


def test_tables_sort_search_and_give_themselves_as_csv_without_formulas(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page, at=PARK)
    heading = browser.all(f"{VALUES} thead th")[2]
    values = f"return [...document.querySelectorAll(\"{VALUES} tbody tr\")].map(row => (row.cells[2].querySelector('button') || {{title: '0'}}).title).map(t => parseFloat(t.replace(/,/g, '')))"
    heading.find_element("css selector", "button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    found = [value for value in browser.run(values) if value]
    assert found[0] == 40_000_000_000
    heading.find_element("css selector", "button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    name, (head, *rows) = _csv(browser, "button[data-csv$='-values']")
    assert name == "parkhouse-湘潭高新区-values.csv"
    assert {"指标", "时期", "数值", "单位"} <= set(head)
    assert {"32000000000", "40000000000"} <= {row[head.index("数值")] for row in rows}
    # A text that a spreadsheet would take for a formula gets an apostrophe, a number does not.
    browser.go("#view=quality")
    browser.run("document.querySelectorAll('details').forEach(found => { found.open = true; })")
    browser.run(
        "const row = document.querySelector('#checks-table').tBodies[0].rows[0]; row.cells[1].textContent = '=HYPERLINK(1)'; row.cells[2].textContent = '-12.5%';"
    )
    _, (_, first, *_) = _csv(browser, "button[data-csv='checks-passed']")
    assert first[1:3] == ["'=HYPERLINK(1)", "-12.5%"]
    field = browser.find("input[data-search='checks-table']")
    field.send_keys("unique")
    shown = [row.text for row in browser.all("#checks-table tbody tr") if row.is_displayed()]
    assert ["unique_keys" in row for row in shown] == [True]


def test_it_can_be_heard(browser: Browser, trend_page: Path) -> None:
    """Every field, button, table and drawing says what it is; headings do not skip a level."""
    browser.open(trend_page, at=PARK)
    for view in (PARK, "#view=parks", "#view=regions"):
        browser.go(view)
        nameless = browser.run("""return [...document.querySelectorAll('button, a, select, input, table, [role=img], [role=region]')].filter(found => found.offsetParent)
            .filter(found => !(found.getAttribute('aria-label') || found.textContent.trim() || found.caption || found.labels && found.labels.length || found.getAttribute('aria-labelledby'))).map(found => found.outerHTML)""")
        assert nameless == []
        assert browser.run("return [...document.querySelectorAll('table.data')].every(found => found.tHead.querySelectorAll('th[scope=col]').length)")
        levels = browser.run(
            "return [...document.querySelectorAll('h1, h2, h3, h4')].filter(found => found.offsetParent).map(found => Number(found.tagName[1]))"
        )
        assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_on_paper_there_are_no_switches_and_the_ground_is_white(browser: Browser, trend_page: Path) -> None:
    browser.open(trend_page, dark=True, at=PARK)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert browser.run("return getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not browser.find("nav").is_displayed()
    assert browser.find(VALUES).is_displayed()
