"""``kg evaluate``: what counts as right, which facts belong together, the figures, and the messages."""

import importlib.util
import json
import shutil
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg import pipeline
from kg.__main__ import main
from kg.evaluate import comparison, evaluation, gold
from kg.evaluate.counts import Counts
from kg.evaluate.pairing import matching
from kg.evaluate.scoring import DIFFERENT, MISSED, SPURIOUS, Score, score
from kg.evaluate.spelling import overlap, plain
from kg.model import Document, Entity, Extraction, Fact, Filler, Span
from tests.conftest import ROOT

GOLD = ROOT / "tests" / "documents"
SAMPLES = ROOT / "kg" / "samples"
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "eval" / "score.py"

TEXT = "Japan and KOICA gave Cambodia US$5 million, said H.E. Chhieng Yanara."
QUOTED = Span(0, 43)

GERMANY = ["Germany", "Government of Germany", "អាល្លឺម៉ង់"]
JAPAN = ["Japan", "Government of Japan"]
ENTITIES = {
    "id/government-de": Entity("id/government-de", "Government", {"km": ("អាល្លឺម៉ង់",)}),
    "id/government-jp": Entity("id/government-jp", "Government", {"en": ("Government of Japan",)}),
    "id/koica": Entity("id/koica", "Agency", {"en": ("Korea International Cooperation Agency",)}),
    "id/person-7": Entity("id/person-7", "Person", {"en": ("Chhieng Yanara",)}),
    "id/31120": Entity("id/31120", "Sector", {"en": ("Agricultural development",)}),
}


def thing(name: str) -> Filler:
    """A filler that is one of ENTITIES."""
    return Filler(QUOTED, entity=f"id/{name}")


def value(text: str, currency: str | None = None) -> Filler:
    """A filler that is a value."""
    return Filler(QUOTED, value=text, currency=currency)


def found(kind: str, /, evidence: tuple[Span, ...] = (QUOTED,), **roles: list[Filler]) -> Fact:
    """A fact as an extractor gives it."""
    return Fact(kind, {role: tuple(fillers) for role, fillers in roles.items()}, evidence)


def wanted(kind: str, /, **content: Any) -> dict[str, Any]:
    """A fact as it stands in a gold file."""
    return {"type": kind, **content}


def scored(folder: Path, facts: list[dict[str, Any]], *extracted: Fact) -> Score:
    """The score of one document with these facts."""
    file = folder / "news.json"
    file.write_text(json.dumps({"language": "en", "facts": facts}), encoding="utf-8")
    document = Document(path="news.txt", text=TEXT, sha256="0" * 64)
    return score(gold.read(file), Extraction(document, ENTITIES, extracted))


def total(result: Score) -> Counts:
    """The counts of all roles together."""
    return sum(result.roles.values(), Counts())


@pytest.mark.parametrize(
    ("kind", "role", "right", "filler", "agrees"),
    [
        ("commitment", "provider", GERMANY, thing("government-de"), True),
        ("commitment", "provider", JAPAN, thing("government-de"), False),
        ("commitment", "provider", ["KOICA"], thing("koica"), True),
        ("commitment", "provider", ["the GOVERNMENT of Japan"], thing("government-jp"), True),
        ("commitment", "sector", ["31120", "agriculture"], thing("31120"), True),
        ("position", "person", ["H.E. Mr. CHHIENG Yanara"], thing("person-7"), True),
        ("position", "person", ["Yanara"], thing("person-7"), False),
        ("commitment", "amount", {"value": 5000000, "currency": "USD"}, value("5000000", "USD"), True),
        ("commitment", "amount", {"value": 5000000, "currency": "USD"}, value("5004000", "USD"), True),
        ("commitment", "amount", {"value": 5000000, "currency": "USD"}, value("5010000", "USD"), False),
        ("commitment", "amount", {"value": 5000000, "currency": "USD"}, value("5000000", "EUR"), False),
        ("commitment", "amount", {"value": "5,000,000", "currency": "usd"}, value("5000000", "USD"), True),
        ("commitment", "amount", {"value": 5, "currency": "USD"}, value("five", "USD"), False),
        (
            "commitment",
            "amount",
            {"any": [{"value": 5, "currency": "USD"}, {"value": 4, "currency": "EUR"}]},
            value("4", "EUR"),
            True,
        ),
        ("commitment", "status", {"any": ["signed", "pledged"]}, value("pledged"), True),
        ("commitment", "status", {"any": ["signed", "pledged"]}, value("disbursed"), False),
        ("commitment", "date", "2020-07", value("2020-07"), True),
        ("commitment", "date", "2020-07", value("2020"), False),
        ("meeting", "attendance", 50, value("50"), True),
        ("activity", "name", ["Rural Power Grid Project"], value("the rural power grid"), True),
        ("activity", "name", ["Rural Power Grid Project"], value("rural roads"), False),
    ],
)
def test_what_is_right_for_a_filler(
    tmp_path: Path, kind: str, role: str, right: Any, filler: Filler, agrees: bool
) -> None:
    result = scored(tmp_path, [wanted(kind, **{role: [right]})], found(kind, **{role: [filler]}))
    assert total(result) == (Counts(right=1) if agrees else Counts(wrong=1, missing=1))


