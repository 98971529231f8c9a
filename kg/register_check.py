"""Checks of the register: what is wrong with an entry, with file and line, and what it lacks.

What is expected of entries (forms of codes, languages, scripts) is data: ``ontology/register/checks.toml``.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from kg import iri, register, resources
from kg.errors import KgError
from kg.languages import entity_kinds, folded
from kg.model import Entry

_PREFIX: Final = "id:"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something to look at in the register. ``wrong`` is to be corrected, the rest is incomplete."""

    file: Path
    line: int
    message: str
    wrong: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def findings() -> list[Finding]:
    """All findings, in the order of files and lines. Raises KgError where a file cannot be read at all."""
    return sorted(set(_Check(register.load(), _expected()).findings()))


def _expected() -> Mapping[str, Any]:
    path = resources.ontology() / "register" / "checks.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise KgError(f"{path}: cannot be read ({error}).") from error


class _Check:
    """The entries beside what is expected of them."""

    def __init__(self, entries: Iterable[Entry], expected: Mapping[str, Any]) -> None:
        self._entries = list(entries)
        self._expected = expected

    def findings(self) -> Iterator[Finding]:
        for entry in self._entries:
            yield from self._codes(entry)
            yield from self._names(entry)
            yield from self._languages(entry)
        yield from self._references()
        yield from self._shared_codes()
        yield from self._shared_names()

    def _codes(self, entry: Entry) -> Iterator[Finding]:
        forms = [rule for rule in self._expected["codes"] if entry.type in rule["classes"]]
        for code in entry.codes if forms else ():
            if not any(re.fullmatch(rule["form"], code) for rule in forms):
                told = "; or ".join(rule["name"] for rule in forms)
                yield self._at(
                    entry, f'the code "{code}" of {_name(entry)} is malformed; expected: {told}', code
                )

    def _names(self, entry: Entry) -> Iterator[Finding]:
        for language, name in _all_names(entry):
            for rule in self._expected["scripts"]:
                if rule["language"] == language and (
                    ("has" in rule and not re.search(rule["has"], name))
                    or ("has_not" in rule and re.search(rule["has_not"], name))
                ):
                    yield self._at(
                        entry, f'the name "{name}"@{language} is in the script of another language', name
                    )

    def _languages(self, entry: Entry) -> Iterator[Finding]:
        if not entry.labels.get("en"):
            yield self._at(entry, f"{_name(entry)} has no English name")
        for rule in self._expected["languages"]:
            if (
                entry.type in rule["classes"]
                and not entry.labels.get(rule["language"])
                and (not rule.get("countries") or entry.country in rule["countries"])
                and (not rule.get("codes") or any(re.fullmatch(rule["codes"], code) for code in entry.codes))
            ):
                message = f'{_name(entry)} has no name in the language "{rule["language"]}"'
                yield self._at(entry, message, wrong=False)

    def _references(self) -> Iterator[Finding]:
        known = {entry.iri for entry in self._entries}
        for entry in self._entries:
            if entry.part_of and entry.part_of not in known:
                part = entry.part_of.removeprefix(iri.ID)
                yield self._at(
                    entry, f"{_name(entry)} is part of {_PREFIX}{part}, which is not in the register", part
                )

    def _shared_codes(self) -> Iterator[Finding]:
        by_code: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            # A government has the code of its country: two views of one state.
            if entry.type != "Government":
                for code in entry.codes:
                    by_code[code].append(entry)
        for code, several in by_code.items():
            for entry in several[1:]:
                yield self._at(entry, f'the code "{code}" is that of {_name(several[0])} too', code)

    def _shared_names(self) -> Iterator[Finding]:
        """Names that two things of one kind have in common, so that texts cannot tell which is meant."""
        by_name: defaultdict[tuple[str, str], dict[str, tuple[Entry, str]]] = defaultdict(dict)
        kinds = entity_kinds()
        for entry in self._entries:
            for _, name in _all_names(entry):
                key = kinds.get(entry.type, entry.type), folded(name).casefold()
                by_name[key].setdefault(entry.iri, (entry, name))
        for several in by_name.values():
            first, *others = several.values()
            alike = all(entry.type in self._expected["shared"]["classes"] for entry, _ in several.values())
            for entry, name in others:
                if not alike:
                    yield self._at(entry, f'the name "{name}" is that of {_name(first[0])} too', name)

    def _at(self, entry: Entry, message: str, words: str = "", *, wrong: bool = True) -> Finding:
        file, line = self._places.get(entry.iri, (resources.ontology() / "register", 0))
        if words and line:
            line = _line_of(words, self._lines[file], line)
        return Finding(file, line, message, wrong)

    @cached_property
    def _lines(self) -> Mapping[Path, list[str]]:
        files = sorted((resources.ontology() / "register").glob("*.ttl"))
        return {file: file.read_text(encoding="utf-8").splitlines() for file in files}

    @cached_property
    def _places(self) -> Mapping[str, tuple[Path, int]]:
        """Where the description of each entry begins: the file and the number of the line."""
        return {
            iri.ID + words[0].removeprefix(_PREFIX): (file, number)
            for file, lines in self._lines.items()
            for number, line in enumerate(lines, 1)
            if line.startswith(_PREFIX) and (words := line.split())
        }


def _line_of(words: str, lines: list[str], start: int) -> int:
    """The first line from ``start`` on, before an empty one, that has the words; ``start`` where none has."""
    for number in range(start, len(lines) + 1):
        line = lines[number - 1]
        if words in line:
            return number
        if not line.strip():
            break
    return start


def _all_names(entry: Entry) -> Iterator[tuple[str, str]]:
    for source in (entry.labels, entry.words):
        for language, names in source.items():
            for name in names:
                yield language, name


def _name(entry: Entry) -> str:
    return next((name for _, name in _all_names(entry)), "") or entry.iri
