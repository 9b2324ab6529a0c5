"""What an organisation says of itself: the schema of a profile.

Nothing here is required by the schema; what the law asks for is looked for in
`particulars`, where a fault can name the Article and a draft can leave a marked blank.
Descriptions stand in docs/profile.md, and in editors that know the schema.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from notices.organisation.own import (
    AutomatedDecision,
    OwnPurpose,
    OwnRetention,
    OwnSharing,
    OwnText,
    Supplier,
    Transfer,
)
from notices.organisation.values import (
    Colour,
    Email,
    Line,
    Name,
    Said,
    Telephone,
    Urn,
    Web,
)
from notices.tomlfile import Why
from notices.vocabulary.base import Many, NoticeKind, Strict
from notices.vocabulary.lists import YearGroup

_CONTACT = Why("Art 13(1)(a) UK GDPR asks for the controller's contact details.")
_OFFICER = Why(
    "Art 13(1)(b) UK GDPR asks for the data protection officer's contact details."
)


class Particulars(Strict):
    """Who the organisation is and how to reach it."""

    urn: Urn | None = Field(
        None, description="the school's number; the register then tells the rest"
    )
    type: str = Field(
        "school",
        description="the kind of organisation, where there is no URN",
    )
    schools: Many[int] = Field(
        (), description="for a trust's one notice: the URNs of its schools"
    )
    name: Name | None = Field(None, description="in place of the register's name")
    ages: Many[int] = Field(
        (), description="the lowest and the highest statutory age: `[3, 11]`"
    )
    year_groups: Many[YearGroup] = Field(
        (), description="the year groups, where the ages do not tell them"
    )
    address: Many[Said] = Field(
        (), description="in place of the register's, line by line"
    )
    telephone: Telephone = Field("", description="in place of the register's")
    email: Annotated[Email | None, _CONTACT] = Field(
        None, description="where people can write; the register does not tell it"
    )
    website: Web | None = Field(None, description="in place of the register's")
    religious_character: Line = Field("", description="in place of the register's")
    local_authority: Name | None = Field(
        None, description="the name of the local authority, in place of the register's"
    )


class Controller(Strict):
    """The legal person who decides why and how data is used, if not as usual."""

    name: Name | None = Field(
        None, description="a proprietor, or a council for its pupil referral unit"
    )
    address: Many[Said] = Field((), description="its address, line by line")


class Trust(Strict):
    """The academy trust."""

    name: Name | None = Field(
        None, description="in place of the register's, which may be in capitals"
    )
    schools: Literal["single", "multi"] | None = Field(
        None, description="whether the trust has one school or more"
    )


class Officer(Strict):
    """The data protection officer: a role, and how to reach it."""

    role: Name | None = Field(
        None, description='what to call the officer, such as "Trust DPO service"'
    )
    name: Name | None = Field(
        None, description="a person, named only with `print-name = true`"
    )
    print_name: bool = Field(
        default=False, description="`true` prints the person's name"
    )
    email: Annotated[Email | None, _OFFICER] = Field(
        None, description="where people can write to the officer"
    )
    telephone: Telephone = Field("", description="where people can ring the officer")
    address: Many[Said] = Field((), description="the officer's address, line by line")


class Representative(Strict):
    """The representative in the United Kingdom of a controller outside it (Art 27)."""

    name: Name = Field(description="who represents the controller here")
    email: Email = Field(description="where people can write to them")


class Complaints(Strict):
    """How to complain to the organisation; the officer's address if nothing is said."""

    email: Email | None = Field(None, description="where people can complain by email")
    telephone: Telephone = Field(
        "", description="where people can complain by telephone"
    )
    form: Web | None = Field(None, description="the web address of a form")
    address: Many[Said] = Field((), description="where to write, line by line")


class NoticeDetails(Strict):
    """When the notice was issued and who approved it."""

    issued: date | None = Field(None, description="the day you publish it")
    review_by: date | None = Field(
        None, description="the day by which you look at it again"
    )
    approved: date | None = Field(None, description="the day it was approved")
    approved_by: Name | None = Field(
        None, description='a post or a body, such as "Governing body"'
    )
    version: Line = Field("", description="your own number of it")
    url: Web | None = Field(
        None, description="where it stands on your website; PDFs then lead to it"
    )
    other_formats: Line = Field(
        "", description="a sentence of your own on other formats and languages"
    )
    example: bool = Field(
        default=False,
        description="`true` marks every page as an example that nobody issued",
    )
    draft: bool = Field(
        default=False,
        description="`true` leaves marked blanks where something that the law asks "
        "for is missing, and makes a draft; `notices init` writes it",
    )


class Dress(Strict):
    """The logo and the colour of the front."""

    logo: str = Field("", description="a PNG or JPEG file beside the profile")
    logo_description: Line = Field("", description="what the logo shows, in words")
    colour: Colour | None = Field(
        None, description='dark enough for white letters: `"#1d4e6b"`'
    )


class Profile(Strict):
    """One organisation, all its layers merged."""

    extends: str = Field(
        "",
        description="a profile that this one is laid over, in the same folder or below",
    )
    notices: Many[NoticeKind] = Field(
        (),
        description="which notices to make, the first being the usual one; "
        "without it, `pupils` for a school",
    )
    organisation: Particulars = Field(
        Particulars(), description="who you are and how to reach you"
    )
    controller: Controller = Field(
        Controller(), description="the legal person, where the type does not settle it"
    )
    trust: Trust = Field(Trust(), description="the academy trust")
    data_protection_officer: Officer = Field(
        Officer(), description="your data protection officer, and how to reach them"
    )
    representative: Representative | None = Field(
        None,
        description="who represents a controller that is outside the United Kingdom",
    )
    complaints: Complaints = Field(
        Complaints(),
        description="how to complain to you; without it, the officer's contacts",
    )
    notice: NoticeDetails = Field(
        NoticeDetails(), description="when the notice was issued, and who approved it"
    )
    uses: Mapping[str, bool] = Field(
        {}, description="your answers: `true`, `false`, or left out where not answered"
    )
    suppliers: Many[Supplier] = Field(
        (), description="companies that handle information for you"
    )
    transfers: Many[Transfer] = Field(
        (), description="what else leaves the United Kingdom"
    )
    automated_decisions: Many[AutomatedDecision] = Field(
        (), description="important decisions that a computer takes alone"
    )
    sharings: Many[OwnSharing] = Field(
        (), description="whom else you give information to"
    )
    purposes: Many[OwnPurpose] = Field(
        (), description="what else you use information for"
    )
    retention: Many[OwnRetention] = Field(
        (), description="how long you keep something, where it is your own period"
    )
    sections: Mapping[str, OwnText] = Field(
        {},
        description="text of your own around a section of the full notice, by the "
        "key that the web page shows in its address",
    )
    off: Mapping[str, Name] = Field(
        {},
        description="sharings that you do not do, and why; what the law requires "
        "cannot be switched off",
    )
    look: Dress = Field(
        Dress(), description="the logo and the colour of the first page"
    )
