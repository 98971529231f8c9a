"""An evaluation for people (tables and words) and for programs (plain data)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kg import table
from kg.evaluate.comparison import FIGURES, Change
from kg.evaluate.counts import DIGITS
from kg.evaluate.scoring import Disagreement
from kg.terminal import one_line

_COLUMNS: Final = (*FIGURES, "right", "wrong", "missing")
_HEADINGS: Final = (("language", "languages"), ("type", "types"), ("role", "roles"))


def lines(
    figures: Mapping[str, Any], changes: Sequence[Change] | None, disagreements: Sequence[Disagreement] | None
) -> Iterator[str]:
    """The figures as tables: over all, by language, by type, by role; then the changes and the disagreements."""
    every = figures["all"]
    yield f"Documents: {figures['documents']}. Facts with exact evidence: {every['evidence']:.1%}."
    yield ""
    yield from _table("", {"all": every, "entities": every["entities"]})
    for heading, group in _HEADINGS:
        rows = dict(figures[group])
        if group == "languages":
            rows |= {f"{part}, entities": found["entities"] for part, found in figures[group].items()}
        if rows:
            yield ""
            yield from _table(heading, rows)
    if changes is not None:
        yield ""
        yield from _change_table(changes)
    if disagreements is not None:
        yield ""
        yield f"Disagreements: {len(disagreements)}"
        for found in disagreements:
            yield ""
            yield from _disagreement(found)


def data(
    figures: Mapping[str, Any], changes: Sequence[Change] | None, disagreements: Sequence[Disagreement] | None
) -> dict[str, Any]:
    """The figures; where they are given, the changes by part and the list of disagreements beside them."""
    shown = dict(figures)
    if changes is not None:
        shown["changes"] = {
            change.part: dict(zip(FIGURES, change.figures(), strict=True)) for change in changes
        }
    if disagreements is not None:
        shown["disagreements"] = [_disagreement_data(found) for found in disagreements]
    return shown


def _disagreement_data(found: Disagreement) -> dict[str, Any]:
    evidence = found.evidence
    return {
        "document": found.document,
        "type": found.type,
        "kind": found.kind,
        "missing": [{"role": role, "filler": filler} for role, filler in found.missing],
        "wrong": [{"role": role, "filler": filler} for role, filler in found.wrong],
        "evidence": evidence and {"start": evidence.start, "end": evidence.end, "quote": found.quote},
    }


def _disagreement(found: Disagreement) -> Iterator[str]:
    yield f"{found.document}: {found.type}, {found.kind}"
    for label, fillers in (("missing", found.missing), ("wrong", found.wrong)):
        for role, filler in fillers:
            yield f"    {label:8} {role}: {one_line(filler)}"
    if found.evidence is not None:
        yield f"    {'words':8} {found.evidence.start}-{found.evidence.end}: “{one_line(found.quote)}”"


def _change_table(changes: Sequence[Change]) -> Iterator[str]:
    rows = [
        [change.part, *("-" if figure is None else f"{figure:+.{DIGITS}f}" for figure in change.figures())]
        for change in changes
    ]
    yield from table.lines(("change", *FIGURES), rows)


def _table(heading: str, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from table.lines(
        (heading, *_COLUMNS),
        [[part, *(_shown(figures[column]) for column in _COLUMNS)] for part, figures in rows.items()],
    )


def _shown(figure: float) -> str:
    return f"{figure:.{DIGITS}f}" if isinstance(figure, float) else str(figure)
