"""``kg demo``: the bundled samples as a graph, a page and answers."""

import argparse
import sys
from pathlib import Path

DEFAULT_FOLDER = "kg-demo"


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "demo",
        help="try everything on the bundled sample documents",
        description="Copy the bundled sample documents into a folder, build a store from them, write the graph as"
        " Turtle and as a page, and answer two questions.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        default=DEFAULT_FOLDER,
        metavar="DIR",
        help=f"where to put everything (default: {DEFAULT_FOLDER})",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the demonstration: answers on standard output, where things are on standard error."""
    from kg import demo, progress, table

    def say(message: str) -> None:
        progress.message(f"kg: {message}")

    width = table.terminal_width() if sys.stdout.isatty() else None
    made = demo.run(Path(args.folder), width=width, say=say)
    for answer in made.answers.values():
        print(answer)
    print(
        f"{made.summary.documents} documents, {made.summary.statements:,} statements:\n"
        f"  {made.documents}   the sample documents\n"
        f"  {made.turtle}   the graph as Turtle\n"
        f"  {made.page}   the graph as a network: open it in a browser\n"
        f"  {made.store}   the store; ask it: kg query meetings --store {made.store}",
        file=sys.stderr,
    )
    return 0
