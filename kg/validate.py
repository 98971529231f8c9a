"""Check a graph against the shapes (SHACL), and say of each result in which document and with which words.

The check is that of https://www.w3.org/TR/shacl/ with SPARQL-based constraints (section 5). Subclasses are those of
the ontology (section 1.1: SHACL instance); nothing else is inferred, and nothing is fetched.
"""

import contextlib
import functools
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import DCTERMS, RDF, RDFS, SKOS
from rdflib.term import Node

from kg import iri, resources
from kg.errors import KgError

DEVCOOP: Final = rdflib.Namespace(iri.NAMESPACE)
OA: Final = rdflib.Namespace("http://www.w3.org/ns/oa#")
_STRING: Final = ox.NamedNode(str(rdflib.XSD.string))
SH: Final = rdflib.Namespace("http://www.w3.org/ns/shacl#")


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of the check.

    ``what`` is wrong, the ``remedy`` and the ``thing`` it is wrong with are told by language; ``value`` is what
    stands there, if anything does; ``documents`` are the names of the documents that say so (none: the register
    does) and ``quotes`` their words. ``result`` are the properties of the sh:ValidationResult.
    """

    violation: bool
    what: Mapping[str, str]
    remedy: Mapping[str, str]
    thing: Mapping[str, str]
    value: str | None
    documents: tuple[str, ...]
    quotes: tuple[str, ...]
    result: tuple[tuple[ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a check, in an order of their own; how many statements and documents were checked."""

    findings: tuple[Finding, ...]
    statements: int
    documents: int


def check(quads: Iterable[ox.Quad]) -> Report:
    """Check quads as one graph, whatever named graph each is in.

    Raises KgError where the ontology or the shapes cannot be read or used.
    """
    with _quiet():
        data = _Data()
        for quad in quads:
            data.add(quad)
        statements = len(data.graph)
        documents = len(set(data.graph.subjects(RDF.type, DEVCOOP.Document)))
        shapes = _parsed("shapes.ttl")
        # For SHACL the ontology's subclasses and the code lists' values are part of the data.
        data.graph += _parsed("devcoop.ttl")
        data.graph += _parsed("codelists.ttl")
        try:
            _, results, _ = pyshacl.validate(
                data.graph, shacl_graph=shapes, inplace=True, inference="none", do_owl_imports=False
            )
        except pyshacl.errors.ReportableRuntimeError as error:
            raise KgError(f"{resources.ontology() / 'shapes.ttl'}: {error.message}") from error
        if not isinstance(results, rdflib.Graph):
            raise KgError(f"{resources.ontology() / 'shapes.ttl'}: {results}")
    found = [
        data.finding(result, results, shapes) for result in results.subjects(RDF.type, SH.ValidationResult)
    ]
    return Report(tuple(sorted(found, key=lambda finding: str(finding.result))), statements, documents)


