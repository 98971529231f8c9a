"""The whole graph in every format, read back by somebody else's reader."""

import dataclasses
import errno
import io
import itertools
import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree

import networkx
import pytest
from hand_made import DOCUMENT, EXTRACTION, TEXT
from hand_made_store import store_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from pyoxigraph import Store as Oxigraph

from kg import export, formats, iri, mapping, turtle
from kg.__main__ import main, parser
from kg.errors import UsageError
from kg.formats import FORMATS, Format
from kg.network import network
from kg.store import Store
from kg.vocabulary import RDF, XSD

# No test depends on a clock or on chance.
UNTIMED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
UNIONS = [name for name in SYNTAXES if not FORMATS[name].graphs]
DATASETS = [name for name in SYNTAXES if FORMATS[name].graphs]
AWKWARD = (
    'a "quoted" \\ text\nof lines',
    '"""',
    "ends in a quote\"\n'",
    "\\",
    "\r\n\t",
    " two  spaces ",
    "<b>&amp;]]></b>",
    "ក្រសួង\u200b 😀 \ufeff",
)
CONTROLS = ("\x00", "\x01", "\b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\uffff", "\x0b")
SUBJECT, PREDICATE, GRAPH = NamedNode(iri.ID + "a"), NamedNode("http://example.org/p"), NamedNode("urn:g")
PLAIN = st.text(st.characters(codec="utf-8"))


def hand_made_quads() -> list[Quad]:
    """Two documents that tell the same, with what the register says of the things they name."""
    again = dataclasses.replace(DOCUMENT, path="again.txt", sha256="f" * 64)
    return list(store_of(EXTRACTION, dataclasses.replace(EXTRACTION, document=again)).quads())


def filled(quads: Iterable[Quad]) -> Store:
    oxigraph = Oxigraph()
    for quad in quads:
        oxigraph.add(quad)
    return Store(oxigraph)


def written(store: Store, name: str) -> bytes:
    stream = io.BytesIO()
    export.write(store, FORMATS[name], stream)
    return stream.getvalue()


def said(*objects: Literal) -> Store:
    """A store in which one thing has some values."""
    return filled(Quad(SUBJECT, PREDICATE, value, GRAPH) for value in objects)


