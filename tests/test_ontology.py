"""The ontology is complete in both languages, agrees with the schema of facts, and its index finds every term."""

import re

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS

from kg import __version__, iri, ontology, resources, schema
from kg.errors import KgError
from kg.vocabulary import DEVCOOP, XSD
from kg.vocabulary import RDF as RDF_TERMS

TTL = rdflib.Graph().parse(resources.ontology() / "devcoop.ttl")
CODELISTS = rdflib.Graph().parse(resources.ontology() / "codelists.ttl")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)


def ours(graph: rdflib.Graph, *kinds: rdflib.URIRef) -> list[str]:
    """The terms of the namespace that have one of the types, sorted."""
    found = {str(term) for kind in kinds for term in graph.subjects(RDF.type, kind)}
    return sorted(term for term in found if term.startswith(iri.NAMESPACE))


TERMS = ours(TTL, *KINDS)
PROPERTIES = ours(TTL, *KINDS[1:4])
CLASSES = ours(TTL, OWL.Class)
CONCEPTS = sorted(str(term) for term in set(CODELISTS.subjects()))


def names_and_definitions(graph: rdflib.Graph, term: str) -> dict[tuple[str, str], str]:
    texts = {}
    for kind, predicates in {"label": (RDFS.label, SKOS.prefLabel), "definition": (SKOS.definition,)}.items():
        for predicate in predicates:
            for text in graph.objects(rdflib.URIRef(term), predicate):
                assert (kind, text.language) not in texts, f"two of {kind} @{text.language}"
                texts[kind, text.language] = str(text)
    return texts


@pytest.mark.parametrize("term", [*TERMS, *CONCEPTS])
def test_every_term_has_a_label_and_a_definition_in_english_and_khmer(term: str) -> None:
    graph = TTL if term in TERMS else CODELISTS
    texts = names_and_definitions(graph, term)
    assert set(texts) == {(kind, language) for kind in ("label", "definition") for language in ("en", "km")}
    for (kind, language), text in texts.items():
        khmer = re.search(r"[\u1780-\u17ff]", text) is not None
        assert khmer == (language == "km") or text == "SHA-256", text
        assert text == text.strip()
        assert text.endswith(("។", ".")) == (kind == "definition"), text
    assert (rdflib.URIRef(term), RDFS.isDefinedBy, rdflib.URIRef(iri.NAMESPACE)) in graph


@pytest.mark.parametrize("term", PROPERTIES)
def test_every_property_has_one_domain_and_one_range(term: str) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        (value,) = TTL.objects(rdflib.URIRef(term), predicate)
        union = TTL.value(value, OWL.unionOf)
        for kind in TTL.items(union) if union else [value]:
            assert str(kind) in TERMS or not str(kind).startswith(iri.NAMESPACE), f"{kind} is not declared"


@pytest.mark.parametrize("term", CLASSES)
def test_every_class_stands_below_one_of_a_standard_vocabulary(term: str) -> None:
    above = set(TTL.transitive_objects(rdflib.URIRef(term), RDFS.subClassOf))
    assert any(not str(kind).startswith(iri.NAMESPACE) for kind in above)


def test_the_header_tells_version_and_licence_and_imports_nothing() -> None:
    header = rdflib.URIRef(iri.NAMESPACE)
    assert (header, OWL.versionIRI, rdflib.URIRef(iri.NAMESPACE + __version__)) in TTL
    assert TTL.value(header, rdflib.DCTERMS.license) == rdflib.URIRef(
        "https://creativecommons.org/licenses/by/4.0/"
    )
    assert {text.language for text in TTL.objects(header, rdflib.DCTERMS.title)} == {"en", "km"}
    assert not list(TTL.subject_objects(OWL.imports))


RANGES = {
    schema.AGENT: DEVCOOP.Agent,
    schema.UNDERTAKING: DEVCOOP.Undertaking,
    schema.PERSON: DEVCOOP.Person,
    schema.ORGANISATION: DEVCOOP.Organisation,
    schema.ACTOR: DEVCOOP.Agent,
    schema.PLACE: DEVCOOP.Place,
    schema.STRATEGY: DEVCOOP.Strategy,
    schema.SECTOR: DEVCOOP.Sector,
    schema.AMOUNT: DEVCOOP.MonetaryAmount,
    schema.DATE: DEVCOOP.PartialDate,
    schema.PERIOD: DEVCOOP.Period,
    schema.NUMBER: XSD.nonNegativeInteger,
    schema.TEXT: RDF_TERMS.PlainLiteral,
}


