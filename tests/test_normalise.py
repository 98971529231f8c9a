"""Folding: spellings that are one word become one, and every folded stretch leads back to the text as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.languages import folded, folds
from kg.normalise import fold

SAME = [
    ("ស្ត្រ", "ស្រ្ត"),
    ("រដ្ឋមន្ត្រី", "រដ្ឋមន្រ្តី"),
    ("រដ្ឋមន្ត្រី", "រដ្ឋមន្ដ្រី"),
    ("រដ្ឋមន្ត្រី", "រដ្ឋមន្រ្ដី"),
    ("ផ្តល់", "ផ្ដល់"),
    ("អភិវឌ្ឍន៍", "អភិវឌ្ឍន៏"),
    ("អភិវឌ្ឍន៍", "អភិវឌ្ឍ"),
    ("អភិវឌ្ឍន៍", "អភិវឌ្ឈន៍"),
    ("ហិរញ្ញប្បទាន", "ហិរញ្ញប្រទាន"),
    ("ហិរញ្ញវត្ថុ", "ហរិញ្ញវត្ថុ"),
    ("ឥណទានសម្បទាន", "ឥណទានសមប្បទាន"),
    ("អនុស្សរណៈ", "អនុសារណ:"),
    ("សហប្រតិបត្តិការ", "សហប្រត្តិបត្តិការ"),
    ("ដុល្លារអាមេរិក", "ដុល្លាអាម៉េរិច"),
    ("អឺរ៉ុប", "អ៊ឹរ៉ុប"),
    ("អាល្លឺម៉ង់", "អាឡឺម៉ង់"),
    ("សម្រាប់គម្រោង", "សំរាប់គំរោង"),
    ("ស្ថាន", "សា្ថន"),
    ("ខ្មែរ", "ខែ្មរ"),
    ("ធ្វើ", "ធ្វេី"),
    ("ឱ្យ", "ឲ្យ"),
    ("ឱ្យ", "អោយ"),
    ("គណៈកម្មាធិការ", "គណ:កម្មាធិការ"),
    ("គណៈកម្មាធិការ", "តណៈកម្មាធិការ"),
    ("គ.ជ.ក.អ.ក", "គ .ជ . ក .អ .ក"),
    ("២០២០", "2020"),
    ("កម្ពុជា", "កម្ពុ\u200bជា"),
    ("a - b", "a – b"),
    ("the Bank's", "the Bank’s"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("word", ["កូវីដ", "ស្ត្រី", "Ministry", "ភ្នំពេញ"])
def test_different_words_stay_different(word: str) -> None:
    assert folded(word) != folded(word + "ស")


def test_offsets_lead_back_to_the_text_as_read() -> None:
    text = "ជា\u200bមួយ  គ .ជ . ក .អ .ក និង រដ្ឋមន្រ្តី ២២"
    result = fold(text, folds())
    start = result.text.index("គ.ជ.ក.អ.ក")
    span = result.origin(start, start + len("គ.ជ.ក.អ.ក"))
    assert text[span.start : span.end] == "គ .ជ . ក .អ .ក"
    start = result.text.index("រដ្ឋមន្ត្រី")
    span = result.origin(start, start + len("រដ្ឋមន្ត្រី"))
    assert text[span.start : span.end] == "រដ្ឋមន្រ្តី"
    assert result.text.endswith("22")


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("កខត្រដាេីៈ៏ .-–\u200b\u00a0\n\r\t២2ab\ue000'’"), max_size=40))
def test_every_folded_character_comes_from_a_stretch_in_order(text: str) -> None:
    result = fold(text, folds())
    assert len(result.text) == len(result.starts) == len(result.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(result.starts, result.ends, strict=True))
    assert list(result.starts) == sorted(result.starts)
    assert "\ue000" not in result.text


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("កខត្រដាេីៈ៏ .-\n២2ab"), max_size=30))
def test_folding_what_is_folded_keeps_digits_and_spaces(text: str) -> None:
    once = folded(text)
    assert "  " not in once
    assert "២" not in once
