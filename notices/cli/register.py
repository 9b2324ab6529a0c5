"""`notices register`: what the school register knows."""

import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from notices.cli import options
from notices.dated import in_words
from notices.errors import NoticesError

app = typer.Typer(
    help="Look a school up in the register that ships.", no_args_is_help=True
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
        typer.echo(json.dumps(asdict(school), ensure_ascii=False, indent=2))
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
