"""The one place where IRIs are made: stable, flat, independent of order, clock and machine."""

import hashlib
import re
import unicodedata
from typing import Final

NAMESPACE: Final = "https://w3id.org/devcoop/"
ID: Final = NAMESPACE + "id/"

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def term(name: str) -> str:
    """The IRI of a class, property or concept of the ontology by its local name."""
    return NAMESPACE + name


def digest(*parts: str, length: int = 16) -> str:
    """The first ``length`` hexadecimal digits of the SHA-256 of the parts, each closed by U+001F."""
    joined = "".join(part + "\x1f" for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:length]


def slug(text: str) -> str:
    """ASCII letters and digits of ``text``, lower-case, joined by hyphens; empty where there are none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return _NOT_PLAIN.sub("-", plain).strip("-")


def minted(kind: str, *parts: str) -> str:
    """``id/KIND-DIGEST``: the IRI of a thing known by its content alone."""
    return f"{ID}{kind}-{digest(kind, *parts)}"


def named(kind: str, name: str) -> str:
    """The IRI of a thing of which only a folded name is known: readable where the name is Latin, stable always."""
    readable = slug(name)[:48].strip("-")
    tail = digest(kind, name, length=8)
    return f"{ID}{kind}-{readable}-{tail}" if readable else f"{ID}{kind}-{tail}"


def document(sha256: str) -> str:
    """The IRI of a document by the digest of its bytes."""
    return f"{ID}document-{sha256[:16]}"


def graph(sha256: str) -> str:
    """The IRI of the named graph that holds what the document says."""
    return f"{ID}graph-{sha256[:16]}"


def stretch(kind: str, sha256: str, start: int, end: int) -> str:
    """The IRI of an ``evidence``, ``position`` or ``quote`` node: a stretch of a document, in code points."""
    return f"{ID}{kind}-{sha256[:16]}-{start}-{end}"


def software(version: str) -> str:
    """The IRI of this software in one version."""
    return f"{ID}software-devcoop-kg-{version}"


REGISTER_GRAPH: Final = ID + "graph-register"
DERIVED_GRAPH: Final = ID + "graph-derived"
NAMES_GRAPH: Final = ID + "graph-names"
IDENTITY_GRAPH: Final = ID + "graph-identity"