def test_names_are_compared_without_what_does_not_count() -> None:
    assert plain("H.E. Dr. Sok  San") == plain("sok-san") == "soksan"
    assert plain("ឯកឧត្តម ឈៀង យ៉ាណារ៉ា") == plain("ឈៀង\u200bយ៉ាណារ៉ា")
    assert plain("ក្ដី") == plain("ក្តី")
    assert plain("The Asia Foundation") == plain("Asia Foundation")
    assert plain("Hera Sirman") != plain("Man")


def test_the_overlap_of_texts_is_the_share_of_their_pairs() -> None:
    assert overlap("night", "NIGHT ") == 1
    assert overlap("night", "nacht") == pytest.approx(2 / 8)
    assert overlap("a", "a") == 1
    assert overlap("", "night") == 0


def test_an_optional_filler_is_neither_demanded_nor_wrong(tmp_path: Path) -> None:
    facts = [wanted("commitment", provider=[GERMANY, {"optional": JAPAN}])]
    alone = scored(tmp_path, facts, found("commitment", provider=[thing("government-de")]))
    assert total(alone) == Counts(right=1)
    both = [thing("government-de"), thing("government-jp")]
    assert total(scored(tmp_path, facts, found("commitment", provider=both))) == Counts(right=1)
    three = [*both, thing("koica")]
    assert total(scored(tmp_path, facts, found("commitment", provider=three))) == Counts(right=1, wrong=1)


def test_an_optional_fact_does_not_count_found_or_not(tmp_path: Path) -> None:
    facts = [wanted("commitment", provider=[GERMANY], flow=["grant"], optional=True)]
    assert total(scored(tmp_path, facts)) == Counts()
    same = found("commitment", provider=[thing("government-de")], flow=[value("loan")])
    result = scored(tmp_path, facts, same)
    assert total(result) == Counts()
    assert result.disagreements == ()
    other = found("commitment", provider=[thing("koica")])
    assert total(scored(tmp_path, facts, other)) == Counts(wrong=1)


def test_facts_are_paired_so_that_most_fillers_agree(tmp_path: Path) -> None:
    facts = [
        wanted("commitment", provider=[GERMANY], flow=["grant"], status=["signed"]),
        wanted("commitment", provider=[GERMANY], flow=["loan"]),
    ]
    result = scored(
        tmp_path,
        facts,
        found("commitment", provider=[thing("government-de")], flow=[value("loan")]),
        found("commitment", flow=[value("grant")], status=[value("signed")]),
    )
    assert total(result) == Counts(right=4, missing=1)
    assert result.roles["commitment", "provider"] == Counts(right=1, missing=1)


def test_a_matching_is_the_heaviest_not_the_first() -> None:
    assert matching({}) == {}
    assert matching({(0, 0): 3, (1, 1): 1}) == {0: 0, 1: 1}
    assert matching({(0, 0): 3, (0, 1): 2, (1, 0): 2}) == {0: 1, 1: 0}
    assert matching({(0, 0): 5, (0, 1): 2, (1, 0): 2}) == {0: 0}


def test_disagreements_say_what_is_missing_and_wrong_with_the_words(tmp_path: Path) -> None:
    facts = [
        wanted("commitment", provider=[GERMANY], amount=[{"value": 5000000, "currency": "USD"}]),
        wanted("position", person=[["Chhieng Yanara"]], title=[["Minister", "Secretary"]]),
    ]
    result = scored(
        tmp_path,
        facts,
        found("commitment", provider=[thing("government-de")], amount=[value("7", "USD")]),
        found("meeting", kind=[value("visit")]),
    )
    different, spurious, missed = result.disagreements
    assert (different.type, different.kind) == ("commitment", DIFFERENT)
    assert different.missing == (("amount", "5000000 USD"),)
    assert different.wrong == (("amount", "7 USD"),)
    assert different.quote == "Japan and KOICA gave Cambodia US$5 million,"
    assert (spurious.type, spurious.kind, spurious.wrong) == ("meeting", SPURIOUS, (("kind", "visit"),))
    assert (missed.type, missed.kind, missed.evidence) == ("position", MISSED, None)
    assert missed.missing == (("person", "Chhieng Yanara"), ("title", "Minister"))


