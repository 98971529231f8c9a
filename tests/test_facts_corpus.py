"""The corpus of facts: sentences of each language and the facts they state, and sentences that state none."""

import tomllib
from pathlib import Path

import pytest

from kg.model import Extraction, Filler
from kg.pipeline import Extractor
from tests.conftest import document

CORPUS = Path(__file__).parent / "corpus"


def _cases() -> list[object]:
    cases = []
    for file in sorted(CORPUS.glob("*/facts.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        language = file.parent.name
        for example in data["example"]:
            case = (language, data["published"], example["text"], example["facts"])
            cases.append(pytest.param(*case, id=f"{language}-{example['text'][:60]}"))
    return cases


def _said(extraction: Extraction, filler: Filler) -> str:
    if filler.entity:
        labels = extraction.entities[filler.entity].labels
        return (labels.get("en") or next(iter(labels.values())))[0]
    if filler.currency:
        hedge = "" if filler.qualifier == "exact" else f"{filler.qualifier} "
        return f"{hedge}{filler.value} {filler.currency}"
    return filler.value or ""


def _lines(extraction: Extraction) -> list[str]:
    lines = []
    for fact in extraction.facts:
        roles = (
            f"{role}={' + '.join(_said(extraction, one) for one in some)}"
            for role, some in fact.roles.items()
        )
        lines.append(f"{fact.type}: {'; '.join(roles)}")
    return lines + [f"! {found.kind}" for found in extraction.inconsistencies]


@pytest.mark.parametrize(("language", "published", "text", "facts"), _cases())
def test_a_text_states_what_the_corpus_says(
    rules: Extractor, language: str, published: str, text: str, facts: list[str]
) -> None:
    extraction = rules.extract(document(text, language=language, published=published))
    assert _lines(extraction) == facts


def test_every_type_of_fact_is_in_the_corpus_of_each_language() -> None:
    from kg.schema import ROLES

    for file in CORPUS.glob("*/facts.toml"):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if data.get("partial"):  # a small grammar that does not claim all of them
            continue
        found = {line.partition(":")[0] for example in data["example"] for line in example["facts"]}
        assert set(ROLES) - found == set(), file


def test_every_evidence_and_filler_is_where_it_says(rules: Extractor) -> None:
    for case in _cases():
        language, published, text, _ = case.values  # type: ignore[attr-defined]
        extraction = rules.extract(document(text, language=language, published=published))
        for fact in extraction.facts:
            for span in fact.evidence:
                assert 0 <= span.start < span.end <= len(text)
            for fillers in fact.roles.values():
                assert all(0 <= filler.span.start < filler.span.end <= len(text) for filler in fillers)
