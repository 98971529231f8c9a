"""``kg export``: the whole graph in a file."""

import argparse
import sys
from pathlib import Path

from kg.cli import common_options


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "export",
        help="write the graph as Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML or GraphML",
        description="Write all statements, sorted: the same graph gives the same bytes. TriG, N-Quads and JSON-LD keep"
        " one named graph for each document; the others hold the union. GraphML holds the network of kg view.",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where to write (default: standard output, also for -)"
    )
    parser.add_argument(
        "--format",
        # Spelled out, for speed of kg --help: a test compares them with kg.formats.
        choices=("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml"),
        help="format (default: by the ending of FILE, else turtle)",
    )
    common_options.add_store_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write; a file appears whole or not at all."""
    from kg import export, formats
    from kg.files import replacing
    from kg.store import Store

    form = formats.chosen(args.format, args.output)
    with Store.open(common_options.store_path(args), read_only=True) as store:
        if args.output in {None, "-"}:
            export.write(store, form, sys.stdout.buffer)
            sys.stdout.buffer.flush()
            return 0
        with replacing(Path(args.output)) as stream:
            export.write(store, form, stream)
        print(f"{args.output}: {store.size():,} statements as {form.name}.", file=sys.stderr)
    return 0
