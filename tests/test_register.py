"""The register: every entry can be shown, is sourced, and is told apart from the others."""

import re
from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode

from kg import iri, ontology, register
from kg.errors import KgError
from kg.extract.grammar import names
from kg.model import Entry
from kg.vocabulary import DCTERMS, RDF, SKOS

CODES = {
    "Country": r"[A-Z]{2}|[A-Z]{3}",
    "Goal": r"SDG-[0-9]{1,2}(\.([0-9]{1,2}|[a-d]))?|CSDG-18",
    "Sector": r"[0-9]{3}|[0-9]{5}",
}
ORGANISATION_CODE = r"XM-DAC-[0-9]+(-[0-9]+)?|[A-Z]{2}-[A-Z]+-.+|4[0-9]{4}|[A-Z0-9-]+"
# Names by which a text may mean several things, told apart by the country that it speaks of.
NATIONAL = {"Ministry", "Agency"}


def entries(kind: str) -> list[Entry]:
    return [entry for entry in register.load() if entry.type == kind]


def test_what_the_article_names_is_there() -> None:
    labels = {name for entry in register.load() for several in entry.labels.values() for name in several}
    for name in (
        "Government of Germany",
        "Royal Government of Cambodia",
        "Council for the Development of Cambodia",
        "Cambodian Rehabilitation and Development Board",
        "Japan International Cooperation Agency",
        "Rectangular Strategy Phase IV",
        "National Strategic Development Plan 2019-2023",
        "Chhieng Yanara",
        "ឈៀង យ៉ាណារ៉ា",
        "Phnom Penh",
    ):
        assert name in labels


def test_an_entry_is_of_a_known_class_and_has_a_name() -> None:
    classes = ontology.load()
    for entry in register.load():
        assert classes.entity_class(entry.type), entry.iri
        assert any(entry.labels.values()), entry.iri
        names_ = [name for several in entry.labels.values() for name in several]
        assert [name for name in names_ if name != " ".join(name.split())] == [], entry.iri


def test_every_entry_says_where_it_is_from() -> None:
    triples = register.triples()
    sourced = {triple.subject for triple in triples if triple.predicate == DCTERMS.source}
    typed = {
        triple.subject
        for triple in triples
        if triple.predicate == RDF.type
        and isinstance(triple.object, NamedNode)
        and triple.object.value.startswith(iri.NAMESPACE)
    }
    # What is in a scheme has the scheme's source.
    listed = {t.subject for t in triples if t.predicate == SKOS.inScheme and t.object in sourced}
    assert typed - sourced - listed == set()


def test_one_preferred_name_in_each_language() -> None:
    preferred: defaultdict[tuple[object, str | None], list[str]] = defaultdict(list)
    for triple in register.triples():
        if triple.predicate == SKOS.prefLabel and isinstance(triple.object, Literal):
            preferred[triple.subject, triple.object.language].append(triple.object.value)
    assert {key: several for key, several in preferred.items() if len(several) > 1} == {}
    assert all(language in {"en", "km"} for _, language in preferred)


def test_governments_have_khmer_and_english_names() -> None:
    governments = entries("Government")
    assert len(governments) > 190
    assert [entry.iri for entry in governments if not {"en", "km"} <= entry.labels.keys()] == []


@pytest.mark.parametrize("kind", sorted(CODES))
def test_codes_have_their_form(kind: str) -> None:
    wrong = [code for entry in entries(kind) for code in entry.codes if not re.fullmatch(CODES[kind], code)]
    assert wrong == []


def test_codes_are_of_one_thing_each() -> None:
    by_code: defaultdict[str, set[str]] = defaultdict(set)
    for entry in register.load():
        for code in entry.codes:
            # A country and its government share the ISO code, being two views of one state.
            by_code[code].add(entry.twin if entry.type == "Government" and entry.twin else entry.iri)
    assert {code: things for code, things in by_code.items() if len(things) > 1} == {}


def test_only_bodies_of_countries_share_a_name() -> None:
    kinds: defaultdict[tuple[str, str], dict[str, Entry]] = defaultdict(dict)
    for phrase in names(register.load()):
        (entry,) = phrase.value  # type: ignore[misc]
        kinds[phrase.kind, phrase.text.casefold()][entry.iri] = entry
    shared = {
        key: sorted(things)
        for key, things in kinds.items()
        if len(things) > 1
        and key[0] not in {"sector", "place"}
        and not all(entry.type in NATIONAL for entry in things.values())
    }
    assert shared == {}


def test_what_a_body_is_part_of_is_in_the_register() -> None:
    known = {entry.iri for entry in register.load()}
    assert [entry.iri for entry in register.load() if entry.part_of and entry.part_of not in known] == []


def test_goals_and_targets_are_complete_and_parts_of_their_agenda() -> None:
    part_of = {
        triple.subject.value: triple.object.value
        for triple in register.triples()
        if triple.predicate == DCTERMS.isPartOf
        and isinstance(triple.subject, NamedNode)
        and isinstance(triple.object, NamedNode)
    }
    by_code = {entry.codes[0]: entry for entry in entries("Goal")}
    targets = {code for code in by_code if "." in code}
    assert len(targets) == 169
    assert by_code.keys() - targets == {*(f"SDG-{number}" for number in range(1, 18)), "CSDG-18"}
    assert all({"en", "km"} <= entry.labels.keys() for entry in by_code.values())
    for code, entry in by_code.items():
        whole = by_code[code.partition(".")[0]].iri if code in targets else None
        agenda = "strategy-csdgs" if code == "CSDG-18" else "strategy-sdgs"
        assert part_of[entry.iri] == (whole or iri.ID + agenda)


def test_sectors_have_khmer_and_english_names() -> None:
    assert [entry.iri for entry in entries("Sector") if not {"en", "km"} <= entry.labels.keys()] == []


def test_a_malformed_file_is_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "register").mkdir()
    (folder / "register" / "bad.ttl").write_text("this is no Turtle", encoding="utf-8")
    monkeypatch.setattr(register.resources, "ontology", lambda: folder)
    with pytest.raises(KgError, match=r"bad\.ttl: this is no Turtle"):
        register.triples()
