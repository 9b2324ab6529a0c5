"""`notices register`: what the school register knows."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from notices.cli import options
from notices.cli.table import print_json, print_table
from notices.dated import in_words
from notices.errors import NoticesError

app = typer.Typer(
    help="Look a school up in the register that ships.", no_args_is_help=True
)


@app.command()
def search(
    words: Annotated[
        list[str], typer.Argument(help="Words of its name and place, or its URN.")
    ],
    at_most: Annotated[
        int, typer.Option("--limit", min=1, metavar="N", help="How many to show.")
    ] = 10,
    as_json: options.AsJson = False,
) -> None:
    """Find a school; words may be half written or misspelt."""
    from notices.organisation.register import load_register

    register = load_register()
    found = register.search(" ".join(words), at_most=at_most)
    if as_json:
        print_json([asdict(school) for school in found.schools])
        return
    if found.schools:
        rows = [
            (str(school.urn), school.name, school.town, school.la_name)
            for school in found.schools
        ]
        print_table(("URN", "Name", "Town", "Authority"), rows)
    more = found.total - len(found.schools)
    hidden = f", {more:,} not shown; add the town" if more else ""
    typer.echo(
        f"{found.total:,} found{hidden}. The register is of {in_words(register.day)}.",
        err=True,
    )


@app.command()
def show(
    urn: Annotated[int, typer.Argument(metavar="URN", help="The school's number.")],
    as_json: options.AsJson = False,
) -> None:
    """Show what the register says of a school, and its day."""
    from notices.organisation.register import load_register

    register = load_register()
    school = register.find(urn)
    if school is None:
        raise NoticesError(
            f"{register.not_in_register(urn)}\n  To mend: check the number."
        )
    if as_json:
        print_json(asdict(school))
        return
    for name, value in asdict(school).items():
        if value not in (None, "", ()):
            typer.echo(f"{name.replace('_', ' ')}: {_in_words(value)}")
    typer.echo(f"\nAs the register said on {in_words(register.day)}.")
    typer.echo(register.licence)


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, (tuple, list)) else str(value)
