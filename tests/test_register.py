"""The register: every entry can be shown, is sourced, and is told apart from the others."""

from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode

from kg import iri, ontology, register
from kg.errors import KgError
from kg.model import Entry
from kg.vocabulary import DCTERMS, RDF, SKOS


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
