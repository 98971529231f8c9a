"""From an extraction to RDF: the quads of one document's named graph.

The ontology leads: a fact's type gives its class, a role the property that is annotated with it, the range of
the property the way its filler is written. There is no code for a single class or role of facts.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg import iri, literals, objects, ontology, provenance, schema
from kg.errors import KgError
from kg.model import Document, Entity, Extraction, Fact, Filler, Inconsistency, Span
from kg.vocabulary import DEVCOOP, OWL, PROV, RDF, RDFS, SKOS

_LABEL_LENGTH: Final = 120
_COLON: Final = {"en": ": ", "km": "៖ "}


@dataclass(slots=True)
class _Frame:
    """A fact as the graph holds it: one for each content, in however many places the document states it.

    ``sides`` holds, for each role and content of a filler, the fillers that say so.
    """

    type: str
    sides: defaultdict[tuple[str, str], set[Filler]] = field(default_factory=lambda: defaultdict(set))
    evidence: set[Span] = field(default_factory=set)
    rules: set[str] = field(default_factory=set)
    confidence: float = 0.0


def quads(
    extraction: Extraction, *, fingerprint: str, register: Container[str] = frozenset()
) -> Iterator[Quad]:
    """The quads of what was found in one document, sorted, all in the document's named graph.

    ``fingerprint`` names the version of software and data that made the extraction. ``register`` holds the
    IRIs of the entities that the register's graph describes: they are only pointed to, the others described.
    Raises KgError, naming the document, where the extraction does not fit the ontology or its spans the text.
    """
    try:
        triples = set(_triples(extraction, fingerprint, register))
    except KgError as error:
        raise KgError(f"{extraction.document.path}: {error}") from error
    graph = NamedNode(iri.graph(extraction.document.sha256))
    for triple in sorted(triples, key=str):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def fact_iri(fact: Fact, document: Document) -> str:
    """The IRI of a fact: its kind, document and content make it, their order and words do not.

    Raises KgError where the fact does not fit the ontology.
    """
    return _node(fact, document, _sides(fact, document)).value


def _triples(extraction: Extraction, fingerprint: str, register: Container[str]) -> Iterator[Triple]:
    document = extraction.document
    source = provenance.extraction_node(document, fingerprint)
    frames = _frames(extraction)
    yield from provenance.document_triples(document)
    yield from provenance.extraction_triples(document, fingerprint)
    for node, frame in frames.items():
        yield from _fact(node, frame, extraction, source)
    for finding in extraction.inconsistencies:
        yield from _inconsistency(finding, frames, document, source)
    named = {filler.entity for fact in extraction.facts for side in fact.roles.values() for filler in side}
    for entity in extraction.entities.values():
        if entity.id in named and entity.id not in register:
            yield from _entity(entity)


def _frames(extraction: Extraction) -> dict[NamedNode, _Frame]:
    """The facts of an extraction by IRI: kind, document and content make it, their order does not."""
    document = extraction.document
    frames: dict[NamedNode, _Frame] = {}
    for fact in extraction.facts:
        sides = _sides(fact, document)
        frame = frames.setdefault(_node(fact, document, sides), _Frame(fact.type))
        for key, filler in sides:
            frame.sides[key].add(filler)
        frame.evidence.update(fact.evidence)
        frame.rules.update(fact.rules)
        frame.confidence = max(frame.confidence, fact.confidence)
    return frames


def _sides(fact: Fact, document: Document) -> list[tuple[tuple[str, str], Filler]]:
    """The fillers of a fact, each with its role and its content."""
    terms = ontology.load()
    return [
        ((role, objects.content(filler, terms.role(fact.type, role).range, document)), filler)
        for role, side in fact.roles.items()
        for filler in side
    ]


def _node(fact: Fact, document: Document, sides: list[tuple[tuple[str, str], Filler]]) -> NamedNode:
    kind = ontology.load().fact_class(fact.type).value.removeprefix(iri.NAMESPACE).lower()
    says = sorted({f"{role}={content}" for (role, content), _ in sides})
    return NamedNode(iri.minted(kind, document.sha256, *says))


def _fact(node: NamedNode, frame: _Frame, extraction: Extraction, source: NamedNode) -> Iterator[Triple]:
    """A fact with its evidence, its fillers, and the claim behind each of its statements."""
    terms = ontology.load()
    document = extraction.document
    kind = terms.fact_class(frame.type)
    # What the words state, in which role, with the words that name the object.
    statements: list[tuple[Triple, str, set[Span]]] = [(Triple(node, RDF.type, kind), "", set())]
    labels: list[tuple[int, str, dict[str, str]]] = []
    for (role, content), same in frame.sides.items():
        use = terms.role(frame.type, role)
        written = objects.write(min(same, key=lambda filler: filler.span), use.range, node, extraction)
        words = {filler.span for filler in same if filler.span.start < filler.span.end}
        yield from written.given
        statements.append((Triple(node, use.iri, written.node), role, words))
        statements += [(triple, role, words) for triple in written.stated]
        labels.append((list(schema.ROLES[frame.type]).index(role), content, dict(written.labels)))
    for statement, role, words in statements:
        yield statement
        yield from _claim(statement, words, frame.evidence, document, source)
        for rule in _rules(frame, role):
            yield Triple(_claim_node(statement), DEVCOOP.rule, Literal(rule))
    yield Triple(node, DEVCOOP.statedIn, provenance.document_node(document))
    yield Triple(node, DEVCOOP.confidence, literals.decimal(str(frame.confidence)))
    yield from _points(node, DEVCOOP.evidence, frame.evidence, document)
    for language in objects.LANGUAGES:
        names = [label[language] for _, _, label in sorted(labels, key=lambda label: label[:2])]
        yield Triple(
            node, RDFS.label, Literal(_label(terms.label(kind, language), names, language), language=language)
        )


def _rules(frame: _Frame, role: str) -> list[str]:
    """The rules that found a fact, and of those that found its roles (``…#provider-1``) those of one role."""
    return [
        rule for rule in frame.rules if "#" not in rule or rule.rpartition("#")[2].rpartition("-")[0] == role
    ]


def _claim_node(statement: Triple) -> NamedNode:
    return NamedNode(iri.minted("claim", *(str(part) for part in statement)))


def _claim(
    statement: Triple, words: set[Span], evidence: set[Span], document: Document, source: NamedNode
) -> Iterator[Triple]:
    """The claim behind one statement of a fact: the words, document and reading it rests on."""
    claim = _claim_node(statement)
    yield Triple(claim, RDF.type, DEVCOOP.Claim)
    yield Triple(claim, RDF.subject, statement.subject)
    yield Triple(claim, RDF.predicate, statement.predicate)
    yield Triple(claim, RDF.object, statement.object)
    yield Triple(claim, DEVCOOP.statedIn, provenance.document_node(document))
    yield Triple(claim, PROV.wasGeneratedBy, source)
    yield from _points(claim, DEVCOOP.evidence, evidence, document)
    yield from _points(claim, DEVCOOP.mention, words, document)


def _inconsistency(
    finding: Inconsistency, frames: dict[NamedNode, _Frame], document: Document, source: NamedNode
) -> Iterator[Triple]:
    """A place where the document contradicts itself, and the facts that rest on the same words."""
    places = sorted(f"{span.start}-{span.end}" for span in finding.evidence)
    node = NamedNode(iri.minted("inconsistency", document.sha256, finding.kind, *places))
    kind = ontology.load().concept(DEVCOOP.InconsistencyKind, finding.kind)
    yield Triple(node, RDF.type, DEVCOOP.Inconsistency)
    yield Triple(node, DEVCOOP.inconsistencyKind, kind)
    yield Triple(node, DEVCOOP.statedIn, provenance.document_node(document))
    yield Triple(node, DEVCOOP.rule, Literal(finding.rule))
    yield Triple(node, PROV.wasGeneratedBy, source)
    yield from _points(node, DEVCOOP.evidence, finding.evidence, document)
    for language, message in finding.message.items():
        yield Triple(node, RDFS.comment, literals.text(message, language))
    for fact, frame in frames.items():
        if any(_overlap(span, other) for span in finding.evidence for other in frame.evidence):
            yield Triple(node, DEVCOOP.about, fact)


def _points(
    node: NamedNode, relation: NamedNode, spans: Iterable[Span], document: Document
) -> Iterator[Triple]:
    """From a node to stretches of the document, and the stretches themselves."""
    for span in spans:
        yield Triple(node, relation, provenance.evidence_node(document, span))
        yield from provenance.evidence_triples(document, span)


def _entity(entity: Entity) -> Iterator[Triple]:
    """An entity that no register describes: its class, its names as written here, what it is the same as."""
    terms = ontology.load()
    node = NamedNode(entity.id)
    kind = terms.entity_class(entity.type)
    same = SKOS.exactMatch if terms.is_a(kind, SKOS.Concept) else OWL.sameAs
    yield Triple(node, RDF.type, kind)
    for language, names in entity.labels.items():
        for name in names:
            yield Triple(node, RDFS.label, literals.text(name, language))
    for other in entity.same_as:
        yield Triple(node, same, objects.node(other))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _label(kind: str, names: list[str], language: str) -> str:
    """What a person would call a fact: its kind and as many of its sides as fit, one at least."""
    distinct = list(dict.fromkeys(names))
    while len(distinct) > 1 and sum(map(len, distinct)) > _LABEL_LENGTH:
        distinct.pop()
    return kind + _COLON[language] + ", ".join(distinct) if distinct else kind
