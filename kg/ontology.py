"""The ontology as the mapping needs it: which class, property and concept stand for what extraction found."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse

from kg import iri, resources
from kg.errors import KgError

CONCEPT: Final = NamedNode("http://www.w3.org/2004/02/skos/core#Concept")

_PREFIXES = {
    "devcoop": iri.NAMESPACE,
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
_FACT_CLASSES = "SELECT ?type ?class { ?class devcoop:factType ?type }"
# A domain is one class or, by owl:unionOf, a list of them.
_ROLES = """
SELECT ?type ?role ?property ?range {
  ?property devcoop:role ?role ; rdfs:range ?range ;
    rdfs:domain/(owl:unionOf/rdf:rest*/rdf:first)? ?class .
  ?class devcoop:factType ?type
}"""
_CONCEPTS = "SELECT ?class ?notation ?concept { ?concept skos:notation ?notation ; a ?class }"
_LABELS = "SELECT ?term ?label { ?term rdfs:label|skos:prefLabel ?label FILTER(isIRI(?term)) }"
_ANCESTORS = "SELECT ?class ?ancestor { ?class rdfs:subClassOf+ ?ancestor }"

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Property:
    """A property and its range: a class or a datatype."""

    iri: NamedNode
    range: NamedNode


@dataclass(frozen=True, slots=True)
class Ontology:
    """The ontology, indexed by what extraction calls its terms; a look-up that finds none raises KgError."""

    classes: Mapping[str, NamedNode]
    properties: Mapping[tuple[str, str], Property]
    concepts: Mapping[tuple[NamedNode, str], NamedNode]
    labels: Mapping[tuple[NamedNode, str], str]
    subclasses: frozenset[tuple[NamedNode, NamedNode]]

    def fact_class(self, fact_type: str) -> NamedNode:
        """The class of the facts that extraction calls ``fact_type``."""
        try:
            return self.classes[fact_type]
        except KeyError:
            raise KgError(f"The ontology has no class for facts of type {fact_type!r}.") from None

    def entity_class(self, name: str) -> NamedNode:
        """The class of an entity by its local name (``Ministry``)."""
        kind = NamedNode(iri.term(name)) if name.isalpha() else None
        if kind is None or (kind, "en") not in self.labels:
            raise KgError(f"The ontology has no class {name!r}.")
        return kind

    def role(self, fact_type: str, role: str) -> Property:
        """The property, with its range, that stands for a role of a type of fact."""
        try:
            return self.properties[fact_type, role]
        except KeyError:
            raise KgError(f"The ontology has no property for role {role!r} of {fact_type!r}.") from None

    def concept(self, kind: NamedNode, notation: str) -> NamedNode:
        """The concept of an enumeration class that bears the notation."""
        try:
            return self.concepts[kind, notation]
        except KeyError:
            name = kind.value.removeprefix(iri.NAMESPACE)
            raise KgError(f"The ontology's code list {name} has no value {notation!r}.") from None

    def label(self, term: NamedNode, language: str) -> str:
        """The label of a term in a language; failing that the English one, failing that its local name."""
        english = self.labels.get((term, "en"), term.value.removeprefix(iri.NAMESPACE))
        return self.labels.get((term, language), english)

    def is_a(self, kind: NamedNode, ancestor: NamedNode) -> bool:
        """Whether a class is the other one or below it."""
        return kind == ancestor or (kind, ancestor) in self.subclasses


@functools.cache
def load() -> Ontology:
    """The ontology that ships with the package (``devcoop.ttl`` and ``codelists.ttl``), read once.

    Raises KgError where a file cannot be read or the ontology contradicts itself.
    """
    triples: list[Triple] = []
    for name in ("devcoop.ttl", "codelists.ttl"):
        path = resources.ontology() / name
        try:
            triples += [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]
        except (OSError, SyntaxError) as error:
            raise KgError(f"{path}: cannot be read ({error}). Install devcoop-kg again.") from error
    return index(triples)


def index(triples: Iterable[Triple]) -> Ontology:
    """Index an ontology given as triples.

    Raises KgError where it contradicts itself: two classes for a type of fact, two properties for a role, two
    ranges for a property, two concepts for a value, two labels in a language.
    """
    store = Store()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)

    def rows(query: str) -> QuerySolutions:
        solutions = store.query(query, prefixes=_PREFIXES)
        assert isinstance(solutions, QuerySolutions)
        return solutions

    classes: dict[str, NamedNode] = {}
    for row in rows(_FACT_CLASSES):
        _once(classes, row["type"].value, row["class"], f"fact type {row['type'].value!r}")
    properties: dict[tuple[str, str], Property] = {}
    for row in rows(_ROLES):
        key = row["type"].value, row["role"].value
        _once(properties, key, Property(row["property"], row["range"]), f"role {key[1]!r} of {key[0]!r}")
    concepts: dict[tuple[NamedNode, str], NamedNode] = {}
    for row in rows(_CONCEPTS):
        _once(
            concepts,
            (row["class"], row["notation"].value),
            row["concept"],
            f"value {row['notation'].value!r}",
        )
    labels: dict[tuple[NamedNode, str], str] = {}
    for row in rows(_LABELS):
        label: Literal = row["label"]
        _once(labels, (row["term"], label.language or ""), label.value, f"label of {row['term'].value}")
    subclasses = frozenset((row["class"], row["ancestor"]) for row in rows(_ANCESTORS))
    return Ontology(classes, properties, concepts, labels, subclasses)


def _once(table: dict[_Key, _Value], key: _Key, value: _Value, what: str) -> None:
    if table.setdefault(key, value) != value:
        raise KgError(f"The ontology has two terms for {what}; it must have one.")
