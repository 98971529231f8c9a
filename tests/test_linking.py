"""Links between things: what is taken for one without asking, and what is left for a person to judge."""

import pytest

from kg.resolve.comparison import ALIKE, CANDIDATE, Thing, likeness
from kg.resolve.linking import BESIDE, Link, links
from tests.names_to_match import groups, latin, rows

# What documents say of everything in these tests, so that names alone decide.
TOGETHER = frozenset({("organisation", "id:one-ministry")})


def thing(name: str, kind: str = "person", **more: object) -> Thing:
    return Thing(f"id:{name}", kind, kind.capitalize(), (name,), **{"context": TOGETHER, **more})  # type: ignore[arg-type]


def linked(*things: Thing) -> list[Link]:
    return [link for link in links(things) if link.automatic]


def test_officials_are_linked_across_scripts() -> None:
    """Of the Khmer names four of five are linked to one of their own in Latin letters, and hardly any to another."""
    people = groups("person")
    of = {f"id:{name}": group for group in people for name in group}
    things = [thing(name) for name in {*latin("person"), *(name for group in people for name in group)}]
    found = [link for link in linked(*things) if link.likeness.one.isascii() != link.likeness.other.isascii()]
    right = [link for link in found if of.get(link.one) == of.get(link.other)]
    khmer = {id_ for id_ in of if not id_.isascii()}
    assert len(khmer) >= 150 and len(things) >= 500
    assert len(right) / len(found) >= 0.99
    assert len({id_ for link in right for id_ in (link.one, link.other)} & khmer) / len(khmer) >= 0.8


@pytest.mark.parametrize("row", rows("different"), ids=lambda row: f"{row['one']}-{row['other']}")
def test_things_that_sound_alike_are_not_linked(row: dict[str, str]) -> None:
    """Among all the others that sound alike, and even where documents say the same of both."""
    same_kind = {
        name
        for other in rows("different")
        if other["kind"] == row["kind"]
        for name in (other["one"], other["other"])
    }
    things = [thing(name, row["kind"]) for name in same_kind]
    pair = {f"id:{row['one']}", f"id:{row['other']}"}
    assert not [link for link in linked(*things) if {link.one, link.other} == pair]


def test_a_link_needs_more_than_the_name() -> None:
    apart = thing("ឈៀង យ៉ាណារ៉ា", context=frozenset()), thing("Chhieng Yanara")
    (link,) = links(apart)
    assert link.likeness.score >= ALIKE
    assert not link.automatic
    assert linked(thing("ឈៀង យ៉ាណារ៉ា"), thing("Chhieng Yanara"))


def test_things_that_stand_side_by_side_are_two() -> None:
    one = thing("Chhieng Yanara", context=TOGETHER | {(BESIDE, "id:Chhieang Yanara")})
    (link,) = links([one, thing("Chhieang Yanara")])
    assert link.apart
    assert not link.automatic


def test_what_the_register_tells_apart_is_not_linked() -> None:
    assert not list(links([thing("Hun Manet", known=True), thing("Hun Manith", known=True)]))


def test_a_rival_makes_a_candidate() -> None:
    found = {
        (link.one, link.other): link
        for link in links([thing("ហ៊ុន ម៉ានិត"), thing("Hun Manet"), thing("Hun Manith")])
    }
    link = found["id:Hun Manet", "id:ហ៊ុន ម៉ានិត"]
    assert link.rivals == ("id:Hun Manith",)
    assert not link.automatic


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Ministry of Public Works and Transport", "Ministry of Public Works & Transport", 1, 1),
        ("Ministry of Water Resources & Meteorology", "Ministry of Water Resource and Meteorology", ALIKE, 1),
        ("Royal University of Phnom Penh", "Royal University of Law and Economics", 0, ALIKE - 0.01),
        ("Rural Roads Improvement Project", "Rural Roads Improvement Project II", CANDIDATE, ALIKE - 0.01),
        ("Clean Water Project Phase 1", "Clean Water Project Phase 2", 0, 0),
    ],
)
def test_bodies_are_compared_word_by_word(one: str, other: str, least: float, most: float) -> None:
    score = likeness(thing(one, "organisation"), thing(other, "organisation")).score
    assert least <= score <= most


def test_the_order_of_things_changes_nothing() -> None:
    things = [thing(name) for group in groups("person")[:60] for name in group]
    assert list(links(things)) == list(links(reversed(things)))
