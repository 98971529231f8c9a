"""What users give for parameters: bound as terms, never as text; things found by any of their names."""

import pytest
from hand_made import EXTRACTION
from hand_made_store import store_of
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode
from pyoxigraph import Store as Oxigraph

from kg import iri, query_parameters
from kg.errors import KgError, UsageError
from kg.query_library import Query, parse
from kg.query_parameters import bound
from kg.statements import Row
from kg.store import Store

# No test depends on a clock or on chance.
UNTIMED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

JAPAN = iri.ID + "government-jp"
JICA = iri.ID + "organisation-jica"
TEXT = parse("q", "# parameter x (text): a text\nSELECT ?x { VALUES ?x { UNDEF } }")
NUMBER = parse("q", "# parameter x (number): a number\nSELECT ?x { VALUES ?x { UNDEF } }")
ENTITY = parse(
    "q", "# parameter x (entity): a thing\nSELECT ?x { VALUES ?param_x { UNDEF } BIND(?param_x AS ?x) }"
)
BARE = parse("q", "SELECT ?x { VALUES ?x { UNDEF } }")
BREAKOUTS = (
    '" } INSERT DATA { <urn:a> <urn:b> "c" } #',
    "' } UNION { ?x ?y ?z } #",
    "\\",
    '\\" }',
    '"""',
    "\r\n\t\0\x0b\x85\u2028",
    "UNDEF",
    "VALUES ?x { UNDEF }",
    "\\g<0>\\1",
    "\u200b\u17d2\U0001f600",
    "<urn:a>",
)


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(EXTRACTION)


def nothing(text: str) -> list[Row]:
    """A graph that knows no names."""
    return []


def answered(query: Query, value: str, store: Store | None = None) -> list[object]:
    """What ?x is in the answer to a query with its one parameter bound."""
    text = bound(query, {"x": value}, store.select if store else nothing)
    return [row["x"] for row in Oxigraph().query(text)]  # type: ignore[union-attr]


@UNTIMED
@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_text_comes_back_unchanged(text: str) -> None:
    assert answered(TEXT, text) == [Literal(text)]


@pytest.mark.parametrize("text", BREAKOUTS)
def test_a_text_that_looks_like_sparql_stays_a_text(text: str) -> None:
    assert answered(TEXT, text) == [Literal(text)]


@UNTIMED
@given(st.text(st.characters(codec="utf-8"), min_size=1))
@example("1e5")
@example("-1")
@example("<a:b> } #")
@example("a:b")
@example("http://example.org/a")
def test_a_value_without_a_head_becomes_one_term_that_says_the_same(text: str) -> None:
    terms = answered(BARE, text)
    assert len(terms) == 1
    term = terms[0]
    assert isinstance(term, Literal | NamedNode)
    if isinstance(term, Literal) and term.datatype.value.endswith("#string"):
        assert term.value == text
    elif isinstance(term, Literal):
        assert float(term.value) == float(text)
    else:
        assert text in (term.value, f"<{term.value}>")


@UNTIMED
@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_nothing_but_the_place_of_the_parameter_changes(text: str) -> None:
    before, after = "SELECT ?x { ", " FILTER(?x != 'UNDEF') }"
    query = parse("q", f"# parameter x (text): a text\n{before}VALUES ?x {{ UNDEF }}{after}")
    filled = bound(query, {"x": text}, nothing)
    assert filled.startswith(f"# parameter x (text): a text\n{before}VALUES ?x {{ ")
    assert filled.endswith(" }" + after)


def test_a_text_that_is_no_unicode_is_refused() -> None:
    with pytest.raises(KgError, match="no text in UTF-8"):
        answered(TEXT, "\ud800")


@pytest.mark.parametrize("query", [ENTITY, BARE, NUMBER])
def test_no_type_takes_what_is_no_unicode(query: Query) -> None:
    with pytest.raises(KgError):
        answered(query, "a\ud800b", Store.memory())


