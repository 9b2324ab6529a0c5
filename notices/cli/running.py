"""Run a batch from the command line: plan it, show how far it is, tell how it ended."""

import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from notices.cli import options
from notices.cli.progress import progress
from notices.cli.telling import counted, tell, tell_account, tell_dry

if TYPE_CHECKING:
    from notices.organisation.table import Wanted
    from notices.publish.batch.ending import Wishes
    from notices.publish.batch.report import Report
    from notices.publish.batch.run import Manner
    from notices.publish.batch.tasks import Plan
    from notices.publish.batch.work import Outcome
    from notices.publish.order import Order
    from notices.publish.publish import Publisher


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
    from notices.publish.batch.beside import check_folder
    from notices.publish.batch.prepared import prepare
    from notices.publish.batch.tasks import EVERY, Planner

    check_folder(profiles)
    if not (table or la or wanted.urns):
        raise options.UsageError(
            "No schools are named.\n"
            "  To mend: name a table, or an authority with --la 391, "
            "or all of England with --la all, or schools with --urn."
        )
    publisher = prepare(order)
    wanted = _checked(wanted, publisher)
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


def _checked(wanted: "Wanted", publisher: "Publisher") -> "Wanted":
    """Return what is asked for, types by their keys.

    Raises UsageError for a phase or a type that there is not: nobody would be left.
    """
    vocabulary = publisher.catalogue.vocabulary
    types = {vocabulary.type_named(word) or word for word in wanted.types}
    for word in types:
        options.check_one_of("--type", word, vocabulary.types)
    if wanted.phases:
        known = sorted({one.phase for one in publisher.register.listed()})
        capitals = {phase.casefold(): phase for phase in known}
        for word in wanted.phases:
            options.check_one_of("--phase", capitals.get(word.casefold(), word), known)
    return replace(wanted, types=frozenset(types))


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
    from notices.publish.batch.ending import end, foresee
    from notices.publish.batch.report import Report
    from notices.publish.batch.run import run
    from notices.publish.batch.stopping import past_stopping
    from notices.publish.batch.work import Outcome

    report = Report(total=len(plan.tasks) + len(plan.failed))
    begun = time.monotonic()
    with progress(report.total) as shown:

        def told(outcome: "Outcome") -> None:
            report.tell(outcome)
            if manner.dry_run and outcome.would:
                _say_why(outcome)
            shown.show(report)

        for one in plan.failed:
            told(Outcome(label=one.label, urn=one.urn, faults=one.why))
        report.stopped = run(order, plan, replace(manner, say=shown.say), told=told)
    if manner.dry_run:
        ending = foresee(order, plan, report, wishes)
        tell_dry(report, ending.account, ending.said)
        return report
    seconds = time.monotonic() - begun
    with past_stopping() if report.stopped else nullcontext():
        ending = end(order, plan, report, wishes, seconds=seconds)
        tell(report, ending.account, ending.said)
    return report


def code_of(report: "Report", plan: "Plan") -> int:
    """Return the exit code: it says what stands there, whichever run made it."""
    if report.stopped:
        return options.FOUND
    if not (report.made or report.kept or report.would):
        return options.NOTHING_DONE
    to_see = (report.faults, report.drafts, report.lacking, plan.strays, plan.is_short)
    return options.FOUND if any(to_see) else 0


def _say_why(outcome: "Outcome") -> None:
    why = "; ".join(outcome.why)
    typer.echo(f"{outcome.label}: {', '.join(outcome.would)}: {why}.")


def write_asked(order: "Order", plan: "Plan", folder: Path, *, is_dry: bool) -> None:
    """Write a form for each school that is planned for, and say how many."""
    from notices.publish.asking.ask import ask

    asked = ask(order, plan, folder, is_dry=is_dry)
    forms, failed = asked.forms, asked.account.failed
    tell_account(asked.account)
    written = "would be written" if is_dry else "written"
    typer.echo(
        f"{counted(len(forms.written), 'form', 'forms')} {written} to {folder}, "
        f"{len(forms.added_to)} {'would get' if is_dry else 'got'} new questions, "
        f"{counted(len(forms.left), 'was', 'were')} there already, "
        f"{counted(len(failed), 'organisation', 'organisations')} "
        f"of {len(plan.tasks) + len(plan.failed)} with faults."
        f"{' Nothing was written.' if is_dry else ''}"
    )
    if failed or plan.strays or plan.is_short:
        raise typer.Exit(options.FOUND)
