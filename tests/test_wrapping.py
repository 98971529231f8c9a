"""Labels in lines, Khmer clusters whole."""

import unicodedata

import pytest

from kg.wrapping import clusters, whole, wrap

BOARD = "គណៈកម្មាធិការនីតិសម្បទានិងអភិវឌ្ឍន៍កម្ពុជា"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Royal Government of Cambodia", ["Royal Government", "of Cambodia"]),
        ("670 million USD", ["670 million USD"]),
        ("  spaces \t and\nline ends  ", ["spaces and line ends"]),
        (BOARD, ["គណៈកម្មាធិការនីតិសម្ប", "ទានិងអភិវឌ្ឍន៍កម្ពុជា"]),
        (
            "ក្រុមប្រឹក្សា\u200bអភិវឌ្ឍន៍\u200bកម្ពុជា\u200bទទួល\u200bបន្ទុក",
            ["ក្រុមប្រឹក្សាអភិវឌ្ឍន៍", "កម្ពុជាទទួលបន្ទុក"],
        ),
        ("ផែនការយុទ្ធសាស្ត្រ អភិវឌ្ឍន៍ជាតិ", ["ផែនការយុទ្ធសាស្ត្រ អភិវឌ្ឍន៍ជាតិ"]),
        ("a" * 50, ["a" * 17, "a" * 17, "a" * 16]),
        ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", None),
        ("", [""]),
    ],
)
def test_wrap(text: str, lines: list[str] | None) -> None:
    wrapped = wrap(text).split("\n")
    if lines is None:
        assert len(wrapped) == 3
        assert wrapped[-1].endswith("…")
    else:
        assert wrapped == lines


def test_no_line_begins_inside_a_cluster() -> None:
    for width in range(1, 30):
        lines = wrap(BOARD, width, 99).split("\n")
        assert "".join(lines) == BOARD
        assert not any(unicodedata.category(line[0]).startswith("M") for line in lines)
        assert not any(line.endswith("្") for line in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("កម្ពុជា", ["ក", "ម្ពុ", "ជា"]),
        ("ស្ត្រី", ["ស្ត្រី"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("ក\u200dខ", ["ក\u200d", "ខ"]),
    ],
)
def test_clusters(text: str, expected: list[str]) -> None:
    assert clusters(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("្ពុជា និង", "ជា និង"), ("ាបាល", "បាល"), ("កម្", "កម"), ("plain", "plain"), ("", "")],
)
def test_whole(text: str, expected: str) -> None:
    assert whole(text) == expected