@pytest.mark.parametrize(
    "value",
    [
        "http://example.org/a b",
        "http://example.org/<a>",
        'http://example.org/"',
        "http://example.org/{a}",
        "http://example.org/a|b",
        "http://example.org/a\\b",
        "http://example.org/a^b",
        "http://example.org/`a`",
        "http://example.org/\na",
        "<http://example.org/a> } #",
        "http://example.org/%zz",
        "http://[",
    ],
)
def test_an_iri_with_forbidden_signs_is_refused(value: str) -> None:
    with pytest.raises(KgError):
        answered(ENTITY, value)


@pytest.mark.parametrize("value", [JAPAN, f"<{JAPAN}>"])
def test_a_full_iri_needs_no_look_up(value: str) -> None:
    assert answered(ENTITY, value) == [NamedNode(JAPAN)]


@pytest.mark.parametrize("value", ["urn:x", "https://example.org/ក?a=1&b=2#c"])
def test_an_iri_of_any_scheme_is_taken(value: str) -> None:
    assert answered(ENTITY, value) == [NamedNode(value)]


@pytest.mark.parametrize(
    "value",
    [
        "Government of Japan",
        "Japanese Government",
        "រដ្ឋាភិបាលជប៉ុន",
        "រដ្ឋា\u200bភិបាល\u200cជប៉ុន",
        "government OF japan",
        "  Government of Japan ",
        "government-jp",
    ],
)
def test_a_thing_is_found_by_its_names_in_any_spelling(store: Store, value: str) -> None:
    assert answered(ENTITY, value, store) == [NamedNode(JAPAN)]


@pytest.mark.parametrize("value", ["XM-DAC-701-8", "xm-dac-701-8", "JICA", "jica", "organisation-jica"])
def test_a_thing_is_found_by_code_and_short_iri(store: Store, value: str) -> None:
    assert answered(ENTITY, value, store) == [NamedNode(JICA)]


def test_a_thing_that_no_register_knows_is_found_by_its_name(store: Store) -> None:
    assert answered(ENTITY, "chea sok", store) == [NamedNode(iri.ID + "person-chea-sok")]


def test_a_name_that_several_bear_stands_for_all_of_them(store: Store) -> None:
    assert set(answered(ENTITY, "Japan", store)) == {NamedNode(JAPAN), NamedNode(iri.ID + "place-jp")}


def test_a_fact_is_found_as_tables_show_it(store: Store) -> None:
    facts = store.select(f"SELECT ?fact {{ ?fact a <{iri.NAMESPACE}Commitment> }}")
    fact = next(iter(facts))["fact"]
    assert answered(ENTITY, fact.value.removeprefix(iri.ID), store) == [fact]


def test_a_name_that_nothing_bears_gets_those_nearest_to_it(store: Store) -> None:
    with pytest.raises(
        KgError, match="nothing in the graph is called 'Ministry of Helth'; did you mean Mini"
    ):
        answered(ENTITY, "Ministry of Helth", store)


def test_a_name_without_any_near_it_points_to_the_list(store: Store) -> None:
    with pytest.raises(KgError, match="kg query things lists all"):
        answered(ENTITY, "zzzzzzzzzzzzzz", store)


@pytest.mark.parametrize("value", [" ", "\u200b", "organisation-nowhere", "<not an iri>"])
def test_what_names_nothing_is_bad_input(store: Store, value: str) -> None:
    with pytest.raises(KgError, match="nothing in the graph is called") as error:
        answered(ENTITY, value, store)
    assert error.value.exit_code == 1


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("1000000", "1000000"),
        ("007", "7"),
        ("-3", "-3"),
        ("1e6", "1000000"),
        ("2.50", "2.5"),
        ("0.1", "0.1"),
        ("2.0", "2"),
    ],
)
def test_a_number_is_written_without_exponent(value: str, literal: str) -> None:
    (term,) = answered(NUMBER, value)
    assert isinstance(term, Literal)
    assert term.value == literal
    assert term.datatype.value.endswith("#decimal" if "." in literal else "#integer")


@pytest.mark.parametrize(
    "value", ["NaN", "inf", "-Infinity", "1e999999999", "1e-999999999", "ten", "1,000", "0x10"]
)
def test_what_is_no_number_is_refused_where_one_is_needed(value: str) -> None:
    with pytest.raises(KgError, match="is no number; write it with digits") as error:
        answered(NUMBER, value)
    assert error.value.exit_code == 1


