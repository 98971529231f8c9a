"""The bundled samples and their gold facts: complete, well formed, and each text written for itself."""

import json
import re
import zipfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from kg.schema import (
    AMOUNT,
    DATE,
    ENTITY_KINDS,
    ENUMERATION,
    ENUMERATIONS,
    NUMBER,
    PERIOD,
    REQUIRED,
    ROLES,
    SECTOR,
)

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "kg" / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.name != "README.md")
GOLD = ROOT / "tests" / "documents"
SHARED_AT_MOST = 59

DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
DATES = re.compile(rf"{DAY}(/{DAY})?")
PERIODS = re.compile(rf"P\d+[YMDW]|{DAY}/({DAY})?|/{DAY}")


def gold_of(sample: Path) -> dict[str, Any]:
    return json.loads((GOLD / f"{sample.stem}.json").read_text(encoding="utf-8"))


def text_of(sample: Path) -> str:
    """The words of a sample, read without the project's own readers, with white space folded."""
    if sample.suffix == ".docx":
        body = zipfile.ZipFile(sample).read("word/document.xml").decode("utf-8")
        text = "\n".join("".join(re.findall(r"<w:t[ >][^<]*|<w:t>[^<]*", p)) for p in body.split("</w:p>"))
        text = re.sub(r"<w:t[^>]*>", "", text)
    elif sample.suffix == ".pdf":
        text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sample))
    else:
        text = sample.read_text(encoding="utf-8")
        if sample.suffix == ".html":
            text = re.sub(r"<[^>]*>", " ", text)
    return " ".join(text.split())


def roles_of(fact: dict[str, Any]) -> dict[str, list[Any]]:
    return {role: fillers for role, fillers in fact.items() if role not in ("type", "optional")}


def values(filler: Any) -> list[Any]:
    """The right values of a filler: what stands behind "optional", each alternative of "any"."""
    if isinstance(filler, dict) and "optional" in filler:
        filler = filler["optional"]
    if isinstance(filler, dict) and "any" in filler:
        return list(filler["any"])
    return [filler]


def fault(kind: str, role: tuple[str, str], value: Any) -> str | None:
    """What is wrong with a value that fills a role of this kind, or None."""
    if kind in ENTITY_KINDS or kind == "text":
        right = isinstance(value, list) and value and all(isinstance(name, str) and name for name in value)
        return None if right else "a list of names is wanted"
    if kind == AMOUNT:
        right = isinstance(value, dict) and set(value) == {"value", "currency"} and value["value"] > 0
        return None if right and re.fullmatch("[A-Z]{3}", value["currency"]) else "an amount is wanted"
    if kind == ENUMERATION:
        return None if value in ENUMERATIONS[role] else "not one of the values"
    form = {DATE: DATES, PERIOD: PERIODS, NUMBER: re.compile(r"\d+")}[kind]
    return None if isinstance(value, str) and form.fullmatch(value) else f"not a {kind}"


def faults(gold: dict[str, Any]) -> Iterator[str]:
    for number, fact in enumerate(gold["facts"]):
        for role, fillers in roles_of(fact).items():
            where = f"fact {number}, {fact['type']}.{role}"
            if role not in ROLES[fact["type"]]:
                yield f"{where}: no such role"
                continue
            for value in (value for filler in fillers for value in values(filler)):
                if wrong := fault(ROLES[fact["type"]][role], (fact["type"], role), value):
                    yield f"{where}: {value!r}: {wrong}"
        for group in REQUIRED[fact["type"]]:
            if not group & set(fact):
                yield f"fact {number}, {fact['type']}: needs one of {sorted(group)}"


def test_there_is_gold_for_every_sample_and_a_sample_for_all_gold() -> None:
    assert sorted(sample.stem for sample in SAMPLES) == sorted(path.stem for path in GOLD.glob("*.json"))


def test_the_readme_lists_exactly_the_samples() -> None:
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("## The samples\n")[1]
    assert re.findall(r"^\| `([^`]+)`", table, flags=re.MULTILINE) == [sample.name for sample in SAMPLES]


def test_the_samples_cover_two_languages_and_five_formats() -> None:
    languages = [gold_of(sample)["language"] for sample in SAMPLES]
    assert languages.count("km") >= 6 and languages.count("en") >= 6
    assert {sample.suffix for sample in SAMPLES} == {".txt", ".md", ".html", ".docx", ".pdf"}


def test_the_gold_facts_use_every_type_and_every_enumerated_value() -> None:
    facts = [fact for sample in SAMPLES for fact in gold_of(sample)["facts"]]
    assert {fact["type"] for fact in facts} == set(ROLES)
    used = {
        (fact["type"], role, value)
        for fact in facts
        for role, kind in ROLES[fact["type"]].items()
        if kind == ENUMERATION
        for filler in fact.get(role, [])
        for value in values(filler)
    }
    never = {"hybrid", "framework", "treaty"}
    wanted = {(*role, value) for role, known in ENUMERATIONS.items() for value in known if value not in never}
    assert wanted <= used


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_the_gold_is_well_formed(sample: Path) -> None:
    gold = gold_of(sample)
    assert gold["language"] == sample.stem.rsplit(".", 1)[1]
    assert "published" not in gold or DATES.fullmatch(gold["published"])
    assert list(faults(gold)) == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_name_of_every_entity_stands_in_the_text(sample: Path) -> None:
    text = re.sub(r"\s", "", text_of(sample)).casefold()
    missing = [
        (fact["type"], role, names)
        for fact in gold_of(sample)["facts"]
        for role, fillers in roles_of(fact).items()
        if (kind := ROLES[fact["type"]][role]) in ENTITY_KINDS and kind != SECTOR
        for filler in fillers
        for names in values(filler)
        if not any(re.sub(r"\s", "", name).casefold() in text for name in names)
    ]
    assert missing == []


def test_no_two_samples_share_a_long_stretch() -> None:
    size = SHARED_AT_MOST + 1
    stretches = {}
    for sample in SAMPLES:
        text = text_of(sample)
        stretches[sample.name] = {text[at : at + size] for at in range(len(text) - size + 1)}
    for one, other in combinations(stretches, 2):
        assert stretches[one] & stretches[other] == set(), f"{one} and {other}"


@pytest.mark.parametrize(
    ("role", "value", "right"),
    [
        (("commitment", "amount"), {"value": 5, "currency": "USD"}, True),
        (("commitment", "amount"), {"value": 5, "currency": "dollar"}, False),
        (("commitment", "flow"), "grant", True),
        (("commitment", "flow"), "gift", False),
        (("meeting", "date"), "2020-09/2020-10-01", True),
        (("meeting", "date"), "30 September 2020", False),
        (("activity", "period"), "/2021-03", True),
        (("activity", "period"), "2021", False),
        (("meeting", "attendance"), "50", True),
        (("meeting", "attendance"), "about 50", False),
        (("source", "publisher"), ["CDC"], True),
        (("source", "publisher"), "CDC", False),
    ],
)
def test_the_check_of_values_tells_right_from_wrong(role: tuple[str, str], value: Any, right: bool) -> None:
    assert (fault(ROLES[role[0]][role[1]], role, value) is None) == right
