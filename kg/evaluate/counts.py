"""Counts of what is right, wrong and missing, and the figures that follow from them."""

from dataclasses import dataclass
from typing import Any, Final

DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were found and are right, were found and are wrong, were not found though the gold demands them."""

    right: int = 0
    wrong: int = 0
    missing: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """The counts of both together."""
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missing + other.missing)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """The share of what the gold demands that was found; 0 where it demands nothing."""
        return share(self.right, self.right + self.missing)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where both are."""
        return share(2 * self.precision * self.recall, self.precision + self.recall)

    def figures(self) -> dict[str, Any]:
        """Precision, recall and F1, rounded, and the counts they follow from."""
        return {
            "precision": round(self.precision, DIGITS),
            "recall": round(self.recall, DIGITS),
            "f1": round(self.f1, DIGITS),
            "right": self.right,
            "wrong": self.wrong,
            "missing": self.missing,
        }


def share(part: float, whole: float) -> float:
    """Part of whole; 0 where there is no whole."""
    return part / whole if whole else 0.0
