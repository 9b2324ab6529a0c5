"""`notices batch`: many organisations' notices."""

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.options import FOUND, NOTHING_DONE
from notices.cli.progress import Progress, progress
from notices.errors import NoticesError

if TYPE_CHECKING:
    from notices.organisation.table import Wanted
    from notices.publish.batch import Manner
    from notices.publish.order import Order
    from notices.publish.report import Report
    from notices.publish.tasks import Plan
    from notices.publish.work import Outcome


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
        typer.Option(
            metavar="NUMBER",
            help="A local authority, such as 391; all for all of England.",
        ),
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
        int | None,
        typer.Option(
            min=1,
            metavar="N",
            help="How many processes work at once. As many as there are processors.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Make also what stands there already.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Read what stands there, to see if it changed."),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Say what would be made and why; write nothing."
        ),
    ] = False,
    require_approval: Annotated[
        bool,
        typer.Option("--require-approval", help="Make only what somebody approved."),
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
    register: options.RegisterFolder = None,
) -> None:
    """Build the notices of many organisations: an authority's, or all of England's.

    One bad row stops no other.  What was made already from the same is left alone, so
    the same command goes on after a stop.
    """
    from notices.organisation.table import Wanted
    from notices.publish.batch import Manner

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
        require_approval=require_approval,
        register=register,
    )
    wanted = Wanted(
        urns=frozenset(urn or ()),
        phases=frozenset(options.words_of(phase)),
        types=frozenset(options.words_of(types)),
        limit=limit,
    )
    plan = _plan(order, wanted, table=table, la=la, base=base, profiles=profiles)
    manner = Manner(
        jobs=jobs or os.cpu_count() or 1, force=force, verify=verify, dry_run=dry_run
    )
    report = _run(order, plan, manner)
    if dry_run:
        _tell_dry(report)
        return
    _tell(report)
    if report.faults and not (report.made or report.kept):
        raise typer.Exit(NOTHING_DONE)
    if report.faults or report.drafts or report.lacking or report.is_stopped:
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
    from notices.publish.tasks import Planner, not_a_folder
    from notices.publish.work import prepare

    for sentence in not_a_folder(profiles):
        raise NoticesError(sentence)
    if not (table or la or wanted.urns):
        raise options.UsageError(
            "No schools are named.\n"
            "  To mend: name a table, or an authority with --la 391, "
            "or all of England with --la all, or schools with --urn."
        )
    publisher = prepare(order)
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


def _run(order: "Order", plan: "Plan", manner: "Manner") -> "Report":
    from notices.publish.batch import run
    from notices.publish.report import Report
    from notices.publish.work import Outcome

    for sentence in plan.skipped:
        typer.echo(sentence, err=True)
    report = Report(total=len(plan.tasks) + len(plan.failed), skipped=plan.skipped)
    begun = time.monotonic()
    with progress(report.total) as shown:

        def told(outcome: "Outcome") -> None:
            report.tell(outcome)
            _say(outcome, shown, is_dry=manner.dry_run)
            shown.show(report)

        for label, fault in plan.failed:
            told(Outcome(label=label, fault=fault))
        report.is_stopped = not run(order, plan, manner, told=told)
    if not manner.dry_run:
        report.write(order.out, seconds=time.monotonic() - begun)
    return report


def _say(outcome: "Outcome", shown: Progress, *, is_dry: bool) -> None:
    if outcome.fault:
        shown.say(f"{outcome.fault}\n")
    elif is_dry and outcome.would:
        why = "; ".join(outcome.why)
        typer.echo(f"{outcome.label}: {', '.join(outcome.would)}: {why}.")


def _tell(report: "Report") -> None:
    for sentence in sorted(report.lacking):
        typer.echo(sentence, err=True)
    typer.echo(
        f"{report.made} notices made, {report.kept} were there already, "
        f"{report.drafts} of those made are drafts, {len(report.faults)} "
        f"organisations of {report.total} with faults. See report.csv."
    )
    if report.is_stopped:
        typer.echo(
            f"Stopped: {report.total - report.done} organisations were not tried. "
            "Run the same command again to go on.",
            err=True,
        )


def _tell_dry(report: "Report") -> None:
    typer.echo(
        f"{report.would} notices would be made, {report.kept} would stay, "
        f"{len(report.faults)} organisations of {report.total} have faults. "
        "Nothing was written."
    )


def _print_template(wording: list[Path] | None) -> None:
    from notices.catalogue import load_catalogue
    from notices.compose.overlay import wording_folders
    from notices.organisation.table import template_csv

    data, _ = wording_folders(tuple(wording or ()))
    typer.echo(template_csv(load_catalogue(*data).vocabulary), nl=False)
