"""Learning the weights of the judge from gold texts: ``python -m kg.train GOLD_DIR...`` writes ``kg/weights``.

Each fact and guess of the rules is paired with the gold fact that it tells most of. Then the gold answers the judge's
questions: is it a fact, which candidate fills which role, which value holds. One logistic regression for each question
(L1, so that few weights remain and can be read; scikit-learn) gives the weights. The same texts give the same weights.
The tables that ship were learned from ``tests/composed/learn`` and from real texts that may not be passed on.
"""

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from kg import pipeline, register, resources
from kg.evaluate.agreement import agree
from kg.evaluate.evaluation import cases
from kg.evaluate.gold import Gold, GoldFact
from kg.evaluate.pairing import matching, pairs
from kg.extract.extractor import Extractor
from kg.extract.judge import facts as about_facts
from kg.extract.judge import features
from kg.extract.judge.candidates import ROLES as JUDGED
from kg.extract.judge.candidates import candidates
from kg.extract.judge.reading import Reading
from kg.files import replacing
from kg.model import Document, Fact, Filler, Span
from kg.schema import ENUMERATIONS, ROLES

_FEWEST: Final = 3  # times that a feature must be seen
_STRENGTH: Final = 0.6  # the inverse of the penalty
_FEWEST_YES: Final = 3  # gold answers that are yes, for a question to be judged
_ENOUGH: Final = 0.6  # of a gold fact's fillers in the sentence, for a guess there to be that fact
_FEWEST_FILLERS: Final = 1.3
_APART: Final = 0.4  # how much a filler counts that stands in another sentence
_POTENTIAL: Final = 3  # weight of a filler that could be filled, where one that the rules filled weighs 20

Question = tuple[str, str]


