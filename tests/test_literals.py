"""Literals are typed, canonical, and what a store gives back is what went in."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import literals
from kg.errors import KgError
from kg.vocabulary import XSD

GOOD = [
    (literals.decimal, "670000000", "670000000", XSD.decimal),
    (literals.decimal, "33600000.50", "33600000.5", XSD.decimal),
    (literals.decimal, "1.0", "1", XSD.decimal),
    (literals.decimal, "1E3", "1000", XSD.decimal),
    (literals.decimal, "-0.00", "0", XSD.decimal),
    (literals.decimal, "-5.50", "-5.5", XSD.decimal),
    (literals.decimal, "0.1234567890123456789012345", "0.1234567890123456789012345", XSD.decimal),
    (literals.decimal, "9" * 5000, "9" * 5000, XSD.decimal),
    (literals.whole, "050", "50", XSD.integer),
    (literals.whole, "50.0", "50", XSD.integer),
    (literals.whole, "0", "0", XSD.integer),
    (literals.date, "2020", "2020", XSD.gYear),
    (literals.date, "2020-07", "2020-07", XSD.gYearMonth),
    (literals.date, "2020-07-22", "2020-07-22", XSD.date),
    (literals.date, "2021-05-05/2021-05-06", "2021-05-05/2021-05-06", literals.EDTF),
    (literals.duration, "P22Y", "P22Y", XSD.duration),
    (literals.duration, "P12M", "P1Y", XSD.duration),
    (literals.duration, "P1Y14M", "P2Y2M", XSD.duration),
    (literals.duration, "P2W", "P14D", XSD.duration),
]
BAD = [
    *((literals.decimal, value) for value in ("", "x", "NaN", "Infinity", "1e999999999", "1e-999999999")),
    *((literals.whole, value) for value in ("-1", "1.5", "many")),
    *(
        (literals.date, value)
        for value in ("", "22 July", "2020-7", "2020/", "/2020", "2020-07-22T10:00", "20200722")
    ),
    *((literals.duration, value) for value in ("P", "P0D", "PT3H", "P1.5Y", "22Y", "P" + "9" * 5000 + "Y")),
    *((literals.interval, value) for value in ("/", "2020", "2020/x")),
]


@pytest.mark.parametrize(("make", "value", "lexical", "datatype"), GOOD)
def test_canonical_and_kept_by_a_store(make, value: str, lexical: str, datatype: NamedNode) -> None:
    literal = make(value)
    assert literal == Literal(lexical, datatype=datatype)
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), literal))
    assert next(iter(store)).object == literal


@pytest.mark.parametrize(("make", "value"), BAD)
def test_what_is_none_is_refused_in_words(make, value: str) -> None:
    with pytest.raises(KgError, match=r" is no "):
        make(value)


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [("2019/2023", "2019", "2023"), ("2002/", "2002", None), ("/2024-03-30", None, "2024-03-30")],
)
def test_an_interval_may_be_open(value: str, start: str | None, end: str | None) -> None:
    assert tuple(side and side.value for side in literals.interval(value)) == (start, end)


def test_text_has_its_language_where_it_is_known() -> None:
    assert literals.text("សុខភាព", "km") == Literal("សុខភាព", language="km")
    assert literals.text("x", "und") == Literal("x")
    with pytest.raises(KgError, match="no language code"):
        literals.text("x", "no such language")
