"""A folder of gold against what is extracted from its documents; the figures as plain data.

The figures are a JSON object: ``documents`` (how many), ``all``, ``languages``, ``types`` and ``roles`` (by
``type.role``), each with precision, recall, F1 and the counts behind them; things (``entities``) by language and over
all; under ``all`` also ``evidence``, the share of facts whose evidence is exact.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.errors import KgError
from kg.evaluate import gold
from kg.evaluate.counts import DIGITS, Counts, share
from kg.evaluate.gold import Gold
from kg.evaluate.scoring import Score, score
from kg.readers.formats import ENDINGS
from kg.schema import ROLES


def cases(golds: Path, documents: Path) -> list[tuple[Gold, Path]]:
    """The gold files of a folder in order of their names, each with its document.

    Raises KgError, with the file and the remedy, at the first that is no gold file or has no document.
    """
    if not golds.is_dir():
        raise KgError(f"{golds}: there is no such folder; name the one with the gold files.")
    if not documents.is_dir():
        raise KgError(f"{documents}: there is no such folder; name the one with the documents.")
    files = sorted(golds.glob("*.json"))
    if not files:
        raise KgError(f"{golds}: holds no gold files (NAME.json); name another folder.")
    return [(gold.read(file), _document(file, documents)) for file in files]


def scores(golds: Iterable[tuple[Gold, Path]], warn: Callable[[str], None]) -> Iterator[Score]:
    """Read and extract each document and compare it with its gold; ``warn`` gets what readers warn of.

    Raises KgError where a document cannot be read.
    """
    extractor = pipeline.Extractor()
    for wanted, path in golds:
        document = pipeline.read(str(path))
        for warning in document.warnings:
            warn(warning)
        yield score(wanted, extractor.extract(document))


def figures(found: Sequence[Score]) -> dict[str, Any]:
    """The figures of several documents."""
    languages: defaultdict[str, Counts] = defaultdict(Counts)
    things: defaultdict[str, Counts] = defaultdict(Counts)
    types: defaultdict[str, Counts] = defaultdict(Counts)
    roles: defaultdict[tuple[str, str], Counts] = defaultdict(Counts)
    for one in found:
        languages[one.language] += Counts()
        things[one.language] += one.entities
        for (kind, role), counts in one.roles.items():
            languages[one.language] += counts
            types[kind] += counts
            roles[kind, role] += counts
    evidence = share(sum(one.exact for one in found), sum(one.facts for one in found))
    return {
        "documents": len(found),
        "all": {
            **sum(types.values(), Counts()).figures(),
            "entities": sum(things.values(), Counts()).figures(),
            "evidence": round(evidence, DIGITS),
        },
        "languages": {
            language: {**counts.figures(), "entities": things[language].figures()}
            for language, counts in sorted(languages.items())
        },
        "types": {kind: types[kind].figures() for kind in ROLES if kind in types},
        "roles": {
            f"{kind}.{role}": roles[kind, role].figures()
            for kind in ROLES
            for role in ROLES[kind]
            if roles.get((kind, role), Counts()) != Counts()
        },
    }


def _document(file: Path, folder: Path) -> Path:
    found = [path for ending in ENDINGS if (path := folder / f"{file.stem}{ending}").is_file()]
    if not found:
        raise KgError(
            f"{file}: there is no document for it: {folder / file.stem} with one of the endings"
            f" {', '.join(ENDINGS)}; put it there, or name its folder with --documents."
        )
    if len(found) > 1:
        raise KgError(
            f"{file}: there are several documents for it ({', '.join(path.name for path in found)} in {folder});"
            " leave only the one that it was made from."
        )
    return found[0]
