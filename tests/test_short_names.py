"""Short names: who is named in full is meant by one word of the name later on, unless two people share it."""

import pytest

from kg.pipeline import Extractor
from tests.conftest import document

FULL = "The Ambassador of Japan to Cambodia, Mr. Atsushi Ueno, arrived on Monday."


def participants(rules: Extractor, text: str) -> list[str]:
    extraction = rules.extract(document(text, language="en", published="2022-07-22"))
    meetings = [fact for fact in extraction.facts if fact.type == "meeting"]
    found = {filler.entity or "" for fact in meetings for filler in fact.roles.get("participant", ())}
    return sorted(name for key in found for name in extraction.entities[key].labels["en"][:1])


@pytest.mark.parametrize("name", ["Ueno", "Ambassador Ueno", "Mr. Ueno", "UENO"])
def test_one_word_of_a_name_means_who_was_named_in_full(rules: Extractor, name: str) -> None:
    text = f"{FULL} On Tuesday, {name} met Prime Minister Hun Sen in Phnom Penh."
    assert participants(rules, text) == ["Atsushi Ueno", "Hun Sen"]


def test_the_words_of_the_fact_are_the_short_ones(rules: Extractor) -> None:
    text = f"{FULL} On Tuesday, Ueno met Prime Minister Hun Sen in Phnom Penh."
    [meeting] = [f for f in rules.extract(document(text, language="en")).facts if f.type == "meeting"]
    assert any("Ueno met" in text[span.start : span.end] for span in meeting.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Ueno met Prime Minister Hun Sen. " + FULL,
        FULL + " Mr. Kenji Ueno, director of JICA, came too. On Tuesday, Ueno met Prime Minister Hun Sen.",
        FULL + " On Tuesday, Ueno Station met Prime Minister Hun Sen.",
        FULL + " On Tuesday, ueno met Prime Minister Hun Sen.",
    ],
    ids=["not named yet", "two share it", "part of another name", "a word like any other"],
)
def test_a_word_that_may_mean_another_is_nobody(rules: Extractor, text: str) -> None:
    assert "Atsushi Ueno" not in participants(rules, text)


def test_the_acronym_of_a_new_organisation_means_it_later(rules: Extractor) -> None:
    text = (
        "The Blue Harbour Relief Society (BHRS) was created in 2019.\n\n"
        "BHRS provided a grant of USD 3 million to Cambodia."
    )
    extraction = rules.extract(document(text, language="en"))
    [giver] = [f.roles["provider"][0].entity for f in extraction.facts if f.roles.get("amount")]
    assert "Blue Harbour Relief Society" in extraction.entities[giver or ""].labels["en"]
