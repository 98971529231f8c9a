"""A sentence as a tape: plain characters, and one symbol for each stretch that was recognised."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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


class Tape:
    """Characters and symbols of one sentence in ``text``.

    For each place of it: ``starts`` and ``ends``, the folded stretch behind it; in ``mentions`` the mention where it is
    one, else None. ``symbols`` holds all that are in ``text`` (and may hold some that were covered since).
    """

    __slots__ = ("ends", "mentions", "starts", "symbols", "text")

    def __init__(
        self,
        text: str,
        starts: list[int],
        ends: list[int],
        mentions: "list[Mention | None]",
        symbols: frozenset[str],
    ) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.mentions = mentions
        self.symbols = symbols

    @classmethod
    def of(cls, folded: str, start: int, end: int) -> "Tape":
        """The tape of a stretch in which nothing is recognised yet."""
        starts, ends = list(range(start, end)), list(range(start + 1, end + 1))
        return cls(folded[start:end], starts, ends, [None] * (end - start), frozenset())

    def with_mentions(self, mentions: Iterable[Mention], alphabet: Alphabet) -> "Tape":
        """A tape on which each mention that covers only plain characters is one symbol; the others are left out.

        ``mentions`` are in text order and do not overlap.
        """
        replacements = []
        for mention in mentions:
            i = bisect_left(self.starts, mention.start)
            j = i + mention.end - mention.start  # plain characters are one place each
            if (
                j <= len(self.starts)
                and self.starts[i] == mention.start
                and self.ends[j - 1] == mention.end
                and not any(self.mentions[i:j])
            ):
                replacements.append((i, j, mention))
        return self.rewritten(replacements, alphabet)

    def rewritten(self, replacements: Iterable[tuple[int, int, Mention]], alphabet: Alphabet) -> "Tape":
        """A tape on which places ``i:j`` became one symbol. Replacements are in order and do not overlap."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        mentions: list[Mention | None] = []
        symbols = set(self.symbols)
        done = 0
        for i, j, mention in replacements:
            symbol = alphabet.symbol(mention.readings)
            symbols.add(symbol)
            text += (self.text[done:i], symbol)
            starts += self.starts[done:i]
            starts.append(mention.start)
            ends += self.ends[done:i]
            ends.append(mention.end)
            mentions += self.mentions[done:i]
            mentions.append(mention)
            done = j
        if not done:
            return self
        text.append(self.text[done:])
        starts += self.starts[done:]
        ends += self.ends[done:]
        mentions += self.mentions[done:]
        return Tape("".join(text), starts, ends, mentions, frozenset(symbols))

    def anchored(self, i: int, j: int, symbol: str) -> "Tape":
        """A tape on which places ``i:j`` are one ``symbol`` that is no mention."""
        return Tape(
            self.text[:i] + symbol + self.text[j:],
            [*self.starts[: i + 1], *self.starts[j:]],
            [*self.ends[:i], *self.ends[j - 1 :]],
            [*self.mentions[:i], None, *self.mentions[j:]],
            self.symbols | {symbol},
        )

    def extent(self, i: int, j: int) -> tuple[int, int]:
        """The folded stretch behind places ``i:j`` (not empty)."""
        return self.starts[i], self.ends[j - 1]
