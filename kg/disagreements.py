"""What documents disagree on: two sums for what seems to be one commitment. Both stay; the disagreement is a node.

Two documents are taken to tell of one commitment where both tell of a meeting or agreement on the same day, and each
of a sum in the same currency from the same provider to the same recipient that goes to the same sector or through
the same implementer. Sums that the other document tells as well, and those further apart than a factor of two, are
no disagreement but different sums.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import iri
from kg.vocabulary import DEVCOOP, RDF, RDFS

GRAPH: Final = NamedNode(iri.DERIVED_GRAPH)

_RULE: Final = "derived/amount-disagreement"
_KIND: Final = NamedNode(iri.term("inconsistency-amount_disagreement"))
_FACTOR: Final = 2
_MESSAGES: Final = {
    "en": "Two documents tell different sums for what seems to be one commitment: {} and {}.",
    "km": "ឯកសារពីរបញ្ជាក់ចំនួនទឹកប្រាក់ខុសគ្នា សម្រាប់អ្វីដែលហាក់ដូចជាការផ្តល់ជំនួយតែមួយ៖ {} និង {}។",
}
_PREFIX: Final = f"PREFIX devcoop: <{iri.NAMESPACE}>\n"
_SUMS: Final = """
SELECT ?fact ?document ?value ?currency ?role ?thing {
  VALUES ?role { devcoop:provider devcoop:recipient devcoop:sector devcoop:implementer }
  ?fact a devcoop:Commitment ; devcoop:statedIn ?document ; devcoop:amount ?amount ; ?role ?thing .
  ?amount devcoop:value ?value ; devcoop:currency ?currency
}"""
_DAYS: Final = """
SELECT DISTINCT ?document ?day {
  VALUES ?class { devcoop:Meeting devcoop:Agreement }
  ?event a ?class ; devcoop:statedIn ?document ; devcoop:date ?day
  FILTER(STRLEN(STR(?day)) >= 10)
}"""
_EVIDENCE: Final = "SELECT ?fact ?evidence { ?fact a devcoop:Commitment ; devcoop:evidence ?evidence }"


@dataclass(slots=True)
class _Sum:
    """A commitment with one sum: who gives and receives it, and what for or through whom."""

    fact: str
    document: str
    value: Decimal
    currency: str
    sides: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def says_the_same_of(self, other: "_Sum") -> bool:
        """Whether giver, receiver and purpose (or implementer) agree."""

        def common(role: str) -> bool:
            return not self.sides[role].isdisjoint(other.sides[role])

        return common("provider") and common("recipient") and (common("sector") or common("implementer"))

    def near(self, other: "_Sum") -> bool:
        """Whether the values differ, and by less than would make them different things."""
        low, high = sorted((self.value, other.value))
        return low != high and high <= low * _FACTOR

    def __str__(self) -> str:
        return f"{self.currency} {self.value:,}"


def quads(select: Callable[[str], Iterable[Any]]) -> list[Quad]:
    """The disagreements among all documents, for the derived graph; ``select`` answers SPARQL over the union."""
    pairs = list(_disagreements(select))
    evidence: defaultdict[str, set[NamedNode]] = defaultdict(set)
    if pairs:
        for row in select(_PREFIX + _EVIDENCE):
            evidence[row["fact"].value].add(row["evidence"])
    return [quad for one, other in pairs for quad in _node(one, other, evidence)]


def _disagreements(select: Callable[[str], Iterable[Any]]) -> Iterator[tuple[_Sum, _Sum]]:
    sums: dict[tuple[str, str, str], _Sum] = {}
    for row in select(_PREFIX + _SUMS):
        key = row["fact"].value, row["value"].value, row["currency"].value
        known = sums.setdefault(key, _Sum(key[0], row["document"].value, Decimal(key[1]), key[2]))
        known.sides[row["role"].value.removeprefix(iri.NAMESPACE)].add(row["thing"].value)
    told: defaultdict[str, set[tuple[Decimal, str]]] = defaultdict(set)
    of_document: defaultdict[str, list[_Sum]] = defaultdict(list)
    for _, known in sorted(sums.items()):
        told[known.document].add((known.value, known.currency))
        of_document[known.document].append(known)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for row in select(_PREFIX + _DAYS):
        documents[row["day"].value].add(row["document"].value)
    rivals = {pair for several in documents.values() for pair in itertools.combinations(sorted(several), 2)}
    for first, second in sorted(rivals):
        for one, other in itertools.product(of_document[first], of_document[second]):
            alone = (one.value, one.currency) not in told[second] and (
                other.value,
                other.currency,
            ) not in told[first]
            if alone and one.currency == other.currency and one.near(other) and one.says_the_same_of(other):
                yield one, other


def _node(one: _Sum, other: _Sum, evidence: defaultdict[str, set[NamedNode]]) -> Iterator[Quad]:
    sides = sorted((one, other), key=lambda side: side.fact)
    node = NamedNode(iri.minted("inconsistency", _RULE, *(f"{side.fact} {side}" for side in sides)))

    def say(predicate: NamedNode, thing: NamedNode | Literal) -> Quad:
        return Quad(node, predicate, thing, GRAPH)

    yield say(RDF.type, DEVCOOP.Inconsistency)
    yield say(DEVCOOP.inconsistencyKind, _KIND)
    yield say(DEVCOOP.rule, Literal(_RULE))
    for side in sides:
        yield say(DEVCOOP.about, NamedNode(side.fact))
        yield say(DEVCOOP.statedIn, NamedNode(side.document))
        for place in sorted(evidence[side.fact], key=str):
            yield say(DEVCOOP.evidence, place)
    for language, message in _MESSAGES.items():
        yield say(RDFS.comment, Literal(message.format(*sides), language=language))
