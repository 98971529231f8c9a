"""``kg query``: ask the graph, or a remote endpoint."""

import argparse
import sys
from typing import TYPE_CHECKING

from kg.cli import common_options

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from kg.endpoint import Answer as RemoteAnswer
    from kg.query_library import Query
    from kg.store import Answer


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "query",
        help="ask the graph a question of the library, or one in SPARQL",
        description="Answer a query: one of the library (kg queries lists them), a file with SPARQL 1.1, or - for"
        " standard input. Queries see all named graphs as one.",
    )
    parser.add_argument("query", metavar="NAME|FILE|-", help="which query")
    parser.add_argument(
        "-p",
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="value of a parameter, as often as needed; things may be given by name, code or IRI",
    )
    parser.add_argument(
        "--format",
        # Spelled out, for kg.results is heavy: a test compares them.
        choices=("table", "csv", "tsv", "json", "xml", "turtle"),
        help="form of the answer (default: table; turtle where the query gives triples, for which json is JSON-LD"
        " and xml RDF/XML)",
    )
    where = parser.add_mutually_exclusive_group()
    common_options.add_store_option(where)
    where.add_argument("--endpoint", metavar="URL", help="ask this SPARQL endpoint instead of a store")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer on standard output."""
    from kg import query_library

    query = query_library.find(args.query)
    if args.endpoint:
        _remote(query, args)
    else:
        _local(query, args)
    return 0


def _local(query: "Query", args: argparse.Namespace) -> None:
    from kg import query as querying
    from kg import query_parameters
    from kg.store import Store

    with Store.open(common_options.store_path(args), read_only=True) as store:
        text = query_parameters.bound(query, query_parameters.given(args.param), store.select)
        _write(querying.ask(store, text, query.name), args)


def _remote(query: "Query", args: argparse.Namespace) -> None:
    from kg import endpoint, query_parameters

    def select(text: str) -> "QuerySolutions":
        return endpoint.select(args.endpoint, text)

    text = query_parameters.bound(query, query_parameters.given(args.param), select)
    _write(endpoint.ask(args.endpoint, text, query.name), args)


def _write(answer: "RemoteAnswer | Answer", args: argparse.Namespace) -> None:
    from kg import results, table

    width = table.terminal_width() if sys.stdout.isatty() else None
    sys.stdout.flush()
    results.write(answer, args.format, sys.stdout.buffer, width)
    sys.stdout.buffer.flush()
