"""Text put together from pieces of a document and the breaks between them."""

import re
from typing import Final

CELL: Final = "\t"
LINE: Final = "\n"
PARAGRAPH: Final = "\n\n"

_STRENGTH: Final = {"": 0, CELL: 1, LINE: 2, PARAGRAPH: 3}
_SPACE_BESIDE_BREAK: Final = re.compile(r"(?<! ) +(?=[\t\n])|(?<=[\t\n]) +")


class Flow:
    """Collects text; of several breaks in a row the strongest holds, and none stands at either end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._waiting = ""

    def add(self, text: str) -> None:
        """Append text, behind the break that waits."""
        if text.isspace() or not text:
            # Space alone parts words, not paragraphs.
            if self._pieces and not self._waiting:
                self._pieces.append(text)
            return
        if self._pieces:
            self._pieces.append(self._waiting)
        self._waiting = ""
        self._pieces.append(text)

    def end(self, kind: str) -> None:
        """Ask for a break before the next text."""
        if _STRENGTH[kind] > _STRENGTH[self._waiting]:
            self._waiting = kind

    def text(self) -> str:
        """All text so far, without space beside its breaks."""
        return _SPACE_BESIDE_BREAK.sub("", "".join(self._pieces)).strip(" \t\n")
