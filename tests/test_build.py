"""``kg build``: what is read, what is left alone, what goes, and that nothing else decides what the graph says."""

import hashlib
import io
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg import iri, pipeline
from kg.__main__ import main
from kg.model import Document, Extraction
from kg.store import Store

GERMANY = "Germany provided US$670 million to Cambodia.\n"
JAPAN = "Japan provided US$25 million to Cambodia.\n"
KHMER = "ថ្ងៃទី១២ ខែឧសភា ឆ្នាំ២០២០ អាល្លឺម៉ង់បានផ្តល់ជំនួយ ២០លានអឺរ៉ូ ដល់កម្ពុជា។\n"
TEXTS = {"germany.txt": GERMANY, "japan.txt": JAPAN, "khmer.txt": KHMER}

TALKS = "On {day}, Germany and Cambodia held government negotiations in Phnom Penh. Germany committed {sum}\n"
DAY = "12 May 2020"
TO_HEALTH = "EUR {} million to Cambodia for health."

DERIVED = NamedNode(iri.DERIVED_GRAPH)
REGISTER = NamedNode(iri.REGISTER_GRAPH)
BROKEN = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three documents that state facts."""
    path = tmp_path / "documents"
    path.mkdir()
    for name, text in TEXTS.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the store that commands work on; there is nothing there yet."""
    path = tmp_path / "store"
    monkeypatch.setenv("KG_STORE", str(path))
    return path


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def graph(text: str) -> NamedNode:
    """The named graph of a document with this text."""
    return NamedNode(iri.graph(sha256(text)))


def graphs(path: Path) -> dict[NamedNode, int]:
    """The named graphs of a store with the number of their quads."""
    with Store.open(path, read_only=True) as opened:
        return {name: len(list(opened.of_graph(name))) for name in opened.graphs()}


def documents(path: Path) -> set[NamedNode]:
    """The named graphs of a store that are documents."""
    return set(graphs(path)) - {DERIVED, REGISTER}


def file_names(path: Path) -> list[str]:
    """How the documents of a store are called, sorted."""
    with Store.open(path, read_only=True) as opened:
        rows = opened.select(f"SELECT ?name {{ ?document <{iri.NAMESPACE}fileName> ?name }}")
        return sorted(row["name"].value for row in rows)


def subjects(path: Path, name: NamedNode) -> set[str]:
    """What a named graph of a store speaks of, by the last part of its IRI."""
    with Store.open(path, read_only=True) as opened:
        return {str(quad.subject)[1:-1].rsplit("/", 1)[-1] for quad in opened.of_graph(name)}


def exported(path: Path, tmp_path: Path, ending: str = "nq") -> bytes:
    """The bytes of an export of a store."""
    output = tmp_path / f"exported.{ending}"
    assert main(["export", "--store", str(path), "-o", str(output)]) == 0
    return output.read_bytes()


def disagreements(path: Path) -> list[str]:
    """What documents of a store disagree on, in English."""
    with Store.open(path, read_only=True) as opened:
        rows = opened.select(
            f"""SELECT ?message {{ GRAPH <{iri.DERIVED_GRAPH}> {{
                ?node a <{iri.NAMESPACE}Inconsistency> ;
                  <{iri.NAMESPACE}inconsistencyKind> <{iri.NAMESPACE}inconsistency-amount_disagreement> ;
                  <http://www.w3.org/2000/01/rdf-schema#comment> ?message
                FILTER(LANG(?message) = "en") }} }}"""
        )
        return sorted(row["message"].value for row in rows)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_the_documents_of_these_tests_state_facts(
    folder: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(folder / name)]) == 0
    assert [fact["type"] for fact in json.loads(capsys.readouterr().out)["facts"]] == ["commitment"]


def test_the_first_build_reads_all(folder: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(folder)]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Documents: 3 read, 0 unchanged.\nFound: 3 facts, 0 inconsistencies")
    assert f"{store} holds 3 documents, {sum(graphs(store).values()):,} statements." in err
    assert documents(store) == {graph(text) for text in TEXTS.values()}


