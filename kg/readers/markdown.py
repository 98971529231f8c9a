"""The reader of Markdown: the text as it stands; title and date from front matter and the first heading."""

import re
from typing import Final

from kg.readers.dates import published
from kg.readers.encoding import decode
from kg.readers.reading import Reading
from kg.readers.titles import first_line

_FRONT_MATTER: Final = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.S | re.M)
_FENCED: Final = re.compile(r"^ {0,3}(`{3,8}|~{3,8}).*?^ {0,3}\1", re.S | re.M)
# CommonMark 0.31, sections 4.2 and 4.3: headings marked by number signs, or underlined. Longer ones are no titles.
_HEADING: Final = re.compile(
    r"^ {0,3}#{1,6}[ \t](?P<marked>[^\r\n]{1,300})\r?$"
    r"|^ {0,3}(?P<underlined>\S[^\r\n]{0,300})\r?\n {0,3}(?:={1,300}|-{2,300})[ \t]{0,9}\r?$",
    re.M,
)
_CLOSING: Final = re.compile(r"\s#+\s*$")
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
_EMPHASIS: Final = re.compile(r"(\*{1,3}|_{2,3}|`+)(?=\S)(.*?)(?<=\S)\1")


def read(content: bytes, name: str) -> Reading:
    """The text with all its marks, so that offsets refer to the file. Raises KgError for what is no text."""
    text, warnings = decode(content, name)
    matter = _FRONT_MATTER.match(text)
    body = text[matter.end() :] if matter else text
    front = matter.group(1) if matter else ""
    return Reading(
        text,
        title=_field(front, "title") or _heading(body) or first_line(body),
        published=published(_field(front, "date") or _field(front, "published")),
        url=_address(_field(front, "url") or _field(front, "source")),
        warnings=warnings,
    )


def _field(front: str, key: str) -> str | None:
    """The value of a line ``key: value`` of YAML; nothing but plain and quoted one-line values is understood."""
    match = re.search(rf"^{key}:[ \t]*([^\r\n]*)", front, re.M | re.I)
    return match[1].partition(" #")[0].strip().strip("\"'") or None if match else None


def _heading(body: str) -> str | None:
    match = _HEADING.search(_FENCED.sub("", body))
    if match is None:
        return None
    heading = _CLOSING.sub("", match["marked"] or match["underlined"])
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", heading)).strip() or None


def _address(value: str | None) -> str | None:
    return value if value and re.fullmatch(r"https?://\S+", value) else None
