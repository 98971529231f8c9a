"""From the graph to the network: which nodes and edges, how they are called, which words stand behind them."""

import dataclasses
import random

import hand_made
import networkx
import pytest
from hand_made_network import asking, hand_made_network, hand_made_quads
from pyoxigraph import Literal, NamedNode, Quad

from kg import drawing, iri, mapping, ontology
from kg.model import Extraction
from kg.network import network
from kg.statements import Evidence, marked
from kg.vocabulary import DEVCOOP, ORG, RDF, SKOS

REGISTER = NamedNode(iri.REGISTER_GRAPH)


@pytest.fixture(scope="module")
def graph() -> networkx.MultiDiGraph:
    return hand_made_network()


def label(graph: networkx.MultiDiGraph, node: str, language: str = "en") -> str:
    return str(graph.nodes[node][f"label_{language}"])


def edges(graph: networkx.MultiDiGraph) -> set[tuple[str, str, str]]:
    return {
        (label(graph, one), known["label_en"], label(graph, other))
        for one, other, known in graph.edges(data=True)
    }


def find(graph: networkx.MultiDiGraph, name: str) -> dict[str, object]:
    found = [known for _, known in graph.nodes(data=True) if known["label_en"] == name]
    assert len(found) == 1, name
    return dict(found[0])


@pytest.mark.parametrize(
    ("name", "kind", "khmer", "special"),
    [
        ("Government of Japan", "government", "រដ្ឋាភិបាលជប៉ុន", "Government"),
        ("Ministry of Health", "agency", "ក្រសួងសុខាភិបាល", "Ministry"),
        ("JICA", "agency", "JICA", "Public agency"),
        ("World Bank", "organisation", "ធនាគារពិភពលោក", "Development bank"),
        ("Chea Sok", "official", "Chea Sok", "Person"),
        ("Health", "sector", "សុខាភិបាល", "Sector"),
        ("Strategy Four", "strategy", "យុទ្ធសាស្ត្រទី៤", "Strategy"),
        ("Over 33,600,000.5 USD", "money", "ជាង ៣៣,៦០០,០០០.៥ ដុល្លារអាមេរិក", "Commitment"),
        (
            "Consultation, 22–23 July 2020",
            "meeting",
            "កិច្ចពិគ្រោះយោបល់, ថ្ងៃទី២២–២៣ ខែកក្កដា ឆ្នាំ២០២០",
            "Meeting",
        ),
        (
            "Notes <script>alert('x')</script>",
            "agreement",
            "Notes <script>alert('x')</script>",
            "Agreement",
        ),
        ("Clinics Project", "activity", "Clinics Project", "Activity"),
        ("Phnom Penh", "place", "ភ្នំពេញ", "Place"),
        ("Count does not match", "inconsistency", "ចំនួនមិនត្រូវនឹងបញ្ជី", "Inconsistency"),
        ("Roads and clinics", "document", "Roads and clinics", "Document"),
    ],
)
def test_every_kind_of_thing_is_a_node(
    graph: networkx.MultiDiGraph, name: str, kind: str, khmer: str, special: str
) -> None:
    known = find(graph, name)
    assert (known["kind"], known["label_km"], known["class_en"]) == (kind, khmer, special)


@pytest.mark.parametrize(
    ("source", "says", "target"),
    [
        ("Government of Japan", "provides", "Over 33,600,000.5 USD"),
        ("Over 33,600,000.5 USD", "goes to", "Royal Government of Cambodia"),
        ("JICA", "implements", "Over 33,600,000.5 USD"),
        ("Over 33,600,000.5 USD", "for the sector", "Roads"),
        ("Chea Sok", "chairs", "Consultation, 22–23 July 2020"),
        ("Government of Japan", "takes part in", "Consultation, 22–23 July 2020"),
        ("Consultation, 22–23 July 2020", "takes place in", "Phnom Penh"),
        ("Chea Sok", "Minister", "Ministry of Health"),
        ("Chea Sok", "signs", "Notes <script>alert('x')</script>"),
        ("Royal Government of Cambodia", "is a party to", "Notes <script>alert('x')</script>"),
        ("World Bank", "is a partner in", "Clinics Project"),
        ("Clinics Project", "is carried out in", "Phnom Penh"),
        ("Government of Japan", "has as a priority", "Roads"),
        ("Government of Japan", "is aligned with", "Strategy Four"),
        ("Board", "is part of", "Council"),
        ("Roads and clinics", "draws on", "Board"),
        ("Over 33,600,000.5 USD", "is stated in", "Roads and clinics"),
        ("Count does not match", "is stated in", "Roads and clinics"),
    ],
)
def test_every_side_of_a_fact_is_an_edge(
    graph: networkx.MultiDiGraph, source: str, says: str, target: str
) -> None:
    assert (source, says, target) in edges(graph)


