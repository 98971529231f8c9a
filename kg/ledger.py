"""The ledger of a store: which documents it holds, from which files they were read, and with what.

A file beside the database, so that paths of this machine are in no query and no export. It is written after the
graphs are on disk: what it does not name is read again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import KgError
from kg.files import replacing

NAME: Final = "documents.json"


@dataclass(slots=True)
class Held:
    """A document that a store holds: the files it is known from, what it was read with."""

    files: set[str]
    fingerprint: str


class Ledger:
    """The documents of one store, by the SHA-256 of their bytes."""

    def __init__(self, path: Path) -> None:
        """Read the ledger at ``path``; a missing one is empty. Raises KgError where it is damaged."""
        self._path = path
        self._held: dict[str, Held] = {}
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            for sha256, held in content.items():
                self._held[sha256] = Held(set(_texts(held["files"])), *_texts([held["fingerprint"]]))
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise KgError(
                f"{path}: cannot be read; remove it, and kg build will read all documents again."
            ) from error

    def save(self) -> None:
        """Write the ledger. Raises KgError where it cannot be written."""
        content = {
            sha256: {"files": sorted(held.files), "fingerprint": held.fingerprint}
            for sha256, held in sorted(self._held.items())
        }
        with replacing(self._path) as stream:
            stream.write(json.dumps(content, indent=1).encode("utf-8"))

    def __len__(self) -> int:
        return len(self._held)

    def current(self, sha256: str, fingerprint: str) -> bool:
        """Whether the store holds a document as this software and data read it."""
        held = self._held.get(sha256)
        return held is not None and held.fingerprint == fingerprint

    def put(self, sha256: str, fingerprint: str, file: str) -> None:
        """Note that the store holds a document, known from one file more."""
        held = self._held.setdefault(sha256, Held(set(), fingerprint))
        held.fingerprint = fingerprint
        held.files.add(file)

    def others(self, file: str, sha256: str) -> list[str]:
        """The documents known from a file, but for the one that it holds now."""
        return sorted(other for other, held in self._held.items() if file in held.files and other != sha256)

    def forget(self, sha256: str, file: str) -> bool:
        """Forget that a document is known from a file; True where it was the last, and the document is forgotten."""
        held = self._held[sha256]
        held.files.discard(file)
        if held.files:
            return False
        del self._held[sha256]
        return True

    def name(self, sha256: str) -> str | None:
        """What a document is called: of the names of its files the first; None where it was no file."""
        names = sorted(Path(file).name for file in self._held[sha256].files if not file.startswith("-"))
        return names[0] if names else None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._held))

    def files(self) -> list[tuple[str, str]]:
        """Every file with the document it is known to hold, sorted."""
        return sorted((file, sha256) for sha256, held in self._held.items() for file in held.files)


def _texts(values: object) -> list[str]:
    """The values, if they are a list of texts; raises TypeError otherwise."""
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError("a list of texts is expected")
    return values
