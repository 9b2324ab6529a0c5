"""`notices build`: one organisation's notices."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.options import FOUND, NOTHING_DONE
from notices.errors import MissingError, NoticesError

if TYPE_CHECKING:
    from notices.publish.publish import Built, Publisher


def build(
    profiles: Annotated[
        list[Path],
        typer.Argument(metavar="PROFILE...", help="Profiles of organisations (TOML)."),
    ],
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
    as_json: options.AsJson = False,
) -> None:
    """Build the notices of one organisation, or of a few.

    Each gets a folder of its own, named by its URN and name.
    Faults are told all at once, and nothing is written for an organisation with one.
    """
    from notices.publish.publish import Publisher

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
        register=register,
    )
    publisher = Publisher.prepare(order)
    options.warn_of_older_sets(order.wording)
    built, failed = build_each(publisher, profiles, quiet=as_json)
    if as_json:
        records = [dict(one.record) for one in built]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    lacking = dict.fromkeys(one.lacking for one in built if one.lacking)
    for sentence in lacking:
        typer.echo(sentence, err=True)
    if failed and not built:
        raise typer.Exit(NOTHING_DONE)
    if failed or lacking or any(one.has_findings for one in built):
        raise typer.Exit(FOUND)


def build_each(
    publisher: "Publisher", profiles: list[Path], *, quiet: bool
) -> tuple[list["Built"], int]:
    """Build for each profile; return what was built and how many profiles failed."""
    built: list[Built] = []
    failed = 0
    for profile in profiles:
        try:
            for one in publisher.publish(profile):
                built.append(one)
                if not quiet:
                    _tell(one)
        except MissingError:
            raise  # the other profiles would lack the same
        except NoticesError as error:
            failed += 1
            typer.echo(f"{error}\n", err=True)
    return built, failed


def _tell(one: "Built") -> None:
    """Say what was built, and what whoever builds it should know."""
    record = one.record
    state = "DRAFT" if record["draft"] else "made"
    typer.echo(f"{state}  {one.folder}/{record['notice']}: {', '.join(one.formats)}")
    for sentence in one.findings:
        typer.echo(f"  {sentence}")
