"""Answers as tables for the eye and in the formats of the W3C, each read back by somebody else's reader."""

import csv
import io
import json
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from pyoxigraph import Store as Oxigraph

from kg import iri, results, table
from kg.errors import UsageError
from kg.vocabulary import XSD

# No test depends on a clock or on chance.
UNTIMED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

SUM = Literal("33600000.5", datatype=XSD.decimal)
KHMER = "ក្រសួងសុខាភិបាល"
AWKWARD = 'a "quote", a\nline, a\ttab, <b> & ក្រសួង 😀'
ROWS = """
SELECT ?who ?amount ?what {
  VALUES (?who ?amount ?what) {
    (<https://w3id.org/devcoop/id/government-jp> 33600000.5 "grant"@en)
    (<http://example.org/a> UNDEF UNDEF)
  }
}"""
SR = "{http://www.w3.org/2005/sparql-results#}"
CONSTRUCT = """
CONSTRUCT { <https://w3id.org/devcoop/id/a> a <https://w3id.org/devcoop/Person> ;
  <http://www.w3.org/2004/02/skos/core#prefLabel> "ជា"@km , "a \\"b\\"" ; <http://example.org/n> 7 , 7.5 } {}"""
TRIPLES = {
    Triple(NamedNode(iri.ID + "a"), NamedNode(predicate), object_)
    for predicate, object_ in (
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", NamedNode(iri.NAMESPACE + "Person")),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", Literal("ជា", language="km")),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", Literal('a "b"')),
        ("http://example.org/n", Literal(7)),
        ("http://example.org/n", Literal("7.5", datatype=XSD.decimal)),
    )
}


def written(query: str, form: str | None = None, width: int | None = None) -> str:
    stream = io.BytesIO()
    results.write(Oxigraph().query(query), form, stream, width)
    return stream.getvalue().decode()


def lines(names: list[str], *rows: list[str], width: int | None = None) -> list[str]:
    return list(table.lines(names, rows, width))


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert lines(["a", "long name"], ["wide cell", "x"], ["y", "z"]) == [
        "a          long name",
        "---------  ---------",
        "wide cell  x",
        "y          z",
    ]


def test_a_table_without_rows_has_a_heading() -> None:
    assert lines(["who", "amount"]) == ["who  amount", "---  ------"]


def test_numbers_stand_to_the_right_with_their_heading() -> None:
    assert lines(["amount", "n"], ["1,000.5", "x"], ["", "y"], ["7", "z"]) == [
        " amount  n",
        "-------  -",
        "1,000.5  x",
        "         y",
        "      7  z",
    ]


def test_a_column_with_one_text_stands_to_the_left() -> None:
    assert lines(["n"], ["1000"], ["x"])[2:] == ["1000", "x"]


def test_negative_numbers_are_numbers() -> None:
    assert lines(["number"], ["-5"], ["10"])[2:] == ["    -5", "    10"]


def test_dates_are_no_numbers() -> None:
    assert lines(["a long date"], ["2020-07-22"])[2] == "2020-07-22"


def test_line_breaks_and_tabs_in_a_cell_become_spaces() -> None:
    assert lines(["a"], [" one\r\n\ttwo "])[2] == "one two"


def test_lines_end_without_spaces() -> None:
    assert all(line == line.rstrip() for line in lines(["a", "b"], ["x", ""], ["y", "long cell"]))


def test_a_wide_cell_goes_on_below_at_spaces() -> None:
    found = lines(["who", "what"], ["Japan", "roads and bridges and clean water"], width=27)
    assert found == [
        "who    what",
        "-----  --------------------",
        "Japan  roads and bridges",
        "       and clean water",
    ]


def test_a_word_too_long_for_its_column_is_broken() -> None:
    found = lines(["a"], ["x" * 30], width=12)
    assert found[2:] == ["x" * 12, "x" * 12, "x" * 6]


@pytest.mark.parametrize("width", [15, 20, 40, 79])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    row = ["Government of Japan " * 3, "x" * 50, KHMER * 4, "中文" * 20]
    found = lines(["a", "b", "c", "d"], row, row, width=width)
    assert found
    assert max(table.columns(line) for line in found) <= width


@UNTIMED
@given(
    st.lists(st.lists(st.text("ab ក្រ\u200b中1,", max_size=40), min_size=3, max_size=3), max_size=4),
    st.integers(40, 90),
)
def test_what_fits_a_width_stays_in_it(rows: list[list[str]], width: int) -> None:
    assert all(table.columns(line) <= width for line in lines(["a", "b", "c"], *rows, width=width))


def test_what_can_not_be_made_to_fit_is_given_row_by_row() -> None:
    names = [f"column{at}" for at in range(6)]
    found = lines(names, ["twelve signs"] * 5 + [""], ["other words.", *[""] * 5], width=40)
    assert found == [
        "column0  twelve signs",
        "column1  twelve signs",
        "column2  twelve signs",
        "column3  twelve signs",
        "column4  twelve signs",
        "",
        "column0  other words.",
        "",
    ]


