"""``kg build``: documents into the store."""

import argparse
import sys

from kg.cli import common_options


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "build",
        help="read documents into the graph",
        description="Read documents into the store: those that are new or changed, by the digest of their bytes; the"
        " others are left alone. A document that cannot be read costs itself alone, and the exit code is then 1.",
    )
    parser.add_argument(
        "source",
        nargs="+",
        metavar="SOURCE",
        help="a file (text, Markdown, HTML, PDF, DOCX), a folder with all below it, or - for standard input",
    )
    common_options.add_store_option(parser)
    common_options.add_confidence_option(parser)
    common_options.add_judgements_option(parser)
    parser.add_argument(
        "--prune",
        action="store_true",
        help="withdraw the documents whose files are no longer where they were read",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Build and say what was done; 1 where a document could not be read or states nothing, 0 otherwise."""
    from kg import ledger, progress
    from kg.build import build
    from kg.store import Store

    path = common_options.store_path(args)

    def say(message: str) -> None:
        progress.message(f"kg: {message}")

    with Store.open(path) as store:
        summary = build(
            args.source,
            store,
            ledger.Ledger(path / ledger.NAME),
            prune=args.prune,
            say=say,
            least=args.min_confidence,
            judgements=common_options.judgements_path(args),
        )
    counts = [
        f"{summary.read} read",
        f"{summary.unchanged} unchanged",
        *([f"{summary.withdrawn} withdrawn"] if summary.withdrawn else []),
        *([f"{summary.failed} failed"] if summary.failed else []),
    ]
    print(f"Documents: {', '.join(counts)}.", file=sys.stderr)
    print(
        f"Found: {summary.facts} facts, {summary.inconsistencies} inconsistencies inside documents;"
        f" {summary.warnings} warnings, {summary.without_facts} documents without facts.",
        file=sys.stderr,
    )
    print(f"{path} holds {summary.documents} documents, {summary.statements:,} statements.", file=sys.stderr)
    return 1 if summary.failed or summary.without_facts else 0
