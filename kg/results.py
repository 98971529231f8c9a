"""Answers of queries in the formats that people and programs read.

CSV and TSV: https://www.w3.org/TR/sparql11-results-csv-tsv/; JSON: https://www.w3.org/TR/sparql11-results-json/; XML:
https://www.w3.org/TR/rdf-sparql-XMLres/. Triples: Turtle, JSON-LD for ``json`` and RDF/XML for ``xml``.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO, Final

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from kg import iri, table, turtle
from kg.errors import UsageError
from kg.vocabulary import XSD

FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "turtle")

_RESULTS: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def write(
    answer: QuerySolutions | QueryBoolean | Iterable[Triple],
    form: str | None,
    stream: BinaryIO,
    width: int | None = None,
) -> None:
    """Write an answer. Without ``form`` a table, or Turtle for triples.

    ``width`` is what a table may take, in columns. Raises UsageError for a format that cannot hold the answer.
    """
    if isinstance(answer, QueryBoolean):
        _boolean(answer, form, stream)
    elif isinstance(answer, QuerySolutions):
        _solutions(answer, form or "table", stream, width)
    else:
        _triples(answer, form or "turtle", stream)


def _solutions(answer: QuerySolutions, form: str, stream: BinaryIO, width: int | None) -> None:
    if form == "turtle":
        raise UsageError(
            "--format turtle: this query gives rows, not triples; choose table, csv, tsv, json or xml."
        )
    if form != "table":
        answer.serialize(stream, format=_RESULTS[form])
        return
    names = [variable.value for variable in answer.variables]
    rows = [[shown(row[name]) for name in names] for row in answer]
    for line in table.lines(names, rows, width):
        stream.write(f"{line}\n".encode())


def _boolean(answer: QueryBoolean, form: str | None, stream: BinaryIO) -> None:
    if form == "turtle":
        raise UsageError("--format turtle: this query gives yes or no, not triples; choose another format.")
    if form in {"json", "xml"}:
        answer.serialize(stream, format=_RESULTS[form])
    else:
        stream.write(b"true\n" if answer else b"false\n")


def _triples(answer: Iterable[Triple], form: str, stream: BinaryIO) -> None:
    triples = sorted(set(answer), key=str)
    if form in {"json", "xml"}:
        syntax = RdfFormat.JSON_LD if form == "json" else RdfFormat.RDF_XML
        serialize(triples, stream, syntax, prefixes=turtle.PREFIXES)
        stream.write(b"\n")
    elif form == "turtle":
        stream.write(turtle.head().encode())
        for block in turtle.blocks(triples):
            stream.write(block.encode())
    else:
        raise UsageError(f"--format {form}: this query gives triples, not rows; choose turtle, json or xml.")


def shown(term: object) -> str:
    """A term as a table shows it: texts bare, sums with thousands apart, IRIs of this graph by their last part."""
    if term is None:
        return ""
    if isinstance(term, Literal) and term.datatype == XSD.decimal:
        return f"{Decimal(term.value):,}"
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, NamedNode):
        return term.value.removeprefix(iri.ID)
    return str(term)
