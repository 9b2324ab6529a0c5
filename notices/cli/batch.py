"""`notices batch`: many organisations' notices."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.options import FOUND, NOTHING_DONE
from notices.errors import NoticesError

if TYPE_CHECKING:
    from notices.organisation.table import Wanted
    from notices.publish.batch import Outcome
    from notices.publish.publish import Order
    from notices.publish.report import Report
    from notices.publish.tasks import Plan

_EVERY = 2.0
"""Seconds between two lines of progress where nobody watches a terminal."""


def batch(
    table: Annotated[
        str,
        typer.Argument(
            metavar="[TABLE]",
            help="A register extract, a workbook or a CSV with a profile's keys as "
            "headers; - for standard input. Without one, the register that ships.",
        ),
    ] = "",
    base: Annotated[
        Path | None,
        typer.Option(metavar="PROFILE", help="What all of them have in common."),
    ] = None,
    profiles: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="One file a school, named 108427.toml."),
    ] = None,
    la: Annotated[
        str,
        typer.Option(metavar="NUMBER", help="A local authority, such as 391."),
    ] = "",
    urn: Annotated[
        list[int] | None, typer.Option(metavar="URN", help="Only these. Repeatable.")
    ] = None,
    phase: Annotated[
        list[str] | None, typer.Option(metavar="PHASES", help="Only these: Primary, …")
    ] = None,
    types: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPES", help="Only these: community-school, …"),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many schools.")
    ] = None,
    jobs: Annotated[
        int, typer.Option(min=1, metavar="N", help="How many processes work at once.")
    ] = 2,
    force: Annotated[
        bool, typer.Option("--force", help="Make also what stands there already.")
    ] = False,
    template: Annotated[
        bool, typer.Option("--template", help="Print an empty table, and stop.")
    ] = False,
    on: options.On = None,
    out: options.Out = Path("out"),
    notice: options.Kinds = None,
    formats: options.Formats = None,
    wording: options.Wording = None,
    draft: options.Draft = False,
    accept_unanswered: options.AcceptUnanswered = False,
) -> None:
    """Build the notices of many organisations: an authority's, or all of England's.

    One bad row stops no other.  What was made already from the same is left alone, so
    the same command goes on after a stop.
    """
    from notices.organisation.table import Wanted

    if template:
        _print_template(wording)
        return
    order = options.order_of(
        on=on,
        out=out,
        kinds=notice,
        formats=formats,
        wording=wording,
        draft=draft,
        accept_unanswered=accept_unanswered,
    )
    wanted = Wanted(
        urns=frozenset(urn or ()),
        phases=frozenset(options.words_of(phase)),
        types=frozenset(options.words_of(types)),
        limit=limit,
    )
    plan = _plan(order, wanted, table=table, la=la, base=base, profiles=profiles)
    report = _run(order, plan, jobs=jobs, force=force)
    _tell(report)
    if report.faults and not (report.made or report.kept):
        raise typer.Exit(NOTHING_DONE)
    if report.faults or report.drafts or report.lacking:
        raise typer.Exit(FOUND)


def _plan(
    order: "Order",
    wanted: "Wanted",
    *,
    table: str,
    la: str,
    base: Path | None,
    profiles: Path | None,
) -> "Plan":
    """Return whom to build for; faults of the wording or the base stop everything."""
    from notices.publish.publish import Publisher
    from notices.publish.tasks import Planner, not_a_folder

    for sentence in not_a_folder(profiles):
        raise NoticesError(sentence)
    if not (table or la or wanted.urns):
        raise options.UsageError(
            "No schools are named.\n"
            "  To mend: name a table, or an authority with --la 391, "
            "or schools with --urn."
        )
    publisher = Publisher.prepare(order)
    planner = Planner(
        vocabulary=publisher.catalogue.vocabulary,
        register=publisher.register,
        wanted=wanted,
        base=base,
        profiles=profiles,
    )
    if table == "-":
        return planner.from_table(sys.stdin.buffer, "standard input")
    if table:
        return planner.from_table(Path(table), table)
    return planner.from_register(la)


def _run(order: "Order", plan: "Plan", *, jobs: int, force: bool) -> "Report":
    from notices.publish import manifest
    from notices.publish.batch import run
    from notices.publish.report import Report

    for sentence in plan.skipped:
        typer.echo(sentence, err=True)
    report = Report(total=len(plan.tasks) + len(plan.failed), skipped=plan.skipped)
    for outcome in plan.failed:
        report.tell(outcome)
        typer.echo(f"{outcome.fault}\n", err=True)
    begun = time.monotonic()
    told = _teller(report, begun)
    try:
        run(order, plan.tasks, jobs=jobs, force=force, told=told)
    except KeyboardInterrupt:
        typer.echo("\nStopped. Run the same command again to go on.", err=True)
        raise typer.Exit(FOUND) from None
    records = manifest.read(order.out / manifest.NAME)
    report.write(order.out, records.values(), seconds=time.monotonic() - begun)
    return report


def _teller(report: "Report", begun: float) -> Callable[["Outcome"], None]:
    """Return what says how far the run is: a line now and then."""
    spoken = begun

    def tell(outcome: "Outcome") -> None:
        nonlocal spoken
        report.tell(outcome)
        if outcome.fault:
            typer.echo(f"{outcome.fault}\n", err=True)
        now = time.monotonic()
        if now - spoken >= _EVERY and report.done < report.total:
            spoken = now
            rate = report.done / (now - begun)
            left = (report.total - report.done) / rate
            typer.echo(
                f"{report.done} of {report.total} done, {rate:.0f} a second, "
                f"about {left:.0f} seconds left, {len(report.faults)} with faults",
                err=True,
            )

    return tell


def _tell(report: "Report") -> None:
    for sentence in sorted(report.lacking):
        typer.echo(sentence, err=True)
    typer.echo(
        f"{report.made} notices made, {report.kept} were there already, "
        f"{report.drafts} of those made are drafts, {len(report.faults)} "
        f"organisations of {report.total} with faults. See report.csv."
    )


def _print_template(wording: list[Path] | None) -> None:
    from notices.catalogue import load_catalogue
    from notices.organisation.table import template_csv
    from notices.publish.publish import wording_folders

    data, _ = wording_folders(tuple(wording or ()))
    typer.echo(template_csv(load_catalogue(*data).vocabulary), nl=False)