def test_things_are_counted_once_whatever_fact_they_stand_in(tmp_path: Path) -> None:
    facts = [
        wanted("commitment", provider=[GERMANY], recipient=[["Cambodia"]], sector=[["health"]]),
        wanted("meeting", kind=["visit"], participant=[["Germany"], {"optional": ["KOICA"]}]),
    ]
    germany = thing("government-de")
    result = scored(
        tmp_path,
        facts,
        found("commitment", provider=[germany], sector=[thing("31120")]),
        found("meeting", participant=[germany, thing("koica"), thing("person-7")]),
    )
    assert result.entities == Counts(right=1, wrong=1, missing=1)


def test_evidence_is_exact_where_it_is_in_the_text(tmp_path: Path) -> None:
    evidence = [(QUOTED,), (), (Span(3, 3),), (QUOTED, Span(5, len(TEXT) + 1)), (Span(5, len(TEXT)),)]
    result = scored(tmp_path, [], *(found("source", spans) for spans in evidence))
    assert (result.exact, result.facts) == (2, 5)


def test_figures_follow_from_counts() -> None:
    counts = Counts(right=6, wrong=2, missing=6)
    assert (counts.precision, counts.recall) == (0.75, 0.5)
    assert counts.figures()["f1"] == 0.6
    assert Counts().figures()["f1"] == 0


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with two documents and their gold, of which the extractor finds a part."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "one.txt").write_text(
        "Germany provided Cambodia with US$670 million in 2019.", encoding="utf-8"
    )
    (folder / "two.md").write_text("Japan provided US$25 million to Cambodia.", encoding="utf-8")
    first = wanted(
        "commitment",
        provider=[GERMANY],
        amount=[{"value": 670000000, "currency": "USD"}],
        activity=[["roads"]],
        note="the roads are made up",
    )
    write(folder / "one.json", first)
    write(folder / "two.json", wanted("commitment", provider=[JAPAN]), wanted("part_of", part=[["KOICA"]]))
    return folder


