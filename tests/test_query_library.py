"""The questions of the library: what their heads say, and their answers over the extraction made by hand."""

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hand_made import CHEA, COUNCIL, DOCUMENT, EXTRACTION, FACTS, JAPAN, TEXT, named, told
from hand_made_store import judged, store_of
from pyoxigraph import Store as Oxigraph

from kg import iri, query, query_library, query_parameters, resources
from kg.__main__ import main
from kg.errors import KgError, UsageError
from kg.model import Extraction, Fact
from kg.query_library import Query, find, library, parse
from kg.store import Store

NAMES = [
    "funding",
    "funding-by-provider",
    "funding-by-sector",
    "funding-by-year",
    "meetings",
    "officials",
    "agencies",
    "sectors",
    "strategies",
    "agreements",
    "activities",
    "timeline",
    "who-met-whom",
    "connections",
    "evidence",
    "inconsistencies",
    "coverage",
]
TOTALS = ("funding-by-provider", "funding-by-sector", "funding-by-year")
REQUIRED = {"connections": {"from": "Japan", "to": "Phnom Penh"}, "words": {"text": "JICA"}}
QUERIES = [pytest.param(question, id=question.name) for question in library()]
COMMITMENT, MEETING, POSITION, AGREEMENT, *_ = FACTS


def extraction(facts: Iterable[Fact], name: str = "clinics.txt", digit: str = "0") -> Extraction:
    """Some facts in a document of their own."""
    document = dataclasses.replace(DOCUMENT, path=name, sha256=digit * 64)
    return dataclasses.replace(EXTRACTION, document=document, facts=tuple(facts), inconsistencies=())


def changed(fact: Fact, **roles: object) -> Fact:
    """A fact with other fillers for some roles; None for none."""
    new = {role: side for role, side in {**fact.roles, **roles}.items() if side is not None}
    return dataclasses.replace(fact, roles=new)


def answer(store: Store, name: str, **values: str) -> list[dict[str, str | None]]:
    """The rows of a question of the library, with its required parameters where they are not given."""
    question = find(name)
    text = query_parameters.bound(question, {**REQUIRED.get(name, {}), **values}, store.select)
    solutions = query.ask(store, text, name)
    names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
    return [{key: row[key].value if row[key] else None for key in names} for row in solutions]  # type: ignore[index, call-overload, union-attr]


def told_twice() -> Store:
    """A store in which two documents tell exactly the same."""
    again = dataclasses.replace(DOCUMENT, path="roads.txt", sha256="f" * 64)
    return store_of(EXTRACTION, dataclasses.replace(EXTRACTION, document=again))


@pytest.fixture(scope="module")
def hand_made() -> Store:
    """The extraction made by hand, and a judgement on two things that it names."""
    return judged(store_of(EXTRACTION), CHEA.id, JAPAN.id)


def test_the_library_has_the_questions_that_people_ask() -> None:
    assert set(NAMES) <= {question.name for question in library()}


def test_the_library_is_in_order_of_names() -> None:
    names = [question.name for question in library()]
    assert names == sorted(path.stem for path in resources.queries().glob("*.rq"))


@pytest.mark.parametrize("question", QUERIES)
def test_a_head_has_titles_in_both_languages_and_a_description(question: Query) -> None:
    assert question.title["en"]
    assert re.search("[\u1780-\u17b3]", question.title["km"])
    assert question.description["en"].endswith(".")


def test_titles_tell_queries_apart() -> None:
    for language in ("en", "km"):
        titles = [question.title[language] for question in library()]
        assert len(titles) == len(set(titles))


@pytest.mark.parametrize("question", QUERIES)
def test_every_line_of_a_head_is_understood(question: Query) -> None:
    comments = [line for line in question.text.splitlines() if line.startswith("#")]
    assert len(comments) == len(question.title) + len(question.description) + len(question.parameters)


@pytest.mark.parametrize("question", QUERIES)
def test_the_parameters_of_the_head_are_those_of_the_text(question: Query) -> None:
    places = re.findall(r"VALUES \?param_(\w+) \{ UNDEF \}", question.text)
    assert {parameter.name for parameter in question.parameters} == set(places)
    assert question.text.count("UNDEF") == len(places)


@pytest.mark.parametrize("question", QUERIES)
def test_a_query_is_sparql(question: Query) -> None:
    assert list(Oxigraph().query(question.text)) == []


@pytest.mark.parametrize("question", QUERIES)
def test_a_question_has_an_answer(hand_made: Store, question: Query) -> None:
    assert answer(hand_made, question.name)


