"""The schema of what changes over time, one model a file of `data/`.

It stands below the catalogue because a profile may hold sharings of its own in it.
"""

import re
from collections.abc import Collection
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, field_validator, model_validator

from notices.dated import Start
from notices.tomlfile import Why
from notices.vocabulary.base import Many, NoticeKind, Strict
from notices.vocabulary.lists import (
    PAGE,
    BodyKind,
    Condition,
    Confidence,
    Controller,
    Evidence,
    Group,
    Happens,
    Identifies,
    Issuer,
    Keeping,
    Learners,
    Officer,
    People,
    Reach,
    TrustSize,
    YearGroup,
)

_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        message = "it is not a web address; write it as https://www.example.org/page"
        raise ValueError(message)
    return value


Address = Annotated[str, AfterValidator(_address)]
"""A web address."""


def _has_word(value: str) -> str:
    if not any(map(str.isalnum, value)):
        message = "it has no letter and no digit; write a name as people write it"
        raise ValueError(message)
    return value


Name = Annotated[str, AfterValidator(_has_word)]
"""A name that can be looked for in a text."""


def _says_something(value: str) -> str:
    if not value.strip():
        message = "it says nothing; write the words that notices print"
        raise ValueError(message)
    return value


Words = Annotated[str, AfterValidator(_says_something)]
"""What notices print."""
_READ = Why("Every entry names what was read, so that it can be checked again.")
_OPENED = Why("Every entry names the day on which somebody opened its source.")


class Source(Strict):
    """What was read: so that somebody can read it again."""

    title: Words
    url: Address
    version: str = ""


class Citation(Strict):
    """A law, or a provision of one: `education-act-1996/s537A`."""

    key: str
    evidence: Evidence


class Applies(Strict):
    """Which organisations something is for: every condition must hold."""

    types: Many[str] = ()
    not_types: Many[str] = ()
    ages_from: int | None = None
    ages_to: int | None = None
    year_groups: Many[YearGroup] = ()
    uses: Many[str] = ()
    trust: TrustSize = ""
    faith: bool | None = None


class Entry(Strict):
    """What every entry over time says besides what it is about."""

    begins: date | str
    seen: date | None = None
    not_before: date | None = None
    ended: str = ""
    expected: bool = False
    source: Annotated[Source, _READ]
    checked: Annotated[date, _OPENED]
    confidence: Confidence = "sure"
    note: str = ""

    @field_validator("begins")
    @classmethod
    def _begins_can_be_read(cls, value: date | str) -> date | str:
        if value != "unknown":
            Start.parse(value)
        return value

    @model_validator(mode="after")
    def _unknown_was_seen(self) -> "Entry":
        _ = self.start
        return self

    @property
    def start(self) -> Start:
        """Return when it began, as far as the source goes."""
        return Start.parse(self.begins, seen=self.seen, not_before=self.not_before)


class Body(Entry):
    """An organisation, or a kind of organisation, that gives or receives data."""

    name: Name
    the: bool = False
    kind: BodyKind
    generic: bool = False
    successor: Many[str] = ()
    website: Address | None = None
    privacy: Address | None = None
    publishes: Address | None = None
    """Where it publishes whom it gives data to."""
    telephone: str = ""

    @model_validator(mode="after")
    def _only_kinds_always_were(self) -> "Body":
        if self.begins == "always" and not self.generic:
            message = '"always" is for kinds of organisation; write generic = true'
            raise ValueError(message)
        return self

    @property
    def in_a_sentence(self) -> str:
        """Return the name as it stands after "with": "the Department for Education"."""
        return f"the {self.name}" if self.the else self.name


class Lawful(Strict):
    """A purpose's bases for some types of organisation (Arts 6, 9, 10 UK GDPR)."""

    for_: Many[str]
    article_6: Many[str]
    article_9: Many[str] = ()
    schedule_1: Many[str] = ()
    article_10: bool = False
    """Data about crime is used, which needs a paragraph of Schedule 1 too.

    Tests of the law look at it.
    """
    law: Many[Citation] = ()
    because: Words


class ToChildren(Strict):
    """The same in the words of editions for children, who are "you" in them."""

    to_children: str = ""
    """For ages 9 to 15: short sentences."""
    to_young_children: str = ""
    """For ages 5 to 8: the few things that matter to them most."""


class Purpose(Entry, ToChildren):
    """Why data is used (Art 13(1)(c))."""

    title: Words
    says: Words
    in_: Many[NoticeKind] = ("pupils",)
    data: Many[str]
    applies: Applies = Applies()
    bases: Many[Lawful]
    order: int = 0


class LawOrReason(Entry):
    """Something that rests on law, or says why it needs none."""

    law: Many[Citation] = ()
    no_law: str = ""

    @model_validator(mode="after")
    def _law_or_reason(self) -> "LawOrReason":
        if not self.law and not self.no_law and not self.ended:
            message = 'nothing says which law it rests on; add law, or no-law = "why"'
            raise ValueError(message)
        return self


class Sharing(LawOrReason, ToChildren):
    """One flow of personal data from a body to a body (Art 13(1)(e))."""

    title: Words
    from_: str
    to: str
    about: Many[People]
    told_by: Many[Issuer]
    in_: Many[NoticeKind]
    happens: Happens
    identifies: Identifies
    reach: Reach = "some"
    applies: Applies = Applies()
    data: Many[str]
    purposes: Many[str]
    says: Words
    why: str
    says_short: Words
    choice: str = ""
    order: int = 0


class Retention(LawOrReason):
    """How long something is kept (Art 13(2)(a))."""

    title: Words
    says: Words
    in_: Many[NoticeKind] = ("pupils",)
    kind: Keeping
    data: Many[str] = ()
    applies: Applies = Applies()
    order: int = 0


class Right(LawOrReason, ToChildren):
    """A right of the person (Arts 12 to 22, and the right to complain)."""

    title: Words
    says: Words
    applies_here: str = ""
    not_here: str = ""
    in_: Many[NoticeKind] = ()
    article: str = ""
    applies: Applies = Applies()
    order: int = 0


def is_told_in(kind: str, named: Collection[NoticeKind]) -> bool:
    """Say whether a notice tells what *named* notices do; if none is named, all do.

    All but the page, which answers no Article: it has no rights to tell of.
    """
    return kind in named if named else kind != PAGE


class Requirement(LawOrReason):
    """Something that the law asks a notice to contain."""

    title: Words
    asks: Words
    articles: Many[str]
    condition: Condition


class OrganisationType(LawOrReason):
    """A kind of organisation, and what its kind settles."""

    title: Words
    article: str
    register_name: str = ""
    groups: Many[Group]
    controller: Controller
    public_authority: bool
    officer: Officer
    parental_record: bool
    learners: Learners = "pupils"

    @property
    def issuer(self) -> Issuer:
        """Return as what it issues notices: as a school, unless it is none."""
        others: tuple[Issuer, ...] = ("trust", "local-authority", "department")
        return next((other for other in others if other in self.groups), "school")


class Use(Entry):
    """A question that only the organisation can answer: yes, no, or not yet."""

    question: Words
    help: Words
    needs: str = ""
    applies: Applies = Applies()
    notices: Many[NoticeKind] = ()
    says_yes: str = ""
    says_no: str = ""
    order: int = 0
