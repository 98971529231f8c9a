"""Weights: how much each feature speaks for or against, learned from gold texts and kept as tables to read.

``kg/weights/TYPE.tsv`` holds, for the facts of a type, lines of question, feature and weight, separated by tabs.
Questions are ``fact`` (is it one?), ``provider`` (does the candidate fill this role?) and ``flow=grant`` (does this
value hold?). The sum of the weights of what is seen is the logarithm of the odds.
"""

import math
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.schema import ROLES


@dataclass(frozen=True, slots=True)
class Weights:
    """The tables by type of fact and question. A question without a table is not judged."""

    tables: Mapping[tuple[str, str], Mapping[str, float]]

    @classmethod
    def load(cls, folder: Path) -> "Weights":
        """The tables in a folder. Raises KgError, with file and line, where one cannot be read."""
        tables: dict[tuple[str, str], dict[str, float]] = {}
        for type_ in ROLES:
            path = folder / f"{type_}.tsv"
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
            for number, line in enumerate(lines, 1):
                if line.startswith("#") or not line:
                    continue
                try:
                    question, feature, weight = line.split("\t")
                    tables.setdefault((type_, question), {})[feature] = float(weight)
                except ValueError as error:
                    raise KgError(
                        f"{path}: line {number} is not question, feature and weight, separated by tabs; correct it."
                    ) from error
        return cls(tables)

    def has(self, type_: str, question: str) -> bool:
        """Whether a question is judged."""
        return (type_, question) in self.tables

    def probability(self, type_: str, question: str, features: Set[str]) -> float:
        """How likely the answer is yes, between 0 and 1. Raises KeyError where the question is not judged."""
        table = self.tables[type_, question]
        odds = math.fsum(table[feature] for feature in table.keys() & features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
