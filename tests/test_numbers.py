"""Numbers: which separator means what, words for size, compounds."""

from decimal import Decimal

import pytest

from kg.recognise.numbers import plain

CASES = [
    ("670", False, "670"),
    ("392,371", False, "392371"),
    ("843.946", False, "843946"),
    ("843.946", True, "843.946"),
    ("47,7", True, "47.7"),
    ("1.4", True, "1.4"),
    ("2,451,000,000", False, "2451000000"),
    ("1.234.567", False, "1234567"),
    ("1,234.56", False, "1234.56"),
    ("1.234,56", False, "1234.56"),
    ("2.5", False, "2.5"),
    ("14.3", True, "14.3"),
    ("1,000.5", True, "1000.5"),
]


@pytest.mark.parametrize(("digits", "sized", "value"), CASES)
def test_separators(digits: str, sized: bool, value: str) -> None:
    assert plain(digits, sized=sized) == Decimal(value)
