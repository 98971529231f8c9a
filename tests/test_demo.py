"""``kg demo``: from the bundled samples to a graph, a page, a store and answers, in a folder of the user's choice."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from kg import demo, iri, query, query_library, resources
from kg.__main__ import main
from kg.demo import Demo
from kg.errors import KgError
from kg.store import Store

SAMPLES = sorted(path.name for path in resources.samples().iterdir() if path.name != "README.md")

# The questions that need no parameter.
OPEN = [
    question.name
    for question in query_library.library()
    if not any(parameter.required for parameter in question.parameters)
]


def ignored(message: str) -> None:
    """What is said in passing is of no interest."""


def made(folder: Path, width: int | None = None) -> Demo:
    return demo.run(folder, width=width, say=ignored)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return made(tmp_path_factory.mktemp("demo") / "new" / "folder")


def rows(shown: Demo, name: str) -> list[dict[str, str]]:
    """The answer of the demonstration's store to a question of the library."""
    with Store.open(shown.store, read_only=True) as store:
        solutions = query.ask(store, query_library.find(name).text, name)
        names = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
        return [{key: row[key].value if row[key] else "" for key in names} for row in solutions]  # type: ignore[index, call-overload, union-attr]


def test_every_sample_is_copied_as_it_is(shown: Demo) -> None:
    copied = {path.name: path.read_bytes() for path in shown.documents.iterdir()}
    assert copied == {name: (resources.samples() / name).read_bytes() for name in SAMPLES}


def test_there_are_samples_in_both_languages_and_every_format() -> None:
    assert {Path(name).suffix for name in SAMPLES} == {".txt", ".md", ".html", ".pdf", ".docx"}
    assert {Path(name).suffixes[-2] for name in SAMPLES} == {".en", ".km"}


def test_every_sample_is_read_and_has_facts(shown: Demo) -> None:
    summary = shown.summary
    assert (summary.read, summary.documents, summary.failed) == (len(SAMPLES), len(SAMPLES), 0)
    assert summary.without_facts == 0
    assert summary.facts > 0


def test_the_turtle_holds_the_whole_store(shown: Demo) -> None:
    triples = {quad.triple for quad in parse(shown.turtle.read_bytes(), RdfFormat.TURTLE)}
    with Store.open(shown.store, read_only=True) as store:
        assert triples == {quad.triple for quad in store.quads()}
        assert shown.summary.statements == store.size()


def test_the_turtle_tells_no_path_of_the_machine(shown: Demo) -> None:
    assert str(shown.documents.parent) not in shown.turtle.read_text(encoding="utf-8")


def test_the_page_is_one_file_with_the_samples_in_it(shown: Demo) -> None:
    page = shown.page.read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "Government of Germany" in page
    assert str(shown.documents.parent) not in page


def test_everything_lies_in_the_folder(shown: Demo) -> None:
    folder = shown.documents.parent
    assert {path.name for path in folder.iterdir()} == {"documents", "store", "graph.ttl", "graph.html"}
    assert {shown.documents, shown.store, shown.turtle, shown.page} == set(folder.iterdir())


@pytest.mark.parametrize("name", demo.QUESTIONS)
def test_the_answers_have_a_title_and_rows(shown: Demo, name: str) -> None:
    title, empty, heading, line, *rows = shown.answers[name].splitlines()
    assert title == f"{query_library.find(name).title['en']} (kg query {name}):"
    assert empty == ""
    assert heading.split()
    assert set(line) == {"-", " "}
    assert len(rows) > 0


def test_the_funding_has_a_sum_that_a_sample_tells(shown: Demo) -> None:
    (row,) = [row for row in rows(shown, "funding") if row["amount"] == "7000000"]
    del row["fact"]
    assert row == {
        "provider": "Government of Germany",
        "recipient": "Royal Government of Cambodia",
        "amount": "7000000",
        "currency": "EUR",
        "flow": "",
        "status": "pledged",
        "date": "",
        "document": "germany-political-dialogue-2020.en.html",
    }


def test_the_answers_show_two_samples_that_disagree(shown: Demo) -> None:
    assert "amount_disagreement" in {row["kind"] for row in rows(shown, "inconsistencies")}


