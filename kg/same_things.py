"""Following identity: the graphs of documents under the IRIs that things go by, and no graph touched without need."""

from collections.abc import Callable
from typing import Final

from pyoxigraph import NamedNode

from kg import aliases, identity, iri, named_things
from kg.identity import Identity
from kg.judgements import Judgements
from kg.resolve.canonical import Pair
from kg.store import Store
from kg.vocabulary import RDF

_READ: Final = f"""
PREFIX devcoop: <{iri.NAMESPACE}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT DISTINCT ?graph ?read ?shown {{ GRAPH ?graph {{ ?claim devcoop:objectAsRead ?read ; rdf:object ?shown }} }}"""


def follow(store: Store, judgements: Judgements, refuse: Callable[[Pair, str], None]) -> None:
    """Find what is one in a store, and have every document's graph say so.

    ``refuse`` is told of judgements that cannot be followed, and why: what they are about is gone, or others speak
    against them.
    """
    found = identity.identified(store.select, judgements)
    _report(found, store, refuse)
    for graph in _touched(store, found):
        store.replace(graph, aliases.rewritten(store.of_graph(graph), found.canonical.iris))
    store.replace(identity.GRAPH, identity.quads(found))


def _touched(store: Store, found: Identity) -> list[NamedNode]:
    """The graphs of documents in which a thing goes by another IRI than it should."""
    touched = {
        row["graph"]
        for row in store.select(_READ)
        if found.canonical.of(row["read"].value) != row["shown"].value
    }
    for read in found.canonical.iris:
        touched |= store.graphs_with(RDF.object, NamedNode(read))
    return sorted(touched, key=lambda graph: graph.value)


def _report(found: Identity, store: Store, refuse: Callable[[Pair, str], None]) -> None:
    for pair in found.canonical.refused:
        refuse(
            pair,
            "other judgements say that these two are different; this one is not followed. Correct one of them.",
        )
    known = {thing.id for thing in named_things.known()}
    for pair in (*found.judgements.same, *found.judgements.different):
        gone = [name for name in pair if name not in known and not any(store.of_subject(NamedNode(name)))]
        if gone:
            name = gone[0].removeprefix(iri.ID)
            refuse(pair, f"nothing in the graph is called {name}; the judgement waits until it comes.")
