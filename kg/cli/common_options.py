"""Options that several commands share."""

import argparse
import os
from pathlib import Path
from typing import Final

DEFAULT_STORE: Final = "kg-store"


def add_store_option(parser: argparse.ArgumentParser | argparse._MutuallyExclusiveGroup) -> None:
    """Add ``--store``."""
    parser.add_argument(
        "--store",
        metavar="DIR",
        help=f"folder of the store (default: $KG_STORE, else ./{DEFAULT_STORE})",
    )


def add_language_option(parser: argparse.ArgumentParser, what: str) -> None:
    """Add ``--language``, of ``what`` the command writes for people."""
    parser.add_argument(
        "--language",
        choices=("en", "km"),
        default="en",
        help=f"language of {what}: English (en, the default) or Khmer (km)",
    )


def store_path(args: argparse.Namespace) -> Path:
    """The folder of the store that a command works on."""
    return Path(args.store or os.environ.get("KG_STORE") or DEFAULT_STORE)
