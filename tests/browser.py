"""A real browser for the tests of the page: Chromium without a window and without a network."""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait


class Browser:
    """A page in Chromium, and what the tests ask of it."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, path: Path) -> None:
        """Open a page from disk and wait until its drawing and its font are there."""
        self.errors()
        self.requests()
        self.driver.get(path.as_uri())
        self.wait("return document.fonts.status === 'loaded' && document.querySelector('#drawing canvas')")
        self.settle()

    def settle(self) -> None:
        """Wait until what was asked for is drawn: two frames, and the glide to a place."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 450)))"
        )

    def wait(self, script: str) -> None:
        """Wait for a script to return something true."""
        WebDriverWait(self.driver, 20).until(lambda driver: driver.execute_script(script))

    def find(self, selector: str) -> WebElement:
        """The first element that a CSS selector names."""
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements that a CSS selector names."""
        found: list[str] = self.driver.execute_script(
            "return [...document.querySelectorAll(arguments[0])].map((one) => one.textContent)", selector
        )
        return found

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def errors(self) -> list[str]:
        """What the console complained of since last asked."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """The addresses asked for since last asked."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event for event in events if event["method"] == "Network.requestWillBeSent"]
        return [event["params"]["request"]["url"] for event in sent]

    def pixels(self, colour: str) -> list[tuple[float, float]]:
        """The places (from the drawing's corner, in CSS pixels) that have exactly a colour such as ``#cc79a7``."""
        found: list[tuple[float, float]] = self.run(
            """const canvas = document.querySelector("#drawing canvas");
            const wanted = arguments[0].match(/\\w\\w/g).map((part) => parseInt(part, 16));
            const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            const ratio = canvas.width / canvas.clientWidth;
            const places = [];
            for (let at = 0; at < data.length; at += 4) {
              if (wanted.every((part, index) => data[at + index] === part) && data[at + 3] === 255) {
                places.push([(at / 4 % width) / ratio, Math.floor(at / 4 / width) / ratio]);
              }
            }
            return places;""",
            colour,
        )
        return found

    def click(self, x: float, y: float) -> None:
        """Click on the drawing."""
        actions = webdriver.ActionChains(self.driver, duration=0)
        drawing = self.find("#drawing")
        size = drawing.size
        actions.move_to_element_with_offset(
            drawing, round(x - size["width"] / 2), round(y - size["height"] / 2)
        )
        actions.click().perform()
        self.settle()


def _start() -> webdriver.Chrome:
    binary = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        raise WebDriverException(
            "chromium and chromedriver are not installed (apt: chromium chromium-driver)"
        )
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1300,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, offline. Where it is missing the test is skipped, but in continuous integration it fails."""
    try:
        driver = _start()
    except WebDriverException as error:
        reason = f"no browser: {error.msg}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        driver.execute_cdp_cmd("Network.enable", {})
        offline = {"offline": True, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
        driver.execute_cdp_cmd("Network.emulateNetworkConditions", offline)
        yield Browser(driver)
    finally:
        driver.quit()
