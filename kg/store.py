"""The embedded store: an Oxigraph database in a folder or in memory, with one named graph for each document."""

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Self, TypeAlias

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple
from pyoxigraph import Store as Oxigraph

from kg.errors import KgError

Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples

_DATABASE: Final = "oxigraph"
# RocksDB's pointer to its manifest: every database has it.
_MARK: Final = "CURRENT"


class Store:
    """Quads by named graph, changed one graph at a time."""

    def __init__(self, oxigraph: Oxigraph) -> None:
        self._oxigraph = oxigraph

    @classmethod
    def memory(cls) -> Self:
        """An empty store that vanishes with the process."""
        return cls(Oxigraph())

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, *, read_only: bool = False) -> Iterator[Self]:
        """Open the store in a folder; one that is missing or empty becomes a store, unless ``read_only``.

        What was written is on disk when the block ends. Raises KgError where there is no store to read, where the
        folder holds something else, and where another process writes to it.
        """
        database = path / _DATABASE
        try:
            if not (database / _MARK).is_file():
                _refuse(path, read_only)
                path.mkdir(parents=True, exist_ok=True)
            store = cls(Oxigraph.read_only(str(database)) if read_only else Oxigraph(database))
        except (OSError, RuntimeError) as error:  # RuntimeError: a database that is corrupt
            raise KgError(f"{path}: {_reason(error)}") from error
        yield store
        if not read_only:
            store.flush()

    def flush(self) -> None:
        """Have everything on disk before going on. Raises KgError where the disk does not take it."""
        with _written():
            self._oxigraph.flush()

    def query(self, query: str) -> Answer:
        """Answer a query over the union of all graphs; raises SyntaxError for what is no SPARQL 1.1 query."""
        return self._oxigraph.query(query, use_default_graph_as_union=True)

    def select(self, query: str) -> QuerySolutions:
        """The solutions of a SELECT query of our own."""
        answer = self.query(query)
        assert isinstance(answer, QuerySolutions)
        return answer

    def quads(self) -> Iterator[Quad]:
        """All quads, in no order."""
        return iter(self._oxigraph)

    def size(self) -> int:
        """The number of quads."""
        return len(self._oxigraph)

    def has(self, graph: NamedNode) -> bool:
        """Whether a named graph holds anything."""
        return self._oxigraph.contains_named_graph(graph)

    def graphs(self) -> list[NamedNode]:
        """The named graphs, sorted."""
        return sorted(
            (graph for graph in self._oxigraph.named_graphs() if isinstance(graph, NamedNode)),
            key=lambda graph: graph.value,
        )

    def subjects(self) -> list[NamedNode]:
        """Everything of which something is said, sorted. The graph has no nodes without an IRI."""
        found = {quad.subject for quad in self._oxigraph}
        return sorted(
            (subject for subject in found if isinstance(subject, NamedNode)),
            key=lambda subject: subject.value,
        )

    def of_subject(self, subject: NamedNode) -> Iterator[Triple]:
        """All that is said of a subject, in whatever graph, in no order; what several graphs say comes as often."""
        return (quad.triple for quad in self._oxigraph.quads_for_pattern(subject, None, None, None))

    def of_graph(self, graph: NamedNode) -> Iterator[Quad]:
        """The quads of a named graph, in no order."""
        return self._oxigraph.quads_for_pattern(None, None, None, graph)

    def graphs_with(self, predicate: NamedNode, thing: NamedNode) -> set[NamedNode]:
        """The named graphs that have a statement with this property and object."""
        quads = self._oxigraph.quads_for_pattern(None, predicate, thing, None)
        return {quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> bool:
        """Make these the quads of a named graph; whether that changed it.

        What is new is written in one transaction, then what is no longer said goes: whenever the process ends, the
        graph holds all of the old or all of the new.
        """
        new, old = set(quads), set(self.of_graph(graph))
        with _written():
            self._oxigraph.extend(new - old)
            for quad in old - new:
                self._oxigraph.remove(quad)
            if not new:
                self._oxigraph.remove_graph(graph)
        return new != old

    def remove(self, graph: NamedNode) -> None:
        """Remove a named graph with all it says."""
        with _written():
            self._oxigraph.remove_graph(graph)


def _refuse(path: Path, read_only: bool) -> None:
    """Raise KgError unless a folder may become a store."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise KgError(f"{path}: is no store of kg; name another folder with --store.")
    if read_only:
        raise KgError(f"{path}: there is no store; make one with kg build, or name one with --store.")


@contextlib.contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KgError(f"the store cannot be written ({error}); make room on its disk.") from error


def _reason(error: Exception) -> str:
    text = str(error)
    if "lock" in text.lower():
        return "another process is writing to this store; wait until it is done."
    if isinstance(error, PermissionError) or "permission denied" in text.lower():
        return "the store may not be opened by you; ask for permission, or name another with --store."
    return f"the store cannot be opened ({text}); move it away and build it again."
