"""`notices catalogue`: ask who uses what, under which law."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from notices.cli import options
from notices.cli.clock import today
from notices.cli.table import print_csv, print_json, print_table

if TYPE_CHECKING:
    from notices.catalogue import Catalogue
    from notices.catalogue.ask import Shown
    from notices.catalogue.changes import Change

app = typer.Typer(
    help="Ask the catalogue: who uses what, why, under which law, since when.",
    no_args_is_help=True,
)
AsCsv = Annotated[bool, typer.Option("--csv", help="Print rows for a spreadsheet.")]


@app.command()
def show(
    key: Annotated[str, typer.Argument(help="A key, such as school-census.")],
    on: options.On = None,
    wording: options.Wording = None,
    as_json: options.AsJson = False,
) -> None:
    """Show everything that is written of a key, with its history."""
    from notices.catalogue.ask import show as show_key
    from notices.compare.fates import Registry

    catalogue, on = _catalogue(wording), on or today()
    found = show_key(catalogue, key, on)
    if as_json:
        print_json([asdict(thing) for thing in found])
        return
    for thing in found:
        _print_whole(thing)
        fate = Registry(catalogue.bodies, on).fate(thing.key)
        if thing.kind == "bodies" and fate:
            typer.echo(f"On this day: {fate}\n")


@app.command()
def search(
    words: Annotated[
        list[str] | None, typer.Argument(help="Words to look for; all count.")
    ] = None,
    recipient: Annotated[
        str, typer.Option(metavar="KEY", help="Who receives: a key of a body.")
    ] = "",
    purpose: Annotated[
        str, typer.Option(metavar="KEY", help="What for: a key of a purpose.")
    ] = "",
    law: Annotated[
        str,
        typer.Option(metavar="LAW", help="What rests on it: a key, or just s537A."),
    ] = "",
    notice: Annotated[
        str, typer.Option(metavar="NAME", help="Told in this notice.")
    ] = "",
    page: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER",
            help="Named by the Department's page of 2011 (1) or of 2015 (2).",
        ),
    ] = None,
    on: options.On = None,
    wording: options.Wording = None,
    as_json: options.AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what has all the words, and all that is asked for besides."""
    from notices.catalogue.ask import Query
    from notices.catalogue.ask import search as search_catalogue

    asked = Query(
        words=" ".join(words or ()),
        recipient=recipient,
        purpose=purpose,
        law=law,
        notice=notice,
        page=page,
    )
    found = search_catalogue(_catalogue(wording), asked, on or today())
    if as_json:
        print_json([asdict(thing) for thing in found])
        return
    rows = [
        (
            thing.kind,
            thing.key,
            thing.title,
            str(thing.entries[thing.current or 0].get("to", "")),
            "no" if thing.current is None else "yes",
        )
        for thing in found
    ]
    _print_rows(("Kind", "Key", "Title", "To", "Holds"), rows, as_csv=as_csv)


@app.command()
def changes(
    between: Annotated[
        tuple[date, date],
        typer.Option(
            parser=options.day_of("--between"),
            metavar="DAY DAY",
            help="Two days, as 2012-03-31 2012-04-01.",
        ),
    ],
    wording: options.Wording = None,
    as_json: options.AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what began, ended or changed between two days."""
    from notices.catalogue.changes import changes as changes_between

    found = list(changes_between(_catalogue(wording), *sorted(between)))
    if as_json:
        print_json([asdict(change) for change in found])
        return
    rows = [
        (change.what, change.kind, change.key, change.title, _detail(change))
        for change in found
    ]
    _print_rows(("What", "Kind", "Key", "Title", "How"), rows, as_csv=as_csv)


@app.command()
def doubtful(
    on: options.On = None,
    wording: options.Wording = None,
    as_json: options.AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what is not sure: unknown days, law not read, what others told."""
    from notices.catalogue.doubts import doubtful as doubts_on

    _print_doubts(doubts_on(_catalogue(wording), on or today()), as_json, as_csv)


@app.command()
def stale(
    days: Annotated[int, typer.Argument(min=0, metavar="DAYS", help="How many days.")],
    on: options.On = None,
    wording: options.Wording = None,
    as_json: options.AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what nobody has checked for more than so many days."""
    from notices.catalogue.doubts import stale as stale_on

    found = stale_on(_catalogue(wording), on or today(), days)
    _print_doubts(found, as_json, as_csv)


def _catalogue(wording: list[Path] | None) -> "Catalogue":
    catalogue, *_ = options.wording_set(wording)
    return catalogue


def _print_doubts(found: Iterable[Any], as_json: bool, as_csv: bool) -> None:
    doubts = list(found)
    if as_json:
        print_json([asdict(doubt) for doubt in doubts])
        return
    rows = [(one.kind, one.key, one.title, one.doubt, one.place) for one in doubts]
    _print_rows(("Kind", "Key", "Title", "Doubt", "Where"), rows, as_csv=as_csv)


def _print_rows(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, as_csv: bool
) -> None:
    if as_csv:
        print_csv(headings, rows)
        return
    if rows:
        print_table(headings, rows)
    typer.echo(f"{len(rows)} found.", err=True)


def _detail(change: "Change") -> str:
    if change.fields:
        return "; ".join(
            f"{name}: {_in_words(old)} → {_in_words(new)}"
            for name, (old, new) in change.fields.items()
        )
    return change.why


def _print_whole(thing: "Shown") -> None:
    typer.echo(f"{thing.kind}/{thing.key}: {thing.title}")
    before: Mapping[str, Any] = {}
    for index, entry in enumerate(thing.entries):
        place = thing.places[index] if thing.places else ""
        holds = "holds on this day" if index == thing.current and place else ""
        typer.echo("\n" + "  ".join(word for word in (place, holds) if word))
        for name, value in entry.items():
            # An entry says what changed; the rest stands in the one before.
            if before.get(name) != value:
                typer.echo(f"  {name}: {_in_words(value)}")
        before = entry
    typer.echo("")


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_in_words(inner)}" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(_in_words(inner) for inner in value)
    return "nothing" if value is None else " ".join(str(value).split())
