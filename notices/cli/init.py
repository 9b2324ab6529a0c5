"""`notices init`: start a profile, or go on with one; start an authority's project."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.clock import today
from notices.cli.options import FOUND, UsageError
from notices.errors import NoticesError

if TYPE_CHECKING:
    from notices.interview.interview import State
    from notices.interview.sitting import Desk, Sitting


def init(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="The profile to write, or to go on with. URN.toml, if not given.",
        ),
    ] = None,
    urn: Annotated[
        int | None,
        typer.Option(parser=options.urn_of, metavar="URN", help="The school's number."),
    ] = None,
    la: Annotated[
        str,
        typer.Option(
            metavar="NUMBER",
            help="Start a project for all schools of an authority, such as 391. "
            "FILE is then its folder.",
        ),
    ] = "",
    base: Annotated[
        Path | None,
        typer.Option(metavar="PROFILE", help="What this school shares with others."),
    ] = None,
    register: options.RegisterFolder = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing; leave every question open.")
    ] = False,
) -> None:
    """Write a profile: asks what only the school knows, one thing at a time.

    What you answer is kept as you go; the same command goes on after a stop.
    """
    if la:
        _refuse_with_la(urn, base)
        _authority(la, file, register)
        return
    if not yes and not sys.stdin.isatty():
        raise UsageError(
            "notices init asks questions, and nobody can answer them here: "
            "the input is not a terminal.\n"
            "  To mend: run it in a terminal, or add --urn URN and --yes, "
            "which asks nothing."
        )
    if file is not None and file.suffix != ".toml":
        raise UsageError(
            f"{file}: a profile is a file whose name ends in .toml.\n"
            f"  To mend: write {file}.toml, or leave it out: "
            "notices init then asks for the name of the school."
        )
    desk = _desk(base, register)
    if yes:
        _without_questions(desk, file, urn, base)
        return
    try:
        _with_questions(desk, file, urn, base)
    except (KeyboardInterrupt, EOFError):
        typer.echo("\nStopped. Nothing was written.")
        raise typer.Exit(FOUND) from None


def _desk(base: Path | None, register: Path | None) -> "Desk":
    from notices.catalogue import load_catalogue
    from notices.interview.sitting import Desk
    from notices.organisation.layers import read_layers
    from notices.organisation.register import load_register

    return Desk(
        catalogue=load_catalogue(),
        register=load_register(register),
        on=today(),
        base=read_layers(base) if base else None,
    )


def _without_questions(
    desk: "Desk", file: Path | None, urn: int | None, base: Path | None
) -> None:
    from notices.interview.finding import chosen
    from notices.interview.schema import led
    from notices.interview.sitting import file_after, go_on, not_known, of_school
    from notices.publish.write import write_whole

    path = _path(file, urn)
    if path is not None and path.exists():
        sitting = go_on(desk, path, urn)
        _tell(path, sitting, base, said="was there already, and is unchanged")
        return
    if path is None or urn is None:
        raise UsageError(
            "--yes asks nothing, so the school must be named.\n"
            "  To mend: add its number, such as --urn 108427; "
            "notices register search NAME finds it."
        )
    school = desk.register.find(urn)
    if school is None:
        raise not_known(desk.register, urn)
    sitting = led(of_school(desk, school), path)
    write_whole({path: file_after(sitting, sitting.start)})
    typer.echo(chosen(desk.register, school)[1])
    _tell(path, sitting, base, said="is written")


def _with_questions(
    desk: "Desk", file: Path | None, urn: int | None, base: Path | None
) -> None:
    from notices.cli import asking

    path, sitting = _opened(desk, file, urn)
    state = asking.ask(sitting, path)
    if state.is_stopped:
        typer.echo("\nStopped. Your answers are kept.")
    _tell(path, sitting, base, state, said="holds your answers")
    if state.is_stopped:
        raise typer.Exit(FOUND)
    if base is None and asking.yes_or_no("Build the notice now?"):
        _build(path, desk.register.folder)


def _opened(desk: "Desk", file: Path | None, urn: int | None) -> "tuple[Path, Sitting]":
    """Return the profile to ask about: one that is there, or a new one."""
    from notices.cli import asking
    from notices.interview.schema import led
    from notices.interview.sitting import go_on, not_known, of_school, of_unknown
    from notices.organisation.organisation import slug_of

    path = _path(file, urn)
    if path is not None and path.exists():
        return path, go_on(desk, path, urn)
    school = desk.register.find(urn) if urn is not None else None
    if urn is not None and school is None:
        raise not_known(desk.register, urn)
    if school is None or not asking.confirm(desk, school):
        school = asking.find(desk)
    if school is not None:
        path = file or Path(f"{school.urn}.toml")
        if path.exists():
            return path, go_on(desk, path, school.urn)
        return path, led(of_school(desk, school), path)
    answers = asking.describe(desk)
    path = file or Path(f"{slug_of(str(answers['organisation', 'name']))}.toml")
    if path.exists():
        raise NoticesError(
            f"{path}: it is there already, and would be replaced.\n"
            f"  To mend: go on with it, notices init {options.typed(path)}, "
            "or name another file."
        )
    return path, led(of_unknown(desk, answers), path)


def _path(file: Path | None, urn: int | None) -> Path | None:
    return file or (Path(f"{urn}.toml") if urn is not None else None)


def _tell(
    path: Path,
    sitting: "Sitting",
    base: Path | None,
    state: "State | None" = None,
    *,
    said: str,
) -> None:
    """Say what became of the profile, what is missing, and what to do next."""
    from notices.interview.interview import missing

    typer.echo(f"\n{path} {said}.")
    answers = (state or sitting.start).answers
    lacks = missing(sitting.script, answers)
    for need, heading in (
        ("law", "The law asks for these. The notice leaves a marked blank for each:"),
        ("draft", "Not answered. Until they are, the notice is a draft:"),
    ):
        its = [one for one in lacks if one.need == need]
        if its:
            typer.echo(f"\n{heading}")
        for one in its:
            typer.echo(f"  {one.named(answers)}")
    file = options.typed(path)
    typer.echo("\nNext:" if lacks else "\nNothing is missing. Next:")
    if lacks or (state is not None and state.is_stopped):
        over = f" --base {options.typed(base)}" if base else ""
        typer.echo(f"  notices init {file}{over}   asks what is open")
    if base is None:
        typer.echo(f"  notices build {file}  makes the notice")
    else:
        folder = options.typed(path.parent)
        typer.echo(
            f"  notices batch --base {options.typed(base)} --profiles {folder} …"
        )


def _build(path: Path, register: Path) -> None:
    from notices.cli.asking import yes_or_no
    from notices.cli.build import build_each
    from notices.publish.publish import Publisher

    order = options.order_of(
        on=None,
        out=Path("out"),
        kinds=None,
        formats=None,
        wording=None,
        draft=False,
        accept_unanswered=False,
        register=register,
    )
    built, failed = build_each(Publisher.prepare(order), [path], quiet=False)
    for one in built:
        if one.lacking:
            typer.echo(one.lacking, err=True)
    if failed or not built:
        raise typer.Exit(FOUND)
    page = built[0].folder / f"{built[0].record['notice']}.html"
    if page.is_file() and yes_or_no(f"Open {page} in your browser?"):
        typer.launch(page.absolute().as_uri())


def _refuse_with_la(urn: int | None, base: Path | None) -> None:
    if urn is not None or base is not None:
        raise UsageError(
            "--la starts a project for all schools of an authority; "
            "--urn and --base are for one school.\n"
            "  To mend: leave out one of them."
        )


def _authority(code: str, folder: Path | None, register: Path | None) -> None:
    from notices.catalogue import load_catalogue
    from notices.interview.authority import project
    from notices.organisation.organisation import slug_of
    from notices.organisation.register import load_register
    from notices.publish.write import write_whole

    known = load_register(register)
    authority = known.authority(code)
    if authority is None:
        raise NoticesError(
            f"--la: the register has no authority {code}.\n"
            "  An authority is known by its three digits, such as 391.\n"
            "  To mend: notices register search TOWN shows schools of the area; "
            "notices register show URN says their authority's code."
        )
    folder = folder or Path(slug_of(authority.name))
    texts = project(authority, known, load_catalogue())
    files = {folder / name: text.encode() for name, text in texts.items()}
    there = [path for path in files if path.exists()]
    if there:
        raise NoticesError(
            "\n\n".join(
                f"{path}: it is there already, and would be replaced.\n"
                "  To mend: move it, or name another folder: "
                f"notices init --la {code} FOLDER."
                for path in there
            )
        )
    write_whole(files)
    for path in files:
        typer.echo(path.as_posix())
    typer.echo(f"\nNext: read {(folder / 'README.md').as_posix()}")
