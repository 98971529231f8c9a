"""Names and texts without what does not count when they are compared: case, titles, punctuation, look-alike signs."""

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Spelling:
    """``spelling.toml``, ready for use."""

    titles: re.Pattern[str]
    openings: re.Pattern[str]
    signs: re.Pattern[str]
    alike: tuple[tuple[str, str], ...]


@cache
def _spelling() -> _Spelling:
    data = tomllib.loads(Path(__file__).with_name("spelling.toml").read_text(encoding="utf-8"))
    return _Spelling(
        titles=re.compile(rf"(?:{'|'.join(data['titles'])})\.?\s+", re.I),
        openings=re.compile(rf"(?:{'|'.join(map(re.escape, data['openings']))})\s+"),
        signs=re.compile(rf"[\s{re.escape(data['signs'])}]+"),
        alike=tuple((one, other) for one, other in data["alike"]),
    )


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """What counts of a name; two names are the same where this is the same."""
    rules = _spelling()
    text = unicodedata.normalize("NFKC", name).casefold()
    for one, other in rules.alike:
        text = text.replace(one, other)
    text = text.strip()
    while title := rules.titles.match(text):
        text = text[title.end() :].strip()
    if opening := rules.openings.match(text):
        text = text[opening.end() :]
    return rules.signs.sub("", text)


def overlap(one: str, other: str) -> float:
    """How much two texts share: from 0 to 1, twice the common pairs of neighbouring signs to all of both (Dice)."""
    ours, theirs = _pairs(one), _pairs(other)
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def _pairs(name: str) -> Counter[str]:
    text = plain(name)
    # A text of one sign, or of none, has no pairs: it stands for itself.
    return Counter(map("".join, pairwise(text))) or Counter([text])
