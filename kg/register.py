"""The register: organisations, people, places, sectors and strategies from ``ontology/register/*.ttl``."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg import iri, resources
from kg.errors import KgError
from kg.model import Entry
from kg.vocabulary import DCTERMS, DEVCOOP, ORG, OWL, RDF, SKOS

# What is said of one entry: its values by property, in the order of the file.
_Values: TypeAlias = Mapping[NamedNode, Sequence[NamedNode | Literal]]

_SHOWN: Final = (SKOS.prefLabel, SKOS.altLabel)
_SAME: Final = (OWL.sameAs, SKOS.exactMatch)
_PLACE: Final = iri.ID + "place-"


@cache
def load() -> tuple[Entry, ...]:
    """Every entry of the register, in order of IRIs.

    An entry is a subject with a class of the ontology; concept schemes are none. Raises KgError naming file and line
    where the Turtle is malformed.
    """
    subjects: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = {}
    for triple in _triples():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            values = subjects.setdefault(triple.subject.value, {})
            values.setdefault(triple.predicate, []).append(triple.object)
    governments = {
        values[DEVCOOP.governmentOf][0].value: subject
        for subject, values in sorted(subjects.items())
        if DEVCOOP.governmentOf in values
    }
    return tuple(
        _entry(subject, values, governments.get(subject))
        for subject, values in sorted(subjects.items())
        if _class(values) is not None
    )


def triples() -> list[Triple]:
    """What the register says of its entries, but for the spellings that are recognised and never shown."""
    return [triple for triple in _triples() if triple.predicate != SKOS.hiddenLabel]


def _triples() -> Iterator[Triple]:
    for file in sorted((resources.ontology() / "register").glob("*.ttl")):
        yield from _file(file)


def _file(file: Path) -> Iterator[Triple]:
    try:
        for quad in parse(path=file, format=RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise KgError(f"{file}: this is no Turtle ({error.msg}). Correct it there.") from error
    except OSError as error:
        raise KgError(f"{file}: the register cannot be read ({error}). Install devcoop-kg again.") from error


def _class(values: _Values) -> str | None:
    """The local name of the class of the ontology that an entry belongs to."""
    names = (value.value for value in values.get(RDF.type, ()))
    return next((n.removeprefix(iri.NAMESPACE) for n in names if n.startswith(iri.NAMESPACE)), None)


def _entry(subject: str, values: _Values, government: str | None) -> Entry:
    def first(predicate: NamedNode) -> str | None:
        return next((value.value for value in values.get(predicate, ())), None)

    kind = _class(values) or ""
    governed = first(DEVCOOP.governmentOf)
    country = subject if kind == "Country" else governed or first(DEVCOOP.country)
    return Entry(
        iri=subject,
        type=kind,
        labels=_by_language(values, *_SHOWN),
        words=_by_language(values, SKOS.hiddenLabel),
        demonyms=tuple(value.value for value in values.get(DEVCOOP.demonym, ())),
        codes=tuple(value.value for value in values.get(SKOS.notation, ())),
        same_as=tuple(value.value for predicate in _SAME for value in values.get(predicate, ())),
        country=country.removeprefix(_PLACE) if country else None,
        part_of=first(ORG.subOrganizationOf),
        within=first(DCTERMS.isPartOf) if kind == "Place" else None,
        twin=governed or government,
    )


def _by_language(values: _Values, *predicates: NamedNode) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for predicate in predicates:
        for value in values.get(predicate, ()):
            if isinstance(value, Literal):
                found.setdefault(value.language or "und", []).append(value.value)
    return {language: tuple(dict.fromkeys(names)) for language, names in sorted(found.items())}
