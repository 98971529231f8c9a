"""How alike two names are spelled, across scripts: by which letters of one script stand for which of another.

The correspondences are learned (``kg.train.spelling``) and kept as tables to read, ``kg/languages/<code>/latin.tsv``:
a stretch of a name in the language's own script, a stretch in Latin letters, and the cost of the one standing for the
other (the negative logarithm of how often it does; nats). Two names of one script are alike as far as both may be
spellings of one name in the other.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, TypeAlias

from anyascii import anyascii

from kg import resources
from kg.errors import KgError
from kg.languages import all_languages, folded

# For each stretch those that may stand for it, with the cost.
Table: TypeAlias = Mapping[str, Mapping[str, float]]

LONGEST: Final = 4  # signs of a stretch, at most
_UNHEARD: Final = 12.0  # a sign of another script for which no letter stands
_ADDED: Final = 7.2  # a Latin letter that stands for no sign
_FAR: Final = float("inf")
_SPELLINGS: Final = 14  # of a stretch, the likeliest: through these two names of one script are compared


class Spelling:
    """The correspondences between other scripts and Latin letters."""

    def __init__(self, native: Table) -> None:
        """``native``: for each stretch in another script the Latin stretches that stand for it."""
        self._native = native
        self._latin = _turned(native)
        self._both_native = _through(self._latin)
        self._both_latin = _through(native)
        # A name is compared with many.
        self._least = lru_cache(100_000)(self._least_cost)

    def distance(self, one: str, other: str) -> float:
        """How far two names (``letters``) are from being spellings of one: in nats a letter, 0 at least."""
        if not one or not other:
            return _FAR
        if one == other:
            return 0.0
        latin = _is_latin(one), _is_latin(other)
        if latin == (False, True):
            cost = 2 * _aligned(self._native, one, other, _UNHEARD, _ADDED)
        elif latin == (True, False):
            cost = 2 * _aligned(self._native, other, one, _UNHEARD, _ADDED)
        elif all(latin):
            cost = _aligned(self._both_latin, one, other, 2 * _ADDED, 2 * _ADDED)
        else:
            cost = _aligned(self._both_native, one, other, 2 * _UNHEARD, 2 * _UNHEARD)
        return max(0.0, cost - self._least(one) - self._least(other)) / (len(one) + len(other))

    def romanised(self, name: str) -> str:
        """A name (``letters``) in the Latin letters that stand for it most often."""
        if _is_latin(name):
            return name
        best: list[tuple[float, str]] = [(0.0, ""), *[(_FAR, "")] * len(name)]
        for i in range(len(name)):
            cost, latin = best[i]
            best[i + 1] = min(best[i + 1], (cost + _UNHEARD, latin))
            for stretch in _stretches(name, i):
                for written, more in self._native.get(stretch, {}).items():
                    end = i + len(stretch)
                    best[end] = min(best[end], (cost + more, latin + written))
        return best[-1][1]

    def _least_cost(self, name: str) -> float:
        """What the likeliest counterpart of a name costs."""
        table, none = (self._latin, _ADDED) if _is_latin(name) else (self._native, _UNHEARD)
        best = [0.0, *[_FAR] * len(name)]
        for i in range(len(name)):
            best[i + 1] = min(best[i + 1], best[i] + none)
            for stretch in _stretches(name, i):
                if stretch in table:
                    end = i + len(stretch)
                    best[end] = min(best[end], best[i] + min(table[stretch].values()))
        return best[-1]


def letters(name: str) -> str:
    """What of a name is compared: its signs of a script that has a table; else all in Latin letters, lower-case."""
    return of_folded(plain(name))


def plain(name: str) -> str:
    """A name as it looks after folding; nothing in ASCII is folded."""
    return name if name.isascii() else folded(unicodedata.normalize("NFC", name))


def of_folded(name: str) -> str:
    """The letters of a name that is folded."""
    if not name.isascii():
        for code in _tables():
            if signs := all_languages()[code].script.findall(name):
                return "".join(signs)
    return "".join(letter for letter in anyascii(name).lower() if letter.isalpha())


@cache
def load() -> Spelling:
    """The correspondences of all languages. Raises KgError, with file and line, where a table cannot be read."""
    native: dict[str, dict[str, float]] = {}
    for code in _tables():
        path = resources.languages() / code / "latin.tsv"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#") or not line:
                continue
            try:
                stretch, latin, cost = line.split("\t")
                native.setdefault(stretch, {})[latin] = float(cost)
            except ValueError as error:
                raise KgError(
                    f"{path}: line {number} is not a stretch, Latin letters and cost, separated by tabs; correct it."
                ) from error
    return Spelling(native)


@cache
def _tables() -> tuple[str, ...]:
    """The languages that have a table."""
    return tuple(code for code in all_languages() if (resources.languages() / code / "latin.tsv").is_file())


def _is_latin(name: str) -> bool:
    return name.isascii()


def _stretches(name: str, start: int) -> Iterator[str]:
    for end in range(start + 1, min(start + LONGEST, len(name)) + 1):
        yield name[start:end]


def _turned(table: Table) -> Table:
    turned: dict[str, dict[str, float]] = {}
    for stretch, written in table.items():
        for other, cost in written.items():
            if other:
                turned.setdefault(other, {})[stretch] = cost
    return turned


def _through(table: Table) -> Table:
    """For each stretch those that stand for one of the other script too, with the cost of both."""
    found: dict[str, dict[str, float]] = {}
    for written in table.values():
        likeliest = sorted(written.items(), key=lambda item: (item[1], item[0]))[:_SPELLINGS]
        for one, cost in likeliest:
            known = found.setdefault(one, {})
            for other, more in likeliest:
                known[other] = min(known.get(other, _FAR), cost + more)
    return found


def _aligned(table: Table, one: str, other: str, unheard: float, added: float) -> float:
    """The least cost of writing all of ``one`` as all of ``other``."""
    width = len(other)
    ends = [[(end, other[j:end]) for end in range(j, min(j + LONGEST, width) + 1)] for j in range(width + 1)]
    nothing = table.get("", {})
    costs = [[_FAR] * (width + 1) for _ in range(len(one) + 1)]
    costs[0][0] = 0.0
    for i, row in enumerate(costs):
        for j in range(width):
            cost = row[j]
            row[j + 1] = min(row[j + 1], cost + added)
            for end, letters_ in ends[j][1:] if nothing else ():
                if letters_ in nothing:
                    row[end] = min(row[end], cost + nothing[letters_])
        if i == len(one):
            break
        below = costs[i + 1]
        for j, cost in enumerate(row):
            below[j] = min(below[j], cost + unheard)
        for stretch in _stretches(one, i):
            written = table.get(stretch)
            if not written:
                continue
            below = costs[i + len(stretch)]
            for j, cost in enumerate(row):
                if cost < _FAR:
                    for end, letters_ in ends[j]:
                        more = written.get(letters_)
                        if more is not None and cost + more < below[end]:
                            below[end] = cost + more
    return costs[-1][-1]
