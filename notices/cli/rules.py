"""`notices rules`: what a check looks for, and what a rule means."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.table import print_json, print_table

if TYPE_CHECKING:
    from notices.check.rulebook import Ready, Rulebook


def rules(
    code: Annotated[
        str,
        typer.Argument(
            metavar="[CODE]",
            help="A code or a name, such as A13-04; or the letters of a family, LB.",
        ),
    ] = "",
    wording: options.Wording = None,
    as_json: options.AsJson = False,
) -> None:
    """List the rules of a check, or tell of one: why, an example, how to mend it."""
    from notices.check.rulebook import chosen

    book = _book(tuple(wording or ()))
    wanted = chosen(book, (code,) if code else (), ())
    found = [one for name, one in book.rules.items() if name in wanted]
    if as_json:
        print_json([_data(ready) for ready in found])
    elif len(found) == 1:
        for line in _whole(found[0], book):
            typer.echo(line)
    else:
        print_table(
            ("Code", "Name", "Severity", "Title"),
            [
                (one.rule.code, one.name, one.rule.severity, one.rule.title)
                for one in found
            ],
        )


def _book(wording: tuple[Path, ...]) -> "Rulebook":
    from notices.check.load import load_rulebook

    catalogue, data, _ = options.wording_set(wording)
    return load_rulebook(catalogue, *data)


def _data(ready: "Ready") -> dict[str, object]:
    return {
        "name": ready.name,
        **ready.rule.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }


def _whole(ready: "Ready", book: "Rulebook") -> list[str]:
    from notices.check.about import about

    return [f"{name}: {said}" for name, said in about(ready, book)]
