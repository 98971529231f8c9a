"""From captured parts to fillers: which entity, value or text a part means in its role."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from kg import schema
from kg.extract.meant import Meant, entries_of
from kg.grammar.tape import Mention, Part
from kg.languages import all_languages, folded
from kg.model import Document, Entity, Entry, Filler, Span
from kg.normalise import Folded
from kg.recognise.values import Money, Named, plain

# The kinds of mention that may fill a role, the most telling first.
READINGS: Final[Mapping[str, tuple[str, ...]]] = {
    schema.AGENT: ("government", "organisation", "financier", "person", "place", "demonym"),
    schema.ACTOR: ("government", "organisation", "financier", "place", "demonym"),
    schema.UNDERTAKING: (
        "project_name",
        "facility",
        "government",
        "organisation",
        "financier",
        "person",
        "place",
        "demonym",
    ),
    schema.PERSON: ("person",),
    schema.ORGANISATION: ("organisation", "portfolio", "government", "place", "demonym"),
    schema.PLACE: ("place", "government", "organisation"),
    schema.STRATEGY: ("strategy",),
    schema.SECTOR: ("sector",),
}
_PROJECTS: Final = frozenset({"project_name", "facility"})
_BODIES: Final = frozenset({"organisation", "portfolio"})
_TRIM = re.compile(r"^[\s,;:\"'(\[-]+|[\s,;:\"'(\[។៕-]+$")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")  # zero-width marks are no part of a name


class Fillers:
    """Makes the fillers of one document and gathers the entities they name."""

    def __init__(self, document: Document, folded_text: Folded, entries: Mapping[str, Entry]) -> None:
        self._document = document
        self._folded = folded_text
        self._entries = entries
        language = all_languages().get(document.language)
        self._meant = Meant(entries, language.home if language else "")
        self._people: dict[str, str] = {}
        self.entities: dict[str, Entity] = {}

    def note_places(self, mentions: Iterable[Mention]) -> None:
        """Learn of which countries and places the document speaks: bodies and places of others are not meant."""
        self._meant.note(mentions)

    def currency(self, code: str) -> str:
        """The code of a currency; where several countries share its name ("LKR|NPR"), of the one most spoken of."""
        return self._meant.currency(code)

    def span(self, start: int, end: int) -> Span:
        """The stretch of the untouched text behind a folded stretch (not blank), without the space around it."""
        span = self._folded.origin(start, end)
        raw = self._document.text[span.start : span.end]
        lead = len(raw) - len(raw.lstrip())
        return Span(span.start + lead, span.start + max(len(raw.rstrip()), lead + 1))

    def fillers(self, kind: str, parts: Iterable[Part]) -> tuple[Filler, ...]:
        """The fillers of a role of this kind, each once, in text order."""
        made: dict[object, Filler] = {}
        for part in parts:
            filler = self._filler(kind, part)
            if filler is not None:
                made.setdefault((filler.entity, filler.value, filler.currency), filler)
        return tuple(made.values())

    def _filler(self, kind: str, part: Part) -> Filler | None:
        span = self.span(part.start, part.end)
        if kind in schema.ENTITY_KINDS:
            entity = self._entity(kind, part)
            return Filler(span, entity=entity) if entity else None
        if kind == schema.TEXT:
            return self._text(part)
        value = part.value
        if kind == schema.AMOUNT:
            if not isinstance(value, Money):
                return None
            currency = self.currency(value.currency)
            return Filler(span, value=plain(value.value), currency=currency, qualifier=value.qualifier)
        if kind == schema.NUMBER:
            return Filler(span, value=plain(value)) if isinstance(value, Decimal) else None
        return Filler(span, value=str(value)) if value else None

    def _text(self, part: Part) -> Filler | None:
        if part.mention is not None:
            part = part.mention.parts.get("name", (part,))[0]
        span = self.span(part.start, part.end)
        raw = self._document.text[span.start : span.end]
        text = _TRIM.sub("", raw)
        if not text:
            return None
        start = span.start + raw.index(text)
        return Filler(Span(start, start + len(text)), value=" ".join(text.split()))

    def _entity(self, role_kind: str, part: Part) -> str | None:
        if part.mention is None:
            return None
        for kind in READINGS[role_kind]:
            value = part.mention.readings.get(kind)
            if kind in _PROJECTS and value is not None:
                return self._project(part.mention)
            if isinstance(value, Named):
                if kind == "place" and role_kind != schema.PLACE and not self._governed(role_kind, part.kind):
                    continue  # a village or a hotel acts no more than it holds a post
                return self._unknown(value, self._as_written(part.mention))
            plausible = self._meant.plausible(entries_of(part.mention, kind))
            if not self._meant.told_apart(plausible):
                return self._namesake(kind, part.mention)
            for entry in plausible:
                chosen = self._twin(entry, role_kind, part.kind)
                if chosen is not None:
                    return self._known(chosen)
            if entries_of(part.mention, kind) and kind in _BODIES:
                return self._namesake(kind, part.mention)
        return None

    def _namesake(self, kind: str, mention: Mention) -> str | None:
        """A thing that only has the name of those the register knows: of a post, the body that it is the head of."""
        entries = entries_of(mention, kind)
        first = mention.parts.get("name", (mention,))[0]
        name = self._folded.text[first.start : first.end]
        if kind == "portfolio":
            field = mention.parts.get("portfolio", (mention,))[0]
            said = self._folded.text[field.start : field.end].strip()
            labels = [
                label
                for entry in entries
                for label in entry.labels.get(self._document.language, ())
                if said in label
            ]
            if not labels:
                return None
            name = min(labels, key=len)
        named = kind if kind == "place" else "organisation"
        return self._unknown(Named(named, entries[0].type, ((self._document.language, name),)))

    def _project(self, mention: Mention) -> str | None:
        """A project by its name, as it is written, and by the acronym beside it."""
        parts = (
            *mention.parts.get("name", (Part(mention.start, mention.end),)),
            *mention.parts.get("also", ()),
        )
        names = [filler.value for filler in map(self._text, parts) if filler and filler.value]
        if not names:
            return None
        language = self._document.language
        return self._unknown(Named("project", "Project", tuple((language, name) for name in names)))

    def _twin(self, entry: Entry, role_kind: str, asked: str | None) -> Entry | None:
        """A country as an actor is its government; a government as a place is its country.

        A province is a body where a rule asks for a place: it has a governor.
        """
        is_place = entry.type in {"Country", "Place"}
        wants_place = role_kind == schema.PLACE
        governed = entry.type == "Place" and self._governed(role_kind, asked)
        if is_place == wants_place or governed or (wants_place and entry.type != "Government"):
            return entry
        return self._entries.get(entry.twin) if entry.twin else None

    @staticmethod
    def _governed(role_kind: str, asked: str | None) -> bool:
        """Whether a rule asks for the place that someone governs."""
        return role_kind == schema.ORGANISATION and asked == "place"

    def _known(self, entry: Entry) -> str:
        self.entities[entry.iri] = Entity(entry.iri, entry.type, entry.labels, entry.same_as)
        if entry.type == "Person":
            for name in entry.labels.get(self._document.language, ()):
                self._people.setdefault(_key(name), entry.iri)
        return entry.iri

    def _as_written(self, mention: Mention) -> dict[str, str]:
        """The names that a mention captured, by their folded form, as the document writes them."""
        written = {}
        for role in ("name", "also"):
            for part in mention.parts.get(role, ()):
                span = self.span(part.start, part.end)
                name = self._folded.text[part.start : part.end].strip()
                surface = _UNSEEN.sub("", self._document.text[span.start : span.end])
                written[name] = " ".join(surface.split())
        return written

    def _unknown(self, named: Named, written: Mapping[str, str] | None = None) -> str:
        """A provisional id (``?kind:name``); people are the same where one name is the end or begin of another."""
        key = _key(named.names[0][1])
        identifier = self._person(key) if named.kind == "person" else f"?{named.kind}:{key}"
        if identifier in self._entries:
            return identifier
        known = self.entities.get(identifier)
        labels = {language: list(names) for language, names in known.labels.items()} if known else {}
        for language, folded_name in named.names:
            name = (written or {}).get(folded_name, folded_name)
            if name not in labels.setdefault(language, []):
                labels[language].append(name)
        self.entities[identifier] = Entity(
            identifier, known.type if known else named.type, {key: tuple(v) for key, v in labels.items()}
        )
        return identifier

    def _person(self, key: str) -> str:
        words = key.split()
        for other, identifier in self._people.items():
            theirs = other.split()
            if len(words) < len(theirs) and (theirs[-len(words) :] == words or theirs[: len(words)] == words):
                return identifier
        return self._people.setdefault(key, f"?person:{key}")


def _key(name: str) -> str:
    """A name by its words, however it is written."""
    return re.sub(r"\W+", " ", folded(name).casefold()).strip()
