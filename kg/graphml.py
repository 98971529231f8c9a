"""The network as GraphML (http://graphml.graphdrawing.org/specification.html), for Gephi, Cytoscape and yEd."""

from typing import BinaryIO

import networkx  # type: ignore[import-untyped]

from kg.network import network
from kg.store import Store

_NODE = ("kind", "label_en", "label_km", "class_en", "class_km")
_EDGE = ("kind", "label_en", "label_km")


def write(store: Store, stream: BinaryIO) -> None:
    """Write the nodes and edges of ``kg view``; an edge has the words behind it as ``evidence``, one a line."""
    graph = network(store.select)
    plain: networkx.MultiDiGraph = networkx.MultiDiGraph()
    for node, known in graph.nodes(data=True):
        plain.add_node(_legal(node), **{name: _legal(known[name]) for name in _NODE})
    for source, target, known in graph.edges(data=True):
        quotes = "\n".join(" ".join(evidence.quote.split()) for evidence in known["evidence"])
        plain.add_edge(
            _legal(source),
            _legal(target),
            **{name: _legal(known[name]) for name in _EDGE},
            evidence=_legal(quotes),
        )
    networkx.write_graphml_xml(plain, stream, encoding="utf-8", prettyprint=True)


def _legal(text: str) -> str:
    """The text without what XML 1.0 (section 2.2) cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (sign >= " " and sign not in "\ufffe\uffff"))
