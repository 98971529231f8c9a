"""The formats that are read, and how a file's format is told: by its first bytes, then by its name's ending."""

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from kg.errors import KgError

# Byte order marks, spaces and zero-width characters: with nothing else a file has no text.
BLANKS: Final = " \t\r\n\f\v\u00a0\u200b\u200c\u200d\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: IANA media type, endings, the module of ``kg.readers`` that reads it, the bytes it begins with."""

    media_type: str
    endings: tuple[str, ...]
    module: str
    signature: re.Pattern[bytes] | None = None


PLAIN: Final = Format("text/plain", (".txt", ".text"), "text")

FORMATS: Final = (
    Format("application/pdf", (".pdf",), "pdf", re.compile(rb"\s*%PDF-")),
    Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        "docx",
        re.compile(rb"PK\x03\x04"),
    ),
    Format(
        "text/html", (".html", ".htm", ".xhtml"), "html", re.compile(rb"\s*<(!doctype\s+html|html)\b", re.I)
    ),
    Format("text/markdown", (".md", ".markdown"), "markdown"),
    PLAIN,
)

ENDINGS: Final = tuple(sorted(ending for form in FORMATS for ending in form.endings))

_FOREIGN: Final = (
    (
        re.compile(rb"\xd0\xcf\x11\xe0"),
        "an Office document that is old or has a password: save it as .docx without one",
    ),
    (re.compile(rb"\{\\rtf"), "an RTF document: save it as .docx or .txt"),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|II\*\0|MM\0\*|RIFF....WEBP", re.S),
        "a picture: read its text with OCR first",
    ),
    (
        re.compile(rb"ID3[\0-\x0f]|\xff[\xfb\xf3\xf2]|OggS|fLaC|RIFF....(WAVE|AVI )|....ftyp", re.S),
        "a sound or a film: write its words down first",
    ),
    (
        re.compile(rb"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ|7z\xbc\xaf|Rar!\x1a|PK\x05\x06"),
        "a packed archive: unpack it first",
    ),
    (
        re.compile(rb"\x7fELF|MZ.{0,64}\0\0|SQLite format 3\0", re.S),
        "a program or a database: name a document",
    ),
)
_MARKS: Final = re.compile(rb"^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)")


def of(content: bytes, path: str, name: str) -> Format:
    """The format of a file's bytes; ``path`` (may be empty) tells it where they do not.

    Raises KgError for what is recognised as something else than a document.
    """
    for signature, what in _FOREIGN:
        if signature.match(content):
            raise KgError(f"{name}: is {what}.")
    # Without its mark and the zero bytes of UTF-16, markup begins with the same bytes in every encoding.
    beginning = _MARKS.sub(b"", content[:1024]).replace(b"\0", b"")
    for form in FORMATS:
        if form.signature is not None and form.signature.match(beginning):
            return form
    ending = PurePath(path).suffix.lower()
    return next((form for form in FORMATS if ending in form.endings), PLAIN)
