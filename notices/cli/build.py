"""`notices build`: one organisation's notices."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.options import FOUND, NOTHING_DONE, UsageError
from notices.errors import MissingError, NoticesError

if TYPE_CHECKING:
    from notices.publish.models import ModelOrder
    from notices.publish.publish import Built, Publisher


def build(
    profiles: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PROFILE...", help="Profiles of organisations (TOML)."),
    ] = None,
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
    model: Annotated[
        str,
        typer.Option(
            "--model",
            metavar="NOTICE",
            help="Instead of profiles: a model notice, with marked blanks. "
            "all: the set of them.",
        ),
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--type",
            metavar="TYPE",
            help="Of a model: maintained, academy or a type of organisation.",
        ),
    ] = "",
    ages: Annotated[
        str,
        typer.Option(
            "--ages", metavar="AGES", help="Of a model: the statutory ages, as 4-11."
        ),
    ] = "",
    as_json: options.AsJson = False,
) -> None:
    """Build the notices of one organisation, or of a few.

    Each gets a folder of its own, named by its URN and name.
    Faults are told all at once, and nothing is written for an organisation with one.
    With --model, nobody's notice is made: what only a school can say is left blank.
    """
    from notices.publish.publish import Publisher

    asked = models_asked(model, kind, ages, has_profiles=bool(profiles))
    if asked and not set(options.words_of(edition)) <= {"full"}:
        raise UsageError(
            "--edition: a model has no editions, as nobody reads it before it is "
            "filled in.\n  To mend: leave --edition out."
        )
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
    if asked:
        built, failed = build_models(publisher, asked, quiet=as_json), 0
    else:
        built, failed = build_each(publisher, profiles or [], quiet=as_json)
    if as_json:
        records = [dict(one.record) for one in built]
        typer.echo(json.dumps(records, ensure_ascii=False, indent=2))
    if not asked:
        _tell_left(publisher, built)
    _tell_old_files(built)
    lacking = dict.fromkeys(one.lacking for one in built if one.lacking)
    for sentence in lacking:
        typer.echo(sentence, err=True)
    if failed and not built:
        raise typer.Exit(NOTHING_DONE)
    is_found = not asked and any(one.has_findings for one in built)
    if failed or lacking or is_found:
        raise typer.Exit(FOUND)


def build_each(
    publisher: "Publisher", profiles: list[Path], *, quiet: bool
) -> tuple[list["Built"], int]:
    """Build for each profile; return what was built and how many profiles failed."""
    built: list[Built] = []
    told: set[tuple[Path, str]] = set()
    failed = 0
    for profile in profiles:
        try:
            for one in publisher.publish(profile):
                built.append(one)
                if not quiet:
                    _tell(one, told)
        except MissingError:
            raise  # the other profiles would lack the same
        except NoticesError as error:
            failed += 1
            typer.echo(f"{error}\n", err=True)
    return built, failed


def build_models(
    publisher: "Publisher", asked: "tuple[ModelOrder, ...]", *, quiet: bool
) -> "list[Built]":
    """Build the model notices that are asked for."""
    from notices.publish.models import publish_model

    built = [publish_model(publisher, one) for one in asked]
    for one in () if quiet else built:
        typer.echo(_line("MODEL", one))
    return built


def models_asked(
    model: str, kind: str, ages: str, *, has_profiles: bool
) -> "tuple[ModelOrder, ...]":
    """Return the models that the options ask for; () where they ask for none.

    Raises UsageError where they do not fit together.
    """
    from notices.publish.models import ALL, SET, ModelOrder

    if not model:
        if kind or ages:
            raise UsageError(
                "--type and --ages: they say what a model is for, and none is asked "
                "for.\n  To mend: add --model pupils."
            )
        if not has_profiles:
            raise UsageError(
                "build: it was told neither a profile nor a model.\n"
                "  To mend: name a profile, or add --model pupils --type maintained "
                "--ages 4-11."
            )
        return ()
    if has_profiles:
        raise UsageError(
            "--model: a model is nobody's, and a profile is somebody's.\n"
            "  To mend: leave out one of them."
        )
    if model == ALL and (kind or ages):
        raise UsageError(
            "--model all: it is the whole set, for every type and age in it.\n"
            "  To mend: leave out --type and --ages."
        )
    if model == ALL:
        return SET
    if not kind:
        raise UsageError(
            "--model: a model is for a kind of organisation, and none is named.\n"
            "  To mend: add --type maintained."
        )
    return (ModelOrder(notice=model, type=kind, ages=_ages(ages)),)


def _ages(ages: str) -> tuple[int, int] | None:
    from notices.organisation.values import OLDEST, ages_in

    if not ages:
        return None
    found = ages_in(ages)
    if found and found[0] <= found[1] <= OLDEST:
        return found
    raise UsageError(
        f'--ages: "{ages}" is not a lowest and a highest age.\n'
        "  To mend: write them as 4-11."
    )


def _tell_left(publisher: "Publisher", built: "list[Built]") -> None:
    """Name what an earlier run made beside the notices that were built."""
    from notices.publish import manifest
    from notices.publish.stale import given_up

    order = publisher.order
    made: dict[str, list[str]] = {}
    for one in built:
        made.setdefault(one.folder.name, []).append(one.record["notice"])
    for record in given_up(manifest.read(order.out / manifest.NAME), order, made=made):
        typer.echo(
            f"{order.out / record['folder']}/{record['notice']}: it was not asked for, "
            "and stays as an earlier run made it.\n"
            "  To mend: make it anew with --edition, or delete its files.",
            err=True,
        )


def _tell_old_files(built: "list[Built]") -> None:
    """Name the files of the notices that were built that are left of earlier runs."""
    for one in built:
        for name in one.record["left"]:
            how = "--large-print" if name.endswith(".large-print.pdf") else "--format"
            typer.echo(
                f"{one.folder / name}: an earlier run made it and this one did not, so "
                "it may say what the notice no longer says. "
                f"To mend: make it too, with {how}, or delete it.",
                err=True,
            )


def _tell(one: "Built", told: set[tuple[Path, str]]) -> None:
    """Say what was built, and what whoever builds it should know.

    What was *told* of another notice of the same organisation is not told again.
    """
    record = one.record
    state = "DRAFT" if record["draft"] else "made"
    waits = "" if record["draft"] or record["approved"] else " (not yet approved)"
    typer.echo(f"{_line(state, one)}{waits}")
    for sentence in one.findings:
        if (one.folder, sentence) not in told:
            typer.echo(f"  {sentence}")
            told.add((one.folder, sentence))


def _line(state: str, one: "Built") -> str:
    return f"{state}  {one.folder}/{one.record['notice']}: {', '.join(one.formats)}"
