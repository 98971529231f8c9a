"""The names that matching is measured on are well-formed: each in its script, with its source, told apart once."""

import csv
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "names"
KINDS = {"person", "organisation", "place"}
KHMER, LATIN = re.compile("[\u1780-\u17d3]"), re.compile("[A-Za-z]")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", ["pairs", "distractors", "different"])
def test_each_row_is_whole_and_stands_once(name: str) -> None:
    found = rows(name)
    assert {row["kind"] for row in found} <= KINDS
    for row in found:
        assert all(value == value.strip() for value in row.values())
        assert all(row[column] for column in row if column != "note"), row
    named = [tuple(row[column] for column in row if column not in ("source", "note")) for row in found]
    assert len(named) == len(set(named))


def test_pairs_are_of_two_scripts() -> None:
    for row in rows("pairs"):
        assert KHMER.search(row["khmer"]), row
        assert LATIN.search(row["latin"]), row
        assert not KHMER.search(row["latin"]), row


def test_there_is_enough_to_tell_apart() -> None:
    pairs, others = rows("pairs"), rows("distractors")
    assert len({(row["kind"], row["khmer"]) for row in pairs}) >= 150
    latin = {(row["kind"], row["latin"]) for row in [*pairs, *others]}
    assert len(latin) >= 500
    assert len(rows("different")) >= 60


def test_no_distractor_and_no_different_pair_is_a_pair() -> None:
    pairs = {(row["khmer"], row["latin"]) for row in rows("pairs")}
    assert {row["latin"] for row in rows("distractors")}.isdisjoint(latin for _, latin in pairs)
    for row in rows("different"):
        assert (row["one"], row["other"]) not in pairs
        assert (row["other"], row["one"]) not in pairs
