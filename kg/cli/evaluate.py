"""``kg evaluate``: how well documents are read, measured against gold facts."""

import argparse
import sys
from pathlib import Path


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "evaluate",
        help="measure how well documents are read, against facts that people wrote down",
        description="Extract the document of each gold file (NAME.json and beside it NAME.txt, .md, .html, .pdf or"
        " .docx) and print precision, recall and F1 of the fillers of facts over all, by language, by type and by"
        " role, the F1 of the things named, and the share of facts whose evidence is exact.",
    )
    parser.add_argument("gold", metavar="GOLD_DIR", type=Path, help="the folder with the gold files")
    parser.add_argument(
        "--documents", metavar="DIR", type=Path, help="the folder with the documents (default: GOLD_DIR)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON, for programs")
    parser.add_argument("--errors", action="store_true", help="list what is missing and what is wrong")
    parser.add_argument(
        "--compare",
        metavar="FILE",
        type=Path,
        help="show what has changed since an earlier run, of which FILE is the output with --json",
    )
    parser.add_argument(
        "--minimum", metavar="F1", type=_figure, help="exit code 1 where the F1 over all is less (0 to 1)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Evaluate and print; 1 where the F1 over all is below the minimum, 0 otherwise."""
    import json

    from kg.evaluate import comparison, evaluation, report

    before = comparison.earlier(args.compare) if args.compare else None
    cases = evaluation.cases(args.gold, args.documents or args.gold)
    scores = list(evaluation.scores(cases, lambda message: print(f"kg: {message}", file=sys.stderr)))
    figures = evaluation.figures(scores)
    changes = list(comparison.changes(before, figures)) if before else None
    disagreements = [found for score in scores for found in score.disagreements] if args.errors else None
    if args.json:
        print(json.dumps(report.data(figures, changes, disagreements), ensure_ascii=False, indent=1))
    else:
        for line in report.lines(figures, changes, disagreements):
            print(line)
    f1 = figures["all"]["f1"]
    if args.minimum is not None and f1 < args.minimum:
        print(f"kg: the F1 over all is {f1}, below the minimum of {args.minimum}.", file=sys.stderr)
        return 1
    return 0


def _figure(text: str) -> float:
    figure = float(text)
    if not 0 <= figure <= 1:
        raise argparse.ArgumentTypeError(f"{text}: is not between 0 and 1")
    return figure
