"""Places that share a name are told apart by the places around them; where they cannot be, none is guessed."""

import pytest

from kg import register
from kg.extract.meant import Meant
from kg.grammar.tape import Mention

ENTRIES = {entry.iri: entry for entry in register.load()}
ID = "https://w3id.org/devcoop/id/"
KAMPOT, SIEM_REAP = "place-kh-7", "place-kh-17"
# Communes called Svay Chek: in Banteay Meanchey and in Siem Reap.
SEVERAL = [entry for entry in ENTRIES.values() if "Svay Chek Commune" in entry.labels.get("en", ())]


def speaking_of(*places: str) -> Meant:
    meant = Meant(ENTRIES, "kh")
    meant.note(Mention(0, 1, {"place": (ENTRIES[ID + place],)}) for place in places)
    return meant


def test_there_are_communes_with_one_name() -> None:
    assert len(SEVERAL) >= 2


def test_the_place_around_it_tells_which_is_meant() -> None:
    for commune in SEVERAL:
        district = ENTRIES[commune.within or ""]
        meant = speaking_of((district.within or "").removeprefix(ID), district.iri.removeprefix(ID))
        plausible = meant.plausible(SEVERAL)
        assert plausible[0] == commune
        assert meant.told_apart(plausible)


def test_nothing_is_guessed() -> None:
    meant = speaking_of(KAMPOT)
    assert not meant.told_apart(meant.plausible(SEVERAL))


@pytest.mark.parametrize("name", ["Kampong Cham", "Kampot"])
def test_a_province_comes_before_a_commune_with_its_name(name: str) -> None:
    province = next(
        entry for entry in ENTRIES.values() if name in entry.labels.get("en", ()) and not entry.within
    )
    meant = speaking_of()
    assert meant.plausible([*SEVERAL, province])[0] == province


def test_every_commune_and_district_lies_somewhere() -> None:
    codes = {code: entry for entry in ENTRIES.values() for code in entry.codes if code.startswith("KH-")}
    assert len([code for code in codes if len(code) == len("KH-010101")]) == 1652
    for code, entry in codes.items():
        if len(code) > len("KH-25"):
            around = ENTRIES[entry.within or ""]
            assert around.codes == (code[:-2] if len(code) > len("KH-0101") else f"KH-{int(code[3:5])}",), (
                code
            )
