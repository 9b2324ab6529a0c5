"""What an organisation says of itself: the schema of a profile.

Nothing here is required by the schema; what the law asks for is looked for in
`particulars`, where a fault can name the Article and a draft can leave a marked blank.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from notices.organisation.values import (
    Article6,
    Article9,
    Colour,
    Email,
    Key,
    Line,
    Name,
    Web,
)
from notices.vocabulary.base import Many, Strict
from notices.vocabulary.lists import Identifies, NoticeKind, YearGroup

Told = Many[NoticeKind]
"""The notices that tell an entry; () for the first that the organisation issues."""


class Particulars(Strict):
    """Who the organisation is and how to reach it."""

    type: str = "school"
    urn: int | None = None
    schools: Many[int] = ()
    """The URNs of the schools that a trust's one notice is for."""
    name: Name | None = None
    ages: Many[int] = ()
    year_groups: Many[YearGroup] = ()
    address: Many[Line] = ()
    telephone: Line = ""
    email: Email | None = Field(
        default=None,
        description="Art 13(1)(a) UK GDPR asks for the controller's contact details.",
    )
    website: Web | None = None
    religious_character: Line = ""
    local_authority: Name | None = None


class Controller(Strict):
    """The legal person who decides why and how data is used, if not as usual."""

    name: Name | None = None
    address: Many[Line] = ()


class Trust(Strict):
    """The academy trust."""

    name: Name | None = None
    schools: Literal["single", "multi"] | None = None


class Officer(Strict):
    """The data protection officer: a role, and how to reach it."""

    role: Name | None = None
    name: Name | None = None
    print_name: bool = False
    email: Email | None = Field(
        default=None,
        description="Art 13(1)(b) UK GDPR asks for the data protection officer's "
        "contact details.",
    )
    telephone: Line = ""
    address: Many[Line] = ()


class Representative(Strict):
    """The representative in the United Kingdom of a controller outside it (Art 27)."""

    name: Name
    email: Email


class Complaints(Strict):
    """How to complain to the organisation; the officer's address if nothing is said."""

    email: Email | None = None
    telephone: Line = ""
    form: Web | None = None
    address: Many[Line] = ()


class NoticeDetails(Strict):
    """When the notice was issued and who approved it."""

    issued: date | None = None
    review_by: date | None = None
    approved: date | None = None
    approved_by: Name | None = None
    version: Line = ""
    url: Web | None = None
    other_formats: Line = ""
    example: bool = False
    draft: bool = False
    """Leave marked blanks where something is missing, and make no more than a draft."""


class Supplier(Strict):
    """A company that handles personal data for the organisation."""

    name: Name
    does: str = Field(description="Families are told what a supplier does for you.")
    stores_data_in: Name = Field(
        description="Art 13(1)(f) UK GDPR asks whether data leaves the United Kingdom."
    )
    safeguard: Line = ""


class Transfer(Strict):
    """Personal data that leaves the United Kingdom (Art 13(1)(f))."""

    to: Name
    what: Name
    safeguard: Line


class AutomatedDecision(Strict):
    """A significant decision without a person in it (Art 13(2)(f), Arts 22A to 22D)."""

    what: Name
    how: Name
    means: Name
    safeguards: Name


class OwnSharing(Strict):
    """A sharing of the organisation's own, told as the catalogue tells one."""

    key: Key
    in_: Told = ()
    title: Name
    to: Name
    data: Many[str]
    purposes: Many[str] = ()
    happens: Annotated[str, Field(pattern="required|done")] = "done"
    identifies: Identifies = "person"
    law: Line = ""
    says: Line
    why: Line
    says_short: Line
    choice: Line = ""


class OwnPurpose(Strict):
    """A purpose of the organisation's own."""

    key: Key
    in_: Told = ()
    title: Name
    says: Line
    data: Many[str]
    article_6: Many[Article6]
    article_9: Many[Article9] = ()
    schedule_1: Many[Line] = ()
    because: Line


class OwnRetention(Strict):
    """How long the organisation keeps something; a known key replaces its period."""

    key: Key
    in_: Told = ()
    title: Name | None = None
    says: Line


class OwnText(Strict):
    """Paragraphs of the organisation's own, in Markdown, around a section."""

    in_: Told = ()
    before: str = ""
    after: str = ""


class Dress(Strict):
    """The logo and the colour of the front."""

    logo: str = ""
    logo_description: Line = ""
    colour: Colour | None = None


class Profile(Strict):
    """One organisation, all its layers merged."""

    extends: str = ""
    organisation: Particulars = Particulars()
    controller: Controller = Controller()
    trust: Trust = Trust()
    data_protection_officer: Officer = Officer()
    representative: Representative | None = None
    complaints: Complaints = Complaints()
    notice: NoticeDetails = NoticeDetails()
    notices: Many[NoticeKind] = ()
    uses: Mapping[str, bool] = {}
    suppliers: Many[Supplier] = ()
    transfers: Many[Transfer] = ()
    automated_decisions: Many[AutomatedDecision] = ()
    sharings: Many[OwnSharing] = ()
    purposes: Many[OwnPurpose] = ()
    retention: Many[OwnRetention] = ()
    sections: Mapping[str, OwnText] = {}
    off: Mapping[str, Name] = {}
    look: Dress = Dress()
