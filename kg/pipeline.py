"""The flow from a file to its facts: the one place that joins reading, extraction and resolution."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg import __version__, readers, register, resources
from kg.extract.extractor import Extractor as CoreExtractor
from kg.extract.judge.judge import Judge
from kg.extract.judge.weights import Weights
from kg.languages import all_languages, detect
from kg.model import Document, Extraction
from kg.resolve.documents import resolved


def read(path: str) -> Document:
    """Read one file (``-``: standard input) with its language. Raises KgError where it cannot be read."""
    return parse(path, readers.load(path))


def parse(path: str, content: bytes) -> Document:
    """The document in a file's bytes, with its language. Raises KgError where there is none."""
    document = readers.parse(path, content)
    return replace(document, language=detect(document.text))


def without_facts(document: Document) -> str:
    """What is said to the user of a document in which nothing was found."""
    known = ", ".join(sorted(language.name for language in all_languages().values()))
    return (
        f"{document.path}: no fact was found in it; see with kg explain how its text was read"
        f" (languages that are read: {known})."
    )


class Extractor:
    """From a document to facts whose entities have the graph's IRIs."""

    def __init__(self, *, least: float = 0.0, rules_only: bool = False) -> None:
        """Facts whose confidence is under ``least`` are left out.

        ``rules_only`` leaves out the judge: what the grammar alone is sure of.
        """
        self._least = least
        judge = None if rules_only else Judge(Weights.load(resources.weights()))
        self._core = CoreExtractor(register.load(), judge)

    def extract(self, document: Document) -> Extraction:
        """All that the document states, resolved against the register."""
        return surer(resolved(self._core.extract(document)), self._least)


def surer(extraction: Extraction, least: float) -> Extraction:
    """The extraction without the facts that are less sure, and without what only these name."""
    facts = tuple(fact for fact in extraction.facts if fact.confidence >= least)
    named = {filler.entity for fact in facts for fillers in fact.roles.values() for filler in fillers}
    entities = {key: entity for key, entity in extraction.entities.items() if key in named}
    return replace(extraction, facts=facts, entities=entities)


@cache
def fingerprint() -> str:
    """What an extraction depends on beside the document: the version and the digest of grammar, register, ontology."""
    digest = hashlib.sha256()
    for root, pattern in (
        (resources.languages(), "**/*.toml"),
        (resources.weights(), "*.tsv"),
        (resources.ontology(), "**/*.ttl"),
    ):
        for file in sorted(root.glob(pattern)):
            digest.update(f"{file.relative_to(root).as_posix()}\x1f".encode())
            digest.update(_bytes(file))
    return f"{__version__}-{digest.hexdigest()[:12]}"


def _bytes(file: Path) -> bytes:
    return hashlib.sha256(file.read_bytes()).digest()