def test_the_second_build_reads_nothing(
    folder: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(folder)])
    before = exported(store, tmp_path)
    capsys.readouterr()
    assert main(["build", str(folder)]) == 0
    assert "Documents: 0 read, 3 unchanged.\n" in capsys.readouterr().err
    assert exported(store, tmp_path) == before


def test_what_is_unchanged_is_not_extracted_again(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["build", str(folder)])

    def refuse(self: pipeline.Extractor, document: Document) -> Extraction:
        raise AssertionError(document.path)

    monkeypatch.setattr(pipeline.Extractor, "extract", refuse)
    assert main(["build", str(folder)]) == 0
    assert len(documents(store)) == 3


def test_a_new_file_alone_is_read(folder: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", str(folder)])
    (folder / "france.txt").write_text("France provided US$10 million to Cambodia.")
    capsys.readouterr()
    assert main(["build", str(folder)]) == 0
    assert "Documents: 1 read, 3 unchanged.\n" in capsys.readouterr().err
    assert "france.txt" in file_names(store)


def test_a_changed_file_replaces_its_document_whole(
    folder: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(folder)])
    old, new = sha256(GERMANY), GERMANY.replace("670", "700")
    # The sum as a literal: its digits alone may stand in the hash of any IRI.
    gone = (old[:16].encode(), b'"670000000"')
    assert all(words in exported(store, tmp_path) for words in gone)
    (folder / "germany.txt").write_text(new)
    capsys.readouterr()
    assert main(["build", str(folder)]) == 0
    assert "Documents: 1 read, 2 unchanged, 1 withdrawn.\n" in capsys.readouterr().err
    assert documents(store) == {graph(text) for text in (new, JAPAN, KHMER)}
    written = exported(store, tmp_path)
    assert not any(words in written for words in gone)
    assert b'"700000000"' in written


def test_building_in_steps_gives_the_same_as_building_at_once(
    folder: Path, store: Path, tmp_path: Path
) -> None:
    (folder / "japan.txt").write_text("France provided US$10 million to Cambodia.")
    main(["build", str(folder / "khmer.txt")])
    main(["build", str(folder)])
    (folder / "japan.txt").write_text(JAPAN)
    main(["build", str(folder)])
    at_once = tmp_path / "at once"
    main(["build", str(folder), "--store", str(at_once)])
    assert exported(store, tmp_path, "trig") == exported(at_once, tmp_path, "trig")


def test_a_disagreement_that_is_settled_leaves_no_trace(store: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text(TALKS.format(day=DAY, sum=TO_HEALTH.format(20)))
    other.write_text(TALKS.format(day=DAY, sum=TO_HEALTH.format(25)))
    main(["build", str(one), str(other)])
    assert DERIVED in graphs(store)
    other.write_text(TALKS.format(day=DAY, sum=TO_HEALTH.format(20)) + "The talks were friendly.")
    main(["build", str(one), str(other)])
    at_once = tmp_path / "at once"
    main(["build", str(one), str(other), "--store", str(at_once)])
    assert exported(store, tmp_path, "trig") == exported(at_once, tmp_path, "trig")


def test_a_changed_file_leaves_the_document_that_another_file_holds(folder: Path, store: Path) -> None:
    (folder / "copy.txt").write_text(GERMANY)
    main(["build", str(folder)])
    (folder / "copy.txt").write_text("France provided US$10 million to Cambodia.")
    main(["build", str(folder)])
    assert graph(GERMANY) in documents(store)
    assert len(documents(store)) == 4


def test_a_file_that_becomes_unreadable_keeps_its_document(folder: Path, store: Path) -> None:
    main(["build", str(folder)])
    (folder / "germany.txt").write_bytes(BROKEN)
    assert main(["build", str(folder)]) == 1
    assert graph(GERMANY) in documents(store)


def test_a_deleted_file_keeps_its_document(folder: Path, store: Path) -> None:
    main(["build", str(folder)])
    (folder / "japan.txt").unlink()
    assert main(["build", str(folder)]) == 0
    assert graph(JAPAN) in documents(store)


def test_prune_withdraws_the_document_of_a_deleted_file(
    folder: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(folder)])
    (folder / "japan.txt").unlink()
    capsys.readouterr()
    assert main(["build", "--prune", str(folder)]) == 0
    assert "Documents: 0 read, 2 unchanged, 1 withdrawn.\n" in capsys.readouterr().err
    assert documents(store) == {graph(GERMANY), graph(KHMER)}
    assert "government-jp" not in subjects(store, REGISTER)
    assert sha256(JAPAN)[:16].encode() not in exported(store, tmp_path)


