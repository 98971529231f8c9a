"""Options that several commands share."""

import argparse
import os
from pathlib import Path
from typing import Final

DEFAULT_STORE: Final = "kg-store"
JUDGEMENTS: Final = "judgements.ttl"


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


def add_confidence_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--min-confidence``."""
    parser.add_argument(
        "--min-confidence",
        type=_share,
        default=0.0,
        metavar="P",
        help="leave out facts that are less sure than this, from 0 (the default: none is left out) to 1",
    )


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 1")
    return value


def add_judgements_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--judgements``."""
    parser.add_argument(
        "--judgements",
        metavar="FILE",
        help="what is one thing and what is two, as kg resolve writes it (default: $KG_JUDGEMENTS, else"
        f" {JUDGEMENTS} beside the store)",
    )


def judgements_path(args: argparse.Namespace) -> Path:
    """The file of judgements that a command works with, whether it is there or not."""
    given = args.judgements or os.environ.get("KG_JUDGEMENTS")
    return Path(given) if given else store_path(args).absolute().parent / JUDGEMENTS


def store_path(args: argparse.Namespace) -> Path:
    """The folder of the store that a command works on."""
    return Path(args.store or os.environ.get("KG_STORE") or DEFAULT_STORE)
