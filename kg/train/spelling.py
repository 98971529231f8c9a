"""Learning how names are spelled in Latin letters: ``python -m kg.train.spelling CODE [PAIRS.tsv...]``.

The names that the register and the tables (columns ``khmer``, ``latin`` and ``kind``) have in both
scripts are cut into stretches that stand for each other, by expectation maximisation: what is likely is counted, what
is counted often is likely (Bisani and Ney 2008, https://doi.org/10.1016/j.specom.2008.01.002, 2.2). Names that turn
out to be translations are left out. The same names give the same table.
"""

import argparse
import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from kg import register, resources
from kg.files import replacing
from kg.resolve.names import core
from kg.resolve.spelling import LONGEST

# A stretch in the other script and the Latin letters that stand for it.
Unit: TypeAlias = tuple[str, str]
# A name in the other script and in Latin letters.
Pair: TypeAlias = tuple[str, str]

_ROUNDS: Final = 6
_LONGEST_NATIVE: Final = 3
_LONGEST_NAME: Final = 30
_TOO_RARE: Final = (
    0.35  # what is taken off the count of a stretch of several signs, that single ones may explain
)
_RAREST: Final = 0.01
_FEWEST: Final = 0.5  # how often a unit that is kept is used, at least
_TRANSLATED: Final = (
    -4.0
)  # the logarithm of how likely a pair is, for each of its letters: below it is no spelling
_NAMES: Final = frozenset({"Person", "Place"})


def learned(pairs: Iterable[Pair]) -> dict[Unit, float]:
    """For each unit how often it is used among all (a share)."""
    pairs = sorted({pair for pair in pairs if all(0 < len(name) <= _LONGEST_NAME for name in pair)})
    likely: Mapping[Unit, float] | None = None
    total = 0.0
    for _ in range(_ROUNDS):
        count: Counter[Unit] = Counter()
        told = []
        for native, latin in pairs:
            found, likelihood = _expected(native, latin, likely)
            if likely is None or math.log(likelihood or 1e-300) / len(native + latin) > _TRANSLATED:
                told.append((native, latin))
                count.update(found)
        pairs = told
        kept = {unit: times - _discount(unit) for unit, times in count.items()}
        kept = {unit: times for unit, times in kept.items() if times > _RAREST}
        total = math.fsum(kept.values())
        likely = {unit: times / total for unit, times in kept.items()}
    return {unit: share for unit, share in (likely or {}).items() if share * total >= _FEWEST}


def _discount(unit: Unit) -> float:
    return _TOO_RARE if len(unit[0]) > 1 else 0.0


def _expected(
    native: str, latin: str, likely: Mapping[Unit, float] | None
) -> tuple[dict[Unit, float], float]:
    """How often each unit is used in a pair of names, over all ways to cut them; and how likely the pair is."""
    steps: list[tuple[int, int, int, int, Unit, float]] = []
    forward = {(0, 0): 1.0}
    for i in range(len(native)):
        for j in range(len(latin) + 1):
            so_far = forward.get((i, j))
            if so_far is None:
                continue
            for end in range(i + 1, min(i + _LONGEST_NATIVE, len(native)) + 1):
                for stop in range(j, min(j + LONGEST, len(latin)) + 1):
                    unit = native[i:end], latin[j:stop]
                    share = _at_first(unit) if likely is None else likely.get(unit, _unseen(unit))
                    if share:
                        steps.append((i, j, end, stop, unit, share))
                        forward[end, stop] = forward.get((end, stop), 0.0) + so_far * share
    whole = forward.get((len(native), len(latin)), 0.0)
    if not whole:
        return {}, 0.0
    backward = {(len(native), len(latin)): 1.0}
    count: dict[Unit, float] = {}
    for i, j, end, stop, unit, share in reversed(steps):
        rest = backward.get((end, stop), 0.0) * share
        if rest:
            backward[i, j] = backward.get((i, j), 0.0) + rest
            count[unit] = count.get(unit, 0.0) + forward[i, j] * rest / whole
    return count, whole


def _at_first(unit: Unit) -> float:
    """Stretches of one length on both sides are likeliest, short ones more than long ones."""
    native, latin = unit
    return 0.1 ** (abs(len(native) - len(latin)) + len(native) - 1 + (0 if latin else 2))


def _unseen(unit: Unit) -> float:
    native, latin = unit
    return 1e-9 * 0.01 ** (len(native) - 1) * 0.05 ** len(latin)


def of_register(code: str) -> Iterator[Pair]:
    """The names of people and places that the register has in a language and in English."""
    for entry in register.load():
        if entry.type in _NAMES and entry.labels.get(code) and entry.labels.get("en"):
            yield core(entry.labels[code][0], entry.type), core(entry.labels["en"][0], entry.type)


def of_table(path: Path) -> Iterator[Pair]:
    """The names in a table with the columns ``khmer``, ``latin`` and ``kind``, separated by tabs."""
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            type_ = row["kind"].capitalize()
            yield core(row["khmer"], type_), core(row["latin"], type_)


def lines(shares: Mapping[Unit, float]) -> Iterator[str]:
    """The table: what stands for each stretch, the likeliest first."""
    yield "# Which Latin letters stand for which stretch of a name; learned by kg/train/spelling.py."
    yield "# stretch, Latin letters, cost (the negative logarithm of the share of all)"
    for unit, share in sorted(shares.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        yield f"{unit[0]}\t{unit[1]}\t{-math.log(share):.2f}"


def main() -> None:
    """Learn from the register and from tables of names, and write the table of the language."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.spelling", description=__doc__)
    parser.add_argument("language", metavar="CODE")
    parser.add_argument("tables", nargs="*", type=Path, metavar="PAIRS.tsv")
    args = parser.parse_args()
    pairs = [*of_register(args.language), *(pair for path in args.tables for pair in of_table(path))]
    shares = learned(pairs)
    path = resources.languages() / args.language / "latin.tsv"
    with replacing(path) as stream:
        stream.writelines(f"{line}\n".encode() for line in lines(shares))
    print(f"{len(shares)} correspondences in {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
