"""What an organisation adds of its own: the tables of a profile that are lists.

`in` names the notices that tell an entry; without it, the first that is issued does.
"""

from typing import Annotated, Literal

from pydantic import Field

from notices.organisation.values import Article6, Article9, Key, Line, Name
from notices.tomlfile import Why
from notices.vocabulary.base import Many, NoticeKind, Strict
from notices.vocabulary.lists import Identifies

Told = Annotated[
    Many[NoticeKind],
    Field(description="the notices that tell it; the first of yours, if not given"),
]
_TOLD = Why("Families are told what a supplier does for you.")
_ABROAD = Why("Art 13(1)(f) UK GDPR asks whether data leaves the United Kingdom.")


class Supplier(Strict):
    """A company that handles personal data for the organisation."""

    name: Name = Field(description="the company, as families may know it")
    does: Annotated[str, _TOLD] = Field(
        description="what it does for you: one of the services that are known"
    )
    stores_data_in: Annotated[Name, _ABROAD] = Field(
        description='the country in which it keeps the data: "United Kingdom", or '
        "another"
    )
    safeguard: Line = Field(
        "", description="what protects the data there, where that is abroad"
    )


class Transfer(Strict):
    """Personal data that leaves the United Kingdom (Art 13(1)(f))."""

    to: Name = Field(description="the country, or who gets it there")
    what: Name = Field(description="which data")
    safeguard: Line = Field(description="the law or the contract that protects it")


class AutomatedDecision(Strict):
    """A significant decision without a person in it (Art 13(2)(f), Arts 22A to 22D)."""

    what: Name = Field(description="which decision")
    how: Name = Field(description="how the computer comes to it")
    means: Name = Field(description="what it means for the person")
    safeguards: Name = Field(description="how somebody can look at it again")


class OwnSharing(Strict):
    """A sharing of the organisation's own, told as the catalogue tells one."""

    key: Key = Field(description="a name of your own for it: small letters, hyphens")
    title: Name = Field(description="its heading")
    to: Name = Field(description="who gets the data")
    in_: Told = ()
    data: Many[str] = Field(description="which kinds of data")
    purposes: Many[str] = Field(
        (), description="keys of purposes: the catalogue's, or your own"
    )
    happens: Literal["required", "done"] = Field(
        "done", description="`required` where a law makes you do it, else `done`"
    )
    identifies: Identifies = Field(
        "person", description="whether people can be told from the data"
    )
    law: Line = Field("", description="the law, in words, if there is one")
    says: Line = Field(description="a sentence: which data you give, and to whom")
    why: Line = Field(description="a sentence: what they use it for")
    says_short: Line = Field(
        description='the reason in a table, without a full stop: "to insure cadets"'
    )
    choice: Line = Field("", description="a sentence: what people can refuse")


class OwnPurpose(Strict):
    """A purpose of the organisation's own."""

    key: Key = Field(description="a name of your own for it: small letters, hyphens")
    title: Name = Field(description="what you do")
    in_: Told = ()
    says: Line = Field(description="a sentence: what you use which data for")
    data: Many[str] = Field(description="which kinds of data")
    article_6: Many[Article6] = Field(description='the lawful bases: `["6(1)(e)"]`')
    article_9: Many[Article9] = Field(
        (), description="the conditions, where special category data is used"
    )
    schedule_1: Many[Line] = Field(
        (), description="paragraphs of Schedule 1, where a condition needs one"
    )
    because: Line = Field(description="a sentence: the task, duty, contract or consent")


class OwnRetention(Strict):
    """How long the organisation keeps something; a known key replaces its period."""

    key: Key = Field(
        description="a key of the catalogue, to replace its period; or one of your own"
    )
    in_: Told = ()
    title: Name | None = Field(
        None, description="what is kept; needed with a key of your own"
    )
    says: Line = Field(description="a sentence: how long")


class OwnText(Strict):
    """Paragraphs of the organisation's own, in Markdown, around a section."""

    in_: Told = ()
    before: str = Field("", description="Markdown that stands first in the section")
    after: str = Field("", description="Markdown that stands last in the section")
