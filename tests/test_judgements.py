"""Judgements are Turtle that people and kg write: read whole, changed line by line, and told where they are wrong."""

from pathlib import Path

import pytest

from kg import iri, judgements
from kg.errors import KgError
from kg.judgements import Judgements

A, B, C = (iri.ID + f"person-{name}" for name in "abc")
FAR = "http://example.org/person#1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "judgements.ttl"


def read(path: Path) -> Judgements:
    said: list[str] = []
    found = judgements.read(path, said.append)
    assert said == []
    return found


def test_without_a_file_nothing_is_judged(path: Path) -> None:
    assert read(path) == Judgements()


def test_a_judgement_is_written_changed_and_taken_back(path: Path) -> None:
    assert judgements.record(path, "same", B, A)
    assert read(path) == Judgements(same=((A, B),))
    assert "id:person-a owl:sameAs id:person-b ." in path.read_text(encoding="utf-8")
    assert not judgements.record(path, "same", A, B)
    assert judgements.record(path, "different", A, B)
    assert read(path) == Judgements(different=((A, B),))
    assert judgements.record(path, None, A, B)
    assert read(path) == Judgements()
    assert not judgements.record(path, None, A, B)


def test_what_people_wrote_stays(path: Path) -> None:
    judgements.record(path, "same", A, B)
    written = (
        path.read_text(encoding="utf-8")
        + "# seen with her at the signing\nid:person-b owl:sameAs id:person-c . # sure\n"
    )
    path.write_text(written, encoding="utf-8")
    judgements.record(path, "different", A, FAR)
    assert path.read_text(encoding="utf-8") == written + f"<{FAR}> owl:differentFrom id:person-a .\n"
    judgements.record(path, None, B, C)
    assert "# seen with her at the signing" in path.read_text(encoding="utf-8")
    assert read(path) == Judgements(same=((A, B),), different=((FAR, A),))


def test_a_judgement_among_others_is_not_torn_out(path: Path) -> None:
    judgements.record(path, "same", A, B)
    path.write_text(
        path.read_text(encoding="utf-8").replace("id:person-b .", "id:person-b , id:person-c ."),
        encoding="utf-8",
    )
    before = path.read_bytes()
    with pytest.raises(KgError, match=r"judgements\.ttl:5: a judgement on these two stands here with others"):
        judgements.record(path, None, A, C)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("id:person-a owl:differentFrom id:person-a .", "is not different from itself"),
        ('id:person-a owl:sameAs "id:person-b" .', "this is no judgement"),
        ("id:person-a owl:equivalentClass id:person-b .", "this is no judgement"),
    ],
)
def test_what_is_no_judgement_is_told_with_its_line(path: Path, line: str, said: str) -> None:
    judgements.record(path, "same", B, C)
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    told: list[str] = []
    assert judgements.read(path, told.append) == Judgements(same=((B, C),))
    (message,) = told
    assert message.startswith(f"{path}:6: ")
    assert said in message


def test_a_file_that_is_no_turtle_is_refused_with_its_line(path: Path) -> None:
    judgements.record(path, "same", B, C)
    path.write_text(f"{path.read_text(encoding='utf-8')}id:person-a is the same\n", encoding="utf-8")
    before = path.read_bytes()
    for work in (lambda: judgements.read(path, print), lambda: judgements.record(path, "same", A, B)):
        with pytest.raises(KgError, match=r"judgements\.ttl:6: this is no Turtle"):
            work()
    assert path.read_bytes() == before
