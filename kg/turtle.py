"""Turtle and TriG for people: sorted, grouped by subject, the same bytes for the same statements, in linear time.

Turtle: https://www.w3.org/TR/turtle/; TriG: https://www.w3.org/TR/trig/.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import iri
from kg.vocabulary import RDF, RDFS, SKOS, XSD

PREFIXES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "devcoop": iri.NAMESPACE,
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "id": iri.ID,
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

Subject: TypeAlias = NamedNode | BlankNode | Triple
Term: TypeAlias = Subject | Literal

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_WHOLE = re.compile(r"[0-9]+")
_NAMESPACES: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
_FIRST: Final = (RDF.type, SKOS.prefLabel, RDFS.label)


def head() -> str:
    """The prefixes, as the document begins."""
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def blocks(triples: Iterable[Triple], indent: str = "") -> Iterator[str]:
    """What is said of each subject, one block each, in order of subjects; for as many triples as memory holds."""
    subjects: dict[Subject, set[Triple]] = {}
    for triple in triples:
        subjects.setdefault(triple.subject, set()).add(triple)
    for subject in sorted(subjects, key=str):
        yield block(subject, subjects[subject], indent)


def block(subject: Subject, triples: Iterable[Triple], indent: str = "") -> str:
    """All that is said of one subject."""
    said: dict[NamedNode, list[Term]] = {}
    for triple in triples:
        said.setdefault(triple.predicate, []).append(triple.object)
    parts = [
        f"{_verb(predicate)} " + " , ".join(sorted(map(term, set(said[predicate]))))
        for predicate in sorted(said, key=_rank)
    ]
    return f"\n{indent}{term(subject)} " + f" ;\n{indent}    ".join(parts) + " .\n"


def term(node: Term) -> str:
    """A term as Turtle writes it: with prefixes, whole numbers plain."""
    if isinstance(node, NamedNode):
        return _name(node)
    if isinstance(node, Literal) and node.datatype == XSD.integer and _WHOLE.fullmatch(node.value):
        return node.value
    if isinstance(node, Literal) and not node.language and node.datatype != XSD.string:
        return f"{Literal(node.value)}^^{_name(node.datatype)}"
    return str(node)


def _name(node: NamedNode) -> str:
    cut = max(node.value.rfind("/"), node.value.rfind("#")) + 1
    prefix = _NAMESPACES.get(node.value[:cut])
    if prefix is not None and _LOCAL.fullmatch(node.value[cut:]):
        return f"{prefix}:{node.value[cut:]}"
    return str(node)


def _verb(predicate: NamedNode) -> str:
    return "a" if predicate == RDF.type else _name(predicate)


def _rank(predicate: NamedNode) -> tuple[int, str]:
    first = _FIRST.index(predicate) if predicate in _FIRST else len(_FIRST)
    return first, _name(predicate)
