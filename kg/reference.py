"""What the graph says of the things that its documents name: entries of the register, values of the code lists."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg import iri, register, resources
from kg.errors import KgError
from kg.vocabulary import RDF, RDFS

GRAPH: Final = NamedNode(iri.REGISTER_GRAPH)

# What points from an entry to the terms of the ontology rather than to another entry.
_NOT_FOLLOWED: Final = frozenset({RDF.type, RDFS.isDefinedBy})


def iris() -> frozenset[str]:
    """The IRIs of everything that this module can describe."""
    return frozenset(node.value for node in _described() if isinstance(node, NamedNode))


def quads(named: Iterable[NamedNode]) -> Iterator[Quad]:
    """What register and code lists say of the named things, and of the things these belong to, in no order.

    Things that neither knows are passed over.
    """
    described = _described()
    waiting, seen = list(named), set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        for triple in described.get(node, ()):
            yield Quad(triple.subject, triple.predicate, triple.object, GRAPH)
            if isinstance(triple.object, NamedNode) and triple.predicate not in _NOT_FOLLOWED:
                waiting.append(triple.object)


@cache
def _described() -> Mapping[NamedNode | BlankNode | Triple, list[Triple]]:
    found: dict[NamedNode | BlankNode | Triple, list[Triple]] = {}
    for triple in [*register.triples(), *_codes()]:
        found.setdefault(triple.subject, []).append(triple)
    return found


def _codes() -> list[Triple]:
    path = resources.ontology() / "codelists.ttl"
    try:
        return [quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE)]
    except (OSError, SyntaxError) as error:
        raise KgError(f"{path}: cannot be read ({error}). Install devcoop-kg again.") from error
