"""Labels broken into lines: between words where there are words, never inside a Khmer cluster.

A cluster is what a reader sees as one sign (https://www.unicode.org/reports/tr29/): a letter with its subscripts,
vowels and marks.
"""

import math
import re
import unicodedata
from typing import Final

WIDTH: Final = 22
LINES: Final = 3

_KHMER: Final = 1.3  # the width of a cluster, in letters
_COENG: Final = "\u17d2"
_JOINERS: Final = frozenset("\u200c\u200d")
_ZERO_WIDTH_SPACE: Final = "\u200b"
_SPACE = re.compile(f"[\\s{_ZERO_WIDTH_SPACE}]+")
_ELLIPSIS: Final = "…"


def wrap(text: str, width: int = WIDTH, lines: int = LINES) -> str:
    """The text in lines of about ``width`` letters, as even as they come; what ``lines`` cannot hold is cut off."""
    pieces = [piece for word in _words(text) for piece in _pieces(word, width)]
    total = sum(_measure(piece) for piece in pieces)
    even = min(width, total / max(1, math.ceil(total / width)) + 3)
    wrapped: list[list[str]] = [[]]
    for piece in pieces:
        if wrapped[-1] and _measure(_trimmed(wrapped[-1] + piece)) > even:
            wrapped.append([])
        wrapped[-1] += piece
    shown = ["".join(_trimmed(line)) for line in wrapped]
    if len(shown) > lines:
        shown = [*shown[: lines - 1], shown[lines - 1] + _ELLIPSIS]
    return "\n".join(shown)


def clusters(text: str) -> list[str]:
    """The text in clusters."""
    found: list[str] = []
    for sign in text:
        mark = unicodedata.category(sign).startswith("M") or sign in _JOINERS
        if found and (mark or found[-1].endswith(_COENG)):
            found[-1] += sign
        else:
            found.append(sign)
    return found


def whole(text: str) -> str:
    """The text without the part of a cluster at its start and the open subscript at its end that a cut left over."""
    kept = clusters(text)
    if kept and unicodedata.category(kept[0][0]).startswith("M"):
        kept = kept[1:]
    return "".join(kept).rstrip(_COENG)


def _words(text: str) -> list[list[str]]:
    """The words, each as clusters, with the space that follows it; a zero-width space leaves none."""
    found: list[list[str]] = []
    start = 0
    for match in _SPACE.finditer(text):
        if start < match.start():
            space = [] if match[0] == _ZERO_WIDTH_SPACE else [" "]
            found.append(clusters(text[start : match.start()]) + space)
        start = match.end()
    if start < len(text):
        found.append(clusters(text[start:]))
    return found


def _pieces(word: list[str], width: int) -> list[list[str]]:
    """A word in pieces that fit a line, as even as they come."""
    size = math.ceil(len(word) / math.ceil(_measure(word) / width))
    return [word[at : at + size] for at in range(0, len(word), size)]


def _measure(line: list[str]) -> float:
    """How wide a line is in letters: Khmer clusters are wider than Latin letters."""
    return sum(_KHMER if "\u1780" <= cluster[0] <= "\u17ff" else 1 for cluster in line)


def _trimmed(line: list[str]) -> list[str]:
    return line[:-1] if line and line[-1] == " " else line