@dataclass(slots=True)
class _Data:
    """The graph that is checked, and the named graphs that each subject stands in."""

    graph: rdflib.Graph = field(default_factory=rdflib.Graph)
    homes: defaultdict[Node, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, quad: ox.Quad) -> None:
        subject, predicate, value = _term(quad.subject), _term(quad.predicate), _term(quad.object)
        self.graph.add((subject, predicate, value))
        if isinstance(quad.graph_name, ox.NamedNode):
            self.homes[subject].add(quad.graph_name.value)

    def finding(self, result: Node, results: rdflib.Graph, shapes: rdflib.Graph) -> Finding:
        """What a sh:ValidationResult says, in words."""
        focus, value, shape = (
            results.value(result, SH[name]) for name in ("focusNode", "value", "sourceShape")
        )
        assert focus is not None
        properties = [
            (ox.NamedNode(str(key)), _back(item))
            for key, item in results.predicate_objects(result)
            # Of SPARQL-based constraints pySHACL gives a node without a name, and messages without their language.
            if key not in {SH.sourceConstraint, SH.resultMessage}
        ]
        what = _languages(shapes, shape, SH.message)
        properties += [
            (ox.NamedNode(str(SH.resultMessage)), ox.Literal(message, language=language))
            for language, message in what.items()
        ]
        return Finding(
            violation=results.value(result, SH.resultSeverity) == SH.Violation,
            what=what,
            remedy=_languages(shapes, shapes.value(shape, DEVCOOP.remedy), SKOS.definition),
            thing=self._name(focus),
            value=str(value) if isinstance(value, rdflib.Literal) else None,
            documents=tuple(sorted(self._documents(focus))),
            quotes=tuple(sorted(self._quotes(focus, value))),
            result=tuple(sorted(properties, key=str)),
        )

    def _name(self, node: Node) -> dict[str, str]:
        """What a person would call a node: its own label, else that of its class."""
        kinds = sorted(str(kind) for kind in self.graph.objects(node, RDF.type))
        for subject in (node, *map(rdflib.URIRef, kinds)):
            for label in (RDFS.label, SKOS.prefLabel):
                if names := _languages(self.graph, subject, label):
                    return names
        return {"": str(node).removeprefix(iri.ID)}

    def _documents(self, focus: Node) -> Iterator[str]:
        """The names of the documents that a node is stated in, or in whose named graph it stands."""
        graph = self.graph
        found = (
            {focus}
            if (focus, RDF.type, DEVCOOP.Document) in graph
            else set(graph.objects(focus, DEVCOOP.statedIn))
        )
        for home in self.homes[focus]:
            found |= set(graph.subjects(DEVCOOP.graph, rdflib.URIRef(home)))
        for document in found:
            name = graph.value(document, DEVCOOP.fileName) or graph.value(document, DCTERMS.title) or document
            yield str(name).removeprefix(iri.ID)

    def _quotes(self, focus: Node, value: Node | None) -> set[str]:
        """The words behind a result, the nearest there are: of the value, of the node, of what points to it."""
        graph = self.graph
        places: tuple[Iterable[Node], ...] = (
            (
                place
                for claim in graph.subjects(RDF.subject, focus)
                if value is not None and (claim, RDF.object, value) in graph
                for place in graph.objects(claim, DEVCOOP.mention)
            ),
            () if value is None else (value,),
            (focus,),
            graph.objects(focus, DEVCOOP.evidence),
            graph.subjects(OA.hasSelector, focus),
            (
                place
                for claim in graph.subjects(RDF.object, focus)
                for place in graph.objects(claim, DEVCOOP.mention)
            ),
        )
        for near in places:
            quotes = {
                str(words)
                for place in near
                for quote in (place, *graph.objects(place, OA.hasSelector))
                for words in graph.objects(quote, OA.exact)
            }
            if quotes:
                return quotes
        return set()


@functools.lru_cache(maxsize=2**16)
def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        # For rdflib a literal without datatype and one of xsd:string are two.
        plain = term.language or term.datatype == _STRING
        datatype = None if plain else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype)
    # A triple term has no counterpart in SHACL; it stands for itself, as a node without a name.
    return rdflib.BNode(str(term))


def _back(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    return ox.BlankNode(str(node)) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))


def _languages(graph: rdflib.Graph, node: Node | None, predicate: rdflib.URIRef) -> dict[str, str]:
    texts = graph.objects(node, predicate) if node is not None else ()
    return {text.language or "": str(text) for text in texts if isinstance(text, rdflib.Literal)}


def _parsed(name: str) -> rdflib.Graph:
    path = resources.ontology() / name
    try:
        return rdflib.Graph().parse(path, format="turtle")
    except (OSError, SyntaxError) as error:
        raise KgError(f"{path}: cannot be read ({error}). Install devcoop-kg again.") from error


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Without rdflib's warnings about ill-typed literals, which the shapes report in words."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
