"""The judge: its weights can be read and learned again, and its confidence means what it says."""

import json
import tomllib
from pathlib import Path

import pytest
from test_samples_gold import faults

from kg import pipeline, register, resources
from kg.__main__ import main
from kg.errors import KgError
from kg.evaluate.evaluation import cases, figures, scores
from kg.evaluate.pairing import pairs
from kg.extract.extractor import Extractor
from kg.extract.judge.candidates import ROLES as JUDGED
from kg.extract.judge.judge import STANDS
from kg.extract.judge.weights import Weights
from kg.schema import ENUMERATIONS, ROLES
from kg.train.texts import Text, learn
from tests.conftest import document

COMPOSED = Path(__file__).parent / "composed"
GOLD = sorted(COMPOSED.glob("*/*.json"))
SUM = "Japan has pledged USD 5 million to Cambodia for rural roads."
VAGUE = "France will also continue to support schools in Laos."


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_the_gold_of_composed_texts_is_well_formed(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    assert gold["language"] == path.stem.rsplit(".", 1)[1]
    assert list(faults(gold)) == []


def test_every_question_of_the_weights_is_one_that_is_asked() -> None:
    asked = {(type_, question) for type_ in ROLES for question in ("fact", STANDS)}
    asked |= {(type_, role) for type_, roles in JUDGED.items() for role in roles}
    asked |= {(type_, f"{role}={value}") for (type_, role), known in ENUMERATIONS.items() for value in known}
    tables = Weights.load(resources.weights()).tables
    assert tables.keys() <= asked
    assert {type_ for type_, question in tables if question == "fact"} == set(ROLES)


def test_weights_add_up_to_the_odds(tmp_path: Path) -> None:
    (tmp_path / "source.tsv").write_text("# what\nfact\tany\t1.0\nfact\ttold\t-1.0\n", encoding="utf-8")
    weights = Weights.load(tmp_path)
    assert weights.probability("source", "fact", {"any", "told", "unheard of"}) == pytest.approx(0.5)
    assert weights.probability("source", "fact", {"any"}) == pytest.approx(0.731, abs=0.001)
    assert not weights.has("meeting", "fact")


def test_a_line_that_is_no_weight_is_named(tmp_path: Path) -> None:
    (tmp_path / "source.tsv").write_text("fact\tany\tmuch\n", encoding="utf-8")
    with pytest.raises(KgError, match=r"source\.tsv: line 1 is not question, feature and weight"):
        Weights.load(tmp_path)


def test_the_same_texts_give_the_same_weights_and_these_tell_givers_from_others() -> None:
    extractor = Extractor(register.load())
    texts = [
        Text.read(extractor, gold, path) for gold, path in cases(COMPOSED / "learn", COMPOSED / "learn")[::3]
    ]
    found, weights = learn(texts)
    assert learn(texts) == (found, weights)
    tables = Weights({question: table for question, table in weights.items() if table})
    by_rule = {"any", "filled=rule", "class=Government", "donor", "at=same", "at=same rule", "side=L"}
    stray = {"any", "filled=other", "class=Person", "at=after2", "at=after2 other"}
    likely, unlikely = (tables.probability("commitment", "provider", seen) for seen in (by_rule, stray))
    assert likely > 3 * unlikely


def test_what_a_likelier_fact_says_too_stands_less() -> None:
    stands = Weights.load(resources.weights()).tables["commitment", STANDS]
    told_before = {f"{sum_}covered={share}" for sum_ in ("", "no sum ") for share in (2, 3, 4)}
    assert sum(stands.get(feature, 0.0) for feature in told_before) < 0


def test_each_fact_says_how_sure_it_is(extractor: pipeline.Extractor) -> None:
    for path in sorted(resources.samples().glob("*.txt")):
        for fact in extractor.extract(pipeline.read(str(path))).facts:
            assert 0 < fact.confidence < 1


def test_confidence_is_the_share_of_a_fact_that_is_right(extractor: pipeline.Extractor) -> None:
    bands: list[list[tuple[float, int, int]]] = [[], [], []]  # confidence, right fillers, all fillers
    untuned = [case for name in ("press", "held_out") for case in cases(COMPOSED / name, COMPOSED / name)]
    for gold, path in untuned:
        extraction = extractor.extract(pipeline.read(str(path)))
        for type_ in ROLES:
            facts = [fact for fact in extraction.facts if fact.type == type_]
            golds = [fact for fact in gold.facts if fact.type == type_]
            told = {id(pair.found): pair for pair in pairs(golds, facts, extraction.entities).values()}
            for fact in facts:
                right = sum(map(len, told[id(fact)].roles.values())) if id(fact) in told else 0
                band = bands[(fact.confidence >= 0.7) + (fact.confidence >= 0.9)]
                band.append((fact.confidence, right, sum(map(len, fact.roles.values()))))
    shares = []
    for band in bands:
        fillers = sum(all_ for _, _, all_ in band)
        shares.append(sum(right for _, right, _ in band) / fillers)
        expected = sum(confidence * all_ for confidence, _, all_ in band) / fillers
        assert shares[-1] == pytest.approx(expected, abs=0.1)
    assert shares == sorted(shares)
    assert shares[-1] > 0.92


@pytest.mark.parametrize("name", ["press", "held_out"])
def test_texts_not_tuned_on_are_read_no_worse_than_recorded(name: str) -> None:
    least = tomllib.loads((COMPOSED / "SCORE.toml").read_text(encoding="utf-8"))[name]
    folder = COMPOSED / name
    reached = figures(list(scores(cases(folder, folder), print)))
    assert reached["all"]["f1"] >= least
    assert reached["all"]["evidence"] == 1.0


def test_what_is_less_sure_can_be_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{SUM}\n\n{VAGUE}\n", encoding="utf-8")
    assert main(["extract", str(file)]) == 0
    everything = json.loads(capsys.readouterr().out)
    least = sorted(fact["confidence"] for fact in everything["facts"])[1]
    assert main(["extract", "--min-confidence", str(least), str(file)]) == 0
    sure = json.loads(capsys.readouterr().out)
    assert sure["facts"] == [fact for fact in everything["facts"] if fact["confidence"] >= least]
    assert len(sure["facts"]) < len(everything["facts"])
    named = {
        filler.get("entity") for fact in sure["facts"] for some in fact["roles"].values() for filler in some
    }
    assert {entity["id"] for entity in sure["entities"]} == named - {None}


@pytest.mark.parametrize("wrong", ["2", "-0.1", "much"])
def test_a_confidence_is_a_share(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["extract", "--min-confidence", wrong, "a.txt"])
    assert stopped.value.code == 2
    assert "--min-confidence" in capsys.readouterr().err


def test_a_build_that_leaves_out_more_reads_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, store = tmp_path / "a.txt", str(tmp_path / "store")
    file.write_text(f"{SUM}\n\n{VAGUE}\n", encoding="utf-8")
    assert main(["build", "--store", store, str(file)]) == 0
    assert main(["query", "--store", store, "confidence", "--format", "csv"]) == 0
    before = capsys.readouterr().out.splitlines()
    least = max(line.split(",")[0] for line in before[1:])
    assert main(["build", "--store", store, "--min-confidence", least, str(file)]) == 0
    assert "1 read" in capsys.readouterr().err
    assert main(["query", "--store", store, "confidence", "--format", "csv"]) == 0
    after = capsys.readouterr().out.splitlines()
    assert 1 < len(after) < len(before)
    assert {line.split(",")[0] for line in after[1:]} == {least}


def test_a_guess_becomes_a_fact_only_through_the_judge(
    rules: pipeline.Extractor, extractor: pipeline.Extractor
) -> None:
    text = "It was USD 20 million that Lao schools got out of Sweden's budget."  # no pattern has this order
    assert rules.extract(document(text, language="en")).facts == ()
    [fact] = extractor.extract(document(text, language="en")).facts
    assert [filler.value for filler in fact.roles["amount"]] == ["20000000"]
    assert 0 < fact.confidence < 1


def test_what_the_judge_adds_is_evidence_and_named_as_its_own(extractor: pipeline.Extractor) -> None:
    added = 0
    for path in sorted((COMPOSED / "learn").glob("*.txt"))[::6]:
        for fact in extractor.extract(pipeline.read(str(path))).facts:
            for role in fact.roles:
                if f"weights#{role}-1" not in fact.rules or (fact.type, role) in ENUMERATIONS:
                    continue
                for filler in fact.roles[role]:
                    added += 1
                    assert any(
                        e.start <= filler.span.start and filler.span.end <= e.end for e in fact.evidence
                    )
    assert added > 50
