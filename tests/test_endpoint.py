"""Asking a SPARQL endpoint, on a server of the test's own: what is sent, what comes back, what may go wrong."""

import contextlib
import csv
import gc
import io
import json
import socket
import threading
import urllib.parse
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hand_made import CHEA, EXTRACTION, JAPAN
from hand_made_store import judged, store_of
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
)

from kg import endpoint, iri, query_library, query_parameters, results
from kg.__main__ import main
from kg.errors import KgError, UsageError
from kg.store import Store

JSON_TYPE = "application/sparql-results+json"
CONSTRUCT = 'CONSTRUCT { <urn:a> <urn:b> "c"@en , 7 } {}'
ROW = b'{"x": {"type": "literal", "value": "a"}}'
REQUIRED = {"connections": {"from": "Japan", "to": "Chea Sok"}, "words": {"text": "JICA"}}


def hand_made() -> Store:
    return judged(store_of(EXTRACTION), CHEA.id, JAPAN.id)


@dataclass
class Server:
    """An endpoint over a store; ``canned`` is what it answers instead, ``asked`` what it was sent."""

    store: Store
    url: str = ""
    canned: tuple[int, str, bytes] | None = None
    asked: list[tuple[str, dict[str, list[str]], dict[str, str]]] = field(default_factory=list)

    def answer(self, query: str) -> tuple[int, str, bytes]:
        if self.canned is not None:
            return self.canned
        try:
            found = self.store.query(query)
        except SyntaxError as error:
            return 400, "text/plain", str(error).encode()
        if isinstance(found, QueryTriples):
            return 200, "text/turtle", found.serialize(format=RdfFormat.TURTLE) or b""
        return 200, JSON_TYPE, found.serialize(format=QueryResultsFormat.JSON) or b""


def serving(server: Server) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.reply("POST", urllib.parse.parse_qs(body))

        def do_GET(self) -> None:
            self.reply("GET", urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query))

        def reply(self, method: str, form: dict[str, list[str]]) -> None:
            server.asked.append((method, form, {name.lower(): value for name, value in self.headers.items()}))
            status, kind, content = server.answer(form.get("query", [""])[0])
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return ThreadingHTTPServer(("127.0.0.1", 0), Handler)


@pytest.fixture(autouse=True)
def without_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(hand_made())
    with serving(made) as http:
        made.url = f"http://127.0.0.1:{http.server_port}/sparql"
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield made
        finally:
            http.shutdown()
            thread.join()


@contextlib.contextmanager
def speaking(said: bytes) -> Iterator[str]:
    """The address of a server that says some bytes to whoever comes and hangs up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(30)

        def serve() -> None:
            with contextlib.suppress(OSError):
                visitor, _ = listening.accept()
                with visitor, visitor.makefile("rb") as request:
                    head = list(iter(request.readline, b"\r\n"))
                    length = sum(
                        int(line[15:]) for line in head if line.lower().startswith(b"content-length:")
                    )
                    request.read(length)
                    visitor.sendall(said)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
        finally:
            thread.join()


def unused() -> str:
    """An address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"


def test_a_select_gives_solutions(server: Server) -> None:
    answer = endpoint.ask(server.url, "SELECT ?b ?a { VALUES (?a ?b) { (1 'x') (UNDEF 'ក') } }", "mine")
    assert isinstance(answer, QuerySolutions)
    assert [variable.value for variable in answer.variables] == ["b", "a"]
    assert [(row["a"], row["b"]) for row in answer] == [
        (Literal(1), Literal("x")),
        (None, Literal("ក")),
    ]


@pytest.mark.parametrize(("query", "said"), [("ASK {}", True), ("ASK { <urn:a> ?p ?o }", False)])
def test_an_ask_gives_yes_or_no(server: Server, query: str, said: bool) -> None:
    answer = endpoint.ask(server.url, query, "mine")
    assert isinstance(answer, QueryBoolean)
    assert bool(answer) is said


