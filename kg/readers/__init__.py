"""Readers: from a file, a folder or standard input to the text of a document and what is known of it."""

import hashlib
import importlib
from dataclasses import replace

from kg.errors import KgError
from kg.model import Document
from kg.readers import formats
from kg.readers.content import STDIN, display_name, load
from kg.readers.folders import sources
from kg.readers.reading import Reading, check_length
from kg.readers.titles import first_line, plausible

__all__ = ["digest", "load", "parse", "read", "sources"]


def read(path: str) -> Document:
    """Read one file, or standard input for ``-``: ``load`` and ``parse`` in one."""
    return parse(path, load(path))


def digest(content: bytes) -> str:
    """The SHA-256 by which a document is known, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def parse(path: str, content: bytes) -> Document:
    """The document in a file's bytes, in the format that they and the file's ending say.

    ``text`` is what the format's reader gives and what all offsets refer to; ``sha256`` is of the file's bytes.
    The language stays ``und``: a later stage tells it. Warnings name the file. Raises KgError, with the file and
    the remedy, for whatever cannot be read: empty, too large, damaged, of another kind.
    """
    name = display_name(path)
    form = formats.of(content, "" if path == STDIN else path, name)
    reading: Reading = importlib.import_module(f"kg.readers.{form.module}").read(content, name)
    check_length(len(reading.text), name)
    if not reading.text.strip(formats.BLANKS):
        raise KgError(f"{name}: there is no text in it; check that it is the right file.")
    document = Document(
        path=path,
        text=reading.text,
        sha256=digest(content),
        media_type=form.media_type,
        title=plausible(reading.title) or first_line(reading.text),
        published=reading.published,
        url=reading.url,
    )
    return replace(document, warnings=tuple(f"{name}: {warning}" for warning in reading.warnings))
