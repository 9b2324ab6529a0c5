"""A notice as data, in reading order.

Everything that prints, checks or compares a notice reads this and nothing else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from notices.vocabulary.lists import FULL, Edition

Part = Literal["front", "body", "annex"]
"""*front* names the organisation; *body* depends on the selection alone and says "we"
and "the school", so that schools alike share it; *annex* holds what is this
organisation's own."""


Text = tuple[str, str]
"""The key of a fact, and which of its texts is meant."""
OF_ONE = ("profile/", "register/", "notice/")
"""How keys of facts begin that are one organisation's; all others are the catalogue's.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What stands behind a passage: a catalogue entry or a value of the profile."""

    key: str
    """`sharings/school-census`, `profile/data-protection-officer.email`, or
    `register/organisation.name`."""
    file: str
    line: int | None
    value: str = ""
    """What the profile says; empty for the catalogue, which speaks for itself."""
    text: str = ""
    """Which of the entry's texts is told: `says`, `law`; "" for a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of Markdown that stays together, with the facts behind it."""

    key: str
    """Names an entry (`school-census`); "" for running text."""
    markdown: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading of the notice and what stands under it."""

    key: str
    title: str
    part: Part
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...] = ()
    """Facts behind the section's running text, those of its blocks left out."""
    icon: str = ""
    """Names a drawing of the wording set, to stand beside the heading; "" for none."""

    @property
    def told(self) -> tuple[Fact, ...]:
        """Return the facts behind all of it."""
        return (*self.facts, *(fact for block in self.blocks for fact in block.facts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words that meet one requirement, as they were rendered."""

    requirement: str
    section: str
    markdown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing that a notice tells, as data: a sharing or a period."""

    kind: str
    """`sharings`, `recipients`, `purposes`, `data`, `retention`, `rights`, …; what the
    organisation says of itself is `own-suppliers`, `own-sharings`, …"""
    key: str
    title: str
    begins: str = ""
    """Tells the entries of one thing apart; "" for what never changes."""
    facts: tuple[tuple[str, str], ...] = ()
    """What holds, field by field."""
    texts: tuple[tuple[str, str], ...] = ()
    """The words that tell it."""
    untold: tuple[str, ...] = ()
    """Names of those facts and texts that the notice leaves out."""
    law: str = ""
    """Citations as Markdown links; "" where nobody read one."""
    source: str = ""
    """What was read, as a Markdown link."""
    file: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the front is dressed; the body stays neutral so that it can be shared."""

    colour: str
    """`#rrggbb`, dark enough to be read on white (contrast at least 4.5)."""
    logo: str = ""
    """A `data:` address of a PNG or JPEG picture; "" for none."""
    logo_description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A composed notice: what every output is made from."""

    kind: str
    """`pupils`, `workforce`, …."""
    title: str
    issuer: str
    """The organisation's name as its readers know it."""
    folder: str
    """The organisation's folder name, safe on any file system."""
    on: date
    """The day whose law it shows."""
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    matters: tuple[Matter, ...]
    """What it tells, as data."""
    marks: tuple[str, ...]
    """Sentences that every page must carry: a draft, not approved, an example."""
    draft: bool
    footer: str
    """Issuer, notice and day, for the foot of each printed page."""
    look: Look
    conditions: frozenset[str] = frozenset({"always"})
    """What is so here, for requirements that hold only then: `officer`, `consent`, …"""
    unanswered: tuple[str, ...] = ()
    """Keys of the questions that fit this organisation and were not answered."""
    unconfirmed: tuple[str, ...] = ()
    """Keys of values that a layer below set and the organisation did not confirm."""
    warnings: tuple[str, ...] = ()
    """Sentences for whoever builds it; no reader sees them."""
    edition: Edition = FULL
    url: str = ""
    """Where the full notice is on the web; "" if nobody said."""

    @property
    def name(self) -> str:
        """Return what its files are called, without their endings."""
        return self.kind if self.edition == FULL else f"{self.kind}.{self.edition}"

    def part(self, part: Part) -> tuple[Section, ...]:
        """Return the sections of one part, in reading order."""
        return tuple(section for section in self.sections if section.part == part)
