"""A document's text with its facts beside it: for each, the roles, the words that say so, the rules that found it."""

from collections.abc import Iterator
from typing import Final

from kg.model import Entity, Extraction, Fact, Filler, Inconsistency, Span
from kg.terminal import harmless, one_line

_MARK: Final = ("\x1b[1m", "\x1b[0m")


def lines(extraction: Extraction, *, colour: bool) -> Iterator[str]:
    """The explanation, line by line. ``colour`` marks the words of fillers with terminal bold, else with «»."""
    document = extraction.document
    yield (
        f"{document.path}: {document.language}, published {document.published or 'unknown'}, "
        f"{len(extraction.facts)} facts, {len(extraction.inconsistencies)} inconsistencies"
    )
    for number, fact in enumerate(extraction.facts, 1):
        yield ""
        yield f"[{number}] {fact.type}, confidence {fact.confidence:.2f}"
        yield from _roles(extraction, fact)
        for span in fact.evidence:
            yield f"    {span.start}-{span.end}: {_quoted(document.text, span, _words(fact), colour)}"
        yield f"    by {', '.join(fact.rules)}"
    for found in extraction.inconsistencies:
        yield ""
        yield from _inconsistency(document.text, found)
    yield ""
    yield from _numbered(extraction)


def _roles(extraction: Extraction, fact: Fact) -> Iterator[str]:
    for role, fillers in fact.roles.items():
        yield f"    {role}: {'; '.join(_shown(extraction, filler) for filler in fillers)}"


def _shown(extraction: Extraction, filler: Filler) -> str:
    if filler.entity is not None:
        return _name(extraction.entities[filler.entity])
    if filler.currency is not None:
        hedge = "" if filler.qualifier in {None, "exact"} else f"{filler.qualifier} "
        return f"{hedge}{filler.value} {filler.currency}"
    return one_line(filler.value or "")


def _name(entity: Entity) -> str:
    names = entity.labels.get("en") or next(iter(entity.labels.values()), (entity.id,))
    return f"{one_line(names[0])} <{entity.id}>"


def _words(fact: Fact) -> list[Span]:
    return sorted({filler.span for fillers in fact.roles.values() for filler in fillers})


def _quoted(text: str, span: Span, words: list[Span], colour: bool) -> str:
    opening, closing = _MARK if colour else ("«", "»")
    done = span.start
    pieces: list[str] = []
    for word in words:
        if word.start >= done and word.end <= span.end:
            before, named = text[done : word.start], text[word.start : word.end]
            pieces += (harmless(before), opening, harmless(named), closing)
            done = word.end
    return " ".join("".join([*pieces, harmless(text[done : span.end])]).split("\n"))


def _inconsistency(text: str, found: Inconsistency) -> Iterator[str]:
    yield f"[!] {found.kind}: {found.message.get('en', '')}"
    for span in found.evidence:
        yield f"    {span.start}-{span.end}: {one_line(text[span.start : span.end])}"
    yield f"    by {found.rule}"


def _numbered(extraction: Extraction) -> Iterator[str]:
    """The whole text; where a fact's evidence begins stands its number."""
    text = extraction.document.text
    starts: dict[int, list[str]] = {}
    for number, fact in enumerate(extraction.facts, 1):
        for span in fact.evidence:
            starts.setdefault(span.start, []).append(f"[{number}]")
    for found in extraction.inconsistencies:
        for span in found.evidence:
            starts.setdefault(span.start, []).append("[!]")
    done = 0
    pieces: list[str] = []
    for start in sorted(starts):
        pieces += (text[done:start], "".join(starts[start]))
        done = start
    yield from harmless("".join([*pieces, text[done:]])).splitlines()