def test_a_long_cell_of_a_record_goes_on_below_its_beginning() -> None:
    names = ["a", "bb", "c", "d"]
    found = lines(names, ["one two three four five six seven", "x" * 20, "y" * 20, "z" * 20], width=24)
    assert found[:2] == ["a   one two three four", "    five six seven"]


def test_nothing_is_broken_without_a_width() -> None:
    assert lines(["a"], ["word " * 100])[2] == ("word " * 100).strip()


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("កម្ពុជា", 3),
        ("ក្រសួង", 3),
        ("ភ្នំពេញ", 3),
        ("a\u200bb", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("中文", 4),
        ("한국", 4),
        ("ア", 2),
    ],
)
def test_columns_count_what_a_terminal_shows(text: str, width: int) -> None:
    assert table.columns(text) == width


def test_an_emoji_takes_two_columns() -> None:
    assert table.columns("😀") == 2


def test_khmer_columns_are_aligned_by_clusters() -> None:
    found = lines(["a", "b"], ["ភ្នំពេញ", "x"], ["abcd", "y"])
    assert found == ["a     b", "----  -", "ភ្នំពេញ   x", "abcd  y"]


def test_khmer_is_broken_between_clusters() -> None:
    found = lines(["a"], ["ភ្នំពេញ" * 5], width=12)
    assert found[2:] == ["ភ្នំពេញ" * 4, "ភ្នំពេញ"]


def test_signs_that_would_steer_the_terminal_are_not_shown() -> None:
    assert "\x1b" not in written('SELECT ("\\u001B[31mred" AS ?x) {}')


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (None, ""),
        (SUM, "33,600,000.5"),
        (Literal("1700000000", datatype=XSD.decimal), "1,700,000,000"),
        (Literal(2020), "2020"),
        (Literal("grant", language="en"), "grant"),
        (Literal("2020-07", datatype=XSD.gYearMonth), "2020-07"),
        (NamedNode(iri.ID + "government-jp"), "government-jp"),
        (NamedNode("http://example.org/a"), "http://example.org/a"),
        (BlankNode("b"), "_:b"),
    ],
)
def test_a_term_is_shown_as_people_write_it(term: object, text: str) -> None:
    assert results.shown(term) == text


def test_a_select_is_a_table_unless_told_otherwise() -> None:
    assert written(ROWS) == written(ROWS, "table")
    assert written(ROWS).splitlines() == [
        "who                         amount  what",
        "--------------------  ------------  -----",
        "government-jp         33,600,000.5  grant",
        "http://example.org/a",
    ]


def test_a_width_breaks_the_table_of_an_answer() -> None:
    assert max(map(len, written(ROWS).splitlines())) == 41
    assert max(map(len, written(ROWS, width=38).splitlines())) == 38


def test_csv_is_read_back_by_a_reader_of_csv() -> None:
    assert list(csv.reader(io.StringIO(written(ROWS, "csv")))) == [
        ["who", "amount", "what"],
        [iri.ID + "government-jp", "33600000.5", "grant"],
        ["http://example.org/a", "", ""],
    ]


def test_tsv_holds_terms_as_turtle_writes_them() -> None:
    rows = [line.split("\t") for line in written(ROWS, "tsv").splitlines()]
    assert rows == [
        ["?who", "?amount", "?what"],
        [f"<{iri.ID}government-jp>", "33600000.5", '"grant"@en'],
        ["<http://example.org/a>", "", ""],
    ]


def test_json_is_read_back_by_a_reader_of_json() -> None:
    found = json.loads(written(ROWS, "json"))
    assert found["head"]["vars"] == ["who", "amount", "what"]
    assert found["results"]["bindings"] == [
        {
            "who": {"type": "uri", "value": iri.ID + "government-jp"},
            "amount": {"type": "literal", "value": "33600000.5", "datatype": XSD.decimal.value},
            "what": {"type": "literal", "value": "grant", "xml:lang": "en"},
        },
        {"who": {"type": "uri", "value": "http://example.org/a"}},
    ]


def test_xml_is_read_back_by_a_reader_of_xml() -> None:
    root = ElementTree.fromstring(written(ROWS, "xml"))
    assert [variable.get("name") for variable in root.iter(f"{SR}variable")] == ["who", "amount", "what"]
    bindings = [
        {binding.get("name"): binding[0].text for binding in result.iter(f"{SR}binding")}
        for result in root.iter(f"{SR}result")
    ]
    assert bindings == [
        {"who": iri.ID + "government-jp", "amount": "33600000.5", "what": "grant"},
        {"who": "http://example.org/a"},
    ]


def awkward(form: str) -> str:
    return written(f"SELECT ?x {{ VALUES ?x {{ {Literal(AWKWARD)} }} }}", form)


def test_an_awkward_text_survives_csv() -> None:
    assert list(csv.reader(io.StringIO(awkward("csv"), newline=""))) == [["x"], [AWKWARD]]


