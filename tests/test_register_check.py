"""The check of the register finds what is wrong with an entry, and says in which file and line."""

from pathlib import Path

import pytest

from kg import register, register_check, resources
from kg.__main__ import main

HEAD = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix devcoop: <https://w3id.org/devcoop/> .
@prefix id: <https://w3id.org/devcoop/id/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

id:organisation-good a devcoop:NonGovernmentalOrganisation ;
    skos:prefLabel "Good Works"@en , "ការងារល្អ"@km ;
    skos:notation "XM-DAC-21999" ;
    dcterms:source "A test" .

"""
GOOD_LINES = HEAD.count("\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register of one good entry, which tests add to."""
    (tmp_path / "register").mkdir()
    checks = resources.ontology() / "register" / "checks.toml"
    (tmp_path / "register" / "checks.toml").write_bytes(checks.read_bytes())
    monkeypatch.setattr(resources, "ontology", lambda: tmp_path)
    monkeypatch.setattr(register, "load", register.load.__wrapped__)
    return tmp_path / "register" / "some.ttl"


@pytest.mark.parametrize(
    ("entry", "line", "message", "wrong"),
    [
        ('skos:prefLabel "Bad Code"@en ;\n    skos:notation "XM-DAC-7O1-8"', 3, "is malformed", True),
        (
            'skos:prefLabel "Same Code"@en ;\n    skos:notation "XM-DAC-21999"',
            3,
            "is that of Good Works too",
            True,
        ),
        ('skos:prefLabel "Good Works"@en', 2, "is that of Good Works too", True),
        (
            'skos:prefLabel "Khmer"@en ;\n    skos:altLabel "Latin Letters"@km',
            3,
            "script of another language",
            True,
        ),
        ('skos:prefLabel "ឈ្មោះ"@en', 2, "script of another language", True),
        ('skos:prefLabel "ឈ្មោះ"@km', 1, "has no English name", True),
        (
            'skos:prefLabel "A Part"@en ;\n    org:subOrganizationOf id:organisation-gone',
            3,
            "not in the register",
            True,
        ),
    ],
)
def test_what_is_wrong_is_found(folder: Path, entry: str, line: int, message: str, wrong: bool) -> None:
    other = f'id:organisation-other a devcoop:NonGovernmentalOrganisation ;\n    {entry} ;\n    dcterms:source "T" .\n'
    folder.write_text(HEAD + other, encoding="utf-8")
    (finding,) = register_check.findings()
    assert finding.file == folder
    assert finding.line == GOOD_LINES + line
    assert message in finding.message
    assert finding.wrong == wrong
    assert len(register.load()) == 2


def test_a_ministry_without_a_khmer_name_is_incomplete(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write_text(
        f'{HEAD}id:organisation-ministry a devcoop:Ministry ;\n    skos:prefLabel "Ministry of Tests"@en ;\n'
        '    devcoop:country id:place-kh ;\n    dcterms:source "T" .\n',
        encoding="utf-8",
    )
    assert main(["register", "--check"]) == 0
    out, err = capsys.readouterr()
    assert f'{folder}:{GOOD_LINES + 1}: Ministry of Tests has no name in the language "km"' in out
    assert "0 to correct, 1 to complete." in err


def test_a_wrong_entry_makes_exit_code_1(folder: Path) -> None:
    folder.write_text(HEAD.replace("XM-DAC-21999", "DAC 21999"), encoding="utf-8")
    assert main(["register", "--check"]) == 1


def test_nothing_is_wrong_with_the_register() -> None:
    assert [str(finding) for finding in register_check.findings() if finding.wrong] == []


def test_the_register_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["class", "entries", "with", "a", "Khmer", "name", "with", "a", "code"]
    assert int(lines[-1].split()[1]) == len(register.load())


def test_there_are_enough_curated_entries() -> None:
    """Beyond countries and places, and with Khmer names where the press writes of them most."""
    entries = register.load()
    bodies = [
        entry for entry in entries if entry.type not in {"Country", "Government", "Place", "Person", "Sector"}
    ]
    assert len(bodies) >= 600
    assert len([entry for entry in bodies if entry.type != "Strategy" and entry.labels.get("km")]) >= 150
    categories = [
        entry
        for entry in entries
        if entry.type == "Sector" and len(entry.codes) == 1 and len(entry.codes[0]) == 3
    ]
    assert len(categories) >= 49
    assert all(entry.labels.get("km") for entry in categories)
