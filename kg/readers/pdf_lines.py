"""The lines of a PDF page as PDFium finds them: text and place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

_HYPHEN: Final = 2  # what PDFium gives for a hyphen at the end of a line that it joined with the next
_LINE_END: Final = (10, 13)


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text, its left and right edges, those of its first word, its height above the page's foot, its size.

    Lengths are in points; the size is that of the letter in the middle, for a list mark may have its own.
    """

    text: str
    left: float
    right: float
    first_word: float
    top: float
    bottom: float
    size: float


def lines(textpage: Any, raw: Any) -> Iterator[Line]:
    """The lines of a page in reading order; characters without a letter become U+FFFD."""
    codes = [raw.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars())]
    start = 0
    for end in [*(index for index, code in enumerate(codes) if code in _LINE_END), len(codes)]:
        visible = [index for index in range(start, end) if codes[index] not in (0x20, 0xA0)]
        if visible:
            yield _line(textpage, raw, codes, visible)
        start = end + 1


def _line(textpage: Any, raw: Any, codes: list[int], visible: list[int]) -> Line:
    first, last = visible[0], visible[-1]
    word = next((a for a, b in pairwise(visible) if b != a + 1), last)
    left, bottom, _, top = textpage.get_charbox(first, loose=True)
    right = textpage.get_charbox(last, loose=True)[2]
    return Line(
        text=_text(codes[first : last + 1]),
        left=left,
        right=right,
        first_word=textpage.get_charbox(word, loose=True)[2] - left,
        top=top,
        bottom=bottom,
        size=raw.FPDFText_GetFontSize(textpage, visible[len(visible) // 2]),
    )


def _text(codes: list[int]) -> str:
    """The characters of a line; a word that was parted at a line end is whole again.

    The hyphen stays where what follows is no small letter: Euro-Area, 2019-2020.
    """
    units = []
    for code, following in zip(codes, [*codes[1:], 0], strict=True):
        if code in (_HYPHEN, 0xFFFE):
            if not chr(following).islower():
                units.append("-")
        elif code < 0x20 and code != 0x09:
            units.append("\ufffd")
        else:
            units.append(chr(code))
    # Characters beyond the basic plane may come as two surrogates.
    return "".join(units).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
