"""What things, values and facts are called in English and in Khmer."""

from collections.abc import Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import drawing, iri, wording
from kg.drawing import LANGUAGES, Kind, Text
from kg.statements import Statement, Statements, Term, document_name
from kg.vocabulary import DCTERMS, DEVCOOP, RDFS, SCHEMA, SKOS, XSD

_EXACT: Final = iri.term("qualifier-exact")
_DATES: Final = (XSD.date, XSD.gYearMonth, XSD.gYear)
_OF_DOCUMENTS: Final = (
    (DEVCOOP.fileName, "fileName"),
    (DCTERMS.language, "textLanguage"),
    (DCTERMS.issued, "issued"),
    (SCHEMA.url, "address"),
)


def same(text: str) -> Text:
    """A text that is the same in every language."""
    return dict.fromkeys(LANGUAGES, text)


def interface(name: str) -> Text:
    """A word of the page's own."""
    return {language: drawing.words(language)["interface"][name] for language in LANGUAGES}


def by_language(texts: Sequence[Literal]) -> Text:
    """For each language the text in it; failing that the English one, failing that the first."""
    found = {text.language: text.value for text in reversed(texts)}
    return {language: found.get(language) or found.get("en") or texts[0].value for language in LANGUAGES}


def value(known: Statements, term: Term) -> Text:
    """How the object of a statement reads: a sum, a period, a date, a number, a text, a thing by its name."""
    return {language: _value(known, term, language) for language in LANGUAGES}


def label(known: Statements, node: str, kind: Kind, said: Sequence[Statement]) -> Text:
    """A thing's name, a document's title; for a fact the values that the kind's caption asks for.

    ``said`` are the statements of the fact, none for a thing.
    """
    if (node, DEVCOOP.sha256.value) in known.values:
        return same(document_name(node, known.values))
    if names := _literals(known, node, SKOS.prefLabel):
        return by_language(names)
    for caption in kind.caption:
        terms = [one.object for name in caption for one in said if one.property == iri.term(name)]
        if terms:
            values = [value(known, term) for term in terms]
            return {language: ", ".join(text[language] for text in values) for language in LANGUAGES}
    return drawing.label(class_of(known, node))


def class_of(known: Statements, node: str) -> str:
    """The class of a thing that is below all its others."""
    classes = known.classes[node]
    return next((one for one in classes if not drawing.is_above(one, classes)), classes[0])


def given(known: Statements, node: str, shown: Text) -> Iterator[tuple[Text, Text]]:
    """Codes, names other than the ones ``shown``, and a document's file, language, date and address."""
    for literal in _literals(known, node, SKOS.notation):
        yield interface("code"), same(literal.value)
    others = [*_literals(known, node, SKOS.prefLabel), *_literals(known, node, SKOS.altLabel)]
    for name in dict.fromkeys(literal.value for literal in others):
        if name not in shown.values():
            yield interface("otherName"), same(name)
    for property_, name in _OF_DOCUMENTS:
        for term in known.values.get((node, property_.value), ()):
            text = value(known, term)
            if name == "textLanguage":
                text = {
                    language: drawing.words(language)["languages"].get(term.value, term.value)
                    for language in LANGUAGES
                }
            yield interface(name), text


def _value(known: Statements, term: Term, language: str) -> str:
    if isinstance(term, Literal):
        if term.datatype in _DATES or term.datatype.value.endswith("/EDTF"):
            return wording.date(term.value, language)
        if term.datatype in (XSD.integer, XSD.nonNegativeInteger, XSD.decimal):
            return wording.number(term.value, language)
        return term.value
    if (number := known.value(term.value, DEVCOOP.value)) is not None:
        currency = known.value(term.value, DEVCOOP.currency) or ""
        shown = wording.amount(number, currency, language)
        qualifier = known.value(term.value, DEVCOOP.qualifier)
        if qualifier in (None, _EXACT):
            return shown
        return f"{drawing.label(qualifier)[language]} {shown}"
    if (period := known.value(term.value, RDFS.label)) is not None:
        return wording.period(period, language)
    if names := _literals(known, term.value, SKOS.prefLabel):
        return by_language(names)[language]
    return drawing.label(term.value)[language]


def _literals(known: Statements, thing: str, relation: NamedNode) -> list[Literal]:
    return [name for found, name in known.names.get(thing, ()) if found == relation.value]
