"""The grammar of each language, read from its folder of data; a language is added by adding a folder.

kg/languages/<code>/language.toml     name, script, shapes of names, sentence ends, notation of numbers
                    fold.toml         characters to fold before matching
                    lexicon.toml      classes of words, with what each word means in its class
                    recognition.toml  rules that make mentions; what stands for something named before
                    frames.toml       rules that make facts
kg/languages/fold.toml, kinds.toml    what holds for all of them
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.normalise import Fold, fold


@dataclass(frozen=True, slots=True)
class Language:
    """The data of one language as it stands in its files.

    ``lexicon`` maps class, meaning and words; ``recognition``, ``anaphors``, ``frames`` and ``findings`` are the rules
    in the order of the file;
    ``place_words`` say beside a place's name what kind of place it is;
    ``assumed`` says that a text in this script is in this language where no function word tells another.
    """

    code: str
    name: str
    script: re.Pattern[str]
    sentence_end: re.Pattern[str]
    function_words: re.Pattern[str]
    list_separator: str
    thousands: str
    home: str
    assumed: bool
    place_words: Sequence[str]
    shapes: Mapping[str, str]
    seen_by_names: frozenset[str]
    lexicon: Mapping[str, Mapping[str, Sequence[str]]]
    recognition: Sequence[Mapping[str, Any]]
    anaphors: Sequence[Mapping[str, Any]]
    frames: Sequence[Mapping[str, Any]]
    findings: Sequence[Mapping[str, Any]]


class DataError(ValueError):
    """A file of language data is malformed; the message names the file."""


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: {error}") from error


def _load(folder: Path) -> Language:
    about = _toml(folder / "language.toml")
    frames = _toml(folder / "frames.toml")
    recognition = _toml(folder / "recognition.toml")
    try:
        return Language(
            code=folder.name,
            name=about["name"],
            script=re.compile(about["script"]),
            sentence_end=re.compile(about["sentence_end"]),
            function_words=re.compile(
                rf"\b(?:{'|'.join(map(re.escape, about.get('function_words', [])))})\b", re.I
            )
            if about.get("function_words")
            else re.compile(r"(?!)"),
            list_separator=about["list_separator"],
            thousands=about.get("thousands", ""),
            home=about.get("home", ""),
            assumed=about.get("assumed", False),
            place_words=about.get("place_words", []),
            shapes=about.get("shapes", {}),
            seen_by_names=frozenset(about.get("seen_by_names", ())),
            lexicon=_toml(folder / "lexicon.toml"),
            recognition=recognition.get("rule", []),
            anaphors=recognition.get("anaphor", []),
            frames=frames.get("frame", []),
            findings=frames.get("finding", []),
        )
    except (KeyError, re.error) as error:
        raise DataError(f"{folder}: {error}") from error


@cache
def all_languages() -> Mapping[str, Language]:
    """Every language that has a folder, by its code, in order of codes."""
    folders = sorted(path.parent for path in resources.languages().glob("*/language.toml"))
    return {folder.name: _load(folder) for folder in folders}


@cache
def groups() -> Mapping[str, Sequence[str]]:
    """Names for sets of kinds, as patterns use them (``agent``)."""
    return _toml(resources.languages() / "kinds.toml")["groups"]  # type: ignore[no-any-return]


@cache
def entity_kinds() -> Mapping[str, str]:
    """The kind of mention for each class of the ontology that has a kind of its own."""
    return _toml(resources.languages() / "kinds.toml")["classes"]  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class FurtherKind:
    """A further kind of mention for the names of some classes; ``countries`` (ISO 3166), where any, narrow it."""

    kind: str
    classes: frozenset[str]
    countries: frozenset[str]

    def includes(self, type_: str, country: str | None) -> bool:
        """Whether names of a thing of this class, which belongs to this country, are mentions of the kind."""
        return type_ in self.classes and (not self.countries or country in self.countries)


@cache
def further_kinds() -> tuple[FurtherKind, ...]:
    """The further kinds of mention, in the order of the file."""
    return tuple(
        FurtherKind(data["kind"], frozenset(data["classes"]), frozenset(data.get("countries", ())))
        for data in _toml(resources.languages() / "kinds.toml")["besides"]
    )


@cache
def figure_mismatch() -> Mapping[str, str]:
    """What is said where a text gives two figures for one sum, by language."""
    return _toml(resources.languages() / "kinds.toml")["figure_mismatch"]  # type: ignore[no-any-return]


@cache
def folds() -> tuple[Fold, ...]:
    """The folding rules of all languages: one text may hold several scripts."""
    files = [resources.languages() / "fold.toml", *sorted(resources.languages().glob("*/fold.toml"))]
    rules = [rule for file in files for rule in _toml(file).get("fold", [])]
    return tuple(Fold(re.compile(rule["match"]), rule["replace"]) for rule in rules)


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A word or name as it looks after folding."""
    return fold(text, folds()).text


def folded_all(texts: Sequence[str]) -> list[str]:
    """Many words or names folded in one pass."""
    joined = fold("\n".join(text.replace("\n", " ") for text in texts), folds()).text
    return joined.split("\n") if texts else []


def detect(text: str) -> str:
    """The language of a text: by script, and among languages of one script by their function words.

    Returns an ISO 639-1 code, or ``und`` where the text has no letters of a known script.
    """
    letters = {code: len(language.script.findall(text)) for code, language in all_languages().items()}
    most = max(letters.values(), default=0)
    if most == 0:
        return "und"
    rivals = [code for code, count in letters.items() if count == most]
    if len(rivals) == 1:
        return rivals[0]
    languages = all_languages()
    return max(
        rivals, key=lambda code: (len(languages[code].function_words.findall(text)), languages[code].assumed)
    )
