"""Which of an organisation's own entries one notice tells."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol, TypeVar

from notices.organisation.organisation import Organisation
from notices.organisation.own import (
    ABROAD,
    DECISIONS,
    AutomatedDecision,
    OwnPurpose,
    OwnRetention,
    OwnSharing,
    Supplier,
    Transfer,
)
from notices.organisation.profile import Profile
from notices.organisation.said import is_abroad
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
    transfers: Indexed[Transfer]
    automated_decisions: Indexed[AutomatedDecision]
    sections: frozenset[str]
    """Sections that get paragraphs of the organisation's own."""


def own_entries(profile: Profile, kind: str, first: str) -> OwnEntries:
    """Choose what a *kind* of notice tells; *first* is told what names no notice."""
    return OwnEntries(
        sharings=_told(profile.sharings, kind, first),
        purposes=_told(profile.purposes, kind, first),
        retention=_told(profile.retention, kind, first),
        transfers=_told(profile.transfers, kind, first),
        automated_decisions=_told(profile.automated_decisions, kind, first),
        sections=frozenset(
            key
            for key, text in profile.sections.items()
            if kind in (text.in_ or (first,))
        ),
    )


def suppliers_with(
    profile: Profile, data: Iterable[str], services: Mapping[str, Service]
) -> tuple[tuple[int, Supplier], ...]:
    """Choose the suppliers who handle some of the *data* that a notice tells of.

    One of whom nobody knows which data it handles is told in every notice.
    """
    told = set(data)
    return tuple(
        (index, supplier)
        for index, supplier in enumerate(profile.suppliers)
        if _handles(services.get(supplier.does or ""), told)
    )


def _handles(service: Service | None, told: AbstractSet[str]) -> bool:
    return service is None or not service.data or not told.isdisjoint(service.data)


def answers_told(
    organisation: Organisation,
    own: OwnEntries,
    suppliers: Iterable[tuple[int, Supplier]],
) -> Mapping[str, bool]:
    """Return the answers as one notice tells them, which tells *own* and *suppliers*.

    It can say nothing of a yes that only entries of other notices explain.
    """
    is_abroad_here = any(is_abroad(one.stores_data_in) for _, one in suppliers)
    profile = organisation.profile
    elsewhere = {
        ABROAD: (profile.transfers or organisation.has_supplier_abroad)
        and not (own.transfers or is_abroad_here),
        DECISIONS: profile.automated_decisions and not own.automated_decisions,
    }
    return {
        use: answer
        for use, answer in organisation.answers.items()
        if not elsewhere.get(use)
    }


def _told(entries: Iterable[T], kind: str, first: str) -> Indexed[T]:
    return tuple(
        (index, entry)
        for index, entry in enumerate(entries)
        if kind in (entry.in_ or (first,))
    )
