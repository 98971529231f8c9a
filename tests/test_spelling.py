"""Names of people and places are found across scripts by how they are spelled."""

import math
from collections import defaultdict
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.resolve import spelling
from kg.resolve.names import core
from kg.resolve.spelling import Spelling, letters
from kg.train.spelling import learned, of_register
from tests.names_to_match import groups, latin


def ranked_first(known: Spelling, type_: str, group: frozenset[str], among: list[str]) -> list[bool]:
    """For each Khmer name of a thing whether the name in Latin letters that is nearest is one of its own."""
    found = []
    for name in sorted(name for name in group if not name.isascii()):
        if core(name, type_).isascii():
            continue
        distance, nearest = min(
            (known.distance(core(name, type_), core(other, type_)), other) for other in among
        )
        assert distance >= 0
        found.append(core(nearest, type_) in {core(other, type_) for other in group})
    return found


def test_officials_that_were_not_learned_from_are_found_by_their_spelling() -> None:
    """Of names that the table did not see nine of ten and more rank first, among 457 others."""
    people = groups("person")
    held = people[::4]
    seen = [
        (core(one, "Person"), core(other, "Person"))
        for group in people
        if group not in held
        for one in group
        for other in group
        if not one.isascii() and other.isascii()
    ]
    of_held = {core(name, "Person") for group in held for name in group}
    places = [pair for pair in of_register("km") if of_held.isdisjoint(pair)][::2]
    table: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (native, written), share in learned([*seen, *places]).items():
        table[native][written] = -math.log(share)
    among = latin("person")
    assert len(among) >= 400
    right = [found for group in held for found in ranked_first(Spelling(table), "Person", group, among)]
    assert len(right) >= 35
    assert sum(right) / len(right) >= 0.95


@pytest.mark.parametrize(("kind", "least"), [("person", 0.97), ("place", 0.9)])
def test_the_shipped_table_finds_names_by_their_spelling(kind: str, least: float) -> None:
    among = latin(kind)
    right = [
        found
        for group in groups(kind)
        for found in ranked_first(spelling.load(), kind.capitalize(), group, among)
    ]
    assert len(right) >= 150
    assert sum(right) / len(right) >= least


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        ("ឈៀង យ៉ាណារ៉ា", "Chhieng Yanara", "Chheang Vun"),
        ("Chheang Yanara", "Chhieng Yanara", "Chhay Than"),
        ("គួច ចំរើន", "Kuoch Chamroeun", "Khuong Sreng"),
        ("ឡុងដ៍", "London", "Lyon"),
    ],
)
def test_spellings_of_one_name_are_nearer_than_other_names(one: str, same: str, other: str) -> None:
    known = spelling.load()
    assert known.distance(letters(one), letters(same)) < known.distance(letters(one), letters(other))
    assert known.distance(letters(same), letters(one)) == pytest.approx(
        known.distance(letters(one), letters(same))
    )


def test_the_letters_of_a_name() -> None:
    assert letters("ឯ.ឧ. គួច ចំរើន") == letters("ឯឧគួចចំរើន")
    assert letters("Nguyễn Xuân Phúc") == "nguyenxuanphuc"
    assert letters("Đặng Thị") == "dangthi"
    assert letters("123 –") == ""
    assert core("H.E. Dr. Aun Pornmoniroth", "Person") == "aunpornmoniroth"
    assert core("ឯកឧត្តមបណ្ឌិត អូន ព័ន្ធមុនីរ័ត្ន", "Person") == letters("អូនព័ន្ធមុនីរ័ត្ន")
    assert core("William A. Heidt", "Person") == "williamheidt"
    assert core("ខេត្តកំពត", "Place") == letters("កំពត")
    assert core("Kampot Province", "Place") == "kampot"
    assert core("Capital City", "Place") == "capitalcity"


def test_romanised_names_read_like_those_of_the_press() -> None:
    known = spelling.load()
    assert known.romanised(letters("ហ៊ុន សែន")) == "hunsen"
    assert known.romanised("kampot") == "kampot"


def test_nothing_is_like_a_name_without_letters() -> None:
    assert spelling.load().distance("", "hunsen") == float("inf")


def test_a_malformed_table_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "km"
    folder.mkdir()
    (folder / "latin.tsv").write_text("# a table\nក\tk\tmuch\n", encoding="utf-8")
    monkeypatch.setattr(spelling.resources, "languages", lambda: tmp_path)
    monkeypatch.setattr(spelling, "_tables", lambda: ("km",))
    with pytest.raises(KgError, match=r"latin\.tsv: line 2 is not"):
        spelling.load.__wrapped__()
