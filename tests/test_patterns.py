"""The pattern language: what each of its signs matches and captures, and that mistakes are named."""

import pytest

from kg.grammar.alphabet import Alphabet
from kg.grammar.patterns import Compiler, PatternError
from kg.grammar.tape import Mention, Tape

ALPHABET = Alphabet({"agent": ["government", "person"]})
for kind in ("government", "person", "money", "and", "give"):
    ALPHABET.symbol([kind])
COMPILER = Compiler(ALPHABET, {"year": r"\d{4}"}, " [,] [<and>] ", str, lambda word: word == "given")


def tape(*pieces: str | tuple[str, str]) -> Tape:
    """A tape of plain text and mentions written as (kind, surface)."""
    text, mentions = "", []
    for piece in pieces:
        kind, surface = (None, piece) if isinstance(piece, str) else piece
        if kind:
            mentions.append(Mention(len(text), len(text) + len(surface), {kind: surface}))
        text += surface
    return Tape.of(text, 0, len(text)).with_mentions(mentions, ALPHABET)


GIVES = tape(
    ("government", "Japan"),
    " and ",
    ("government", "Korea"),
    " ",
    ("give", "gave"),
    " them ",
    ("money", "$5"),
)
CASES = [
    ("<who:agent> <give>", {"who": ["Korea"]}),
    ("<who:agent> … <give>", {"who": ["Japan"]}),
    ("<who:agent> …[^agent] <give>", {"who": ["Korea"]}),
    ("<who:agent>* <give>", {"who": ["Japan", "Korea"]}),
    ("<give> [nothing] them <sum:money>", {"sum": ["$5"]}),
    ("<give> (us|them) <sum:money>", {"sum": ["$5"]}),
    ("^ <who:government>", {"who": ["Japan"]}),
    ("<sum:money> $", {"sum": ["$5"]}),
    ("<who:person>", None),
    ("^ <sum:money>", None),
    ("<who:government> the <give>", None),
]


@pytest.mark.parametrize(("pattern", "expected"), CASES)
def test_what_a_pattern_captures(pattern: str, expected: dict[str, list[str]] | None) -> None:
    found = COMPILER.compile(pattern).search(GIVES)
    got = found and {role: [part.value for part in parts] for role, parts in found.parts.items()}
    assert got == expected


def test_a_list_of_mentions_is_captured_whole() -> None:
    listed = tape(("government", "A"), ", ", ("government", "B"), " ", ("and", "and"), " ", ("person", "C"))
    found = COMPILER.compile("<who:agent>+").search(listed)
    assert found is not None
    assert [part.value for part in found.parts["who"]] == ["A", "B", "C"]


def test_text_is_captured_with_its_offsets() -> None:
    found = COMPILER.compile("{title: the :year: plan} of <agent>").search(
        tape("on the 2019 plan of ", ("government", "Japan"))
    )
    assert found is not None
    assert [(part.start, part.end) for part in found.parts["title"]] == [(3, 16)]


def test_words_match_whole_and_in_any_case() -> None:
    pattern = COMPILER.compile("aid")
    assert pattern.search(tape("Japanese AID to")) is not None
    assert pattern.search(tape("he said so")) is None


def test_a_short_gap_is_short() -> None:
    pattern = COMPILER.compile("from .. to")
    assert pattern.search(tape("from " + "x" * 30 + " to")) is not None
    assert pattern.search(tape("from " + "x" * 60 + " to")) is None


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("<who:agent> [once", "not closed"),
        ("once)", "closes nothing"),
        (":month: of", "no shape"),
        ("{once}", "captured stretch"),
        ("it was given", "word of the lexicon"),
    ],
)
def test_a_mistake_in_a_pattern_is_named(pattern: str, complaint: str) -> None:
    with pytest.raises(PatternError, match=complaint):
        COMPILER.compile(pattern)


def test_the_anchor_stands_where_the_frame_was_found() -> None:
    place = GIVES.text.index(ALPHABET.symbol(["give"]))
    anchored = GIVES.anchored(place, place + 1, "\uf8ff")
    found = COMPILER.compile("<who:agent> @ …[^agent] <sum:money>").search(anchored)
    assert found is not None
    assert [part.value for part in found.parts["who"]] == ["Korea"]
