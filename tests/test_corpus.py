"""The corpus of each language: spellings and what they mean, and texts in which nothing must be found."""

import tomllib
from pathlib import Path

import pytest

from kg.recognise.values import Money, Named, plain
from tests.conftest import mentions

CORPUS = Path(__file__).parent / "corpus"


def _meaning(value: object) -> str:
    if isinstance(value, Money):
        return f"{plain(value.value)} {value.currency} {value.qualifier}"
    if isinstance(value, Named):
        return value.names[0][1]
    if isinstance(value, tuple):
        return next(iter(value[0].labels.get("km") or value[0].labels["en"]))
    return str(value)


def _cases(table: str) -> list[object]:
    cases = []
    for file in sorted(CORPUS.glob("*/*.toml")):
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if "kind" not in data:
            continue
        for meaning, texts in data.get(table, {}).items():
            for text in texts:
                case = (file.parent.name, data["kind"], data.get("published"), text, meaning)
                cases.append(pytest.param(*case, id=f"{file.parent.name}-{data['kind']}-{text}"))
    return cases


@pytest.mark.parametrize(("language", "kind", "published", "text", "meaning"), _cases("examples"))
def test_a_spelling_means_what_the_corpus_says(
    language: str, kind: str, published: str, text: str, meaning: str
) -> None:
    found = [_meaning(mention.readings[kind]) for mention in mentions(text, language, kind, published)]
    assert found == [meaning]


@pytest.mark.parametrize(("language", "kind", "published", "text", "meaning"), _cases("negative"))
def test_nothing_is_found_where_there_is_nothing(
    language: str, kind: str, published: str, text: str, meaning: str
) -> None:
    assert [_meaning(mention.readings[kind]) for mention in mentions(text, language, kind, published)] == []