def write(file: Path, *facts: Mapping[str, Any]) -> None:
    """A gold file."""
    file.write_text(json.dumps({"language": "en", "facts": facts}, ensure_ascii=False), encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of ``kg evaluate``."""
    capsys.readouterr()
    code = main(["evaluate", *map(str, arguments)])
    return code, *capsys.readouterr()


def figures(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    """What ``kg evaluate --json`` prints."""
    code, out, err = run(capsys, *arguments, "--json")
    assert (code, err) == (0, "")
    content: dict[str, Any] = json.loads(out)
    return content


def test_the_report_has_a_line_for_each_part(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, small)
    assert (code, err) == (0, "")
    assert out.startswith("Documents: 2. Facts with exact evidence: 100.0%.\n")
    rows = {line.rsplit(maxsplit=6)[0].strip(): line.split()[-6:] for line in out.splitlines() if line}
    assert set(rows) >= {"all", "entities", "en", "en, entities", "commitment", "part_of"}
    assert rows["commitment.provider"] == ["1.000", "1.000", "1.000", "2", "0", "0"]
    assert rows["part_of.part"] == ["0.000", "0.000", "0.000", "0", "0", "1"]
    assert "Disagreements" not in out


def test_json_holds_what_the_report_shows(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = figures(capsys, small)
    assert list(result) == ["documents", "all", "languages", "types", "roles"]
    assert result["documents"] == 2
    assert result["types"]["part_of"]["missing"] == 1
    assert result["languages"]["en"]["f1"] == result["all"]["f1"]
    assert result["all"]["evidence"] == 1
    for count in ("right", "wrong", "missing"):
        for kind, counts in result["types"].items():
            roles = [part for name, part in result["roles"].items() if name.startswith(f"{kind}.")]
            assert sum(part[count] for part in roles) == counts[count]


def test_errors_are_listed(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, small, "--errors")
    listed = out.split("Disagreements: ")[1]
    assert "one: commitment, different\n    missing  activity: roads\n" in listed
    assert "two: part_of, missed\n    missing  part: KOICA" in listed
    assert "    words    0-" in listed
    assert ": “Japan provided US$25 million" in listed
    result = figures(capsys, small, "--errors")
    missed = next(one for one in result["disagreements"] if one["kind"] == MISSED)
    assert missed["missing"] == [{"role": "part", "filler": "KOICA"}]
    assert missed["evidence"] is None


def test_an_earlier_run_is_compared(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = figures(capsys, small)
    file = tmp_path / "before.json"
    file.write_text(json.dumps(before), encoding="utf-8")
    write(small / "two.json", wanted("commitment", provider=[JAPAN]), wanted("source", publisher=[["KOICA"]]))
    write(small / "one.json")
    code, out, _ = run(capsys, small, "--compare", file)
    assert code == 0
    changed = out.split("\nchange ")[1]
    rows = {line.split()[0]: line.split()[1:] for line in changed.splitlines()[2:]}
    assert rows["part_of"] == rows["source"] == ["-", "-", "-"]
    assert rows["commitment"][0].startswith("-0.")
    after = figures(capsys, small, "--compare", file)
    moved = after["changes"]["all"]["precision"]
    assert moved == pytest.approx(after["all"]["precision"] - before["all"]["precision"])
    assert rows["all"][0] == f"{moved:+.3f}"


def test_changes_have_a_sign() -> None:
    part = {"precision": 0.5, "recall": 0.5, "f1": 0.5}
    better = {"precision": 0.6, "recall": 0.4, "f1": 0.5}
    before = {"all": {**part, "entities": part}, "languages": {"km": part}, "types": {}}
    after = {"all": {**better, "entities": part}, "languages": {}, "types": {"source": better}}
    assert [(change.part, change.figures()) for change in comparison.changes(before, after)] == [
        ("all", (0.1, -0.1, 0.0)),
        ("entities", (0.0, 0.0, 0.0)),
        ("km", (None, None, None)),
        ("source", (None, None, None)),
    ]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"all": {"precision": "high"}}', "\udcff"])
def test_what_is_no_earlier_run_is_named(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    file = tmp_path / "before.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    code, out, err = run(capsys, small, "--compare", file)
    assert (code, out) == (1, "")
    assert err.startswith(f"kg: {file}: holds no figures of an evaluation; make it with: kg evaluate")


def test_a_minimum_is_held(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    f1 = figures(capsys, small)["all"]["f1"]
    assert 0 < f1 < 1
    assert run(capsys, small, "--minimum", str(f1))[0] == 0
    code, out, err = run(capsys, small, "--minimum", str(f1 + 0.001))
    assert code == 1
    assert out.startswith("Documents: 2.")
    assert err == f"kg: the F1 over all is {f1}, below the minimum of {f1 + 0.001}.\n"


@pytest.mark.parametrize("minimum", ["61", "-1", "high", "nan"])
def test_a_minimum_is_between_0_and_1(minimum: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["evaluate", "gold", f"--minimum={minimum}"])
    assert stopped.value.code == 2


FACT = '{"language": "en", "facts": [%s]}'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "line 1, column 1: this is no JSON (Expecting value); correct it."),
        ('{"language": "en",\n "facts": [}', "line 2, column 12: this is no JSON"),
        ("\udce9", "is no text in UTF-8; save it again as UTF-8."),
        ("[" * 100_000, "is nested too deeply"),
        ("[]", 'is no gold file, for it has no "language" and "facts"'),
        ('{"facts": []}', "is no gold file"),
        (FACT % "3", "fact 1: 3 is no fact; write"),
        (
            FACT % '{"type": "comitment"}',
            'fact 1: there is no fact type "comitment"; did you mean commitment?',
        ),
        (FACT % "{}", "fact 1: there is no fact type null; the types are commitment, meeting,"),
        (FACT % '{"type": "source", "date": ["2020"]}, {"type": 7}', "fact 2: there is no fact type 7"),
        (
            FACT % '{"type": "source", "publishr": []}',
            'source has no role "publishr"; did you mean publisher?',
        ),
        (FACT % '{"type": "source", "amount": []}', "the roles are publisher, date."),
        (FACT % '{"type": "source", "date": "2020"}', 'source.date: "2020" is no list; write its fillers as'),
        (
            FACT % '{"type": "source", "date": [{"optinal": "2020"}]}',
            'source.date: {"optinal": "2020"} is no',
        ),
        (FACT % '{"type": "source", "publisher": [[]]}', "source.publisher: [] is no filler; write a value,"),
        (
            FACT % '{"type": "source", "publisher": [{"any": "A"}]}',
            'source.publisher: {"any": "A"} is no choice',
        ),
        (
            FACT % '{"type": "commitment", "flow": ["gift"]}',
            'there is no value "gift"; the values are grant,',
        ),
        (FACT % '{"type": "commitment", "amount": [5]}', "commitment.amount: 5 is no amount; write"),
        (FACT % '{"type": "commitment", "amount": [{"value": "x", "currency": "USD"}]}', "is no amount"),
    ],
)
def test_a_bad_gold_file_is_named_in_one_line(
    small: Path, capsys: pytest.CaptureFixture[str], content: str, says: str
) -> None:
    file = small / "two.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    code, out, err = run(capsys, small)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert err.startswith(f"kg: {file}: ")
    assert says in err
    assert err.endswith((".\n", "?.\n"))


def test_folders_and_documents_that_are_missing_are_named(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    copied = shutil.copytree(small, tmp_path / "several")
    (copied / "one.html").write_text("<p>Germany")
    for arguments, says in (
        ((tmp_path / "none",), "none: there is no such folder; name the one with the gold files."),
        (
            (small, "--documents", tmp_path / "none"),
            "none: there is no such folder; name the one with the doc",
        ),
        ((empty,), "empty: holds no gold files (NAME.json); name another folder."),
        ((small, "--documents", empty), "one.json: there is no document for it: "),
        ((copied,), "one.json: there are several documents for it (one.html, one.txt in "),
    ):
        code, out, err = run(capsys, *arguments)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
        assert says in err


def test_a_document_that_cannot_be_read_is_named(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "one.txt").write_text("")
    code, out, err = run(capsys, small)
    assert (code, out) == (1, "")
    assert err == f"kg: {small / 'one.txt'}: is empty; save or download the document again.\n"


def test_the_samples_are_read_no_worse_than_recorded(capsys: pytest.CaptureFixture[str]) -> None:
    recorded = tomllib.loads((GOLD / "SCORE.toml").read_text(encoding="utf-8"))
    result = figures(capsys, GOLD, "--documents", SAMPLES)
    assert result["documents"] == len(list(GOLD.glob("*.json")))
    assert result["all"]["f1"] >= recorded["f1"]
    assert result["all"]["evidence"] == 1


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    """The metric as the people who keep the gold wrote it; it is no part of the project."""
    if not SCORER.exists():
        pytest.skip("the scorer is not here")
    specification = importlib.util.spec_from_file_location("scorer", SCORER)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["documents", "devset"])
def test_the_figures_are_those_of_the_scorer(
    scorer: ModuleType,
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = SHARED / name
    if name == "documents":
        folder = tmp_path / name
        folder.mkdir()
        for gold_of, path in evaluation.cases(GOLD, SAMPLES):
            shutil.copy(GOLD / f"{gold_of.name}.json", folder)
            text = pipeline.read(str(path)).text
            (folder / f"{gold_of.name}.txt").write_text(text, encoding="utf-8", newline="")
    if not folder.is_dir():
        pytest.skip(f"{folder} is not here")
    result = figures(capsys, folder, "--errors")
    assert main(["extract", *map(str, sorted(folder.glob("*.txt")))]) == 0
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(capsys.readouterr().out, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["score.py", str(folder), str(predictions), "--json", "--errors"])
    scorer.main()
    *errors, last = capsys.readouterr().out.splitlines()
    assert _as_the_scorer(result) == json.loads(last)
    theirs = Counter((line.split()[0], json.loads(line.split(maxsplit=1)[1])[0]) for line in errors)
    assert Counter((one["document"], one["type"]) for one in result["disagreements"]) == theirs


def _as_the_scorer(result: Mapping[str, Any]) -> dict[str, Any]:
    def three(part: Mapping[str, Any]) -> dict[str, Any]:
        return {"P": part["precision"], "R": part["recall"], "F": part["f1"]}

    every = result["all"]
    return {
        "documents": result["documents"],
        **{
            language: {**three(part), "entities": part["entities"]["f1"]}
            for language, part in result["languages"].items()
        },
        **{
            kind: {**three(part), "gold": part["right"] + part["missing"]}
            for kind, part in result["types"].items()
        },
        "all": {**three(every), "entities": every["entities"]["f1"], "evidence": every["evidence"]},
    }
