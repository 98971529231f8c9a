"""Learning the weights of the judge from gold texts: ``python -m kg.train GOLD_DIR...`` writes ``kg/weights``.

The gold of each text answers the judge's questions about what the rules found there; a logistic regression for each
question gives the weights. Whether a filled fact stands beside the others is learned last, from what weights make of
texts from which they were not learned. The same texts give the same weights.
The tables that ship were learned from ``tests/composed/learn`` and from real texts that may not be passed on.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg import register, resources
from kg.evaluate.evaluation import cases
from kg.extract.extractor import Extractor
from kg.files import replacing
from kg.schema import ROLES
from kg.train.examples import Examples, Question
from kg.train.texts import Text, learn


def lines(type_: str, weights: Mapping[Question, Mapping[str, float]], found: Examples) -> Iterator[str]:
    """The table of one type of fact: the strongest weights of each question first."""
    yield f"# What speaks for (+) and against (-) an answer about facts of type {type_}; learned by kg/train."
    yield "# question, feature, weight"
    for question, table in weights.items():
        if question[0] != type_ or not table:
            continue
        times = found.times[question]
        yes = sum(times for times, yes in zip(times, found.yes[question], strict=True) if yes)
        yield f"# {question[1]}: {yes} of {sum(times)} answers are yes"
        for feature, weight in sorted(table.items(), key=lambda item: (-abs(item[1]), item[0])):
            yield f"{question[1]}\t{feature}\t{weight}"


def main() -> None:
    """Learn from folders of gold files and write the tables."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--output", type=Path, default=resources.weights(), metavar="FOLDER")
    args = parser.parse_args()
    extractor = Extractor(register.load())
    texts = [
        Text.read(extractor, gold, path) for folder in args.folders for gold, path in cases(folder, folder)
    ]
    found, weights = learn(texts)
    args.output.mkdir(parents=True, exist_ok=True)
    for type_ in ROLES:
        if any(question[0] == type_ and table for question, table in weights.items()):
            with replacing(args.output / f"{type_}.tsv") as stream:
                stream.writelines(f"{line}\n".encode() for line in lines(type_, weights, found))
    print(f"{sum(map(len, weights.values()))} weights in {args.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
