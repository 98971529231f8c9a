"""A store with extractions made by hand, filled as ``kg build`` fills one."""

from pyoxigraph import NamedNode

from kg import identity, iri, mapping, names, reference
from kg.judgements import Judgements
from kg.model import Extraction
from kg.store import Store


def store_of(*extractions: Extraction) -> Store:
    """The extractions, what all of them call the things they name, and what the register says of these."""
    store = Store.memory()
    things = set()
    for extraction in extractions:
        quads = list(mapping.quads(extraction, fingerprint="test", register=reference.iris()))
        things |= {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
        store.replace(NamedNode(iri.graph(extraction.document.sha256)), quads)
    store.replace(names.GRAPH, names.quads(store.select, reference.iris()))
    store.replace(reference.GRAPH, reference.quads(things))
    return store


def judged(store: Store, one: str, other: str) -> Store:
    """The store with a judgement that two things are different."""
    found = identity.identified(store.select, Judgements(different=((one, other),)))
    status = NamedNode(iri.term("identification-different"))
    store.replace(identity.GRAPH, [*identity.quads(found), *reference.quads([status])])
    return store