def test_the_ontology_has_the_roles_of_the_schema_and_no_others() -> None:
    loaded = ontology.load()
    assert set(loaded.classes) == set(schema.ROLES)
    assert set(loaded.properties) == {(kind, role) for kind, roles in schema.ROLES.items() for role in roles}
    for (kind, role), term in loaded.properties.items():
        filled_by = schema.ROLES[kind][role]
        if filled_by == schema.ENUMERATION:
            values = {notation for scheme, notation in loaded.concepts if scheme == term.range}
            assert values == set(schema.ENUMERATIONS[kind, role])
            assert loaded.is_a(term.range, NamedNode(str(SKOS.Concept)))
        else:
            # A meeting takes place somewhere or at somebody's.
            venue = (kind, role) == ("meeting", "place")
            assert term.range == (DEVCOOP.Venue if venue else RANGES[filled_by]), (kind, role)


def test_a_role_has_one_property_wherever_it_stands() -> None:
    """Every property that bears a role is used by a type of fact: none is there in vain."""
    used = {term.iri.value for term in ontology.load().properties.values()}
    assert used == {str(term) for term in TTL.subjects(rdflib.URIRef(iri.term("role")))}


def test_look_ups() -> None:
    loaded = ontology.load()
    assert loaded.fact_class("part_of") == DEVCOOP.Affiliation
    assert loaded.role("agreement", "kind") == ontology.Property(DEVCOOP.agreementKind, DEVCOOP.AgreementKind)
    assert loaded.concept(DEVCOOP.MeetingKind, "courtesy_call") == NamedNode(
        iri.term("meeting-kind-courtesy_call")
    )
    assert loaded.entity_class("Ministry") == DEVCOOP.Ministry
    assert loaded.label(DEVCOOP.Ministry, "km") == "ក្រសួង"
    assert loaded.label(DEVCOOP.Ministry, "de") == "Ministry"
    assert loaded.label(DEVCOOP.nothing, "km") == "nothing"
    assert loaded.is_a(DEVCOOP.Ministry, DEVCOOP.Agent)
    assert not loaded.is_a(DEVCOOP.Agent, DEVCOOP.Ministry)


@pytest.mark.parametrize(
    "look",
    [
        lambda loaded: loaded.fact_class("gift"),
        lambda loaded: loaded.role("meeting", "provider"),
        lambda loaded: loaded.concept(DEVCOOP.FlowType, "guarantee"),
        lambda loaded: loaded.entity_class("Dragon"),
        lambda loaded: loaded.entity_class("> <"),
    ],
)
def test_what_the_ontology_lacks_is_said(look) -> None:
    with pytest.raises(KgError, match=r"The ontology.* has no "):
        look(ontology.load())


PREFIXES = """
@prefix devcoop: <https://w3id.org/devcoop/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
devcoop:Gift devcoop:factType "gift" .
devcoop:giver devcoop:role "giver" ; rdfs:domain devcoop:Gift ; rdfs:range devcoop:Agent ; rdfs:label "giver"@en .
devcoop:kind-big a devcoop:Kind ; skos:notation "big" .
"""


@pytest.mark.parametrize(
    "contradiction",
    [
        'devcoop:Present devcoop:factType "gift" .',
        'devcoop:donor devcoop:role "giver" ; rdfs:domain devcoop:Gift ; rdfs:range devcoop:Agent .',
        "devcoop:giver rdfs:range devcoop:Person .",
        'devcoop:kind-large a devcoop:Kind ; skos:notation "big" .',
        'devcoop:giver rdfs:label "donor"@en .',
    ],
)
def test_an_ontology_that_contradicts_itself_is_refused(contradiction: str) -> None:
    def index(text: str) -> ontology.Ontology:
        return ontology.index(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))

    assert index(PREFIXES).role("gift", "giver").iri == DEVCOOP.giver
    with pytest.raises(KgError, match="two terms for"):
        index(PREFIXES + contradiction)
