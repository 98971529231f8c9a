"""The graph of one document with each thing under the IRI that it goes by, and what it was read as beside it.

Nothing is lost: a claim keeps the thing that its words were taken for (``devcoop:objectAsRead``), and the IRI of that
thing becomes an alias (``devcoop:Alias``) that keeps its names and its class. So the same function undoes what it did.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg.vocabulary import DEVCOOP, RDF


def rewritten(quads: Iterable[Quad], canonical: Mapping[str, str]) -> set[Quad]:
    """The quads of a document's graph, as first read or as this function left them, under canonical IRIs.

    ``canonical`` maps the IRIs of things that go by another one to that one; all others go by their own.
    """
    graph = set(quads)
    old: set[Quad] = set()
    new: set[Quad] = set()
    for gone, come in (_claims(graph, canonical), _descriptions(graph, canonical)):
        old |= gone
        new |= come
    return (graph - old) | new


def _claims(graph: Iterable[Quad], canonical: Mapping[str, str]) -> tuple[set[Quad], set[Quad]]:
    """The quads that go and come so that claims, and the statements they are of, are about canonical things."""
    claims: defaultdict[NamedNode, dict[NamedNode, NamedNode]] = defaultdict(dict)
    for quad in graph:
        if (
            quad.predicate in _OF_CLAIMS
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
        ):
            claims[quad.subject][quad.predicate] = quad.object
            name = quad.graph_name
    old, new = set(), set()
    for claim, said in claims.items():
        shown = said.get(RDF.object)
        if shown is None:
            continue
        read = said.get(DEVCOOP.objectAsRead, shown)
        goes_by = NamedNode(canonical.get(read.value, read.value))
        subject, predicate = said[RDF.subject], said[RDF.predicate]
        old |= {
            Quad(claim, RDF.object, shown, name),
            Quad(claim, DEVCOOP.objectAsRead, read, name),
            Quad(subject, predicate, shown, name),
        }
        new |= {Quad(claim, RDF.object, goes_by, name), Quad(subject, predicate, goes_by, name)}
        if goes_by != read:
            new.add(Quad(claim, DEVCOOP.objectAsRead, read, name))
    return old, new


def _descriptions(graph: Iterable[Quad], canonical: Mapping[str, str]) -> tuple[set[Quad], set[Quad]]:
    """The quads that go and come so that things that go by another IRI are aliases of it, and no others are."""
    classes = {
        quad.subject: quad.object
        for quad in graph
        if isinstance(quad.subject, NamedNode)
        and (
            quad.predicate == DEVCOOP.aliasClass
            or (
                quad.predicate == RDF.type
                and quad.object != DEVCOOP.Alias
                and quad.subject.value in canonical
            )
        )
    }
    old, new = set(), set()
    for quad in graph:
        if not isinstance(quad.subject, NamedNode) or quad.subject not in classes:
            continue
        if quad.predicate == RDF.type:
            name = quad.graph_name
            old.add(quad)
            class_ = classes[quad.subject]
            goes_by = canonical.get(quad.subject.value)
            if goes_by is None:
                new.add(Quad(quad.subject, RDF.type, class_, name))
            else:
                new |= {
                    Quad(quad.subject, RDF.type, DEVCOOP.Alias, name),
                    Quad(quad.subject, DEVCOOP.aliasClass, class_, name),
                    Quad(quad.subject, DEVCOOP.aliasOf, NamedNode(goes_by), name),
                }
        elif quad.predicate in (DEVCOOP.aliasClass, DEVCOOP.aliasOf):
            old.add(quad)
    return old, new


_OF_CLAIMS = frozenset({RDF.subject, RDF.predicate, RDF.object, DEVCOOP.objectAsRead})
