"""The command line: parse, run one command, turn errors into one plain line on stderr and an exit code."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from kg import __version__
from kg.errors import KgError

COMMANDS = (
    "extract",
    "explain",
    "evaluate",
    "build",
    "query",
    "queries",
    "view",
    "export",
    "validate",
    "resolve",
    "register",
    "demo",
)


def parser() -> argparse.ArgumentParser:
    """The parser of ``kg`` with a subparser for each command."""
    top = argparse.ArgumentParser(
        prog="kg",
        description="Read press releases, news and reports on development cooperation into an RDF knowledge graph"
        " in which every statement is tied to the words that make it.",
        epilog="Start with: kg demo. Exit codes: 0 done, 1 bad input, 2 wrong usage.",
    )
    top.add_argument("--version", action="version", version=f"devcoop-kg {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
        importlib.import_module(f"kg.cli.{name}").add_parser(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when done, 1 on bad input, 2 on wrong usage, 130 when interrupted."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    args = parser().parse_args(arguments)
    try:
        code: int = args.run(args)
        sys.stdout.flush()
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("kg: interrupted; what was finished is kept.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone (kg … | head): nothing more to say, and nothing to complain about.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


if __name__ == "__main__":
    sys.exit(main())
