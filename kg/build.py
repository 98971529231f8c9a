"""Building: documents that are new or changed are read into the store, the others left alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg import (
    disagreements,
    iri,
    mapping,
    names,
    pipeline,
    progress,
    provenance,
    readers,
    reference,
    same_things,
)
from kg import judgements as judging
from kg.errors import KgError
from kg.judgements import Judgements
from kg.ledger import Ledger
from kg.resolve.canonical import Pair
from kg.store import Store
from kg.vocabulary import DEVCOOP

_NAMED: Final = f"""
SELECT DISTINCT ?thing {{
  {{ ?claim <http://www.w3.org/1999/02/22-rdf-syntax-ns#object> ?thing }}
  UNION {{ ?finding <{iri.NAMESPACE}inconsistencyKind>|<{iri.NAMESPACE}identificationStatus> ?thing }}
  FILTER(isIRI(?thing))
}}"""

_FILE_NAMES: Final = f"""
PREFIX devcoop: <{iri.NAMESPACE}>
SELECT ?document ?sha256 ?name {{ ?document devcoop:sha256 ?sha256 ; devcoop:fileName ?name }}"""


@dataclass(slots=True)
class Summary:
    """What a build did, and what the store holds after it (statements: triples in all graphs)."""

    read: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    failed: int = 0
    facts: int = 0
    inconsistencies: int = 0
    without_facts: int = 0
    warnings: int = 0
    documents: int = 0
    statements: int = 0


def build(
    paths: Sequence[str],
    store: Store,
    ledger: Ledger,
    *,
    prune: bool,
    say: Callable[[str], None],
    least: float = 0.0,
    judgements: Path | None = None,
) -> Summary:
    """Bring a store up to date with the documents that ``paths`` name (files, folders, ``-``).

    A document that cannot be read costs itself alone: ``say`` gets the reason, and what was held of it stays.
    ``prune`` withdraws the documents whose files are no longer there. However it ends, the store holds whole
    documents, and what was done is not done again. Facts less sure than ``least`` stay out. ``judgements`` is the file
    with what people say is one thing or two. Raises KgError where that is no Turtle or the store cannot be written.
    """
    if judgements:
        judging.read(judgements, lambda _: None)  # before anything is done
    return _Build(store, ledger, say, least).run(paths, prune, judgements)


def settle(store: Store, judgements: Path | None, say: Callable[[str], None]) -> None:
    """Bring up to date what follows from all documents together: what is one, disagreements, names, the register.

    ``say`` gets the judgements that cannot be followed. Raises KgError where ``judgements`` is no Turtle.
    """
    judged = judging.read(judgements, say) if judgements else Judgements()

    def refuse(pair: Pair, why: str) -> None:
        say(f"{judging.place(judgements, *pair) if judgements else 'a judgement'}: {why}")

    same_things.follow(store, judged, refuse)
    store.replace(disagreements.GRAPH, disagreements.quads(store.select))
    store.replace(names.GRAPH, names.quads(store.select, reference.iris()))
    named = [row["thing"] for row in store.select(_NAMED)]
    store.replace(reference.GRAPH, reference.quads(named))


class _Build:
    """One run over some sources."""

    def __init__(self, store: Store, ledger: Ledger, say: Callable[[str], None], least: float) -> None:
        self._store = store
        self._ledger = ledger
        self._say = say
        # What stays out is part of how a document was read.
        self._fingerprint = f"{pipeline.fingerprint()}-{least:g}" if least else pipeline.fingerprint()
        self._least = least
        self._extractor: pipeline.Extractor | None = None
        self._register = reference.iris()
        self._summary = Summary()

    def run(self, paths: Sequence[str], prune: bool, judgements: Path | None) -> Summary:
        sources = readers.sources(paths, self._say)
        try:
            for path in progress.shown(sources):
                try:
                    self._document(path)
                except KgError as error:
                    self._say(str(error))
                    self._summary.failed += 1
            if prune:
                self._prune()
            self._name()
            settle(self._store, judgements, self._say)
        finally:
            # The database before the ledger: what the ledger names is on disk.
            self._store.flush()
            self._ledger.save()
        self._summary.documents = len(self._ledger)
        self._summary.statements = self._store.size()
        return self._summary

    def _document(self, path: str) -> None:
        content = readers.load(path)
        sha256 = readers.digest(content)
        graph = NamedNode(iri.graph(sha256))
        # Standard input is no file: a document from it stays until its store goes.
        file = str(Path(path).resolve()) if path != "-" else f"-{sha256}"
        if self._ledger.current(sha256, self._fingerprint) and self._store.has(graph):
            self._summary.unchanged += 1
        else:
            self._read(path, content, graph)
        self._ledger.put(sha256, self._fingerprint, file)
        for earlier in self._ledger.others(file, sha256):
            self._forget(earlier, file)

    def _read(self, path: str, content: bytes, graph: NamedNode) -> None:
        document = pipeline.parse(path, content)
        for warning in document.warnings:
            self._say(warning)
        self._extractor = self._extractor or pipeline.Extractor(least=self._least)
        extraction = self._extractor.extract(document)
        quads = mapping.quads(extraction, fingerprint=self._fingerprint, register=self._register)
        self._store.replace(graph, quads)
        if not extraction.facts:
            self._say(pipeline.without_facts(document))
            self._summary.without_facts += 1
        self._summary.read += 1
        self._summary.facts += len(extraction.facts)
        self._summary.inconsistencies += len(extraction.inconsistencies)
        self._summary.warnings += len(document.warnings)

    def _prune(self) -> None:
        for file, sha256 in self._ledger.files():
            if not file.startswith("-") and not Path(file).exists():
                self._forget(sha256, file)

    def _forget(self, sha256: str, file: str) -> None:
        if self._ledger.forget(sha256, file):
            self._store.remove(NamedNode(iri.graph(sha256)))
            self._summary.withdrawn += 1

    def _name(self) -> None:
        """Call each document after the first of its files, in whatever order and build these were read."""
        for row in self._store.select(_FILE_NAMES):
            sha256 = row["sha256"].value
            if sha256 in self._ledger and row["name"].value != (name := self._ledger.name(sha256)):
                graph = NamedNode(iri.graph(sha256))
                old = Quad(row["document"], DEVCOOP.fileName, row["name"], graph)
                new = (
                    {Quad(row["document"], DEVCOOP.fileName, provenance.file_name(name), graph)}
                    if name
                    else set()
                )
                self._store.replace(graph, set(self._store.of_graph(graph)) - {old} | new)
