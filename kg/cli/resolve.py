"""``kg resolve``: what may be one thing, and judgements on it."""

import argparse
import sys
from typing import TYPE_CHECKING

from kg.cli import common_options

if TYPE_CHECKING:
    from kg.store import Store

_QUERY = "identities"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "resolve",
        help="list what may be one thing under two names, and judge it",
        description="List the pairs of things whose names are alike and that nothing shows to be one, for a person to"
        " judge. A judgement goes into a Turtle file, is followed at once and by every later kg build, and is never"
        " overruled by the machine; being the same is transitive.",
    )
    judgement = parser.add_mutually_exclusive_group()
    for verdict, what in (
        ("same", "judge that two things are one"),
        ("different", "judge that two things are two"),
        ("forget", "take back a judgement on two things"),
    ):
        judgement.add_argument(
            f"--{verdict}",
            nargs=2,
            metavar=("A", "B"),
            help=f"{what}; A and B as the list shows them, or IRIs",
        )
    judgement.add_argument(
        "--status",
        choices=("automatic", "candidate", "same", "different"),
        default="candidate",
        help="list the pairs that the machine took for one, that may be judged (the default), or that people judged",
    )
    common_options.add_store_option(parser)
    common_options.add_judgements_option(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """List on standard output, or record a judgement and follow it."""
    from kg.store import Store

    for verdict in ("same", "different", "forget"):
        if pair := getattr(args, verdict):
            with Store.open(common_options.store_path(args)) as store:
                return _judge(store, args, None if verdict == "forget" else verdict, pair)
    with Store.open(common_options.store_path(args), read_only=True) as store:
        return _list(store, args.status)


def _list(store: "Store", status: str) -> int:
    from kg import query_library, query_parameters, results, table

    query = query_library.find(_QUERY)
    text = query_parameters.bound(query, {"status": status}, store.select)
    rows = [
        [results.shown(row[name]) for name in ("likeness", "one", "other", "reasons")]
        for row in store.select(text)
    ]
    width = table.terminal_width() if sys.stdout.isatty() else None
    for line in table.lines(["likeness", "one", "other", "reasons"], rows, width):
        print(line)
    if rows and status == "candidate":
        print("Judge a pair with: kg resolve --same A B, or kg resolve --different A B", file=sys.stderr)
    return 0


def _judge(store: "Store", args: argparse.Namespace, verdict: str | None, pair: list[str]) -> int:
    from kg import judgements
    from kg.build import settle

    path = common_options.judgements_path(args)
    one, other = (_iri(store, name) for name in pair)
    changed = judgements.record(path, verdict, one, other)
    settle(store, path, lambda message: print(f"kg: {message}", file=sys.stderr))
    print(f"{path}: {'judged' if changed else 'nothing to change'}.", file=sys.stderr)
    return 0


def _iri(store: "Store", name: str) -> str:
    """The IRI that a user gives in full or as the list shows it; raises KgError for what nothing in the graph is."""
    from pyoxigraph import NamedNode

    from kg import iri, reference
    from kg.errors import KgError

    plain = name.strip("<>").removeprefix("id:")
    full = plain if ":" in plain else iri.ID + plain
    try:
        node = NamedNode(full)
    except ValueError as error:
        raise KgError(f"{name}: this is no IRI ({error}).") from error
    if full not in reference.iris() and not any(store.of_subject(node)):
        raise KgError(f"{name}: nothing in the graph is called so; kg resolve lists what can be judged.")
    return full
