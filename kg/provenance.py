"""Where statements come from, in RDF: the document, its stretches as evidence, the extraction that read it.

Evidence follows the Web Annotation model (https://www.w3.org/TR/annotation-model/, 4.2.4 and 4.2.5: text
quote and text position selectors), the extraction PROV-O (https://www.w3.org/TR/prov-o/, 3.1).
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg import __version__, iri, literals
from kg.errors import KgError
from kg.model import Document, Span
from kg.vocabulary import DCTERMS, DEVCOOP, OA, PROV, RDF, RDFS, SCHEMA, XSD

_CONTEXT: Final = 32  # code points of prefix and suffix beside a quote


def document_node(document: Document) -> NamedNode:
    """The node of a document."""
    return NamedNode(iri.document(document.sha256))


def document_triples(document: Document) -> Iterator[Triple]:
    """What is known of a document: title, language, date, format, digest, file name, named graph."""
    node = document_node(document)
    yield Triple(node, RDF.type, DEVCOOP.Document)
    yield Triple(node, DEVCOOP.sha256, Literal(document.sha256))
    yield Triple(node, DEVCOOP.graph, NamedNode(iri.graph(document.sha256)))
    yield Triple(node, DCTERMS.language, Literal(document.language))
    yield Triple(node, DCTERMS.format, Literal(document.media_type))
    if document.path != "-":
        yield Triple(node, DEVCOOP.fileName, file_name(PurePath(document.path).name))
    if document.title:
        yield Triple(node, DCTERMS.title, literals.text(document.title, document.language))
    if document.published:
        yield Triple(node, DCTERMS.issued, literals.date(document.published))
    if document.url:
        # A literal, not a link: the address is the document's own word.
        yield Triple(node, SCHEMA.url, Literal(document.url, datatype=XSD.anyURI))


def file_name(name: str) -> Literal:
    """The name of a file as a literal: what in it is no UTF-8 (surrogates, in Python) a literal may not hold."""
    return Literal(name.encode("utf-8", "replace").decode("utf-8"))


def evidence_node(document: Document, span: Span) -> NamedNode:
    """The node of a stretch of a document; raises KgError where the stretch is empty or not in its text."""
    if not 0 <= span.start < span.end <= len(document.text):
        raise KgError(
            f"evidence {span.start}-{span.end} is not in the text of {len(document.text)} characters."
        )
    return NamedNode(iri.stretch("evidence", document.sha256, span.start, span.end))


def evidence_triples(document: Document, span: Span) -> Iterator[Triple]:
    """A stretch of a document with its position and its quote, so that ``text[start:end] == exact``."""
    node = evidence_node(document, span)
    position = NamedNode(iri.stretch("position", document.sha256, span.start, span.end))
    quote = NamedNode(iri.stretch("quote", document.sha256, span.start, span.end))
    yield Triple(node, RDF.type, DEVCOOP.Evidence)
    yield Triple(node, OA.hasSource, document_node(document))
    yield Triple(node, OA.hasSelector, position)
    yield Triple(node, OA.hasSelector, quote)
    yield Triple(position, RDF.type, OA.TextPositionSelector)
    yield Triple(position, OA.start, literals.whole(str(span.start)))
    yield Triple(position, OA.end, literals.whole(str(span.end)))
    yield Triple(quote, RDF.type, OA.TextQuoteSelector)
    yield Triple(quote, OA.exact, Literal(document.text[span.start : span.end]))
    if before := document.text[max(0, span.start - _CONTEXT) : span.start]:
        yield Triple(quote, OA.prefix, Literal(before))
    if after := document.text[span.end : span.end + _CONTEXT]:
        yield Triple(quote, OA.suffix, Literal(after))


def extraction_node(document: Document, fingerprint: str) -> NamedNode:
    """The node of the reading of a document by one version of software and data."""
    return NamedNode(iri.minted("extraction", document.sha256, fingerprint))


def extraction_triples(document: Document, fingerprint: str) -> Iterator[Triple]:
    """The reading of a document and the software that did it; no time is told, so bytes stay the same."""
    node = extraction_node(document, fingerprint)
    software = NamedNode(iri.software(__version__))
    yield Triple(node, RDF.type, DEVCOOP.Extraction)
    yield Triple(node, PROV.used, document_node(document))
    yield Triple(node, PROV.wasAssociatedWith, software)
    yield Triple(software, RDF.type, PROV.SoftwareAgent)
    yield Triple(software, RDFS.label, Literal(f"devcoop-kg {__version__}", language="en"))
    yield Triple(software, SCHEMA.softwareVersion, Literal(__version__))
