"""Asking a remote SPARQL 1.1 endpoint (https://www.w3.org/TR/sparql11-protocol/): queries only, never updates."""

import contextlib
import http.client
import urllib.error
import urllib.parse
from typing import Final

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from kg import __version__
from kg.errors import KgError, UsageError
from kg.query import check_depth, form

_TIMEOUT: Final = 60  # seconds
_LARGEST: Final = 500_000_000  # bytes of an answer

Answer = QuerySolutions | QueryBoolean | list[Triple]


def ask(url: str, text: str, name: str) -> Answer:
    """The answer of an endpoint to a query: solutions, yes or no, or triples.

    Raises UsageError for an address that is none and KgError where the endpoint refuses, fails or is not there.
    """
    from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    if not _is_address(url):
        raise UsageError(f"--endpoint {url}: write the address of a SPARQL endpoint, as http://host/sparql.")
    check_depth(text, name)
    kind = form(text)
    if kind is None:
        raise UsageError(f"{name}: is no query (SELECT, ASK, CONSTRUCT, DESCRIBE); kg query only asks.")
    client = SPARQLWrapper(url, agent=f"devcoop-kg/{__version__}")
    client.setTimeout(_TIMEOUT)
    client.setMethod("POST")
    client.setQuery(text)
    # Read by SPARQLWrapper from the text as it stands, a comment or a prefix may pass for the form of a query.
    client.queryType = kind
    graph = kind in {"CONSTRUCT", "DESCRIBE"}
    client.setReturnFormat(TURTLE if graph else JSON)
    try:
        with contextlib.closing(client.query().response) as response:
            content = response.read(_LARGEST + 1)
    except SPARQLWrapperException as error:
        raise KgError(f"{url}: refused {name} ({_first_line(error)}).") from error
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise KgError(f"{url}: cannot be reached ({reason}); check the address and the network.") from error
    if len(content) > _LARGEST:
        raise KgError(f"{url}: the answer to {name} is over {_LARGEST // 1_000_000} MB; add a LIMIT to it.")
    try:
        if graph:
            return [quad.triple for quad in parse(content, RdfFormat.TURTLE)]
        answer = parse_query_results(content, QueryResultsFormat.JSON)
        # Rows are read as they are asked for: all of them now, so that a broken answer is found here.
        for _ in answer if isinstance(answer, QuerySolutions) else ():
            pass
        return parse_query_results(content, QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise KgError(f"{url}: did not answer {name} as a SPARQL endpoint does ({error}).") from error


def _is_address(url: str) -> bool:
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def select(url: str, text: str) -> QuerySolutions:
    """The solutions of a SELECT query of our own; raises KgError as ``ask`` does."""
    answer = ask(url, text, "a look-up of names")
    if not isinstance(answer, QuerySolutions):
        raise KgError(f"{url}: did not answer as a SPARQL endpoint does; check the address.")
    return answer


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
