"""The extractor's output as JSON: one object for each document, its entities, facts and inconsistencies."""

import json
from typing import Any

from kg import mapping
from kg.model import Document, Entity, Extraction, Fact, Filler, Inconsistency, Span


def line(extraction: Extraction) -> str:
    """One line of JSON Lines (without the line end) for a document."""
    return json.dumps(record(extraction), ensure_ascii=False)


def record(extraction: Extraction) -> dict[str, Any]:
    """A document's extraction as plain data: ``document``, ``entities``, ``facts``, ``inconsistencies``."""
    document = extraction.document
    return {
        "document": {
            "path": document.path,
            "language": document.language,
            "sha256": document.sha256,
            "published": document.published,
            "title": document.title,
        },
        "entities": [_entity(entity) for _, entity in sorted(extraction.entities.items())],
        "facts": [_fact(document, fact) for fact in extraction.facts],
        "inconsistencies": [_inconsistency(document, found) for found in extraction.inconsistencies],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "labels": {language: list(names) for language, names in sorted(entity.labels.items())},
        "same_as": list(entity.same_as),
    }


def _fact(document: Document, fact: Fact) -> dict[str, Any]:
    return {
        "id": mapping.fact_iri(fact, document),
        "type": fact.type,
        "confidence": fact.confidence,
        "roles": {role: [_filler(filler) for filler in fillers] for role, fillers in fact.roles.items()},
        "evidence": [_quotation(document, span) for span in fact.evidence],
        "rules": list(fact.rules),
    }


def _filler(filler: Filler) -> dict[str, Any]:
    if filler.entity is not None:
        return {"entity": filler.entity}
    if filler.currency is not None:
        return {"value": filler.value, "currency": filler.currency, "qualifier": filler.qualifier}
    return {"value": filler.value}


def _quotation(document: Document, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": document.text[span.start : span.end]}


def _inconsistency(document: Document, found: Inconsistency) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "message": dict(found.message),
        "evidence": [_quotation(document, span) for span in found.evidence],
        "rule": found.rule,
    }