@pytest.mark.parametrize("question", QUERIES)
def test_no_row_comes_twice(hand_made: Store, question: Query) -> None:
    rows = [tuple(row.items()) for row in answer(hand_made, question.name)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("question", QUERIES)
def test_no_row_comes_twice_when_two_documents_name_the_same_things(question: Query) -> None:
    rows = [tuple(row.items()) for row in answer(told_twice(), question.name)]
    assert len(rows) == len(set(rows))


FIRST_ROWS = {
    "funding": {
        "provider": "Government of Japan",
        "recipient": "Royal Government of Cambodia",
        "amount": "33600000.5",
        "currency": "USD",
        "flow": "grant; technical",
        "status": "disbursed",
        "date": "2020-07-22",
        "document": "clinics.txt",
    },
    "meetings": {
        "date": "2020-07-22/2020-07-23",
        "kind": "consultation",
        "place": "Phnom Penh",
        "mode": "virtual",
        "chair": "Chea Sok",
        "participants": "Government of Japan; Ministry of Health",
        "attendance": "50",
        "sector": "Health",
        "document": "clinics.txt",
    },
    "officials": {
        "person": "Chea Sok",
        "title": "Minister",
        "organisation": "Ministry of Health",
        "document": "clinics.txt",
    },
    "agencies": {"agency": "Board", "parent": "Council", "source": "clinics.txt"},
    "strategies": {"subject": "Government of Japan", "strategy": "Strategy Four", "document": "clinics.txt"},
    "agreements": {
        "date": "2020-07",
        "kind": "exchange_of_notes",
        "title": "Notes <script>alert('x')</script>",
        "parties": "Government of Japan; Royal Government of Cambodia",
        "signatories": "Chea Sok",
        "sector": "Health",
        "document": "clinics.txt",
    },
    "activities": {
        "name": "Clinics Project",
        "funder": "Government of Japan",
        "implementer": "Japan International Cooperation Agency",
        "partner": "World Bank",
        "sector": "Health",
        "location": "Phnom Penh",
        "period": "P22Y",
        "document": "clinics.txt",
    },
}
# Names that are joined come in no order.
JOINED = {"flow", "participants", "parties"}


@pytest.mark.parametrize("name", FIRST_ROWS)
def test_the_first_row_holds_what_the_document_tells(hand_made: Store, name: str) -> None:
    row = answer(hand_made, name)[0]
    row.pop("fact", None)
    for joined in JOINED & row.keys():
        row[joined] = "; ".join(sorted(str(row[joined]).split("; ")))
    assert row == FIRST_ROWS[name]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("funding", "commitment"),
        ("meetings", "meeting"),
        ("agreements", "agreement"),
        ("activities", "activity"),
    ],
)
def test_the_last_column_is_the_fact_by_which_to_ask_for_evidence(
    hand_made: Store, name: str, kind: str
) -> None:
    row = answer(hand_made, name)[0]
    assert list(row)[-1] == "fact"
    fact = str(row["fact"])
    assert re.fullmatch(re.escape(f"{iri.ID}{kind}-") + "[0-9a-f]{16}", fact)
    assert answer(hand_made, "evidence", subject=fact.removeprefix(iri.ID))


def test_the_first_evidence_quotes_the_words_that_tell_the_sum(hand_made: Store) -> None:
    row = answer(hand_made, "evidence")[0]
    assert str(row.pop("statement")).startswith("Commitment: Government of Japan, ")
    assert row == {
        "quote": "Japan through JICA gave Cambodia “over 33.6 million dollars” in grants",
        "start": "9",
        "end": "79",
        "document": "clinics.txt",
        "rules": "en/commitment/gave en/commitment/through",
    }


def test_evidence_quotes_the_text_at_its_place(hand_made: Store) -> None:
    rows = answer(hand_made, "evidence")
    assert {row["quote"] for row in rows} == {
        TEXT[span.start : span.end] for fact in FACTS for span in fact.evidence
    }
    for row in rows:
        assert row["quote"] == TEXT[int(str(row["start"])) : int(str(row["end"]))]


def test_evidence_names_things_rather_than_nodes_without_a_name(hand_made: Store) -> None:
    statements = [str(row["statement"]) for row in answer(hand_made, "evidence")]
    assert any(statement.endswith(" | provider | Government of Japan") for statement in statements)
    assert [said for said in statements if re.search(r"\| (amount|period)-[0-9a-f]{16}$", said)] == []


def test_words_are_found_in_small_and_capital_letters(hand_made: Store) -> None:
    assert answer(hand_made, "words", text="board") == answer(hand_made, "words", text="BOARD") != []


@pytest.mark.parametrize("name", TOTALS)
def test_a_sum_counts_once(hand_made: Store, name: str) -> None:
    row = answer(hand_made, name)[0]
    assert (row["currency"], row["sums"], row["total"], row["largest"]) == (
        "USD",
        "1",
        "33600000.5",
        "33600000.5",
    )


