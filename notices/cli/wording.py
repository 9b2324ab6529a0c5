"""`notices wording`: a wording set of one's own."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Start a wording set of your own: other words, other law.",
    no_args_is_help=True,
)


@app.command()
def export(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to put the copies.")
    ],
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]",
            help="Which files, such as templates/sections/changes.md.j2. "
            "All, if none is named.",
        ),
    ] = None,
) -> None:
    """Copy templates and data that ship, to change them and build with --wording.

    Keep only the files that you change: what a wording set does not hold, it takes
    from the one that ships.  A key of the data is replaced whole, with all its entries.
    """
    from notices.publish.wording import export_wording

    written = export_wording(folder, tuple(names or ()))
    for name in written:
        typer.echo(name)
    typer.echo(f"Now build with: notices build PROFILE --wording {folder}", err=True)
