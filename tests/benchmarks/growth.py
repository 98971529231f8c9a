"""How the time of extraction grows with the length of a text: four times the text, about four times the time."""

from collections.abc import Callable, Iterator

from kg.model import Document
from kg.pipeline import Extractor

_TIMES = 4
_SIZE = 60_000  # characters of the shorter text; ten megabytes take minutes, and grow alike
# What tempts patterns to go back and try again: openings without an end, lists without a verb, names without a stop.
_TEMPTING = {
    "lists of countries": "Japan and Korea and ",
    "givers without an end": "Japan provided the grant of ",
    "sums in a row": "$5 million and ",
    "capitals in a row": "Senior Project Of The ",
    "honorifics in a row": "Mr ",
    "brackets": "((((",
    "digits": "9",
    "spaces": "a" + " " * 40,
    "Khmer without spaces": "\u1787\u1794\u17c9\u17bb\u1793\u1793\u17b7\u1784",
}


def lines(
    extractor: Extractor, text: str, seconds: Callable[[Callable[[], object], int], float]
) -> Iterator[str]:
    """One line for each kind of text: the ratio of the times. ``text`` is of the usual kind."""
    usual = text + "\n\n"
    kinds = {"usual text": usual, "in one line": usual.replace("\n", " "), **_TEMPTING}
    for name, unit in kinds.items():
        short = unit * max(1, _SIZE // len(unit))
        once, often = (
            seconds(lambda text=some: extractor.extract(_document(text)), 1)  # type: ignore[misc]
            for some in (short, short * _TIMES)
        )
        yield f"extraction of four times the text / of one time: {name:24} {often / once:6.1f}   (linear: 4)"


def _document(text: str) -> Document:
    return Document(path="text.txt", text=text, sha256="0" * 64, language="en")
