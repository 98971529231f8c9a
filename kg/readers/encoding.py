"""From bytes to text: which encoding a file is in, and whether its text came through."""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from kg.errors import KgError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, with whose mark it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings of text alone: Python's codecs hold others (punycode, unicode_escape) that do more than decode.
_OF_TEXT: Final = re.compile(
    r"utf-(8|16|32).*|iso8859.*|cp\d+|gb\w+|big5.*|euc_.*|shift_jis.*|koi8.*|tis-620|mac-.*"
)
# Beyond ASCII, what office programs put into English, French or German written in Windows-1252.
_WESTERN: Final = frozenset(
    "‘’‚“”„–—…•·°©®™€£§«»\u00a0àâäáãåçéèêëíîïìñóôöòõøúûüùæßÀÂÄÁÅÇÉÈÊËÎÏÍÑÓÔÖØÚÛÜÆ"
) | frozenset(map(chr, range(0x80)))
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# UTF-8 that was taken for Windows-1252 and stored as UTF-8 once more; áž and áŸ are how Khmer begins.
_MOJIBAKE: Final = re.compile(r"[ÃÂ][\u0080-\u00bf€™œž¢]|â€[\u0080-\u00bf™œžš¢¦“”˜]|á[žŸ]|ï»¿")

_USUAL: Final = re.compile("[\t\n\r\u0020-\u024f\u1780-\u17ff\u2000-\u206f]")

_LOST = "\ufffd"
_SAVE_AGAIN = "save it again as UTF-8 text"


def decode(content: bytes, name: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of ``content`` and warnings about its characters; no character is changed, no line end translated.

    Tried in this order: a byte order mark (which is no part of the text), UTF-8, UTF-16 without a mark, the
    ``declared`` encoding, Windows-1252, then a guess by statistics. Raises KgError for what is no text.
    """
    text, guessed = _first_fitting(content, declared)
    if text is None:
        raise KgError(f"{name}: is not text in any known encoding; {_SAVE_AGAIN}.")
    if len(_CONTROL.findall(text)) * 200 > len(text) or "\0" in text:
        raise KgError(f"{name}: is a binary file, not a document; name a text, HTML, PDF or DOCX file.")
    lost = text.count(_LOST)
    if lost * 5 > len(text):
        raise KgError(f"{name}: most of its characters are lost (U+FFFD); get it anew, or {_SAVE_AGAIN}.")
    warnings = []
    if guessed is not None:
        warnings.append(f"its encoding was guessed ({guessed}); if letters look wrong, {_SAVE_AGAIN}.")
    if lost:
        warnings.append(f"characters are lost in {lost} places (U+FFFD); {_SAVE_AGAIN}.")
    if len(_MOJIBAKE.findall(text)) >= 3:
        warnings.append(
            "looks like UTF-8 that was stored in a wrong encoding (mojibake); get the original anew."
        )
    return text, tuple(warnings)


def _first_fitting(content: bytes, declared: str | None) -> tuple[str | None, str | None]:
    """The text, if any; and the name of its encoding where that is a guess."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), None
    for text in _attempts(content, declared):
        if text is not None:
            return text, None
    import charset_normalizer

    best = charset_normalizer.from_bytes(content).best()
    return (None, None) if best is None else (_strictly(content, best.encoding), best.encoding)


def _attempts(content: bytes, declared: str | None) -> Iterator[str | None]:
    if b"\0" in content:
        yield _utf16(content)
    yield _strictly(content, "utf-8")
    yield _damaged_utf8(content)
    yield _utf16(content)
    if declared is not None:
        yield _strictly(content, declared)
    yield _western(content)


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        known = codecs.lookup(encoding).name
        # On the web Latin-1 means Windows-1252 (WHATWG Encoding, section 4.2).
        known = "cp1252" if known == "iso8859-1" else known
        return content.decode(known) if _OF_TEXT.fullmatch(known) else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _damaged_utf8(content: bytes) -> str | None:
    """UTF-8 in which at most one character of twenty beyond ASCII is broken."""
    text = content.decode("utf-8", errors="replace")
    lost = text.count(_LOST)
    beyond = len(text) - lost - len(text.encode("ascii", errors="ignore"))
    return text if lost * 20 <= beyond else None


def _utf16(content: bytes) -> str | None:
    """UTF-16 without a mark: all but a few characters are then Latin, Khmer or punctuation."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(content, encoding)
        sample = text[:10_000] if text else ""
        if sample and len(_USUAL.findall(sample)) * 20 >= len(sample) * 19:
            return text
    return None


def _western(content: bytes) -> str | None:
    text = _strictly(content, "cp1252")
    return text if text and _WESTERN.issuperset(text) else None
