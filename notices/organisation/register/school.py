"""Schools, trusts and local authorities, as the register knows them."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

TrustSchools = Literal["single", "multi"]


LISTED = (
    "URN",
    "EstablishmentName",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
    "TypeOfEstablishment (name)",
    "LA (code)",
)
"""The columns of the register that say what `Listed` does, in its order."""


class Listed(NamedTuple):
    """What a list of schools says of each, as the register puts it."""

    urn: int
    name: str
    status: str
    phase: str
    type: str
    la_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """What a notice needs to know of a school.

    A text that the register leaves empty is "" where it would be printed as it
    stands, and None where its absence means something.
    """

    urn: int
    name: str
    register_type: str
    """The type as the register spells it: "Local authority nursery school"."""
    status: str
    """"Open", "Open, but proposed to close"; a download may hold closed ones too."""
    phase: str
    """"Not applicable" for special schools and pupil referral units."""
    low_age: int | None
    high_age: int | None
    sixth_form: bool | None
    """None where the register says "Not applicable", or nothing.

    It disagrees with the ages of some schools; for what turns on age, ask the ages.
    """
    boarders: bool | None
    gender: str | None
    """"Mixed", "Girls" or "Boys"."""
    religious_character: str | None
    """None also where the register says "None" or "Does not apply"."""
    address: tuple[str, ...]
    """Without the postcode."""
    town: str
    postcode: str
    website: str
    telephone: str
    la_code: str
    la_name: str
    """As it reads in a sentence: "Bristol" for the register's "Bristol, City of"."""
    opened: str | None
    """A day, written 2011-08-01."""
    trust: str | None
    """The academy trust, in the register's capitals."""
    trust_uid: str | None
    """The number of the trust's own page in the register."""
    trust_company_number: str | None
    trust_schools: TrustSchools | None
    """Whether the trust may run one academy or many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """An academy trust."""

    uid: str
    name: str
    company_number: str | None
    schools: TrustSchools | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A local authority that has schools."""

    code: str
    register_name: str
    name: str
    """The place as it reads in a sentence; the council's own name is not in it."""
