"""A table for the eye: columns aligned by what the terminal shows, Khmer included."""

import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from kg.terminal import one_line
from kg.wrapping import clusters

_GAP: Final = "  "
_NARROWEST: Final = 12
_NUMBER = re.compile(r"-?[0-9][0-9,]*(\.[0-9]+)?")
_ZERO_WIDTH: Final = "\u200b\u200c\u200d\u2060\ufeff"


def lines(names: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> Iterator[str]:
    """The lines of a table with a heading.

    Cells that are too wide for ``width`` columns go on below; a table that cannot be made to fit so is given row by
    row, one line for each cell. Without ``width`` nothing is broken.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [max([columns(name), *(columns(row[at]) for row in cells)]) for at, name in enumerate(names)]
    if width is not None:
        fitted = _fitted(widths, width - len(_GAP) * (len(names) - 1))
        if fitted is None:
            yield from _records(names, cells, width)
            return
        widths = fitted
    right = [bool(cells) and all(_is_number(row[at]) for row in cells) for at in range(len(names))]
    yield from _row(names, widths, right)
    yield _GAP.join("-" * width for width in widths)
    for row in cells:
        yield from _row(row, widths, right)


def terminal_width() -> int:
    """The columns of the terminal."""
    return shutil.get_terminal_size().columns


def columns(text: str) -> int:
    """How many columns a text takes: one for each cluster of signs, two for those of East Asian scripts."""
    return sum(_wide(cluster) for cluster in clusters(text))


def _wide(cluster: str) -> int:
    if cluster[0] in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(cluster[0]) in {"W", "F"} else 1


def _is_number(cell: str) -> bool:
    return not cell or _NUMBER.fullmatch(cell) is not None


def _fitted(widths: list[int], room: int) -> list[int] | None:
    """Widths that together take no more than the room, the widest giving way first; None where there are none."""
    fitted = list(widths)
    while sum(fitted) > room:
        widest = max(fitted)
        if widest <= _NARROWEST:
            return None
        fitted[fitted.index(widest)] -= 1
    return fitted


def _records(names: Sequence[str], cells: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Each row as a block of ``name: value``; empty cells are left out."""
    label = max(map(columns, names), default=0)
    for row in cells:
        for name, cell in zip(names, row, strict=True):
            if cell:
                broken = _broken(cell, max(_NARROWEST, width - label - len(_GAP)))
                for at, line in enumerate(broken):
                    head = name if at == 0 else ""
                    yield head + " " * (label - columns(head)) + _GAP + line
        yield ""


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    broken = [_broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for at in range(max(map(len, broken), default=0)):
        parts = []
        for cell, width, number in zip(broken, widths, right, strict=True):
            part = cell[at] if at < len(cell) else ""
            space = " " * (width - columns(part))
            parts.append(space + part if number else part + space)
        yield _GAP.join(parts).rstrip()


def _broken(cell: str, width: int) -> list[str]:
    """A cell in lines of at most ``width`` columns, broken at spaces where there are any."""
    found, line = [], ""
    for word in cell.split(" "):
        joined = f"{line} {word}" if line else word
        if columns(joined) <= width:
            line = joined
            continue
        if line:
            found.append(line)
        line = ""
        for cluster in clusters(word):
            if columns(line + cluster) > width:
                found.append(line)
                line = ""
            line += cluster
    return [*found, line]
