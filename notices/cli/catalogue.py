"""`notices catalogue`: ask who uses what, under which law."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from notices.cli import options
from notices.cli.clock import today

if TYPE_CHECKING:
    from notices.catalogue.ask import Shown

app = typer.Typer(
    help="Ask the catalogue: who uses what, why, under which law, since when.",
    no_args_is_help=True,
)


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="A key, such as school-census.")],
    on: options.On = None,
    wording: options.Wording = None,
    as_json: options.AsJson = False,
) -> None:
    """Show everything that is written of a key, with its history."""
    from notices.catalogue.ask import show as show_key

    found = show_key(_catalogue(wording), key, on or today())
    if as_json:
        _print_json(found)
        return
    for thing in found:
        _print_whole(thing)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words to look for; all count.")],
    on: options.On = None,
    wording: options.Wording = None,
    as_json: options.AsJson = False,
) -> None:
    """List the keys whose texts hold all the words."""
    from notices.catalogue.ask import search as search_words
    from notices.cli.table import print_table

    found = search_words(_catalogue(wording), " ".join(words), on or today())
    if as_json:
        _print_json(found)
        return
    rows = [
        (thing.kind, thing.key, thing.title, "" if thing.current is not None else "no")
        for thing in found
    ]
    print_table(("Kind", "Key", "Title", "Holds"), rows)
    typer.echo(f"{len(found)} found.", err=True)


def _catalogue(wording: Iterable[Any] | None) -> Any:
    from notices.catalogue import load_catalogue
    from notices.publish.publish import wording_folders

    data, _ = wording_folders(tuple(wording or ()))
    return load_catalogue(*data)


def _print_json(found: "Iterable[Shown]") -> None:
    things = [asdict(thing) for thing in found]
    typer.echo(json.dumps(things, ensure_ascii=False, indent=2))


def _print_whole(thing: "Shown") -> None:
    typer.echo(f"{thing.kind}/{thing.key}: {thing.title}")
    for index, entry in enumerate(thing.entries):
        place = thing.places[index] if thing.places else ""
        holds = "holds on this day" if index == thing.current and place else ""
        typer.echo("\n" + "  ".join(word for word in (place, holds) if word))
        for name, value in entry.items():
            typer.echo(f"  {name}: {_in_words(value)}")
    typer.echo("")


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_in_words(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_in_words(inner) for inner in value)
    return " ".join(str(value).split())
