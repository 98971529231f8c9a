"""The reader of DOCX: paragraphs and tables in the order of the document."""

import io
import zipfile
from typing import Any, Final

from kg.errors import KgError
from kg.readers.docx_text import running_text
from kg.readers.extras import library
from kg.readers.reading import Reading

MAX_UNPACKED: Final = 200_000_000
MAX_RATIO: Final = 150  # Word's own files stay below 30
_WORTH_A_RATIO: Final = 5_000_000
_WORD: Final = b"wordprocessingml.document.main"
_KINDS: Final = (
    (b"spreadsheetml", "an Excel workbook: save the text that matters as .docx or .txt"),
    (b"presentationml", "a PowerPoint presentation: save its text as .docx or .txt"),
    (b"ms-word", "a Word document with macros, or a template: save it as .docx"),
)
_DAMAGED: Final = "is a damaged DOCX; open it in an office program and save it again"


def read(content: bytes, name: str) -> Reading:
    """The text of the document's body; its title where its properties hold one.

    The property "created" is no date of publication (it is often that of a template) and is left alone. Raises
    KgError for damaged, locked or unreasonably large files, for other zip archives, and for files that declare XML
    entities, which ECMA-376 part 2, section 8.1.1 forbids.
    """
    docx = library("docx", "docx", name)
    _check_archive(content, name)
    try:
        document = docx.Document(io.BytesIO(content))
        return Reading(running_text(document.element.body), title=_title(document))
    except Exception as error:
        # python-docx and lxml raise errors of many kinds for the many ways in which a file can be broken.
        raise KgError(f"{name}: {_DAMAGED}.") from error


def _title(document: Any) -> str | None:
    title = document.core_properties.title
    return title if isinstance(title, str) else None


def _check_archive(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(archive, len(content), name)
            _check_kind(archive, name)
            for part in archive.namelist():
                if part.endswith((".xml", ".rels")) and _declares_type(archive.read(part)):
                    raise KgError(
                        f"{name}: declares XML entities, which no DOCX may; it is not safe to open."
                    )
    except KgError:
        raise
    except Exception as error:
        # zipfile as well has many errors for it: those of zlib and struct, of unknown compressions, of early ends.
        raise KgError(f"{name}: {_DAMAGED}.") from error


def _check_size(archive: zipfile.ZipFile, packed: int, name: str) -> None:
    # The sizes are those that the archive states; zipfile unpacks no more than that of each part.
    unpacked = sum(part.file_size for part in archive.infolist())
    if unpacked > MAX_UNPACKED or (unpacked > _WORTH_A_RATIO and unpacked > MAX_RATIO * packed):
        raise KgError(
            f"{name}: unpacks to {unpacked // 1_000_000} MB, more than a document of its size can hold; save its"
            " text alone as .txt."
        )


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    names = archive.namelist()
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise KgError(f"{name}: is locked with a password; save it without one.")
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if _WORD in types:
        return
    for mark, what in _KINDS:
        if mark in types:
            raise KgError(f"{name}: is {what}.")
    if "mimetype" in names and b"opendocument" in archive.read("mimetype"):
        raise KgError(f"{name}: is an OpenDocument file: save it as .docx.")
    raise KgError(
        f"{name}: is a zip archive without a Word document: unpack it first and name what is in it."
    )


def _declares_type(xml: bytes) -> bool:
    return b"<!DOCTYPE" in xml.replace(b"\0", b"")
