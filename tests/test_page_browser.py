"""The page in a real browser, opened from disk without a network."""

from pathlib import Path

import pytest
from browser import Browser, browser
from hand_made import at
from hand_made_network import hand_made_network
from selenium.webdriver.common.keys import Keys
from test_view import HOSTILE, hostile_network

from kg.view import page

__all__ = ["browser"]  # the fixture
pytestmark = pytest.mark.browser

SECTOR, ACCENT = "#cc79a7", "#0a5fa3"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_text(page(hand_made_network()), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Browser:
    browser.open(file)
    return browser


def search(browser: Browser, text: str) -> None:
    box = browser.find("#search")
    box.clear()
    box.send_keys(text)


def choose(browser: Browser, text: str) -> None:
    search(browser, text)
    browser.find("#search").send_keys(Keys.ENTER)
    browser.settle()


def test_it_opens_without_errors_and_asks_for_nothing_but_itself(opened: Browser, file: Path) -> None:
    choose(opened, "Japan")
    assert opened.errors() == []
    assert [url for url in opened.requests() if not url.startswith("data:")] == [file.as_uri()]


def test_the_drawing_shows_every_kind(opened: Browser) -> None:
    for colour in opened.run("return JSON.parse(document.getElementById('data').textContent).kinds"):
        assert len(opened.pixels(colour["colour"])) > 20, colour["name"]


def test_the_header_counts_and_the_legend_lists_kinds(opened: Browser) -> None:
    graph = hand_made_network()
    assert opened.texts("h1") == ["Network of development cooperation"]
    assert f"Nodes: {len(graph)} " in opened.texts("#counts")[0]
    rows = dict(zip(opened.texts("#kinds .label"), opened.texts("#kinds .count"), strict=True))
    assert rows["Governments"] == "2"
    assert rows["Contradictions and gaps"] == "1"
    assert len(opened.texts("#kinds svg")) == len(rows) == 13


def test_the_legend_filters(opened: Browser) -> None:
    assert opened.pixels(SECTOR)
    box = opened.find("[data-kind=sector]")
    box.send_keys(Keys.SPACE)
    opened.settle()
    assert opened.pixels(SECTOR) == []
    assert opened.run("return document.activeElement.dataset.kind") == "sector"
    opened.find("#all").click()
    opened.settle()
    assert opened.pixels(SECTOR)
    opened.find("#none").click()
    opened.find("#list-switch").click()
    assert opened.texts("#list button") == []


def test_a_click_on_a_node_opens_its_panel(opened: Browser) -> None:
    places = opened.pixels(SECTOR)
    opened.click(*places[len(places) // 4])
    assert opened.texts("#panel .top span") == ["Sector"]
    assert opened.texts("#panel h2")[0] in ("Health", "Roads")


def test_the_panel_quotes_the_words_with_the_filler_marked(opened: Browser) -> None:
    choose(opened, "33,600")
    assert opened.texts("#panel h2") == ["Over 33,600,000.5 USD"]
    assert opened.texts("#panel .other") == ["ជាង ៣៣,៦០០,០០០.៥ ដុល្លារអាមេរិក"]
    said = opened.texts("#panel .said")
    assert "Government of Japan — provides → Over 33,600,000.5 USD" in said
    item = f"#panel li:nth-child({said.index('Government of Japan — provides → Over 33,600,000.5 USD') + 1})"
    assert "…ភ្នំពេញៈ Japan through JICA gave Cambodia" in opened.texts(f"{item} blockquote")[0]
    assert opened.texts(f"{item} mark") == ["Japan"]
    words = at("Japan through JICA gave Cambodia “over 33.6 million dollars” in grants")
    assert opened.texts(f"{item} cite") == [f"Roads and clinics · characters {words.start}–{words.end}"]


def test_neighbours_and_documents_can_be_followed(opened: Browser) -> None:
    choose(opened, "33,600")
    opened.find("#panel li .link").click()
    assert opened.texts("#panel h2") != ["Over 33,600,000.5 USD"]
    opened.find("#panel cite .link").click()
    assert opened.texts("#panel h2") == ["Roads and clinics"]


def test_a_click_on_an_edge_shows_its_evidence(opened: Browser) -> None:
    choose(opened, "Strategy Four")
    places = opened.pixels(ACCENT)
    assert places
    opened.click(*places[len(places) // 2])
    assert opened.texts("#panel .top span") == ["Connection"]
    assert opened.texts("#panel .said") == ["Government of Japan — is aligned with → Strategy Four"]
    assert opened.texts("#panel mark") == ["Japan", "Strategy Four"]


def test_search_knows_both_languages_and_keys(opened: Browser) -> None:
    opened.find("body").send_keys("/")
    assert opened.run("return document.activeElement.id") == "search"
    search(opened, "រដ្ឋាភិបាល")
    assert len(opened.texts("#results [role=option]")) == 2
    assert opened.find("#search").get_attribute("aria-expanded") == "true"
    search(opened, "HEALTH")
    first, *others = opened.texts("#results [role=option]")
    assert first.startswith("Health")
    assert others[0].startswith("Ministry of Health")
    opened.find("#search").send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert opened.texts("#panel h2") == ["Ministry of Health"]
    search(opened, "zzzz")
    assert opened.texts("#results li") == ["Nothing found"]


def test_escape_closes_the_panel(opened: Browser) -> None:
    choose(opened, "Chea")
    assert opened.find("#panel").is_displayed()
    opened.find("#panel").send_keys(Keys.ESCAPE)
    assert not opened.find("#panel").is_displayed()
    assert opened.run("return document.activeElement.id") == "search"


def test_the_language_switch_changes_interface_labels_and_drawing(opened: Browser) -> None:
    choose(opened, "Health")
    picture = "return document.querySelector('#drawing canvas').toDataURL()"
    before = opened.run(picture)
    opened.find("[data-language=km]").click()
    opened.settle()
    assert opened.run("return document.documentElement.lang") == "km"
    assert opened.texts("h1") == ["បណ្តាញកិច្ចសហប្រតិបត្តិការអភិវឌ្ឍន៍"]
    assert opened.texts("#panel h2") == ["សុខាភិបាល"]
    assert "រដ្ឋាភិបាល" in opened.texts("#kinds .label")
    assert opened.find("#search").get_attribute("placeholder") == "ស្វែងរកឈ្មោះ ឬកូដ"
    assert opened.run(picture) != before
    assert opened.run("return document.fonts.check('13px \"Page Khmer\"', 'ក')")


def test_the_list_holds_every_node_as_a_button(opened: Browser) -> None:
    opened.find("#list-switch").click()
    names = sorted(known["label_en"] for _, known in hand_made_network().nodes(data=True))
    assert sorted(opened.texts("#list button")) == names
    opened.find("#list button").click()
    assert opened.find("#panel").is_displayed()


def test_it_stands_still(opened: Browser) -> None:
    picture = "return document.querySelector('#drawing canvas').toDataURL()"
    before = opened.run(picture)
    opened.settle()
    assert opened.run(picture) == before


def test_zoom_buttons(opened: Browser) -> None:
    before = len(opened.pixels(SECTOR))
    opened.find("#zoom-in").click()
    opened.settle()
    larger = len(opened.pixels(SECTOR))
    assert larger > before
    opened.find("#fit").click()
    opened.settle()
    assert abs(len(opened.pixels(SECTOR)) - before) < larger - before


def test_it_fits_a_phone(browser: Browser, file: Path) -> None:
    metrics = {"width": 390, "height": 800, "deviceScaleFactor": 2, "mobile": True}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        browser.open(file)
        choose(browser, "Japan")
        assert browser.run("return document.documentElement.scrollWidth") <= 390
        assert browser.find("#panel").rect["width"] <= 390
        assert browser.run("return document.getElementById('legend').open") is False
    finally:
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_hostile_labels_are_shown_and_do_nothing(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(page(hostile_network()), encoding="utf-8")
    browser.open(path)
    for text in HOSTILE:
        choose(browser, text[:12])
        assert browser.find("#panel").is_displayed()
    browser.find("[data-language=km]").click()
    browser.find("#list-switch").click()
    browser.settle()
    assert set(browser.texts("#panel .other")) <= set(HOSTILE)
    assert browser.run("return window.hacked") is None
    assert browser.run("return document.querySelectorAll('img, iframe').length") == 0
    assert browser.errors() == []
    assert [url for url in browser.requests() if not url.startswith("data:")] == [path.as_uri()]
