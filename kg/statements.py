"""What the graph states, read by SPARQL: each statement of a fact with the words behind it.

Evidence is read from Web Annotation selectors (https://www.w3.org/TR/annotation-model/, 4.2.4 and 4.2.5).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.iri import NAMESPACE
from kg.vocabulary import DCTERMS, DEVCOOP, RDF

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Row(Protocol):
    """One solution of a SELECT query: the terms by the names of the variables, None where unbound."""

    def __getitem__(self, name: str, /) -> Any: ...


Select = Callable[[str], Iterable[Row]]
Term = NamedNode | Literal

_PREFIXES: Final = f"""
PREFIX devcoop: <{NAMESPACE}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_CLAIMS = """SELECT ?claim ?subject ?property ?object ?document {
  ?claim a devcoop:Claim ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ;
    devcoop:statedIn ?document }"""
_FINDINGS = """SELECT (?subject AS ?claim) ?subject ?property ?object {
  VALUES ?property { devcoop:inconsistencyKind devcoop:about devcoop:statedIn rdfs:comment }
  ?subject a devcoop:Inconsistency ; ?property ?object }"""
_POINTS = """SELECT ?claim ?relation ?evidence {
  VALUES ?relation { devcoop:evidence devcoop:mention } ?claim ?relation ?evidence }"""
_EVIDENCE = """SELECT ?evidence ?document ?start ?end ?quote ?prefix ?suffix {
  ?evidence oa:hasSource ?document ; oa:hasSelector ?position , ?text .
  ?position oa:start ?start ; oa:end ?end .
  ?text oa:exact ?quote OPTIONAL { ?text oa:prefix ?prefix } OPTIONAL { ?text oa:suffix ?suffix } }"""
_CLASSES = """SELECT DISTINCT ?thing ?class {
  { ?claim rdf:subject ?thing } UNION { ?claim rdf:object ?thing } UNION { ?fact devcoop:statedIn ?thing }
  UNION { ?thing a devcoop:Inconsistency }
  ?thing a ?class }"""
_NAMES = """SELECT ?thing ?relation ?name {
  VALUES ?relation { skos:prefLabel skos:altLabel skos:notation } ?thing ?relation ?name }"""
_VALUES = """SELECT ?thing ?property ?value {
  VALUES ?class { devcoop:MonetaryAmount devcoop:Period devcoop:Document } ?thing a ?class ; ?property ?value }"""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A quotation: where it stands in which document (code points), what surrounds it.

    ``marks`` are the stretches, in code points of the quotation, that name what the statement is about.
    """

    document: str
    start: int
    end: int
    quote: str
    document_name: str = ""
    prefix: str = ""
    suffix: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """That a fact has a value for a property, and the words that say so."""

    subject: str
    property: str
    object: Term
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements, sorted, and what is known of the things they name, by IRI."""

    statements: tuple[Statement, ...]
    classes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, tuple[tuple[str, Literal], ...]]
    values: Mapping[tuple[str, str], tuple[Term, ...]]

    def value(self, thing: str, property_: NamedNode) -> str | None:
        """The first value of a property of a sum, period or document, as text."""
        values = self.values.get((thing, property_.value))
        return values[0].value if values else None


def read(select: Select) -> Statements:
    """Everything that the network is made from; ``select`` answers a query over the union of all graphs."""

    def rows(query: str) -> Iterable[Row]:
        return select(_PREFIXES + query)

    classes = _table((row["thing"].value, row["class"].value) for row in rows(_CLASSES))
    names = _table((row["thing"].value, (row["relation"].value, row["name"])) for row in rows(_NAMES))
    values = _table(
        ((row["thing"].value, row["property"].value), row["value"])
        for row in rows(_VALUES)
        if not isinstance(row["value"], BlankNode)
    )
    quotations = {row["evidence"].value: _quotation(row, values) for row in rows(_EVIDENCE)}
    said: defaultdict[str, list[Evidence]] = defaultdict(list)
    mentioned: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in rows(_POINTS):
        side = mentioned if row["relation"] == DEVCOOP.mention else said
        if (quotation := quotations.get(row["evidence"].value)) is not None:
            side[row["claim"].value].append(quotation)
    found: list[Statement] = []
    for row in [*rows(_CLAIMS), *rows(_FINDINGS)]:
        claim, property_, object_ = row["claim"].value, row["property"], row["object"]
        if property_ == RDF.type:
            # That the fact is stated at all: the document says it.
            property_, object_ = DEVCOOP.statedIn, row["document"]
        evidence = marked(said[claim], mentioned[claim])
        found.append(Statement(row["subject"].value, property_.value, object_, evidence))
    found.sort(key=lambda statement: (statement.subject, statement.property, str(statement.object)))
    return Statements(tuple(found), classes, names, values)


def register_links(select: Select, relation: str) -> list[tuple[str, str]]:
    """The pairs that a relation of the register joins, sorted."""
    rows = select(f"SELECT ?part ?whole {{ ?part <{relation}> ?whole }}")
    return sorted({(row["part"].value, row["whole"].value) for row in rows})


def marked(quotations: Iterable[Evidence], mentions: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The quotations with the mentions inside them marked; a mention outside all of them stands for itself."""
    result = {(quote.document, quote.start, quote.end): quote for quote in sorted(quotations)}
    for mention in sorted(mentions):
        around = [
            key
            for key in result
            if key[0] == mention.document and key[1] <= mention.start and mention.end <= key[2]
        ]
        if not around:
            around = [(mention.document, mention.start, mention.end)]
            result[around[0]] = mention
        for key in around:
            mark = (mention.start - key[1], mention.end - key[1])
            marks = tuple(sorted({*result[key].marks, mark}))
            result[key] = replace(result[key], marks=marks)
    return tuple(sorted(result.values()))


def merged(quotations: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Each quotation once, in the order of documents and places, with all its marks."""
    found: dict[Evidence, set[tuple[int, int]]] = {}
    for quotation in quotations:
        found.setdefault(replace(quotation, marks=()), set()).update(quotation.marks)
    return tuple(sorted(replace(bare, marks=tuple(sorted(marks))) for bare, marks in found.items()))


def _quotation(row: Row, values: Mapping[tuple[str, str], tuple[Term, ...]]) -> Evidence:
    document = row["document"].value
    return Evidence(
        document=document,
        start=int(row["start"].value),
        end=int(row["end"].value),
        quote=row["quote"].value,
        document_name=document_name(document, values),
        prefix=row["prefix"].value if row["prefix"] else "",
        suffix=row["suffix"].value if row["suffix"] else "",
    )


def document_name(document: str, values: Mapping[tuple[str, str], tuple[Term, ...]]) -> str:
    """What a person calls a document: its title, else its file's name, else the end of its IRI."""
    for property_ in (DCTERMS.title, DEVCOOP.fileName):
        if found := values.get((document, property_.value)):
            return found[0].value
    return document.rpartition("/")[2]


def _table(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, tuple[_Value, ...]]:
    table: defaultdict[_Key, set[_Value]] = defaultdict(set)
    for key, value in pairs:
        table[key].add(value)
    return {key: tuple(sorted(found, key=str)) for key, found in table.items()}
