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

__all__ = ["read", "sources"]


def read(path: str) -> Document:
    """Read one file, or standard input for ``-``, in the format that its content and ending say.

    ``text`` is what the format's reader gives and what all offsets refer to; ``sha256`` is of the file's bytes.
    The language stays ``und``: a later stage tells it. Warnings name the file. Raises KgError, with the file and
    the remedy, for whatever cannot be read: missing, a folder, empty, too large, damaged, of another kind.
    """
    name = display_name(path)
    content = load(path)
    form = formats.of(content, "" if path == STDIN else path, name)
    reading: Reading = importlib.import_module(f"kg.readers.{form.module}").read(content, name)
    check_length(len(reading.text), name)
    if not reading.text.strip(formats.BLANKS):
        raise KgError(f"{name}: there is no text in it; check that it is the right file.")
    document = Document(
        path=path,
        text=reading.text,
        sha256=hashlib.sha256(content).hexdigest(),
        media_type=form.media_type,
        title=plausible(reading.title) or first_line(reading.text),
        published=reading.published,
        url=reading.url,
    )
    return replace(document, warnings=tuple(f"{name}: {warning}" for warning in reading.warnings))
