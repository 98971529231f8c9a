"""Which files a command's arguments name: files as they are, folders walked."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.errors import KgError
from kg.readers.formats import ENDINGS


def sources(paths: Sequence[str], on_skip: Callable[[str], None]) -> list[str]:
    """The documents that ``paths`` name, each once, in the order given; those of a folder sorted by path.

    A file is kept whatever its name. Folders are searched with their subfolders for files with an ending that is
    read; what is hidden, of another kind, unreadable, or a link that leads elsewhere is left out, and ``on_skip``
    gets a sentence on each. What is missing, and a folder without documents, is kept as well: ``read`` then says
    what is wrong with it, so that one bad argument costs itself alone. Raises nothing.
    """
    kept: dict[str, str] = {}
    for path in paths:
        found = list(_documents(path, on_skip)) if path != "-" and _is_folder(path) else []
        for name in found or [path]:
            kept.setdefault(_identity(name), name)
    return list(kept.values())


def folder_error(folder: str) -> KgError:
    """Why a folder cannot be read as a document: it holds none, or it holds several."""
    if next(_documents(folder, lambda message: None), None) is None:
        return KgError(
            f"{folder}: holds no documents of the kinds that are read ({', '.join(ENDINGS)}); name another folder."
        )
    return KgError(f"{folder}: is a folder; name a file in it.")


def _documents(folder: str, on_skip: Callable[[str], None]) -> Iterator[str]:
    # A stack rather than recursion: a chain of folders may be deeper than Python's own stack.
    top = Path(folder)
    root = Path(os.path.realpath(folder))
    waiting = [top]
    while waiting:
        path = waiting.pop()
        try:
            reason = None if path is top else _unfit(path, root)
            if reason is not None:
                on_skip(f"{path}: skipped, because {reason}.")
            elif path.is_dir():
                waiting.extend(sorted(path.iterdir(), reverse=True))
            else:
                yield str(path)
        except OSError as error:
            on_skip(f"{path}: skipped, because it cannot be opened ({error.strerror}).")


def _unfit(path: Path, root: Path) -> str | None:
    """Why something found in a folder is not read; None where it is."""
    if path.name.startswith("."):
        return "it is hidden"
    if path.name.startswith("~$"):
        return "it is the mark of a document open in Word"
    if path.is_symlink() and (path.is_dir() or not path.resolve().is_relative_to(root)):
        # Following links to folders could go round for ever; a link to a file elsewhere was not what was named.
        return "it is a link that leads elsewhere; name its target to read it"
    if path.is_dir():
        return None
    if not path.is_file():
        return "it is no ordinary file"
    return None if path.suffix.lower() in ENDINGS else "files of this kind are not read"


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _identity(path: str) -> str:
    """The same for all names of one file."""
    try:
        return path if path == "-" else os.path.realpath(path)
    except (OSError, ValueError):
        return path