def test_an_edge_quotes_the_words_and_marks_who_is_meant(graph: networkx.MultiDiGraph) -> None:
    known = next(known for _, _, known in graph.edges(data=True) if known["label_en"] == "provides")
    (quotation,) = known["evidence"]
    assert quotation.quote == "Japan through JICA gave Cambodia “over 33.6 million dollars” in grants"
    assert [quotation.quote[start:end] for start, end in quotation.marks] == ["Japan"]
    assert hand_made.TEXT[quotation.start : quotation.end] == quotation.quote
    assert hand_made.TEXT[: quotation.start].endswith(quotation.prefix)
    assert hand_made.TEXT[quotation.end :].startswith(quotation.suffix)
    assert quotation.document_name == "Roads and clinics"
    assert known["label_km"] == "ផ្តល់"


@pytest.mark.parametrize(
    ("node", "name", "value", "khmer"),
    [
        ("Over 33,600,000.5 USD", "period", "2019–2023", "២០១៩–២០២៣"),
        ("Over 33,600,000.5 USD", "status", "Disbursed", "បានផ្តល់ជូន"),
        ("Over 33,600,000.5 USD", "kind of support", "Grant", "ជំនួយឥតសំណង"),
        ("Consultation, 22–23 July 2020", "attendance", "50", "៥០"),
        ("Clinics Project", "period", "22 years", "២២ ឆ្នាំ"),
        ("Count does not match", "Finding", *hand_made.FINDING.message.values()),
        ("Roads and clinics", "File", "clinics.txt", "clinics.txt"),
        ("Government of Japan", "Other name", "Japan", "Japan"),
    ],
)
def test_values_are_details(
    graph: networkx.MultiDiGraph, node: str, name: str, value: str, khmer: str
) -> None:
    details = find(graph, node)["details"]
    assert isinstance(details, tuple)
    assert (name, value, khmer) in {(one.name_en, one.value_en, one.value_km) for one in details}


def test_a_post_without_organisation_is_a_detail_of_its_holder() -> None:
    post = next(fact for fact in hand_made.FACTS if fact.type == "position")
    roles = {role: side for role, side in post.roles.items() if role != "organisation"}
    fact = dataclasses.replace(post, roles=roles)
    entities = {hand_made.CHEA.id: hand_made.CHEA}
    quads = mapping.quads(Extraction(hand_made.DOCUMENT, entities, (fact,)), fingerprint="test")
    graph = network(asking(quads))
    assert ("Chea Sok", "is named in", "Roads and clinics") in edges(graph)
    (detail,) = find(graph, "Chea Sok")["details"]  # type: ignore[misc]
    assert (detail.name_en, detail.value_en) == ("Position", "Minister")
    assert [quotation.quote for quotation in detail.evidence] == [
        "Minister Chea Sok of the Ministry of Health"
    ]


def test_the_register_joins_what_documents_name_and_adds_codes() -> None:
    board, council, other = (NamedNode(iri.ID + name) for name in ("a-board", "a-council", "not-named"))
    named = [NamedNode(hand_made.MINISTRY.id), NamedNode(hand_made.COUNCIL.id)]
    register = [
        Quad(named[0], ORG.subOrganizationOf, named[1], REGISTER),
        Quad(board, ORG.subOrganizationOf, council, REGISTER),
        Quad(named[0], SKOS.notation, Literal("KH-MOH"), REGISTER),
        Quad(other, RDF.type, DEVCOOP.Agency, REGISTER),
    ]
    graph = network(asking([*hand_made_quads(), *register]))
    assert graph.get_edge_data(named[0].value, named[1].value)[0]["evidence"] == ()
    assert not {board.value, council.value, other.value} & set(graph)
    details = find(graph, "Ministry of Health")["details"]
    assert [one.value_en for one in details if one.findable] == ["KH-MOH"]  # type: ignore[attr-defined]


