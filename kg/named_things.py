"""What documents name, as resolution sees it: the names of each thing, and what is said that tells who or what it is.

Things are told under the IRIs under which they were read, whatever they go by. Which statements tell who a thing is, is
data: ``ontology/identity.toml``.
"""

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from kg import iri, ontology, register, resources
from kg.errors import KgError
from kg.languages import folded
from kg.resolve.canonical import Canonical
from kg.resolve.comparison import Thing
from kg.resolve.linking import BESIDE
from kg.vocabulary import DEVCOOP, RDF

Select = Callable[[str], Iterable[Any]]
# The statements of facts about things as they were read: by fact and property.
Facts: TypeAlias = Mapping[str, Mapping[NamedNode, Sequence[NamedNode | Literal]]]

_CLASSES: Final = {
    "place": DEVCOOP.Place,
    "person": DEVCOOP.Person,
    "project": DEVCOOP.Project,
    "organisation": DEVCOOP.Organisation,
}
_DAY: Final = len("2020-07-22")
_PREFIX: Final = f"PREFIX devcoop: <{iri.NAMESPACE}>\n"
_DESCRIBED: Final = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?thing ?class ?name {
  GRAPH ?graph { ?thing rdfs:label ?name ; a ?type OPTIONAL { ?thing devcoop:aliasClass ?was } }
  BIND(COALESCE(?was, ?type) AS ?class)
}"""
_STATED: Final = """
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?fact ?property ?value {
  ?claim a devcoop:Claim ; rdf:subject ?fact ; rdf:predicate ?property ; rdf:object ?shown
  OPTIONAL { ?claim devcoop:objectAsRead ?read }
  BIND(COALESCE(?read, ?shown) AS ?value)
}"""


def named(select: Select) -> Iterator[Thing]:
    """The things that documents alone describe, in order; ``select`` answers queries over all graphs."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    types: defaultdict[str, set[str]] = defaultdict(set)
    for row in select(_PREFIX + _DESCRIBED):
        names[row["thing"].value].add(row["name"].value)
        types[row["thing"].value].add(row["class"].value.removeprefix(iri.NAMESPACE))
    for thing, several in sorted(names.items()):
        type_ = min(types[thing])
        if (kind := _kind(type_)) is not None:
            yield Thing(thing, kind, type_, tuple(sorted(several)))


@cache
def known() -> tuple[Thing, ...]:
    """What the register describes, by the names that it shows."""
    return tuple(
        Thing(entry.iri, kind, entry.type, tuple(sorted(names)), known=True)
        for entry in register.load()
        if (kind := _kind(entry.type)) is not None
        and (names := {name for several in entry.labels.values() for name in several})
    )


def facts(select: Select) -> Facts:
    """All facts; ``select`` answers queries over all graphs."""
    found: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = {}
    for row in select(_PREFIX + _STATED):
        found.setdefault(row["fact"].value, {}).setdefault(row["property"], []).append(row["value"])
    return found


def contexts(facts: Facts, joined: Canonical) -> defaultdict[str, set[tuple[str, str]]]:
    """Of each thing what tells who or what it is, as pairs of relation and value, and what stands beside it.

    ``joined`` are things that are known to be one already.
    """
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for said in facts.values():
        for of, by in _telling(_class(said)):
            told = {
                (by.value.removeprefix(iri.NAMESPACE), text)
                for value in said.get(by, ())
                if (text := _text(value, joined)) is not None
            }
            for thing in said.get(of, ()):
                found[thing.value] |= told
        for values in said.values():
            several = {value.value for value in values if isinstance(value, NamedNode)}
            for one in several if len(several) > 1 else ():
                found[one] |= {(BESIDE, other) for other in several - {one}}
    return found


@cache
def _kind(type_: str) -> str | None:
    """The kind of things of a class of the ontology, where they are compared."""
    class_ = NamedNode(iri.term(type_))
    kinds = (kind for kind, above in _CLASSES.items() if ontology.load().is_a(class_, above))
    return next(kinds, None)


def _class(said: Mapping[NamedNode, Sequence[NamedNode | Literal]]) -> str:
    return next((value.value for value in said.get(RDF.type, ())), "")


def _text(value: NamedNode | Literal, joined: Canonical) -> str | None:
    """What a statement says, in a form that is the same wherever it is said; None where it tells nothing."""
    if isinstance(value, NamedNode):
        return None if value.value in _everywhere() else joined.of(value.value)
    if value.datatype.value.startswith("http://www.w3.org/2001/XMLSchema#") and value.value[:4].isdigit():
        return value.value if len(value.value) == _DAY else None
    return folded(value.value).casefold()


@cache
def _telling(class_: str) -> Sequence[tuple[NamedNode, NamedNode]]:
    """For a class of facts pairs of properties: of whom it tells, and what tells."""
    terms = ontology.load()
    return [
        (terms.role(rule["fact"], of).iri, terms.role(rule["fact"], by).iri)
        for rule in _data()["context"]
        if terms.fact_class(rule["fact"]).value == class_
        for of in rule["of"]
        for by in rule["by"]
    ]


@cache
def _everywhere() -> frozenset[str]:
    """Things that are named so often that having one in common tells nothing."""
    classes = set(_data()["everywhere"]["classes"])
    return frozenset(entry.iri for entry in register.load() if entry.type in classes)


@cache
def _data() -> Mapping[str, Any]:
    path = resources.ontology() / "identity.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KgError(f"{path}: cannot be read ({error}).") from error
