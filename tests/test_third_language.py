"""A language is a folder of data: German was added with no line of Python, and takes nothing from the others."""

import ast
from pathlib import Path

import pytest

from kg.languages import all_languages, detect
from kg.model import Extraction
from kg.pipeline import Extractor
from tests.conftest import ROOT, document

GERMAN = "Am 3. Mai 2019 sagte die Bundesregierung Kambodscha 20 Millionen Euro zu."


def _strings(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_no_code_that_reads_texts_names_a_language() -> None:
    """But English, the language of Latin names in other scripts and of the register's main names."""
    named = {
        (file.relative_to(ROOT).as_posix(), code)
        for folder in ("languages", "grammar", "recognise", "extract")
        for file in (ROOT / "kg" / folder).rglob("*.py")
        for code in all_languages().keys() & _strings(file)
    }
    assert {(file, code) for file, code in named if code != "en"} == set()


def test_german_is_read_as_german(extractor: Extractor) -> None:
    extraction: Extraction = extractor.extract(document(GERMAN))
    assert extraction.document.language == "de"
    assert [fact.type for fact in extraction.facts] == ["commitment"]


@pytest.mark.parametrize(
    "text",
    [
        "Japan gave Cambodia USD 5 million.",
        "Phnom Penh, 3 May 2019",
        "H.E. Prak Sokhonn",
        "Ministry of Economy and Finance",
        "Mr. Jan Weber, Ambassador",
        "GIZ",
    ],
)
def test_short_english_stays_english(text: str) -> None:
    assert detect(text) == "en"
