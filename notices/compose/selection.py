"""Choose what applies to an organisation on a day, and keep why the rest does not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from notices.catalogue import Catalogue, Found
from notices.compose.held import held_on
from notices.compose.kinds import known_kind, too_early, usual_kinds
from notices.compose.own_entries import (
    OwnEntries,
    answers_told,
    own_entries,
    suppliers_with,
)
from notices.errors import DayError
from notices.organisation.organisation import Organisation, Place
from notices.organisation.own import Supplier
from notices.vocabulary.entries import (
    Applies,
    Entry,
    OrganisationType,
    Purpose,
    Retention,
    Right,
    Sharing,
    Use,
    is_told_in,
)
from notices.vocabulary.lists import Issuer

E = TypeVar("E", bound=Entry)
_EVERYWHERE = Applies()
_OF_SCHOOLS: frozenset[Issuer] = frozenset({"school", "trust"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a notice of one kind tells, for one organisation, on one day."""

    kind: str
    on: date
    type: Found[OrganisationType]
    groups: frozenset[str]
    """The type's key and groups, and those of the schools that a trust speaks for."""
    sharings: tuple[Found[Sharing], ...]
    only_in: Mapping[str, tuple[str, ...]]
    """Sharings of some of a trust's schools alone, with the names of those."""
    purposes: tuple[Found[Purpose], ...]
    retention: tuple[Found[Retention], ...]
    own: OwnEntries
    suppliers: tuple[tuple[int, Supplier], ...]
    """Those who handle data that this notice tells of, with their places."""
    rights: tuple[Found[Right], ...]
    categories: tuple[str, ...]
    """Keys of the data that the purposes and sharings use, in the catalogue's order."""
    uses: Mapping[str, Found[Use]]
    """The questions that fit, answered or not."""
    answers: Mapping[str, bool]
    """The answers, but for a yes that only other notices can explain."""
    left_out: Mapping[str, str]
    """Why what held on the day is not told: `applies.ages-from`, `off`, …"""
    required_off: tuple[str, ...]
    """Sharings that the law requires and the profile switches off."""


def select(
    catalogue: Catalogue, organisation: Organisation, kind: str, on: date
) -> Selection:
    """Choose from the catalogue what a *kind* of notice tells on a day.

    Raises NoticesError for a notice that is not known, DayError for a day before the
    catalogue is complete for it.
    """
    first = known_kind(catalogue, kind).complete_from
    if on < first:
        raise DayError(too_early(kind, on, first))
    kind_of = catalogue.types[organisation.type].on(on)
    if kind_of is None:
        raise DayError(too_early(f"{organisation.type} {kind}", on, None))
    chooser = _Chooser(catalogue, organisation, kind_of, on)
    usual, *_ = usual_kinds(catalogue, organisation, on)
    own = own_entries(organisation.profile, kind, usual)
    held = held_on(catalogue, kind, on)
    sharings = tuple(chooser.sharings(held.sharings, catalogue))
    purposes = tuple(filter(chooser.has_a_basis, chooser.fitting(held.purposes)))
    categories = tuple(chooser.categories(catalogue, own, sharings, purposes))
    suppliers = suppliers_with(organisation.profile, categories, catalogue.services)
    return Selection(
        kind=kind,
        on=on,
        type=kind_of,
        groups=chooser.groups,
        sharings=sharings,
        only_in={
            found.key: names for found in sharings if (names := chooser.only_in(found))
        },
        purposes=purposes,
        retention=tuple(chooser.fitting(held.retention)),
        rights=tuple(chooser.fitting(held.rights)),
        categories=categories,
        own=own,
        suppliers=suppliers,
        uses={
            found.key: found
            for found in chooser.fitting(held.uses)
            if is_told_in(kind, found.entry.notices)
        },
        answers=answers_told(organisation, own, suppliers),
        left_out={**held.elsewhere, **chooser.left_out},
        required_off=tuple(chooser.required_off),
    )


def _places(
    catalogue: Catalogue,
    organisation: Organisation,
    kind_of: Found[OrganisationType],
    on: date,
) -> tuple[tuple[Place, frozenset[str]], ...]:
    """Return each school spoken for, with its groups and the issuer's own."""
    own = frozenset({kind_of.key, *kind_of.entry.groups})
    return tuple(
        (place, own.union({place.type}, found.entry.groups if found else ()))
        for place in organisation.places
        for found in (catalogue.types[place.type].on(on),)
    )


