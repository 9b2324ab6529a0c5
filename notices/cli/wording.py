"""`notices wording`: a wording set of one's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.options import FOUND

if TYPE_CHECKING:
    from notices.publish.own.update import Update

app = typer.Typer(
    help="Start a wording set of your own, other words or other law, and keep it up.",
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
    from notices.publish.own.export import export_wording

    written = export_wording(folder, tuple(names or ()))
    for name in written:
        typer.echo(name)
    typer.echo(
        f"Now build with: notices build PROFILE --wording {options.typed(folder)}",
        err=True,
    )


@app.command()
def update(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Your wording set.")],
    started: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FOLDER",
            help="The data/ and templates/ that it started from, if the set does not "
            "remember.",
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would change; write nothing."),
    ] = False,
) -> None:
    """Merge what ships now into a wording set that started from an older version.

    Files are merged one by one, data entry by entry.  Where you and the new version
    changed the same lines, both stay, marked; a build refuses them until you choose.
    """
    from notices.publish.own.update import planned, write_update

    plan = planned(folder, started=started)
    if not dry_run:
        write_update(folder, plan)
    _tell(folder, plan)
    if plan.conflicts or any(fate.what == "unknown" for _, fate in plan.fates):
        raise typer.Exit(FOUND)


_WORDS = {
    "taken": "now as it ships; you had not changed it",
    "merged": "your change, and the new one too",
    "conflict": "you and the new version changed the same lines",
    "gone": "left out: it ships no more, and you had not changed it",
    "unknown": "kept as yours; it ships otherwise, and nothing tells where yours began",
}


def _tell(folder: Path, plan: "Update") -> None:
    for name, fate in plan.fates:
        place = f"{folder / name}: {fate.key}" if fate.key else f"{folder / name}"
        typer.echo(f"{place}: {_WORDS[fate.what]}")
    if not plan.fates:
        typer.echo("Nothing that this set holds has changed in what ships.")
    for name, line in plan.conflicts:
        typer.echo(
            f"\n{folder / name}:{line}: both stand between <<<<<<< and >>>>>>>.\n"
            "  To mend: keep the lines that should stand, and delete the marks."
        )
    if any(fate.what == "unknown" for _, fate in plan.fates):
        typer.echo(
            "\nWhere nothing tells where yours began, read both and choose.\n"
            "  To mend: compare with notices compare today "
            f"{options.typed(folder)}; next time this version is where yours began."
        )
