"""Progress of long work, on a terminal only."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from typing import Final, TextIO, TypeVar

_T = TypeVar("_T")
_BAR: Final = 20
_CLEAR: Final = "\r\x1b[K"


def shown(items: Sequence[_T], stream: TextIO | None = None) -> Iterator[_T]:
    """The items, with a bar on the terminal that says how many are done and which one is in work."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from items
        return
    try:
        for done, item in enumerate(items):
            stream.write(_CLEAR + line(done, len(items), str(item), shutil.get_terminal_size().columns))
            stream.flush()
            yield item
    finally:
        stream.write(_CLEAR)
        stream.flush()


def line(done: int, of: int, what: str, width: int) -> str:
    """The bar, the count and the end of ``what``, in at most ``width`` columns."""
    full = _BAR * done // max(1, of)
    head = f"[{'#' * full}{'.' * (_BAR - full)}] {done}/{of} "
    room = max(0, width - len(head) - 1)
    plain = "".join(sign if sign.isprintable() else "?" for sign in what)
    return head + (plain[-room:] if room else "")


def message(text: str, stream: TextIO | None = None) -> None:
    """A line on standard error, in place of the bar where there is one."""
    stream = stream or sys.stderr
    stream.write((_CLEAR if stream.isatty() else "") + text + "\n")
