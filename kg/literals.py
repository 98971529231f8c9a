"""RDF literals of the values that extraction finds, in one canonical form each.

Canonical, because a store rewrites numbers and durations (``1.0`` to ``1``, ``P12M`` to ``P1Y``): what goes
in must be what comes out. Whole numbers are xsd:integer for the same reason, which every
xsd:nonNegativeInteger is.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.vocabulary import XSD

EDTF: Final = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")

# By the length of the text: 2020, 2020-07, 2020-07-22.
_DATES: Final = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}

_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_SPAN_OF_TIME = re.compile(
    r"P(?=[0-9])(?:([0-9]{1,9})Y)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})W)?(?:([0-9]{1,9})D)?"
)
# What an exponent may add to a number: "1e999999999" must not fill the memory.
_MOST_ZEROS = 100


def text(value: str, language: str) -> Literal:
    """A text with its language tag (BCP 47); without one where the language is not known (``und``)."""
    if language in {"", "und"}:
        return Literal(value)
    try:
        return Literal(value, language=language)
    except ValueError as error:
        raise KgError(f"{language!r} is no language code ({error}).") from error


def date(value: str) -> Literal:
    """A day, a month, a year (ISO 8601), or a range of them (Extended Date/Time Format)."""
    start, slash, end = value.partition("/")
    if _DAY.fullmatch(start) and (not slash or _DAY.fullmatch(end)):
        return Literal(value, datatype=EDTF if slash else _DATES[len(value)])
    raise KgError(f"{value!r} is no date; write 2020, 2020-07, 2020-07-22 or 2020-07-22/2020-07-24.")


def interval(value: str) -> tuple[Literal | None, Literal | None]:
    """Start and end of ``2019/2023``; None for the side that ``2002/`` or ``/2024-03-30`` leaves open."""
    start, slash, end = value.partition("/")
    if not slash or not (start or end):
        raise KgError(f"{value!r} is no period; write 2019/2023, 2002/ or /2024-03-30.")
    return date(start) if start else None, date(end) if end else None


def duration(value: str) -> Literal:
    """A length of time in years, months, weeks and days (``P22Y``), as canonical xsd:duration."""
    match = _SPAN_OF_TIME.fullmatch(value)
    years, months, weeks, days = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    years, months, days = years + months // 12, months % 12, 7 * weeks + days
    parts = "".join(f"{count}{unit}" for count, unit in ((years, "Y"), (months, "M"), (days, "D")) if count)
    if not parts:
        raise KgError(f"{value!r} is no period; write 2019/2023, 2018-04/2021-03, 2002/ or P3Y.")
    return Literal("P" + parts, datatype=XSD.duration)


def decimal(value: str) -> Literal:
    """A number without exponent, without surplus zeros: canonical xsd:decimal."""
    return Literal(_plain(value), datatype=XSD.decimal)


def whole(value: str) -> Literal:
    """A whole number that is not negative, as xsd:integer."""
    plain = _plain(value)
    if not plain.isdigit():
        raise KgError(f"{value!r} is no whole number.")
    return Literal(plain, datatype=XSD.integer)


def _plain(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise KgError(f"{value!r} is no number.") from error
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > max(_MOST_ZEROS, len(value)):
        raise KgError(f"{value!r} is no number of a size that can be meant.")
    plain = format(number, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if number == 0 else plain
