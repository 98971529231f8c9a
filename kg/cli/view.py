"""``kg view``: the graph as a network in one HTML page."""

import argparse
import sys
from pathlib import Path

from kg.cli.common_options import add_language_option, add_store_option, store_path


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "view",
        help="draw the graph as a network in one HTML page",
        description="Write one HTML page that opens from disk, without any network: governments, agencies, officials,"
        " sectors, money, meetings and documents as a network that can be searched and filtered, in Khmer and English,"
        " with the words of the documents behind whatever is clicked.",
    )
    parser.add_argument(
        "-o",
        "--output",
        default="graph.html",
        metavar="FILE",
        help="where to write the page (default: graph.html)",
    )
    add_store_option(parser)
    add_language_option(parser, "the page when it opens")
    parser.add_argument(
        "--documents",
        choices=("show", "hide"),
        default="show",
        help="whether documents are drawn from the start; the legend switches them (default: show)",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the page and say where it is. Raises KgError where the store is empty or the file cannot be written."""
    from kg.errors import KgError
    from kg.files import replacing
    from kg.network import network
    from kg.store import Store
    from kg.view import page

    with Store.open(store_path(args), read_only=True) as store:
        graph = network(store.select)
    if not graph:
        raise KgError(
            f"{store_path(args)}: has nothing to draw, for no statement was found in its documents."
            " Add documents with kg build."
        )
    content = page(graph, language=args.language, documents=args.documents == "show")
    output = Path(args.output)
    with replacing(output) as stream:
        stream.write(content.encode("utf-8"))
    print(
        f"{output}: {len(graph)} nodes, {graph.number_of_edges()} connections. Open it in a browser.",
        file=sys.stderr,
    )
    return 0
