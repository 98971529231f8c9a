"""What several test files share: the article's text, grammars, and where the checkout is."""

from functools import cache
from pathlib import Path

import pytest

from kg import languages, register
from kg.extract.grammar import Grammar, grammar, names
from kg.grammar.tape import Mention, Tape
from kg.languages import all_languages
from kg.model import Document
from kg.normalise import fold
from kg.recognise.sentences import blocks, sentences

ROOT = Path(__file__).resolve().parent.parent


@cache
def compiled(code: str) -> Grammar:
    """The grammar of a language with the register's names."""
    return grammar(all_languages()[code], names(register.load()))


def tapes(text: str, code: str, published: str | None = None) -> list[Tape]:
    """The tapes of all sentences of a text read in one language."""
    known = compiled(code)
    folded = fold(text, languages.folds())
    mentions = known.gazetteer.mentions(folded.text)
    return [
        known.cascade.tape(
            folded.text, start, end, [m for m in mentions if start <= m.start and m.end <= end], published
        )
        for first, last in blocks(folded.text)
        for start, end in sentences(folded.text, first, last, known.language)
    ]


def mentions(text: str, code: str, kind: str, published: str | None = None) -> list[Mention]:
    """The mentions of a kind in a text, in order."""
    return [
        mention
        for tape in tapes(text, code, published)
        for mention in tape.mentions
        if mention is not None and kind in mention.readings
    ]


def document(text: str, **known: str) -> Document:
    """A document that was never a file."""
    return Document(path="test.txt", text=text, sha256="0" * 64, **known)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def extractor() -> object:
    """One extractor for all tests of a run."""
    from kg.pipeline import Extractor

    return Extractor()


@pytest.fixture(scope="session")
def rules() -> object:
    """One extractor without the judge, for tests of the grammar."""
    from kg.pipeline import Extractor

    return Extractor(rules_only=True)
