"""Libraries that are installed with an extra of the package, loaded when a document needs them."""

import importlib
from typing import Any

from kg.errors import KgError


def library(module: str, extra: str, name: str) -> Any:
    """A module of a library that belongs to ``extra``. Raises KgError where it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise KgError(
            f"{name}: to read {extra.upper()} the library {module.partition('.')[0]} is needed;"
            f" pip install 'devcoop-kg[{extra}]' brings it."
        ) from error
