"""What the reader of a format gives, and how much text it may give."""

from dataclasses import dataclass

from kg.errors import KgError

MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file and what the format's own metadata state; warnings without the file's name."""

    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()


def check_length(characters: int, name: str) -> None:
    """Raise KgError for a text of so many characters if they are over the limit."""
    if characters > MAX_CHARACTERS:
        raise KgError(
            f"{name}: holds more than {MAX_CHARACTERS // 1_000_000} million characters of text; split it and read"
            " the parts."
        )
