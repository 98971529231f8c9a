"""The gazetteer: names are found whole, whatever spaces stand in them, and never inside other words."""

import pytest

from kg.languages import folded
from kg.recognise.gazetteer import Gazetteer, Phrase

NAMES = {
    "សាធារណរដ្ឋសហព័ន្ធអាល្លឺម៉ង់": "de",
    "អាល្លឺម៉ង់": "de",
    "ស៊ីប": "cy",
    "លោក": "mr",
    "ពិភពលោក": "world",
    "WHO": "who",
    "World Bank": "wb",
    "World Bank Group": "wbg",
    "Mali": "ml",
}
GAZETTEER = Gazetteer(Phrase(folded(name), "name", value) for name, value in NAMES.items())

CASES = [
    ("សាធារណរដ្ឋ សហព័ន្ធអាល្លឺម៉ង់", ["de"]),
    ("រដ្ឋាភិបាលអាល្លឺម៉ង់បានផ្តល់", ["de"]),
    ("អាស៊ីបូព៌ា", []),
    ("ពិភពលោក", ["world"]),
    ("លោក ហ៊ុន", ["mr"]),
    ("the WHO said who", ["who"]),
    ("world bank group", ["wbg"]),
    ("the World\nBank", ["wb"]),
    ("Malian Somali", []),
    ("Mali2020", ["ml"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_what_is_found(text: str, values: list[str]) -> None:
    assert [mention.readings["name"] for mention in GAZETTEER.mentions(folded(text))] == values


def test_two_things_of_one_name_stand_side_by_side() -> None:
    gazetteer = Gazetteer(
        [
            Phrase("Ministry of Health", "organisation", (1,)),
            Phrase("ministry of health", "organisation", (2,)),
        ]
    )
    [mention] = gazetteer.mentions("the Ministry of Health")
    assert mention.readings["organisation"] == (1, 2)
