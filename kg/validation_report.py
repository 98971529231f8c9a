"""A report of checks for people (text, in English or Khmer) and for programs (a SHACL report in Turtle)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import BlankNode, Literal, RdfFormat, Triple, serialize

from kg import iri
from kg.terminal import one_line
from kg.validate import Finding, Report
from kg.vocabulary import RDF, XSD, Vocabulary

LANGUAGES: Final = ("en", "km")
_SHACL: Final = "http://www.w3.org/ns/shacl#"
_SHOWN: Final = 10  # cases of one kind in the text; Turtle has all
_QUOTES: Final = 2
_QUOTE_LENGTH: Final = 100

_WORDS: Final = {
    "en": {
        "checked": "Checked: documents {documents}, statements {statements}.",
        "empty": "There is nothing to check: the store is empty. Fill it with: kg build FILE...",
        "clean": "Nothing is wrong, and nothing is left open.",
        "counts": "Wrong: {violations}. Left open by the sources: {warnings}.",
        "violation": "WRONG",
        "warning": "LEFT OPEN",
        "times": "{what} ({count} times)",
        "once": "{what} (once)",
        "remedy": "What to do: {remedy}",
        "register": "the register",
        "value": "value: {value}",
        "more": "and {count} more; --format turtle lists all",
    },
    "km": {
        "checked": "បានពិនិត្យ៖ ឯកសារ {documents} ការថ្លែង {statements}។",
        "empty": "មិនមានអ្វីត្រូវពិនិត្យទេ៖ ឃ្លាំងទិន្នន័យទទេ។ សូមបំពេញដោយ៖ kg build FILE...",
        "clean": "មិនមានកំហុស និងមិនមានចំណុចដែលមិនទាន់បញ្ជាក់ទេ។",
        "counts": "កំហុស៖ {violations}។ ចំណុចដែលប្រភពមិនបានបញ្ជាក់៖ {warnings}។",
        "violation": "កំហុស",
        "warning": "ចំណុចដែលប្រភពមិនបានបញ្ជាក់",
        "times": "{what} ({count} ដង)",
        "once": "{what} (ម្តង)",
        "remedy": "អ្វីដែលត្រូវធ្វើ៖ {remedy}",
        "register": "បញ្ជីឈ្មោះ",
        "value": "តម្លៃ៖ {value}",
        "more": "និងនៅមាន {count} ទៀត។ --format turtle បង្ហាញទាំងអស់",
    },
}


def text(report: Report, language: str = "en") -> str:
    """The report in plain words: what is wrong, in which document, with which words, what to do; grouped."""
    words = _WORDS[language]
    if not report.statements:
        return words["empty"] + "\n"
    groups: dict[bool, defaultdict[str, list[Finding]]] = {True: defaultdict(list), False: defaultdict(list)}
    for finding in report.findings:
        groups[finding.violation][_in(language, finding.what)].append(finding)
    lines = [words["checked"].format(statements=f"{report.statements:,}", documents=f"{report.documents:,}")]
    if report.findings:
        counts = {violation: sum(map(len, group.values())) for violation, group in groups.items()}
        lines.append(words["counts"].format(violations=counts[True], warnings=counts[False]))
    else:
        lines.append(words["clean"])
    for violation, title in ((True, "violation"), (False, "warning")):
        if groups[violation]:
            lines += ["", words[title]]
        for what, findings in sorted(groups[violation].items(), key=lambda group: (-len(group[1]), group[0])):
            times = words["once" if len(findings) == 1 else "times"]
            lines += ["", "  " + times.format(what=what, count=f"{len(findings):,}")]
            lines.append("  " + words["remedy"].format(remedy=_in(language, findings[0].remedy)))
            lines += [f"    - {line}" for line in _cases(findings, language)]
    return "\n".join(lines) + "\n"


def _cases(findings: list[Finding], language: str) -> Iterator[str]:
    words = _WORDS[language]
    cases = sorted(_case(finding, language) for finding in findings)
    yield from cases[:_SHOWN]
    if len(cases) > _SHOWN:
        yield words["more"].format(count=f"{len(cases) - _SHOWN:,}")


def _case(finding: Finding, language: str) -> str:
    words = _WORDS[language]
    where = ", ".join(finding.documents) or words["register"]
    parts = [_in(language, finding.thing)]
    if finding.value is not None:
        parts.append(words["value"].format(value=_short(finding.value)))
    parts += [f"“{_short(quote)}”" for quote in finding.quotes[:_QUOTES]]
    return one_line(f"{where}: {'; '.join(parts)}")


def _in(language: str, texts: Mapping[str, str]) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def _short(quote: str) -> str:
    return quote if len(quote) <= _QUOTE_LENGTH else quote[: _QUOTE_LENGTH - 1].rstrip() + "…"


def turtle(report: Report) -> bytes:
    """The report as a sh:ValidationReport (https://www.w3.org/TR/shacl/, section 3.6), the same bytes each time."""
    shacl = Vocabulary(_SHACL)
    node = BlankNode("report")
    triples = [
        Triple(node, RDF.type, shacl.ValidationReport),
        Triple(node, shacl.conforms, Literal("false" if report.findings else "true", datatype=XSD.boolean)),
    ]
    results = [(BlankNode(f"result{number}"), finding) for number, finding in enumerate(report.findings, 1)]
    triples += [Triple(node, shacl.result, result) for result, _ in results]
    triples += [Triple(result, key, value) for result, finding in results for key, value in finding.result]
    prefixes = {
        "sh": _SHACL,
        "devcoop": iri.NAMESPACE,
        "id": iri.ID,
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
