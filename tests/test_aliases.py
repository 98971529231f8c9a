"""A document's graph under canonical IRIs: facts are of one thing, and nothing of what was read is lost."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg import aliases, iri, mapping, pipeline, reference
from kg.vocabulary import DEVCOOP, RDF, RDFS

TEXT = """Phnom Penh, 23 July 2020 - Germany has provided Cambodia with US$670 million over the past 22 years.
The meeting was chaired by Mr. Vannak Sothea, Director of the Provincial Works Office, and Mr. Wannak Sothea, Secretary
of the Provincial Works Office.
"""


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> set[Quad]:
    path: Path = tmp_path_factory.mktemp("texts") / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    extraction = pipeline.Extractor().extract(pipeline.read(str(path)))
    return set(mapping.quads(extraction, fingerprint="test", register=reference.iris()))


def person(quads: set[Quad], name: str) -> str:
    return next(
        quad.subject.value for quad in quads if quad.predicate == RDFS.label and quad.object.value == name
    )


def test_two_things_become_one_and_two_again(quads: set[Quad]) -> None:
    one, other = person(quads, "Vannak Sothea"), person(quads, "Wannak Sothea")
    merged = aliases.rewritten(quads, {other: one})
    assert merged != quads
    about_other = {quad.predicate for quad in merged if quad.subject == NamedNode(other)}
    assert about_other == {RDF.type, RDFS.label, DEVCOOP.aliasOf, DEVCOOP.aliasClass}
    pointing = {quad.predicate for quad in merged if quad.object == NamedNode(other)}
    assert pointing == {DEVCOOP.objectAsRead}
    people = {quad.subject for quad in merged if quad.predicate == RDF.type and quad.object == DEVCOOP.Person}
    assert people == {NamedNode(one)}
    held = [quad for quad in merged if quad.predicate == DEVCOOP.person and quad.object == NamedNode(one)]
    assert len(held) == 2
    assert aliases.rewritten(merged, {}) == quads


def test_doing_it_again_changes_nothing(quads: set[Quad]) -> None:
    one, other = person(quads, "Vannak Sothea"), person(quads, "Wannak Sothea")
    merged = aliases.rewritten(quads, {other: one})
    assert aliases.rewritten(merged, {other: one}) == merged
    assert aliases.rewritten(quads, {}) == quads


def test_what_a_thing_goes_by_may_change(quads: set[Quad]) -> None:
    one, other = person(quads, "Vannak Sothea"), person(quads, "Wannak Sothea")
    known = iri.ID + "person-known"
    first = aliases.rewritten(quads, {other: one})
    assert aliases.rewritten(first, {one: known, other: known}) == aliases.rewritten(
        quads, {one: known, other: known}
    )
    assert aliases.rewritten(aliases.rewritten(first, {one: known}), {}) == quads
