"""Reports as data for other programs: JSON, CSV, SARIF and JUnit."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import quote as url_quote
from xml.etree import ElementTree as ET

from notices import __version__
from notices.check.findings import Evidence, Finding, Quote, Report
from notices.check.rulebook import Rulebook
from notices.publish.batch.report import cell

_COLUMNS = (
    *("document", "notice", "type", "severity", "code", "rule"),
    *("message", "look here", "place", "quote"),
)
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(reports: Iterable[Report], _: Rulebook) -> str:
    """Return everything that was found, quotes of what was found well included."""
    told = [
        {
            "document": report.name,
            "title": report.title,
            "notice": report.notice or None,
            "type": report.kind or None,
            "words": report.words,
            "findings": [_finding(finding) for finding in report.findings],
            "evidence": [_evidence(one) for one in report.evidence],
        }
        for report in reports
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "rule": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "look-here": finding.weak,
        "quotes": [_quote(quote) for quote in finding.quotes],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "code": one.code,
        "rule": one.name,
        "title": one.title,
        "state": one.state,
        "quote": _quote(one.quote) if one.quote else None,
    }


def _quote(quote: Quote) -> dict[str, Any]:
    place = asdict(quote.place) if quote.place else {}
    return {
        "text": quote.text,
        **{name: number for name, number in place.items() if number is not None},
    }


def as_csv(reports: Iterable[Report], _: Rulebook) -> str:
    """Return one row a finding, for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for report in reports:
        for finding in report.findings:
            writer.writerow([cell(value) for value in _row(report, finding)])
    return text.getvalue()


def _row(report: Report, finding: Finding) -> Iterator[Any]:
    yield from (report.name, report.notice, report.kind)
    yield from (finding.severity, finding.code, finding.name, finding.message)
    yield "yes" if finding.weak else "no"
    yield str(finding.place) if finding.place else ""
    yield finding.quotes[0].text if finding.quotes else ""


def as_sarif(reports: Iterable[Report], book: Rulebook) -> str:
    """Return SARIF 2.1.0, which code hosts show beside the files."""
    rules = list(book.rules.values())
    index = {ready.name: number for number, ready in enumerate(rules)}
    results = [
        _result(report, finding, index[finding.name])
        for report in reports
        for finding in report.findings
    ]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "notices",
                        "version": __version__,
                        "rules": [
                            {
                                "id": ready.rule.code,
                                "name": ready.name,
                                "shortDescription": {"text": ready.rule.title},
                                "fullDescription": {"text": ready.rule.why},
                                "help": {"text": f"To mend: {ready.rule.mend}"},
                                "defaultConfiguration": {"level": ready.rule.severity},
                            }
                            for ready in rules
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _result(report: Report, finding: Finding, index: int) -> dict[str, Any]:
    first, *others = finding.quotes or (Quote(text="", place=None),)
    result = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": finding.severity,
        "message": {"text": finding.message},
        "locations": [_location(report, first)],
    }
    if others:
        result["relatedLocations"] = [
            {"id": number, **_location(report, quote)}
            for number, quote in enumerate(others, 1)
        ]
    return result


def _location(report: Report, quote: Quote) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(report.name)}}
    place = quote.place
    if place is not None and place.line is not None:
        physical["region"] = {
            "startLine": place.line,
            "snippet": {"text": quote.text},
        }
    location: dict[str, Any] = {"physicalLocation": physical}
    if quote.text and (place is None or place.line is None):
        said = f"{place}: {quote.text}" if place else quote.text
        location["message"] = {"text": said}
    return location


def _uri(name: str) -> str:
    """Return a path as a relative reference; a drive or a root stays what it is."""
    return url_quote(name.replace("\\", "/"), safe="/")


def as_junit(reports: Sequence[Report], _: Rulebook) -> str:
    """Return JUnit XML: a suite a document, a case a rule that found something.

    A document in which nothing was found has one case that passes.
    """
    suites = ET.Element("testsuites", name="notices check")
    for report in reports:
        suite = ET.SubElement(
            suites,
            "testsuite",
            name=_printable(report.name),
            tests=str(max(1, len(report.findings))),
            failures=str(len(report.findings)),
        )
        if not report.findings:
            ET.SubElement(suite, "testcase", name="nothing found", classname="notices")
        for finding in report.findings:
            case = ET.SubElement(
                suite,
                "testcase",
                name=f"{finding.code} {finding.name}",
                classname=_printable(report.name),
            )
            failure = ET.SubElement(
                case,
                "failure",
                type=finding.severity,
                message=_printable(finding.message),
            )
            failure.text = _printable("\n".join(_told(finding)))
    ET.indent(suites)
    return ET.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _told(finding: Finding) -> Iterator[str]:
    yield finding.message
    for quote in finding.quotes:
        yield f"{quote.place}: {quote.text}" if quote.place else quote.text


def _printable(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(char for char in text if char.isprintable() or char == "\n")
