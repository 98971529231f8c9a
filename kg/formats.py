"""The formats that a graph is written in: name, media type, ending of files, and whether they keep named graphs."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from kg.errors import UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """A format. One without ``graphs`` holds the union of all named graphs."""

    name: str
    media_type: str
    ending: str
    graphs: bool


FORMATS: Final = {
    form.name: form
    for form in (
        Format("turtle", "text/turtle", ".ttl", False),
        Format("trig", "application/trig", ".trig", True),
        Format("ntriples", "application/n-triples", ".nt", False),
        Format("nquads", "application/n-quads", ".nq", True),
        Format("jsonld", "application/ld+json", ".jsonld", True),
        Format("rdfxml", "application/rdf+xml", ".rdf", False),
        Format("graphml", "application/graphml+xml", ".graphml", False),
    )
}


def chosen(name: str | None, output: str | None) -> Format:
    """The format by its name, else by the ending of the file it goes to, else Turtle.

    Raises UsageError for an ending that is none of a format.
    """
    if name is not None:
        return FORMATS[name]
    if output is None or output == "-":
        return FORMATS["turtle"]
    ending = PurePath(output).suffix.lower()
    for form in FORMATS.values():
        if form.ending == ending:
            return form
    known = ", ".join(form.ending for form in FORMATS.values())
    raise UsageError(f"{output}: its ending tells no format ({known}); say which with --format.")
