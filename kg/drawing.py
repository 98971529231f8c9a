"""How the network is drawn: the kinds of its nodes and the relations between them, as ``kg/page`` lists them."""

import functools
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode

from kg import iri, ontology

FOLDER: Final = Path(__file__).resolve().parent / "page"
LANGUAGES: Final = ("en", "km")

Text = Mapping[str, str]  # by language, one of LANGUAGES


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node: the classes it stands for, its colour, shape and label.

    ``caption`` lists, by preference, the properties whose values name a node that has no name of its own.
    """

    name: str
    classes: tuple[str, ...]
    colour: str
    shape: str
    label: Text
    caption: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind of edge. A ``quiet`` one is drawn faintly and neither pulls nodes together nor makes them important."""

    name: str
    label: Text
    towards_fact: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A class of facts that are drawn as an edge: the properties of its two ends, and the one that labels it."""

    relation: Relation
    source: str
    target: str
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """All kinds, in the order of the legend, and all relations."""

    kinds: tuple[Kind, ...]
    shapes: Mapping[str, str]
    roles: Mapping[str, Relation]
    links: Mapping[str, Link]
    register: Mapping[str, Relation]

    def kind(self, classes: Collection[str]) -> Kind | None:
        """The first kind that one of the classes, or one above it in the ontology, belongs to."""
        names = {name.removeprefix(iri.NAMESPACE) for one in classes for name in (one, *_above(one))}
        return next((kind for kind in self.kinds if not names.isdisjoint(kind.classes)), None)

    def link(self, classes: Collection[str]) -> Link | None:
        """How facts of one of the classes are drawn where they are drawn as an edge."""
        names = (name.removeprefix(iri.NAMESPACE) for name in classes)
        return next((self.links[name] for name in names if name in self.links), None)

    def shape(self, kind: str) -> str:
        """The shape of a kind by its name."""
        return next(one.shape for one in self.kinds if one.name == kind)

    def role(self, property_iri: str) -> Relation:
        """The relation of a property, by default named as the ontology names it and pointing to its object."""
        name = property_iri.removeprefix(iri.NAMESPACE)
        return self.roles.get(name) or Relation(name, label(property_iri))


def label(term: str) -> Text:
    """The ontology's label of a term in each language."""
    return {language: ontology.load().label(NamedNode(term), language) for language in LANGUAGES}


def is_above(name: str, others: Collection[str]) -> bool:
    """Whether a class is above one of the others in the ontology."""
    return any(name in _above(other) for other in others)


@functools.cache
def load() -> Drawing:
    """What ``kinds.json`` and ``relations.json`` say."""
    kinds = _json("kinds.json")
    relations = _json("relations.json")
    return Drawing(
        kinds=tuple(
            Kind(
                name=kind["kind"],
                classes=tuple(kind["classes"]),
                colour=kind["colour"],
                shape=kind["shape"],
                label=kind["label"],
                caption=tuple(tuple(names) for names in kind.get("caption", ())),
            )
            for kind in kinds["kinds"]
        ),
        shapes=kinds["shapes"],
        roles={name: _relation(name, given) for name, given in relations["roles"].items()},
        links={
            name: Link(_relation(name, given), given["from"], given["to"], given.get("caption"))
            for name, given in relations["facts"].items()
        },
        register={
            name: _relation(name.rpartition("#")[2], given) for name, given in relations["register"].items()
        },
    )


@functools.cache
def words(language: str) -> Mapping[str, Any]:
    """The words of the page in a language: ``values`` for sums and dates, ``interface`` for the rest."""
    return _json(f"{language}.json")


def _relation(name: str, given: Mapping[str, Any]) -> Relation:
    return Relation(name, given["label"], given.get("towards") == "fact", given.get("quiet", False))


@functools.cache
def _above(name: str) -> frozenset[str]:
    """The classes above a class."""
    return frozenset(above.value for below, above in ontology.load().subclasses if below.value == name)


def _json(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return content