@pytest.fixture(scope="module")
def store() -> Store:
    return filled(hand_made_quads())


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A store on disk."""
    path = tmp_path / "store"
    with Store.open(path) as store:
        for graph, quads in itertools.groupby(hand_made_quads(), lambda quad: quad.graph_name):
            assert isinstance(graph, NamedNode)
            store.replace(graph, quads)
    return str(path)


def test_there_is_a_test_for_every_format() -> None:
    assert set(FORMATS) == {*SYNTAXES, "graphml"}


@pytest.mark.parametrize("name", UNIONS)
def test_a_format_without_graphs_holds_the_union(store: Store, name: str) -> None:
    triples = {quad.triple for quad in parse(written(store, name), SYNTAXES[name])}
    assert triples == {quad.triple for quad in store.quads()}


@pytest.mark.parametrize("name", DATASETS)
def test_a_format_with_graphs_holds_all_quads(store: Store, name: str) -> None:
    assert set(parse(written(store, name), SYNTAXES[name])) == set(store.quads())


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_what_two_documents_say_comes_once(store: Store, name: str) -> None:
    triples = [quad.triple for quad in parse(written(store, name), SYNTAXES[name])]
    assert len(triples) == len(set(triples)) < store.size()


@pytest.mark.parametrize("name", FORMATS)
def test_the_order_in_which_a_store_was_filled_does_not_show(store: Store, name: str) -> None:
    assert written(filled(hand_made_quads()[::-1]), name) == written(store, name)


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_store_gives_a_document_without_statements(name: str) -> None:
    content = written(filled([]), name)
    if name == "graphml":
        assert len(networkx.read_graphml(io.BytesIO(content))) == 0
    else:
        assert list(parse(content, SYNTAXES[name])) == []


@pytest.mark.parametrize("name", SYNTAXES)
@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_survives(name: str, text: str) -> None:
    objects = {Literal(text), Literal(text, language="km"), Literal(text, datatype=PREDICATE)}
    found = {quad.object for quad in parse(written(said(*objects), name), SYNTAXES[name])}
    assert found == objects


@pytest.mark.parametrize("name", [name for name in SYNTAXES if name != "rdfxml"])
@pytest.mark.parametrize("sign", CONTROLS)
def test_a_control_character_survives(name: str, sign: str) -> None:
    literal = Literal(f"a{sign}b")
    assert [quad.object for quad in parse(written(said(literal), name), SYNTAXES[name])] == [literal]


@pytest.mark.parametrize("name", ["rdfxml", "graphml"])
@pytest.mark.parametrize("sign", CONTROLS)
def test_a_control_character_leaves_xml_that_readers_take(name: str, sign: str) -> None:
    document = dataclasses.replace(DOCUMENT, text=TEXT.replace("over 33", f"over{sign}33"))
    quads = mapping.quads(dataclasses.replace(EXTRACTION, document=document), fingerprint="test")
    text = "".join(ElementTree.fromstring(written(filled(quads), name)).itertext())
    assert re.search("over.?33.6 million dollars", text, re.DOTALL), "the words around the sign are lost"


@pytest.mark.parametrize(
    "local", ["a.b", "a.", "-a", "a-b", "a/b", "a#b", "a%20b", "ក", "a~b", "a'b", "a(b)", "", "a:b", "_", "0"]
)
def test_an_iri_of_a_known_namespace_survives(local: str) -> None:
    node = NamedNode(iri.ID + local)
    text = turtle.head() + turtle.block(node, [Triple(node, NamedNode(iri.NAMESPACE + local), node)])
    (quad,) = parse(text, RdfFormat.TURTLE)
    assert (quad.subject, quad.predicate, quad.object) == (node, NamedNode(iri.NAMESPACE + local), node)


def read_back(*objects: Literal) -> set[object]:
    triples = [Triple(SUBJECT, PREDICATE, value) for value in objects]
    return {quad.object for quad in parse(turtle.head() + turtle.block(SUBJECT, triples), RdfFormat.TURTLE)}


@UNTIMED
@given(PLAIN)
def test_any_text_survives_turtle(text: str) -> None:
    assert read_back(Literal(text)) == {Literal(text)}


@UNTIMED
@given(PLAIN, st.sampled_from(["en", "km", "en-gb", "zh-hant-tw", "x-private"]))
def test_any_text_in_a_language_survives_turtle(text: str, language: str) -> None:
    assert read_back(Literal(text, language=language)) == {Literal(text, language=language)}


@UNTIMED
@given(PLAIN, st.sampled_from([XSD.decimal, XSD.boolean, XSD.double, XSD.date, XSD.anyURI, PREDICATE]))
@example("true", XSD.boolean)
@example("1e5", XSD.double)
@example("7", XSD.decimal)
def test_any_text_with_a_datatype_survives_turtle(text: str, datatype: NamedNode) -> None:
    assert read_back(Literal(text, datatype=datatype)) == {Literal(text, datatype=datatype)}


@UNTIMED
@given(PLAIN)
@example("007")
@example("-5")
@example("+5")
@example("5.")
@example("٣")
@example("²")
def test_any_whole_number_survives_turtle(text: str) -> None:
    assert read_back(Literal(text, datatype=XSD.integer)) == {Literal(text, datatype=XSD.integer)}


@UNTIMED
@given(st.sets(PLAIN, min_size=1, max_size=5))
def test_several_values_of_a_property_survive_turtle(texts: set[str]) -> None:
    literals = {Literal(text) for text in texts} | {Literal(text, language="en") for text in texts}
    assert read_back(*literals) == literals


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_subjects_are_sorted(store: Store, name: str) -> None:
    groups = [
        subject.value  # type: ignore[union-attr]
        for subject, _ in itertools.groupby(
            parse(written(store, name), SYNTAXES[name]), lambda quad: quad.subject
        )
    ]
    assert groups == sorted(set(groups))


@pytest.mark.parametrize("name", ["turtle", "trig"])
def test_the_class_is_said_first_of_everything(store: Store, name: str) -> None:
    groups = itertools.groupby(
        parse(written(store, name), SYNTAXES[name]), lambda quad: (quad.graph_name, quad.subject)
    )
    said_of = [[quad.predicate for quad in group] for _, group in groups]
    assert all(RDF.type not in predicates or predicates[0] == RDF.type for predicates in said_of)
    assert sum(RDF.type in predicates for predicates in said_of) > 100


def test_a_subject_of_turtle_has_one_block(store: Store) -> None:
    text = written(store, "turtle").decode()
    blocks = re.findall(r"^(\S+) ", text.split("\n\n", 1)[1], re.M)
    assert len(blocks) == len(set(blocks)) == len(store.subjects())


def test_graphs_of_trig_are_sorted_and_come_once(store: Store) -> None:
    graphs = [
        graph.value  # type: ignore[union-attr]
        for graph, _ in itertools.groupby(
            parse(written(store, "trig"), RdfFormat.TRIG), lambda quad: quad.graph_name
        )
    ]
    assert graphs == [graph.value for graph in store.graphs()]


def test_turtle_is_written_with_prefixes_and_plain_numbers(store: Store) -> None:
    text = written(store, "turtle").decode()
    assert "\nid:person-chea-sok a devcoop:Person ;\n    skos:prefLabel " in text
    assert "devcoop:attendance 50 " in text
    assert re.findall(f"<{re.escape(iri.NAMESPACE)}[^>]+>", text.split("\n\n", 1)[1]) == []


def test_graphml_has_the_network_of_the_page(store: Store) -> None:
    graph = networkx.read_graphml(io.BytesIO(written(store, "graphml")))
    expected = network(store.select)
    assert set(graph) == set(expected)
    assert graph.number_of_edges() == expected.number_of_edges() > 20
    assert graph.nodes[iri.ID + "person-chea-sok"]["label_en"] == "Chea Sok"
    assert graph.nodes[iri.ID + "government-jp"]["label_km"] == "រដ្ឋាភិបាលជប៉ុន"


def test_edges_of_graphml_have_the_words_behind_them(store: Store) -> None:
    graph = networkx.read_graphml(io.BytesIO(written(store, "graphml")))
    quotes = {line for *_, known in graph.edges(data=True) for line in known.get("evidence", "").split("\n")}
    assert "Japan through JICA gave Cambodia “over 33.6 million dollars” in grants" in quotes
    assert all(line in " ".join(TEXT.split()) for line in quotes)


def test_edges_of_graphml_have_every_attribute(store: Store) -> None:
    graph = networkx.read_graphml(io.BytesIO(written(store, "graphml")))
    for *_, known in graph.edges(data=True):
        assert {"kind", "label_en", "label_km"} <= known.keys()


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_the_ending_chooses_the_format(form: Format) -> None:
    assert formats.chosen(None, f"a folder.x/graph{form.ending}") is form
    assert formats.chosen(None, f"graph{form.ending.upper()}") is form


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_name_goes_before_the_ending(form: Format) -> None:
    assert formats.chosen(form.name, "graph.ttl") is form
    assert formats.chosen(form.name, "graph.unknown") is form


@pytest.mark.parametrize("output", [None, "-"])
def test_standard_output_gets_turtle(output: str | None) -> None:
    assert formats.chosen(None, output).name == "turtle"


@pytest.mark.parametrize("output", ["graph.xls", "graph", "ttl", ".ttl"])
def test_an_ending_that_tells_nothing_is_wrong_usage(output: str) -> None:
    with pytest.raises(UsageError, match="its ending tells no format"):
        formats.chosen(None, output)


def test_the_command_offers_the_formats_that_there_are() -> None:
    commands = next(action for action in parser()._actions if action.dest == "command")
    options = commands.choices["export"]._actions  # type: ignore[index, call-overload, union-attr]
    assert next(tuple(o.choices) for o in options if "--format" in o.option_strings) == tuple(FORMATS)


@pytest.mark.parametrize("arguments", [[], ["-o", "-"]])
def test_the_command_writes_turtle_to_standard_output(
    folder: str, store: Store, arguments: list[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", "--store", folder, *arguments]) == 0
    assert capfdbinary.readouterr().out == written(store, "turtle")


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_the_command_writes_a_file_in_the_format_of_its_ending(
    folder: str, store: Store, tmp_path: Path, form: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "new" / f"graph{form.ending}"
    assert main(["export", "--store", folder, "-o", str(output)]) == 0
    assert output.read_bytes() == written(store, form.name)
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"{output}: {store.size():,} statements as {form.name}.\n"


def test_an_unknown_ending_ends_with_2_and_no_file(folder: str, tmp_path: Path) -> None:
    output = tmp_path / "graph.xls"
    assert main(["export", "--store", folder, "-o", str(output)]) == 2
    assert not output.exists()


def test_a_store_that_is_not_there_ends_with_1_and_the_earlier_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "graph.ttl"
    output.write_text("earlier")
    assert main(["export", "--store", str(tmp_path / "none"), "-o", str(output)]) == 1
    assert output.read_text() == "earlier"
    assert "kg build" in capsys.readouterr().err


def test_a_failed_export_leaves_the_earlier_file(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def half(store: Store, form: Format, stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export, "write", half)
    output = tmp_path / "graphs" / "graph.ttl"
    output.parent.mkdir()
    output.write_text("earlier")
    assert main(["export", "--store", folder, "-o", str(output)]) == 1
    assert output.read_text() == "earlier"
    assert list(output.parent.iterdir()) == [output]
    assert f"{output}: cannot be written (No space left on device)" in capsys.readouterr().err


def test_an_export_into_a_folder_that_is_a_file_is_refused(folder: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert main(["export", "--store", folder, "-o", str(tmp_path / "file" / "graph.ttl")]) == 1


def test_a_format_is_not_guessed_from_a_wrong_name() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", "--format", "n3"])
    assert stopped.value.code == 2


@pytest.mark.parametrize("name", SYNTAXES)
def test_twice_the_statements_take_twice_the_room(name: str) -> None:
    def length(count: int) -> int:
        quads = (
            Quad(NamedNode(f"{iri.ID}thing-{at:05}"), PREDICATE, Literal(f"value {at % 7}"), GRAPH)
            for at in range(count)
        )
        return len(written(filled(quads), name)) - len(written(filled([]), name))

    assert length(400) == pytest.approx(2 * length(200), rel=0.02)


def test_many_values_of_one_subject_take_room_in_proportion() -> None:
    short, long = (
        len(written(said(*(Literal(f"{at:05}") for at in range(n))), "turtle")) for n in (200, 400)
    )
    head = len(turtle.head())
    assert long - head == pytest.approx(2 * (short - head), rel=0.02)
