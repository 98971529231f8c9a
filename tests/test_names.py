"""What the graph calls a thing that documents spell differently."""

import dataclasses

from hand_made import CHEA, DOCUMENT, EXTRACTION, FACTS
from hand_made_store import store_of
from pyoxigraph import Literal, NamedNode

from kg import names
from kg.model import Extraction
from kg.store import Store
from kg.vocabulary import RDFS, SKOS

POSITION = FACTS[2]


def telling(digit: str, *spellings: str) -> Extraction:
    """A document of its own that gives Chea Sok a post, in these spellings of his name."""
    person = dataclasses.replace(CHEA, labels={"en": spellings})
    return dataclasses.replace(
        EXTRACTION,
        document=dataclasses.replace(DOCUMENT, sha256=digit * 64),
        entities={**EXTRACTION.entities, CHEA.id: person},
        facts=(POSITION,),
        inconsistencies=(),
    )


def called(store: Store, relation: NamedNode) -> set[str]:
    return {
        triple.object.value
        for triple in store.of_subject(NamedNode(CHEA.id))
        if triple.predicate == relation and isinstance(triple.object, Literal)
    }


def test_what_most_documents_write_is_preferred() -> None:
    store = store_of(telling("1", "Chea Sokh"), telling("2", "Chea Sok"), telling("3", "Chea Sok"))
    assert called(store, SKOS.prefLabel) == {"Chea Sok"}
    assert called(store, SKOS.altLabel) == {"Chea Sokh"}


def test_of_equals_the_one_in_small_letters_is_preferred() -> None:
    store = store_of(telling("1", "CHEA Sok"), telling("2", "Chea Sok"))
    assert called(store, SKOS.prefLabel) == {"Chea Sok"}


def test_what_each_document_writes_stays_in_its_graph() -> None:
    store = store_of(telling("1", "CHEA Sok"), telling("2", "Chea Sok"))
    assert called(store, RDFS.label) == {"CHEA Sok", "Chea Sok"}


def test_a_period_and_what_the_register_names_get_no_names_here() -> None:
    store = store_of(EXTRACTION)
    named = {quad.subject.value for quad in names.quads(store.select, frozenset())}
    assert CHEA.id in named
    assert not any("/period-" in name or name.endswith("government-jp") for name in named)