@UNTIMED
@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12))
def test_a_number_keeps_its_value(number: object) -> None:
    query = parse("q", f"# parameter x (number): n\nASK {{ VALUES ?x {{ UNDEF }} FILTER(?x = {number}) }}")
    assert bool(Oxigraph().query(bound(query, {"x": str(number)}, nothing)))


@pytest.mark.parametrize("values", [{}, {"x": ""}])
def test_a_missing_required_parameter_is_named_with_what_it_means(values: dict[str, str]) -> None:
    query = parse("q", "# parameter x (entity, required): who gives\nSELECT * { VALUES ?x { UNDEF } }")
    with pytest.raises(UsageError, match=r"q: needs --param x=… \(entity: who gives\)"):
        bound(query, values, nothing)


def test_a_surplus_parameter_is_refused_with_the_nearest_that_there_is() -> None:
    query = parse("q", "SELECT * { VALUES ?provider { UNDEF } VALUES ?sector { UNDEF } }")
    with pytest.raises(UsageError, match="q: has no parameter 'provder'; it has provider"):
        bound(query, {"provder": "Japan"}, nothing)


def test_a_surplus_parameter_unlike_any_is_refused_with_all_that_there_are() -> None:
    query = parse("q", "SELECT * { VALUES ?provider { UNDEF } VALUES ?sector { UNDEF } }")
    with pytest.raises(UsageError, match="it has provider, sector"):
        bound(query, {"zzz": "Japan"}, nothing)


def test_a_query_without_places_takes_no_parameters() -> None:
    with pytest.raises(UsageError, match="q: takes no parameters, but 'x' was given"):
        bound(parse("q", "ASK {}"), {"x": "1"}, nothing)


def test_an_empty_value_leaves_the_parameter_open() -> None:
    assert bound(TEXT, {"x": ""}, nothing) == TEXT.text


def test_a_query_without_values_stays_as_it_is() -> None:
    assert bound(ENTITY, {}, nothing) == ENTITY.text


@pytest.mark.parametrize(
    "place",
    [
        "VALUES ?x { UNDEF }",
        "VALUES $x { UNDEF }",
        "values ?x{undef}",
        "VALUES  ?x\n{ UNDEF }",
        "VALUES ?param_x { UNDEF } BIND(?param_x AS ?x)",
    ],
)
def test_a_place_may_be_written_as_sparql_allows(place: str) -> None:
    assert answered(parse("q", f"SELECT ?x {{ {place} }}"), "Japan") == [Literal("Japan")]


def test_every_place_of_a_parameter_is_filled() -> None:
    query = parse("q", "SELECT ?x { { VALUES ?x { UNDEF } } UNION { VALUES ?x { UNDEF } } }")
    assert answered(query, "a") == [Literal("a"), Literal("a")]


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("Japan", Literal("Japan")),
        ("2020", Literal(2020)),
        ("2020-07", Literal("2020-07")),
        ("http://example.org/a", NamedNode("http://example.org/a")),
        ("<http://example.org/a>", NamedNode("http://example.org/a")),
    ],
)
def test_a_query_without_a_head_takes_iris_numbers_and_texts(value: str, term: object) -> None:
    assert answered(BARE, value) == [term]


@pytest.mark.parametrize("value", ["2020", "http://example.org/a", "<http://example.org/a>"])
def test_a_text_is_a_text_whatever_it_looks_like(value: str) -> None:
    assert answered(TEXT, value) == [Literal(value)]


def test_pairs_are_cut_at_the_first_equals_sign() -> None:
    assert query_parameters.given(["a=b=c", "d="]) == {"a": "b=c", "d": ""}


@pytest.mark.parametrize("pair", ["provider", "=Japan", ""])
def test_a_pair_without_name_or_value_is_wrong_usage(pair: str) -> None:
    with pytest.raises(UsageError, match="write it as name=value"):
        query_parameters.given([pair])
