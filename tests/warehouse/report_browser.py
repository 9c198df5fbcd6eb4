"""Drives Debian's Chromium for the tests of the report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip

# The page's own listener was added first, and has shown the new address when this one is told.
GO = """
const [address, done] = arguments;
const before = location.hash;
const told = () => done();
addEventListener('hashchange', told, { once: true });
location.hash = address;
if (location.hash === before) {
  removeEventListener('hashchange', told);
  done();
}
"""


class Browser:
    """A browser at a width, light or dark, with what it complained about and what it asked the network for."""

    def __init__(self, chromium: str, driver: str, profile: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(driver))

    def open(self, page: Path, width: int = 1280, dark: bool = False, at: str = "") -> None:
        """Loads a page anew, at a place of it."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500})
        media = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": media})
        # An address that differs behind # alone would not be loaded again.
        self.driver.get("data:,")
        self.complaints(), self.requests()
        self.driver.get(page.as_uri() + at)
        # What is drawn behind the first frame is there too.
        self.painted()

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def wait(self, script: str) -> None:
        """Waits until a script returns something true."""
        WebDriverWait(self.driver, 20).until(lambda driver: driver.execute_script(script))

    def find(self, selector: str) -> WebElement:
        """The first element."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        """Every element."""
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def painted(self) -> None:
        """Waits until the page stands on the screen and its queue is empty: before the first frame keys reach nothing, and hashchange comes behind the click."""
        self.driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));")

    def go(self, address: str) -> None:
        """Another address behind #, until the page has followed it."""
        self.driver.execute_async_script(GO, address)

    def choose(self, element: WebElement, value: str) -> None:
        """An option of a field, and what follows from it."""
        self.run("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change'))", element, value)
        self.painted()

    def click(self, element: WebElement) -> None:
        """A real click in the middle of an element, and what follows from it."""
        self.painted()
        self.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        ActionChains(self.driver).move_to_element(element).click().perform()
        self.painted()

    def press(self, *keys: str) -> None:
        """Keys on the keyboard, one after the other, and what follows from them."""
        self.painted()
        ActionChains(self.driver).send_keys(*keys).perform()
        self.painted()

    def complaints(self) -> list[str]:
        """What the console has said since the last call."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]

    def requests(self) -> list[str]:
        """The addresses asked for since the last call, but for those of the browser's own start page."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]  # type: ignore[no-untyped-call]
        asked = [message["params"]["request"]["url"] for message in messages if message["method"] == "Network.requestWillBeSent"]
        return [address for address in asked if not address.startswith("chrome://")]

    def quit(self) -> None:
        """Ends the browser."""
        self.driver.quit()
