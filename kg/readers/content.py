"""The bytes of a source: a file or standard input, up to a limit."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError
from kg.readers.folders import folder_error

STDIN = "-"
MAX_BYTES = 50_000_000


def display_name(path: str) -> str:
    """How messages call a source."""
    return "standard input" if path == STDIN else path


def load(path: str) -> bytes:
    """All bytes of a file, or of standard input for ``-``.

    A pipe is read like a file. Raises KgError where there is nothing to read, or more than ``MAX_BYTES``.
    """
    name = display_name(path)
    content = _standard_input() if path == STDIN else _file(path)
    if len(content) > MAX_BYTES:
        raise KgError(
            f"{name}: is larger than {MAX_BYTES // 1_000_000} MB; split it, or save its text alone as .txt."
        )
    if not content:
        remedy = "pipe a document into it" if path == STDIN else "save or download the document again"
        raise KgError(f"{name}: is empty; {remedy}.")
    return content


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise KgError("standard input: is closed; pipe a document into it, or name a file.")
    return _all_of(sys.stdin.buffer)


def _file(path: str) -> bytes:
    try:
        with Path(path).open("rb") as stream:
            return _all_of(stream)
    except FileNotFoundError as error:
        raise KgError(f"{path}: there is no such file; check its name and the folder you are in.") from error
    except IsADirectoryError as error:
        raise folder_error(path) from error
    except PermissionError as error:
        raise KgError(f"{path}: may not be read by you; ask for permission (chmod +r) or copy it.") from error
    except (OSError, ValueError) as error:
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise KgError(f"{path}: cannot be read ({reason}); check the name and the disk.") from error


def _all_of(stream: BinaryIO) -> bytes:
    return stream.read(MAX_BYTES + 1)
