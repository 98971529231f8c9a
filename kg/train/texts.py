"""Learning from gold texts: first to judge what the rules found in each, then which of the filled facts stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import pipeline
from kg.evaluate.gold import Gold
from kg.evaluate.pairing import pairs
from kg.extract.extractor import Extractor, settled
from kg.extract.judge.judge import STANDS, Judge
from kg.extract.judge.reading import Reading
from kg.extract.judge.review import of_facts
from kg.extract.judge.weights import Weights
from kg.model import Fact
from kg.schema import ROLES
from kg.train.examples import Examples, Question, first_look
from kg.train.regression import learned

_PARTS: Final = 4  # of the texts, of which each is judged by weights from the others


@dataclass(frozen=True, slots=True)
class Text:
    """A gold text as the rules read it, and what it teaches at first sight."""

    path: Path
    gold: Gold
    facts: Sequence[Fact]
    guesses: Sequence[Fact]
    reading: Reading
    examples: Examples

    @classmethod
    def read(cls, extractor: Extractor, gold: Gold, path: Path) -> "Text":
        """The text at ``path``; ``extractor`` has no judge."""
        facts, guesses, reading = extractor.material(pipeline.read(str(path)))
        return cls(path, gold, facts, guesses, reading, first_look(gold, facts, guesses, reading))


def learn(texts: Sequence[Text]) -> tuple[Examples, dict[Question, dict[str, float]]]:
    """What the texts teach, and the weights learned from it. A text that stands there twice counts twice."""
    found = _at_first_sight(texts)
    for others, part in _parts(texts):
        judge = Judge(_weights(_at_first_sight(others)))
        for text in part:
            second_look(text, judge, found)
    return found, learned(found)


def _parts(texts: Sequence[Text]) -> Iterator[tuple[list[Text], list[Text]]]:
    """Each part of the texts, after the others. The same text is always in the same part."""
    number = {path: i for i, path in enumerate(dict.fromkeys(text.path for text in texts))}
    for part in range(_PARTS):
        inside = [number[text.path] % _PARTS == part for text in texts]
        yield (
            [text for text, own in zip(texts, inside, strict=True) if not own],
            [text for text, own in zip(texts, inside, strict=True) if own],
        )


def _at_first_sight(texts: Sequence[Text]) -> Examples:
    found = Examples()
    for text in texts:
        found.extend(text.examples)
    return found


def _weights(found: Examples) -> Weights:
    return Weights({question: table for question, table in learned(found).items() if table})


def second_look(text: Text, judge: Judge, found: Examples) -> None:
    """Add to ``found`` how many fillers of each fact that the judge filled are right, and how many wrong.

    What the gold allows without demanding it is neither.
    """
    judgements = list(judge.judged(text.facts, text.guesses, text.reading))
    facts = settled(judgement.fact for judgement in judgements)
    answers: dict[int, tuple[int, int]] = {}
    for type_ in ROLES:
        ours = [fact for fact in facts if fact.type == type_]
        golds = [fact for fact in text.gold.facts if fact.type == type_]
        answers |= {id(fact): (0, sum(map(len, fact.roles.values()))) for fact in ours}
        for pair in pairs(golds, ours, text.reading.entities).values():
            assert pair.gold is not None
            agreeing = [pair.gold.roles[role][at] for role, same in pair.roles.items() for at in same]
            right = 0 if pair.gold.optional else sum(not filler.optional for filler in agreeing)
            wrong = 0 if pair.gold.optional else answers[id(pair.found)][1] - len(agreeing)
            answers[id(pair.found)] = right, wrong
    for fact, _, seen in of_facts(facts, judgements):
        right, wrong = answers[id(fact)]
        for yes, times in ((True, right), (False, wrong)):
            if times:
                found.add((fact.type, STANDS), seen, yes, times)
