"""Judgements of people on what is one thing and what is two: a Turtle file in the user's project.

A line for each: ``A owl:sameAs B .`` or ``A owl:differentFrom B .`` (https://www.w3.org/TR/owl-ref/#sameAs-def and
#differentFrom-def). People may write into it; what is no judgement is reported, and the others are followed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg import iri
from kg.errors import KgError
from kg.files import replacing
from kg.resolve.canonical import Pair
from kg.vocabulary import OWL

_HEAD: Final = f"""# What is one thing (owl:sameAs) and what is two (owl:differentFrom): judgements for kg build.
@prefix id: <{iri.ID}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

"""
_PREDICATES: Final = {"same": "sameAs", "different": "differentFrom"}
_PLAIN = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs judged to be one thing, and pairs judged to be two, in the order of the file."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()


def read(path: Path, say: Callable[[str], None]) -> Judgements:
    """The judgements in a file; none where there is no file. What is no judgement is told to ``say`` and left out.

    Raises KgError, naming file and line, where the file is no Turtle.
    """
    text = _text(path)
    same: list[Pair] = []
    different: list[Pair] = []
    for triple in _triples(path, text):
        one, other = triple.subject, triple.object
        if (
            triple.predicate not in (OWL.sameAs, OWL.differentFrom)
            or not isinstance(one, NamedNode)
            or not isinstance(other, NamedNode)
        ):
            say(
                f"{place(path, str(one), str(other))}: this is no judgement; write owl:sameAs or owl:differentFrom."
            )
        elif triple.predicate == OWL.sameAs:
            same.append((one.value, other.value))
        elif one == other:
            say(
                f"{place(path, one.value, other.value)}: a thing is not different from itself; remove the line."
            )
        else:
            different.append((one.value, other.value))
    return Judgements(tuple(same), tuple(different))


def record(path: Path, verdict: str | None, one: str, other: str) -> bool:
    """Write a judgement (``same``, ``different``) on two things into the file, in place of an earlier one on them.

    None takes back what was judged. All other lines stay as they are. Returns whether that changed the file; raises
    KgError where the file cannot be written, or states the earlier judgement together with others.
    """
    lines = (_text(path) or _HEAD).splitlines()
    kept = [line for line in lines if not _states(line, one, other)]
    left = _triples(path, "".join(f"{line}\n" for line in kept))
    if any({one, other} == {str(triple.subject)[1:-1], str(triple.object)[1:-1]} for triple in left):
        raise KgError(
            f"{place(path, one, other)}: a judgement on these two stands here with others; edit it by hand."
        )
    if verdict is not None:
        first, second = sorted((one, other))
        kept.append(f"{_term(first)} owl:{_PREDICATES[verdict]} {_term(second)} .")
    if sorted(kept) == sorted(lines):
        return False
    with replacing(path) as stream:
        stream.write("".join(f"{line}\n" for line in kept).encode("utf-8"))
    return True


def place(path: Path, one: str, other: str) -> str:
    """Where a file first names two things in one line (``judgements.ttl:7``), or the file alone."""
    ends = [term.strip("<>").removeprefix(iri.ID) for term in (one, other)]
    for number, line in enumerate(_text(path).splitlines(), 1):
        if all(end in line for end in ends):
            return f"{path}:{number}"
    return str(path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: cannot be read ({error}).") from error


def _triples(path: Path, text: str) -> Iterator[Triple]:
    try:
        for quad in parse(text.encode("utf-8"), format=RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        line = f":{error.lineno}" if error.lineno else ""
        raise KgError(f"{path}{line}: this is no Turtle ({error.msg}); correct it there.") from error


def _states(line: str, one: str, other: str) -> bool:
    """Whether a line is a judgement on two things, and nothing else."""
    words = line.split()
    if len(words) < 4 or words[3] != "." or (len(words) > 4 and not words[4].startswith("#")):
        return False
    return {_read_term(words[0]), _read_term(words[2])} == {one, other}


def _term(name: str) -> str:
    plain = name.removeprefix(iri.ID)
    return f"id:{plain}" if plain != name and _PLAIN.fullmatch(plain) else str(NamedNode(name))


def _read_term(word: str) -> str:
    return iri.ID + word.removeprefix("id:") if word.startswith("id:") else word.strip("<>")
