"""Whose notices are compared; of the register, one of each kind of school alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from notices.compare.comparison import Failed
from notices.compare.estate import Subject
from notices.compare.seen import Seen
from notices.compare.side import Composed, Kept
from notices.errors import NoticesError
from notices.organisation import Organisation
from notices.organisation.layers import Layers, read_layers
from notices.organisation.register import Register, School
from notices.shipped import shipped
from notices.tomlfile import read_toml

Side = Composed | Kept
_IDENTITY = frozenset({"urn", "type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """An organisation, or all that are alike, told by the first of them."""

    layers: Layers
    members: tuple[str, ...] = ()
    """Who it stands for; () for the organisation alone."""


def examples() -> tuple[Path, ...]:
    """Return the examples that issue notices: those that say who they are."""
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
    kinds: tuple[str, ...],
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
                label=label, fault=str(error), notices=max(1, len(one.members))
            )
            continue
        members = one.members or (_label(organisation),)
        for kind in _kinds(organisation, composed, kinds):
            yield Subject(
                kind=kind,
                members=members,
                old=_teller(old, one.layers, organisation, kind),
                new=_teller(new, one.layers, organisation, kind),
                why_not=partial(composed.why_not, one.layers, kind),
            )


def _label(organisation: Organisation) -> str:
    """Return a name that no other has: schools share names, and none a URN."""
    name = organisation.name or organisation.folder
    return f"{organisation.urn} {name}" if organisation.urn else name


def _kinds(
    organisation: Organisation, side: Composed, asked: tuple[str, ...]
) -> tuple[str, ...]:
    issuer = side.catalogue.types[organisation.type].entries[-1].entry.issuer
    issues = side.catalogue.issued_by(issuer)
    usual = organisation.profile.notices or issues[:1]
    return tuple(kind for kind in asked if kind in issues) if asked else usual


def built_subjects(old: Kept, new: Kept, kinds: tuple[str, ...]) -> Iterator[Subject]:
    """Yield the notices that either folder keeps; no profile is asked."""
    for folder, kind in dict.fromkeys((*old.notices, *new.notices)):
        if not kinds or kind in kinds:
            yield Subject(
                kind=kind,
                members=(folder,),
                old=partial(old.seen, folder, kind),
                new=partial(new.seen, folder, kind),
                why_not=lambda _: "",
            )


def _teller(
    side: Side, layers: Layers, organisation: Organisation, kind: str
) -> Callable[[], Seen]:
    if isinstance(side, Kept):
        return partial(side.seen, organisation.folder, kind)
    return partial(side.seen, layers, kind)
