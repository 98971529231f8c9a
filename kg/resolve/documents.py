"""Resolution: every entity of a document gets the IRI under which the whole graph knows it."""

from dataclasses import replace

from kg import iri
from kg.model import Entity, Extraction


def resolved(extraction: Extraction) -> Extraction:
    """The extraction with provisional ids (``?kind:name``) replaced by IRIs made from kind and folded name.

    Names that the register knows were given its IRIs when they were recognised; the others have the same IRI in every
    document that folds their name alike.
    """
    new = {key: _iri(key) for key in extraction.entities}
    entities: dict[str, Entity] = {}
    for key, entity in extraction.entities.items():
        entities[new[key]] = replace(entity, id=new[key])
    facts = tuple(
        replace(
            fact,
            roles={
                role: tuple(replace(f, entity=new[f.entity]) if f.entity else f for f in fillers)
                for role, fillers in fact.roles.items()
            },
        )
        for fact in extraction.facts
    )
    return replace(extraction, entities=dict(sorted(entities.items())), facts=facts)


def _iri(key: str) -> str:
    if not key.startswith("?"):
        return key
    kind, _, name = key[1:].partition(":")
    return iri.named(kind, name)
