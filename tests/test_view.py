"""The page as text: complete, inert, and asking nothing of any network."""

import base64
import hashlib
import html.parser
import json
import re

import networkx
import pytest
from hand_made_network import hand_made_network

from kg import drawing
from kg.errors import KgError
from kg.view import page

HOSTILE = (
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '"href" </style><style>@import url(http://evil.example/x.css)</style>',
    "<!--<script>",
    "{{script}} \u2028 \u2029 & &lt;",
)


class Reader(html.parser.HTMLParser):
    """The elements of a page with their attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag in ("script", "style"):
            self.texts.setdefault(tag, []).append("")

    def handle_data(self, text: str) -> None:
        if self._open in ("script", "style"):
            self.texts[self._open][-1] += text
        else:
            self.texts.setdefault(self._open, []).append(text)

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    @property
    def data(self) -> dict[str, list[dict[str, object]]]:
        content: dict[str, list[dict[str, object]]] = json.loads(self.texts["script"][0])
        return content


def hostile_network() -> networkx.MultiDiGraph:
    """The network made by hand with hostile text wherever a document can put it."""
    graph = hand_made_network()
    for number, (_, known) in enumerate(graph.nodes(data=True)):
        known["label_en"] = HOSTILE[number % len(HOSTILE)]
        known["class_km"] = HOSTILE[0]
    for *_, known in graph.edges(data=True):
        known["label_km"] = HOSTILE[0]
    return graph


@pytest.fixture(scope="module")
def text() -> str:
    return page(hand_made_network())


@pytest.fixture(scope="module")
def reader(text: str) -> Reader:
    return Reader(text)


def test_the_frame(text: str, reader: Reader) -> None:
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert ("meta", {"charset": "utf-8"}) in reader.elements
    assert reader.texts["title"] == ["Network of development cooperation"]
    graph = hand_made_network()
    assert f"Nodes: {len(graph)} · Connections: {graph.number_of_edges()} · Documents: 1" in text


def test_the_khmer_page_says_so_from_the_start() -> None:
    text = page(hand_made_network(), language="km")
    assert '<html lang="km">' in text
    assert Reader(text).texts["title"] == ["បណ្តាញកិច្ចសហប្រតិបត្តិការអភិវឌ្ឍន៍"]
    assert "ឯកសារ ១" in text


def test_nothing_is_fetched(reader: Reader) -> None:
    for tag, attributes in reader.elements:
        for name in ("src", "srcset", "action", "formaction", "poster", "background", "ping"):
            assert name not in attributes, tag
        assert attributes.get("href", "data:,") == "data:,"
    (style,) = reader.texts["style"]
    assert set(re.findall(r"url\(.{6}", style)) == {'url("data:'}
    assert "@import" not in style
    own = reader.texts["script"][2]
    assert not re.search(r"\bfetch\(|XMLHttpRequest|WebSocket|\bimport\b|innerHTML|insertAdjacentHTML", own)
    assert "sourceMappingURL" not in reader.texts["script"][1]


def test_the_policy_allows_these_scripts_and_this_style_alone(reader: Reader) -> None:
    policy = next(
        str(attributes["content"])
        for tag, attributes in reader.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))

    def digest(content: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [digest(script) for script in reader.texts["script"][1:]]
    assert rules["style-src"] == digest(reader.texts["style"][0])
    assert rules["img-src"] == rules["font-src"] == "data:"
    assert rules.keys() == {
        "default-src", "script-src", "style-src", "img-src", "font-src", "base-uri", "form-action"
    }  # fmt: skip


def test_hostile_labels_stay_text() -> None:
    text = page(hostile_network())
    reader = Reader(text)
    assert [tag for tag, _ in reader.elements].count("script") == 3
    assert text.count("</script>") == 3
    assert not {"img", "iframe", "object"} & {tag for tag, _ in reader.elements}
    names = {str(node["names"]["en"]) for node in reader.data["nodes"]}  # type: ignore[index]
    assert names == set(HOSTILE)
    assert not set("<>&\u2028\u2029") & set(reader.texts["script"][0])


def test_the_data_holds_kinds_with_their_counts_and_every_quotation_once(reader: Reader) -> None:
    counts = {str(kind["name"]): kind["count"] for kind in reader.data["kinds"]}
    assert counts["government"] == 2
    assert counts["agency"] == 4
    assert sum(int(str(count)) for count in counts.values()) == len(reader.data["nodes"])
    places = [(one["document"], one["start"], one["end"]) for one in reader.data["evidence"]]
    assert len(places) == len(set(places))
    assert {"name": "Roads and clinics", "node": next(
        node["id"] for node in reader.data["nodes"] if node["kind"] == "document"
    )} in reader.data["documents"]  # fmt: skip


def test_busy_nodes_are_larger(reader: Reader) -> None:
    size = {str(node["names"]["en"]): node["size"] for node in reader.data["nodes"]}  # type: ignore[index]
    assert size["Government of Japan"] > size["Strategy Four"]  # type: ignore[operator]


def test_documents_may_be_hidden_at_first() -> None:
    assert Reader(page(hand_made_network(), documents=False)).data["hidden"] == ["document"]
    assert Reader(page(hand_made_network())).data["hidden"] == []


def test_same_network_same_bytes(text: str) -> None:
    assert page(hand_made_network()) == text


def test_an_empty_network_is_refused_with_the_remedy() -> None:
    with pytest.raises(KgError, match="kg build"):
        page(networkx.MultiDiGraph())


def test_every_word_that_the_page_asks_for_is_there(text: str) -> None:
    asked = set(re.findall(r'\bword\("(\w+)"\)|data-(?:text|label)="(\w+)"', text))
    names = {one or other for one, other in asked} | {"map", "list"}
    for language in drawing.LANGUAGES:
        assert names <= drawing.words(language)["interface"].keys()
