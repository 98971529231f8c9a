"""One fact once: what makes two statements one fact, and what keeps them apart."""

from kg.extract.merge import merged
from kg.model import Fact, Filler, Span


def fact(kind: str, at: int, /, **roles: object) -> Fact:
    """A fact at one place; fillers are values, entities begin with "?", money is (value, currency)."""
    made = {}
    for role, fillers in roles.items():
        listed = fillers if isinstance(fillers, list) else [fillers]
        made[role] = tuple(
            Filler(Span(at, at + 1), value=f[0], currency=f[1])
            if isinstance(f, tuple)
            else Filler(Span(at, at + 1), entity=f)
            if f.startswith("?")
            else Filler(Span(at, at + 1), value=f)
            for f in listed
        )
    return Fact(kind, made, (Span(at, at + 10),), (f"rule-{at}",))


def test_a_repeated_sum_is_one_fact_with_both_pieces_of_evidence() -> None:
    first = fact("commitment", 0, provider="?japan", amount=("5", "USD"), status="pledged")
    second = fact(
        "commitment", 50, provider="?japan", recipient="?cambodia", amount=("5", "USD"), status="signed"
    )
    [one] = merged([first, second])
    assert one.evidence == (Span(0, 10), Span(50, 60))
    assert [filler.value for filler in one.roles["status"]] == ["signed"]
    assert [filler.entity for filler in one.roles["recipient"]] == ["?cambodia"]
    assert one.rules == ("rule-0", "rule-50")


def test_sums_of_different_givers_or_sizes_stay_apart() -> None:
    facts = [
        fact("commitment", 0, provider="?japan", amount=("5", "USD")),
        fact("commitment", 20, provider="?korea", amount=("5", "USD")),
        fact("commitment", 40, provider="?japan", amount=("6", "USD")),
        fact("commitment", 60, provider="?japan", amount=("5", "EUR")),
    ]
    assert len(merged(facts)) == 4


def test_rounds_on_different_days_stay_apart_and_a_bare_mention_joins() -> None:
    facts = [
        fact("meeting", 0, kind="consultation", date="2020-09-11"),
        fact("meeting", 20, kind="consultation", date="2020-09-30"),
        fact("meeting", 40, kind="consultation", date="2020-09-30", mode="virtual"),
    ]
    assert [[f.value for f in one.roles["date"]] for one in merged(facts)] == [["2020-09-11"], ["2020-09-30"]]


def test_what_another_fact_contains_says_nothing_more() -> None:
    facts = [
        fact("position", 0, person="?a", title="Minister"),
        fact("position", 20, person="?a", title="Minister", organisation="?ministry"),
        fact("position", 40, person="?b", title="Minister"),
    ]
    assert len(merged(facts)) == 2


def test_a_project_told_with_a_longer_name_is_the_same_project() -> None:
    short = fact("activity", 0, name="Road Asset Management Project", funder="?world-bank")
    long = fact("activity", 30, name="Road Asset  Management Project in Cambodia")
    [one] = merged([short, long])
    assert [filler.value for filler in one.roles["name"]] == ["Road Asset Management Project"]
    assert one.evidence == (Span(0, 10), Span(30, 40))


def test_a_project_told_in_nearly_the_same_words_is_the_same_project() -> None:
    name = "Project for Rural Water Supply and Sanitation in Takeo"
    for other in (name[:-3], name.replace(" for ", " of "), name.replace("and", "&")):
        facts = [
            fact("activity", 0, name=name, funder="?japan"),
            fact("activity", 30, name=other, funder="?japan"),
        ]
        assert len(merged(facts)) == 1, other
    numbered = [fact("activity", at, name=f"{name}, Phase {at}", funder="?japan") for at in (1, 2)]
    assert len(merged(numbered)) == 2


def test_equal_sums_for_several_bodies_stay_apart() -> None:
    facts = [
        fact("commitment", 0, provider="?japan", recipient="?school", amount=("5", "USD")),
        fact("commitment", 20, provider="?japan", recipient="?clinic", amount=("5", "USD")),
    ]
    assert len(merged(facts)) == 2


def test_another_phase_or_road_is_another_project() -> None:
    for other in ("National Road 55", "National Road 5 II", "National Road", "Road"):
        facts = [
            fact("activity", 0, name="National Road 5", funder="?japan"),
            fact("activity", 30, name=other, funder="?japan"),
        ]
        assert len(merged(facts)) == 2, other


def test_who_receives_in_one_statement_of_a_sum_does_not_give_it_in_another() -> None:
    first = fact("commitment", 0, provider="?bank", recipient="?cambodia", amount=("5", "USD"))
    second = fact("commitment", 30, provider="?cambodia", amount=("5", "USD"))
    for told in ([first, second], [second, first]):
        [one] = merged(told)
        assert [filler.entity for filler in one.roles["provider"]] == ["?bank"]
        assert [filler.entity for filler in one.roles["recipient"]] == ["?cambodia"]


def test_equal_sums_for_different_sectors_are_two() -> None:
    facts = [
        fact("commitment", 0, provider="?bank", amount=("5", "USD"), sector="?education"),
        fact("commitment", 30, provider="?bank", amount=("5", "USD"), sector="?energy"),
    ]
    assert len(merged(facts)) == 2


def test_the_order_is_that_of_the_text() -> None:
    facts = [fact("source", 90, publisher="?b"), fact("source", 10, publisher="?a")]
    assert [one.evidence[0].start for one in merged(facts)] == [10, 90]
