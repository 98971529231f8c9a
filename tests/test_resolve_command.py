"""``kg build`` takes for one what names and documents show to be one; ``kg resolve`` lets people judge the rest."""

import csv
import io
import itertools
from pathlib import Path

import pytest

from kg.__main__ import main

ENGLISH = """Phnom Penh, 23 July 2020 - The meeting was chaired by H.E. Vannak Sothea, Secretary General of the National
Committee for Test Waters. Germany has provided Cambodia with US$670 million.
"""
KHMER = "ភ្នំពេញ៖ ឯកឧត្តម វណ្ណៈ សុធា អគ្គលេខាធិការគណៈកម្មាធិការជាតិទឹកសាកល្បង បានដឹកនាំកិច្ចប្រជុំ នៅថ្ងៃទី២៣ ខែកក្កដា ឆ្នាំ២០២០។\n"
LATER = """Phnom Penh, 25 July 2020 - Mr. Wannak Sothea, Secretary General of the National Committee for Test Waters,
met Ambassador Jane Doe.
"""
TEXTS = {"english.txt": ENGLISH, "khmer.txt": KHMER, "later.txt": LATER}


class Project:
    """A folder with the texts, a store and judgements, and ``kg`` in it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.judgements = folder / "judgements.ttl"
        self._capsys = capsys
        for name, text in TEXTS.items():
            (folder / name).write_text(text, encoding="utf-8")

    def kg(self, *arguments: str, code: int = 0) -> str:
        """What a command says on standard output."""
        assert main([*arguments, "--store", str(self.folder / "store")]) == code
        self.out, self.err = self._capsys.readouterr()
        return self.out

    def build(self, *names: str) -> None:
        """Read texts, all of them where none is named."""
        self.kg("build", *(str(self.folder / name) for name in names or TEXTS))

    def officials(self) -> dict[str, set[str]]:
        """For each document the names of its people."""
        found: dict[str, set[str]] = {}
        for row in csv.DictReader(io.StringIO(self.kg("query", "officials", "--format", "csv"))):
            found.setdefault(row["document"], set()).add(row["person"])
        return found

    def pairs(self, status: str) -> set[frozenset[str]]:
        """The pairs that are listed, by the names that stand in their reasons."""
        lines = self.kg("resolve", "--status", status).splitlines()[2:]
        return {frozenset(line.split("“")[n].split("”")[0] for n in (1, 2)) for line in lines}

    def ids(self, one: str, other: str) -> tuple[str, str]:
        """Two things that are listed together, as the list shows them."""
        for status in ("candidate", "automatic", "same", "different"):
            for line in self.kg("resolve", "--status", status).splitlines():
                if one in line and other in line:
                    return line.split()[1], line.split()[2]
        raise AssertionError(f"{one} and {other} are not listed")


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    return Project(tmp_path, capsys)


def test_one_official_in_two_scripts_is_one_node(project: Project) -> None:
    project.build()
    assert project.officials()["english.txt"] == project.officials()["khmer.txt"] == {"Vannak Sothea"}
    assert project.pairs("automatic") == {frozenset({"Vannak Sothea", "វណ្ណៈ សុធា"})}
    assert frozenset({"Vannak Sothea", "Wannak Sothea"}) in project.pairs("candidate")


def test_a_judgement_is_followed_at_once_and_by_every_build_and_can_be_taken_back(project: Project) -> None:
    project.build()
    before = project.kg("export")
    pair = project.ids("Vannak Sothea", "Wannak Sothea")
    project.kg("resolve", "--same", *pair)
    assert project.officials()["later.txt"] == {"Vannak Sothea", "Jane Doe"}
    assert "owl:sameAs" in project.judgements.read_text(encoding="utf-8")
    judged = project.kg("export")
    (project.folder / "khmer.txt").write_text(KHMER + "\n", encoding="utf-8")
    project.build()
    (project.folder / "khmer.txt").write_text(KHMER, encoding="utf-8")
    project.build()
    assert project.kg("export") == judged
    project.kg("resolve", "--forget", *pair)
    assert project.kg("export") == before


def test_the_machine_does_not_overrule_a_judgement(project: Project) -> None:
    project.build()
    project.kg("resolve", "--different", *project.ids("Vannak Sothea", "វណ្ណៈ សុធា"))
    project.build()
    assert project.officials()["khmer.txt"] == {"វណ្ណៈ សុធា"}
    assert project.pairs("different") == {frozenset({"Vannak Sothea", "វណ្ណៈ សុធា"})}
    assert project.pairs("automatic") == set()


def test_the_order_in_which_documents_come_changes_nothing(project: Project) -> None:
    exports = set()
    for number, order in enumerate(itertools.permutations(TEXTS)):
        store = str(project.folder / f"store-{number}")
        for name in order:
            main(["build", str(project.folder / name), "--store", store])
        project._capsys.readouterr()
        main(["export", "--format", "nquads", "--store", store])
        exports.add(project._capsys.readouterr().out)
    assert len(exports) == 1


def test_without_the_document_that_showed_it_two_things_are_two_again(project: Project) -> None:
    project.build("khmer.txt")
    alone = project.kg("export")
    project.build("english.txt")
    (project.folder / "english.txt").unlink()
    project.kg("build", str(project.folder / "khmer.txt"), "--prune")
    assert project.kg("export") == alone


def test_judgements_that_cannot_be_followed_are_told_and_the_others_followed(project: Project) -> None:
    project.build()
    one, other = project.ids("Vannak Sothea", "Wannak Sothea")
    khmer = next(id_ for id_ in project.ids("Vannak Sothea", "វណ្ណៈ សុធា") if id_ not in (one, other))
    project.kg("resolve", "--same", one, other)
    project.judgements.write_text(
        project.judgements.read_text(encoding="utf-8")
        + f"id:{other} owl:sameAs id:{khmer} .\n"
        + f"id:{khmer} owl:differentFrom id:{one} .\n"
        + "id:person-gone owl:sameAs id:person-lost .\n",
        encoding="utf-8",
    )
    project.build()
    assert f"{project.judgements}:6: other judgements say that these two are different" in project.err
    assert f"{project.judgements}:8: nothing in the graph is called person-gone" in project.err
    assert project.officials()["later.txt"] == {"Vannak Sothea", "Jane Doe"}
    assert project.officials()["khmer.txt"] == {"វណ្ណៈ សុធា"}


def test_what_is_wrong_is_told_and_nothing_is_written(project: Project) -> None:
    project.build()
    project.kg("resolve", "--same", "person-nobody", "government-kh", code=1)
    assert "person-nobody: nothing in the graph is called so" in project.err
    assert not project.judgements.exists()
    project.judgements.write_text("no Turtle", encoding="utf-8")
    project.kg("build", str(project.folder / "later.txt"), code=1)
    assert f"{project.judgements}:1: this is no Turtle" in project.err


def test_the_graph_of_what_is_one_is_valid(project: Project) -> None:
    project.build()
    project.kg("resolve", "--same", *project.ids("Vannak Sothea", "Wannak Sothea"))
    assert "Wrong: 0." in project.kg("validate")
