"""Paragraphs from the lines of a page: a line that was full goes on in the next."""

import re
import statistics
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from kg.readers.pdf_lines import Line

_LIST_MARK: Final = re.compile(r"[•●○▪■◦‣–—*-]\s|\(?([0-9០-៩]{1,2}|[a-z]|[ivx]{1,4})[.)៖-](\s|\D)", re.I)
_KHMER: Final = re.compile(r"[\u1780-\u17ff]")
# Khmer lines are parted between words, which no space parts elsewhere: the character for such a place.
_ZERO_WIDTH_SPACE: Final = "\u200b"


def paragraphs(lines: Iterable[Line]) -> list[str]:
    """The paragraphs of a page, in order, with the line ends that only its width made taken out."""
    page = list(lines)
    steps = [above.top - below.top for above, below in pairwise(page) if above.top > below.top]
    usual = statistics.median(steps) if steps else 0.0
    edge = max((line.right for line in page), default=0.0)
    found: list[str] = []
    for above, below in zip([None, *page], page, strict=False):
        if above is not None and _goes_on(above, below, usual, edge):
            found[-1] += _joint(above.text, below.text) + below.text
        else:
            found.append(below.text)
    return found


def _goes_on(above: Line, below: Line, usual: float, edge: float) -> bool:
    """Whether the next line had to be begun: it is close, of one size, and its first word had no room above."""
    return (
        0 < above.top - below.top <= 1.3 * usual
        and abs(above.size - below.size) < 0.5
        and above.right + below.first_word + 0.2 * above.size > edge
        and not _LIST_MARK.match(below.text)
    )


def _joint(above: str, below: str) -> str:
    khmer = _KHMER.match(above[-1]) and _KHMER.match(below[0])
    return _ZERO_WIDTH_SPACE if khmer else " "
