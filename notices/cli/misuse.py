"""Refuse options of `notices compare` that mean nothing, or would be ignored."""

from pathlib import Path
from typing import TYPE_CHECKING

from notices.cli import options
from notices.cli.comparison import FORMATS
from notices.cli.options import UsageError

if TYPE_CHECKING:
    from notices.catalogue import Catalogue
    from notices.compare.whom import Side

REGISTER = "register"
"""What `--for` names for every school of the register."""


def check_class(
    fail_on: str, formats: tuple[str, ...], *, reviewed: str, out: Path | None
) -> None:
    """Raise UsageError for a class or a form that there is not, or with no folder."""
    options.check_one_of("--fail-on", fail_on, ("material", "wording"))
    for form in formats:
        options.check_one_of("--format", form, FORMATS)
    if (reviewed or formats) and out is None:
        option = "--reviewed" if reviewed else "--format"
        raise UsageError(
            f"{option}: nothing says where to write.\n"
            "  To mend: name a folder with --out."
        )


def check_asked(
    whose: list[str] | None,
    change: list[str] | None,
    *,
    reviewed: str,
    base: Path | None,
    la: str,
) -> None:
    """Raise UsageError for what would be ignored, and so would mislead."""
    named = options.words_of(whose)
    if whose is not None and not named:
        raise UsageError(
            "--for: it names nobody.\n"
            "  To mend: name a profile, a table or register, or leave --for out: "
            "then the examples are compared."
        )
    if change and not reviewed:
        raise UsageError(
            "--change: it says what was reviewed, and nothing says who did.\n"
            '  To mend: add --reviewed "NAME".'
        )
    if la and named and not any(map(is_many, named)):
        raise UsageError(
            "--la: it takes one authority's schools from a table or the register, and "
            "--for names neither.\n"
            "  To mend: leave it out, or add --for register."
        )
    if base is not None and not la and not any(map(is_many, named)):
        raise UsageError(
            "--base: it is what the schools of a table or of the register share, "
            "and --for names neither.\n"
            "  To mend: leave it out; a profile names what it shares with extends."
        )


def is_many(whose: str) -> bool:
    """Say whether `--for` names a table, or the register."""
    from notices.organisation.table import is_table

    return whose == REGISTER or is_table(Path(whose))


def check_kinds(
    kinds: tuple[str, ...], catalogue: "Catalogue", sides: tuple["Side", "Side"]
) -> None:
    """Raise UsageError, with the nearest, for a notice that there is not.

    A folder that was built may keep one that another wording set made.
    """
    from notices.compare.side import Kept, edition_named

    built = (side.notices for side in sides if isinstance(side, Kept))
    kept = (edition_named(name)[0] for notices in built for _, name in notices)
    known = tuple(dict.fromkeys((*catalogue.notices, *kept)))
    for kind in kinds:
        options.check_one_of("--notice", kind, known)
