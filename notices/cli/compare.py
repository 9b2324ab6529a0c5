"""`notices compare`: what changes between two states of law and wording, for whom."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from notices.cli import options
from notices.cli.clock import today
from notices.cli.comparison import FORMATS, print_comparison, written
from notices.cli.misuse import REGISTER, check_asked, check_class, check_kinds, is_many
from notices.cli.options import FOUND, UsageError
from notices.errors import NoticesError

if TYPE_CHECKING:
    from contextlib import ExitStack

    from notices.compare.comparison import Comparison, Failed
    from notices.compare.estate import Subject
    from notices.compare.grade import Grade
    from notices.compare.opening import Named
    from notices.compare.side import Composed
    from notices.compare.whom import AskedFor, Side, Whom


_ONLY_FULL = "Only full notices are compared; --edition all adds the others."


def compare(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="A day (2026-06-18, today), git:REVISION, a wording folder, "
            "or built:FOLDER.",
        ),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    whose: Annotated[
        list[str] | None,
        typer.Option(
            "--for",
            metavar="WHOM",
            help="A profile, a table, or register for every school of it. Repeatable. "
            "The examples, if not given.",
        ),
    ] = None,
    base: options.Base = None,
    la: Annotated[
        str,
        typer.Option(
            metavar="NUMBER",
            help="Of the register or a table, only this authority's: 391.",
        ),
    ] = "",
    assume: options.Assume = None,
    fail_on: Annotated[
        str,
        typer.Option(
            metavar="CLASS",
            help="Exit with 1 for a change of this class or a graver one that nobody "
            "reviewed: material or wording.",
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write it as .md, .html, .json and .docx."),
    ] = None,
    reviewed: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="Record in --out that this person reviewed it, today."
        ),
    ] = "",
    change: Annotated[
        list[str] | None,
        typer.Option(metavar="IDS", help="Only these changes were reviewed."),
    ] = None,
    on: options.On = None,
    notice: options.Kinds = None,
    edition: options.Editions = None,
    formats: options.Formats = None,
    wording: options.Wording = None,
    register: options.RegisterFolder = None,
    as_json: options.AsJson = False,
) -> None:
    """Tell what changes between two states of law and wording, and for whom.

    Facts first, then words.  Each change has a class: material, if a fact changed;
    wording, if words did; layout, if only spaces and marks did.  A side that is no day
    shows the other side's day.
    """
    from contextlib import ExitStack

    from notices.compare.whom import AskedFor
    from notices.compose.editions import check_editions
    from notices.vocabulary.lists import FULL

    check_class(fail_on, options.words_of(formats), reviewed=reviewed, out=out)
    check_asked(whose, change, reviewed=reviewed, base=base, la=la)
    with ExitStack() as clearing:
        comparison = _compared(
            _sides(old, new, on),
            options.words_of(whose),
            AskedFor(
                kinds=options.words_of(notice),
                editions=check_editions(options.words_of(edition) or (FULL,)),
            ),
            notes=() if edition else (_ONLY_FULL,),
            overlays=tuple(wording or ()),
            register=register,
            assumed=options.assumed(assume),
            base=base,
            la=la,
            clearing=clearing,
        )
    _check_done(comparison)
    if out is not None:
        comparison = written(
            comparison,
            out,
            options.words_of(formats) or FORMATS,
            reviewed=reviewed,
            ids=options.words_of(change),
        )
    print_comparison(comparison, as_json=as_json)
    _exit(comparison, fail_on)


def _sides(
    old: str, new: str, on: date | None
) -> tuple[tuple["Named", date], tuple["Named", date]]:
    """Return both sides, each with its day: its own, the other's, --on, or today.

    Raises UsageError for a day beside --on, which would be another's.
    """
    from notices.compare.opening import named

    first, second = named(old, today()), named(new, today())
    for side in (first, second):
        if on is not None and side.day not in {None, on}:
            raise UsageError(
                f'"{side.text}" is a day, and --on asks for another: {on}.\n'
                f"  To mend: leave --on out, or write {on} in place of {side.text}."
            )
    usual = on or first.day or second.day or today()
    return (first, first.day or usual), (second, second.day or usual)


def _compared(
    sides: tuple[tuple["Named", date], tuple["Named", date]],
    whose: tuple[str, ...],
    asked: "AskedFor",
    *,
    overlays: tuple[Path, ...],
    register: Path | None,
    assumed: Mapping[str, date],
    base: Path | None,
    la: str,
    notes: tuple[str, ...],
    clearing: "ExitStack",
) -> "Comparison":
    from notices.compare.beside import beside
    from notices.compare.estate import Between
    from notices.compare.estate import compare as compare_estate
    from notices.compare.opening import Opening, beyond, uncommitted_files
    from notices.compare.side import Kept
    from notices.compare.whom import built_subjects, subjects
    from notices.organisation.register import load_register

    opening = Opening(
        register=load_register(register),
        root=Path.cwd(),
        overlays=overlays,
        assumed=assumed,
        clearing=clearing,
    )
    opened = opening.open_both(*sides)
    composed = opening.composing(opened, sides[1][1])
    check_kinds(asked.kinds, composed.catalogue, opened)
    old_side, new_side = opened
    if isinstance(old_side, Kept) and isinstance(new_side, Kept) and not whose:
        found: Iterator[Subject | Failed] = built_subjects(old_side, new_side, asked)
    else:
        _check_whose(opened, whose, la)
        whom = _whom(whose, composed, base=base, la=la)
        found = subjects(whom, opened, composed, asked)
    (old, then), (new, now) = sides
    last = max(then, now)
    profiles = [Path(one) for one in (*whose, *([base] if base else ()))]
    between = Between(
        old=old.in_words(then),
        new=new.in_words(now),
        on=last,
        catalogue=composed.catalogue,
        assumed=assumed,
        notes=(
            *notes,
            *uncommitted_files((old, new), Path.cwd()),
            *beyond(last, composed.catalogue),
        ),
        beside=tuple(beside(opened, (old, new), profiles, after=last, root=Path.cwd())),
    )
    return compare_estate(found, between)


def _check_whose(sides: tuple["Side", "Side"], whose: tuple[str, ...], la: str) -> None:
    from notices.compare.side import Kept

    if any(isinstance(side, Kept) for side in sides) and not (whose or la):
        raise UsageError(
            "Nothing says whose notices to compare with those that were built.\n"
            "  To mend: name their profiles, or their table, with --for."
        )


def _whom(
    whose: tuple[str, ...], composed: "Composed", *, base: Path | None, la: str
) -> Iterator["Whom | Failed"]:
    """Yield whose notices to compare."""
    from notices.compare.whom import examples, profile

    for one in whose or ((REGISTER,) if la else tuple(map(str, examples()))):
        path = Path(one)
        if is_many(one):
            yield from _many(one, composed, base=base, la=la)
        else:
            yield profile(path)


def _many(
    source: str, composed: "Composed", *, base: Path | None, la: str
) -> Iterator["Whom | Failed"]:
    from functools import partial

    from notices.compare.comparison import Failed
    from notices.compare.whom import Whom, alike
    from notices.organisation.table import Wanted
    from notices.publish.batch.tasks import EVERY, Planner

    planner = Planner(
        vocabulary=composed.catalogue.vocabulary,
        register=composed.register,
        wanted=Wanted(la="" if la == EVERY else la),
        base=base,
        profiles=None,
    )
    if source == REGISTER:
        plan = planner.from_register(la)
        named = (
            (task.label, task.row.urn, partial(task.layers, plan.base))
            for task in plan.tasks
        )
        yield from alike(named, composed.register)
        return
    plan = planner.from_table(Path(source), source)
    for one in plan.left_out:
        typer.echo(one.sentence, err=True)
    yield from (Failed(label=one.label, fault=one.fault) for one in plan.failed)
    for task in plan.tasks:
        yield Whom(layers=task.layers(plan.base))


def _check_done(comparison: "Comparison") -> None:
    """Raise NoticesError where not one notice could be compared."""
    if comparison.notices == 0:
        raise NoticesError(
            "None of these organisations issues such a notice.\n"
            "  To mend: name another with --notice or --edition, or others with --for."
        )
    if sum(one.notices for one in comparison.failed) == comparison.notices:
        faults = dict.fromkeys(one.fault for one in comparison.failed)
        raise NoticesError("\n\n".join(faults))


def _exit(comparison: "Comparison", fail_on: str) -> None:
    grade: Grade = "material" if fail_on == "material" else "wording"
    failed = any(not one.neither for one in comparison.failed)
    if failed or (fail_on and comparison.has(grade)):
        raise typer.Exit(FOUND)
