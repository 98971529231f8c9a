"""How the filler of a role becomes the object of a triple, by the kind of its property's range.

Money and periods are nodes of their own; dates, numbers and texts are literals; enumeration values are
concepts; every other range is a class of entities.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg import iri, literals, ontology
from kg.errors import KgError
from kg.model import Document, Extraction, Filler
from kg.vocabulary import DEVCOOP, RDF, RDFS, XSD

LANGUAGES: Final = ("en", "km")


@dataclass(frozen=True, slots=True)
class Written:
    """A filler in RDF: the object of the fact's triple, and what hangs on it.

    ``stated`` are further triples that the filler's words state (a sum's value and currency), ``given`` those
    that follow from its form; ``labels`` say what a person would call it, by language.
    """

    node: NamedNode | Literal
    labels: Mapping[str, str]
    stated: tuple[Triple, ...] = ()
    given: tuple[Triple, ...] = ()


def node(name: str) -> NamedNode:
    """The node of an entity by its IRI; raises KgError where the name is none."""
    try:
        return NamedNode(name)
    except ValueError as error:
        raise KgError(f"{name!r} is no IRI ({error}).") from error


def content(filler: Filler, kind: NamedNode, document: Document) -> str:
    """What a filler says, canonically: equal for fillers that mean the same, in whatever words."""
    if filler.entity is not None:
        return filler.entity
    if kind == DEVCOOP.MonetaryAmount:
        parts = (literals.decimal(_value(filler)).value, filler.currency or "", filler.qualifier or "")
        return " ".join(parts)
    if kind == DEVCOOP.Period:
        return _period_value(filler)
    return str(_plain(filler, kind, document))


def write(filler: Filler, kind: NamedNode, fact: NamedNode, extraction: Extraction) -> Written:
    """A filler of ``fact`` as the range ``kind`` wants it; raises KgError where it cannot be.

    An amount belongs to its fact alone, so that two equal sums of one document stay two; a period is known by
    its value wherever it stands.
    """
    if filler.entity is not None:
        return _entity(filler.entity, extraction)
    if kind == DEVCOOP.MonetaryAmount:
        return _amount(filler, fact, extraction.document)
    if kind == DEVCOOP.Period:
        return _period(filler)
    term = _plain(filler, kind, extraction.document)
    if isinstance(term, Literal):
        return Written(term, dict.fromkeys(LANGUAGES, term.value))
    return Written(term, {language: ontology.load().label(term, language) for language in LANGUAGES})


def _value(filler: Filler) -> str:
    if filler.value is None:
        raise KgError(f"the filler at {filler.span.start}-{filler.span.end} has neither entity nor value.")
    return filler.value


def _plain(filler: Filler, kind: NamedNode, document: Document) -> NamedNode | Literal:
    """A literal for the datatypes that roles use, a concept for every other range."""
    datatypes: dict[NamedNode, Callable[[str], Literal]] = {
        DEVCOOP.PartialDate: literals.date,
        XSD.nonNegativeInteger: literals.whole,
        RDF.PlainLiteral: lambda value: literals.text(value, document.language),
    }
    literal = datatypes.get(kind)
    return literal(_value(filler)) if literal else ontology.load().concept(kind, _value(filler))


def _entity(name: str, extraction: Extraction) -> Written:
    entity = extraction.entities.get(name)
    if entity is None:
        raise KgError(f"a fact names the entity {name!r}, which is not among the extraction's entities.")
    first = {language: names[0] for language, names in sorted(entity.labels.items()) if names}
    anyhow = first.get("en") or next(iter(first.values()), entity.id)
    return Written(node(entity.id), {language: first.get(language, anyhow) for language in LANGUAGES})


def _amount(filler: Filler, fact: NamedNode, document: Document) -> Written:
    value = literals.decimal(_value(filler))
    amount = NamedNode(iri.minted("amount", fact.value, content(filler, DEVCOOP.MonetaryAmount, document)))
    words = document.text[filler.span.start : filler.span.end]
    stated = [Triple(amount, DEVCOOP.value, value), Triple(amount, DEVCOOP.valueAsWritten, Literal(words))]
    if filler.currency:
        stated.append(Triple(amount, DEVCOOP.currency, Literal(filler.currency)))
    if filler.qualifier:
        qualifier = ontology.load().concept(DEVCOOP.AmountQualifier, filler.qualifier)
        stated.append(Triple(amount, DEVCOOP.qualifier, qualifier))
    label = f"{filler.currency or ''} {Decimal(value.value):,}".strip()
    given = (Triple(amount, RDF.type, DEVCOOP.MonetaryAmount),)
    return Written(amount, dict.fromkeys(LANGUAGES, label), tuple(stated), given)


def _period_value(filler: Filler) -> str:
    value = _value(filler)
    return value if "/" in value else literals.duration(value).value


def _period(filler: Filler) -> Written:
    value = _period_value(filler)
    period = NamedNode(iri.minted("period", value))
    given = [Triple(period, RDF.type, DEVCOOP.Period), Triple(period, RDFS.label, Literal(value))]
    if "/" in value:
        start, end = literals.interval(value)
        given += [Triple(period, DEVCOOP.start, start)] if start else []
        given += [Triple(period, DEVCOOP.end, end)] if end else []
    else:
        given.append(Triple(period, DEVCOOP.duration, literals.duration(value)))
    return Written(period, dict.fromkeys(LANGUAGES, value), given=tuple(given))
