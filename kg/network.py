"""The network of a graph: governments, agencies, officials, money, meetings… as nodes of a networkx graph.

What is a node, what an edge and how both are called is said by the data of ``kg.drawing``, not here.
"""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import networkx  # type: ignore[import-untyped]
from pyoxigraph import Literal, NamedNode

from kg import drawing, iri, naming
from kg.drawing import Kind, Link, Relation, Text
from kg.statements import Evidence, Select, Statement, merged, read, register_links
from kg.vocabulary import DEVCOOP, RDFS

_STATED_IN = DEVCOOP.statedIn.value
_ABOUT = DEVCOOP.about.value
_COMMENT = RDFS.comment.value


@dataclass(frozen=True, slots=True)
class Detail:
    """Something said of one node alone: its name and value in both languages, and the words that say it.

    ``findable`` marks the names and codes by which a person would look for the node.
    """

    name_en: str
    name_km: str
    value_en: str
    value_km: str
    evidence: tuple[Evidence, ...] = ()
    findable: bool = False


def network(select: Select) -> networkx.MultiDiGraph:
    """The network of all that the graph states; ``select`` answers SPARQL over the union of all named graphs.

    Nodes are the IRIs of things and have the attributes ``kind``, ``label_en``, ``label_km``, ``class_en``,
    ``class_km`` and ``details`` (a tuple of Detail); edges have ``kind``, ``label_en``, ``label_km``, ``quiet`` and
    ``evidence`` (a tuple of Evidence, empty for what the register says). Their order depends on the content alone.
    """
    return _Network(select).graph()


class _Network:
    """The network of one graph while it is put together."""

    def __init__(self, select: Select) -> None:
        self._drawing = drawing.load()
        self._known = read(select)
        self._nodes: dict[str, dict[Detail, None]] = {}
        self._edges: dict[tuple[str, str, str, str, str], tuple[Relation, list[Evidence]]] = {}
        self._facts = {
            fact: list(group)
            for fact, group in itertools.groupby(self._known.statements, lambda said: said.subject)
        }
        for fact, said in self._facts.items():
            self._add(fact, said)
        for name, relation in self._drawing.register.items():
            for part, whole in register_links(select, name):
                if part in self._nodes and whole in self._nodes:
                    self._join(part, whole, relation, relation.label, ())

    def _add(self, fact: str, said: list[Statement]) -> None:
        """A fact as a node with its edges, or as an edge; what is stated of its sums is part of their labels."""
        classes = self._known.classes.get(fact, ())
        if link := self._drawing.link(classes):
            self._link(link, classes[0], said)
        elif self._drawing.kind(classes):
            self._nodes.setdefault(fact, {})
            for property_, group in itertools.groupby(said, lambda one: one.property):
                self._sides(property_, list(group))

    def _sides(self, property_: str, said: list[Statement]) -> None:
        """Sides of a fact that is a node: edges where they name things that are drawn, else details."""
        if property_ == _COMMENT:
            comments = [one.object for one in said if isinstance(one.object, Literal)]
            self._tell(
                said[0].subject, naming.interface("message"), naming.by_language(comments), _together(said)
            )
            return
        for one in said:
            fact, other = one.subject, one.object.value
            if isinstance(one.object, NamedNode) and self._kind(other):
                relation = self._drawing.role(property_)
                source, target = (other, fact) if relation.towards_fact else (fact, other)
                self._join(source, target, relation, relation.label, one.evidence)
            elif property_ != _ABOUT:  # a fact that is an edge cannot be pointed to
                self._tell(
                    fact, drawing.label(property_), naming.value(self._known, one.object), one.evidence
                )

    def _link(self, link: Link, kind: str, said: list[Statement]) -> None:
        """A fact as an edge from each of its sources to each target.

        Where one end is not told the other has the fact as a detail, and an edge to the document.
        """
        sides: dict[str, list[Statement]] = {link.source: [], link.target: []}
        captions = [one for one in said if one.property.removeprefix(iri.NAMESPACE) == link.caption]
        for one in said:
            name = one.property.removeprefix(iri.NAMESPACE)
            if name in sides and self._kind(one.object.value):
                sides[name].append(one)
        sources, targets = sides.values()
        label = naming.value(self._known, captions[0].object) if captions else link.relation.label
        for source, target in itertools.product(sources, targets):
            evidence = _together([source, target, *captions])
            self._join(source.object.value, target.object.value, link.relation, label, evidence)
        if not (sources and targets):
            named = self._drawing.roles["namedIn"]
            for end in sources + targets:
                evidence = _together([end, *captions])
                self._tell(end.object.value, drawing.label(kind), label, evidence)
                for one in said:
                    if one.property == _STATED_IN and one.object != end.object:
                        self._join(end.object.value, one.object.value, named, named.label, evidence)

    def _join(
        self, source: str, target: str, relation: Relation, label: Text, evidence: Iterable[Evidence]
    ) -> None:
        self._nodes.setdefault(source, {})
        self._nodes.setdefault(target, {})
        key = (source, target, relation.name, label["en"], label["km"])
        self._edges.setdefault(key, (relation, []))[1].extend(evidence)

    def _tell(
        self,
        node: str,
        name: Text,
        value: Text,
        evidence: tuple[Evidence, ...] = (),
        *,
        findable: bool = False,
    ) -> None:
        detail = Detail(name["en"], name["km"], value["en"], value["km"], evidence, findable)
        self._nodes.setdefault(node, {})[detail] = None

    def _kind(self, thing: str) -> Kind | None:
        return self._drawing.kind(self._known.classes.get(thing, ()))

    def graph(self) -> networkx.MultiDiGraph:
        """The network as networkx holds it."""
        graph: networkx.MultiDiGraph = networkx.MultiDiGraph()
        for node in sorted(self._nodes):
            kind = self._kind(node)
            assert kind is not None, "only things that have a kind become nodes"
            label = naming.label(self._known, node, kind, self._facts.get(node, ()))
            special = drawing.label(naming.class_of(self._known, node))
            for name, text in naming.given(self._known, node, label):
                findable = name in (naming.interface("code"), naming.interface("otherName"))
                self._tell(node, name, text, findable=findable)
            graph.add_node(
                node,
                kind=kind.name,
                label_en=label["en"],
                label_km=label["km"],
                class_en=special["en"],
                class_km=special["km"],
                details=tuple(self._nodes[node]),
            )
        for key in sorted(self._edges):
            source, target, relation_name, english, khmer = key
            relation, evidence = self._edges[key]
            graph.add_edge(
                source,
                target,
                kind=relation_name,
                label_en=english,
                label_km=khmer,
                quiet=relation.quiet,
                evidence=merged(evidence),
            )
        return graph


def _together(said: Iterable[Statement]) -> tuple[Evidence, ...]:
    """The words behind all sides of a fact."""
    return merged(quotation for statement in said for quotation in statement.evidence)