@dataclass
class Examples:
    """By type of fact and question: what is seen, and whether the answer is yes."""

    seen: dict[Question, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    yes: dict[Question, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, question: Question, seen: Set[str], yes: bool) -> None:
        """One answered question."""
        self.seen[question].append(sorted(seen))
        self.yes[question].append(yes)

    def extend(self, other: "Examples") -> None:
        """Those of another document too."""
        for question, seen in other.seen.items():
            self.seen[question] += seen
            self.yes[question] += other.yes[question]


def examples(extractor: Extractor, gold: Gold, document: Document) -> Examples:
    """What one document teaches."""
    facts, guesses, reading = extractor.material(document)
    found = Examples()
    roles = features.Roles.of(facts)
    everything = [*((fact, False) for fact in facts), *((fact, True) for fact in guesses)]
    for type_ in ROLES:
        ours = [(fact, guess) for fact, guess in everything if fact.type == type_]
        golds = [fact for fact in gold.facts if fact.type == type_]
        told = _told(type_, golds, ours, reading)
        for number, (fact, guess) in enumerate(ours):
            wanted = told.get(number)
            if wanted is None or not wanted.optional:
                found.add((type_, "fact"), about_facts.of_fact(fact, guess, reading), wanted is not None)
            if wanted is not None:
                _roles(fact, wanted, reading, roles, found)
    return found


def _told(
    type_: str, golds: Sequence[GoldFact], ours: Sequence[tuple[Fact, bool]], reading: Reading
) -> Mapping[int, GoldFact]:
    """By the number of a fact or guess of ours the gold fact that it tells of."""
    weights: dict[tuple[int, int], int] = {}
    for i, gold in enumerate(golds):
        for j, (fact, guess) in enumerate(ours):
            pair = pairs([gold], [fact], reading.entities).get(0)
            could, all_ = _could(gold, fact, reading)
            if guess and type_ not in JUDGED:
                if pair and fact.roles.keys() <= pair.roles.keys():
                    weights[i, j] = pair.weight
            elif guess and "amount" not in fact.roles:
                if "amount" in gold.roles or could < _FEWEST_FILLERS or could < _ENOUGH * all_:
                    continue
                weights[i, j] = round(could * _POTENTIAL)
            elif pair and (not guess or "amount" in pair.roles):
                weights[i, j] = pair.weight * 10 + round(could * _POTENTIAL)
    return {j: golds[i] for i, j in matching(weights).items()}


def _could(gold: GoldFact, fact: Fact, reading: Reading) -> tuple[float, float]:
    """How many of the gold's fillers the sentences of a fact offer, of how many; optional ones count half.

    Those that only the sentences around it offer count less.
    """
    could = all_ = 0.0
    for role in JUDGED.get(fact.type, ()):
        kind = ROLES[fact.type][role]
        wanted = gold.roles.get(role, ())
        if kind == "text" or not wanted:
            continue
        offered = candidates(fact, role, reading)
        for filler in wanted:
            weight = 0.5 if filler.optional else 1.0
            all_ += weight
            near = [
                1.0 if candidate.place and candidate.place.sentence == candidate.anchor[0] else _APART
                for candidate in offered
                if agree(kind, filler, candidate.filler, reading.entities)
            ]
            could += weight * max(near, default=0.0)
    return could, all_


def _roles(fact: Fact, gold: GoldFact, reading: Reading, roles: features.Roles, found: Examples) -> None:
    for role in JUDGED.get(fact.type, ()):
        offered = candidates(fact, role, reading)
        for candidate in offered:
            answer = _answer(gold, role, candidate.filler, reading)
            if answer is not None:
                seen = features.of_candidate(fact, role, candidate, reading, roles, len(offered) == 1)
                found.add((fact.type, role), seen, answer)
    for role in about_facts.ENUMERATED.get(fact.type, ()):
        for value, seen in about_facts.of_values(fact, role, ENUMERATIONS[fact.type, role], reading):
            answer = _answer(gold, role, Filler(Span(0, 1), value=value), reading)
            if answer is not None:
                found.add((fact.type, f"{role}={value}"), seen, answer)


def _answer(gold: GoldFact, role: str, filler: Filler, reading: Reading) -> bool | None:
    """Whether the gold has the filler in the role; None where it may be there and may not."""
    kind = ROLES[gold.type][role]
    right = [wanted for wanted in gold.roles.get(role, ()) if agree(kind, wanted, filler, reading.entities)]
    return None if any(wanted.optional for wanted in right) else bool(right)


def fitted(seen: Sequence[Sequence[str]], yes: Sequence[bool]) -> dict[str, float]:
    """The weights of one question; none where the answers are too few to learn from."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    if sum(yes) < _FEWEST_YES or all(yes):
        return {}
    count = Counter(feature for features_ in seen for feature in features_)
    rows = [{name: 1.0 for name in features_ if count[name] >= _FEWEST} for features_ in seen]
    vectorizer = DictVectorizer()
    model = LogisticRegression(
        l1_ratio=1, C=_STRENGTH, solver="liblinear", fit_intercept=False, random_state=0, max_iter=1000
    )
    table = vectorizer.fit_transform(rows)
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    model.fit(table, yes)
    names = vectorizer.get_feature_names_out()
    weights = (
        (str(name), round(float(weight), 3)) for name, weight in zip(names, model.coef_[0], strict=True)
    )
    return {name: weight for name, weight in weights if weight}


def learned(found: Examples) -> dict[Question, dict[str, float]]:
    """The weights of all questions. Where too little is known of whether facts of a type are right, their share is."""
    weights = {question: fitted(found.seen[question], found.yes[question]) for question in sorted(found.seen)}
    for (type_, question), table in weights.items():
        if question == "fact" and not table:
            yes = sum(found.yes[type_, question])
            odds = (yes + 1) / (
                len(found.yes[type_, question]) - yes + 1
            )  # as if one more of each had been seen
            weights[type_, question] = {"any": round(math.log(odds), 3)}
    return weights


def lines(type_: str, weights: Mapping[Question, Mapping[str, float]], found: Examples) -> Iterator[str]:
    """The table of one type of fact: the strongest weights of each question first."""
    yield f"# What speaks for (+) and against (-) an answer about facts of type {type_}; learned by kg/train.py."
    yield "# question, feature, weight"
    for question, table in weights.items():
        if question[0] != type_ or not table:
            continue
        answers = found.yes[question]
        yield f"# {question[1]}: {sum(answers)} of {len(answers)} answers are yes"
        for feature, weight in sorted(table.items(), key=lambda item: (-abs(item[1]), item[0])):
            yield f"{question[1]}\t{feature}\t{weight}"


def main() -> None:
    """Learn from folders of gold files and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="GOLD_DIR")
    parser.add_argument("--output", type=Path, default=resources.weights(), metavar="FOLDER")
    args = parser.parse_args()
    extractor = Extractor(register.load())
    found = Examples()
    for folder in args.folders:
        for gold, path in cases(folder, folder):
            found.extend(examples(extractor, gold, pipeline.read(str(path))))
    weights = learned(found)
    args.output.mkdir(parents=True, exist_ok=True)
    for type_ in ROLES:
        if any(question[0] == type_ and table for question, table in weights.items()):
            with replacing(args.output / f"{type_}.tsv") as stream:
                stream.writelines(f"{line}\n".encode() for line in lines(type_, weights, found))
    print(f"{sum(map(len, weights.values()))} weights in {args.output}", file=sys.stderr)


if __name__ == "__main__":
    main()
