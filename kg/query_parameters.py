"""What a user gives for the parameters of a query, bound to it as RDF terms.

A parameter stands in the query as ``VALUES ?name { UNDEF }`` or ``VALUES ?param_name { UNDEF }``
(https://www.w3.org/TR/sparql11-query/#inline-data). What takes the place of UNDEF are terms as pyoxigraph writes
them, never the text that was given: nothing in it can become part of the query.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from kg import iri
from kg.errors import KgError, UsageError
from kg.query_library import Query
from kg.vocabulary import XSD

Select = Callable[[str], Iterable[Any]]

_PLACE = re.compile(r"(?i:VALUES)\s+[?$](param_)?(\w+)\s*\{\s*(?i:UNDEF)\s*\}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_SHORT = re.compile(r"[a-z]+-[a-z0-9-]+")
_NAMES: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing ?name {
  VALUES ?relation { skos:prefLabel skos:altLabel skos:notation }
  ?thing ?relation ?name FILTER(isIRI(?thing))
}"""


def given(pairs: Sequence[str]) -> dict[str, str]:
    """``name=value`` as given on the command line; raises UsageError for what has no ``=``."""
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {pair}: write it as name=value.")
        found[name] = value
    return found


def bound(query: Query, values: Mapping[str, str], select: Select) -> str:
    """The text of a query with its parameters bound; ``select`` answers queries over the graph, to look up names.

    Raises UsageError for a parameter that the query has not, or needs and is not given, and KgError for a value that
    cannot be what it must be: a number that is none, a name that nothing in the graph bears.
    """
    places = {match[2] for match in _PLACE.finditer(query.text)}
    types = {parameter.name: parameter.type for parameter in query.parameters}
    for name in values:
        if name not in places:
            raise UsageError(_surplus(query, name, places))
    for parameter in query.parameters:
        if parameter.required and not values.get(parameter.name):
            raise UsageError(
                f"{query.name}: needs --param {parameter.name}=… ({parameter.type}: {parameter.description})."
            )
    terms = {
        name: _terms(name, value, types.get(name), select) for name, value in values.items() if value != ""
    }

    def fill(match: re.Match[str]) -> str:
        name = match[2]
        if name not in terms:
            return match[0]
        return f"VALUES ?{match[1] or ''}{name} {{ {' '.join(map(str, terms[name]))} }}"

    return _PLACE.sub(fill, query.text)


def _surplus(query: Query, name: str, places: set[str]) -> str:
    if not places:
        return f"{query.name}: takes no parameters, but {name!r} was given; leave --param out."
    nearest = difflib.get_close_matches(name, sorted(places), n=1)
    known = nearest[0] if nearest else ", ".join(sorted(places))
    return f"{query.name}: has no parameter {name!r}; it has {known}."


def _terms(name: str, value: str, kind: str | None, select: Select) -> list[NamedNode | Literal]:
    """The terms that a value stands for; ``kind`` is None where the query does not say what it takes."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise KgError(f"--param {name}: the value is no text in UTF-8.") from error
    name_of_thing = value[1:-1] if value.startswith("<") and value.endswith(">") else value
    if kind in {None, "entity"} and _IRI.fullmatch(name_of_thing):
        try:
            return [NamedNode(name_of_thing)]
        except ValueError as error:
            raise KgError(f"--param {name}: {value!r} is no IRI ({error}).") from error
    if kind == "entity":
        return list(_named(name, value, select))
    if kind == "number" or (kind is None and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value)):
        return [_number(name, value)]
    return [Literal(value)]


def _number(name: str, value: str) -> Literal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number.adjusted()) > 100:
        raise KgError(f"--param {name}: {value!r} is no number; write it with digits, as 1000000 or 2.5.")
    if number == number.to_integral_value():
        return Literal(f"{number:.0f}", datatype=XSD.integer)
    return Literal(f"{number:f}", datatype=XSD.decimal)


def _named(name: str, value: str, select: Select) -> list[NamedNode]:
    """Everything that bears a name or code, whatever its case and zero-width signs; raises KgError for nothing."""
    from kg.languages import folded, folded_all

    rows = [(row["thing"], row["name"].value) for row in select(_NAMES) if row["thing"] and row["name"]]
    wanted = folded(value).casefold().strip()
    names = [text.casefold().strip() for text in folded_all([text for _, text in rows])]
    things = {
        thing.value: thing for (thing, _), text in zip(rows, names, strict=True) if text == wanted and wanted
    }
    if things:
        return [things[key] for key in sorted(things)]
    if found := _by_short_iri(value, select):
        return [found]
    shown = {text: original for (_, original), text in zip(rows, names, strict=True)}
    nearest = difflib.get_close_matches(wanted, sorted(shown), n=3, cutoff=0.6)
    hint = (
        f"did you mean {' or '.join(shown[text] for text in nearest)}?"
        if nearest
        else "kg query things lists all."
    )
    raise KgError(f"--param {name}: nothing in the graph is called {value!r}; {hint}")


def _by_short_iri(value: str, select: Select) -> NamedNode | None:
    """The thing whose IRI ends as tables show it (``commitment-0123456789abcdef``), if the graph knows one."""
    if not _SHORT.fullmatch(value):
        return None
    node = NamedNode(iri.ID + value)
    known = any(True for _ in select(f"SELECT ?p {{ {node} ?p ?o }} LIMIT 1"))
    return node if known else None
