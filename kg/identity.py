"""Identity: which of the things that documents name are one, by what all documents say of them and by judgements.

The result depends on what the documents say alone, not on the order in which they came: what was found before is not
asked. It stands in a graph of its own, with what speaks for each identification.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import iri, literals, named_things, ontology
from kg.judgements import Judgements
from kg.named_things import Select
from kg.resolve.canonical import Canonical, Pair, canonical
from kg.resolve.linking import Link, links
from kg.vocabulary import DEVCOOP, RDF, RDFS

GRAPH: Final = NamedNode(iri.IDENTITY_GRAPH)

# The kinds of things that are compared: those that tell who others are come first.
_KINDS: Final = ("place", "organisation", "project", "person")
_WORDS: Final = {
    "en": {
        "alike": "The names “{one}” and “{other}” are alike.",
        "agree": "What documents say of both agrees: {told}.",
        "nothing": "Documents say nothing of both that agrees.",
        "rivals": "Names of {count} other things are nearly as alike.",
        "apart": "A fact names the two side by side.",
    },
    "km": {
        "alike": "ឈ្មោះ «{one}» និង «{other}» ស្រដៀងគ្នា។",
        "agree": "អ្វីដែលឯកសារថ្លែងអំពីវត្ថុទាំងពីរស៊ីសង្វាក់គ្នា៖ {told}។",
        "nothing": "ឯកសារមិនថ្លែងអ្វីដែលស៊ីសង្វាក់គ្នាអំពីវត្ថុទាំងពីរទេ។",
        "rivals": "ឈ្មោះវត្ថុ {count} ផ្សេងទៀតស្រដៀងស្ទើរតែដូចគ្នា។",
        "apart": "អង្គហេតុមួយលើកឈ្មោះទាំងពីរទន្ទឹមគ្នា។",
    },
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What is one: the canonical IRIs, the links that were looked at, the judgements that were followed."""

    canonical: Canonical
    links: Sequence[Link]
    judgements: Judgements


def identified(select: Select, judgements: Judgements) -> Identity:
    """Find what is one among all things that documents name; ``select`` answers queries over all graphs."""
    facts = named_things.facts(select)
    things = list(named_things.named(select))
    found: list[Link] = []
    for kind in _KINDS:
        mine = [thing for thing in things if thing.kind == kind]
        if mine:
            contexts = named_things.contexts(facts, _joined(found, judgements))
            among = [*mine, *(thing for thing in named_things.known() if thing.kind == kind)]
            found += links(replace(thing, context=frozenset(contexts[thing.id])) for thing in among)
    return Identity(_joined(found, judgements), found, judgements)


def _joined(found: Iterable[Link], judgements: Judgements) -> Canonical:
    automatic = [link for link in found if link.automatic]
    automatic.sort(key=lambda link: (-link.likeness.score, link.one, link.other))
    known = {thing.id for thing in named_things.known()}
    pairs: list[Pair] = [(link.one, link.other) for link in automatic]
    return canonical(judgements.same, judgements.different, pairs, known)


def quads(identity: Identity) -> Iterator[Quad]:
    """The identifications, with what speaks for each, for the graph of identity."""
    judged = {
        (min(pair), max(pair)): status
        for status, pairs in (
            ("same", identity.judgements.same),
            ("different", identity.judgements.different),
        )
        for pair in pairs
        if pair[0] != pair[1]
    }
    for link in identity.links:
        one = identity.canonical.of(link.one) == identity.canonical.of(link.other)
        status = judged.pop((link.one, link.other), "automatic" if link.automatic and one else "candidate")
        yield from _identification(link.one, link.other, status, link)
    for (first, second), status in judged.items():
        yield from _identification(first, second, status, None)


def _identification(one: str, other: str, status: str, link: Link | None) -> Iterator[Quad]:
    node = NamedNode(iri.minted("identification", *sorted((one, other))))

    def say(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(node, predicate, value, GRAPH)

    yield say(RDF.type, DEVCOOP.Identification)
    yield say(DEVCOOP.identifies, NamedNode(one))
    yield say(DEVCOOP.identifies, NamedNode(other))
    yield say(DEVCOOP.identificationStatus, NamedNode(iri.term(f"identification-{status}")))
    if link is not None:
        yield say(DEVCOOP.likeness, literals.decimal(f"{link.likeness.score:.2f}"))
        for language, reasons in _reasons(link).items():
            yield say(RDFS.comment, Literal(reasons, language=language))


def _reasons(link: Link) -> dict[str, str]:
    """What speaks for two things being one and against it, in one sentence or more, by language."""
    return {
        language: " ".join(text.format(**values) for text, values in _sentences(link, words, language))
        for language, words in _WORDS.items()
    }


def _sentences(link: Link, words: Mapping[str, str], language: str) -> Iterator[tuple[str, dict[str, str]]]:
    yield words["alike"], {"one": link.likeness.one, "other": link.likeness.other}
    relations = sorted({relation for relation, _ in link.agreeing})
    terms = ontology.load()
    told = [terms.label(NamedNode(iri.term(relation)), language) for relation in relations]
    yield words["agree" if told else "nothing"], {"told": ", ".join(told)}
    if link.rivals:
        yield words["rivals"], {"count": str(len(link.rivals))}
    if link.apart:
        yield words["apart"], {}
