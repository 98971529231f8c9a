"""The demonstration: the bundled samples become a graph, a page, a Turtle file and the answers to two questions."""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import export, formats, ledger, query, query_library, resources, results, view
from kg.build import Summary, build
from kg.errors import KgError
from kg.files import replacing
from kg.network import network
from kg.store import Store

QUESTIONS: Final = ("funding", "inconsistencies")
_NOT_A_SAMPLE: Final = "README.md"


@dataclass(frozen=True, slots=True)
class Demo:
    """Where the demonstration left what it made, the answers by question, and what was built."""

    documents: Path
    store: Path
    turtle: Path
    page: Path
    answers: dict[str, str]
    summary: Summary


def run(folder: Path, *, width: int | None, say: Callable[[str], None]) -> Demo:
    """Make the demonstration in a folder; samples that lie there already, changed or not, stay as they are.

    ``width`` is what a table may take, in columns. Raises KgError where the folder cannot be written.
    """
    documents, store_folder = folder / "documents", folder / "store"
    try:
        documents.mkdir(parents=True, exist_ok=True)
        for sample in sorted(resources.samples().iterdir()):
            if sample.is_file() and sample.name != _NOT_A_SAMPLE and not (documents / sample.name).exists():
                shutil.copyfile(sample, documents / sample.name)
    except OSError as error:
        raise KgError(f"{folder}: cannot be written ({error.strerror}); name another folder.") from error
    with Store.open(store_folder) as store:
        known = ledger.Ledger(store_folder / ledger.NAME)
        summary = build([str(documents)], store, known, prune=True, say=say)
        demo = Demo(documents, store_folder, folder / "graph.ttl", folder / "graph.html", {}, summary)
        with replacing(demo.turtle) as stream:
            export.write(store, formats.FORMATS["turtle"], stream)
        with replacing(demo.page) as stream:
            stream.write(view.page(network(store.select)).encode())
        for name in QUESTIONS:
            demo.answers[name] = _answer(store, name, width)
    return demo


def _answer(store: Store, name: str, width: int | None) -> str:
    question = query_library.find(name)
    stream = io.BytesIO()
    results.write(query.ask(store, question.text, name), "table", stream, width)
    return f"{question.title['en']} (kg query {name}):\n\n{stream.getvalue().decode()}"