def test_two_documents_that_state_one_post_make_one_edge_with_both_quotations() -> None:
    second = dataclasses.replace(
        hand_made.EXTRACTION,
        document=dataclasses.replace(hand_made.DOCUMENT, sha256="f" * 64, title="Another"),
    )
    quads = [*hand_made_quads(), *mapping.quads(second, fingerprint="test")]
    graph = network(asking(quads))
    posts = [known for _, _, known in graph.edges(data=True) if known["kind"] == "Position"]
    assert len(posts) == 1
    assert sorted(quotation.document_name for quotation in posts[0]["evidence"]) == [
        "Another",
        "Roads and clinics",
    ]


def test_the_order_of_the_graph_does_not_show() -> None:
    quads = hand_made_quads()
    random.Random(3).shuffle(quads)
    first, second = hand_made_network(), network(asking(quads))
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(data=True)) == list(second.edges(data=True))


def test_an_empty_graph_is_an_empty_network() -> None:
    assert len(network(asking([]))) == 0


def quotation(start: int, end: int, *marks: tuple[int, int], document: str = "d") -> Evidence:
    return Evidence(document, start, end, "x" * (end - start), marks=marks)


@pytest.mark.parametrize(
    ("quotations", "mentions", "expected"),
    [
        ([(0, 9)], [(2, 4)], [(0, 9, [(2, 4)])]),
        ([(0, 9), (5, 20)], [(6, 8)], [(0, 9, [(6, 8)]), (5, 20, [(1, 3)])]),
        ([(0, 9)], [(8, 12)], [(0, 9, []), (8, 12, [(0, 4)])]),
        ([(10, 20)], [(12, 14), (10, 11)], [(10, 20, [(0, 1), (2, 4)])]),
        ([], [(3, 5)], [(3, 5, [(0, 2)])]),
    ],
)
def test_mentions_are_marked_in_the_quotations_around_them(
    quotations: list[tuple[int, int]],
    mentions: list[tuple[int, int]],
    expected: list[tuple[int, int, list[tuple[int, int]]]],
) -> None:
    found = marked([quotation(*place) for place in quotations], [quotation(*place) for place in mentions])
    assert [(one.start, one.end, list(one.marks)) for one in found] == expected


def test_a_mention_in_another_document_marks_nothing() -> None:
    (own, other) = marked([quotation(0, 9)], [quotation(2, 4, document="e")])
    assert (own.marks, other.marks) == ((), ((0, 2),))


def test_every_class_is_drawn_and_every_drawn_class_exists() -> None:
    known = drawing.load()
    terms = ontology.load()
    facts = {one.value.removeprefix(iri.NAMESPACE) for one in terms.classes.values()}
    drawn = {name for kind in known.kinds for name in kind.classes} | set(known.links)
    assert facts <= drawn
    for name in drawn:
        assert terms.entity_class(name)
    agents = {below.value for below, above in terms.subclasses if above == DEVCOOP.Organisation}
    assert all(known.kind([one]) for one in agents)


def test_every_relation_of_the_data_is_a_property_of_the_ontology() -> None:
    known = drawing.load()
    terms = ontology.load()
    names = {*known.roles} - {"namedIn"} | {
        end for link in known.links.values() for end in (link.source, link.target)
    }
    names |= {name for kind in known.kinds for caption in kind.caption for name in caption}
    assert [name for name in sorted(names) if (DEVCOOP.__getattr__(name), "km") not in terms.labels] == []


def test_kinds_differ_in_colour_or_shape_and_both_languages_have_all_words() -> None:
    known = drawing.load()
    assert len({kind.shape for kind in known.kinds}) == len(known.kinds)
    assert {kind.shape for kind in known.kinds} == set(known.shapes)
    english, khmer = drawing.words("en"), drawing.words("km")
    for part in ("values", "interface", "languages"):
        assert english[part].keys() == khmer[part].keys()
    for text in [*known.kinds, *known.roles.values(), *(link.relation for link in known.links.values())]:
        assert set(text.label) == set(drawing.LANGUAGES)
