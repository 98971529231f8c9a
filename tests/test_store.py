"""The store on disk and the ledger beside it: what is refused, what stays, what is replaced."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import KgError
from kg.ledger import Ledger
from kg.store import Store

FIRST = NamedNode("urn:graph-1")
SECOND = NamedNode("urn:graph-2")

# Another process that has the store open for writing until its standard input ends.
WRITER = """
import sys
from pathlib import Path
from kg.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    sys.stdin.read()
"""


def quad(subject: str, thing: str, graph: NamedNode) -> Quad:
    return Quad(NamedNode(f"urn:{subject}"), NamedNode("urn:says"), NamedNode(f"urn:{thing}"), graph)


def write(path: Path, graph: NamedNode, *quads: Quad) -> bool:
    """Replace a graph of the store in a folder, and let go of the store."""
    with Store.open(path) as store:
        return store.replace(graph, quads)


def read(path: Path) -> set[Quad]:
    """All quads of the store in a folder."""
    with Store.open(path, read_only=True) as store:
        return set(store.quads())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with one quad in each of two graphs."""
    path = tmp_path / "store"
    write(path, FIRST, quad("a", "b", FIRST))
    write(path, SECOND, quad("c", "d", SECOND))
    return path


@pytest.fixture
def writer(folder: Path) -> Iterator[Path]:
    """A store that another process writes to."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        yield folder
    finally:
        process.communicate()


def test_a_store_in_memory_is_empty() -> None:
    store = Store.memory()
    assert (store.size(), store.graphs(), store.subjects()) == (0, [], [])


def test_stores_in_memory_share_nothing() -> None:
    one, other = Store.memory(), Store.memory()
    one.replace(FIRST, [quad("a", "b", FIRST)])
    assert (one.size(), other.size()) == (1, 0)


def test_a_missing_store_is_not_made_for_reading(tmp_path: Path) -> None:
    path = tmp_path / "none"
    with pytest.raises(KgError) as raised, Store.open(path, read_only=True):
        pass
    assert str(raised.value).startswith(f"{path}: there is no store; make one with kg build")
    assert not path.exists()


def test_an_empty_folder_is_no_store_to_read(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="there is no store"), Store.open(tmp_path, read_only=True):
        pass
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_becomes_a_store(tmp_path: Path) -> None:
    write(tmp_path, FIRST, quad("a", "b", FIRST))
    assert read(tmp_path) == {quad("a", "b", FIRST)}


def test_a_store_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "store"
    write(path, FIRST, quad("a", "b", FIRST))
    assert read(path) == {quad("a", "b", FIRST)}


@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_is_no_store(tmp_path: Path, read_only: bool) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    with pytest.raises(KgError) as raised, Store.open(file, read_only=read_only):
        pass
    assert str(raised.value) == f"{file}: is no store of kg; name another folder with --store."
    assert file.read_text() == "mine"


@pytest.mark.parametrize("read_only", [True, False])
def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, read_only: bool) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(KgError) as raised, Store.open(tmp_path, read_only=read_only):
        pass
    assert str(raised.value) == f"{tmp_path}: is no store of kg; name another folder with --store."
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_damaged_store_is_said_in_one_line(folder: Path, read_only: bool) -> None:
    (folder / "oxigraph" / "CURRENT").write_text("MANIFEST-nothing\n")
    with pytest.raises(KgError) as raised, Store.open(folder, read_only=read_only):
        pass
    message = str(raised.value)
    assert message.startswith(f"{folder}: the store cannot be opened (")
    assert "\n" not in message


def test_a_store_that_another_process_writes_to_is_locked(writer: Path) -> None:
    with pytest.raises(KgError) as raised, Store.open(writer):
        pass
    assert str(raised.value) == f"{writer}: another process is writing to this store; wait until it is done."


def test_a_store_can_be_read_beside_a_writer(writer: Path) -> None:
    assert read(writer) == {quad("a", "b", FIRST), quad("c", "d", SECOND)}


def test_the_lock_goes_with_the_process_that_held_it(folder: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(folder)]
    assert subprocess.run(command, input=b"", capture_output=True, check=True).stdout == b"open\n"
    assert write(folder, FIRST, quad("a", "z", FIRST))


def test_reopening_shows_what_was_written(folder: Path) -> None:
    assert read(folder) == {quad("a", "b", FIRST), quad("c", "d", SECOND)}


def test_a_store_for_reading_cannot_be_changed(folder: Path) -> None:
    with Store.open(folder, read_only=True) as store, pytest.raises(Exception, match="read-write"):
        store.replace(FIRST, [])
    assert len(read(folder)) == 2


def test_replacing_a_graph_leaves_the_others(folder: Path) -> None:
    assert write(folder, FIRST, quad("e", "f", FIRST), quad("a", "g", FIRST))
    assert read(folder) == {quad("e", "f", FIRST), quad("a", "g", FIRST), quad("c", "d", SECOND)}


def test_replacing_a_graph_leaves_the_same_statement_of_another(folder: Path) -> None:
    write(folder, SECOND, quad("a", "b", SECOND))
    write(folder, FIRST)
    assert read(folder) == {quad("a", "b", SECOND)}


def test_replacing_by_the_same_changes_nothing(folder: Path) -> None:
    before = read(folder)
    assert not write(folder, FIRST, quad("a", "b", FIRST))
    assert read(folder) == before


def test_a_graph_replaced_by_nothing_is_gone() -> None:
    store = Store.memory()
    store.replace(FIRST, [quad("a", "b", FIRST)])
    assert store.has(FIRST)
    assert store.replace(FIRST, [])
    assert not store.has(FIRST)
    assert store.graphs() == []


def test_removing_takes_one_graph_whole() -> None:
    store = Store.memory()
    store.replace(FIRST, [quad("a", "b", FIRST), quad("a", "c", FIRST)])
    store.replace(SECOND, [quad("a", "b", SECOND)])
    store.remove(FIRST)
    assert set(store.quads()) == {quad("a", "b", SECOND)}
    assert store.graphs() == [SECOND]


def test_graphs_and_subjects_are_sorted_and_come_once() -> None:
    store = Store.memory()
    for number in (3, 1, 2, 10):
        graph = NamedNode(f"urn:graph-{number}")
        store.replace(graph, [quad(f"s{number}", "o", graph), quad("every", "o", graph)])
    assert [graph.value for graph in store.graphs()] == [f"urn:graph-{n}" for n in (1, 10, 2, 3)]
    assert [node.value for node in store.subjects()] == [
        f"urn:{n}" for n in ("every", "s1", "s10", "s2", "s3")
    ]


def test_a_subject_gives_what_all_graphs_say_of_it() -> None:
    store = Store.memory()
    store.replace(FIRST, [quad("a", "b", FIRST), quad("x", "b", FIRST)])
    store.replace(SECOND, [quad("a", "b", SECOND), quad("a", "c", SECOND)])
    said = sorted(str(triple.object) for triple in store.of_subject(NamedNode("urn:a")))
    assert said == ["<urn:b>", "<urn:b>", "<urn:c>"]


def test_queries_see_all_graphs_as_one() -> None:
    store = Store.memory()
    store.replace(FIRST, [quad("a", "b", FIRST)])
    store.replace(SECOND, [quad("b", "c", SECOND)])
    rows = [row["end"].value for row in store.select("SELECT ?end { <urn:a> <urn:says>/<urn:says> ?end }")]
    assert rows == ["urn:c"]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger of two documents, one of them known from two files; not yet saved."""
    ledger = Ledger(tmp_path / "documents.json")
    ledger.put("bb", "v1", "/b.txt")
    ledger.put("aa", "v1", "/z.txt")
    ledger.put("aa", "v1", "/a.txt")
    return ledger


