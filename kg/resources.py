"""Where the files that ship with the package are, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(installed: str, checkout: str) -> Path:
    inside = _PACKAGE / installed
    return inside if inside.is_dir() else _PACKAGE.parent / checkout


def ontology() -> Path:
    """The folder with ``devcoop.ttl``, ``codelists.ttl``, ``shapes.ttl`` and ``register/``."""
    return _folder("ontology_files", "ontology")


def queries() -> Path:
    """The folder with the query library, one ``.rq`` file for each question."""
    return _folder("query_files", "queries")


def languages() -> Path:
    """The folder with one subfolder of grammar data for each language."""
    return _PACKAGE / "languages"


def weights() -> Path:
    """The folder with the tables of weights that the judge goes by, one for each type of fact."""
    return _PACKAGE / "weights"


def samples() -> Path:
    """The folder with the bundled sample documents."""
    return _PACKAGE / "samples"
