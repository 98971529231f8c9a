"""Asking the embedded store, with messages for people where a query is none."""

import re
from typing import Final

from kg.errors import KgError
from kg.store import Answer, Store

# What is between quotes, in angle brackets or a comment nests nothing.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\s]*>|#[^\n]*"
)
_PROLOGUE = re.compile(r"(?i)\b(?:BASE|PREFIX\s+[^\s:]*:)")
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.S)
# Of what the parser expected, the words say something to people; its sets of characters and its marks do not.
_SAYS = re.compile(r"Prefix not found|The SELECT contains a variable that is unbound|[A-Za-z][A-Za-z ]{3,}")
# Deeper queries than people write end the process instead of raising an error.
_DEEPEST: Final = 100
_MOST_OPERATORS: Final = 1000


def ask(store: Store, text: str, name: str) -> Answer:
    """The answer of a store to the query ``name``; raises KgError with line and column where it is no query."""
    check_depth(text, name)
    try:
        return store.query(text)
    except SyntaxError as error:
        raise KgError(message(str(error), text, name)) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise KgError(f"{name}: cannot be answered ({error}).") from error


def form(text: str) -> str | None:
    """The form of a query (SELECT, ASK, CONSTRUCT, DESCRIBE); None for an update and for what is neither."""
    plain = _PROLOGUE.sub(" ", _OPAQUE.sub(" ", text))
    word = re.search(r"[A-Za-z]+", plain)
    kind = word[0].upper() if word else ""
    return kind if kind in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"} else None


def check_depth(text: str, name: str) -> None:
    """Raise KgError for a query that nests so deep that answering it would end the process."""
    depth = deepest = 0
    plain = _OPAQUE.sub(" ", text)
    for sign in re.findall(r"[{(\[]|[})\]]", plain):
        depth += 1 if sign in "{([" else -1
        deepest = max(deepest, depth)
    operators = len(re.findall(r"(?i)\b(?:UNION|OPTIONAL|MINUS|EXISTS)\b|[!|&/^]", plain))
    if deepest > _DEEPEST or operators > _MOST_OPERATORS:
        raise KgError(
            f"{name}: nests deeper than {_DEEPEST} brackets or has over {_MOST_OPERATORS} operators."
        )


def message(error: str, text: str, name: str) -> str:
    """What is said of a query that is none: the place, what was expected there, the line with a mark below it."""
    place = _PLACE.search(error)
    if place is None:
        return f"{name}: this is no SPARQL query ({error})."
    line, column = int(place[1]), int(place[2])
    expected = _expected(place[3])
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    pointer = "".join("\t" if sign == "\t" else " " for sign in shown[: column - 1]) + "^"
    return (
        f"{name}: line {line}, column {column}: this is no SPARQL query"
        + (f" ({expected})" if expected else "")
        + f".\n  {shown}\n  {pointer}"
    )


def _expected(error: str) -> str:
    """What the parser says was wrong or expected, in words; empty where it names characters alone."""
    told = error.removeprefix("expected ").removeprefix("one of ")
    told = re.sub(r"\[[^\]]*\]", " ", told)
    words: list[str] = [word.strip() for word in _SAYS.findall(told)]
    known = [word for word in words if not word.isupper()]
    if known:
        return known[0][0].lower() + known[0][1:]
    return f"expected {' or '.join(words[:3])}" if words else ""
