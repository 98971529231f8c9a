"""Folding: one spelling for each word before matching, with the way back to the untouched text.

What is folded (look-alike signs, zero-width characters, digits, spaces) is data: ``kg/languages/fold.toml`` and the
``fold.toml`` of each language, lists of regular expressions and their replacements, applied in order.
"""

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True, slots=True)
class Fold:
    """One folding rule: what matches ``pattern`` becomes ``replacement`` (which may use groups: ``\\1``)."""

    pattern: re.Pattern[str]
    replacement: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. Character ``i`` of ``text`` stands for ``original[starts[i]:ends[i]]`` (code points)."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def origin(self, start: int, end: int) -> Span:
        """The stretch of the untouched text that the folded stretch ``start:end`` (not empty) stands for."""
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str, rules: Iterable[Fold]) -> Folded:
    """Apply the rules in order; every character of the result remembers the stretch it came from."""
    folded = Folded(text, array("l", range(len(text))), array("l", range(1, len(text) + 1)))
    for rule in rules:
        folded = _apply(rule, folded)
    return folded


def _apply(rule: Fold, folded: Folded) -> Folded:
    pieces: list[str] = []
    template = "\\" in rule.replacement
    starts, ends = array("l"), array("l")
    done = 0
    for match in rule.pattern.finditer(folded.text):
        start, end = match.span()
        replacement = match.expand(rule.replacement) if template else rule.replacement
        if start == end or replacement == match[0]:
            continue
        pieces += (folded.text[done:start], replacement)
        starts += folded.starts[done:start]
        ends += folded.ends[done:start]
        if len(replacement) == end - start:
            starts += folded.starts[start:end]
            ends += folded.ends[start:end]
        else:
            starts += array("l", [folded.starts[start]]) * len(replacement)
            ends += array("l", [folded.ends[end - 1]]) * len(replacement)
        done = end
    if not done:
        return folded
    pieces.append(folded.text[done:])
    return Folded("".join(pieces), starts + folded.starts[done:], ends + folded.ends[done:])
