"""A table for the eye: columns aligned by what the terminal shows, Khmer included."""

import shutil
from collections.abc import Iterator, Sequence
from typing import Final

from kg.wrapping import clusters

_GAP: Final = "  "
_NARROWEST: Final = 8


def lines(names: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> Iterator[str]:
    """The lines of a table with a heading; cells that are too wide for ``width`` columns go on below.

    Without ``width`` nothing is broken.
    """
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max([columns(name), *(columns(row[at]) for row in cells)]) for at, name in enumerate(names)]
    if width is not None:
        widths = _fitted(widths, width - len(_GAP) * (len(names) - 1))
    yield from _row(names, widths)
    yield _GAP.join("-" * width for width in widths)
    for row in cells:
        yield from _row(row, widths)


def terminal_width() -> int:
    """The columns of the terminal."""
    return shutil.get_terminal_size().columns


def columns(text: str) -> int:
    """How many columns a text takes: one for each cluster of signs, two for those of East Asian scripts."""
    return sum(_wide(cluster) for cluster in clusters(text))


def _wide(cluster: str) -> int:
    if cluster[0] in "\u200b\u200c\u200d\u2060\ufeff":
        return 0
    return 2 if "\u1100" <= cluster[0] <= "\u115f" or "\u2e80" <= cluster[0] <= "\uffdc" else 1


def _fitted(widths: list[int], room: int) -> list[int]:
    """Widths that together take no more than the room: the widest give way first."""
    fitted = list(widths)
    while sum(fitted) > room and max(fitted) > _NARROWEST:
        widest = fitted.index(max(fitted))
        fitted[widest] -= 1
    return fitted


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    broken = [_broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for at in range(max(map(len, broken), default=0)):
        parts = [(lines[at] if at < len(lines) else "") for lines in broken]
        padded = [part + " " * (width - columns(part)) for part, width in zip(parts, widths, strict=True)]
        yield _GAP.join(padded).rstrip()


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
