"""`notices register`: what the school register knows."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
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
    register: options.RegisterFolder = None,
    as_json: options.AsJson = False,
) -> None:
    """Find a school; words may be half written or misspelt."""
    from notices.organisation.register import load_register

    known = load_register(register)
    found = known.search(" ".join(words), at_most=at_most)
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
    if not found.total:
        hidden = "; try fewer words, or the town alone"
    typer.echo(
        f"{found.total:,} found{hidden}. The register is of {in_words(known.day)}.",
        err=True,
    )


@app.command()
def show(
    urn: Annotated[
        int,
        typer.Argument(
            parser=options.urn_of, metavar="URN", help="The school's number."
        ),
    ],
    register: options.RegisterFolder = None,
    as_json: options.AsJson = False,
) -> None:
    """Show what the register says of a school, and its day."""
    from notices.organisation.register import load_register

    known = load_register(register)
    school = known.find(urn)
    if school is None:
        raise NoticesError(
            f"{known.not_in_register(urn)}\n"
            "  To mend: check the number; notices register search NAME finds it."
        )
    if as_json:
        print_json(asdict(school))
        return
    for name, value in asdict(school).items():
        if value not in (None, "", ()):
            typer.echo(f"{name.replace('_', ' ')}: {_in_words(value)}")
    typer.echo(f"\nAs the register said on {in_words(known.day)}.")
    typer.echo(known.licence)


@app.command()
def update(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A download of the register, such as edubasealldata20260901.csv.",
        ),
    ],
    register: options.RegisterFolder = None,
    day: Annotated[
        date | None,
        typer.Option(
            parser=options.day_of("--day"),
            metavar="DAY",
            help="The day of the download, if its name does not say it.",
        ),
    ] = None,
) -> None:
    """Make a newer register of a download from Get Information About Schools.

    It is written to the folder `register`, unless --register names another.  The one
    that ships stays as it is.  Names of heads are not taken over.
    """
    from notices.catalogue import load_catalogue
    from notices.organisation.register import load_register
    from notices.organisation.table.renewal import renewal_of
    from notices.publish.write import write_whole

    folder = register or Path("register")
    renewal = renewal_of(
        file, vocabulary=load_catalogue().vocabulary, before=load_register(), day=day
    )
    _check_place(folder, renewal.day)
    write_whole({folder / name: data for name, data in renewal.files.items()})
    unit = "school" if renewal.schools == 1 else "schools"
    typer.echo(
        f"{folder}: {renewal.schools:,} {unit}, as the register said on "
        f"{in_words(renewal.day)}."
    )
    if renewal.left_out:
        typer.echo(
            f"{renewal.left_out:,} rows were left out: they are closed, "
            "or of a kind that no notice is made for."
        )
    if renewal.trusts_day != renewal.day:
        typer.echo(
            "This download does not tell the trusts; they are those of "
            f"{in_words(renewal.trusts_day)}."
        )
    place = options.typed(folder)
    typer.echo(f"Use it with --register {place}, or set NOTICES_REGISTER={place}.")


def _check_place(folder: Path, day: date) -> None:
    """Refuse to write among other files, or over a newer register."""
    from notices.organisation.register import load_register
    from notices.organisation.register.files import ABOUT

    if not folder.exists():
        return
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if not (folder / ABOUT).is_file():
        raise NoticesError(
            f"{folder}: something else stands there.\n"
            "  A register has a folder of its own.\n"
            "  To mend: name another with --register FOLDER."
        )
    try:
        there = load_register(folder).day
    except NoticesError:
        return  # it is broken, and this mends it
    if there > day:
        raise NoticesError(
            f"{folder}: the register there is of {in_words(there)}, "
            f"and this download is of {in_words(day)}.\n"
            "  An older register would replace a newer one.\n"
            "  To mend: name another folder with --register FOLDER."
        )


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, (tuple, list)) else str(value)
