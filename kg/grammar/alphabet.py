"""One private-use character for each set of kinds, so that a regular expression can speak of mentions."""

from collections.abc import Iterable, Mapping
from typing import Final

_FIRST: Final = 0xE000
_LAST: Final = 0xF8FE
ANCHOR: Final = "\uf8ff"  # stands on a tape where a frame's anchor was found


class Alphabet:
    """Gives each set of kinds that occurs a character, and each kind the class of characters that include it.

    ``groups`` names sets of kinds (``agent`` = government, organisation, person). The alphabet grows while lexicons
    and rules are read; patterns are compiled afterwards.
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._groups = {name: frozenset(kinds) for name, kinds in groups.items()}
        self._symbols: dict[frozenset[str], str] = {}

    def symbol(self, kinds: Iterable[str]) -> str:
        """The character for exactly this set of kinds."""
        key = frozenset(kinds)
        if key not in self._symbols:
            code = _FIRST + len(self._symbols)
            if code > _LAST:
                raise OverflowError("more sets of kinds than private-use characters")
            self._symbols[key] = chr(code)
        return self._symbols[key]

    def members(self, kind: str) -> frozenset[str]:
        """The kinds that a name in a pattern stands for: those of a group, or the kind itself."""
        return self._groups.get(kind, frozenset({kind}))

    def characters(self, kinds: Iterable[str]) -> str:
        """All characters of sets that include one of the kinds (or of the groups), for a regex class; may be empty."""
        wanted = frozenset().union(*(self.members(kind) for kind in kinds))
        return "".join(symbol for key, symbol in self._symbols.items() if key & wanted)
