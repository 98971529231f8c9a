"""A sentence as a tape: plain characters, and one symbol for each stretch that was recognised."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from kg.grammar.alphabet import Alphabet


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a pattern captured: a stretch of the folded text, and the mention and kind where it was one."""

    start: int
    end: int
    mention: "Mention | None" = None
    kind: str | None = None

    @property
    def value(self) -> object:
        """What the mention means as the captured kind; None for a stretch of text."""
        return self.mention.readings.get(self.kind or "") if self.mention else None


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A recognised stretch (offsets of the folded text): what it can be, what it was made of, by which rule.

    ``readings`` maps each kind it may be taken as to its meaning in that kind; ``parts`` holds what the rule captured.
    """

    start: int
    end: int
    readings: Mapping[str, object]
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    rule: str = ""


class Cell(NamedTuple):
    """One place of a tape: the folded stretch it covers, and the mention if it is one."""

    start: int
    end: int
    mention: Mention | None = None


_START = attrgetter("start")


class Tape:
    """Characters and symbols of one sentence in ``text``, and for each the ``cells`` entry behind it.

    ``symbols`` holds all that are in ``text`` (and may hold some that were covered since).
    """

    __slots__ = ("cells", "symbols", "text")

    def __init__(self, text: str, cells: list[Cell], symbols: frozenset[str] | None = None) -> None:
        self.text = text
        self.cells = cells
        self.symbols = frozenset(text) if symbols is None else symbols

    @classmethod
    def of(cls, folded: str, start: int, end: int) -> "Tape":
        """The tape of a stretch in which nothing is recognised yet."""
        return cls(folded[start:end], [Cell(i, i + 1) for i in range(start, end)], frozenset())

    def with_mentions(self, mentions: Iterable[Mention], alphabet: Alphabet) -> "Tape":
        """A tape on which each mention that covers only plain characters is one symbol; the others are left out.

        ``mentions`` are in text order and do not overlap.
        """
        replacements = []
        for mention in mentions:
            i = bisect_left(self.cells, mention.start, key=_START)
            j = i + mention.end - mention.start  # plain characters are one place each
            covered = self.cells[i:j]
            if (
                covered
                and covered[0].start == mention.start
                and covered[-1].end == mention.end
                and all(cell.mention is None for cell in covered)
            ):
                replacements.append((i, j, mention))
        return self.rewritten(replacements, alphabet)

    def rewritten(self, replacements: Iterable[tuple[int, int, Mention]], alphabet: Alphabet) -> "Tape":
        """A tape on which places ``i:j`` became one symbol. Replacements are in order and do not overlap."""
        text: list[str] = []
        cells: list[Cell] = []
        symbols = set(self.symbols)
        done = 0
        for i, j, mention in replacements:
            symbol = alphabet.symbol(mention.readings)
            symbols.add(symbol)
            text += (self.text[done:i], symbol)
            cells += self.cells[done:i]
            cells.append(Cell(mention.start, mention.end, mention))
            done = j
        if not done:
            return self
        text.append(self.text[done:])
        cells += self.cells[done:]
        return Tape("".join(text), cells, frozenset(symbols))

    def anchored(self, i: int, j: int, symbol: str) -> "Tape":
        """A tape on which places ``i:j`` are one ``symbol`` that is no mention."""
        cell = Cell(self.cells[i].start, self.cells[j - 1].end)
        text = self.text[:i] + symbol + self.text[j:]
        return Tape(text, [*self.cells[:i], cell, *self.cells[j:]], self.symbols | {symbol})

    def extent(self, i: int, j: int) -> tuple[int, int]:
        """The folded stretch behind places ``i:j`` (not empty)."""
        return self.cells[i].start, self.cells[j - 1].end
