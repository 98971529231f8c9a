"""The reader of HTML: the article of a page without its navigation, as running text."""

import copy
import logging
import re
from typing import Any, Final

from kg.errors import KgError
from kg.readers import html_metadata
from kg.readers.encoding import decode
from kg.readers.extras import library
from kg.readers.html_text import running_text
from kg.readers.reading import Reading

_DECLARED: Final = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
# What XML cannot hold, and lxml therefore neither.
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Around the article, by the meaning of HTML's own elements and of ARIA's landmark roles.
_AROUND: Final = (
    "//nav | //footer[not(ancestor::article)] | //aside | //header[not(ancestor::article) and not(.//h1)]"
    " | //*[@role='navigation' or @role='banner' or @role='contentinfo' or @role='complementary' or @role='search']"
    " | //script | //style | //noscript | //template | //form//select | //form//button | //iframe | //svg | //head"
)
# What trafilatura finds is trusted from this length on. By default it takes all text of a page, menus and all, where an
# article has less than 250 characters; many a press release has.
_SHORTEST: Final = 20
# trafilatura needs minutes where a page has very many elements; real ones have some thousands.
MAX_ELEMENTS: Final = 10_000


def read(content: bytes, name: str) -> Reading:
    """The paragraphs, headings, lists and tables of the page's article; title, date and address from its metadata.

    Nothing is fetched and no entity of a document type is resolved. Zero-width characters are kept; other white
    space is folded as a browser does. Raises KgError for what is no text or nested beyond any real page.
    """
    trafilatura = library("trafilatura", "html", name)
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    declared = _DECLARED.search(content[:4096])
    source, warnings = decode(content, name, declared[1].decode("ascii", "replace") if declared else None)
    page = _parsed(source, name)
    if page is None:
        return Reading("", warnings=warnings)
    known = html_metadata.of(page)
    for element in page.xpath(_AROUND):
        if element.getparent() is not None:
            element.drop_tree()
    return Reading(_article(trafilatura, page), known.title, known.published, known.url, warnings)


def _parsed(source: str, name: str) -> Any:
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    clean = _NOT_IN_XML.sub("\ufffd", source).encode("utf-8")
    try:
        page = html.document_fromstring(clean, parser=parser, ensure_head_body=True)
    except etree.ParserError:
        return None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        # libxml2 stops where elements are nested some 2,000 deep, and drops the rest.
        raise KgError(f"{name}: its HTML is nested too deeply to be read; save the page as plain text.")
    return page


def _article(trafilatura: Any, page: Any) -> str:
    everything = running_text(page)
    if sum(1 for _ in page.iter()) > MAX_ELEMENTS:
        return everything
    shown = _protect(page)
    config = copy.deepcopy(library("trafilatura.settings", "html", "").DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST))
    try:
        found = trafilatura.bare_extraction(page, include_comments=False, include_tables=True, config=config)
    except Exception:
        # A foreign heuristic may stumble over a strange page; the page's text is still there.
        found = None
    article = "" if found is None or found.body is None else running_text(found.body).translate(shown)
    return article if len(article) >= _SHORTEST else everything


def _protect(page: Any) -> dict[int, str]:
    """Put letters that the page does not use in the place of its zero-width characters, which trafilatura drops.

    Returns the table that puts them back.
    """
    texts = [text for element in page.iter() for text in (element.text, element.tail) if text]
    used = set().union(*texts)
    invisible = sorted(
        character for character in used if not character.isprintable() and not character.isspace()
    )
    # Yi syllables: letters to every test, and rare.
    letters = (chr(code) for code in range(0xA000, 0xA48D) if chr(code) not in used)
    table = dict(zip(map(ord, invisible), letters, strict=False))
    for element in page.iter():
        if element.text:
            element.text = element.text.translate(table)
        if element.tail:
            element.tail = element.tail.translate(table)
    return {ord(letter): chr(code) for code, letter in table.items()}
