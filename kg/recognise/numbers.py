"""Numbers: digits with either separator, words for size (five million, ៣លាន៦សែន), numerals written out."""

import re
from decimal import Decimal
from typing import Final

from kg.grammar.alphabet import Alphabet
from kg.grammar.tape import Mention, Tape

# Thousands stand apart by a space too, where the groups leave no doubt: 350 000, 2 500 000.
_DIGITS: Final = r"(?<![\d.,])(?:\d{1,3}(?: 000)+(?!\d)|\d{1,3}(?: \d{3}){2,}(?!\d)|\d+(?:[.,]\d+)*)"
# Before a currency or a word for size, groups of three are one number.
_SPACED: Final = r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)"
_NUMERIC_DATE: Final = re.compile(
    r"(?<![\d./-])(?:(?P<y>(?:19|20)\d\d)([-./])(?P<m>[01]?\d)\2(?P<d>[0-3]?\d)"
    r"|(?P<d2>[0-3]?\d)([-./])(?P<m2>[01]?\d)\6(?P<y2>(?:19|20)\d\d))(?!\d|[-./]\d)"
)


def plain(digits: str, *, sized: bool, thousands: str = "") -> Decimal:
    """The value of digits with separators; ``thousands`` are those that the language uses for nothing else.

    Two kinds of separator: the last one is the decimal one. One kind, several times: thousands. Once, before three
    digits: thousands, unless a word for size follows (``sized``) and the digits do not end in 00, as no decimals
    do; before another count of digits: decimal.
    """
    digits = digits.replace(" ", "")
    separators = re.findall(r"[.,]", digits)
    if not separators:
        return Decimal(digits)
    last = separators[-1]
    tail = digits.rsplit(last, 1)[1]
    if len(set(separators)) == 2:
        decimal = separators.count(last) == 1
    else:
        decimals = sized and not tail.endswith("00") and last not in thousands
        decimal = len(separators) == 1 and (decimals or len(tail) != 3)
    if not decimal:
        return Decimal(re.sub(r"[.,]", "", digits))
    whole = digits[: -len(tail) - 1]
    return Decimal(re.sub(r"[.,]", "", whole) + "." + tail)


def dates_in_digits(tape: Tape, alphabet: Alphabet) -> Tape:
    """Put numeric dates (2020-07-22, 22.07.2020: the day first) on the tape, before they look like numbers."""
    found = []
    for match in _NUMERIC_DATE.finditer(tape.text):
        year, month, day = (int(match[a] or match[b]) for a, b in (("y", "y2"), ("m", "m2"), ("d", "d2")))
        if 1 <= month <= 12 and 1 <= day <= 31:
            start, end = tape.extent(*match.span())
            value = f"{year:04d}-{month:02d}-{day:02d}"
            found.append((*match.span(), Mention(start, end, {"date": value}, rule="numeric-date")))
    return tape.rewritten(found, alphabet)


class Numbers:
    """Puts every number on a tape as a mention, for one language.

    Its readings: ``number`` always; ``day`` and ``year`` where bare digits can be one (1-31; 1900-2100); ``sized``
    where a word for size belongs to it.
    ``thousands`` are the separators that the language never uses for decimals.
    Words for size are mentions of kind ``scale`` that the lexicon made, written-out numerals of kind ``numeral``.
    """

    def __init__(self, alphabet: Alphabet, thousands: str = "") -> None:
        scale, numeral = alphabet.characters(["scale"]), alphabet.characters(["numeral"])
        currency = alphabet.characters(["currency"])
        sized = scale + currency
        digits = rf"(?:{_SPACED}(?=\s?[{sized}])|{_DIGITS})" if sized else _DIGITS
        one = rf"(?:{digits}|[{numeral}])" if numeral else digits
        sizes = rf"(?:[\s-]?[{scale}])+" if scale else r"(?!)"
        # The rest below a thousand, of a sum: 13 x 10,000, 4 x 1,000 and 526 dollars.
        rest = rf"(?:\s?\d{{1,3}}(?=\s?[{currency}]))?" if currency else ""
        self._pattern = re.compile(rf"{one}(?:{sizes}(?:\s?{one}{sizes})*{rest})?")
        self._alphabet = alphabet
        self._thousands = thousands

    def on(self, tape: Tape) -> Tape:
        """The tape with its numbers as mentions."""
        found = []
        for match in self._pattern.finditer(tape.text):
            value = _value(tape, *match.span(), self._thousands)
            text = match[0]
            readings: dict[str, object] = {"number": value}
            if text.isdigit() and len(text) <= 2 and 1 <= value <= 31:
                readings["day"] = value
            if text.isdigit() and len(text) == 4 and 1900 <= value <= 2100:
                readings["year"] = value
            if any(map(_size, tape.mentions[slice(*match.span())])):
                readings["sized"] = value
            start, end = tape.extent(*match.span())
            found.append((*match.span(), Mention(start, end, readings, rule="number")))
        return tape.rewritten(found, self._alphabet)


def _size(mention: Mention | None) -> bool:
    """Whether a mention is a word for size; a letter ("5m") is none that tells sums from metres."""
    return mention is not None and "scale" in mention.readings and mention.end - mention.start > 1


def _value(tape: Tape, i: int, j: int, thousands: str) -> Decimal:
    """The sum of the products: ៣លាន៦សែន is 3 x 10^6 + 6 x 10^5."""
    total, factor, digits = Decimal(0), Decimal(1), ""
    current: Decimal | None = None
    sized = False
    for place in [*range(i, j), None]:
        mention = tape.mentions[place] if place is not None else None
        character = tape.text[place] if place is not None else " "
        if mention is not None and "scale" in mention.readings:
            factor *= Decimal(str(mention.readings["scale"]))
            sized = True
            continue
        if character in " -" and place is not None:
            continue
        if sized or place is None:
            total += (
                current if current is not None else plain(digits, sized=sized, thousands=thousands)
            ) * factor
            factor, digits, sized, current = Decimal(1), "", False, None
        if mention is not None:
            current = Decimal(str(mention.readings["numeral"]))
        else:
            digits += character
    return total
