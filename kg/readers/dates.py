"""Dates of publication as metadata write them."""

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import Final

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?", re.S)
# Programs without a date write the first day of their calendar.
_NO_DATE: Final = frozenset({"1970-01-01", "1900-01-01"})


def published(value: str | None) -> str | None:
    """An ISO 8601 date, month or year from ISO 8601 with or without time of day, or from RFC 5322; else None.

    The day is that of the written value: no time zone is applied.
    """
    written = (value or "").strip()
    match = _ISO.fullmatch(written)
    if match is None:
        return _of_mail(written)
    year, month, day = match.groups()
    found = "-".join(part for part in (year, month, day) if part)
    try:
        plausible = datetime.date(int(year), int(month or 1), int(day or 1)).year >= 1900
    except ValueError:
        return None
    return found if plausible and found not in _NO_DATE else None


def _of_mail(written: str) -> str | None:
    try:
        return published(parsedate_to_datetime(written).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
