"""Two figures for one sum: a text that tells the same gift twice, with numbers that no rounding makes equal."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import Final

from kg.extract.merge import same_words
from kg.model import Fact, Inconsistency

KIND: Final = "figure_mismatch"
_NEAR: Final = Decimal(
    "1.25"
)  # how many times the smaller the larger may be, to be a slip and not another gift
_ALIKE: Final = ("recipient", "flow", "status", "date", "period", "activity", "sector", "implementer")


def figure_mismatches(facts: Sequence[Fact], message: Mapping[str, str]) -> Iterator[Inconsistency]:
    """Each pair of commitments that differ in nothing told of both but in the sum, which is nearly the same.

    ``message`` holds the words by language, with ``{one}``, ``{other}`` and ``{currency}``.
    """
    sums = [fact for fact in facts if fact.type == "commitment" and fact.roles.get("amount")]
    values = {Decimal(fact.roles["amount"][0].value or "0") for fact in sums}
    # One stands in the headline and the other below: lists tell of many gifts that are alike.
    headline = [fact for fact in sums if any(anchor.sentence == 0 for anchor in fact.anchors)]
    below = [fact for fact in sums if all(anchor.sentence > 0 for anchor in fact.anchors)]
    for one, other in product(headline, below):
        a, b = one.roles["amount"][0], other.roles["amount"][0]
        low, high = sorted((Decimal(a.value or "0"), Decimal(b.value or "0")))
        if (
            a.currency == b.currency
            and low > 0
            and _slip(low, high)
            and high - low not in values  # a whole and its part
            and {a.qualifier, b.qualifier} == {"exact"}
            and _one_gift(one, other)
        ):
            said = {"one": a.value, "other": b.value, "currency": a.currency}
            text = {language: words.format_map(said) for language, words in message.items()}
            yield Inconsistency(KIND, text, tuple(sorted((a.span, b.span))), f"figures/{KIND}")


def _one_gift(one: Fact, other: Fact) -> bool:
    """Whether what is told of two sums makes them one: the same giver and nothing that differs."""
    if not one.roles.get("provider") or not same_words(
        one.roles["provider"], other.roles.get("provider", ())
    ):
        return False
    told = [role for role in _ALIKE if one.roles.get(role) and other.roles.get(role)]
    return len(told) > 1 and all(same_words(one.roles[role], other.roles[role]) for role in told)


def _slip(low: Decimal, high: Decimal) -> bool:
    """Whether two different numbers are near each other, or have the same digits, and neither rounds the other."""
    if low == high or _rounded(high, low) == low or _rounded(low, high) == high:
        return False
    digits = [sorted(str(number.normalize().as_tuple().digits)) for number in (low, high)]
    return high <= low * _NEAR or digits[0] == digits[1]


def _rounded(number: Decimal, model: Decimal) -> Decimal:
    """A number with no more digits than another one tells."""
    exponent = model.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return number.scaleb(-exponent).to_integral_value().scaleb(exponent)
