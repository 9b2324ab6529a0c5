"""An organisation as data: its profile, what the register knows, and who said what."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from notices.organisation.layers import Layers
from notices.organisation.own import ABROAD, DECISIONS
from notices.organisation.profile import Profile
from notices.organisation.said import is_abroad

_LONGEST_SLUG = 60
DEVICES = frozenset(
    {"con", "prn", "aux", "nul"}
    | {f"{it}{n}" for it in ("com", "lpt") for n in "123456789"}
)
"""Names that mean no folder on Windows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One school, as far as the law asks what kind of school it is."""

    name: str
    type: str
    """A key of organisation-types.toml."""
    ages: tuple[int, int] | None
    """Lowest and highest statutory age."""
    year_groups: frozenset[str]
    is_faith: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Who issues a notice."""

    name: str
    """"" where neither the profile nor the register says it."""
    type: str
    """A key of organisation-types.toml."""
    urn: int | None
    ages: tuple[int, int] | None
    """Lowest and highest statutory age."""
    year_groups: frozenset[str]
    is_faith: bool
    trust: str
    trust_schools: str
    """`single`, `multi`, or "" where it is not known or there is no trust."""
    local_authority: str
    address: tuple[str, ...]
    telephone: str
    website: str
    logo: str
    """A `data:` address, or ""."""
    profile: Profile
    layers: Layers
    schools: tuple[Place, ...]
    """The schools that a trust speaks for; empty for any other organisation."""
    register_day: date | None
    """The day of the register that filled in what the profile left out, if any."""
    warnings: tuple[str, ...] = ()

    @property
    def answers(self) -> Mapping[str, bool]:
        """Return the answers given, and those that other tables give for it."""
        answers = dict(self.profile.uses)
        if self.profile.transfers or self.has_supplier_abroad:
            answers[ABROAD] = True
        if self.profile.automated_decisions:
            answers[DECISIONS] = True
        return answers

    @property
    def is_trust_shouted(self) -> bool:
        """Say whether only the register names the trust, and in capitals."""
        return self.trust.isupper() and not self.profile.trust.name

    @property
    def has_supplier_abroad(self) -> bool:
        """Say whether some supplier keeps data outside the United Kingdom."""
        return any(is_abroad(one.stores_data_in) for one in self.profile.suppliers)

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the schools it speaks for; a school speaks for itself."""
        return self.schools or (
            Place(
                name=self.name,
                type=self.type,
                ages=self.ages,
                year_groups=self.year_groups,
                is_faith=self.is_faith,
            ),
        )

    @property
    def folder(self) -> str:
        """Return a folder name that is safe on any file system and has the URN.

        Schools share names, so the name alone would not tell them apart.
        """
        slug = slug_of(self.name)
        stem = slug_of(PurePath(self.layers.own.name).stem)
        words = [str(self.urn)] if self.urn else []
        words += [slug] if slug else []
        name = "-".join(words) or stem or "organisation"
        return f"{name}-notices" if name in DEVICES else name


def slug_of(name: str) -> str:
    """Write *name* with small letters, digits and hyphens only.

    >>> slug_of("St Mary's C/E Primary: Été")
    'st-marys-c-e-primary-ete'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower())
    return words[:_LONGEST_SLUG].strip("-")


_TURNED_BY_YEAR = {"R": 5} | {str(year): year + 5 for year in range(1, 14)}
"""The age that a pupil of each year group turns in that school year."""


def year_groups_of(ages: tuple[int, int] | None) -> frozenset[str]:
    """Return the year groups that a school of these statutory ages has.

    A pupil of reception turns five, and a school "from 5" takes them too; but a
    nursery school "to 5" does not.

    >>> sorted(year_groups_of((2, 5))), sorted(year_groups_of((5, 7)))
    ([], ['1', '2', 'R'])
    """
    if ages is None:
        return frozenset()
    low, high = ages
    return frozenset(
        year
        for year, turned in _TURNED_BY_YEAR.items()
        if (low <= 5 < high if year == "R" else low < turned <= high)
    )
