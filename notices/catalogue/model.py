"""The catalogue as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from notices.dated import Stretch, Timeline
from notices.tomlfile import TomlFile
from notices.vocabulary import Vocabulary
from notices.vocabulary.entries import (
    Body,
    Entry,
    OrganisationType,
    Purpose,
    Requirement,
    Retention,
    Right,
    Sharing,
    Use,
)
from notices.vocabulary.lists import Issuer
from notices.vocabulary.tables import (
    About,
    Category,
    Ground,
    KindOfNotice,
    Law,
    Mention,
    Retired,
    Service,
)

E_co = TypeVar("E_co", bound=Entry, covariant=True)

DATED = (
    "bodies",
    "sharings",
    "purposes",
    "retention",
    "rights",
    "requirements",
    "types",
    "uses",
)
"""The tables of a catalogue whose things change from day to day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[E_co]):
    """An entry, the key of the thing it tells of, and where it stands."""

    key: str
    entry: E_co
    toml: TomlFile
    index: int

    @property
    def file(self) -> str:
        """Return the file it stands in, as messages call it."""
        return self.toml.name

    @property
    def line(self) -> int | None:
        """Return the line it begins on; looked up only when somebody asks."""
        return self.toml.line(self.key, self.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[E_co]):
    """The entries of one thing over time."""

    key: str
    timeline: Timeline[Found[E_co]]
    entries: tuple[Found[E_co], ...]
    """All of them as written: ended and expected ones too."""

    def on(self, day: date) -> Found[E_co] | None:
        """Return the entry that surely held on *day*, or None."""
        return self.timeline.on(day)

    def end(self, day: date) -> E_co | None:
        """Return the entry that surely had ended it by *day*, or None."""
        last = self.entries[-1].entry
        is_over = bool(last.ended) and not last.expected
        return last if is_over and last.start.latest <= day else None

    def __iter__(self) -> Iterator[Stretch[Found[E_co]]]:
        return iter(self.timeline)


Things = Mapping[str, Dated[E_co]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalogue:
    """Everything under `data/`, checked and frozen; equal only to itself."""

    bodies: Things[Body]
    sharings: Things[Sharing]
    purposes: Things[Purpose]
    retention: Things[Retention]
    rights: Things[Right]
    requirements: Things[Requirement]
    types: Things[OrganisationType]
    notices: Mapping[str, KindOfNotice]
    """In their order."""
    uses: Things[Use]
    categories: Mapping[str, Category]
    services: Mapping[str, Service]
    laws: Mapping[str, Law]
    retired: Mapping[str, Retired]
    grounds: Mapping[str, Ground]
    mentions: Mapping[str, Mention]
    """What the Department's two pages named: `source-pages.toml`."""
    homes: Mapping[tuple[str, str], TomlFile]
    """The file that tells of a thing without dates, by its table and key."""
    about: About

    def dated(self) -> Iterator[tuple[str, Dated[Entry]]]:
        """Yield everything that changes from day to day, and what table it is in."""
        for kind in DATED:
            for thing in getattr(self, kind).values():
                yield kind, thing

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the keys that a profile may name."""
        return Vocabulary(
            types={
                key: dated.entries[-1].entry.register_name
                for key, dated in self.types.items()
            },
            uses=frozenset(self.uses),
            services={key: service.uses for key, service in self.services.items()},
            service_titles={key: one.title for key, one in self.services.items()},
            sharings=frozenset(self.sharings),
            purposes=frozenset(self.purposes),
            retention=frozenset(self.retention),
            categories=frozenset(self.categories),
            notices=tuple(self.notices),
        )

    def issued_by(self, issuer: Issuer) -> tuple[str, ...]:
        """Return the notices that one issues; the first, if none is asked for."""
        return tuple(
            key for key, told in self.notices.items() if issuer in told.issued_by
        )
