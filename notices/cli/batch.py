"""`notices batch`: many organisations' notices."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from notices.cli import options
from notices.cli.options import STOPPED, UsageError
from notices.cli.running import code_of, everywhere, plan_of, run_batch, write_asked


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
            help="A local authority, such as 391; all for all of England. Beside a "
            "table, only its schools of that authority.",
        ),
    ] = "",
    urn: Annotated[
        list[int] | None,
        typer.Option(
            parser=options.urn_of, metavar="URN", help="Only these. Repeatable."
        ),
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
    cluster: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="A Dask cluster to work on."),
    ] = "",
    cluster_ca: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Whom to trust there (TLS).")
    ] = None,
    cluster_cert: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Our certificate there (TLS).")
    ] = None,
    cluster_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The key of it (TLS).")
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
    prune: Annotated[
        bool,
        typer.Option(
            "--prune",
            help="Delete the notices that nobody asks for any more: of schools that "
            "left the table, and editions and files that are no longer made.",
        ),
    ] = False,
    zip_: Annotated[
        Path | None,
        typer.Option("--zip", metavar="FILE", help="Pack all into one file."),
    ] = None,
    ask: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Write each school a form with what only it can answer, and stop.",
        ),
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="Print an empty table, and stop.")
    ] = False,
    on: options.On = None,
    out: options.Out = Path("out"),
    notice: options.Kinds = None,
    formats: options.Formats = None,
    edition: options.Editions = None,
    large_print: options.LargePrint = False,
    wording: options.Wording = None,
    draft: options.Draft = False,
    accept_unanswered: options.AcceptUnanswered = False,
    keep: options.Keep = False,
    register: options.RegisterFolder = None,
) -> None:
    """Build the notices of many organisations: an authority's, or all of England's.

    One bad row stops no other.  What was made already from the same is left alone, so
    the same command goes on after a stop.
    """
    from notices.organisation.table import Wanted
    from notices.publish.batch.bundle import check_target
    from notices.publish.batch.cluster import Cluster
    from notices.publish.batch.ending import Wishes
    from notices.publish.batch.run import Manner

    if template:
        _print_template(wording)
        return
    if draft and require_approval:
        raise UsageError(
            "--draft and --require-approval: a draft is nothing that was approved.\n"
            "  To mend: leave out one of them."
        )
    check_target(zip_)
    order = options.order_of(
        on=on,
        out=out,
        kinds=notice,
        formats=formats,
        editions=edition,
        large_print=large_print,
        wording=wording,
        draft=draft,
        accept_unanswered=accept_unanswered,
        keep=keep,
        require_approval=require_approval,
        register=register,
    )
    options.warn_of_older_sets(order.wording)
    if cluster:  # the workers run in folders of their own
        order, base, profiles = everywhere(order, base, profiles)
    if ask is not None and ask == profiles and not ask.exists():
        profiles = None  # nobody has said anything there; the forms begin it
    wanted = Wanted(
        urns=frozenset(urn or ()),
        phases=frozenset(options.words_of(phase)),
        types=frozenset(options.words_of(types)),
        limit=limit,
    )
    plan = plan_of(order, wanted, table=table, la=la, base=base, profiles=profiles)
    manner = Manner(
        jobs=jobs or os.cpu_count() or 1, force=force, verify=verify, dry_run=dry_run
    )
    if cluster:
        grid = Cluster(
            address=cluster, ca=cluster_ca, cert=cluster_cert, key=cluster_key
        )
        manner = replace(manner, pools=grid.pool, jobs=jobs or grid.jobs())
    if ask is not None:
        write_asked(order, plan, ask, is_dry=dry_run)
        return
    try:
        report = run_batch(order, plan, manner, Wishes(prune=prune, zip=zip_))
    except KeyboardInterrupt:
        typer.echo("Stopped. Run the same command again to go on.", err=True)
        raise typer.Exit(STOPPED) from None
    raise typer.Exit(code_of(report, plan))


def _print_template(wording: list[Path] | None) -> None:
    from notices.organisation.table import template_csv

    catalogue, *_ = options.wording_set(wording)
    typer.echo(template_csv(catalogue.vocabulary), nl=False)
