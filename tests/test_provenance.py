"""Documents, evidence and extractions in RDF."""

import dataclasses

import pytest
from hand_made import DOCUMENT, TEXT, at
from pyoxigraph import Literal

from kg import provenance
from kg.errors import KgError
from kg.model import Span
from kg.vocabulary import DCTERMS, DEVCOOP, OA, SCHEMA, XSD


def values(triples, predicate) -> list[str]:
    return [triple.object.value for triple in triples if triple.predicate == predicate]


def test_a_document_is_known_by_its_bytes_and_shows_no_folder() -> None:
    triples = list(provenance.document_triples(DOCUMENT))
    assert values(triples, DEVCOOP.fileName) == ["clinics.txt"]
    assert values(triples, DEVCOOP.sha256) == [DOCUMENT.sha256]
    assert "/home/officer" not in str(triples)
    elsewhere = dataclasses.replace(DOCUMENT, path="/other/clinics.txt")
    assert list(provenance.document_triples(elsewhere)) == triples


def test_a_url_is_a_literal_and_no_link() -> None:
    script = dataclasses.replace(DOCUMENT, url="javascript:alert(1) <>")
    (url,) = [t.object for t in provenance.document_triples(script) if t.predicate == SCHEMA.url]
    assert url == Literal("javascript:alert(1) <>", datatype=XSD.anyURI)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("-", []),
        ("a.txt", ["a.txt"]),
        ("x/ខ្មែរ.txt", ["ខ្មែរ.txt"]),
        ("x/\udcff.txt", ["?.txt"]),
        ("..\\a", ["..\\a"]),
    ],
)
def test_file_names(path: str, names: list[str]) -> None:
    document = dataclasses.replace(DOCUMENT, path=path)
    assert values(provenance.document_triples(document), DEVCOOP.fileName) == names


@pytest.mark.parametrize(
    ("published", "datatype"), [("2020", XSD.gYear), ("2020-07", XSD.gYearMonth), ("2020-07-22", XSD.date)]
)
def test_the_date_is_as_exact_as_it_is_known(published: str, datatype) -> None:
    document = dataclasses.replace(DOCUMENT, published=published)
    (date,) = [t.object for t in provenance.document_triples(document) if t.predicate == DCTERMS.issued]
    assert date == Literal(published, datatype=datatype)


@pytest.mark.parametrize("words", ["ភ្នំពេញៈ", "Japan", "𝒂😀", "\r\n and a tab\t", TEXT])
def test_evidence_quotes_the_text_and_what_stands_beside_it(words: str) -> None:
    span = at(words)
    triples = list(provenance.evidence_triples(DOCUMENT, span))
    (start,), (end,), (exact,) = (values(triples, term) for term in (OA.start, OA.end, OA.exact))
    assert TEXT[int(start) : int(end)] == exact == words
    before, after = "".join(values(triples, OA.prefix)), "".join(values(triples, OA.suffix))
    assert TEXT[: int(start)].endswith(before) and TEXT[int(end) :].startswith(after)
    assert len(before) == min(32, int(start)) and len(after) == min(32, len(TEXT) - int(end))


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 4), Span(-1, 4), Span(0, len(TEXT) + 1)])
def test_evidence_outside_the_text_is_refused(span: Span) -> None:
    with pytest.raises(KgError, match="not in the text"):
        provenance.evidence_node(DOCUMENT, span)


def test_an_extraction_depends_on_document_and_fingerprint_alone() -> None:
    one = provenance.extraction_node(DOCUMENT, "a")
    assert one == provenance.extraction_node(dataclasses.replace(DOCUMENT, path="b", title=None), "a")
    assert one != provenance.extraction_node(DOCUMENT, "b")
    assert one != provenance.extraction_node(dataclasses.replace(DOCUMENT, sha256="f" * 64), "a")
