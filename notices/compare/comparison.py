"""A comparison as data: what changes, of which class, for whom.

Everything that prints or shows one reads this and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from notices.compare.facts import FactChange
from notices.compare.fates import Recipient
from notices.compare.grade import GRADES, Grade
from notices.compare.words import WordChange

_DIGITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """That a person looked at a change."""

    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One distinct change, however many notices have it."""

    id: str
    """Ten hexadecimal digits; the same change has the same ones in every run."""
    what: FactChange | WordChange
    notices: int
    """How many notices change in this way."""
    review: Review | None = None

    @property
    def grade(self) -> Grade:
        """Return its class; a fact that changed is always *material*."""
        return "material" if isinstance(self.what, FactChange) else self.what.grade

    @property
    def look(self) -> tuple[str, ...]:
        """Return what kinds of word are touched that may turn the meaning."""
        return () if isinstance(self.what, FactChange) else self.what.look


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A change of the largest group that another group does not have."""

    change: str
    why: str
    """The condition that does not hold there; "" where none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Notices that change alike."""

    kind: str
    changes: tuple[str, ...]
    """Ids, in reading order."""
    members: tuple[str, ...]
    besides: tuple[str, ...] = ()
    """Ids of what changes here and not in the largest group of its kind."""
    lacks: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A notice that could not be composed on one of the days."""

    label: str
    fault: str
    notices: int = 1
    neither: bool = False
    """A school that neither side can compose, as the register does not say enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What became of each recipient, in one notice."""

    label: str
    kind: str
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What changes between two sides, and for whom."""

    old: str
    new: str
    """What is compared, in words: "18 June 2026"."""
    on: date
    """The later of the two days."""
    assumed: Mapping[str, date]
    """Expected entries that are treated as begun."""
    notices: int
    """How many were compared."""
    changes: tuple[Change, ...]
    """Facts first, then words in reading order."""
    groups: tuple[Group, ...]
    """The largest first; notices that do not change are in none."""
    pages: tuple[Page, ...]
    failed: tuple[Failed, ...]
    notes: tuple[str, ...]
    """What a reader of the comparison should know of its sides."""

    @cached_property
    def by_id(self) -> Mapping[str, Change]:
        """The changes by their ids."""
        return {change.id: change for change in self.changes}

    @property
    def facts(self) -> tuple[Change, ...]:
        """Return what changed in fact."""
        return tuple(one for one in self.changes if isinstance(one.what, FactChange))

    @property
    def words(self) -> tuple[Change, ...]:
        """Return which words changed."""
        return tuple(one for one in self.changes if isinstance(one.what, WordChange))

    @property
    def distinct(self) -> tuple[Change, ...]:
        """Return the facts that changed, and words that changed for no fact's sake."""
        return tuple(
            one
            for one in self.changes
            if isinstance(one.what, FactChange) or not one.what.because
        )

    @property
    def told_pages(self) -> tuple[Page, ...]:
        """Return what became of the recipients that are not kept as they were."""
        pages = (
            replace(
                page,
                recipients=tuple(one for one in page.recipients if one.fate != "kept"),
            )
            for page in self.pages
        )
        return tuple(page for page in pages if page.recipients)

    @property
    def is_of_all(self) -> bool:
        """Say whether all notices change, and all alike."""
        return len(self.groups) <= 1 and self.changed in {0, self.notices}

    @property
    def changed(self) -> int:
        """Return how many notices change."""
        return sum(len(group.members) for group in self.groups)

    def has(self, grade: Grade) -> bool:
        """Say whether a change of this class, or a graver one, waits for a person."""
        graver = GRADES[: GRADES.index(grade) + 1]
        return any(one.grade in graver and one.review is None for one in self.changes)


def id_of(change: FactChange | WordChange) -> str:
    """Return the id of a change: it hangs on what changed, and on no line number."""
    return sha256(repr(change.identity).encode()).hexdigest()[:_DIGITS]
