"""Words of documents on a terminal: no sign of them steers it."""

import unicodedata
from typing import Final

_KEPT: Final = "\n\t"


def harmless(text: str) -> str:
    """The text with U+FFFD for each control character but ends of lines and tabs; as long as it was."""
    return "".join(sign if sign in _KEPT or unicodedata.category(sign) != "Cc" else "\ufffd" for sign in text)


def one_line(text: str) -> str:
    """The text on one line, each run of white space one space, and harmless."""
    return harmless(" ".join(text.split()))
