"""``kg explain``: a text with each fact, its evidence and the rules that found it."""

import argparse
import sys


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "explain",
        help="show a text with each fact, its evidence and the rules that found it",
        description="Print the facts of one document with the words that state them and the grammar rules behind them,"
        " then the text with the facts' numbers where they begin.",
    )
    parser.add_argument("file", metavar="FILE", help="a file, or - for standard input")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Explain one document on standard output."""
    from kg import explain, pipeline

    extraction = pipeline.Extractor().extract(pipeline.read(args.file))
    for line in explain.lines(extraction, colour=sys.stdout.isatty()):
        print(line)
    return 0
