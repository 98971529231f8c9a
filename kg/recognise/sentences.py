"""Sentences: where a folded text may be cut so that no statement is torn."""

import re
from collections.abc import Iterable, Iterator

from kg.languages import Language

_LINE_END = re.compile(r"\n+")
_ENDED = re.compile(r"[.!?:;។៕][\"')\]]*$")
# A text is wrapped by hand where hardly a line is wider than this; a line that reaches nearly as far as the others
# then goes on in the next one, unless a sentence ends with it.
_WIDEST, _NARROWEST, _REACH = 130, 40, 0.7
# Extracted from PDF, a text may have a blank line after each line.
_SPACED = 0.7
_FEW = 4  # line ends; fewer do not tell that
_LONGEST = 3000  # characters; the longest sentences of real texts have half as many


def blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a folded text between line ends that are breaks, in order.

    A single line end is none where a Latin line goes on (a small letter follows, or a comma or hyphen stands
    before), nor a line end where the text is wrapped by hand and the line is a full one.
    """
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(end.end() for end in ends)]
    lengths = sorted(
        end.start() - start for start, end in zip(starts, ends, strict=False) if end.start() > start
    )
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    wrapped = _NARROWEST <= usual <= _WIDEST
    spaced = len(ends) >= _FEW and sum(len(end[0]) > 1 for end in ends) > _SPACED * len(ends)
    start = 0
    for line, end in zip(starts, ends, strict=False):
        if wrapped and (spaced or len(end[0]) == 1) and end.start() - line >= _REACH * usual:
            goes_on = not _ENDED.search(text, line, end.start())
        else:
            goes_on = len(end[0]) == 1 and _continues(text, end)
        if not goes_on:
            yield start, end.end()
            start = end.end()
    yield start, len(text)


def _continues(text: str, end: re.Match[str]) -> bool:
    """Whether a Latin line goes on after a single line end."""
    after, before = text[end.end() : end.end() + 1], text[end.start() - 1 : end.start()]
    return ("a" <= after <= "z") or before in {",", "-"}


def sentences(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    """The sentences of a block by the language's data, in order, without the space around them; blank ones left out.

    What is longer than any sentence is cut at a space: patterns look at a sentence as a whole, at a cost that grows
    faster than its length.
    """
    for first, last in _short(text, _pieces(text, start, end, language.sentence_end)):
        stretch = text[first:last]
        if stretch.strip():
            lead = len(stretch) - len(stretch.lstrip())
            yield first + lead, first + len(stretch.rstrip())


def _short(text: str, stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches, those over the limit cut at the last space before it, or at the limit."""
    for start, end in stretches:
        first = start
        while end - first > _LONGEST:
            space = text.rfind(" ", first, first + _LONGEST)
            cut = space + 1 if space > first else first + _LONGEST
            yield first, cut
            first = cut
        yield first, end


def _pieces(text: str, start: int, end: int, cut: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    done = start
    for match in cut.finditer(text, start, end):
        yield done, match.end()
        done = match.end()
    yield done, end
