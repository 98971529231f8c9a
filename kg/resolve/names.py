"""What of a name is compared: without titles before it and words for what it is the name of."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

from kg.languages import all_languages, folded
from kg.resolve.spelling import of_folded, plain

_TITLES: Final = ("honorific", "rank")
# Of a name in Latin letters: an initial, what stands in brackets.
_ASIDE = re.compile(r"\([^)]*\)|\b[^\W\d_]\.")


@lru_cache(100_000)
def core(name: str, type_: str) -> str:
    """The letters of a name by which things of a class of the ontology are told apart; all of them where no others are.

    Of a person they are without titles and initials, of a place without the word for what kind of place it is.
    """
    whole = plain(name)
    inside = " ".join(_ASIDE.sub(" ", whole).split()) or whole
    words = _around().get(type_)
    if words is None:
        return of_folded(inside)
    return of_folded(words.sub("", inside).strip(" ,.")) or of_folded(inside)


@cache
def _around() -> Mapping[str, re.Pattern[str]]:
    """For classes of the ontology the words that stand before or after names of theirs."""
    titles = [
        word
        for language in all_languages().values()
        for kind in _TITLES
        for word in language.lexicon.get(kind, {}).get("words", ())
    ]
    places = [word for language in all_languages().values() for word in language.place_words]
    return {"Person": _at_ends(titles), "Place": _at_ends(places)}


def _at_ends(words: Iterable[str]) -> re.Pattern[str]:
    """Words at either end; in scripts that join words (Khmer) nothing need stand between them and the name."""
    longest_first = sorted({folded(word) for word in words}, key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word) for word in longest_first if not word.isascii())
    apart = "|".join(re.escape(word) for word in longest_first if word.isascii())
    return re.compile(rf"^(?:(?:{joined}) ?|(?:{apart})(?:\s|$))+|(?:\s(?:{apart}))+$", re.IGNORECASE)
