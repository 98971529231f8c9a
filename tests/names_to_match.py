"""The names of ``tests/names`` as the tests of matching use them."""

import csv
from pathlib import Path

from kg.resolve.names import core

FOLDER = Path(__file__).parent / "names"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the tables."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def groups(kind: str) -> list[frozenset[str]]:
    """Of each thing of a kind all the names that the pairs give it, in both scripts; spaces and dots make no other."""
    together: dict[str, frozenset[str]] = {}
    for row in rows("pairs"):
        if row["kind"] == kind:
            pair = frozenset((row["khmer"], row["latin"]))
            known = (together.get(core(name, kind.capitalize()), pair) for name in pair)
            names = pair.union(*known)
            together.update((core(name, kind.capitalize()), names) for name in names)
    return sorted(set(together.values()), key=sorted)


def latin(kind: str) -> list[str]:
    """All names of a kind in Latin letters: among these one has to be found."""
    return sorted(
        {row["latin"] for name in ("pairs", "distractors") for row in rows(name) if row["kind"] == kind}
    )
