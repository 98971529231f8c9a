"""How values read in English and in Khmer: sums of money, dates, periods, numbers."""

import re
from decimal import Decimal
from typing import Final

from kg import drawing

_DURATION = re.compile(r"P(?:(?P<Y>\d+)Y)?(?:(?P<M>\d+)M)?(?:(?P<D>\d+)D)?")
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_DASH: Final = "–"


def number(value: str, language: str) -> str:
    """A number with its thousands grouped, in the language's digits (``12,500``, ``១២,៥០០``)."""
    return digits(f"{Decimal(value):,}", language)


def amount(value: str, currency: str, language: str) -> str:
    """A sum of money, shortened by words for size where nothing is lost (``5.7 million USD``)."""
    words = drawing.words(language)["values"]
    shown = number(value, language)
    for scale, template in words["scales"]:
        parts = Decimal(value) / scale
        if parts >= 1 and parts == round(parts, 3):
            shown = template.format(number=number(f"{parts.normalize():f}", language))
            break
    name = words["currencies"].get(currency, currency)
    return str(words["amount"].format(number=shown, currency=name)).strip()


def date(value: str, language: str) -> str:
    """A day, month, year or range of them (``2020-07-22`` is ``22 July 2020``); other text as it stands."""
    start, slash, end = value.partition("/")
    words = drawing.words(language)["values"]
    if not slash:
        return _day(value, language)
    if not end:
        return str(words["from"].format(start=_day(start, language)))
    if not start:
        return str(words["until"].format(end=_day(end, language)))
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return _day(start, language, end)
    joint = _DASH if len(start) == len(end) == 4 else f" {_DASH} "
    return _day(start, language) + joint + _day(end, language)


def period(value: str, language: str) -> str:
    """An interval of dates, or a length of time (``P22Y`` is ``22 years``)."""
    match = _DURATION.fullmatch(value)
    if match is None:
        return date(value, language)
    units = drawing.words(language)["values"]["units"]
    counts = [(int(count), units[unit]) for unit, count in match.groupdict().items() if count]
    parts = [forms[count != 1].format(count=number(str(count), language)) for count, forms in counts]
    return " ".join(parts) or value


def _day(value: str, language: str, last: str = "") -> str:
    """A day, month or year, or the days of a month up to ``last``."""
    match = _DAY.fullmatch(value)
    if match is None or not match["month"]:
        return digits(value, language)
    words = drawing.words(language)["values"]
    months = words["months"]
    index = int(match["month"]) - 1
    if index not in range(len(months)):
        return digits(value, language)
    template = words["day" if match["day"] else "month"]
    day = f"{int(match['day'] or 0)}" + (f"{_DASH}{int(last[8:])}" if last else "")
    shown = template.format(year=match["year"], month=months[index], day=day)
    return digits(shown, language)


def digits(text: str, language: str) -> str:
    """A text with its digits as the language writes them."""
    return text.translate(str.maketrans("0123456789", drawing.words(language)["values"]["digits"]))
