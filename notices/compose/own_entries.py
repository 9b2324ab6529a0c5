"""Which of an organisation's own entries one notice tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from notices.organisation.own import OwnPurpose, OwnRetention, OwnSharing, Supplier
from notices.organisation.profile import Profile
from notices.vocabulary.tables import Service


class _Told(Protocol):
    @property
    def in_(self) -> tuple[str, ...]: ...


T = TypeVar("T", bound=_Told)
Indexed = tuple[tuple[int, T], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnEntries:
    """Entries of the profile, each with its place in its list."""

    sharings: Indexed[OwnSharing]
    purposes: Indexed[OwnPurpose]
    retention: Indexed[OwnRetention]
    sections: frozenset[str]
    """Sections that get paragraphs of the organisation's own."""


def own_entries(profile: Profile, kind: str, first: str) -> OwnEntries:
    """Choose what a *kind* of notice tells; *first* is told what names no notice."""
    return OwnEntries(
        sharings=_told(profile.sharings, kind, first),
        purposes=_told(profile.purposes, kind, first),
        retention=_told(profile.retention, kind, first),
        sections=frozenset(
            key
            for key, text in profile.sections.items()
            if kind in (text.in_ or (first,))
        ),
    )


def suppliers_with(
    profile: Profile, data: Iterable[str], services: Mapping[str, Service]
) -> tuple[tuple[int, Supplier], ...]:
    """Choose the suppliers who handle some of the *data* that a notice tells of."""
    told = set(data)
    return tuple(
        (index, supplier)
        for index, supplier in enumerate(profile.suppliers)
        if not services[supplier.does].data
        or not told.isdisjoint(services[supplier.does].data)
    )


def _told(entries: Iterable[T], kind: str, first: str) -> Indexed[T]:
    return tuple(
        (index, entry)
        for index, entry in enumerate(entries)
        if kind in (entry.in_ or (first,))
    )
