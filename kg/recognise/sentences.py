"""Sentences: where a folded text may be cut so that no statement is torn."""

import re
from collections.abc import Iterator

from kg.languages import Language

# A single line end is a break unless a Latin line goes on: a small letter follows, or a comma, hyphen or
# small letter stands before.
_LINE = re.compile(r"\n{2,}|\n(?![a-z])(?<![,\-]\n)")


_BLANK = re.compile(r"\n{2,}")
_ENDED = re.compile(r"[.!?:;។៕][\"')\]]*$")
# A paragraph is wrapped by hand where its lines, but for the last, reach about as far as the longest.
_WIDEST, _REACH = 130, 0.7


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a folded text between line ends that are breaks, in order."""
    for start, end in _pieces(text, 0, len(text), _BLANK):
        if _wrapped(text[start:end].strip("\n").split("\n")):
            yield start, end
        else:
            yield from _pieces(text, start, end, _LINE)


def _wrapped(lines: list[str]) -> bool:
    """Whether the lines are those of one running paragraph: no sentence need end where a line does."""
    longest = max(map(len, lines))
    return (
        len(lines) > 1
        and 40 <= longest <= _WIDEST
        and all(len(line) >= _REACH * longest for line in lines[:-1])
        and not all(_ENDED.search(line) for line in lines[:-1])
    )


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
