"""The query library: one ``.rq`` file for each question, described by the comments at its head.

    # title: Who gives, lends or promises what to whom
    # title@km: …
    # description: One row for each sum or kind of support.
    # parameter provider (entity): who gives
    # parameter from (entity, required): where the path begins

A parameter stands in the query as ``VALUES ?provider { UNDEF }``. Its type is ``entity`` (a name in any language, a
code or an IRI), ``number`` or ``text``.
"""

import difflib
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg import resources
from kg.errors import KgError, UsageError

TYPES: Final = ("entity", "number", "text")

_ABOUT = re.compile(r"#\s*(title|description)(?:@(\w+))?:\s*(.*\S)\s*")
_PARAMETER = re.compile(r"#\s*parameter\s+(\w+)\s*\((\w+)(,\s*required)?\):\s*(.*\S)\s*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be given to a query, of which type, and whether it must be."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its head says of it; ``title`` and ``description`` by language."""

    name: str
    text: str
    title: dict[str, str] = field(default_factory=dict)
    description: dict[str, str] = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()


def parse(name: str, text: str) -> Query:
    """A query with its head read; raises KgError where the head names an unknown type."""
    about: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    parameters = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if match := _ABOUT.fullmatch(line):
            about[match[1]][match[2] or "en"] = match[3]
        elif match := _PARAMETER.fullmatch(line):
            if match[2] not in TYPES:
                raise KgError(
                    f"{name}: {match[2]!r} is no type of a parameter; write one of {', '.join(TYPES)}."
                )
            parameters.append(Parameter(match[1], match[2], match[3] is not None, match[4]))
    return Query(name, text, about["title"], about["description"], tuple(parameters))


def library() -> list[Query]:
    """All queries of the library, by name."""
    return [
        parse(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted(resources.queries().glob("*.rq"), key=lambda path: path.stem)
    ]


def find(name: str) -> Query:
    """The query that a user names: one of the library, a file, or ``-`` for standard input.

    Raises UsageError for an unknown name, with those nearest to it, and KgError for a file that cannot be read.
    """
    if name == "-":
        return parse("standard input", _decoded(sys.stdin.buffer.read(), "standard input"))
    path = Path(name)
    known = {file.stem: file for file in resources.queries().glob("*.rq")}
    if name in known:
        path = known[name]
    elif not path.exists():
        if path.suffix or path.name != name:
            raise KgError(f"{name}: there is no such file; check its name and the folder you are in.")
        nearest = difflib.get_close_matches(name.lower(), sorted(known), n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else "kg queries lists them."
        raise UsageError(f"{name}: the library has no query of this name; {hint}")
    try:
        return parse(path.stem if name in known else name, _decoded(path.read_bytes(), name))
    except OSError as error:
        raise KgError(f"{name}: cannot be read ({error.strerror}); name a file with a query.") from error


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KgError(f"{name}: is no text in UTF-8; save the query as UTF-8.") from error
