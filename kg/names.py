"""What the graph calls the things that only documents name: of all their spellings one for each language.

A document's own graph says how that document writes a name (rdfs:label). Which of the spellings the whole graph uses
follows from all documents together, so it stands in a graph of its own: the one that most documents write is
preferred (https://www.w3.org/TR/skos-reference/, S14: one preferred label in each language), the others are
alternatives.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import iri
from kg.vocabulary import SKOS

GRAPH: Final = NamedNode(iri.NAMES_GRAPH)

_WRITTEN: Final = f"""
PREFIX devcoop: <{iri.NAMESPACE}>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing ?name (COUNT(DISTINCT ?graph) AS ?documents) {{
  {{ SELECT DISTINCT ?thing {{ ?claim rdf:object ?thing FILTER(isIRI(?thing)) }} }}
  {{ GRAPH ?graph {{ ?thing rdfs:label ?name }} }}
  UNION {{ GRAPH ?graph {{ ?alias devcoop:aliasOf ?thing ; rdfs:label ?name }} }}
  FILTER NOT EXISTS {{ ?thing a devcoop:Period }}
}} GROUP BY ?thing ?name"""


def quads(select: Callable[[str], Iterable[Any]], register: Container[str]) -> list[Quad]:
    """The preferred and the other names that documents give to things, for the graph of names.

    Things in the ``register`` (IRIs) have their preferred names there: what documents call them besides are others.
    """
    spellings: defaultdict[tuple[NamedNode, str | None], list[tuple[int, Literal]]] = defaultdict(list)
    for row in select(_WRITTEN):
        name: Literal = row["name"]
        spellings[row["thing"], name.language].append((int(row["documents"].value), name))
    found = []
    for (thing, _), several in spellings.items():
        written = [name for _, name in sorted(several, key=_rank)]
        if thing.value not in register:
            found.append(Quad(thing, SKOS.prefLabel, written.pop(0), GRAPH))
        found += [Quad(thing, SKOS.altLabel, name, GRAPH) for name in written]
    return found


def _rank(spelling: tuple[int, Literal]) -> tuple[int, int, int, str]:
    """What most documents write comes first; of equals the one with fewer words in capitals, then the longer."""
    documents, name = spelling
    shouted = sum(len(word) > 1 and word.isupper() for word in name.value.split())
    return -documents, shouted, -len(name.value), name.value
