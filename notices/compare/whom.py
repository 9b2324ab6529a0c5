"""Whose notices are compared; of the register, one of each kind of school alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from notices.compare.comparison import Failed
from notices.compare.estate import Subject
from notices.compare.seen import Seen
from notices.compare.side import Composed, Kept, edition_named
from notices.compose.editions import fitting
from notices.compose.kinds import type_on, usual_kinds
from notices.errors import NoticesError
from notices.organisation.layers import Layers, read_layers
from notices.organisation.organisation import Organisation
from notices.organisation.register import Register, School
from notices.shipped import shipped
from notices.tomlfile import read_toml
from notices.vocabulary.lists import FULL, Edition

Side = Composed | Kept
_IDENTITY = frozenset({"urn", "type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """An organisation, or all that are alike, told by the first of them."""

    layers: Layers
    members: tuple[str, ...] = ()
    """Who it stands for; () for the organisation alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """Which notices are compared."""

    kinds: tuple[str, ...] = ()
    """() for those that each organisation asks for."""
    editions: tuple[Edition, ...] = (FULL,)
    """Of these the ones that the notice has, and the pupils' ages ask for."""


def examples() -> tuple[Path, ...]:
    """Return the examples that issue notices: those that say who they are.

    Raises FaultsError for an example that cannot be read.
    """
    return tuple(
        path
        for path in sorted(shipped("examples").glob("*.toml"))
        if not _IDENTITY.isdisjoint(read_toml(path).values.get("organisation", ()))
    )


def profile(path: Path) -> Whom | Failed:
    """Return the organisation of a profile, or why it cannot be read."""
    try:
        layers = read_layers(path)
    except NoticesError as error:
        return Failed(label=str(path), fault=str(error))
    return Whom(layers=layers)


def alike(
    named: Iterable[tuple[str, int | None, Callable[[], Layers]]], register: Register
) -> Iterator[Whom]:
    """Yield one of each kind of school, with the names of all of that kind.

    *named* are schools of which nothing is known but what the register and a profile
    in common say: what each is called, its URN, and what reads its layers.
    """
    schools = {school.urn: school for school in register}
    kinds: dict[tuple[object, ...], tuple[Callable[[], Layers], list[str]]] = {}
    for name, urn, layers in named:
        if urn is not None:
            kind = kinds.setdefault(_kind(schools[urn]), (layers, []))
            kind[1].append(name)
    # Neighbours in this order mostly share a body, which is then composed once.
    for _, (layers, names) in sorted(kinds.items(), key=lambda kind: repr(kind[0])):
        yield Whom(layers=layers(), members=tuple(names))


def _kind(school: School) -> tuple[object, ...]:
    """Return all of a school that its notices hang on, its particulars apart.

    Of a particular it counts only whether there is one.
    """
    return (
        school.register_type,
        school.religious_character is None,
        school.trust_schools,
        school.high_age,
        school.low_age,
        bool(school.trust),
        bool(school.address),
        bool(school.postcode),
        bool(school.telephone),
        bool(school.website),
    )


def subjects(
    whom: Iterable[Whom | Failed],
    sides: tuple[Side, Side],
    composed: Composed,
    asked: AskedFor,
) -> Iterator[Subject | Failed]:
    """Yield what to compare: of each organisation the notices that it issues.

    *composed* is a side that composes, and tells which notices those are.
    """
    old, new = sides
    for one in whom:
        if isinstance(one, Failed):
            yield one
            continue
        try:
            organisation = composed.organisation(one.layers)
        except NoticesError as error:
            label = one.members[0] if one.members else one.layers.own.name
            yield Failed(
                label=label,
                fault=str(error),
                notices=max(1, len(one.members)),
                neither=bool(one.members) and _fails(old, one) and _fails(new, one),
            )
            continue
        members = one.members or (_label(organisation),)
        for name in _names(organisation, composed, asked):
            yield Subject(
                kind=name,
                members=members,
                old=_teller(old, one.layers, organisation, name),
                new=_teller(new, one.layers, organisation, name),
                why_not=partial(composed.why_not, one.layers, name),
            )


def _fails(side: Side, whom: Whom) -> bool:
    try:
        return isinstance(side, Composed) and not side.organisation(whom.layers)
    except NoticesError:
        return True


def _label(organisation: Organisation) -> str:
    """Return a name that no other has: schools share names, and none a URN."""
    name = organisation.name or organisation.folder
    return f"{organisation.urn} {name}" if organisation.urn else name


def _names(
    organisation: Organisation, side: Composed, asked: AskedFor
) -> Iterator[str]:
    """Yield the names that files of the notices have: `pupils`, `pupils.summary`."""
    for kind in _kinds(organisation, side, asked.kinds):
        for edition in fitting(organisation, kind, asked.editions, side.templates):
            yield kind if edition == FULL else f"{kind}.{edition}"


def _kinds(
    organisation: Organisation, side: Composed, asked: tuple[str, ...]
) -> tuple[str, ...]:
    if not asked:
        return usual_kinds(side.catalogue, organisation, side.on)
    issues = side.catalogue.issued_by(
        type_on(side.catalogue, organisation, side.on).issuer
    )
    return tuple(kind for kind in asked if kind in issues)


def built_subjects(old: Kept, new: Kept, asked: AskedFor) -> Iterator[Subject]:
    """Yield the notices that either folder keeps; no profile is asked."""
    for folder, name in dict.fromkeys((*old.notices, *new.notices)):
        kind, edition = edition_named(name)
        if edition in asked.editions and (not asked.kinds or kind in asked.kinds):
            yield Subject(
                kind=name,
                members=(folder,),
                old=partial(old.seen, folder, name),
                new=partial(new.seen, folder, name),
                why_not=lambda _: "",
            )


def _teller(
    side: Side, layers: Layers, organisation: Organisation, name: str
) -> Callable[[], Seen | None]:
    if isinstance(side, Kept):
        return partial(side.seen, organisation.folder, name)
    return partial(side.seen, layers, name)
