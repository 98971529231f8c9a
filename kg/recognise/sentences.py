"""Sentences: where a folded text may be cut so that no statement is torn."""

import re
from collections.abc import Iterator

from kg.languages import Language

# A single line end is a break unless a Latin line goes on: a small letter follows, or a comma, hyphen or
# small letter stands before.
_LINE = re.compile(r"\n{2,}|\n(?![a-z])(?<![,\-]\n)")


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a folded text between line ends that are breaks, in order."""
    yield from _pieces(text, 0, len(text), _LINE)


def sentences(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    """The sentences of a block by the language's data, in order, without the space around them; blank ones left out."""
    for first, last in _pieces(text, start, end, language.sentence_end):
        stretch = text[first:last]
        if stretch.strip():
            lead = len(stretch) - len(stretch.lstrip())
            yield first + lead, first + len(stretch.rstrip())


def _pieces(text: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    done = start
    for match in cut.finditer(text, start, end):
        yield done, match.end()
        done = match.end()
    yield done, end