class _Chooser:
    """Asks of each entry whether it holds and applies, and keeps why not."""

    def __init__(
        self,
        catalogue: Catalogue,
        organisation: Organisation,
        kind_of: Found[OrganisationType],
        on: date,
    ) -> None:
        self.organisation = organisation
        self.answers = organisation.answers
        self.kind_of = kind_of
        self.places = _places(catalogue, organisation, kind_of, on)
        self.groups = frozenset[str]().union(*(groups for _, groups in self.places))
        self.on = on
        self.left_out: dict[str, str] = {}
        self.required_off: list[str] = []

    def fitting(self, held: Iterable[Found[E]]) -> list[Found[E]]:
        """Return those that apply."""
        return [found for found in held if not self._why_not(found)]

    def has_a_basis(self, found: Found[Purpose]) -> bool:
        """Say whether a purpose has a basis for this type; if not, keep why."""
        if any(not self.groups.isdisjoint(basis.for_) for basis in found.entry.bases):
            return True
        self.left_out[found.key] = "bases"
        return False

    def sharings(
        self, held: Iterable[Found[Sharing]], catalogue: Catalogue
    ) -> list[Found[Sharing]]:
        """Return the sharings that this notice tells."""
        fit = []
        for found in self.fitting(held):
            reason = self._why_not_told(found, catalogue)
            if reason:
                self.left_out[found.key] = reason
            else:
                fit.append(found)
        return fit

    def _why_not_told(self, found: Found[Sharing], catalogue: Catalogue) -> str:
        if self.tellers.isdisjoint(found.entry.told_by):
            return "told-by"
        if catalogue.bodies[found.entry.to].on(self.on) is None:
            return "to"
        if found.key in self.organisation.profile.off:
            if found.entry.happens == "required":
                self.required_off.append(found.key)
            return "off"
        return ""

    def categories(
        self,
        catalogue: Catalogue,
        own: OwnEntries,
        sharings: Iterable[Found[Sharing]],
        purposes: Iterable[Found[Purpose]],
    ) -> Iterator[str]:
        """Yield the keys of the data that they use, where such data is found here."""
        used = {key for sharing in sharings for key in sharing.entry.data}
        used |= {key for purpose in purposes for key in purpose.entry.data}
        used |= {key for _, sharing in own.sharings for key in sharing.data}
        used |= {key for _, purpose in own.purposes for key in purpose.data}
        for key, category in catalogue.categories.items():
            if key in used and not self.failing(category.applies):
                yield key

    @property
    def tellers(self) -> frozenset[Issuer]:
        """Return as what the organisation speaks; a trust does for its schools too."""
        issuer = self.kind_of.entry.issuer
        return frozenset({issuer, "school"} if issuer == "trust" else {issuer})

    def failing(self, applies: Applies) -> str:
        """Return the first condition that holds in none of the schools, or ""."""
        if applies == _EVERYWHERE:
            return ""
        reasons = self._reasons(applies)
        return "" if "" in reasons else reasons[0]

    def only_in(self, found: Found[Sharing]) -> tuple[str, ...]:
        """Return the names of the schools it is of, unless it is of all of them."""
        names = tuple(
            place.name
            for (place, _), reason in zip(
                self.places, self._reasons(found.entry.applies), strict=True
            )
            if not reason
        )
        return () if len(names) == len(self.places) else names

    def _reasons(self, applies: Applies) -> list[str]:
        """Return for each school the first condition that does not hold, or ""."""
        return [
            failing(
                applies,
                place,
                groups=groups,
                answers=self.answers,
                trust_schools=self.organisation.trust_schools,
            )
            for place, groups in self.places
        ]

    def _why_not(self, found: Found[Entry]) -> str:
        applies = getattr(found.entry, "applies", None)
        if not isinstance(applies, Applies):
            return ""
        if isinstance(found.entry, Sharing) and self.tellers.isdisjoint(_OF_SCHOOLS):
            # The conditions say which schools it is of; who tells it is none of them.
            applies = Applies(uses=applies.uses)
        reason = self.failing(applies)
        if reason:
            self.left_out[found.key] = f"applies.{reason}"
        return reason


def failing(
    applies: Applies,
    place: Place,
    *,
    groups: frozenset[str],
    answers: Mapping[str, bool],
    trust_schools: str,
) -> str:
    """Return the first condition that does not hold for a school, or "".

    *groups* are its type and what that belongs to, and those of who issues the notice.
    """
    low, high = place.ages or (None, None)
    conditions = {
        "types": not applies.types or not groups.isdisjoint(applies.types),
        "not-types": groups.isdisjoint(applies.not_types),
        "ages-from": applies.ages_from is None
        or (high is not None and high >= applies.ages_from),
        "ages-to": applies.ages_to is None
        or (low is not None and low <= applies.ages_to),
        "year-groups": not applies.year_groups
        or not place.year_groups.isdisjoint(applies.year_groups),
        "uses": not applies.uses or any(answers.get(use) for use in applies.uses),
        "trust": applies.trust in {"", trust_schools},
        "faith": applies.faith in {None, place.is_faith},
    }
    return next((name for name, holds in conditions.items() if not holds), "")
