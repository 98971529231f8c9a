"""The network of the extraction made by hand, and how to ask a few quads."""

from collections.abc import Iterable

import networkx
from hand_made import EXTRACTION
from pyoxigraph import Quad, QuerySolutions, Store

from kg import mapping, names
from kg.network import network
from kg.statements import Select


def asking(quads: Iterable[Quad]) -> Select:
    """What answers queries over some quads, and over what they call the things they name."""
    store = Store()
    store.extend(quads)

    def select(query: str) -> QuerySolutions:
        return store.query(query, use_default_graph_as_union=True)  # type: ignore[return-value]

    store.extend(names.quads(select, frozenset()))
    return select


def hand_made_quads() -> list[Quad]:
    """The graph of the extraction made by hand."""
    return list(mapping.quads(EXTRACTION, fingerprint="test"))


def hand_made_network() -> networkx.MultiDiGraph:
    """Its network."""
    return network(asking(hand_made_quads()))
