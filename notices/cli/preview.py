"""`notices preview`: notices in the browser, anew with each file that is saved."""

from pathlib import Path
from typing import Annotated

import typer

from notices.cli import options
from notices.cli.clock import today
from notices.cli.misuse import REGISTER
from notices.errors import NoticesError

_LACKING = (
    "The preview needs libraries that are not installed here.\n"
    '  To mend: pip install "notices[preview]"'
)


def preview(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PROFILE|TABLE|register...]",
            help="Whose notices: profiles (TOML), tables, or register for every "
            "school of it. The examples, if not given.",
        ),
    ] = None,
    against: Annotated[
        str,
        typer.Option(
            metavar="OLD",
            help="Show what changes against a day (2026-06-18), git:REVISION, "
            "a wording folder, or built:FOLDER.",
        ),
    ] = "",
    base: options.Base = None,
    la: options.Authority = "",
    assume: options.Assume = None,
    on: options.On = None,
    notice: options.Kinds = None,
    wording: options.Wording = None,
    register: options.RegisterFolder = None,
    draft: options.Draft = False,
    accept_unanswered: options.AcceptUnanswered = False,
    port: Annotated[
        int,
        typer.Option(
            metavar="NUMBER",
            min=1024,
            max=65535,
            help="Where to listen; the next, if that is in use.",
        ),
    ] = 8600,
    is_opened: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the browser.")
    ] = True,
) -> None:
    """Show notices in the browser as they would be published, what changes, and why.

    Saving a file of the law, the wording or a profile shows there at once.  Only this
    machine can look at it.  Ctrl-C ends it.
    """
    try:
        from notices.preview.server import run
    except ModuleNotFoundError as error:
        if str(error.name).startswith("notices"):
            raise  # a mistake of ours
        raise NoticesError(_LACKING) from error
    from notices.compare.opening import named
    from notices.compare.whom import examples
    from notices.preview.asked import Brief
    from notices.publish.batch.tasks import EVERY

    if against:
        named(against, today())  # which tells at once of a side that is none
    named_ones = sources or ([] if la else list(examples()))
    is_register = Path(REGISTER) in named_ones
    schools = la or (EVERY if is_register else "")
    brief = Brief(
        sources=tuple(one for one in named_ones if one != Path(REGISTER)),
        la=schools,
        on=on or today(),
        today=today(),
        root=Path.cwd(),
        against=against,
        base=base,
        kinds=options.words_of(notice),
        wording=tuple(wording or ()),
        register=register,
        # The register knows no e-mail address, which every notice has to give.
        draft=draft or bool(schools and not base),
        accept_unanswered=accept_unanswered,
        assumed=options.assumed(assume),
    )

    def ready(address: str) -> None:
        typer.echo(f"Preview at {address}  Ctrl-C ends it.")
        if is_opened:
            typer.launch(address)

    run(brief, port, ready)
