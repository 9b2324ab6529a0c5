"""Assemble the commands, and say what went wrong in one place."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from notices import __version__
from notices.cli import (
    batch,
    build,
    catalogue,
    check,
    compare,
    explain,
    init,
    preview,
    register,
    rules,
    schema,
    wording,
)
from notices.cli.options import FOUND, NOTHING_DONE, USAGE, UsageError
from notices.errors import MissingError, NoticesError

app = typer.Typer(
    name="notices",
    help="Make privacy notices for schools and local authorities in England.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init")(init.init)
app.command("build")(build.build)
app.command("batch")(batch.batch)
app.command("check")(check.check)
app.command("rules")(rules.rules)
app.command("compare")(compare.compare)
app.command("explain")(explain.explain)
app.command("schema")(schema.schema)
app.command("preview")(preview.preview)
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(wording.app, name="wording")
app.add_typer(register.app, name="register")


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"notices {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda value: _version(wanted=value),
            is_eager=True,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    pass


def _write_utf_8() -> None:
    """Write files and pipes in UTF-8: Windows has a code page that lacks our signs."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors=stream.errors)


def main() -> None:
    """Run the command line; a fault that a user can mend is told, never traced."""
    _write_utf_8()
    try:
        app(prog_name="notices")
    except UsageError as error:
        typer.echo(str(error), err=True)
        sys.exit(USAGE)
    except MissingError as error:
        typer.echo(str(error), err=True)
        sys.exit(FOUND)
    except NoticesError as error:
        typer.echo(str(error), err=True)
        sys.exit(NOTHING_DONE)
