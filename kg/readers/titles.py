"""Titles: which of them say what a document is about."""

import re
from typing import Final

from kg.readers.formats import BLANKS

MAX_TITLE: Final = 200

# What programs write into the title of a file when nobody has given it one.
_MADE_BY_PROGRAMS: Final = re.compile(
    r"microsoft (word|powerpoint)\b.*|word document|(untitled|document|\(?unspecified|\(?anonymous).{0,4}"
    r"|\S+\.(docx?|rtf|odt|txt|html?|pdf|indd|pages)",
    re.I,
)


_KIND: Final = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,}){0,2}:?")


def plausible(title: str | None) -> str | None:
    """A title from metadata on one line; None where it is empty, overlong or a program's own."""
    line = " ".join((title or "").split()).strip(BLANKS)
    if not line or len(line) > MAX_TITLE or _MADE_BY_PROGRAMS.fullmatch(line) or "\ufffd" in line:
        return None
    return line


def first_line(text: str) -> str | None:
    """The first line that is not blank, if it is short enough for a title.

    A line of a few words in capitals ("PRESS RELEASE") is the kind of the document, not its title.
    """
    lines = [line for line in map(_stripped, text.splitlines()) if line]
    line = next((line for line in lines if not _KIND.fullmatch(line)), lines[0] if lines else "")
    return line if 0 < len(line) <= MAX_TITLE else None


def _stripped(line: str) -> str:
    return line.strip(BLANKS)
