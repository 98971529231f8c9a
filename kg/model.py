"""What flows between the stages: documents, spans, fillers, facts, entities and findings.

Offsets everywhere are Unicode code points of ``Document.text``, start inclusive and end exclusive, so that
``document.text[span.start:span.end]`` is the quotation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: ``start`` inclusive, ``end`` exclusive, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text as its reader gave it, untouched; what is known of where it comes from.

    ``path`` is the name the user gave (``-`` for standard input); ``language`` an ISO 639-1 code or ``und``;
    ``published`` an ISO 8601 date (``2020-07-22``, ``2020-07`` or ``2020``) or None; ``sha256`` the digest of the
    file's bytes in lower-case hexadecimal; ``media_type`` the format that was read.
    """

    path: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    title: str | None = None
    language: str = "und"
    published: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role, and the words that say so.

    Exactly one of ``entity`` (a key of ``Extraction.entities``) and ``value`` is set. ``value`` is an enumeration
    value, an ISO 8601 date or period, a number, a text, or for money a decimal number; ``currency`` (ISO 4217) and
    ``qualifier`` (``exact``, ``about``, ``over``, ``nearly``, ``up_to``) belong to money alone.
    """

    span: Span
    entity: str | None = None
    value: str | None = None
    currency: str | None = None
    qualifier: str | None = None


class Anchor(NamedTuple):
    """Where a frame took hold: the number of the sentence, and the stretch of the folded text."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """An n-ary frame: one of the types of ``kg.schema``, its roles, the stretches that state it, the rules used.

    ``evidence`` holds one span for each place of the document that states the fact, in text order; ``rules`` the
    names of the grammar rules that found it and its roles (``km/commitment/gave-sum``), sorted; ``anchors`` where they
    took hold. ``confidence`` is the share of facts found in the same way that are right, as measured on gold texts.
    """

    type: str
    roles: Mapping[str, tuple[Filler, ...]]
    evidence: tuple[Span, ...]
    rules: tuple[str, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that facts name: ``id`` (an IRI once resolved), ontology class, names by language, same-as IRIs.

    ``type`` is the local name of a class of the ontology (``Government``, ``Ministry``, ``Person``, ``Sector``…);
    ``labels`` maps a language code to all names in that language, the preferred one first.
    """

    id: str
    type: str
    labels: Mapping[str, tuple[str, ...]]
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Where a document contradicts itself or leaves out what its sense needs.

    ``kind`` is a notation of the ontology's scheme of inconsistencies (``count_mismatch``, ``missing_unit``…);
    ``message`` maps ``en`` and ``km`` to one plain sentence; ``evidence`` quotes each side.
    """

    kind: str
    message: Mapping[str, str]
    evidence: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document. ``entities`` is keyed by ``Entity.id``."""

    document: Document
    entities: Mapping[str, Entity] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    inconsistencies: tuple[Inconsistency, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that the register knows, as the core sees it.

    ``labels`` maps a language code to the names that may be shown, the preferred one first; ``words`` to spellings
    and key words that are recognised in texts but never shown; ``demonyms`` the adjectives of a country (``German``);
    ``codes`` are notations (``XM-DAC-701-8``);
    ``country`` is the ISO 3166 code, lower-case, of the country it belongs to; ``part_of`` the IRI of the body it is
    a unit of; ``within`` the IRI of the place that a place lies in; ``twin`` for a government the IRI of its country
    as a place, for a country that of its government.
    """

    iri: str
    type: str
    labels: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    country: str | None = None
    part_of: str | None = None
    within: str | None = None
    twin: str | None = None
