"""What has changed since an earlier evaluation."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.errors import KgError
from kg.evaluate.counts import DIGITS

FIGURES: Final = ("precision", "recall", "f1")


@dataclass(frozen=True, slots=True)
class Change:
    """How the figures of a part have changed; None for each where only one of the evaluations has that part."""

    part: str
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None

    def figures(self) -> tuple[float | None, ...]:
        """The changes in the order of ``FIGURES``."""
        return self.precision, self.recall, self.f1


def earlier(path: Path) -> dict[str, Any]:
    """The figures that ``kg evaluate --json`` wrote to a file. Raises KgError where it holds none."""
    try:
        figures: dict[str, Any] = json.loads(path.read_bytes())
        # Compared with themselves, figures show whether one is missing or no number.
        list(changes(figures, figures))
    except OSError as error:
        raise KgError(f"{path}: cannot be read ({error.strerror}); name another file.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KgError(
            f"{path}: holds no figures of an evaluation; make it with: kg evaluate GOLD_DIR --json > FILE"
        ) from error
    return figures


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """The changes over all, of things, of each language and of each type, in this order."""
    yield _change("all", before["all"], after["all"])
    yield _change("entities", before["all"]["entities"], after["all"]["entities"])
    for group in ("languages", "types"):
        for part in {**after[group], **before[group]}:
            yield _change(part, before[group].get(part), after[group].get(part))


def _change(part: str, before: Mapping[str, float] | None, after: Mapping[str, float] | None) -> Change:
    if before is None or after is None:
        return Change(part)
    return Change(part, *(round(after[figure] - before[figure], DIGITS) for figure in FIGURES))
