"""`notices check`: what somebody should look at before a notice is published."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.clock import today
from notices.cli.findings import print_reports, total
from notices.cli.options import FOUND, NOTHING_DONE, UsageError

if TYPE_CHECKING:
    from notices.check.findings import Report
    from notices.check.rulebook import Rulebook
    from notices.publish.checks.subjects import Checker

_FORMATS = ("text", "json", "sarif", "junit", "csv", "html")
_MARK = "\ufeff"
"""By it a spreadsheet knows a file of UTF-8."""


def check(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Documents (.md, .html, .docx, .odt, .pdf, .txt), folders of them, "
            "folders that were built, profiles (.toml), tables (.csv, .xlsx).",
        ),
    ],
    notice: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Which notice the documents are: pupils, workforce, … "
            "The title tells, if not given.",
        ),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Whose they are: maintained, academy, independent or authority.",
        ),
    ] = "",
    on: options.On = None,
    select: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="Only these: codes, families or names."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULES", help="All but these: codes, families or names."),
    ] = None,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="SEVERITY",
            help="End with 1 from this severity on: error, warning, note or never.",
        ),
    ] = "warning",
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text, json, sarif, junit, csv or html.",
        ),
    ] = "text",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write it there instead of printing it."),
    ] = None,
    evidence: Annotated[
        bool,
        typer.Option("--evidence", help="Quote also what was found where it belongs."),
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="How many documents to read at once."),
    ] = 2,
    wording: options.Wording = None,
) -> None:
    """Look for what a privacy notice should say, and should not.

    Evidence, not verdicts: each finding says what was found, or looked for, and where.
    notices rules CODE tells more of one.
    """
    from notices.vocabulary.rules import KINDS, SEVERITIES

    options.check_one_of("--type", kind, KINDS)
    options.check_one_of("--fail-on", fail_on, (*SEVERITIES, "never"))
    options.check_one_of("--format", form, _FORMATS)
    faults: list[str] = []
    checker = _checker(
        on=on or today(),
        notice=notice,
        kind=kind,
        wording=tuple(wording or ()),
        select=options.words_of(select),
        ignore=options.words_of(ignore),
        jobs=jobs,
        fault=faults.append,
    )
    reports = list(checker.reports(paths))
    for fault in faults:
        typer.echo(f"{fault}\n", err=True)
    if form == "text" and out is None:
        print_reports(reports, evidence=evidence)
    else:
        text = _formatted(reports, checker, form, evidence=evidence)
        _write(f"{_MARK}{text}" if form == "csv" and out else text, out)
        if out is not None:
            typer.echo(f"{out}: {total(reports)}", err=True)
    if faults and not reports:
        raise typer.Exit(NOTHING_DONE)
    if faults or _fails(reports, fail_on):
        raise typer.Exit(FOUND)


def _checker(
    *,
    on: date,
    notice: str,
    kind: str,
    wording: tuple[Path, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    jobs: int,
    fault: Callable[[str], None],
) -> "Checker":
    from typing import cast

    from notices.check.looking import Context
    from notices.publish.checks.subjects import Checker
    from notices.publish.order import Order
    from notices.publish.publish import Publisher
    from notices.vocabulary.rules import Kind

    publisher = Publisher.prepare(
        Order(
            on=on,
            today=today(),
            out=Path(),
            kinds=(notice,) if notice else (),
            wording=wording,
            accept_unanswered=True,
        )
    )
    options.check_one_of("--notice", notice, publisher.catalogue.notices)
    return Checker(
        publisher=publisher,
        context=Context(on=on, notice=notice, kind=cast("Kind", kind)),
        rules=frozenset(_chosen(publisher.book, select, ignore)),
        jobs=jobs,
        fault=fault,
        left_out=partial(typer.echo, err=True),
    )


def _chosen(
    book: "Rulebook", select: tuple[str, ...], ignore: tuple[str, ...]
) -> set[str]:
    from notices.check.rulebook import chosen
    from notices.errors import NoticesError

    try:
        return chosen(book, select, ignore)
    except NoticesError as error:
        raise UsageError(f"--select or --ignore: {error}") from None


def _formatted(
    reports: "list[Report]", checker: "Checker", form: str, *, evidence: bool
) -> str:
    from notices.cli.findings import as_text
    from notices.publish.checks.data import as_csv, as_json, as_junit, as_sarif
    from notices.publish.checks.page import as_page

    if form == "text":
        return as_text(reports, evidence=evidence)
    book, folders = checker.publisher.book, checker.publisher.templates
    if form == "html":
        return as_page(reports, book, on=checker.context.on, folders=folders)
    makers = {"json": as_json, "csv": as_csv, "sarif": as_sarif, "junit": as_junit}
    return makers[form](reports, book)


def _write(text: str, out: Path | None) -> None:
    from notices.publish.write import write_whole

    if out is None:
        typer.echo(text, nl=False)
        return
    write_whole({out: text.encode()})


def _fails(reports: "list[Report]", fail_on: str) -> bool:
    from notices.vocabulary.rules import SEVERITIES

    if fail_on == "never":
        return False
    levels = [report.worst for report in reports if report.worst]
    return any(SEVERITIES.index(one) <= SEVERITIES.index(fail_on) for one in levels)
