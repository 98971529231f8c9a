"""Gold files: the facts of one document as people wrote them down, read and checked.

``NAME.json`` holds the gold of the document ``NAME.txt`` (or of another ending)::

    {"language": "km", "facts": [
      {"type": "commitment", "provider": [["Germany", "អាល្លឺម៉ង់"]],
       "amount": [{"any": [{"value": 5, "currency": "USD"}, {"value": 4, "currency": "EUR"}]}],
       "flow": ["grant", {"optional": "technical"}]}]}

A filler is a value, an amount, or a list of names any of which is right. ``{"any": [...]}`` holds fillers any of which
is right; ``{"optional": ...}`` one whose presence and absence are both right, as ``"optional": true`` says of a fact.
"""

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import KgError
from kg.schema import AMOUNT, ENUMERATIONS, ROLES

# What a fact may hold beside its roles; a note is for the people who keep the gold.
_ABOUT: Final = frozenset({"type", "optional", "note"})


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: its value and its currency (ISO 4217)."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True)
class GoldFiller:
    """What may fill a role: any of ``names`` (or values), for money any of ``sums``.

    ``listed`` says that the filler was given as one list of names, without ``any``: such name one thing.
    """

    names: tuple[str, ...] = ()
    sums: tuple[Money, ...] = ()
    optional: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact that the document states, its roles in the order of ``kg.schema``."""

    type: str
    roles: Mapping[str, tuple[GoldFiller, ...]]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of the document ``name``."""

    name: str
    language: str
    facts: tuple[GoldFact, ...]


class _FormError(ValueError):
    """What is wrong inside a gold file, and what to write instead."""


def read(path: Path) -> Gold:
    """The gold in a file. Raises KgError, with the file, the place and the remedy, where it is none."""
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error.strerror}).") from error
    except json.JSONDecodeError as error:
        raise KgError(
            f"{path}: line {error.lineno}, column {error.colno}: this is no JSON ({error.msg}); correct it."
        ) from error
    except UnicodeDecodeError as error:
        raise KgError(f"{path}: is no text in UTF-8; save it again as UTF-8.") from error
    except RecursionError as error:
        raise KgError(f"{path}: is nested too deeply to be a gold file; write it anew.") from error
    if not (
        isinstance(content, dict)
        and isinstance(content.get("language"), str)
        and isinstance(content.get("facts"), list)
    ):
        raise KgError(
            f'{path}: is no gold file, for it has no "language" and "facts"; correct it, or move it elsewhere.'
        )
    return Gold(path.stem, content["language"], tuple(_facts(path, content["facts"])))


def _facts(path: Path, facts: list[Any]) -> Iterable[GoldFact]:
    for number, fact in enumerate(facts, 1):
        try:
            yield _fact(fact)
        except _FormError as error:
            raise KgError(f"{path}: fact {number}: {error}.") from error


def _fact(fact: Any) -> GoldFact:
    if not isinstance(fact, dict):
        raise _FormError(f'{_short(fact)} is no fact; write {{"type": ..., "ROLE": [...]}}')
    kind = fact.get("type")
    if not isinstance(kind, str) or kind not in ROLES:
        raise _FormError(f"there is no fact type {_short(kind)}; {_known('types', kind, ROLES)}")
    for role, fillers in fact.items():
        if role in _ABOUT:
            continue
        if role not in ROLES[kind]:
            raise _FormError(f'{kind} has no role "{role}"; {_known("roles", role, ROLES[kind])}')
        if not isinstance(fillers, list):
            raise _FormError(f"{kind}.{role}: {_short(fillers)} is no list; write its fillers as [...]")
    roles = {
        role: tuple(_filler(kind, role, filler) for filler in fact[role])
        for role in ROLES[kind]
        if role in fact
    }
    return GoldFact(kind, roles, bool(fact.get("optional")))


def _filler(kind: str, role: str, filler: Any) -> GoldFiller:
    optional = isinstance(filler, dict) and set(filler) == {"optional"}
    content = filler["optional"] if optional else filler
    sums: list[Money] = []
    names: list[str] = []
    try:
        for alternative in _alternatives(content):
            if ROLES[kind][role] == AMOUNT:
                sums.append(_money(alternative))
            else:
                names += _names(alternative)
    except _FormError as error:
        raise _FormError(f"{kind}.{role}: {error}") from error
    values = ENUMERATIONS.get((kind, role), ())
    for name in names:
        if values and name.strip() not in values:
            raise _FormError(f'{kind}.{role}: there is no value "{name}"; {_known("values", name, values)}')
    return GoldFiller(tuple(names), tuple(sums), optional, listed=isinstance(content, list))


def _alternatives(filler: Any) -> Iterable[Any]:
    if not (isinstance(filler, dict) and set(filler) == {"any"}):
        yield filler
        return
    if not (isinstance(filler["any"], list) and filler["any"]):
        raise _FormError(f'{_short(filler)} is no choice; write {{"any": [...]}}')
    for alternative in filler["any"]:
        yield from _alternatives(alternative)


def _money(amount: Any) -> Money:
    try:
        value, currency = amount["value"], amount["currency"]
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return Money(float(str(value).replace(",", "")), currency.upper())
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    raise _FormError(f'{_short(amount)} is no amount; write {{"value": 5000000, "currency": "USD"}}')


def _names(filler: Any) -> list[str]:
    names = filler if isinstance(filler, list) else [filler]
    if names and all(isinstance(name, str | int | float) and not isinstance(name, bool) for name in names):
        return [str(name) for name in names]
    raise _FormError(
        f"{_short(filler)} is no filler;"
        ' write a value, a list of names, {"any": [FILLER, ...]} or {"optional": FILLER}'
    )


def _known(what: str, given: Any, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(given), known := list(known), n=1)
    return f"did you mean {near[0]}?" if near else f"the {what} are {', '.join(known)}"


def _short(content: Any) -> str:
    shown = json.dumps(content, ensure_ascii=False)
    return shown if len(shown) <= 60 else shown[:59] + "…"