def test_prune_looks_at_files_that_were_not_named(folder: Path, store: Path) -> None:
    main(["build", str(folder)])
    (folder / "japan.txt").unlink()
    main(["build", "--prune", str(folder / "germany.txt")])
    assert documents(store) == {graph(GERMANY), graph(KHMER)}


def test_prune_leaves_what_another_file_still_holds(folder: Path, store: Path) -> None:
    (folder / "copy.txt").write_text(JAPAN)
    main(["build", str(folder)])
    (folder / "japan.txt").unlink()
    main(["build", "--prune", str(folder)])
    assert graph(JAPAN) in documents(store)


def test_prune_leaves_what_came_through_standard_input(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(JAPAN.encode())))
    main(["build", "-"])
    main(["build", "--prune", str(folder / "germany.txt")])
    assert documents(store) == {graph(GERMANY), graph(JAPAN)}


def test_the_same_bytes_under_two_names_are_one_document(
    folder: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a copy.txt").write_text(GERMANY)
    main(["build", str(folder / "germany.txt"), str(folder / "a copy.txt")])
    assert "Documents: 1 read, 1 unchanged.\n" in capsys.readouterr().err
    assert documents(store) == {graph(GERMANY)}
    assert file_names(store) == ["a copy.txt"]


def test_the_name_of_a_document_does_not_tell_which_of_its_files_was_built_first(
    folder: Path, store: Path
) -> None:
    (folder / "a copy.txt").write_text(GERMANY)
    main(["build", str(folder / "germany.txt")])
    main(["build", str(folder)])
    assert "a copy.txt" in file_names(store)


def test_a_document_is_not_called_after_a_file_that_was_withdrawn(folder: Path, store: Path) -> None:
    (folder / "a copy.txt").write_text(GERMANY)
    main(["build", str(folder)])
    (folder / "a copy.txt").unlink()
    main(["build", "--prune", str(folder)])
    assert file_names(store) == sorted(TEXTS)


def test_a_renamed_file_gives_its_document_the_new_name(folder: Path, store: Path) -> None:
    main(["build", str(folder)])
    (folder / "germany.txt").rename(folder / "deutschland.txt")
    main(["build", "--prune", str(folder)])
    assert file_names(store) == ["deutschland.txt", "japan.txt", "khmer.txt"]


def test_two_names_of_one_file_are_read_once(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    main(["build", "germany.txt", "./germany.txt", str(folder / "germany.txt")])
    assert "Documents: 1 read, 0 unchanged.\n" in capsys.readouterr().err
    assert documents(store) == {graph(GERMANY)}


def test_the_environment_names_the_store(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_STORE", "from the environment")
    main(["build", str(folder / "germany.txt")])
    assert documents(tmp_path / "from the environment") == {graph(GERMANY)}
    assert not (tmp_path / "kg-store").exists()


def test_the_option_goes_before_the_environment(folder: Path, store: Path, tmp_path: Path) -> None:
    main(["build", str(folder / "germany.txt"), "--store", str(tmp_path / "option")])
    assert documents(tmp_path / "option") == {graph(GERMANY)}
    assert not store.exists()


@pytest.mark.parametrize("set_to", [None, ""])
def test_without_either_the_store_is_in_the_folder_one_is_in(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_to: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    if set_to is not None:
        monkeypatch.setenv("KG_STORE", set_to)
    main(["build", str(folder / "germany.txt")])
    assert documents(tmp_path / "kg-store") == {graph(GERMANY)}


def test_standard_input_is_a_document_without_a_name(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(KHMER.encode())))
    assert main(["build", "-"]) == 0
    assert "Documents: 1 read, 0 unchanged.\n" in capsys.readouterr().err
    assert documents(store) == {graph(KHMER)}
    assert file_names(store) == []


def test_standard_input_does_not_replace_what_came_through_it_before(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in (GERMANY, JAPAN):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        main(["build", "-"])
    assert documents(store) == {graph(GERMANY), graph(JAPAN)}


def in_a_process(arguments: list[str], seed: str, folder: Path) -> bytes:
    """What ``kg`` writes to standard output in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def built_thrice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Stores of the same documents, by the hash seed they were built with; the order differs as well."""
    folder = tmp_path_factory.mktemp("documents")
    texts = {"copy.txt": GERMANY, **TEXTS}
    texts |= {f"{number}.txt": TALKS.format(day=DAY, sum=TO_HEALTH.format(number)) for number in (20, 25)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    stores = {}
    for number, seed in enumerate(("0", "1", "random")):
        names = random.Random(number).sample(sorted(texts), len(texts))
        stores[seed] = folder.parent / f"store {seed}"
        in_a_process(["build", "--store", str(stores[seed]), *names], seed, folder)
    return stores


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "rdfxml", "graphml"])
def test_neither_order_nor_hash_seed_change_an_export(built_thrice: dict[str, Path], form: str) -> None:
    found = {
        in_a_process(["export", "--store", str(store), "--format", form], seed, store)
        for seed, store in built_thrice.items()
    }
    assert len(found) == 1
    assert b"Germany committed EUR 25 million to Cambodia for health." in found.pop()


def interrupt_at(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the extraction of one document interrupted."""
    extract = pipeline.Extractor.extract

    def interrupted(self: pipeline.Extractor, document: Document) -> Extraction:
        if Path(document.path).name == name:
            raise KeyboardInterrupt
        return extract(self, document)

    monkeypatch.setattr(pipeline.Extractor, "extract", interrupted)


def test_an_interrupt_keeps_what_was_finished(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    interrupt_at("japan.txt", monkeypatch)
    assert main(["build", str(folder)]) == 130
    assert capsys.readouterr().err == "kg: interrupted; what was finished is kept.\n"
    assert documents(store) == {graph(GERMANY)}


def test_after_an_interrupt_the_rest_alone_is_read(
    folder: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        interrupt_at("japan.txt", patched)
        main(["build", str(folder)])
    capsys.readouterr()
    assert main(["build", str(folder)]) == 0
    assert "Documents: 2 read, 1 unchanged.\n" in capsys.readouterr().err
    at_once = tmp_path / "at once"
    main(["build", str(folder), "--store", str(at_once)])
    assert exported(store, tmp_path, "trig") == exported(at_once, tmp_path, "trig")


def test_an_interrupt_while_a_changed_file_is_read_keeps_the_old(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["build", str(folder)])
    before = graphs(store)
    (folder / "japan.txt").write_text(JAPAN.replace("25", "26"))
    interrupt_at("japan.txt", monkeypatch)
    assert main(["build", str(folder)]) == 130
    assert graphs(store) == before


def test_an_extraction_by_other_software_or_data_is_done_again(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(folder)])
    before = graphs(store)
    monkeypatch.setattr(pipeline, "fingerprint", lambda: "another")
    capsys.readouterr()
    assert main(["build", str(folder / "germany.txt")]) == 0
    assert "Documents: 1 read, 0 unchanged.\n" in capsys.readouterr().err
    assert graphs(store) == before
    main(["build", str(folder)])
    assert "Documents: 2 read, 1 unchanged.\n" in capsys.readouterr().err


def test_of_two_extractions_the_later_one_stays(
    folder: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["build", str(folder)])
    old = {name for name in subjects(store, graph(GERMANY)) if name.startswith("extraction-")}
    monkeypatch.setattr(pipeline, "fingerprint", lambda: "another")
    main(["build", str(folder)])
    new = {name for name in subjects(store, graph(GERMANY)) if name.startswith("extraction-")}
    assert (len(old), len(new)) == (1, 1)
    assert old != new


def test_a_lost_ledger_has_all_documents_read_again(
    folder: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(folder)])
    before = exported(store, tmp_path)
    (store / "documents.json").unlink()
    capsys.readouterr()
    assert main(["build", str(folder)]) == 0
    assert "Documents: 3 read, 0 unchanged.\n" in capsys.readouterr().err
    assert exported(store, tmp_path) == before


def files(tmp_path: Path, *texts: str) -> list[str]:
    """Files with these texts."""
    names = []
    for number, text in enumerate(texts):
        file = tmp_path / f"text-{number}.txt"
        file.write_text(text, encoding="utf-8")
        names.append(str(file))
    return names


def test_two_sums_for_one_commitment_are_a_disagreement(store: Path, tmp_path: Path) -> None:
    texts = [TALKS.format(day=DAY, sum=TO_HEALTH.format(number)) for number in (20, 25)]
    main(["build", *files(tmp_path, *texts)])
    (message,) = disagreements(store)
    assert message.startswith("Two documents tell different sums for what seems to be one commitment: EUR 2")
    assert "EUR 20,000,000" in message
    assert "EUR 25,000,000" in message


def test_a_disagreement_points_to_both_documents_and_their_words(store: Path, tmp_path: Path) -> None:
    texts = [TALKS.format(day=DAY, sum=TO_HEALTH.format(number)) for number in (20, 25)]
    main(["build", *files(tmp_path, *texts)])
    with Store.open(store, read_only=True) as opened:
        said = {
            (quad.predicate.value.rsplit("/", 1)[-1], str(quad.object)[1:-1].rsplit("/", 1)[-1])
            for quad in opened.of_graph(DERIVED)
        }
    for text in texts:
        start = text.index("Germany committed")
        assert ("statedIn", f"document-{sha256(text)[:16]}") in said
        assert ("evidence", f"evidence-{sha256(text)[:16]}-{start}-{len(text) - 1}") in said
    assert len([thing for relation, thing in said if relation == "about"]) == 2


def test_both_sums_stay(store: Path, tmp_path: Path) -> None:
    main(["build", *files(tmp_path, *(TALKS.format(day=DAY, sum=TO_HEALTH.format(n)) for n in (20, 25)))])
    with Store.open(store, read_only=True) as opened:
        values = {
            row["value"].value
            for row in opened.select(f"SELECT ?value {{ ?a <{iri.NAMESPACE}value> ?value }}")
        }
    assert values == {"20000000", "25000000"}


def test_two_languages_disagree_as_one_does(store: Path, tmp_path: Path) -> None:
    khmer = (
        "ថ្ងៃទី១២ ខែឧសភា ឆ្នាំ២០២០ រាជរដ្ឋាភិបាលកម្ពុជា និងអាល្លឺម៉ង់ បានចុះហត្ថលេខាលើកិច្ចព្រមព្រៀងហិរញ្ញប្បទាន។ "
        "អាល្លឺម៉ង់បានប្តេជ្ញាផ្តល់ជំនួយ ២៥លានអឺរ៉ូ ដល់កម្ពុជា សម្រាប់វិស័យសុខាភិបាល។\n"
    )
    main(["build", *files(tmp_path, TALKS.format(day=DAY, sum=TO_HEALTH.format(20)), khmer)])
    assert len(disagreements(store)) == 1


@pytest.mark.parametrize(
    "other",
    [
        TALKS.format(day=DAY, sum="EUR 20,000,000 to Cambodia for health."),
        TALKS.format(day=DAY, sum=TO_HEALTH.format(41)),
        TALKS.format(day="13 May 2020", sum=TO_HEALTH.format(25)),
        TALKS.format(day=DAY, sum="US$25 million to Cambodia for health."),
        TALKS.format(day=DAY, sum="EUR 25 million to Cambodia for education."),
        TALKS.format(day=DAY, sum="EUR 25 million to Cambodia."),
        TALKS.format(day=DAY, sum="EUR 25 million to Viet Nam for health."),
        TALKS.format(day=DAY, sum="EUR 25 million to Cambodia for health.").replace("Germany", "France"),
    ],
    ids=["same sum", "far apart", "day", "currency", "sector", "no purpose", "recipient", "provider"],
)
def test_different_things_are_no_disagreement(
    store: Path, tmp_path: Path, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", *files(tmp_path, TALKS.format(day=DAY, sum=TO_HEALTH.format(20)), other)])
    assert "Found: 4 facts" in capsys.readouterr().err
    assert disagreements(store) == []


def test_sums_at_twice_each_other_are_a_disagreement(store: Path, tmp_path: Path) -> None:
    main(["build", *files(tmp_path, *(TALKS.format(day=DAY, sum=TO_HEALTH.format(n)) for n in (20, 40)))])
    assert len(disagreements(store)) == 1


def test_a_sum_that_the_other_document_tells_as_well_is_no_disagreement(store: Path, tmp_path: Path) -> None:
    one = TALKS.format(day=DAY, sum=TO_HEALTH.format(20))
    both = one + "Germany committed EUR 25 million to Cambodia for health.\n"
    main(["build", *files(tmp_path, one, both)])
    assert disagreements(store) == []


def test_a_disagreement_goes_with_one_of_its_documents(store: Path, tmp_path: Path) -> None:
    one, other = files(tmp_path, *(TALKS.format(day=DAY, sum=TO_HEALTH.format(n)) for n in (20, 25)))
    main(["build", one, other])
    assert len(disagreements(store)) == 1
    Path(other).unlink()
    main(["build", "--prune", one])
    assert disagreements(store) == []


def test_the_register_graph_holds_only_what_is_named(folder: Path, store: Path) -> None:
    main(["build", str(folder / "germany.txt")])
    assert subjects(store, REGISTER) == {
        "government-de",
        "government-kh",
        "place-de",
        "place-kh",
        "qualifier-exact",
        "scheme-qualifiers",
        "status-disbursed",
        "scheme-statuses",
    }


def test_the_register_graph_holds_the_bodies_that_the_named_belong_to(store: Path, tmp_path: Path) -> None:
    main(["build", *files(tmp_path, "DEG provided US$5 million to Cambodia.")])
    named = subjects(store, REGISTER)
    assert {"organisation-deg", "organisation-kfw", "government-de"} <= named
    assert "organisation-dfat" not in named


def test_the_register_graph_follows_what_is_named(folder: Path, store: Path) -> None:
    main(["build", str(folder / "germany.txt")])
    assert "government-jp" not in subjects(store, REGISTER)
    main(["build", str(folder / "japan.txt")])
    assert "government-jp" in subjects(store, REGISTER)


@pytest.mark.parametrize("ending", ["ttl", "trig", "nt", "nq", "jsonld", "rdf", "graphml"])
def test_no_place_of_the_machine_is_in_an_export(
    folder: Path, store: Path, tmp_path: Path, ending: str
) -> None:
    main(["build", str(folder)])
    written = exported(store, tmp_path, ending)
    assert b"Germany provided US$670 million to Cambodia" in written
    for place in (folder, store, Path.home(), Path.cwd(), Path(sys.prefix)):
        assert os.fsencode(place) not in written


def test_folders_may_be_mixed_with_files(folder: Path, store: Path, tmp_path: Path) -> None:
    extra = tmp_path / "extra.txt"
    extra.write_text("France provided US$10 million to Cambodia.")
    main(["build", str(extra), str(folder)])
    assert file_names(store) == ["extra.txt", *sorted(TEXTS)]


def test_a_document_without_facts_is_in_the_store_and_said(
    folder: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "weather.txt").write_text("It rained all day in the mountains.")
    assert main(["build", str(folder)]) == 1
    err = capsys.readouterr().err
    assert f"kg: {folder / 'weather.txt'}: no fact was found in it" in err
    assert "1 documents without facts" in err
    assert "weather.txt" in file_names(store)


def test_a_file_name_that_is_no_utf8_is_read_and_known_again(
    folder: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = os.fsencode(folder) + b"/r\xe9sum\xe9.txt"
    try:
        Path(os.fsdecode(name)).write_text("France provided US$10 million to Cambodia.")
    except OSError:
        pytest.skip("the file system takes no such name")
    assert main(["build", str(folder)]) == 0
    capsys.readouterr()
    assert main(["build", str(folder)]) == 0
    assert "Documents: 0 read, 4 unchanged.\n" in capsys.readouterr().err
    assert "r?sum?.txt" in file_names(store)
