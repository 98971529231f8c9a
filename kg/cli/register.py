"""``kg register``: what the register holds, and checks of it."""

import argparse
import sys
from collections.abc import Iterable


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "register",
        help="count what the register of names holds, or check it",
        description="Print for each class of the register's entries how many there are, how many have a Khmer name, and"
        " how many a code.",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="list malformed codes, names in the wrong script, names and codes that two things share, and what is"
        " missing, with file and line; exit code 1 where something is wrong",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Count on standard output; or check, and 1 where something is wrong."""
    if not args.check:
        for line in _counts():
            print(line)
        return 0
    from kg import register_check

    found = register_check.findings()
    for finding in found:
        print(finding)
    wrong = sum(finding.wrong for finding in found)
    print(f"{wrong} to correct, {len(found) - wrong} to complete.", file=sys.stderr)
    return 1 if wrong else 0


def _counts() -> Iterable[str]:
    from collections import Counter

    from kg import register, table

    entries = register.load()
    count = Counter(entry.type for entry in entries)
    khmer = Counter(entry.type for entry in entries if entry.labels.get("km"))
    codes = Counter(entry.type for entry in entries if entry.codes)
    rows = [
        [type_, str(number), str(khmer[type_]), str(codes[type_])] for type_, number in count.most_common()
    ]
    total = ["all", str(len(entries)), str(khmer.total()), str(codes.total())]
    return table.lines(["class", "entries", "with a Khmer name", "with a code"], [*rows, total])