def test_a_missing_ledger_is_empty(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "documents.json")
    assert (len(ledger), ledger.files()) == (0, [])


def test_a_ledger_comes_back_as_it_was_saved(tmp_path: Path, ledger: Ledger) -> None:
    ledger.save()
    again = Ledger(tmp_path / "documents.json")
    assert len(again) == 2
    assert again.files() == [("/a.txt", "aa"), ("/b.txt", "bb"), ("/z.txt", "aa")]
    assert again.current("aa", "v1")


def test_the_same_ledger_gives_the_same_bytes_in_whatever_order_it_was_filled(
    tmp_path: Path, ledger: Ledger
) -> None:
    ledger.save()
    other = Ledger(tmp_path / "other.json")
    for sha256, file in [("aa", "/a.txt"), ("aa", "/z.txt"), ("bb", "/b.txt")]:
        other.put(sha256, "v1", file)
    other.save()
    assert (tmp_path / "other.json").read_bytes() == (tmp_path / "documents.json").read_bytes()


def test_saving_leaves_nothing_else_behind(tmp_path: Path, ledger: Ledger) -> None:
    ledger.save()
    ledger.save()
    assert [path.name for path in tmp_path.iterdir()] == ["documents.json"]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b'{"aa": {"files": [',
        b"[]",
        b"7",
        b'{"aa": 7}',
        b'{"aa": {"files": ["/a.txt"]}}',
        b'{"aa": {"files": 7, "fingerprint": "v1"}}',
        b'{"aa": {"files": [["/a.txt"]], "fingerprint": "v1"}}',
        b'{"aa": {"files": "/a.txt", "fingerprint": "v1"}}',
        b'{"aa": {"files": [7], "fingerprint": "v1"}}',
        b"\xff\xfe",
    ],
)
def test_a_damaged_ledger_is_named_with_the_remedy(tmp_path: Path, damaged: bytes) -> None:
    path = tmp_path / "documents.json"
    path.write_bytes(damaged)
    with pytest.raises(KgError) as raised:
        Ledger(path)
    assert str(raised.value).startswith(f"{path}: cannot be read; remove it")
    assert path.read_bytes() == damaged


