"""Run a batch from the command line: plan it, show how far it is, tell how it ended."""

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from notices.cli import options
from notices.cli.progress import Progress, progress

if TYPE_CHECKING:
    from notices.organisation.table import Wanted
    from notices.publish.batch import Manner
    from notices.publish.ending import Wishes
    from notices.publish.order import Order
    from notices.publish.report import Report
    from notices.publish.tasks import Plan
    from notices.publish.work import Outcome


def plan_of(
    order: "Order",
    wanted: "Wanted",
    *,
    table: str,
    la: str,
    base: Path | None,
    profiles: Path | None,
) -> "Plan":
    """Return whom to build for; faults of the wording or the base stop everything."""
    from notices.publish.prepared import prepare
    from notices.publish.tasks import EVERY, Planner, check_folder

    check_folder(profiles)
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
        wanted=replace(wanted, la="" if la == EVERY else la),
        base=base,
        profiles=profiles,
    )
    if table == "-":
        return planner.from_table(sys.stdin.buffer, "standard input")
    if table:
        return planner.from_table(Path(table), table)
    return planner.from_register(la)


def everywhere(
    order: "Order", base: Path | None, profiles: Path | None
) -> tuple["Order", Path | None, Path | None]:
    """Return the same with whole paths, which mean the same in every folder."""
    return (
        replace(
            order,
            out=order.out.resolve(),
            wording=tuple(folder.resolve() for folder in order.wording),
            register=order.register.resolve() if order.register else None,
        ),
        base.resolve() if base else None,
        profiles.resolve() if profiles else None,
    )


def run_batch(
    order: "Order", plan: "Plan", manner: "Manner", wishes: "Wishes"
) -> "Report":
    """Make what is planned, showing how far it is; return what became of it."""
    from notices.publish.batch import run
    from notices.publish.ending import end
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
        seconds = time.monotonic() - begun
        for sentence in end(order, plan, report, wishes, seconds=seconds):
            typer.echo(sentence, err=True)
    return report


def write_asked(order: "Order", plan: "Plan", folder: Path) -> None:
    """Write a form for each school that is planned for, and say how many."""
    from notices.publish.asking import ask

    asked = ask(order, plan, folder)
    for fault in asked.faults:
        typer.echo(f"{fault}\n", err=True)
    typer.echo(
        f"{_counted(asked.written, 'form', 'forms')} written to {folder}, "
        f"{_counted(asked.left, 'was', 'were')} there already, "
        f"{_counted(len(asked.faults), 'organisation', 'organisations')} "
        f"of {len(plan.tasks) + len(plan.failed)} with faults."
    )
    if asked.faults:
        raise typer.Exit(options.FOUND)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _say(outcome: "Outcome", shown: Progress, *, is_dry: bool) -> None:
    if outcome.fault:
        whose = f"{outcome.label}\n" if outcome.urn else ""
        shown.say(f"{whose}{outcome.fault}\n")
    elif is_dry and outcome.would:
        why = "; ".join(outcome.why)
        typer.echo(f"{outcome.label}: {', '.join(outcome.would)}: {why}.")


def tell(report: "Report") -> None:
    """Say how a run ended."""
    for sentence in sorted(report.lacking):
        typer.echo(sentence, err=True)
    drafts = "is a draft" if report.drafts == 1 else "are drafts"
    typer.echo(
        f"{_counted(report.made, 'notice', 'notices')} made, "
        f"{_counted(report.kept, 'was', 'were')} there already, "
        f"{report.drafts} of those made {drafts}, "
        f"{_counted(len(report.faults), 'organisation', 'organisations')} "
        f"of {report.total} with faults. See report.csv."
    )
    left = report.total - report.done
    if report.is_stopped:
        typer.echo(
            f"Stopped: {_counted(left, 'organisation was', 'organisations were')} "
            "not tried. "
            "Run the same command again to go on.",
            err=True,
        )


def tell_dry(report: "Report") -> None:
    """Say what a run would do."""
    have = "has" if len(report.faults) == 1 else "have"
    typer.echo(
        f"{_counted(report.would, 'notice', 'notices')} would be made, "
        f"{report.kept} would stay, "
        f"{_counted(len(report.faults), 'organisation', 'organisations')} "
        f"of {report.total} {have} faults. Nothing was written."
    )