def test_a_disagreement_names_both_documents(shown: Demo) -> None:
    found = [row for row in rows(shown, "inconsistencies") if row["kind"] == "amount_disagreement"]
    assert found
    assert all(len(row["documents"].split("; ")) > 1 for row in found)


@pytest.mark.parametrize("question", OPEN)
def test_no_question_gives_a_row_of_the_samples_twice(shown: Demo, question: str) -> None:
    answers = [tuple(row.items()) for row in rows(shown, question)]
    assert answers
    assert len(answers) == len(set(answers))


def test_a_width_is_kept_by_the_answers(tmp_path: Path) -> None:
    from kg import table

    answers = made(tmp_path, width=100).answers
    for answer in answers.values():
        assert max(table.columns(line) for line in answer.splitlines()[2:]) <= 100


def test_another_run_gives_the_same_bytes(tmp_path: Path) -> None:
    first = made(tmp_path)
    before = first.turtle.read_bytes(), first.page.read_bytes(), first.answers
    second = made(tmp_path)
    assert (second.turtle.read_bytes(), second.page.read_bytes(), second.answers) == before
    assert (second.summary.read, second.summary.unchanged) == (0, len(SAMPLES))


def test_another_folder_gets_the_same_bytes(shown: Demo, tmp_path: Path) -> None:
    other = made(tmp_path / "elsewhere")
    assert other.turtle.read_bytes() == shown.turtle.read_bytes()
    assert other.page.read_bytes() == shown.page.read_bytes()
    assert other.answers == shown.answers


def test_a_changed_sample_stays_changed_and_is_read_again(tmp_path: Path) -> None:
    first = made(tmp_path)
    before = first.turtle.read_bytes()
    sample = first.documents / "rural-power-grid-2012.en.txt"
    text = sample.read_text(encoding="utf-8") + "\nJapan granted Cambodia 77 million dollars in 2012.\n"
    sample.write_text(text, encoding="utf-8")
    second = made(tmp_path)
    assert sample.read_text(encoding="utf-8") == text
    assert (second.summary.read, second.summary.documents) == (1, len(SAMPLES))
    assert second.turtle.read_bytes() != before
    assert "77000000" in {row["amount"] for row in rows(second, "funding")}


def test_a_removed_sample_comes_back(tmp_path: Path) -> None:
    first = made(tmp_path)
    before = first.turtle.read_bytes()
    (first.documents / SAMPLES[0]).unlink()
    assert made(tmp_path).turtle.read_bytes() == before
    assert (first.documents / SAMPLES[0]).exists()


def test_a_document_of_the_user_joins_the_samples(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "mine.txt").write_text("Japan granted Cambodia 77 million dollars in 2012.\n")
    shown = made(tmp_path)
    assert shown.summary.documents == len(SAMPLES) + 1
    assert "mine.txt" in {row["document"] for row in rows(shown, "funding")}


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match=r"file/demo: cannot be written .*name another folder"):
        made(tmp_path / "file" / "demo")


def test_the_command_answers_on_standard_output_and_tells_the_places_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    assert main(["demo", str(folder)]) == 0
    out, err = capsys.readouterr()
    for name in demo.QUESTIONS:
        assert f"{query_library.find(name).title['en']} (kg query {name}):" in out
    for name in ("documents", "graph.ttl", "graph.html", "store"):
        assert f"  {folder / name}   " in err
        assert str(folder / name) not in out
    assert f"{len(SAMPLES)} documents, " in err


def test_the_command_the_demonstration_proposes_is_answered(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["demo", str(tmp_path)]) == 0
    proposed = capfdbinary.readouterr().err.decode().split("ask it: kg ")[1].split()
    assert proposed == ["query", "meetings", "--store", str(tmp_path / "store")]
    assert main(proposed) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) > 2


def test_the_command_without_a_folder_makes_one_where_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["demo"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["kg-demo"]


def test_the_command_ends_with_1_and_one_line_where_it_can_not_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["demo", str(tmp_path / "file")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"kg: {tmp_path / 'file'}: cannot be written")
    assert err.count("\n") == 1


def test_things_of_the_samples_have_iris_of_the_graph(shown: Demo) -> None:
    for row in rows(shown, "things"):
        assert row["thing"].startswith(iri.ID)
        assert row["name"]
