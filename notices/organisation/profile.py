"""What an organisation says of itself: the schema of a profile.

Nothing here is required by the schema; what the law asks for is looked for in
`particulars`, where a fault can name the Article and a draft can leave a marked blank.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from notices.vocabulary.base import Many, Strict
from notices.vocabulary.lists import Identifies, NoticeKind, YearGroup

_EMAIL = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[\w-]+(\.[\w-]+)+")
_WEB = re.compile(r"https?://[\w.-]+\.[\w-]+(:\d+)?([/?#][^\s<>\"'\\]*)?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_NAME = 120
Told = Many[NoticeKind]
"""The notices that tell an entry; () for the first that the organisation issues."""


_AT_HOME = frozenset(
    {"united kingdom", "uk", "great britain", "england", "england and wales"}
    | {"scotland", "wales", "northern ireland"}
)
"""How people write that data stays in the United Kingdom."""


def is_abroad(place: str) -> bool:
    """Say whether data that is stored in a *place* has left the United Kingdom."""
    return place.lower() not in _AT_HOME


def _one_line(value: str) -> str:
    line = " ".join(value.split())
    if not line.isprintable():
        message = "it holds a character that cannot be printed; delete it"
        raise ValueError(message)
    return line


def _name(value: str) -> str:
    line = _one_line(value)
    if not line:
        message = "it is empty; write the name, or delete the line"
        raise ValueError(message)
    if len(line) > LONGEST_NAME:
        message = (
            f"it is {len(line)} characters long; "
            f"write at most {LONGEST_NAME} characters"
        )
        raise ValueError(message)
    return line


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        message = "it is not an email address; write it as name@domain"
        raise ValueError(message)
    return value


def _web(value: str) -> str:
    if not _WEB.fullmatch(value):
        message = "it is not a web address; write it as https://www.example.org/page"
        raise ValueError(message)
    return value


def _colour(value: str) -> str:
    if not _COLOUR.fullmatch(value):
        message = 'it is not a colour code; write it as "#1a5276"'
        raise ValueError(message)
    return value.lower()


def _key(value: str) -> str:
    if not _KEY.fullmatch(value):
        message = "it is not a key; use small letters, digits and single hyphens"
        raise ValueError(message)
    return value


Line = Annotated[str, AfterValidator(_one_line)]
Name = Annotated[str, AfterValidator(_name)]
Email = Annotated[str, AfterValidator(_email)]
Web = Annotated[str, AfterValidator(_web)]
Colour = Annotated[str, AfterValidator(_colour)]
Key = Annotated[str, AfterValidator(_key)]

_POINTS = {
    "6(1)": ("a", "b", "c", "d", "e", "ea", "f"),
    "9(2)": ("a", "b", "c", "f", "g", "h", "i", "j"),
}
"""The bases and conditions that `data/bases.toml` puts into words."""


def _point_of(paragraph: str) -> Callable[[str], str]:
    points = [f"{paragraph}({letter})" for letter in _POINTS[paragraph]]

    def point(value: str) -> str:
        # No nearest one is offered: which basis is right is no matter of spelling.
        if value not in points:
            message = (
                f"it is no point of Article {paragraph} that a notice can tell; "
                f"use one of {', '.join(points)}"
            )
            raise ValueError(message)
        return value

    return point


Article6 = Annotated[str, AfterValidator(_point_of("6(1)"))]
Article9 = Annotated[str, AfterValidator(_point_of("9(2)"))]


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
