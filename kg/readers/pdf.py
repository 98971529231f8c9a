"""The reader of PDF: the text layer of its pages, line by line put back into paragraphs."""

import re
from typing import Any, Final

from kg.errors import KgError
from kg.readers.extras import library
from kg.readers.flow import PARAGRAPH
from kg.readers.pdf_lines import lines
from kg.readers.pdf_paragraphs import paragraphs
from kg.readers.reading import Reading, check_length

MAX_PAGES: Final = 2_000
MAX_ON_PAGE: Final = 200_000
_LOCKED: Final = 4  # FPDF_ERR_PASSWORD of PDFium's fpdfview.h

_KHMER: Final = re.compile("[\u1780-\u17ff]")
_CONSONANT: Final = "\u1780-\u17b3"
_SIGN: Final = "\u17b6-\u17d1\u17dd"
# A dependent sign that follows no Khmer letter or sign, and a coeng that no letter follows.
_ORPHAN: Final = re.compile(
    rf"(?<![{_CONSONANT}{_SIGN}\u25cc\u200b-\u200d])[{_SIGN}]|\u17d2(?![{_CONSONANT}])"
)
# Khmer marks doubled words with a sign of their own: a stretch that comes twice is a cluster drawn from two runs.
_TWICE: Final = re.compile(rf"([{_CONSONANT}{_SIGN}\u17d2]{{3,20}})\1")


def read(content: bytes, name: str) -> Reading:
    """The text of all pages, and the title of the document's information dictionary.

    Its CreationDate is no date of publication and is left alone. Warns where the text layer lost characters or gives
    Khmer out of order. Raises KgError for damaged, locked and overlong files, and those without a text layer.
    """
    pdfium = library("pypdfium2", "pdf", name)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == _LOCKED or "password" in str(error).lower():
            raise KgError(f"{name}: is locked with a password; save it without one.") from error
        raise KgError(f"{name}: is a damaged PDF; download or export it again.") from error
    try:
        text = _text(document, pdfium.raw, name)
        title = document.get_metadata_dict().get("Title")
    except pdfium.PdfiumError as error:
        raise KgError(f"{name}: is a damaged PDF; download or export it again.") from error
    finally:
        document.close()
    if not text.strip():
        raise KgError(f"{name}: has no text layer (it may be a scan); read its text with OCR first.")
    return Reading(text, title=title, warnings=_warnings(text))


def _text(document: Any, raw: Any, name: str) -> str:
    if len(document) > MAX_PAGES:
        raise KgError(f"{name}: has more than {MAX_PAGES:,} pages; split it and read the parts.")
    found: list[str] = []
    length = 0
    for page in document:
        textpage = page.get_textpage()
        characters = textpage.count_chars()
        length += characters
        check_length(length, name)
        if characters > MAX_ON_PAGE:
            raise KgError(f"{name}: has a page with {characters:,} characters, which is no page to read.")
        found.extend(paragraphs(lines(textpage, raw)))
        textpage.close()
        page.close()
    return PARAGRAPH.join(found)


def _warnings(text: str) -> tuple[str, ...]:
    warnings = []
    if lost := text.count("\ufffd"):
        warnings.append(f"its text layer has no letters for {lost} characters (U+FFFD); facts may be missed.")
    disorder = len(_ORPHAN.findall(text)) + len(_TWICE.findall(text))
    if disorder * 500 > len(_KHMER.findall(text)):
        warnings.append(
            "its text layer gives Khmer signs out of order; facts may be missed, a DOCX or page reads better."
        )
    return tuple(warnings)
