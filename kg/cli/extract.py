"""``kg extract``: the facts of documents as JSON Lines."""

import argparse
import sys

from kg.cli import common_options


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "extract",
        help="print the facts of documents as JSON Lines",
        description="Print one JSON object for each document, in the order given: the document, its entities, its facts"
        " with roles and evidence (offsets in code points), and its inconsistencies.",
    )
    parser.add_argument("source", nargs="+", metavar="FILE", help="a file, a folder, or - for standard input")
    common_options.add_confidence_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Extract every source; a document that cannot be read costs itself alone, and the exit code is then 1."""
    from kg import jsonlines, pipeline, readers
    from kg.errors import KgError

    failed = False
    extractor = None
    for path in readers.sources(args.source, lambda message: print(f"kg: {message}", file=sys.stderr)):
        try:
            document = pipeline.read(path)
        except KgError as error:
            print(f"kg: {error}", file=sys.stderr)
            failed = True
            continue
        for warning in document.warnings:
            print(f"kg: {warning}", file=sys.stderr)
        extractor = extractor or pipeline.Extractor(least=args.min_confidence)
        print(jsonlines.line(extractor.extract(document)), flush=True)
    return 1 if failed else 0
