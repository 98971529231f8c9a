"""Which of several things with one name a document means: by the countries and places of which it speaks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from kg.grammar.tape import Mention
from kg.model import Entry

_NATIONAL: Final = frozenset({"Ministry", "Agency"})
_ALIKE: Final = frozenset({"Ministry"})


def entries_of(mention: Mention, kind: str) -> tuple[Entry, ...]:
    """What the register calls by the name of a mention, read as of a kind."""
    value = mention.readings.get(kind)
    return value if isinstance(value, tuple) else ()


class Meant:
    """What one document speaks of."""

    def __init__(self, entries: Mapping[str, Entry], home: str) -> None:
        """``entries`` are those of the register by IRI, ``home`` the country of the document's language."""
        self._entries = entries
        self._home = home
        self._countries: Counter[str] = Counter()
        self._places: set[str] = set()

    def note(self, mentions: Iterable[Mention]) -> None:
        """Learn which countries and places the document names."""
        for mention in mentions:
            for kind in ("government", "place"):
                for entry in entries_of(mention, kind):
                    self._places.add(entry.iri)
                    if entry.country:
                        self._countries[entry.country] += 1

    def plausible(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those that can be meant, the likeliest first.

        A country's own bodies only where the document speaks of that country, or is written in its language. Of
        ministries that always holds, for their names are much alike from country to country; of other bodies where
        several share the name. Places go by the places around them, larger ones before smaller ones.
        """
        several = sorted(entries, key=self._rank)
        national = _NATIONAL if len(several) > 1 else _ALIKE
        return [
            entry
            for entry in several
            if entry.type not in national
            or not entry.country
            or entry.country == self._home
            or self._countries[entry.country]
        ]

    def currency(self, code: str) -> str:
        """Of codes of currencies with one name ("LKR|NPR") that of the country most spoken of.

        ISO 4217 codes begin with the code of the country.
        """
        return max(code.split("|"), key=lambda shared: self._countries[shared[:2].lower()])

    def told_apart(self, plausible: Sequence[Entry]) -> bool:
        """Whether the first is meant, rather than another part of a country that has its name."""
        if len(plausible) < 2 or plausible[0].within is None:
            return True
        return self._rank(plausible[0]) < self._rank(plausible[1])

    def _rank(self, entry: Entry) -> tuple[int, int, int]:
        around: list[str] = []
        place: Entry | None = entry
        while place is not None and place.within is not None:
            around.append(place.within)
            place = self._entries.get(place.within)
        named = sum(iri in self._places for iri in around)
        return -self._countries[entry.country or ""], -named, len(around)
