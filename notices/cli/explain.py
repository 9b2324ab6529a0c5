"""`notices explain`: why a sentence is there, or something is not."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.clock import today
from notices.cli.options import UsageError
from notices.cli.table import print_json

if TYPE_CHECKING:
    from datetime import date

    from notices.catalogue import Catalogue
    from notices.explain import Behind, Explained
    from notices.organisation.organisation import Organisation
    from notices.templating import Folders


def explain(
    profile: Annotated[
        Path, typer.Argument(metavar="PROFILE", help="Whose notice: a profile (TOML).")
    ],
    words: Annotated[
        str,
        typer.Argument(
            metavar="[WORDS]", help="Which sentences: those with these words."
        ),
    ] = "",
    notice: Annotated[
        str,
        typer.Option(metavar="NAME", help="Which notice. Its first, if not given."),
    ] = "",
    section: Annotated[
        str, typer.Option(metavar="KEY", help="Only this section, such as your-rights.")
    ] = "",
    why_not: Annotated[
        str,
        typer.Option(
            metavar="KEY",
            help="Tell why a sharing, a purpose, a period or a right is not there.",
        ),
    ] = "",
    on: options.On = None,
    wording: options.Wording = None,
    register: options.RegisterFolder = None,
    as_json: options.AsJson = False,
) -> None:
    """Tell where a sentence comes from: its template, its entry or value, the law.

    With --why-not, tell which condition failed for something that is not there.
    """
    from dataclasses import asdict

    from notices.compose import Choices
    from notices.compose.kinds import check_kind, usual_kinds
    from notices.explain import Sought
    from notices.explain import explain as explained_in

    if why_not and (words or section):
        raise UsageError(
            "--why-not asks of something that is not there, "
            "so no words and no section of the notice go with it.\n"
            "  To mend: ask one at a time."
        )
    catalogue, templates, organisation = _read(profile, tuple(wording or ()), register)
    on = on or today()
    kind = notice or usual_kinds(catalogue, organisation, on)[0]
    check_kind(catalogue, kind, templates)
    if why_not:
        _tell_why_not(catalogue, organisation, kind, on, why_not)
        return
    found = explained_in(
        catalogue,
        organisation,
        kind,
        on,
        Choices(templates=templates, today=today()),
        Sought(section=section, words=words),
    )
    if as_json:
        print_json([asdict(one) for one in found])
        return
    _print(found)


def _read(
    profile: Path, wording: tuple[Path, ...], register: Path | None
) -> tuple["Catalogue", "Folders", "Organisation"]:
    from notices.compose.wording import shipped_templates
    from notices.organisation.load import load_organisation
    from notices.organisation.register import load_register

    catalogue, _, templates = options.wording_set(wording)
    organisation = load_organisation(
        profile, vocabulary=catalogue.vocabulary, register=load_register(register)
    )
    return catalogue, shipped_templates(*templates), organisation


def _tell_why_not(
    catalogue: "Catalogue",
    organisation: "Organisation",
    kind: str,
    on: "date",
    key: str,
) -> None:
    from notices.compose.reasons import why_not

    reason = why_not(catalogue, organisation, kind, on, key)
    if reason:
        typer.echo(f"{key} is not in the {kind} notice:\n  {reason}")
    else:
        typer.echo(f"{key} is in the {kind} notice.")


def _print(found: tuple["Explained", ...]) -> None:
    section = ""
    for one in found:
        if one.section != section:
            section = one.section
            typer.echo(f"{one.title}  ({section})\n")
        for line in one.text.split("\n"):
            typer.echo(f"  {line}")
        for template in one.templates:
            typer.echo(f"    template  {template}")
        for behind in one.behind:
            _print_behind(behind)
        typer.echo("")


def _print_behind(behind: "Behind") -> None:
    from notices.compare.tell import plain

    since = f", since {behind.since}" if behind.since else ""
    typer.echo(f"    from      {behind.key}, {behind.place}{since}")
    told = {
        "value": behind.value,
        "said by": behind.layer,
        "law": plain(behind.law),
        "source": plain(behind.source),
    }
    for name, value in told.items():
        if value:
            typer.echo(f"    {name:9} {' '.join(value.split())}")