def test_an_awkward_text_survives_tsv() -> None:
    head, line = awkward("tsv").splitlines()
    assert head == "?x"
    assert next(parse(f"<urn:a> <urn:b> {line} .", RdfFormat.TURTLE)).object == Literal(AWKWARD)


def test_an_awkward_text_survives_json() -> None:
    assert json.loads(awkward("json"))["results"]["bindings"][0]["x"]["value"] == AWKWARD


def test_an_awkward_text_survives_xml() -> None:
    assert next(ElementTree.fromstring(awkward("xml")).iter(f"{SR}literal")).text == AWKWARD


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_columns_are_in_the_order_of_the_query(form: str) -> None:
    query = 'SELECT ("1" AS ?zulu) ("2" AS ?alpha) ("3" AS ?mike) {}'
    head = written(query, form).split("</head>")[0].split('"results"')[0].split("\n\n")[0]
    places = [head.index(name) for name in ("zulu", "alpha", "mike")]
    assert places == sorted(places)


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml"])
def test_rows_are_in_the_order_of_the_answer(form: str) -> None:
    text = written('SELECT ?x { VALUES ?x { "bb" "cc" "aa" } } ORDER BY DESC(?x)', form)
    places = [text.index(value) for value in ("cc", "bb", "aa")]
    assert places == sorted(places)


@pytest.mark.parametrize(("query", "said"), [("ASK {}", "true"), ("ASK { ?s ?p ?o }", "false")])
@pytest.mark.parametrize("form", [None, "table", "csv", "tsv"])
def test_yes_or_no_is_one_word(query: str, said: str, form: str | None) -> None:
    assert written(query, form) == said + "\n"


@pytest.mark.parametrize(("query", "said"), [("ASK {}", True), ("ASK { ?s ?p ?o }", False)])
def test_yes_or_no_as_json(query: str, said: bool) -> None:
    assert json.loads(written(query, "json"))["boolean"] is said


@pytest.mark.parametrize(("query", "said"), [("ASK {}", "true"), ("ASK { ?s ?p ?o }", "false")])
def test_yes_or_no_as_xml(query: str, said: str) -> None:
    assert ElementTree.fromstring(written(query, "xml")).findtext(f"{SR}boolean") == said


@pytest.mark.parametrize(
    ("form", "syntax"),
    [
        (None, RdfFormat.TURTLE),
        ("turtle", RdfFormat.TURTLE),
        ("json", RdfFormat.JSON_LD),
        ("xml", RdfFormat.RDF_XML),
    ],
)
def test_triples_are_read_back(form: str | None, syntax: RdfFormat) -> None:
    assert {quad.triple for quad in parse(written(CONSTRUCT, form), syntax)} == TRIPLES


def test_triples_as_turtle_have_prefixes_and_come_once() -> None:
    text = written("CONSTRUCT { <https://w3id.org/devcoop/id/a> a <urn:b> } { VALUES ?x { 1 2 3 } }")
    assert text.count("id:a a <urn:b> .") == 1


@pytest.mark.parametrize("form", ["turtle", "json", "xml"])
def test_triples_come_in_the_same_order_every_time(form: str) -> None:
    quads = [Quad(triple.subject, triple.predicate, triple.object) for triple in TRIPLES]
    outputs = set()
    for order in (quads, quads[::-1]):
        store, stream = Oxigraph(), io.BytesIO()
        for quad in order:
            store.add(quad)
        results.write(store.query("CONSTRUCT WHERE { ?s ?p ?o }"), form, stream)
        outputs.add(stream.getvalue())
    assert len(outputs) == 1


def test_no_triples_are_no_mistake() -> None:
    assert list(parse(written("CONSTRUCT WHERE { ?s ?p ?o }"), RdfFormat.TURTLE)) == []


@pytest.mark.parametrize(
    ("query", "form", "says"),
    [
        (ROWS, "turtle", "this query gives rows, not triples"),
        ("ASK {}", "turtle", "this query gives yes or no, not triples"),
        (CONSTRUCT, "table", "this query gives triples, not rows"),
        (CONSTRUCT, "csv", "this query gives triples, not rows"),
        (CONSTRUCT, "tsv", "this query gives triples, not rows"),
    ],
)
def test_a_format_that_can_not_hold_the_answer_is_wrong_usage(query: str, form: str, says: str) -> None:
    with pytest.raises(UsageError, match=f"--format {form}: {says}; choose"):
        written(query, form)


@pytest.fixture
def choices() -> Iterator[tuple[str, ...]]:
    from kg.__main__ import parser

    commands = next(action for action in parser()._actions if action.dest == "command")
    options = commands.choices["query"]._actions  # type: ignore[index, call-overload, union-attr]
    yield next(tuple(option.choices) for option in options if "--format" in option.option_strings)


def test_the_command_offers_the_formats_that_there_are(choices: tuple[str, ...]) -> None:
    assert choices == results.FORMATS


def test_the_help_of_the_command_does_not_load_the_formats() -> None:
    import subprocess

    code = "import kg.__main__, sys; kg.__main__.parser(); sys.exit('kg.results' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
