"""Any text at all: extraction ends, raises nothing, and the words of each fact are exactly where it says."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Extraction
from kg.pipeline import Extractor
from tests.conftest import document

CORPUS = Path(__file__).parent / "corpus"
# Sentences that state facts, so that what is strange stands next to what is read.
SENTENCES = [
    example["text"]
    for language in ("en", "km", "de")
    for example in tomllib.loads((CORPUS / language / "facts.toml").read_text(encoding="utf-8"))["example"]
]
STRANGE = [
    "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\ud800", "\udfff", "\U000e0001", "\uffff",
    "\ue000", "\uf8ff", "\x00", "\x1b[31m", "\r", "\u2028", "\u0085", "\u17d2", "\u17d2\u17d2", "\u17b6" * 9,
    "\u0301" * 9, "9" * 400, "(" * 200, "([{" * 50, "“‘«", "US$", "៛", "១០០", "$" * 50, "1,2.3,4.5", "...",
    "។ល។", "»", "ǅ", "ﬁ", "İ", "ß",
]  # fmt: skip

pieces = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(STRANGE), st.text(max_size=20))


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A sentence with something strange somewhere inside, cut anywhere."""
    sentence = draw(st.sampled_from(SENTENCES))
    at = draw(st.integers(0, len(sentence)))
    return sentence[:at] + draw(pieces) + sentence[at : draw(st.integers(at, len(sentence)))]


def check(extraction: Extraction, text: str) -> None:
    """The evidence of everything found lies in the text, is not blank, and covers no half of what it names."""
    for fact in extraction.facts:
        assert fact.evidence
        for span in [*fact.evidence, *(f.span for fillers in fact.roles.values() for f in fillers)]:
            assert 0 <= span.start < span.end <= len(text)
            assert text[span.start : span.end].strip()
    for finding in extraction.inconsistencies:
        for span in finding.evidence:
            assert 0 <= span.start < span.end <= len(text)
    used = {f.entity for fact in extraction.facts for fillers in fact.roles.values() for f in fillers}
    assert used - {None} == set(extraction.entities)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(pieces, broken()), max_size=6), st.sampled_from([" ", "", "\n\n"]))
def test_the_words_of_each_fact_are_where_it_says(
    extractor: Extractor, parts: list[str], between: str
) -> None:
    text = between.join(parts)
    check(extractor.extract(document(text, language="und")), text)


@pytest.mark.parametrize("language", ["en", "km", "de"])
@pytest.mark.parametrize("strange", STRANGE, ids=ascii)
def test_what_is_strange_beside_a_sentence_loses_none_of_its_facts(
    extractor: Extractor, language: str, strange: str
) -> None:
    sentence = {
        "en": "Germany provided US$670 million to Cambodia in 2020.",
        "km": "ប្រទេសអាល្លឺម៉ង់បានផ្តល់ជំនួយ ៦៧០លានដុល្លារ ដល់កម្ពុជា។",
        "de": "Deutschland hat Kambodscha 670 Millionen Euro zugesagt.",
    }[language]
    text = f"{strange}\n\n{sentence}\n\n{strange}"
    extraction = extractor.extract(document(text, language=language))
    check(extraction, text)
    assert [fact.type for fact in extraction.facts] == ["commitment"]


@pytest.mark.parametrize(
    "text",
    [
        "Прэзідэнт падпісаў пагадненне на 5 мільёнаў.",
        "大統領は五百万ドルの協定に署名した。",
        "ประธานาธิบดีลงนามข้อตกลง",
        "9" * 100_000,
        "(" * 50_000,
        "\u200b" * 50_000,
        "A " * 50_000,
        "a" * 100_000,
    ],
    ids=["Belarusian", "Japanese", "Thai", "digits", "brackets", "nothing seen", "capitals", "one word"],
)
def test_a_text_that_states_nothing_it_can_read_has_no_facts(extractor: Extractor, text: str) -> None:
    assert extractor.extract(document(text, language="und")).facts == ()


@pytest.mark.parametrize(
    "unit",
    [
        "Mr ",
        "Mr. ",
        "Minister of ",
        "a" + " " * 99,
        "Japan and ",
        "Japan, ",
        "$5 and ",
        "(",
        "“",
        "1,",
        "1 ",
        "លោក ",
        "ជប៉ុន",
    ],
)
def test_a_text_that_tempts_patterns_to_go_back_comes_to_an_end(extractor: Extractor, unit: str) -> None:
    text = unit * (6000 // len(unit))
    check(extractor.extract(document(text, language="und")), text)