def test_file_names_that_are_no_utf8_survive(tmp_path: Path, ledger: Ledger) -> None:
    name = os.fsdecode(b"/r\xe9sum\xe9.txt")
    ledger.put("cc", "v1", name)
    ledger.save()
    again = Ledger(tmp_path / "documents.json")
    assert (name, "cc") in again.files()
    assert os.fsencode(again.files()[2][0]) == b"/r\xe9sum\xe9.txt"


def test_khmer_file_names_survive(tmp_path: Path, ledger: Ledger) -> None:
    ledger.put("cc", "v1", "/ឯកសារ.txt")
    ledger.save()
    assert ("/ឯកសារ.txt", "cc") in Ledger(tmp_path / "documents.json").files()


def test_a_ledger_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "documents.json")
    (tmp_path / "documents.json" / "x").mkdir(parents=True)
    with pytest.raises(KgError, match=r"documents\.json: cannot be written"):
        ledger.save()


def test_a_ledger_is_json_for_people(tmp_path: Path, ledger: Ledger) -> None:
    ledger.save()
    assert json.loads((tmp_path / "documents.json").read_text()) == {
        "aa": {"files": ["/a.txt", "/z.txt"], "fingerprint": "v1"},
        "bb": {"files": ["/b.txt"], "fingerprint": "v1"},
    }


def test_a_document_is_current_only_as_it_was_read(ledger: Ledger) -> None:
    assert ledger.current("aa", "v1")
    assert not ledger.current("aa", "v2")
    assert not ledger.current("zz", "v1")


def test_reading_again_makes_a_document_current(ledger: Ledger) -> None:
    ledger.put("aa", "v2", "/a.txt")
    assert ledger.current("aa", "v2")
    assert not ledger.current("aa", "v1")
    assert ledger.files() == [("/a.txt", "aa"), ("/b.txt", "bb"), ("/z.txt", "aa")]


def test_others_are_the_documents_a_file_held_before(ledger: Ledger) -> None:
    ledger.put("ab", "v1", "/b.txt")
    ledger.put("cc", "v1", "/b.txt")
    assert ledger.others("/b.txt", "cc") == ["ab", "bb"]
    assert ledger.others("/a.txt", "aa") == []
    assert ledger.others("/new.txt", "cc") == []


def test_a_document_stays_until_its_last_file_is_forgotten(ledger: Ledger) -> None:
    assert not ledger.forget("aa", "/a.txt")
    assert ledger.current("aa", "v1")
    assert ledger.forget("aa", "/z.txt")
    assert not ledger.current("aa", "v1")
    assert ledger.files() == [("/b.txt", "bb")]
