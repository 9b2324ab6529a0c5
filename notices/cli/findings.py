"""Findings on a terminal, and as plain text where nobody watches one."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from notices.check.findings import Evidence, Finding, Report
    from notices.vocabulary.rules import Severity

_STYLES: "dict[Severity, str]" = {
    "error": "bold red",
    "warning": "yellow",
    "note": "cyan",
}
_PLACES = 3


def print_reports(reports: "list[Report]", *, evidence: bool) -> None:
    """Print findings: dressed on a terminal, plain when piped."""
    if not sys.stdout.isatty():
        typer.echo(as_text(reports, evidence=evidence), nl=False)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in _lines(reports, evidence=evidence):
        text = Text(line)
        for severity, style in _STYLES.items():
            text.highlight_regex(rf"(?<=: ){severity}(?= [A-Z])", style)
        console.print(text, soft_wrap=True)


def as_text(reports: "list[Report]", *, evidence: bool) -> str:
    """Return findings as lines, each with its place."""
    return "".join(f"{line}\n" for line in _lines(reports, evidence=evidence))


def _lines(reports: "list[Report]", *, evidence: bool) -> Iterator[str]:
    for report in reports:
        for finding in report.findings:
            yield from _finding(report, finding)
        if evidence:
            for one in report.evidence:
                yield _evidence(report, one)
        yield _summary(report)
    if len(reports) > 1:
        yield total(reports)
    first = next((one for report in reports for one in report.findings), None)
    if first is not None:
        yield f"Why a code matters, and how to mend it: notices rules {first.code}"


def _finding(report: "Report", finding: "Finding") -> Iterator[str]:
    where = f"{report.name}, {finding.place}" if finding.place else report.name
    yield f"{where}: {finding.severity} {finding.code} {finding.message}"
    for number, quote in enumerate(finding.quotes[:_PLACES]):
        place = f"{quote.place}: " if number and quote.place else ""
        yield f'  {place}"{quote.text}"'
    more = len(finding.quotes) - _PLACES
    if more > 0:
        yield f"  and {more} more {'place' if more == 1 else 'places'}"


def _evidence(report: "Report", one: "Evidence") -> str:
    said = ""
    if one.quote is not None:
        place = f"{one.quote.place}: " if one.quote.place else ""
        said = f': {place}"{one.quote.text}"'
    return f"{report.name}: {one.code} {one.title}: {one.state}{said}"


def _summary(report: "Report") -> str:
    read_as = report.notice or "a notice whose kind no title tells"
    whose = report.kind or "type not given"
    asked = len(report.evidence)
    found = sum(one.state == "found" for one in report.evidence)
    looked = (
        f" {found} of {asked} things that it should say were found," if asked else ""
    )
    counts = _counts([report])
    return f"{report.name}: read as {read_as} ({whose}):{looked} {counts}."


def total(reports: "list[Report]") -> str:
    """Say how much was found in all of them."""
    notices = "1 notice" if len(reports) == 1 else f"{len(reports)} notices"
    return f"{notices}: {_counts(reports)}."


def _counts(reports: "list[Report]") -> str:
    levels = [finding.severity for report in reports for finding in report.findings]
    return ", ".join(
        f"{levels.count(level)} {level if levels.count(level) == 1 else f'{level}s'}"
        for level in _STYLES
    )
