"""``python -m tests.benchmarks``: print all benchmarks. Times are CPU time, the least of several runs."""

import io
import time
from collections.abc import Callable

import rdflib
from pyoxigraph import NamedNode, RdfFormat, serialize

from kg import export, iri, languages, mapping, pipeline, reference, resources
from kg.formats import FORMATS
from kg.model import Document, Extraction
from kg.normalise import fold
from kg.store import Store
from tests.benchmarks import growth


def seconds(work: Callable[[], object], runs: int = 5) -> float:
    """The least CPU time of several runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def samples() -> list[Document]:
    """The bundled samples of plain text."""
    return [pipeline.read(str(path)) for path in sorted(resources.samples().glob("*.txt"))]


def copies(extraction: Extraction, count: int) -> Store:
    """A store with one extraction in as many documents."""
    store = Store.memory()
    for number in range(count):
        sha256 = iri.digest(str(number), length=64)
        document = Document(extraction.document.path, extraction.document.text, sha256, language="km")
        again = Extraction(document, extraction.entities, extraction.facts, extraction.inconsistencies)
        store.replace(
            NamedNode(iri.graph(sha256)),
            mapping.quads(again, fingerprint="benchmark", register=reference.iris()),
        )
    return store


def written(store: Store, name: str) -> bytes:
    """The store in a format."""
    stream = io.BytesIO()
    export.write(store, FORMATS[name], stream)
    return stream.getvalue()


def main() -> None:
    """Measure and print, one line each."""
    documents = samples()
    extractor = pipeline.Extractor()
    for document in documents:
        extractor.extract(document)
    folding = seconds(lambda: [fold(document.text, languages.folds()) for document in documents])
    extracting = seconds(lambda: [extractor.extract(document) for document in documents])
    characters = sum(len(document.text) for document in documents)
    print(f"extraction / folding of the same text             {extracting / folding:6.1f}")
    print(f"  (here: {characters / extracting / 1000:.0f} thousand characters a CPU second)")
    english = "\n\n".join(document.text for document in documents if document.language == "en")
    for line in growth.lines(extractor, english, seconds):
        print(line)
    one = documents[0]
    extraction = extractor.extract(one)
    mapping_it = seconds(lambda: list(mapping.quads(extraction, fingerprint="benchmark")))
    extracting_it = seconds(lambda: extractor.extract(one))
    print(f"mapping to RDF / extraction, of one document       {mapping_it / extracting_it:6.1f}")
    small, large = copies(extraction, 40), copies(extraction, 160)
    ours = seconds(lambda: written(small, "turtle"), 3)
    print(
        "Turtle of four times the statements / of one time  "
        f"{seconds(lambda: written(large, 'turtle'), 3) / ours:6.1f}   (linear: 4)"
    )
    plain = seconds(lambda: serialize(small.quads(), format=RdfFormat.N_QUADS), 3)
    print(f"our sorted Turtle / unsorted N-Quads               {ours / plain:6.1f}")
    graph = rdflib.Graph().parse(data=written(small, "ntriples"), format="nt")
    theirs = seconds(lambda: graph.serialize(format="turtle"), 1)
    print(f"rdflib's Turtle / ours                             {theirs / ours:6.1f}")


if __name__ == "__main__":
    main()
