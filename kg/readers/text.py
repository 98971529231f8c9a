"""The reader of plain text."""

from kg.readers.encoding import decode
from kg.readers.reading import Reading


def read(content: bytes, name: str) -> Reading:
    """The decoded text, character for character. Raises KgError for what is no text."""
    text, warnings = decode(content, name)
    return Reading(text, warnings=warnings)
