"""What a recognised stretch means: numbers, money, dates and periods from the parts that a rule captured."""

import calendar
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.grammar.tape import Part

Parts = Mapping[str, tuple[Part, ...]]


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: its number, ISO 4217 currency, and how exact the text says it is."""

    value: Decimal
    currency: str
    qualifier: str = "exact"


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that only the text names: the kind of mention, the class of the ontology, its names by language."""

    kind: str
    type: str
    names: tuple[tuple[str, str], ...]


def plain(number: Decimal) -> str:
    """A number without exponent and without zeros that say nothing: 14300000, 2.5."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _first(parts: Parts, role: str) -> object:
    found = parts.get(role)
    return found[0].value if found else None


def number(parts: Parts, _: str | None) -> Decimal | None:
    """A number from ``value``."""
    value = _first(parts, "value")
    return value if isinstance(value, Decimal) else None


def money(parts: Parts, _: str | None) -> Money | None:
    """A sum from ``value``, ``currency`` and, where there is one, ``qualifier``; or what was captured as ``sum``."""
    known = _first(parts, "sum")
    qualifier = _first(parts, "qualifier")
    if isinstance(known, Money):
        return Money(known.value, known.currency, str(qualifier)) if qualifier else known
    value, currency = _first(parts, "value"), _first(parts, "currency")
    if not isinstance(value, Decimal) or not isinstance(currency, str):
        return None
    return Money(value, currency, str(qualifier or "exact"))


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _integer(parts: Parts, role: str) -> int | None:
    value = _first(parts, role)
    return int(value) if isinstance(value, Decimal | str) and re.fullmatch(r"\d+", str(value)) else None


def date(parts: Parts, published: str | None) -> str | None:
    """An ISO 8601 date, as exact as the text, from ``day``, ``month``, ``year``; a range with ``to_day``, ….

    A year that the text leaves out is that of ``published``; ``relative`` is a number of days from it; a ``weekday``
    alone is the last such day up to it, as news tell. A day without a month is no date. A range of dates that are
    known comes as ``from`` and ``to``.
    """
    if "from" in parts:
        return _interval(parts)
    if "relative" in parts:
        return _relative(parts, published)
    if "weekday" in parts and not {"day", "month", "year"} & parts.keys():
        return _last_weekday(_integer(parts, "weekday"), published)
    year = _integer(parts, "year") or (int(published[:4]) if published else None)
    day, month = _integer(parts, "day"), _integer(parts, "month")
    if year is None or (day is not None and month is None) or (month is None and "year" not in parts):
        return None
    start = _iso(year, month, day)
    to_day, to_month, to_year = (_integer(parts, f"to_{unit}") for unit in ("day", "month", "year"))
    if to_day is None and to_month is None and to_year is None:
        return start
    if (
        to_month is not None
        and month is not None
        and to_month < month
        and to_year is None
        and "year" in parts
    ):
        return start
    end = _iso(to_year or year, to_month or month, to_day)
    return f"{start}/{end}" if start and end and start < end else start


def _relative(parts: Parts, published: str | None) -> str | None:
    shift = _first(parts, "relative")
    if not isinstance(shift, str) or not published or not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        return None
    return (datetime.date.fromisoformat(published) + datetime.timedelta(days=int(shift))).isoformat()


def _last_weekday(weekday: int | None, published: str | None) -> str | None:
    """The day of the week (0 is Monday) on or before a full date."""
    if weekday is None or not published or not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
        return None
    day = datetime.date.fromisoformat(published)
    return (day - datetime.timedelta(days=(day.weekday() - weekday) % 7)).isoformat()


_WEEKS: Final = 45  # days, the longest that people travel
# Aid is given for years, months and weeks; days are how long people meet.
_UNITS: Final = {"year": "Y", "month": "M", "week": "W"}


def period(parts: Parts, _: str | None) -> str | None:
    """An ISO 8601 interval from ``from`` and ``to`` (one may be missing), or a duration ``count`` ``unit``.

    With ``half``, half a year is added.
    """
    count, unit = _integer(parts, "count"), _first(parts, "unit")
    if count is not None and unit == "year" and "half" in parts:
        return f"P{12 * count + 6}M"
    if count is not None and isinstance(unit, str):
        return f"P{count}{_UNITS[unit]}" if unit in _UNITS else None
    interval = _interval(parts)
    return None if interval and _is_short(interval) else interval


def _interval(parts: Parts) -> str | None:
    """From ``from`` to ``to``, of which one may be missing; of a second year two digits are enough (2023-24)."""
    start, end = (str(_first(parts, role) or "") for role in ("from", "to"))
    if len(end) in (1, 2) and re.fullmatch(r"\d{4}", start):
        end = start[:2] + end.zfill(2)
    if "/" in start or "/" in end or not (start or end) or (start and end and start >= end):
        return None
    return f"{start}/{end}"


def _is_short(interval: str) -> bool:
    """Whether it is from one day to another within some weeks, as people meet and travel."""
    start, _, end = interval.partition("/")
    if not len(start) == len(end) == len("2020-07-22"):
        return False
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days <= _WEEKS


PRODUCTIONS: Final[Mapping[str, Callable[[Parts, str | None], object]]] = {
    "number": number,
    "money": money,
    "date": date,
    "period": period,
}
