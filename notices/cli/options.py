"""The options that commands share, each defined once."""

import os
import shlex
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from pathlib import Path
from subprocess import list2cmdline
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli.clock import today
from notices.errors import NoticesError, did_you_mean

if TYPE_CHECKING:
    from notices.catalogue import Catalogue
    from notices.publish.order import Order


FOUND, USAGE, NOTHING_DONE = 1, 2, 3
"""Exit codes besides 0: done, with findings · wrong usage · nothing done."""
STOPPED = 130
"""What a shell expects of a command that Ctrl-C ended."""


class UsageError(NoticesError):
    """An option says something that it cannot mean."""


def day_of(option: str) -> Callable[[str], date]:
    """Return what reads the day that *option* gives, as 2026-09-01."""

    def parse(value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise UsageError(
                f'{option}: "{value}" is not a day.\n  To mend: write it as 2026-09-01.'
            ) from None

    return parse


def urn_of(value: str) -> int:
    """Read the number that the register gives a school."""
    if not (value.isascii() and value.isdecimal() and len(value) < 10):
        raise UsageError(
            f'"{value}" is not a URN, which is a number such as 108427.\n'
            "  To mend: notices register search NAME finds it."
        )
    return int(value)


def words_of(values: list[str] | None) -> tuple[str, ...]:
    """Split what was given with commas, repeated, or both."""
    words = (word.strip() for value in values or () for word in value.split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def typed(path: Path) -> str:
    """Return a path as somebody types it in a command: in quotes if it needs them."""
    if os.name == "nt":
        return list2cmdline([str(path)])
    return shlex.quote(str(path))


def assumed(assume: list[str] | None) -> Mapping[str, date]:
    """Return the day on which each entry is assumed to begin."""
    begun = {}
    for one in assume or ():
        key, _, day = one.partition("=")
        if not day:
            raise UsageError(
                f'--assume: "{one}" names no day.\n  To mend: write {one}=2027-09-01.'
            )
        begun[key] = day_of("--assume")(day)
    return begun


On = Annotated[
    date | None,
    typer.Option(
        "--on",
        parser=day_of("--on"),
        metavar="DAY",
        help="The day whose law to show, as 2026-09-01. Today, if not given.",
    ),
]
Wording = Annotated[
    list[Path] | None,
    typer.Option(
        "--wording",
        metavar="FOLDER",
        help="A wording set of your own, laid over the one that ships. Repeatable.",
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--notice",
        metavar="NAMES",
        help="Which notices, with commas or repeated. All that the profile asks for.",
    ),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="FORMATS",
        help="md, html, pdf, docx, odt or txt, with commas or repeated. "
        "The first three, if not given.",
    ),
]
Editions = Annotated[
    list[str] | None,
    typer.Option(
        "--edition",
        metavar="NAMES",
        help="full, summary, ages-5-8, ages-9-11, ages-12-15, ages-16-plus or snippet, "
        "with commas or repeated; all makes those that fit the ages. "
        "full, if not given.",
    ),
]
LargePrint = Annotated[
    bool, typer.Option("--large-print", help="Make each PDF in large print too.")
]
Out = Annotated[
    Path,
    typer.Option(
        "--out", metavar="FOLDER", help="Where to write: one folder an organisation."
    ),
]
RegisterFolder = Annotated[
    Path | None,
    typer.Option(
        "--register",
        metavar="FOLDER",
        envvar="NOTICES_REGISTER",
        help="A newer school register, made by notices register update.",
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print data for programs instead of text.")
]
Base = Annotated[
    Path | None,
    typer.Option(
        "--base",
        metavar="PROFILE",
        help="What a table's or the register's schools share.",
    ),
]
Authority = Annotated[
    str,
    typer.Option(
        "--la", metavar="NUMBER", help="Of the register, only this authority's: 391."
    ),
]
Assume = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="KEY=DAY",
        help="Treat an expected entry as begun on a day. Repeatable.",
    ),
]
Draft = Annotated[
    bool,
    typer.Option("--draft", help="Leave marked blanks where particulars are missing."),
]
Keep = Annotated[
    bool,
    typer.Option(
        "--keep",
        help="Keep what was composed, for notices compare built:FOLDER.",
    ),
]
AcceptUnanswered = Annotated[
    bool,
    typer.Option(
        "--accept-unanswered",
        help="Make no draft only because questions were not answered.",
    ),
]


def order_of(
    *,
    on: date | None,
    out: Path,
    kinds: list[str] | None,
    formats: list[str] | None,
    editions: list[str] | None = None,
    large_print: bool = False,
    wording: list[Path] | None,
    draft: bool,
    accept_unanswered: bool,
    keep: bool = False,
    require_approval: bool = False,
    register: Path | None = None,
) -> "Order":
    """Return what is ordered by the options that `build` and `batch` share."""
    from notices.compose.editions import check_editions
    from notices.publish.order import Order
    from notices.vocabulary.lists import FULL

    return Order(
        on=on or today(),
        today=today(),
        out=out,
        kinds=words_of(kinds),
        formats=words_of(formats),
        editions=check_editions(words_of(editions) or (FULL,)),
        large_print=large_print,
        wording=tuple(wording or ()),
        register=register,
        draft=draft,
        accept_unanswered=accept_unanswered,
        keep=keep,
        require_approval=require_approval,
    )


def wording_set(
    folders: Iterable[Path] | None,
) -> "tuple[Catalogue, tuple[Path, ...], tuple[Path, ...]]":
    """Return what ships with wording sets laid over it.

    The catalogue; then the `data` folders and the `templates` folders of the sets.
    """
    from notices.catalogue import load_catalogue
    from notices.compose.overlay import wording_folders

    data, templates = wording_folders(tuple(folders or ()))
    return load_catalogue(*data), data, templates


def check_one_of(option: str, word: str, known: Collection[str]) -> None:
    """Raise UsageError, with the nearest, for a word that an option does not take."""
    if word and word not in known:
        mend = did_you_mean(word, known, f"write {', '.join(known)}.")
        raise UsageError(f'{option}: "{word}" is not known.\n  To mend: {mend}')


def warn_of_older_sets(folders: tuple[Path, ...]) -> None:
    """Say which wording sets were made for an older version, if that matters."""
    from notices.publish.own.update import told_behind

    for folder in folders:
        if sentence := told_behind(folder):
            typer.echo(sentence, err=True)
