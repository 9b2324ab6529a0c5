"""What an organisation adds of its own: the tables of a profile that are lists.

`in` names the notices that tell an entry; without it, the first that is issued does.
"""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from notices.organisation.values import (
    Article6,
    Article9,
    Country,
    Key,
    Line,
    Name,
    Said,
)
from notices.tomlfile import Why
from notices.vocabulary.base import Many, NoticeKind, Strict
from notices.vocabulary.lists import Identifies

Told = Annotated[
    Many[NoticeKind],
    Field(description="the notices that tell it; the first of yours, if not given"),
]


def _some(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        message = "it is empty; name one at least"
        raise ValueError(message)
    return value


_SOME = AfterValidator(_some)
ABROAD, DECISIONS = "transfers-outside-uk", "automated-decisions"
"""The questions that entries of a profile answer with yes."""
OTHER = "other"
"""What a supplier does that is none of the services that are known."""
_ABROAD = Why(
    "Art 13(1)(f) UK GDPR asks what protects data that leaves the United Kingdom."
)


class Supplier(Strict):
    """A company that handles personal data for the organisation."""

    name: Name = Field(description="the company, as families may know it")
    does: str | None = Field(
        None,
        description="what it does for you: one of the services that are known, or "
        f"`{OTHER}`",
    )
    says: Line = Field(
        "",
        description=f"with `{OTHER}`: what it does, as a table says it: "
        '"prints our yearbooks"',
    )
    stores_data_in: Country | None = Field(
        None,
        description='the country in which it keeps the data: "United Kingdom", or '
        "another",
    )
    safeguard: Line = Field(
        "", description="what protects the data there, where that is abroad"
    )


class Transfer(Strict):
    """Personal data that leaves the United Kingdom (Art 13(1)(f))."""

    to: Name = Field(description="the country, or who gets it there")
    what: Name = Field(description="which data")
    in_: Told = ()
    safeguard: Annotated[Said, _ABROAD] = Field(
        description="the law or the contract that protects it"
    )


class AutomatedDecision(Strict):
    """A significant decision without a person in it (Art 13(2)(f), Arts 22A to 22D)."""

    what: Name = Field(description="which decision")
    in_: Told = ()
    how: Name = Field(description="how the computer comes to it")
    means: Name = Field(description="what it means for the person")
    safeguards: Name = Field(description="how somebody can look at it again")


class OwnSharing(Strict):
    """A sharing of the organisation's own, told as the catalogue tells one."""

    key: Key = Field(description="a name of your own for it: small letters, hyphens")
    title: Name = Field(description="its heading")
    to: Name = Field(description="who gets the data")
    in_: Told = ()
    data: Annotated[Many[str], _SOME] = Field(description="which kinds of data")
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
    says: Said = Field(description="a sentence: which data you give, and to whom")
    why: Said = Field(description="a sentence: what they use it for")
    says_short: Said = Field(
        description='the reason in a table, without a full stop: "to insure cadets"'
    )
    choice: Line = Field("", description="a sentence: what people can refuse")


class OwnPurpose(Strict):
    """A purpose of the organisation's own."""

    key: Key = Field(description="a name of your own for it: small letters, hyphens")
    title: Name = Field(description="what you do")
    in_: Told = ()
    says: Said = Field(description="a sentence: what you use which data for")
    data: Annotated[Many[str], _SOME] = Field(description="which kinds of data")
    article_6: Annotated[Many[Article6], _SOME] = Field(
        description='the lawful bases: `["6(1)(e)"]`'
    )
    article_9: Many[Article9] = Field(
        (), description="the conditions, where special category data is used"
    )
    schedule_1: Many[Said] = Field(
        (), description="paragraphs of Schedule 1, where a condition needs one"
    )
    because: Said = Field(description="a sentence: the task, duty, contract or consent")


class OwnRetention(Strict):
    """How long the organisation keeps something; a known key replaces its period."""

    key: Key = Field(
        description="a key of the catalogue, to replace its period; or one of your own"
    )
    in_: Told = ()
    title: Name | None = Field(
        None, description="what is kept; needed with a key of your own"
    )
    says: Said = Field(description="a sentence: how long")


class OwnText(Strict):
    """Paragraphs of the organisation's own, in Markdown, around a section."""

    in_: Told = ()
    before: str = Field("", description="Markdown that stands first in the section")
    after: str = Field("", description="Markdown that stands last in the section")