@pytest.mark.parametrize("name", TOTALS)
def test_a_sum_that_two_documents_tell_counts_once(name: str) -> None:
    store = store_of(extraction([COMMITMENT]), extraction([COMMITMENT], "roads.txt", "1"))
    assert [(row["sums"], row["total"]) for row in answer(store, name)] == [("1", "33600000.5")]


@pytest.mark.parametrize("name", TOTALS)
def test_two_equal_sums_in_one_document_count_both(name: str) -> None:
    later = changed(COMMITMENT, date=(told("2020-12-31", "22 July 2020"),))
    store = store_of(extraction([COMMITMENT, later]))
    assert [(row["sums"], row["total"]) for row in answer(store, name)] == [("2", "67200001")]


@pytest.mark.parametrize("name", TOTALS)
def test_two_equal_sums_that_two_documents_tell_count_twice(name: str) -> None:
    both = [COMMITMENT, changed(COMMITMENT, date=(told("2020-12-31", "22 July 2020"),))]
    store = store_of(extraction(both), extraction(both, "roads.txt", "1"))
    assert [(row["sums"], row["total"]) for row in answer(store, name)] == [("2", "67200001")]


@pytest.mark.parametrize("name", TOTALS)
def test_equal_sums_for_other_recipients_count_both(name: str) -> None:
    other = changed(COMMITMENT, recipient=(named(COUNCIL, "Council"),))
    store = store_of(extraction([COMMITMENT]), extraction([other], "roads.txt", "1"))
    assert [(row["sums"], row["total"]) for row in answer(store, name)] == [("2", "67200001")]


def test_a_sum_of_a_provider_that_no_register_knows_counts_once_in_two_documents() -> None:
    council = changed(COMMITMENT, provider=(named(COUNCIL, "Council"),))
    store = store_of(extraction([council]), extraction([council], "roads.txt", "1"))
    rows = answer(store, "funding-by-provider")
    assert [(row["provider"], row["sums"], row["total"]) for row in rows] == [("Council", "1", "33600000.5")]


def test_a_provider_with_several_khmer_names_has_its_sums_once() -> None:
    gift = changed(COMMITMENT, provider=(named(COUNCIL, "Council"),))
    extractions = []
    for digit, khmer in (("0", "ក្រុមប្រឹក្សា"), ("1", "ក្រុម\u200bប្រឹក្សា")):
        council = dataclasses.replace(COUNCIL, labels={"en": ("Council",), "km": (khmer,)})
        known = {**EXTRACTION.entities, COUNCIL.id: council}
        extractions.append(dataclasses.replace(extraction([gift], digit=digit), entities=known))
    rows = answer(store_of(*extractions), "funding-by-provider")
    assert [(row["sums"], row["total"]) for row in rows] == [("1", "33600000.5")]


@pytest.mark.parametrize("name", TOTALS)
@pytest.mark.parametrize(("status", "rows"), [("disbursed", 1), ("pledged", 0)])
def test_totals_may_be_of_one_status(hand_made: Store, name: str, status: str, rows: int) -> None:
    assert len(answer(hand_made, name, status=status)) == rows


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("funding", {"provider": "Japan"}, 1),
        ("funding", {"provider": "World Bank"}, 0),
        ("funding", {"recipient": "Cambodia"}, 1),
        ("funding", {"recipient": "Japan"}, 0),
        ("funding", {"sector": "21020"}, 1),
        ("funding", {"sector": "210"}, 1),
        ("funding", {"sector": "120"}, 0),
        ("funding", {"year": "2020"}, 1),
        ("funding", {"year": "2020-07"}, 1),
        ("funding", {"year": "2021"}, 0),
        ("funding", {"minimum": "33600000.5"}, 1),
        ("funding", {"minimum": "33600000.6"}, 0),
        ("meetings", {"participant": "Chea Sok"}, 1),
        ("meetings", {"participant": "JICA"}, 0),
        ("meetings", {"kind": "visit"}, 0),
        ("officials", {"person": "Chea Sok"}, 1),
        ("officials", {"organisation": "Board"}, 0),
        ("agencies", {"parent": "Council"}, 1),
        ("agreements", {"party": "Chea Sok"}, 1),
        ("agreements", {"year": "2019"}, 0),
        ("activities", {"party": "World Bank"}, 1),
        ("activities", {"party": "Board"}, 0),
        ("timeline", {"from": "2020-07-22"}, 2),
        ("timeline", {"until": "2020-07-22"}, 2),
        ("timeline", {"party": "Board"}, 1),
        ("who-met-whom", {"who": "Chea Sok"}, 2),
        ("inconsistencies", {"kind": "amount_disagreement"}, 0),
        ("strategies", {"strategy": "Strategy Four"}, 1),
        ("things", {"type": "person"}, 1),
        ("connections", {"from": "Board", "to": "Japan"}, 0),
    ],
)
def test_a_parameter_narrows_the_answer(
    hand_made: Store, name: str, values: dict[str, str], rows: int
) -> None:
    assert len(answer(hand_made, name, **values)) == rows