def test_a_construct_gives_triples(server: Server) -> None:
    triple = (NamedNode("urn:a"), NamedNode("urn:b"))
    assert set(endpoint.ask(server.url, CONSTRUCT, "mine")) == {  # type: ignore[arg-type]
        Triple(*triple, Literal("c", language="en")),
        Triple(*triple, Literal(7)),
    }


def test_a_describe_gives_triples(server: Server) -> None:
    found = endpoint.ask(server.url, f"DESCRIBE <{iri.ID}government-jp>", "mine")
    assert isinstance(found, list)
    assert {triple.subject.value for triple in found} == {f"{iri.ID}government-jp"}  # type: ignore[union-attr]


@pytest.mark.parametrize("query", ["SELECT * {}", "ASK {}", CONSTRUCT])
def test_the_query_is_sent_by_post_as_a_form(server: Server, query: str) -> None:
    endpoint.ask(server.url, query, "mine")
    ((method, form, headers),) = server.asked
    assert method == "POST"
    assert form["query"] == [query]
    assert headers["content-type"] == "application/x-www-form-urlencoded"


def test_a_query_with_khmer_is_sent_whole(server: Server) -> None:
    query = 'ASK { FILTER("ក្រសួង & = + %" = "ក្រសួង & = + %") }'
    assert endpoint.ask(server.url, query, "mine")
    assert server.asked[0][1]["query"] == [query]


@pytest.mark.parametrize(("query", "accepted"), [("ASK {}", JSON_TYPE), (CONSTRUCT, "text/turtle")])
def test_the_server_is_told_which_format_is_wanted(server: Server, query: str, accepted: str) -> None:
    endpoint.ask(server.url, query, "mine")
    assert accepted in server.asked[0][2]["accept"]


def test_the_server_is_told_who_asks(server: Server) -> None:
    endpoint.ask(server.url, "ASK {}", "mine")
    assert server.asked[0][2]["user-agent"].startswith("devcoop-kg/")


@pytest.mark.parametrize(
    "update",
    [
        'INSERT DATA { <urn:a> <urn:b> "c" }',
        "insert data { <urn:a> <urn:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP SILENT GRAPH <urn:g>",
        "LOAD <http://example.org/a>",
        "CREATE GRAPH <urn:g>",
        "COPY <urn:a> TO <urn:b>",
        "MOVE <urn:a> TO <urn:b>",
        "ADD <urn:a> TO <urn:b>",
        "PREFIX a: <urn:a> INSERT DATA { a:a a:b 1 }",
        "PREFIX a: <urn:a#>\nDELETE WHERE { a:a ?p ?o }",
        "BASE <urn:a> CLEAR ALL",
        "# SELECT * {}\nCLEAR ALL",
        "PREFIX select: <urn:a> CLEAR ALL",
        "PREFIX a: <urn:ASK> # ASK\nCLEAR ALL",
    ],
)
def test_an_update_is_refused_before_anything_is_sent(server: Server, update: str) -> None:
    with pytest.raises(KgError):
        endpoint.ask(server.url, update, "mine")
    assert server.asked == []


@pytest.mark.parametrize(
    "query",
    [
        "# INSERT nothing\nASK {}",
        "PREFIX insert: <urn:insert#> ASK { FILTER(insert:a != insert:b) }",
        'ASK { FILTER("CLEAR ALL" != "DROP ALL") }',
        "ASK { VALUES ?delete { 1 } }",
        "BASE <http://example.org/> ask {}",
    ],
)
def test_a_query_that_has_words_of_updates_in_it_is_sent(server: Server, query: str) -> None:
    assert endpoint.ask(server.url, query, "mine")


