"""The whole graph in one of the formats, written as it is read from the store: sorted, the same bytes every time."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg import graphml, turtle
from kg.formats import Format
from kg.store import Store

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(store: Store, form: Format, stream: BinaryIO) -> None:
    """Write all statements of a store in a format."""
    writers = {
        "turtle": _turtle,
        "trig": _trig,
        "ntriples": _ntriples,
        "nquads": _nquads,
        "jsonld": _jsonld,
        "rdfxml": _rdfxml,
        "graphml": graphml.write,
    }
    writers[form.name](store, stream)


def _turtle(store: Store, stream: BinaryIO) -> None:
    stream.write(turtle.head().encode())
    for subject, triples in _by_subject(store):
        stream.write(turtle.block(subject, triples).encode())


def _trig(store: Store, stream: BinaryIO) -> None:
    stream.write(turtle.head().encode())
    for graph in store.graphs():
        stream.write(f"\n{turtle.term(graph)} {{\n".encode())
        for block in turtle.blocks((quad.triple for quad in store.of_graph(graph)), "  "):
            stream.write(block.encode())
        stream.write(b"}\n")


def _ntriples(store: Store, stream: BinaryIO) -> None:
    for triple in _triples(store):
        stream.write(f"{triple} .\n".encode())


def _nquads(store: Store, stream: BinaryIO) -> None:
    for quad in _quads(store):
        stream.write(f"{quad.triple} {quad.graph_name} .\n".encode())


def _jsonld(store: Store, stream: BinaryIO) -> None:
    serialize(_quads(store), stream, RdfFormat.JSON_LD, prefixes=turtle.PREFIXES)


def _rdfxml(store: Store, stream: BinaryIO) -> None:
    legal = (Triple(t.subject, t.predicate, _legal(t.object)) for t in _triples(store))
    serialize(legal, stream, RdfFormat.RDF_XML, prefixes=turtle.PREFIXES)


def _legal(term: turtle.Term) -> turtle.Term:
    """A term that XML 1.0 (section 2.2) can hold: U+FFFD stands for what it cannot, such as a form feed."""
    if not isinstance(term, Literal) or not _ILLEGAL.search(term.value):
        return term
    value = _ILLEGAL.sub("\ufffd", term.value)
    return Literal(value, language=term.language) if term.language else Literal(value, datatype=term.datatype)


def _by_subject(store: Store) -> Iterator[tuple[NamedNode | BlankNode, set[Triple]]]:
    """Each subject with what is said of it; no more than the subjects is held in memory."""
    for subject in store.subjects():
        yield subject, set(store.of_subject(subject))


def _triples(store: Store) -> Iterator[Triple]:
    for _, triples in _by_subject(store):
        yield from sorted(triples, key=str)


def _quads(store: Store) -> Iterator[Quad]:
    for graph in store.graphs():
        yield from sorted(store.of_graph(graph), key=str)
