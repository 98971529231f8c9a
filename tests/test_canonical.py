"""Of things that are one, one IRI; judgements of people come first and are never overruled."""

from kg.resolve.canonical import canonical

NOTHING: frozenset[str] = frozenset()


def test_being_the_same_is_transitive() -> None:
    found = canonical([("b", "c"), ("a", "b")], [], [("d", "c")], NOTHING)
    assert found.iris == {"b": "a", "c": "a", "d": "a"}
    assert found.of("a") == "a"
    assert found.of("z") == "z"


def test_what_the_register_knows_gives_the_name() -> None:
    assert canonical([], [], [("a", "k")], frozenset("k")).iris == {"a": "k"}


def test_the_register_tells_its_own_things_apart() -> None:
    found = canonical([], [], [("a", "k"), ("a", "l")], frozenset("kl"))
    assert found.iris == {"a": "k"}


def test_a_judgement_may_join_what_the_register_tells_apart() -> None:
    assert canonical([("k", "l")], [], [], frozenset("kl")).iris == {"l": "k"}


def test_no_link_overrules_a_judgement() -> None:
    assert canonical([], [("a", "b")], [("a", "b")], NOTHING).iris == {}


def test_no_link_overrules_what_follows_from_judgements() -> None:
    """a is the same as b, and b is not c: then a is not c either, whatever links say."""
    found = canonical([("a", "b")], [("b", "c")], [("c", "d"), ("a", "d")], NOTHING)
    assert found.iris == {"b": "a", "d": "c"}


def test_contradicting_judgements_are_named_and_the_others_followed() -> None:
    found = canonical([("a", "b"), ("b", "c"), ("x", "y")], [("c", "a")], [], NOTHING)
    assert found.iris == {"b": "a", "y": "x"}
    assert found.refused == (("b", "c"),)


def test_cycles_are_no_contradiction() -> None:
    found = canonical([("a", "b"), ("b", "c"), ("c", "a"), ("a", "a")], [], [], NOTHING)
    assert found.iris == {"b": "a", "c": "a"}
    assert found.refused == ()
