"""Names that only the text knows are shown as the text writes them, whatever folding made of them to read them."""

import pytest

from kg.pipeline import Extractor
from tests.conftest import document


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("អាបេ ស៊ីនហ៊្សូ", "អាបេ ស៊ីនហ៊្សូ"),
        ("អាបេ ស៊ីនហ្ស៊ូ", "អាបេ ស៊ីនហ្ស៊ូ"),
        ("អាបេ\u200b ស៊ីន\u200bហ្ស៊ូ", "អាបេ ស៊ីនហ្ស៊ូ"),
        ("អាបេ  ស៊ីនហ្ស៊ូ", "អាបេ ស៊ីនហ្ស៊ូ"),
    ],
)
def test_a_name_is_shown_as_the_text_writes_it(extractor: Extractor, written: str, shown: str) -> None:
    text = f"លោក {written} នាយករដ្ឋមន្ត្រីជប៉ុន បានមកដល់កម្ពុជា។"
    extraction = extractor.extract(document(text, language="km"))
    [person] = [entity for entity in extraction.entities.values() if entity.type == "Person"]
    assert person.labels["km"] == (shown,)


def test_two_spellings_of_a_name_are_one_person(extractor: Extractor) -> None:
    text = "លោក អាបេ ស៊ីនហ៊្សូ នាយករដ្ឋមន្ត្រីជប៉ុន បានមកដល់។ លោក អាបេ ស៊ីនហ្ស៊ូ នាយករដ្ឋមន្ត្រីជប៉ុន បានទៅវិញ។"
    extraction = extractor.extract(document(text, language="km"))
    [person] = [entity for entity in extraction.entities.values() if entity.type == "Person"]
    assert person.labels["km"] == ("អាបេ ស៊ីនហ៊្សូ", "អាបេ ស៊ីនហ្ស៊ូ")
