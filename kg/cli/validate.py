"""``kg validate``: check the store against the shapes, and report in plain words."""

import argparse
import sys

from kg.cli import common_options


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``kg validate``."""
    parser = commands.add_parser(
        "validate",
        help="check the graph, and say what is wrong in which document",
        description="Check the graph against its shapes (SHACL) and say what is wrong, in which document, with which"
        " words, and what to do. Exit code 1 where something is wrong; what sources leave open is only told.",
    )
    common_options.add_store_option(parser)
    parser.add_argument(
        "--format",
        choices=("text", "turtle"),
        default="text",
        help="text for people (the default) or the SHACL report in Turtle for programs",
    )
    common_options.add_language_option(parser, "the text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check and print; 1 where there are violations, 0 otherwise."""
    from kg import validate, validation_report
    from kg.store import Store

    with Store.open(common_options.store_path(args), read_only=True) as store:
        report = validate.check(store.quads())
    if args.format == "turtle":
        sys.stdout.write(validation_report.turtle(report).decode("utf-8"))
    else:
        sys.stdout.write(validation_report.text(report, args.language))
    return 1 if any(finding.violation for finding in report.findings) else 0
