"""What changes against another state: for one notice, and for everybody."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from notices.compare import tell
from notices.compare.comparison import Comparison, Failed
from notices.compare.estate import Between, Subject, compare
from notices.compare.opening import Opening, named, uncommitted_files
from notices.compare.page import as_page
from notices.compare.seen import Seen
from notices.compare.side import Composed, Kept
from notices.compare.whom import AskedFor, Side, Whom, alike, subjects
from notices.dated import in_words
from notices.errors import NoticesError
from notices.preview.asked import Asked, WhatIf
from notices.preview.workshop import Workshop, make_room


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Notices that change alike."""

    kind: str
    count: int
    changes: tuple[tuple[str, str], ...]
    """Each change's title, and its class in words."""
    differs: tuple[str, ...]
    """Why it is not as the largest group."""
    members: tuple[tuple[str, str], ...]
    """Each one's name in addresses, and its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What changes for everybody."""

    heading: str
    summary: tuple[str, ...]
    groups: tuple[Alike, ...]
    failed: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    old: Side
    new: Composed
    between: Between
    is_what_if: bool
    """The old side is the same day and law without the "what if"."""


def changes(workshop: Workshop, asked: Asked) -> bytes:
    """Return the page that tells what changes in one notice.

    Raises NoticesError where nothing says what to compare with.
    """
    sides = _sides(workshop, asked)
    return as_page(compare([_subject(workshop, asked, sides)], sides.between)).encode()


def overview(workshop: Workshop, asked: Asked) -> Overview:
    """Return what changes for everybody; raise NoticesError as *changes* does."""
    sides = _sides(workshop, asked)
    whom = list(_everybody(workshop, asked))
    kinds = AskedFor(kinds=workshop.brief.kinds)
    found = subjects(whom, (sides.old, sides.new), sides.new, kinds)
    comparison = compare(found, sides.between)
    ids = {one.label: one.id for one in workshop.members.values()}
    return Overview(
        heading=tell.heading(comparison),
        summary=tuple(tell.summary(comparison)),
        groups=tuple(_groups(comparison, ids)),
        failed=tuple((one.label, one.fault) for one in comparison.failed),
    )


def _groups(comparison: Comparison, ids: dict[str, str]) -> Iterator[Alike]:
    for group in comparison.groups:
        found = (comparison.by_id[key] for key in group.changes)
        _, *differs = tell.group_of(group, comparison)
        yield Alike(
            kind=group.kind,
            count=len(group.members),
            changes=tuple((tell.title_of(one), tell.graded(one)) for one in found),
            differs=tuple(differs),
            members=tuple((ids[label], label) for label in group.members),
        )


def _everybody(workshop: Workshop, asked: Asked) -> Iterator[Whom | Failed]:
    members = workshop.members.values()
    of_register = [
        (one.label, one.urn, partial(workshop.layers, replace(asked, who=one.id)))
        for one in members
        if one.urn
    ]
    if of_register:
        yield from alike(of_register, workshop.publisher.register)
    for one in (one for one in members if not one.urn):
        try:
            layers = workshop.layers(replace(asked, who=one.id))
        except NoticesError as error:
            yield Failed(label=one.label, fault=str(error))
        else:
            yield Whom(layers=layers, members=(one.label,))


def _subject(workshop: Workshop, asked: Asked, sides: _Sides) -> Subject:
    layers = workshop.layers(asked)
    before = layers
    if asked.what_if != workshop.brief.usual:
        before = workshop.layers(replace(asked, what_if=WhatIf()))
    old = sides.old
    if isinstance(old, Kept):
        folder = sides.new.organisation(layers).folder
        teller: Callable[[], Seen | None] = partial(old.seen, folder, asked.kind)
    else:
        teller = partial(old.seen, before, asked.kind)
    return Subject(
        kind=asked.kind,
        members=(workshop.members[asked.who].label,),
        old=teller,
        new=partial(sides.new.seen, layers, asked.kind),
        why_not=partial(sides.new.why_not, layers, asked.kind),
    )


def _sides(workshop: Workshop, asked: Asked) -> _Sides:
    brief, what_if = workshop.brief, asked.what_if
    new = Composed(
        label=in_words(asked.on),
        on=asked.on,
        catalogue=workshop.catalogue(what_if),
        templates=workshop.publisher.templates,
        register=workshop.publisher.register,
    )
    against = asked.against.isoformat() if asked.against else brief.against
    is_what_if = not against and what_if != brief.usual
    if is_what_if:
        old: Side = _without(workshop, new)
        label, then = "what the profile says", asked.on
    elif against:
        old, label, then = _opened(workshop, new, against, asked)
    else:
        raise NoticesError(
            "Nothing says what to compare with.\n"
            "  To mend: choose a day to compare with, "
            "or start with --against and a day, git:HEAD or a wording folder."
        )
    if isinstance(old, Kept):
        new = replace(new, as_issued=False)
    between = Between(
        old=label,
        new="what if" if what_if != brief.usual else new.label,
        on=max(then, asked.on),
        catalogue=new.catalogue,
        assumed=dict(what_if.assumed),
        notes=uncommitted_files((named(against, brief.today),) * 2, brief.root)
        if against
        else (),
    )
    return _Sides(old=old, new=new, between=between, is_what_if=is_what_if)


def _without(workshop: Workshop, new: Composed) -> Composed:
    """Return the side without the "what if"; each profile goes by its own words."""
    usual = workshop.catalogue(workshop.brief.usual)
    return replace(new, label="what the profile says", catalogue=usual)


def _opened(
    workshop: Workshop, new: Composed, against: str, asked: Asked
) -> tuple[Side, str, date]:
    """Return the other side, what a reader calls it, and its day.

    The last few stay open; `git:` leaves a folder that lasts as long as this process.
    """
    brief = workshop.brief
    side = named(against, brief.today)
    then = side.day or asked.on
    label = side.in_words(then)
    if side.day:
        return replace(new, on=then, label=label), label, then
    key = (against, then, asked.what_if.assumed)
    if key not in workshop.others:
        opening = Opening(
            register=new.register,
            root=brief.root,
            overlays=brief.wording,
            assumed=dict(asked.what_if.assumed),
        )
        make_room(workshop.others)
        workshop.others[key] = (opening, opening.open(side, then))
    return workshop.others[key][1], label, then
