"""The schema of what stands once: one table a key, without days of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator, Field, field_validator, model_validator

from notices.dated import Start
from notices.vocabulary import SCHEMA
from notices.vocabulary.base import Many, Strict
from notices.vocabulary.entries import Address, Applies, Name
from notices.vocabulary.lists import Given, Issuer, Origin, Special


def _day(value: date | str) -> date | str:
    try:
        Start.parse(value)
    except ValueError:
        message = 'it is no day; write 2012-04-01, "2012-04" or "2012"'
        raise ValueError(message) from None
    return value


Day = Annotated[date | str, AfterValidator(_day)]
"""A day as far as a source goes: 2012-04-01, "2012-04" or "2012"."""


class Category(Strict):
    """A kind of personal data (Art 14(1)(d))."""

    title: str
    says: str
    to_children: str = ""
    """What stands after "We know" in the editions that children read."""
    special: Many[Special] = ()
    criminal: bool = False
    source: Many[Origin]
    given: Given
    applies: Applies = Applies()
    order: int = 0


class KindOfNotice(Strict):
    """A notice that can be made: for whom it is, and who issues it."""

    order: int
    """Its place among the others; the first that one issues is made if none is asked
    for."""
    for_: str
    """As an answer to "Who are the notices for?": "pupils and their families"."""
    issued_by: Many[Issuer]
    complete_from: date
    """The first day for which the catalogue has all that it tells."""
    titles: Many[str] = ()
    """Phrases in a title that tell which notice a document is."""


class Service(Strict):
    """What a supplier does for an organisation."""

    title: str
    says: str
    uses: str = ""
    data: Many[str] = ()


class Provision(Strict):
    """A section, regulation, article or paragraph of a law."""

    cite: str
    about: str = ""
    path: str = ""


class Ground(Strict):
    """A lawful basis or a condition.

    Which rights come with it is told in `rights.toml`.
    """

    title: str
    says: str
    for_public_tasks: bool = True
    """Tests of the law look at it: no public authority's tasks rest on the others."""


class Law(Strict):
    """An Act, or regulations, with the provisions that are cited."""

    title: Name
    cite: str
    url: Address
    begins: Day | None = None
    ends: Day | None = None
    replaced_by: Many[str] = ()
    provisions: Mapping[str, Provision] = {}
    note: str = ""

    def is_in_force(self, on: date) -> bool:
        """Say whether it surely is in force on a day; `ends` is the last one."""
        if self.begins is not None and Start.parse(self.begins).latest > on:
            return False
        last = Start.parse(self.ends).earliest if self.ends is not None else None
        return last is None or last >= on


RetiredKind: TypeAlias = Literal["body", "law", "term", "address", "regulation"]


class Retired(Strict):
    """A name that no notice uses any more."""

    what: RetiredKind
    names: Many[Name]
    """As notices write them; a name with a capital is looked for as it is written."""
    say_now: Many[str] = ()
    since: Day
    """The first day on which a notice must not use them."""
    why: str
    unless_after: Many[str] = ()
    """Words before a name that make another name of it: "UK" before "GDPR"."""
    unless_before: Many[str] = ()
    """Words after a name that make another name of it."""
    allowed_in: Many[str] = ()
    """Keys of the catalogue that still say the name, as the law there does."""
    note: str = ""


class Mention(Strict):
    """What one of the Department's two pages named, and what stands for it."""

    page: int = Field(ge=1, le=2)
    names: Many[str]
    """As the page spells them."""
    says: str
    bodies: Many[str] = ()
    sharings: Many[str] = ()
    laws: Many[str] = ()
    """Laws, or provisions of them: `education-act-1996/s537A`."""
    missing: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _stands_or_is_missing(self) -> "Mention":
        if bool(self.missing) == bool(self.bodies or self.sharings or self.laws):
            message = 'it needs bodies, sharings or laws, or else missing = "why"'
            raise ValueError(message)
        return self


class About(Strict):
    """What the catalogue as a whole says of itself."""

    schema_: int = SCHEMA
    """Data that was written before it said so is of the first schema."""
    checked_to: date
    regulator: str
    """The body that people complain to."""
    regulation: Many[str]
    """The laws that Articles are cited of; the first in force on a day is named."""
    schedule: str
    """The law whose Schedule 1 holds conditions for special category data."""

    @field_validator("regulation")
    @classmethod
    def _names_a_law(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            message = "it names no law; name the one that Articles are cited of"
            raise ValueError(message)
        return value


class Remembered(Strict):
    """What a wording set of one's own says of itself."""

    schema_: int = SCHEMA
    version: str
    """The version of notices that it was last made for."""
