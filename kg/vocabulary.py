"""The vocabularies that the graph is written in: ``PROV.used`` is the IRI of that term."""

from typing import Final

from pyoxigraph import NamedNode

from kg import iri


class Vocabulary:
    """A namespace whose attributes are its terms."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def __getattr__(self, name: str) -> NamedNode:
        return NamedNode(self._namespace + name)


DEVCOOP: Final = Vocabulary(iri.NAMESPACE)
DCTERMS: Final = Vocabulary("http://purl.org/dc/terms/")
ORG: Final = Vocabulary("http://www.w3.org/ns/org#")
OA: Final = Vocabulary("http://www.w3.org/ns/oa#")
OWL: Final = Vocabulary("http://www.w3.org/2002/07/owl#")
PROV: Final = Vocabulary("http://www.w3.org/ns/prov#")
RDF: Final = Vocabulary("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS: Final = Vocabulary("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA: Final = Vocabulary("https://schema.org/")
SKOS: Final = Vocabulary("http://www.w3.org/2004/02/skos/core#")
XSD: Final = Vocabulary("http://www.w3.org/2001/XMLSchema#")
