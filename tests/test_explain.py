"""``kg explain``: the text with each fact, its words and its rules, for people at a terminal."""

import re
from pathlib import Path

import pytest

from kg import explain
from kg.__main__ import main
from kg.pipeline import Extractor
from tests.conftest import document

TEXT = "Germany has provided Cambodia with US$670 million over the past 22.\n\nIt will continue."


def explained(extractor: Extractor, text: str, *, colour: bool = False) -> list[str]:
    return list(explain.lines(extractor.extract(document(text, language="en")), colour=colour))


def test_each_fact_has_its_roles_its_words_and_its_rules(extractor: Extractor) -> None:
    shown = explained(extractor, TEXT)
    at = next(
        i for i, line in enumerate(shown) if re.fullmatch(r"\[1\] commitment, confidence 0\.\d\d", line)
    )
    fact = shown[at : shown.index("", at)]
    assert any(line.startswith("    provider: Government of Germany <") for line in fact)
    assert "    amount: 670000000 USD" in fact
    assert "    0-49: «Germany» «has provided» «Cambodia» with «US$670 million»" in fact
    assert fact[-1].startswith("    by en/commitment/")


def test_the_text_follows_with_the_numbers_where_the_words_begin(extractor: Extractor) -> None:
    shown = explained(extractor, TEXT)
    assert shown[-3:-1] == ["[1]Germany has provided Cambodia with US$670 million over the past 22.", ""]
    assert shown[-1] == "It will continue."


def test_what_the_text_leaves_out_is_told(extractor: Extractor) -> None:
    text = "Germany has helped for 22 years. Of five sectors: health and education."
    extraction = extractor.extract(document(text, language="en"))
    shown = list(explain.lines(extraction, colour=False))
    assert [line for line in shown if line.startswith("[!]")] == [
        f"[!] {found.kind}: {found.message['en']}" for found in extraction.inconsistencies
    ]
    assert extraction.inconsistencies


@pytest.mark.parametrize("colour", [True, False])
def test_no_sign_of_a_document_steers_the_terminal(extractor: Extractor, colour: bool) -> None:
    text = "\x1b[31mGermany has\x07 provided Cambodia with US$670 million\x1b]0;title\x07 in 2020.\r\n\x9b2J"
    shown = "\n".join(explained(extractor, text, colour=colour))
    assert "[1] commitment" in shown
    for own in ("\x1b[1m", "\x1b[0m"):
        shown = shown.replace(own, "")
    assert not {sign for sign in shown if sign < " " or "\x7f" <= sign <= "\x9f"} - {"\n"}


def test_the_command_prints_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "news.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["explain", str(file)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{file}: en, published ")
    assert "[1] commitment" in printed
