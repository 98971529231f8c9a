"""Bad input at the command line: an exit code, one plain line that names what is wrong, and nothing lost."""

import errno
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from kg.__main__ import main
from kg.readers import content
from kg.store import Store
from tests.readers_files import archive, pdf, word

GOOD = {
    "good.txt": "Germany provided US$670 million to Cambodia.",
    "better.txt": "Japan provided US$25 million to Cambodia.",
}
LARGEST = 100_000

# Documents that cannot be read: name, bytes (None: there is nothing of this name), what is said of it.
DOCUMENTS: list[tuple[str, bytes | None, str]] = [
    ("missing.txt", None, "there is no such file; check its name"),
    ("empty.txt", b"", "is empty; save or download the document again"),
    ("blank.txt", b" \n\t\n", "there is no text in it"),
    ("binary.bin", bytes(range(1, 32)) * 9, "is a binary file, not a document"),
    ("program", b"\x7fELF\x02\x01\x01" + bytes(99), "is a program or a database"),
    ("garbled.txt", bytes(range(128, 256)) * 9, "is not text in any known encoding; save it again as UTF-8"),
    ("lost.txt", "\ufffd".encode() * 9 + b"abc", "most of its characters are lost"),
    ("large.txt", b"Germany " * (LARGEST // 8 + 1), "is larger than"),
    ("letters.zip", archive({"a.txt": b"Germany"}), "is a zip archive without a Word document: unpack it"),
    ("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture: read its text with OCR first"),
    ("damaged.pdf", b"%PDF-1.4\njunk", "is a damaged PDF; download or export it again"),
    ("cut.pdf", pdf(["Germany"])[:200], "is a damaged PDF"),
    ("damaged.docx", word("Germany")[:3000], "is a damaged DOCX; open it in an office program"),
    ("folder", None, "holds no documents of the kinds that are read"),
]

# The rest: arguments, exit code, what the one line says. {filled}, {empty}, {other}, {new} are folders.
COMMANDS: list[tuple[str, int, list[str]]] = [
    ("query fundin --store {filled}", 2, ["fundin: the library has no query", "did you mean funding"]),
    ("query xyzzy --store {filled}", 2, ["xyzzy: the library has no query", "kg queries lists them"]),
    ("queries fundin", 2, ["fundin: the library has no query", "did you mean funding"]),
    ("query none.rq --store {filled}", 1, ["none.rq: there is no such file"]),
    ("query folder/ --store {filled}", 1, ["folder/: cannot be read"]),
    ("query latin.rq --store {filled}", 1, ["latin.rq: is no text in UTF-8"]),
    ("query deep.rq --store {filled}", 1, ["deep.rq: nests deeper than"]),
    ("query connections --store {filled}", 2, ["connections: needs --param from="]),
    ("query connections --store {filled} -p from= -p to=Germany", 2, ["connections: needs --param from="]),
    ("query connections --store {filled} -p from=Germany", 2, ["connections: needs --param to="]),
    (
        "query funding --store {filled} -p provder=Germany",
        2,
        ["funding: has no parameter 'provder'", "provider"],
    ),
    (
        "query select.rq --store {filled} -p provider=Germany",
        2,
        ["select.rq: takes no parameters", "provider"],
    ),
    ("query funding --store {filled} -p provider", 2, ["--param provider: write it as name=value"]),
    ("query funding --store {filled} -p =Germany", 2, ["--param =Germany: write it as name=value"]),
    ("query funding --store {filled} -p provider=Germny", 1, ["called 'Germny'", "did you mean Germany?"]),
    ("query funding --store {filled} -p minimum=much", 1, ["--param minimum: 'much' is no number"]),
    ("query funding --store {filled} -p provider=xyzzy", 1, ["called 'xyzzy'", "kg query things"]),
    ("query funding --store {filled} --format turtle", 2, ["--format turtle: this query gives rows"]),
    ("query ask.rq --store {filled} --format turtle", 2, ["--format turtle: this query gives yes or no"]),
    ("query construct.rq --store {filled} --format csv", 2, ["--format csv: this query gives triples"]),
    ("query construct.rq --store {filled} --format table", 2, ["--format table: this query gives triples"]),
    ("query funding --endpoint nonsense", 2, ["--endpoint nonsense: write the address"]),
    ("query funding --endpoint ftp://127.0.0.1/", 2, ["--endpoint ftp://127.0.0.1/: write the address"]),
    ("query funding --endpoint http://[::1", 2, ["--endpoint http://[::1: write the address"]),
    ("query funding --endpoint http://", 2, ["http://: write the address"]),
    ("query funding --endpoint http://127.0.0.1:9/", 1, ["http://127.0.0.1:9/: cannot be reached"]),
    (
        "query funding -p provider=Germany --endpoint http://127.0.0.1:9/",
        1,
        ["http://127.0.0.1:9/: cannot be reached"],
    ),
    ("query funding --store {new}", 1, ["{new}: there is no store; make one with kg build"]),
    ("query funding --store {other}", 1, ["{other}: is no store of kg"]),
    ("query funding --store good.txt", 1, ["good.txt: is no store of kg"]),
    ("query funding --store {damaged}", 1, ["{damaged}: the store cannot be opened"]),
    ("build good.txt --store {other}", 1, ["{other}: is no store of kg"]),
    ("build good.txt --store good.txt", 1, ["good.txt: is no store of kg"]),
    ("build good.txt --store good.txt/store", 1, ["good.txt/store: "]),
    ("build good.txt --store {damaged}", 1, ["{damaged}: the store cannot be opened"]),
    ("export -o graph.foo --store {filled}", 2, ["graph.foo: its ending tells no format", ".ttl"]),
    ("export -o graph --store {filled}", 2, ["graph: its ending tells no format"]),
    ("export -o good.txt/graph.ttl --store {filled}", 1, ["good.txt/graph.ttl: cannot be written"]),
    ("export --store {new}", 1, ["{new}: there is no store"]),
    ("validate --store {new}", 1, ["{new}: there is no store"]),
    ("view --store {new}", 1, ["{new}: there is no store"]),
    ("view --store {empty} -o graph.html", 1, ["{empty}: ", "kg build"]),
    ("view --store {filled} -o good.txt/graph.html", 1, ["good.txt/graph.html: cannot be written"]),
    ("demo good.txt", 1, ["good.txt: cannot be written"]),
]


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents and queries good and bad, and stores: with documents, without, damaged, and none at all."""
    folder = tmp_path_factory.mktemp("material")
    for name, text in GOOD.items():
        (folder / name).write_text(text)
    for name, written, _ in DOCUMENTS:
        if written is not None:
            (folder / name).write_bytes(written)
    for name, query in {
        "select.rq": "SELECT ?s { ?s ?p ?o }",
        "ask.rq": "ASK { ?s ?p ?o }",
        "construct.rq": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "deep.rq": "SELECT ?s " + "{" * 300 + "}" * 300,
    }.items():
        (folder / name).write_text(query)
    (folder / "latin.rq").write_bytes(b"# caf\xe9\nASK { ?s ?p ?o }")
    (folder / "folder").mkdir()
    (folder / "other").mkdir()
    (folder / "other" / "notes.txt").write_text("mine")
    with Store.open(folder / "empty"):
        pass
    with Store.open(folder / "damaged"):
        pass
    (folder / "damaged" / "oxigraph" / "CURRENT").write_text("MANIFEST-nothing\n")
    main(["build", *(str(folder / name) for name in GOOD), "--store", str(folder / "filled")])
    return folder


@pytest.fixture
def here(material: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the material as the one that commands run in, without the settings of this machine."""
    monkeypatch.chdir(material)
    monkeypatch.setattr(content, "MAX_BYTES", LARGEST)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.delenv("KG_STORE", raising=False)
    return material


def complaints(err: str) -> list[str]:
    """The lines on standard error that are messages."""
    return [line for line in err.splitlines() if line.startswith("kg: ")]


def exported(store: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> bytes:
    """All that a store says."""
    capsysbinary.readouterr()
    assert main(["export", "--format", "nquads", "--store", str(store)]) == 0
    return capsysbinary.readouterr().out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", ["build", "extract", "explain"])
@pytest.mark.parametrize(("name", "says"), [(name, says) for name, _, says in DOCUMENTS])
def test_a_document_that_cannot_be_read_is_named_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    name: str,
    says: str,
) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))
    assert main([command, name]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = complaints(err)
    assert line.startswith(f"kg: {name}: {says}")
    assert line.endswith(".")
    assert err.splitlines()[0] == line
    assert len(err.splitlines()) == (4 if command == "build" else 1)


def test_a_document_that_may_not_be_read_is_named_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret.txt"
    file.write_text(GOOD["good.txt"])
    file.chmod(0)
    opened = Path.open

    def guarded(path: Path, *args: Any, **kwargs: Any) -> IO[Any]:
        # Root may read everything; for the test nobody may read this file.
        if path == file:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", guarded)
    assert main(["build", str(file), "--store", str(tmp_path / "store")]) == 1
    assert complaints(capsys.readouterr().err) == [
        f"kg: {file}: may not be read by you; ask for permission (chmod +r) or copy it."
    ]


def test_a_document_without_facts_is_named_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "weather.txt"
    file.write_text("It rained all day in the mountains.")
    assert main(["build", str(file), "--store", str(tmp_path / "store")]) == 1
    (line,) = complaints(capsys.readouterr().err)
    assert line.startswith(f"kg: {file}: no fact was found in it")


@pytest.mark.parametrize(("command", "code", "says"), COMMANDS, ids=[command for command, _, _ in COMMANDS])
def test_a_command_that_cannot_be_served_says_why_in_one_line(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, code: int, says: list[str]
) -> None:
    folders = {name: str(here / name) for name in ("filled", "empty", "damaged", "other")}
    folders["new"] = str(tmp_path / "new")
    assert main([word.format(**folders) for word in command.split()]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("kg: ")
    for part in says:
        assert part.format(**folders) in err
    assert not (tmp_path / "new").exists()


def test_an_export_that_fails_leaves_what_was_there(here: Path, tmp_path: Path) -> None:
    output = tmp_path / "graph.ttl"
    output.write_text("earlier")
    assert main(["export", "-o", str(output), "--store", str(here / "other")]) == 1
    assert output.read_text() == "earlier"


@pytest.mark.parametrize(
    ("text", "place", "shown"),
    [
        ("SELECT ?s { ?s ?p ?o", "line 1", "SELECT ?s { ?s ?p ?o"),
        ("SELECT ?s {\n ?s ?p ?o }}", "line 2", " ?s ?p ?o }}"),
        ("ASK {\n\t?s a kg:Meeting }", "line 2", "\t?s a kg:Meeting }"),
        ("# កម្ពុជា\nASK { ?s ?p 'កម្ពុជា' ? }", "line 2", "ASK { ?s ?p 'កម្ពុជា' ? }"),
    ],
    ids=["not closed", "closed twice", "prefix", "after Khmer"],
)
def test_a_query_with_a_mistake_shows_the_place(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, place: str, shown: str
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(text, encoding="utf-8")
    assert main(["query", str(file), "--store", str(here / "filled")]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    message, repeated, pointer = err.splitlines()
    column = re.search(r", column (\d+): this is no SPARQL query", message)
    assert column is not None
    assert message.startswith(f"kg: {file}: {place}, column ")
    assert message.endswith(".")
    assert repeated == f"  {shown}"
    assert pointer.index("^") == 2 + int(column[1]) - 1
    assert int(column[1]) <= len(shown) + 1


@pytest.mark.parametrize(
    ("text", "nonsense"),
    [
        ("SELECT ?s { ?s ?p ?o }}", "(expected)"),
        ("ASK { ?s a kg:Meeting }", "expected one of Prefix not found"),
        ("SELECT ?s { ?s ?p ?o", '", "."'),
    ],
    ids=["nothing expected", "prefix", "comma"],
)
def test_what_was_expected_in_a_query_is_said_in_words_that_make_sense(
    here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, nonsense: str
) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(text)
    main(["query", str(file), "--store", str(here / "filled")])
    err = capsys.readouterr().err
    assert "this is no SPARQL query" in err
    assert nonsense not in err


def test_an_update_is_no_query(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "update.rq"
    file.write_text("DELETE WHERE { ?s ?p ?o }")
    assert main(["query", str(file), "--store", str(here / "filled")]) == 1
    assert capsys.readouterr().err.startswith(f"kg: {file}: line 1, column ")


@pytest.mark.parametrize(
    "command",
    [
        "",
        "buld a.txt",
        "build",
        "query",
        "query funding --format nonsense",
        "query funding --store a --endpoint http://127.0.0.1:9/",
        "export --format nonsense",
        "view --language fr",
        "validate a.txt",
    ],
)
def test_wrong_usage_shows_how_to_call_it(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(command.split())
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: kg")
    assert " error: " in err.splitlines()[-1]


@pytest.fixture
def locked(here: Path, tmp_path: Path) -> Iterator[Path]:
    """A store that is open for writing."""
    path = tmp_path / "locked"
    with Store.open(path):
        yield path


def test_a_store_that_is_written_to_is_not_built(
    here: Path, locked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "good.txt", "--store", str(locked)]) == 1
    assert capsys.readouterr().err == (
        f"kg: {locked}: another process is writing to this store; wait until it is done.\n"
    )


@pytest.mark.usefixtures("here")
def test_a_damaged_ledger_is_named_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"
    main(["build", "good.txt", "--store", str(store)])
    (store / "documents.json").write_text("{")
    capsys.readouterr()
    assert main(["build", "good.txt", "--store", str(store)]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"kg: {store / 'documents.json'}: cannot be read; remove it")
    assert len(err.splitlines()) == 1


@pytest.mark.usefixtures("here")
def test_a_bad_document_costs_itself_alone(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    names = [*(name for name, _, _ in DOCUMENTS), *GOOD]
    mixed, alone = tmp_path / "mixed", tmp_path / "alone"
    assert main(["build", *names, "--store", str(mixed)]) == 1
    err = capsysbinary.readouterr().err.decode()
    assert sorted(line.split(": ")[1] for line in complaints(err)) == sorted(name for name, _, _ in DOCUMENTS)
    assert f"Documents: 2 read, 0 unchanged, {len(DOCUMENTS)} failed.\n" in err
    assert main(["build", *GOOD, "--store", str(alone)]) == 0
    assert exported(mixed, capsysbinary) == exported(alone, capsysbinary)


@pytest.mark.usefixtures("here")
def test_bad_documents_alone_leave_a_store_as_it_was(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    store = tmp_path / "store"
    main(["build", *GOOD, "--store", str(store)])
    before = exported(store, capsysbinary), (store / "documents.json").read_bytes()
    assert main(["build", *(name for name, _, _ in DOCUMENTS), "--store", str(store)]) == 1
    assert (exported(store, capsysbinary), (store / "documents.json").read_bytes()) == before


@pytest.mark.usefixtures("here")
def test_a_bad_document_among_good_ones_costs_its_line_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "good.txt", "empty.txt", "better.txt"]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert err.startswith("kg: empty.txt: is empty")
    assert len(err.splitlines()) == 1