def test_two_are_connected_by_a_third(hand_made: Store) -> None:
    rows = answer(hand_made, "connections", **{"from": "Ministry of Health", "to": "Strategy Four"})
    assert {row["steps"] for row in rows} == {"2"}
    assert all(" Government of Japan " in str(row["path"]) for row in rows)


def test_a_document_without_facts_is_covered_by_a_row_with_none() -> None:
    rows = answer(store_of(extraction([])), "coverage")
    assert [(row["document"], row["type"], row["facts"]) for row in rows] == [("clinics.txt", None, "0")]


def test_a_position_without_organisation_is_told() -> None:
    store = store_of(extraction([changed(POSITION, organisation=None)]))
    rows = answer(store, "officials")
    assert [(row["person"], row["title"], row["organisation"]) for row in rows] == [
        ("Chea Sok", "Minister", None)
    ]


def test_support_without_a_sum_is_told_with_what_is_left_open_empty() -> None:
    roles = dict.fromkeys(("recipient", "amount", "flow", "status", "date"))
    rows = answer(store_of(extraction([changed(COMMITMENT, **roles)])), "funding")
    row = rows[0]
    assert (row["provider"], row["recipient"] or "") == ("Government of Japan", "")
    assert (row["amount"], row["currency"], row["flow"] or "") == (None, None, "")


def test_a_meeting_of_one_is_no_meeting_of_two() -> None:
    alone = changed(MEETING, chair=(named(CHEA, "Chea Sok"),), participant=None)
    assert answer(store_of(extraction([alone])), "who-met-whom") == []


def test_an_agreement_that_names_both_connects_them() -> None:
    store = store_of(extraction([changed(AGREEMENT, party=(named(JAPAN, "Japan"),))]))
    rows = answer(store, "connections", **{"from": "Japan", "to": "Chea Sok"})
    assert [(row["steps"], row["documents"]) for row in rows] == [("1", "clinics.txt")]


def test_a_head_is_read_until_the_first_line_of_the_query() -> None:
    question = parse("q", "# title: One\n\n# parameter n (number): two\nASK {}\n# title: Three\n")
    assert question.title == {"en": "One"}
    assert [(parameter.name, parameter.type, parameter.required) for parameter in question.parameters] == [
        ("n", "number", False)
    ]


def test_a_required_parameter_is_told_by_the_head() -> None:
    question = parse("q", "# parameter n (text, required): what\nASK {}")
    assert question.parameters[0].required


def test_an_unknown_type_of_a_parameter_is_named_with_those_that_are_known() -> None:
    with pytest.raises(KgError, match="'date' is no type of a parameter; write one of entity, number, text"):
        parse("q", "# parameter day (date): when\nASK {}")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("fundin", "did you mean funding"),
        ("MEETING", "did you mean meetings"),
        ("zzzzzz", "kg queries lists them"),
    ],
)
def test_an_unknown_name_gets_those_nearest_to_it(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        find(name)


def test_a_file_that_is_not_there_is_bad_input_rather_than_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no such file") as error:
        find(str(tmp_path / "mine.rq"))
    assert error.value.exit_code == 1


def test_a_folder_is_no_query(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="cannot be read"):
        find(str(tmp_path))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(b"\xff\xfeA\0")
    with pytest.raises(KgError, match=r"mine\.rq: is no text in UTF-8"):
        find(str(file))


def test_a_byte_order_mark_is_no_part_of_a_query(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(b"\xef\xbb\xbfASK {}")
    assert find(str(file)).text == "ASK {}"


def test_a_name_of_the_library_goes_before_a_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "funding").write_text("ASK {}")
    monkeypatch.chdir(tmp_path)
    assert find("funding").title["en"]


def test_kg_queries_prints_all_names_with_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queries"]) == 0
    listed = dict(
        line.split("  ", 1) for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")
    )
    assert {name: title.strip() for name, title in listed.items()} == {
        question.name: question.title["en"] for question in library()
    }


def test_kg_queries_prints_parameters_with_type_and_need(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queries"]) == 0
    out = capsys.readouterr().out
    assert "--param minimum=…  the least sum, in whatever currency (number)" in out
    assert "--param from=…  where the path begins (entity, required)" in out


def test_kg_queries_prints_khmer_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queries", "--language", "km"]) == 0
    out = capsys.readouterr().out
    assert all(question.title["km"] in out for question in library())


def test_kg_queries_with_a_name_prints_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queries", "funding"]) == 0
    assert capsys.readouterr().out == query_library.find("funding").text


def test_kg_queries_with_an_unknown_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queries", "fundin"]) == 2
    assert "did you mean funding" in capsys.readouterr().err