def local(name: str, store: Store) -> bytes:
    """The answer of a store to a question of the library, as CSV."""
    question, stream = query_library.find(name), io.BytesIO()
    text = query_parameters.bound(question, REQUIRED.get(name, {}), store.select)
    results.write(store.query(text), "csv", stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", [question.name for question in query_library.library()])
def test_every_question_of_the_library_is_answered_as_by_a_store(
    server: Server, name: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    given = [f"--param={key}={value}" for key, value in REQUIRED.get(name, {}).items()]
    assert main(["query", name, "--endpoint", server.url, "--format", "csv", *given]) == 0
    rows = list(csv.reader(io.StringIO(capfdbinary.readouterr().out.decode())))
    # Names that are joined come in no order.
    joined = [[sorted(cell.split("; ")) for cell in row] for row in rows]
    expected = csv.reader(io.StringIO(local(name, server.store).decode()))
    assert joined == [[sorted(cell.split("; ")) for cell in row] for row in expected]
    assert len(rows) > 1


def test_the_command_shows_a_table(server: Server, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["query", "funding", "--endpoint", server.url]) == 0
    heading, _, row = capfdbinary.readouterr().out.decode().splitlines()
    assert heading.split()[:2] == ["provider", "recipient"]
    assert row.startswith("Government of Japan  Royal Government of Cambodia  33,600,000.5  USD ")


@pytest.mark.parametrize(("given", "rows"), [("Japan", 1), ("រដ្ឋាភិបាលជប៉ុន", 1), ("World Bank", 0)])
def test_things_are_looked_up_over_the_endpoint(
    server: Server, given: str, rows: int, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["--endpoint", server.url, "--format", "csv", "-p", f"provider={given}"]
    assert main(["query", "funding", *arguments]) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == 1 + rows
    look_up, asked = (form["query"][0] for _, form, _ in server.asked)
    assert "skos:prefLabel" in look_up
    assert given not in asked
    assert "VALUES ?param_provider { <https://w3id.org/devcoop/id/" in asked


def test_a_thing_is_looked_up_as_tables_show_it(
    server: Server, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["--endpoint", server.url, "--format", "csv", "-p", "provider=government-jp"]
    assert main(["query", "funding", *arguments]) == 0
    assert len(capfdbinary.readouterr().out.splitlines()) == 2


def test_a_name_that_the_endpoint_does_not_know_is_bad_input(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", "funding", "--endpoint", server.url, "-p", "provider=Japann"]) == 1
    assert "did you mean Japan" in capsys.readouterr().err


FAILURES = {
    "400": (400, "text/plain", b"Parse error: line 3\nand more"),
    "401": (401, "text/plain", b""),
    "404": (404, "text/html", b"<html>Not found</html>"),
    "414": (414, "text/plain", b"too long"),
    "500": (500, "text/plain", b"Internal error"),
    "503": (503, "text/plain", b"busy"),
    "a page": (200, "text/html", b"<!DOCTYPE html><p>Welcome"),
    "nothing": (200, JSON_TYPE, b""),
    "no results": (200, JSON_TYPE, b'{"status": "ok"}'),
    "half a head": (200, JSON_TYPE, b'{"head": {"vars": ["x"'),
    "half the rows": (200, JSON_TYPE, b'{"head":{"vars":["x"]},"results":{"bindings":[' + ROW + b","),
    "a bad row": (200, JSON_TYPE, b'{"head":{"vars":["x"]},"results":{"bindings":[' + ROW + b",7]}}"),
    "bad bytes": (200, JSON_TYPE, b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":\xff}]}}'),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_what_an_endpoint_does_wrong_is_one_line_with_its_address(
    server: Server, failure: tuple[int, str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    server.canned = failure
    assert main(["query", "funding", "--endpoint", server.url]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"kg: {server.url}: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_what_goes_wrong_in_looking_up_names_is_one_line_too(
    server: Server, failure: tuple[int, str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    server.canned = failure
    assert main(["query", "funding", "--endpoint", server.url, "-p", "provider=Japan"]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"kg: {server.url}: ")
    assert err.count("\n") == 1


def test_yes_or_no_in_place_of_names_is_one_line(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    server.canned = (200, JSON_TYPE, b'{"head": {}, "boolean": true}')
    assert main(["query", "funding", "--endpoint", server.url, "-p", "provider=Japan"]) == 1
    assert f"{server.url}: did not answer as a SPARQL endpoint does" in capsys.readouterr().err


def test_names_without_the_columns_asked_for_are_one_line(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    server.canned = (200, JSON_TYPE, b'{"head":{"vars":["x"]},"results":{"bindings":[' + ROW + b"]}}")
    assert main(["query", "funding", "--endpoint", server.url, "-p", "provider=Japan"]) == 1
    assert capsys.readouterr().err.startswith("kg: --param provider: nothing in the graph is called 'Japan'")


@pytest.mark.parametrize(("status", "name"), [(400, "400"), (500, "500")])
def test_a_refusal_names_the_query(server: Server, status: int, name: str) -> None:
    server.canned = FAILURES[name]
    with pytest.raises(KgError, match="funding") as error:
        endpoint.ask(server.url, "ASK {}", "funding")
    assert server.url in str(error.value)
    assert error.value.exit_code == 1


def test_triples_that_are_no_turtle_are_refused(server: Server) -> None:
    server.canned = (200, "text/turtle", b"<urn:a> <urn:b> ")
    with pytest.raises(KgError, match="did not answer mine as a SPARQL endpoint does"):
        endpoint.ask(server.url, CONSTRUCT, "mine")


def test_an_answer_that_is_too_large_asks_for_a_limit(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "_LARGEST", 10)
    with pytest.raises(KgError, match="add a LIMIT"):
        endpoint.ask(server.url, "SELECT (1 AS ?x) {}", "mine")


def test_an_endpoint_that_is_not_there_is_named() -> None:
    url = unused()
    with pytest.raises(KgError, match="cannot be reached") as error:
        endpoint.ask(url, "ASK {}", "mine")
    assert url in str(error.value)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
    ],
    ids=["nothing", "no HTTP", "half an answer", "no chunk", "half a chunk"],
)
def test_a_server_that_breaks_off_is_named(said: bytes) -> None:
    with speaking(said) as url, pytest.raises(KgError) as error:
        endpoint.ask(url, "ASK {}", "mine")
    assert url in str(error.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost",
        "localhost:3030",
        "ftp://127.0.0.1/",
        "file:///etc/hostname",
        "http://",
        "http://[",
        "http://127.0.0.1:port/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1/a b",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(KgError):
        endpoint.ask(url, "ASK {}", "mine")


@pytest.mark.parametrize("url", ["localhost:3030/sparql", "file:///etc/hostname"])
def test_an_address_without_http_is_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError, match="write the address of a SPARQL endpoint"):
        endpoint.ask(url, "ASK {}", "mine")


def test_a_query_that_nests_too_deep_is_not_sent(server: Server) -> None:
    with pytest.raises(KgError, match="nests deeper"):
        endpoint.ask(server.url, "ASK " + "{" * 200 + "}" * 200, "mine")
    assert server.asked == []


def test_an_endpoint_and_a_store_can_not_both_be_asked() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["query", "funding", "--endpoint", "http://127.0.0.1/", "--store", "x"])
    assert stopped.value.code == 2


def test_a_look_up_gives_solutions(server: Server) -> None:
    rows = endpoint.select(server.url, "SELECT (1 AS ?x) {}")
    assert [row["x"] for row in rows] == [Literal(1)]


def test_the_form_of_an_answer_may_be_chosen(
    server: Server, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["query", "officials", "--endpoint", server.url, "--format", "json"]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert found["head"]["vars"] == ["person", "title", "organisation", "document"]
    assert [row["person"]["value"] for row in found["results"]["bindings"]] == ["Chea Sok"]


@pytest.mark.parametrize("failure", ["none", "400", "500", "too large", "half an answer"])
def test_no_connection_is_left_open(
    server: Server, failure: str, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    warnings.simplefilter("always", ResourceWarning)
    gc.collect()  # what other tests have left
    recwarn.clear()
    if failure == "too large":
        monkeypatch.setattr(endpoint, "_LARGEST", 10)
    half = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"
    server.canned = FAILURES.get(failure)
    with speaking(half) if failure == "half an answer" else contextlib.nullcontext(server.url) as url:
        with contextlib.suppress(KgError):
            endpoint.ask(url, "SELECT (1 AS ?x) {}", "mine")
        gc.collect()
    assert [str(warning.message) for warning in recwarn] == []
