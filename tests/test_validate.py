"""``kg validate``: nothing is wrong with what kg writes, and each constraint finds what breaks it."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import RDF, SH

from kg import resources, validate, validation_report
from kg.__main__ import main
from kg.vocabulary import DEVCOOP, XSD
from tests.hand_made import EXTRACTION
from tests.hand_made_store import store_of

ELSEWHERE = NamedNode("http://example.org/nothing-known")
# Of a datatype that no property has.
WRONG = Literal("true", datatype=XSD.boolean)


@cache
def quads() -> tuple[Quad, ...]:
    """The hand-made extraction, with what the register and the code lists say of what it names."""
    return tuple(store_of(EXTRACTION).quads())


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(resources.ontology() / "shapes.ttl")


@cache
def subclasses() -> dict[NamedNode, set[NamedNode]]:
    """Each class with itself and all below it."""
    ontology = rdflib.Graph().parse(resources.ontology() / "devcoop.ttl")
    classes = set(ontology.subjects(RDF.type, rdflib.OWL.Class))
    return {
        NamedNode(str(kind)): {
            NamedNode(str(below))
            for below in ontology.transitive_subjects(rdflib.RDFS.subClassOf, kind)
            if isinstance(below, rdflib.URIRef)
        }
        for kind in classes
        if isinstance(kind, rdflib.URIRef)
    }


def properties() -> Iterator[tuple[str, NamedNode, NamedNode, str]]:
    """Each constraint that a property shape sets: the shape, its target class, its path, what it limits."""
    for node in sorted(set(shapes().subjects(SH.targetClass))):
        for target in shapes().objects(node, SH.targetClass):
            for shape in shapes().objects(node, SH.property):
                path = shapes().value(shape, SH.path)
                if not isinstance(path, rdflib.URIRef):
                    continue
                for limit in ("minCount", "maxCount", "class", "datatype", "or", "pattern", "in", "nodeKind"):
                    value = shapes().value(shape, SH[limit])
                    kind = " literal" if value == SH.Literal else ""
                    if value is not None:
                        yield str(shape), NamedNode(str(target)), NamedNode(str(path)), limit + kind


def broken(target: NamedNode, path: NamedNode, limit: str) -> list[Quad]:
    """The hand-made graph with one constraint broken in one place, in a new thing where none in it is of the class."""
    kinds = subclasses().get(target, {target})
    instances = sorted(
        {quad.subject for quad in quads() if quad.predicate.value == str(RDF.type) and quad.object in kinds},
        key=str,
    )
    having = [one for one in instances if any(q.subject == one and q.predicate == path for q in quads())]
    chosen = (having or instances or [ELSEWHERE])[0]
    mine = [quad for quad in quads() if quad.subject == chosen and quad.predicate == path]
    others = [quad for quad in quads() if quad not in mine]
    graph = next((quad.graph_name for quad in quads() if quad.subject == chosen), quads()[0].graph_name)
    new = Quad(ELSEWHERE, NamedNode(str(RDF.type)), target, graph)
    if limit == "minCount":
        return [*quads(), new]
    if chosen == ELSEWHERE:
        others.append(new)
    if limit == "maxCount":
        most = int(next(shapes().objects(None, SH.maxCount)))
        more = [Quad(chosen, path, Literal(f"more {n}"), graph) for n in range(most + 1)]
        return [*others, *mine, *more]
    wrong = ELSEWHERE if limit in {"class", "in", "nodeKind literal"} else WRONG
    return [*others, Quad(chosen, path, wrong, graph)]


def results(graph: list[Quad]) -> set[str]:
    """The shapes that find something."""
    found = validate.check(graph).findings
    key = NamedNode(str(SH.sourceShape))
    return {value.value for finding in found for name, value in finding.result if name == key}


def test_nothing_is_wrong_with_what_kg_writes() -> None:
    report = validate.check(quads())
    assert report.statements > 500
    assert [finding for finding in report.findings if finding.violation] == []


CONSTRAINTS = list(properties())


def test_there_are_constraints() -> None:
    assert len(CONSTRAINTS) > 80


@pytest.mark.parametrize(
    ("shape", "target", "path", "limit"),
    CONSTRAINTS,
    ids=[f"{shape.rpartition('/')[2]}-{limit}" for shape, _, _, limit in CONSTRAINTS],
)
def test_each_constraint_finds_what_breaks_it(
    shape: str, target: NamedNode, path: NamedNode, limit: str
) -> None:
    assert shape in results(broken(target, path, limit))


def test_a_report_names_document_words_and_remedy() -> None:
    fact = next(quad for quad in quads() if quad.predicate == DEVCOOP.provider)
    graph = [quad for quad in quads() if quad != fact]
    graph.append(Quad(fact.subject, fact.predicate, ELSEWHERE, fact.graph_name))
    report = validate.check(graph)
    text = validation_report.text(report, "en")
    assert "A provider is not a person or an organisation." in text
    assert "What to do: " in text
    assert "clinics.txt" in text
    assert "អ្នកផ្តល់មិនមែនជាបុគ្គល ឬស្ថាប័ន។" in validation_report.text(report, "km")


def test_the_command_says_that_nothing_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "news.txt"
    document.write_text("Germany has provided US$670 million to Cambodia.\n", encoding="utf-8")
    store = str(tmp_path / "store")
    assert main(["build", str(document), "--store", store]) == 0
    assert main(["validate", "--store", store]) == 0
    assert "Wrong: 0." in capsys.readouterr().out


def test_the_command_fails_where_something_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from kg.store import Store

    fact = next(quad for quad in quads() if quad.predicate == DEVCOOP.provider)
    with Store.open(tmp_path / "store") as store:
        store.replace(
            fact.graph_name, [quad for quad in quads() if quad.graph_name == fact.graph_name and quad != fact]
        )
    assert main(["validate", "--store", str(tmp_path / "store")]) == 1
    assert "WRONG" in capsys.readouterr().out
