"""The report on an estate as one page: worst first, by rule, by document."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from notices.check.findings import Finding, Report
from notices.check.rulebook import Ready, Rulebook
from notices.dated import in_words
from notices.render.shell import fill
from notices.templating import SHIPPED, Folders
from notices.vocabulary.rules import SEVERITIES, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many findings there are of each severity."""

    error: int
    warning: int
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDocument:
    """A document, how bad it is, and its findings."""

    report: Report
    anchor: str
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRule:
    """A rule, and the documents in which it found something."""

    ready: Ready
    anchor: str
    worst: Severity
    found: tuple[tuple[OfDocument, Finding], ...]


def as_page(
    reports: Sequence[Report],
    book: Rulebook,
    *,
    on: date,
    folders: Folders = SHIPPED,
) -> str:
    """Return one self-contained page; raise TemplateError for a template that fails."""
    documents = tuple(
        OfDocument(
            report=report,
            anchor=f"document-{number}",
            counts=counts_of(report.findings),
        )
        for number, report in enumerate(worst_first(reports), 1)
    )
    return fill(
        "check.html.j2",
        folders,
        on=in_words(on),
        documents=documents,
        rules=tuple(_rules(documents, book)),
        totals=counts_of([one for report in reports for one in report.findings]),
        clean=sum(not report.findings for report in reports),
        severities=SEVERITIES,
    )


def worst_first(reports: Sequence[Report]) -> list[Report]:
    """Return reports with most errors first, then most warnings, then by name."""

    def badness(report: Report) -> tuple[int, int, int, str]:
        counts = counts_of(report.findings)
        return -counts.error, -counts.warning, -counts.note, report.name

    return sorted(reports, key=badness)


def counts_of(findings: Sequence[Finding]) -> Counts:
    """Return how many findings there are of each severity."""
    levels = [finding.severity for finding in findings]
    return Counts(
        error=levels.count("error"),
        warning=levels.count("warning"),
        note=levels.count("note"),
    )


def _rules(documents: Sequence[OfDocument], book: Rulebook) -> list[OfRule]:
    rules = []
    for ready in book.rules.values():
        found = tuple(
            (document, finding)
            for document in documents
            for finding in document.report.findings
            if finding.name == ready.name
        )
        if found:
            worst = min((one.severity for _, one in found), key=SEVERITIES.index)
            rules.append(
                OfRule(
                    ready=ready,
                    anchor=f"rule-{ready.rule.code.lower()}",
                    worst=worst,
                    found=found,
                )
            )
    return sorted(rules, key=lambda one: (SEVERITIES.index(one.worst), -len(one.found)))
